/*
 * pack_text.h - the Markdown of a pack, block by block, before anything is
 * made of it.
 *
 * A pack has few forms, and each is told by how its lines begin; so it is read
 * by lines, in one pass. Markdown's reader is asked for the text of a
 * paragraph, an item or a heading with mark-up in it, and for nothing else.
 */
#ifndef RULES_PACK_TEXT_H
#define RULES_PACK_TEXT_H

#include "parser/block.h"
#include "rules/pack_line.h"

/* What stands between the two lines "---"; slices of the text, empty where it
   does not say. */
struct pack_front {
    struct slice name;     /* pack: ru */
    struct slice title;    /* title: … */
    struct slice edition;  /* edition: 2026-11-21, not read yet */
    uint32_t edition_line; /* from 1 */
    size_t end;            /* byte behind it; 0: there is none */
};

/* Read it; true when it names a pack, so that the text is one. */
bool pack_front_read(struct slice text, struct pack_front *ret);

enum pack_block_kind {
    PACK_BLOCK_HEADING,
    PACK_BLOCK_PARAGRAPH,
    PACK_BLOCK_ITEM,  /* of a list; further paragraphs of it are paragraphs */
    PACK_BLOCK_FENCE, /* its text is the code as it stands */
    PACK_BLOCK_QUOTE, /* lines with ">" at their very beginning; has no text: it
                         is a policy of its own */
    PACK_BLOCK_TABLE, /* its text is that of its first cell */
};

/* What shows nothing is no block: comments, lines drawn. */
struct pack_block {
    enum pack_block_kind kind;
    uint32_t level;      /* of a heading, 1 to 6; else 0 */
    struct text text;    /* its map stays until the next block is read */
    struct slice info;   /* of a fence: its name ("find") */
    struct slice remark; /* and what stands behind that */
    struct span span;    /* bytes of the source, mark-up included */
    uint32_t line;       /* it begins in, from 1 */
};

/* Lives in the arena it was read into. */
struct pack_text {
    struct arena *arena;
    struct source source;
    struct pack_front front;
    size_t next_line;       /* index of the first line that is not read yet */
    struct pack_line ahead; /* that line, once it was looked at */
    bool is_ahead;
    struct piece piece; /* of a text that reads as it stands */
};

/* Begin to read; fails as source_over() does, which says how long the bytes
   must live. */
bool pack_text_open(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_text *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The next block; false at the end. */
bool pack_text_next(struct pack_text *text, struct pack_block *ret);

#endif
