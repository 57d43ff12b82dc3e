/*
 * cited.h - the words around a citation of law.
 */
#ifndef RULES_CITED_H
#define RULES_CITED_H

#include "parser/doc.h"

/* A sentence, folded, cut to some hundred words around the citation, and where
   in it the citation stands. */
struct cited {
    struct slice sentence;
    size_t begin; /* bytes of the sentence */
    size_t end;
};

struct cited cited_in(const struct doc *doc, struct passage passage);

/* Does a word of the text begin so? The stem may be of several words. */
bool cited_mentions(struct slice text, const char *stem);

#endif
