/*
 * document_type.h - what kind of document this is.
 */
#ifndef RULES_DOCUMENT_TYPE_H
#define RULES_DOCUMENT_TYPE_H

#include "parser/doc.h"
#include "rules/rule.h"

/* By the title, else by how the text speaks of itself. A document that speaks
   of personal data at all is a policy when nothing else tells. */
enum document_type document_type_infer(const struct doc *doc);

#endif
