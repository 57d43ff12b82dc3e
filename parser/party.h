/*
 * party.h - what a defined term names: the operator, the subject, the site …
 */
#ifndef PARSER_PARTY_H
#define PARSER_PARTY_H

#include "parser/doc.h"

/* Judge by the term itself («Пользователь» is a subject whoever he is said to
   be), and where that says nothing by the words that it stands for («ООО …
   (далее — Ромашка)»). Both are folded; the definition may be empty.
   is_alias: the definition stands before the name, and its end is nearest.
   has_operator: the document has named its operator before, so that another
   company is a third person. */
enum party party_of(struct slice name, struct slice definition, bool is_alias,
    bool has_operator);

#endif
