/*
 * pack_text.h - the Markdown of a pack: its front matter, its blocks and its
 * block quotes, before anything is made of them.
 */
#ifndef RULES_PACK_TEXT_H
#define RULES_PACK_TEXT_H

#include "parser/block.h"

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

/* Lives in the arena it was read into. */
struct pack_text {
    struct source source;
    struct pack_front front;
    struct block_list blocks; /* without the block quotes */
    struct span *quotes;      /* bytes of the source: lines of one quote each */
    size_t quote_count;
};

/* Fails as source_read() and markdown_read() do, with what was read so far in
 *ret. */
bool pack_text_read(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_text *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

#endif
