/*
 * finding_json.h - a finding as JSON, with what the law says of it: shared by
 * the json and jsonl reports and by diff.
 */
#ifndef CMD_FINDING_JSON_H
#define CMD_FINDING_JSON_H

#include "cmd/json_text.h"
#include "cmd/options.h"
#include "rules/finding.h"

/* Write what check.schema.json says of a finding into an object that is open.
 */
void finding_json(struct json_text *text, const struct options *options,
    const struct doc *doc, const struct finding *finding);

/* The citations in force on the day, all of them when it is not set:
   [{cite, from, to}]. */
void bases_json(struct json_text *text, const char *key,
    const struct basis *bases, size_t count, struct date day);

#endif
