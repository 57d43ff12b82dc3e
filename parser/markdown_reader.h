/*
 * markdown_reader.h - what the parts of the Markdown reader share.
 *
 * markdown.c walks the tree and keeps the open quotes and lists;
 * markdown_text.c reads paragraphs, headings and tables; markdown_code.c reads
 * code and finds raw HTML.
 */
#ifndef PARSER_MARKDOWN_READER_H
#define PARSER_MARKDOWN_READER_H

#include "parser/block.h"
#include "parser/markdown_html.h"
#include "parser/markdown_leaf.h"
#include "parser/provision.h"

#include <cmark.h>

/* A list has an item: two frames for one level of nesting. */
#define FRAME_LIMIT (2 * BLOCK_NESTING_LIMIT + 2)

/* An open block quote, list or list item. */
struct frame {
    cmark_node_type type;
    uint32_t number;  /* of the quote, list or item */
    uint32_t counter; /* a list's: number of its next item */
    /* An item's: */
    bool has_block;      /* its first block is there */
    struct slice marker; /* as a reader sees it */
    bool is_ordered;
    struct span mark; /* source bytes of the marker */
};

/* A table cell whose text is still to be read: all cells of a document are
   read at the end, with one call of cmark. */
struct pending_cell {
    size_t block; /* index into the block list */
    struct leaf leaf;
    bool is_plain; /* no mark-up in it */
};

struct markdown_reader {
    struct lines lines;
    struct block_list *list;
    struct error *error;
    struct frame *frames;
    size_t frame_count;
    struct container *containers; /* frames without lists, as leaves need */
    size_t container_count;
    uint32_t nesting; /* open quotes and lists */
    uint32_t quote_count;
    uint32_t list_count;
    uint32_t item_count;
    uint32_t table_count;
    struct typed_list typed_list;
    struct pending_cell *cells;
    size_t cell_count;
    size_t cell_capacity;
    struct islands islands; /* raw HTML, read at the end, too */
    bool has_failed;        /* error is set */
};

struct arena *markdown_arena(struct markdown_reader *reader);

/* Add a block; at the limit the reader has failed. */
void markdown_add(struct markdown_reader *reader, struct block block);

/* A block with all that its place in quotes and lists says. */
struct block markdown_block(
    struct markdown_reader *reader, enum block_kind kind);

/* The block is about to be added: the first of a list item bears its marker;
   a paragraph typed with a bullet is an item. */
void markdown_note_item(struct markdown_reader *reader, struct block *block);

/* Lines and the byte column, from 1, where cmark says that a block stands. */
uint32_t node_line(cmark_node *node);
uint32_t node_column(cmark_node *node);
uint32_t node_last_line(cmark_node *node);

void markdown_read_paragraph(struct markdown_reader *reader, cmark_node *node);
void markdown_read_heading(struct markdown_reader *reader, cmark_node *node);

/* Read the text of all cells that the paragraphs had. */
void markdown_fill_cells(struct markdown_reader *reader);

void markdown_read_code(struct markdown_reader *reader, cmark_node *node);

/* Note lines of raw HTML, the first being the line number, to be read at the
   end; a comment is not. */
void markdown_read_html(
    struct markdown_reader *reader, struct slice literal, uint32_t number);

#endif
