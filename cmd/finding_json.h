/*
 * finding_json.h - a finding as JSON, with what the law says of it: shared by
 * the json and jsonl reports.
 */
#ifndef CMD_FINDING_JSON_H
#define CMD_FINDING_JSON_H

#include "cmd/options.h"
#include "rules/finding.h"

#include <jansson.h>

/* The object that check.schema.json calls a finding; a new reference. */
json_t *finding_json(const struct options *options, const struct doc *doc,
    const struct finding *finding);

/* The citations in force on the day, all of them when it is not set:
   [{cite, from, to}]. */
json_t *bases_json(const struct basis *bases, size_t count, struct date day);

#endif
