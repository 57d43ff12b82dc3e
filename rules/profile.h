/*
 * profile.h - what kind of document this is, whose it is, and which law is
 * checked: the jurisdiction decision with its evidence.
 */
#ifndef RULES_PROFILE_H
#define RULES_PROFILE_H

#include "parser/doc.h"
#include "rules/rule.h"

enum confidence {
    CONFIDENCE_NONE,     /* who the operator is cannot be told */
    CONFIDENCE_PROBABLE, /* «вероятно» */
    CONFIDENCE_KNOWN,
};

/* One signal that was counted, for the reader: «домен westmet.by: BY, 5». */
struct evidence {
    struct words what; /* «собственный домен westmet.by» */
    uint32_t jurisdiction; /* one bit of enum jurisdiction */
    int weight;
    bool is_identity; /* of the operator; else of the law it applies */
    struct passage passage;
    struct span span; /* bytes of the source */
    struct slice quote;
};

struct profile {
    enum document_type document_type;
    enum operator_type operator_type;
    uint32_t operator_country; /* one bit of enum jurisdiction; 0: unknown */
    enum confidence confidence;
    uint32_t applied; /* bits: the laws whose packs are run: the operator's
                         own and those the text applies to itself */
    struct evidence *evidence; /* in reading order */
    size_t evidence_count;
    /* The text is not Russian, and its kind says that it should have been
       read, or it is garbled (script.h): the rules of both laws can tell
       nothing of it. */
    bool is_unread;
    const struct mentions *mentions; /* signal.h: what the above is made of */
};

struct check_options;
struct form_tokens;
struct mentions;
struct signal_index;

/* Decide all of it from the document and its forms (forms.h); what the options
   give is taken as given. Where the operator's country and the law are unknown,
   applied is 0: rules of JURISDICTION_UNKNOWN are meant for that. */
void profile_infer(const struct doc *doc, const struct signal_index *signals,
    const struct form_tokens *forms, const struct check_options *options,
    struct profile *ret);

/* "policy", "RU", "legal" and back; unknown names give 0. */
struct slice document_type_name(enum document_type type);
struct slice jurisdiction_name(uint32_t jurisdiction);
struct slice operator_type_name(enum operator_type type);
uint32_t document_type_from_name(struct slice name);
uint32_t jurisdiction_from_name(struct slice name);
uint32_t operator_type_from_name(struct slice name);

#endif
