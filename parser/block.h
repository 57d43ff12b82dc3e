/*
 * block.h - a document as a flat list of blocks: headings, paragraphs, list
 * items, table cells.
 *
 * Every character of text that a person would see stands in exactly one
 * block, in reading order. What nobody reads (scripts, styles, comments,
 * attributes, front matter, hidden elements) stands in none. Code is kept,
 * marked as such, for rule packs; a policy's clauses pass over it.
 */
#ifndef PARSER_BLOCK_H
#define PARSER_BLOCK_H

#include "parser/comment.h"
#include "parser/source.h"
#include "parser/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Documents beyond these are refused by the name of the limit. */
#define BLOCK_COUNT_LIMIT 100000
#define BLOCK_NESTING_LIMIT 256
#define BLOCK_IMAGE_LIMIT 1000 /* "![" between two blank lines of Markdown */

enum block_kind {
    BLOCK_HEADING,   /* level 1 to 6 */
    BLOCK_PARAGRAPH, /* also a later paragraph of a list item: item is set */
    BLOCK_ITEM,      /* the first paragraph of a list item */
    BLOCK_CELL,      /* a table cell */
    BLOCK_CODE,      /* a fenced or indented code block, or <pre><code> */
};

/* Where on the page the block stands. Only the body satisfies rules; the
   rest can still identify the operator. */
enum region {
    REGION_BODY,
    REGION_HEADER, /* page header: logo, phone, slogan */
    REGION_MENU,   /* navigation, breadcrumbs, lists of links */
    REGION_ASIDE,  /* side column, forms, pop-ups, cookie banner */
    REGION_FOOTER, /* requisites, copyright, links */
};

struct block {
    enum block_kind kind;
    enum region region;
    struct text text;
    struct span span; /* bytes of the source, mark-up included */
    uint8_t level;    /* heading level, of an item in a heading too; else 0 */
    uint8_t quote_depth; /* enclosing block quotes */
    uint32_t quote;      /* number of the outermost block quote, or NONE */
    uint16_t list_depth; /* enclosing lists; 0 outside lists */
    uint32_t list;       /* number of the innermost list, or NONE */
    uint32_t item;       /* number of the innermost list item, or NONE */
    /* The marker of a BLOCK_ITEM as a reader sees it: "1." "а)" "-" "•", made
       of the counter for an ordered list; the empty slice for other kinds or
       for a list without markers. */
    struct slice marker;
    /* Source bytes of the marker where it is printed: "1." of a Markdown list
       (though a renderer counts for itself), «—»; empty for a counter. */
    struct span marker_span;
    bool is_ordered; /* the marker is a number or a letter */
    bool is_strong;  /* all of the text is bold, as in a heading made of <b> */
    bool is_link;    /* all of the text is one link, or several links */
    bool is_centred; /* HTML: centred, as a title would be */
    /* Table cells. Cells of a row adjoin; spanned cells are not repeated. */
    uint32_t table;  /* number of the table, or NONE */
    uint32_t row;    /* from 0 */
    uint32_t column; /* from 0 */
    bool is_header;  /* a cell of the header row, or <th> */
    /* BLOCK_CODE: the info string's first word ("find"); its text is the code
       as it stands, line breaks kept, each line verbatim. */
    struct slice info;
};

struct block_list {
    struct arena *arena;
    struct block *items;
    size_t count;
    size_t capacity;
    struct slice title;    /* <title>, or "title" of the front matter */
    struct slice language; /* <html lang>, or "lang" of the front matter */
    struct comment_list comments; /* of the HTML in the source */
};

/* The readers of the formats. They fail only at the limits above. */
bool markdown_read(const struct source *source, struct block_list *ret,
    struct error *ret_error) __attribute__((warn_unused_result));
bool html_read(const struct source *source, struct block_list *ret,
    struct error *ret_error) __attribute__((warn_unused_result));
bool plain_read(const struct source *source, struct block_list *ret,
    struct error *ret_error) __attribute__((warn_unused_result));

/* Append a block, its is_strong told from the bold runs of its text; fails at
   BLOCK_COUNT_LIMIT. */
bool block_add(struct block_list *list, struct block block,
    struct error *ret_error) __attribute__((warn_unused_result));

#endif
