/*
 * names.h - the values of our enums in words: short English ones for
 * programs, which never change, and those that people read.
 */
#ifndef CMD_NAMES_H
#define CMD_NAMES_H

#include "cmd/language.h"
#include "parser/doc.h"
#include "rules/finding.h"
#include "rules/matrix.h"
#include "rules/profile.h"

/* For programs: "error", "section", "operator", "affirmed" ... */
const char *severity_name(enum severity severity);
const char *rule_kind_name(enum rule_kind kind);
const char *clause_kind_name(enum clause_kind kind);
const char *region_name(enum region region);
const char *party_name(enum party party);
const char *polarity_name(enum polarity polarity);
const char *modality_name(enum modality modality);
const char *actor_name(enum actor actor);
const char *confidence_name(enum confidence confidence);
const char *suppression_name(enum suppression_kind kind);
const char *statement_name(enum statement statement);

/* For people: «ошибка», «Беларусь», «политика», «юридическое лицо». */
const struct noun *severity_noun(enum severity severity);
const char *rule_kind_words(enum rule_kind kind, enum language language);
const char *jurisdiction_words(uint32_t jurisdiction, enum language language);
const char *document_type_words(
    enum document_type type, enum language language);
const char *statement_words(enum statement statement, enum language language);
const char *operator_type_words(
    enum operator_type type, enum language language);

/* «21.11.2026» or 2026-11-21; room for both. */
#define DATE_WORDS_SIZE 16
void date_words(
    struct date date, enum language language, char ret[DATE_WORDS_SIZE]);
void date_iso(struct date date, char ret[DATE_WORDS_SIZE]);

#endif
