/*
 * operator_type.h - of what legal form the operator is.
 */
#ifndef RULES_OPERATOR_TYPE_H
#define RULES_OPERATOR_TYPE_H

#include "rules/rule.h"
#include "rules/signal.h"

/* By the operator's own identification, not by any company that is named. */
enum operator_type operator_type_infer(
    const struct doc *doc, const struct mentions *mentions);

#endif
