/*
 * doc_json.h - a compiled document as JSON: what `compile --to json` prints.
 */
#ifndef CMD_DOC_JSON_H
#define CMD_DOC_JSON_H

#include "cmd/json_text.h"
#include "cmd/language.h"
#include "rules/check.h"

/* Write the document's keys into the object of a report. */
void doc_json(struct json_text *text, const struct doc *doc,
    const struct report *report, enum language language);

#endif
