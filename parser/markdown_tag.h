/*
 * markdown_tag.h - an HTML tag inside a Markdown paragraph, as far as it
 * changes what is read.
 */
#ifndef PARSER_MARKDOWN_TAG_H
#define PARSER_MARKDOWN_TAG_H

#include "parser/slice.h"

#include <stdbool.h>

enum tag_kind {
    TAG_OTHER,  /* changes nothing; comments, too */
    TAG_STRONG, /* <b>, <strong> */
    TAG_LINK,   /* <a> */
    TAG_BREAK,  /* <br>, <p> and others that begin a line */
    TAG_RAW,    /* <script>, <style>: nothing inside is read */
};

struct tag {
    enum tag_kind kind;
    bool is_end;       /* </b> */
    struct slice name; /* in lower case: a constant; empty for TAG_OTHER */
};

/* The tag, comment or declaration, from "<" on. */
struct tag tag_read(struct slice text);

#endif
