/*
 * html_reader.h - the state of html_read(): open elements, and the paragraph
 * that gathers.
 */
#ifndef PARSER_HTML_READER_H
#define PARSER_HTML_READER_H

#include "parser/html_marker.h"
#include "parser/html_page.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define HTML_COLUMN_LIMIT 64 /* columns whose rowspan= is minded */
#define HTML_NAME_LIMIT 32   /* bytes of an element's name that are compared */

/* A table that is open. Lives in the arena. */
struct html_open_table {
    struct html_table table;
    uint32_t row;
    uint32_t column;      /* of the open cell, or of the last one */
    uint32_t next_column; /* where the row goes on */
    uint32_t
        taken_until[HTML_COLUMN_LIMIT]; /* rows below this one are spanned */
};

/* What holds for the text inside an element. */
struct html_context {
    uint32_t zone;
    uint32_t quote;
    uint32_t list;
    uint32_t item;
    size_t list_frame; /* index of the innermost list's frame */
    size_t item_frame; /* index of the innermost item's frame */
    struct slice marker;
    struct html_open_table *table;
    uint16_t list_depth;
    uint8_t level;
    uint8_t quote_depth;
    bool is_ordered;
    bool is_cell;
    bool is_header_row;
    bool is_header;
    bool is_centred;
    bool is_link;
    bool is_navigation;
    bool is_pre;
    bool is_code;
    bool is_in_main;
};

/* An open element. */
struct html_frame {
    char name[HTML_NAME_LIMIT];
    size_t name_len;
    enum html_element element;
    struct html_context context;
    bool is_bold;
    bool is_silent;
    bool has_text; /* an item: its first paragraph is written */
    /* A list: */
    enum html_marker_style style;
    bool is_reversed;
    size_t first_block;
    int32_t counter; /* number of the next item */
};

/* The text of the block that is being read. */
struct html_paragraph {
    struct text_builder builder;
    size_t visible;    /* bytes that are no white space */
    size_t linked;     /* of these: in links */
    size_t navigating; /* of these: in links to other pages */
    uint32_t breaks;   /* line breaks since the last visible byte */
    bool has_space;    /* white space since the last visible byte */
    struct span space; /* where */
};

struct html_reader {
    struct slice text; /* the source */
    struct slice page; /* the same, masked */
    struct html_page html;
    struct error *error;
    struct html_paragraph paragraph;
    struct html_frame
        frames[BLOCK_NESTING_LIMIT + 1]; /* the first is the page */
    size_t frame_count;
    uint32_t silent_depth; /* open elements whose text is not read */
    uint32_t bold_depth;
    uint32_t list_count;
    uint32_t item_count;
    uint32_t quote_count;
    uint32_t table_count;
    bool is_failed;
};

/* The innermost open element. */
struct html_frame *html_top(struct html_reader *reader);

/* Add a run of text. */
void html_add_text(struct html_reader *reader, struct span span);

/* End the paragraph: it becomes a block, if it has any visible text. At the
   limit of blocks the reader has failed. */
void html_flush(struct html_reader *reader);

#endif
