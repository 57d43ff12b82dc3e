/*
 * source.h - the bytes of one file as UTF-8, and where they stand.
 *
 * Any text is accepted: UTF-8 with or without a BOM, UTF-16 in both orders,
 * windows-1251, KOI8-R, recognised by BOM, by what an HTML file says of
 * itself (<meta charset>), or by statistics. All later stages see UTF-8
 * only; spans are bytes of that UTF-8 text. For a UTF-8 file it is the file
 * byte for byte, its BOM included, except that each byte that is not UTF-8
 * is replaced by U+FFFD.
 */
#ifndef PARSER_SOURCE_H
#define PARSER_SOURCE_H

#include "parser/arena.h"
#include "parser/encoding.h"
#include "parser/error.h"
#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stdint.h>

/* Larger inputs are refused by the name of this limit. */
#define SOURCE_SIZE_LIMIT (16u * 1024 * 1024)

/* Bytes between two counts of code points, so that the column of a place in a
   long line is found in good time. */
#define SOURCE_STRIDE 1024

enum format {
    FORMAT_MARKDOWN,
    FORMAT_HTML,
    FORMAT_TEXT,
};

/* Lives in the arena it was read into. */
struct source {
    struct slice name;      /* as the user gave it; never opened from here */
    struct slice text;      /* UTF-8 */
    enum encoding encoding; /* what the file was */
    enum format format;
    uint32_t *line_starts; /* offsets into text, the first is 0 */
    size_t line_count;     /* at least 1 */
    uint32_t *code_points; /* before each SOURCE_STRIDEth byte of text; NULL
                              where no line is so long */
    uint32_t undecodable_count; /* code points that had to be replaced */
    struct span first_undecodable;
};

/* Read the bytes of a file. The format is told by the name's ending (.md
   .markdown: Markdown; .html .htm .xhtml .php: HTML; .txt: text) and, where
   that says nothing, by the content. Fails when the input is over
   SOURCE_SIZE_LIMIT or is no text at all (NUL bytes that are not UTF-16, or
   mostly control characters). An empty input is an empty text. */
bool source_read(struct arena *arena, struct slice name, struct slice bytes,
    struct source *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The same, but where the bytes are UTF-8 they are the text themselves, and
   must outlive it. */
bool source_over(struct arena *arena, struct slice name, struct slice bytes,
    struct source *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* Line and column of an offset, or the line alone, which costs less; an offset
   past the end gives the end. */
struct place source_place(const struct source *source, uint32_t offset);
uint32_t source_line(const struct source *source, uint32_t offset);

/* "markdown", "html" or "text". */
struct slice format_name(enum format format);

#endif
