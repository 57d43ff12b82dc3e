/*
 * html_page.h - a page while it is read: its blocks, and what is known of
 * them until it is decided what they are.
 */
#ifndef PARSER_HTML_PAGE_H
#define PARSER_HTML_PAGE_H

#include "parser/block.h"
#include "parser/html_element.h"

#include <stdbool.h>
#include <stdint.h>

/* A part of the page that its mark-up calls header, menu, footer ... or that
   it hides. The decision is html_furniture()'s, made on the whole page. */
struct html_zone {
    uint32_t parent; /* the zone around it, a smaller index; zone 0: the page */
    struct html_place place;
    bool is_hidden;
    bool is_in_main; /* inside <main> or <article> */
};

/* What is known of the block of the same index. */
struct html_note {
    uint32_t zone;
    bool is_navigation; /* all of its text leads to other pages */
    bool is_prose;      /* sentences; html_furniture() finds out */
};

struct html_page {
    struct arena *arena;
    struct slice source;
    struct block_list *list;
    struct html_note *notes; /* as many as list->count */
    size_t note_capacity;
    struct html_zone *zones;
    size_t zone_count;
    size_t zone_capacity;
};

/* Give every block its region; take away the hidden ones, remains of
   templates, and empty ones. */
void html_furniture(struct html_page *page);

/* What was seen of a table when it ended. */
struct html_table {
    uint32_t number;
    size_t first_block;    /* its blocks are those from here to the end */
    uint32_t column_count; /* the longest row's */
    uint32_t row_count;
    uint32_t list; /* the list and the item that the table stands in, or NONE */
    uint32_t item;
    uint16_t list_depth;
    bool has_table; /* another table inside */
    bool is_layout; /* role=presentation */
};

/* A table has ended. One that lays out the page gives its blocks back as they
   are; of any other each cell becomes one block. */
void html_table_end(struct html_page *page, const struct html_table *table);

#endif
