/*
 * markdown_html.h - the raw HTML in a Markdown document.
 *
 * Blocks of raw HTML are read all together, as one page on which the Markdown
 * is blank, so that an element may begin in one of them and end in another,
 * and so that all offsets stay those of the source.
 */
#ifndef PARSER_MARKDOWN_HTML_H
#define PARSER_MARKDOWN_HTML_H

#include "parser/block.h"

/* Stretches of HTML in the order of the source; start with the arena set. */
struct islands {
    struct arena *arena;
    struct span *items; /* bytes of the source */
    size_t count;
    size_t capacity;
};

void islands_add(struct islands *islands, struct span span);

/* How many quotes, lists, items and tables the Markdown has: those of the HTML
   are numbered from there. */
struct counts {
    uint32_t quotes;
    uint32_t lists;
    uint32_t items;
    uint32_t tables;
};

/* Read the islands and put their blocks among those of the list. Fails as
   html_read() does. */
bool islands_read(const struct islands *islands, const struct source *source,
    struct counts counts, struct block_list *list, struct error *ret_error)
    __attribute__((warn_unused_result));

#endif
