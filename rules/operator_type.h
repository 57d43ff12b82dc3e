/*
 * operator_type.h - what kind of document this is, and of what legal form its
 * operator.
 */
#ifndef RULES_OPERATOR_TYPE_H
#define RULES_OPERATOR_TYPE_H

#include "rules/rule.h"
#include "rules/signal.h"

/* By the title, else by how the text speaks of itself. A document that speaks
   of personal data at all is a policy when nothing else tells. */
enum document_type document_type_infer(const struct doc *doc);

/* By the operator's own identification, not by any company that is named. */
enum operator_type operator_type_infer(
    const struct doc *doc, const struct mentions *mentions);

#endif
