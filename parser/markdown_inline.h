/*
 * markdown_inline.h - the visible text of a Markdown leaf block.
 *
 * cmark says what the inlines of a block are, but not reliably where. So the
 * inlines are walked in step with the raw text of the block: every inline has
 * one spelling that its place allows, and what does not fit the text is never
 * taken. The map comes from this walk alone; cmark's own positions of inlines
 * are not used.
 */
#ifndef PARSER_MARKDOWN_INLINE_H
#define PARSER_MARKDOWN_INLINE_H

#include "parser/comment.h"
#include "parser/markdown_leaf.h"
#include "parser/provision.h"
#include "parser/text.h"

#include <cmark.h>

/* One provision of a paragraph; most paragraphs have one. */
struct part {
    struct text text;
    struct span span; /* bytes of the source */
    bool is_link;     /* all of the text is one link, or several */
};

struct part_list {
    struct arena *arena;
    struct part *items;
    size_t count;
    size_t capacity;
    struct comment_list *comments; /* those met are added */
};

/* The text of the leaf from its begin up to the offset end; node is the block
   that cmark made of it, or NULL where that would be one text, as the leaf has
   it. The parts are added to the list; one that shows nothing is left out. */
void inlines_read(const struct leaf *leaf, struct span span, cmark_node *node,
    struct part_list *list);

#endif
