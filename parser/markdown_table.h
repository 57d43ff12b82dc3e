/*
 * markdown_table.h - pipe tables, which cmark takes for paragraphs.
 *
 * As GitHub reads them: a row, below it a delimiter row (|---|:-:|) of as many
 * cells, and then rows up to the end of the paragraph.
 */
#ifndef PARSER_MARKDOWN_TABLE_H
#define PARSER_MARKDOWN_TABLE_H

#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>

/* Whether a paragraph holds a table: *ret_begin is the byte where its header
   row begins. What stands before it is a paragraph. */
bool table_find(struct slice paragraph, size_t *ret_begin);

/* The line at *at, which moves to the next one; false at the end. */
bool table_next_line(struct slice paragraph, size_t *at, struct span *ret);

/* The next cell of a row: *rest is what is left of the row; start with the
   whole line. */
bool table_next_cell(
    struct slice paragraph, struct span *rest, struct span *ret);

#endif
