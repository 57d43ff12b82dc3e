/*
 * pack_line.h - a line of a pack, and what it is by how it begins.
 *
 * For pack_text.[ch] only.
 */
#ifndef RULES_PACK_LINE_H
#define RULES_PACK_LINE_H

#include "parser/source.h"

enum pack_line_kind {
    LINE_BLANK,
    LINE_TEXT,
    LINE_HEADING, /* "## " */
    LINE_ITEM,    /* "- ", "1. " */
    LINE_FENCE,   /* "```", "~~~" */
    LINE_QUOTE,   /* ">" with nothing before it */
    LINE_COMMENT, /* "<!--" */
    LINE_DRAWN,   /* "---", "***", "===" */
};

struct pack_line {
    enum pack_line_kind kind;
    struct span span;   /* bytes of the source, line break included */
    struct span text;   /* without white space at its ends */
    struct slice bytes; /* of the text */
    uint32_t mark; /* bytes of the "##", "-", "1.", "```" that it begins with;
                      not of a blank line and a quote */
};

/* The line of that index, from 0; false behind the last. */
bool pack_line_read(
    const struct source *source, size_t index, struct pack_line *ret);

/* The same without its kind and its mark. */
bool pack_line_find(
    const struct source *source, size_t index, struct pack_line *ret);

/* The length of the run of one byte that the text begins with. */
size_t pack_run_length(struct slice text);

#endif
