/*
 * markdown_leaf.h - the raw text of one Markdown leaf block, with the way back
 * to the source.
 *
 * A paragraph inside quotes and lists is cut into lines that each begin with
 * the marks and the indentation of its containers. The leaf is what is left
 * when these are taken off: the very text that cmark parses as inlines.
 */
#ifndef PARSER_MARKDOWN_LEAF_H
#define PARSER_MARKDOWN_LEAF_H

#include "parser/arena.h"
#include "parser/slice.h"
#include "parser/source.h"
#include "parser/span.h"

#include <stdbool.h>

/* A stretch of leaf bytes that adjoin in the source, too. */
struct segment {
    uint32_t begin;  /* byte of the leaf; it ends where the next one begins */
    uint32_t source; /* byte of the source */
};

/* Lines are separated by LF whatever the source has. */
struct leaf {
    struct slice bytes;
    struct segment *segments; /* ascending in both; the first begins at 0 */
    size_t segment_count;
};

/* Where a line is read on: columns count a tab up to the next multiple of 4,
   and a list item may claim a part of a tab. */
struct cursor {
    size_t offset;   /* byte of the line */
    size_t column;   /* from 0 */
    size_t tab_left; /* columns left of a tab begun, 0 when none is */
};

/* A block quote or a list item that a leaf stands in. */
struct container {
    bool is_quote;
    uint32_t line;         /* where it begins */
    struct span mark;      /* source bytes of its ">", "-" or "12." */
    struct cursor content; /* on that line, where its content begins */
    size_t width;          /* an item's: columns its content is indented by */
};

/* The lines that cmark was given: the source from a byte on. */
struct lines {
    const struct source *source;
    uint32_t base;  /* byte of the source where line 1 begins */
    uint32_t first; /* index into source->line_starts of line 1 */
};

uint32_t line_begin(const struct lines *lines, uint32_t number);

/* The line (from 1) without its line break. */
struct slice line_text(const struct lines *lines, uint32_t number);

/* Fill in a container that cmark says begins at a line and byte column (both
   from 1), the outer ones being known. */
struct container container_at(const struct lines *lines,
    const struct container *outer, size_t outer_count, bool is_quote,
    struct span start);

/* The cursor behind the marks of those containers that the line continues. */
struct cursor containers_skip(const struct lines *lines,
    const struct container *containers, size_t count, uint32_t line);

/* Columns of white space at the cursor. */
size_t cursor_indent(struct slice line, struct cursor cursor);

/* A leaf that is being written. */
struct leaf_builder {
    struct arena *arena;
    char *bytes; /* room for all that will be added */
    size_t len;
    struct segment *segments;
    size_t segment_count;
    size_t segment_capacity;
};

void leaf_add(
    struct leaf_builder *builder, struct slice bytes, uint32_t source);
struct leaf leaf_finish(const struct leaf_builder *builder);

/* Where the leaf of a block stands, as cmark says it. */
struct leaf_place {
    struct span lines; /* its first and its last line, from 1 */
    uint32_t column;   /* byte of its first line, from 1 */
};

struct leaf leaf_read(struct arena *arena, const struct lines *lines,
    const struct container *containers, size_t count, struct leaf_place place);

/* The source byte of a leaf byte; for the leaf's length the end of its last
   one. */
uint32_t leaf_source(const struct leaf *leaf, size_t offset);

/* Part of a leaf without white space at its ends; a backslash before "|" is
   left out when is_cell. */
struct leaf leaf_part(struct arena *arena, const struct leaf *leaf,
    struct span span, bool is_cell);

#endif
