/*
 * doc_json.h - a compiled document as JSON: what `compile --to json` prints.
 */
#ifndef CMD_DOC_JSON_H
#define CMD_DOC_JSON_H

#include "cmd/language.h"
#include "rules/check.h"

#include <jansson.h>

/* Add the document's keys to a report of json_report(). */
void doc_json(json_t *object, const struct doc *doc,
    const struct report *report, enum language language);

#endif
