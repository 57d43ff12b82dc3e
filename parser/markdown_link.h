/*
 * markdown_link.h - how far a Markdown link reaches.
 *
 * The part of CommonMark's grammar that is needed to step over what a link
 * has in its source and not in its text: destination, title and label. It
 * follows cmark 0.30, which has already decided that a link is there.
 */
#ifndef PARSER_MARKDOWN_LINK_H
#define PARSER_MARKDOWN_LINK_H

#include "parser/slice.h"

/* The offset behind what follows the "]" that ends a link's text: "(url
   "title")", "[label]", "[]" or nothing. */
size_t link_tail_end(struct slice text, size_t at);

/* The offset behind the link reference definitions that a paragraph begins
   with; 0 when there are none. */
size_t link_definitions_end(struct slice text);

#endif
