/*
 * profile_json.h - the jurisdiction decision as JSON: whose law, and why.
 */
#ifndef CMD_PROFILE_JSON_H
#define CMD_PROFILE_JSON_H

#include "cmd/language.h"
#include "rules/profile.h"

#include <jansson.h>

/* {operator, confidence, applied[], evidence[]}; operator is null when it
   cannot be told. */
json_t *profile_json(const struct doc *doc, const struct profile *profile,
    enum language language);

/* The names of a set of jurisdictions, in the order of their bits. */
json_t *jurisdictions_json(uint32_t jurisdictions);

#endif
