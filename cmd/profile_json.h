/*
 * profile_json.h - what a document is as JSON: its kind, whose law, and why.
 */
#ifndef CMD_PROFILE_JSON_H
#define CMD_PROFILE_JSON_H

#include "cmd/language.h"
#include "rules/profile.h"

#include <jansson.h>

/* Add what every report says of a document first: path, format, encoding,
   document_type, operator_type, and jurisdiction {operator, confidence,
   applied[], evidence[]}, whose operator is null when it cannot be told. */
void document_head_json(json_t *object, const struct doc *doc,
    const struct profile *profile, enum language language);

/* The names of a set of jurisdictions, in the order of their bits. */
json_t *jurisdictions_json(uint32_t jurisdictions);

#endif
