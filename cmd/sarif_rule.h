/*
 * sarif_rule.h - a rule as a reportingDescriptor of SARIF 2.1.0.
 */
#ifndef CMD_SARIF_RULE_H
#define CMD_SARIF_RULE_H

#include "cmd/language.h"
#include "rules/rule.h"

#include <jansson.h>

/* "error", "warning", "note" or "none". */
const char *sarif_level(enum severity severity);

/* A new reference; no string in it is empty. */
json_t *sarif_rule(const struct rule *rule, enum language language);

#endif
