/*
 * profile_json.h - what a document is as JSON: its kind, whose law, and why.
 */
#ifndef CMD_PROFILE_JSON_H
#define CMD_PROFILE_JSON_H

#include "cmd/json_text.h"
#include "cmd/language.h"
#include "rules/profile.h"

/* Write what every report says of a document first into an object: path,
   format, encoding, document_type, operator_type, and jurisdiction {operator,
   confidence, applied[], evidence[]}, whose operator is null when it cannot be
   told. */
void document_head_json(struct json_text *text, const struct doc *doc,
    const struct profile *profile, enum language language);

/* The names of a set of jurisdictions, in the order of their bits. */
void jurisdictions_json(
    struct json_text *text, const char *key, uint32_t jurisdictions);

#endif
