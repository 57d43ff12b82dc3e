/*
 * markdown_entity.h - "&nbsp;", "&#1103;", "&#x44F;" in Markdown.
 */
#ifndef PARSER_MARKDOWN_ENTITY_H
#define PARSER_MARKDOWN_ENTITY_H

#include "parser/slice.h"

#include <stdbool.h>

#define ENTITY_LONGEST 16 /* bytes that one can stand for */

struct entity {
    size_t source_len; /* bytes from "&" to ";" */
    char decoded[ENTITY_LONGEST];
    size_t decoded_len;
};

/* The character reference that text begins with; false when there is none
   that HTML knows. */
bool entity_read(struct slice text, struct entity *ret);

/* Punctuation in ASCII: what a backslash can escape. */
bool is_ascii_punctuation(char byte);

#endif
