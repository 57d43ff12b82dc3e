/*
 * frontmatter.h - the metadata that a static site's page begins with.
 */
#ifndef PARSER_FRONTMATTER_H
#define PARSER_FRONTMATTER_H

#include "parser/slice.h"

#include <stddef.h>

/* Slices of the source. */
struct frontmatter {
    size_t len;            /* bytes up to the text; 0: there is none */
    struct slice title;    /* without quotation marks; may be empty */
    struct slice language; /* "lang", "language" or "locale" */
};

/* Lines of "key: value" between two lines "---" (or "+++" with "key = value")
   at the very start of the text, its BOM already taken off. */
struct frontmatter frontmatter_read(struct slice text);

#endif
