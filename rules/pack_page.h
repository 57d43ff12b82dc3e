/*
 * pack_page.h - what stands where in the Markdown of a pack, for an editor.
 *
 * Any text has a page, that of a pack with errors too: nothing is judged here.
 */
#ifndef RULES_PACK_PAGE_H
#define RULES_PACK_PAGE_H

#include "rules/pack_text.h"

enum pack_part_kind {
    PACK_SECTION, /* a level-1 heading and all below it */
    PACK_RULE,
    PACK_ENTRY, /* of the lexicon */
    PACK_KEY,   /* "Key: value" */
    PACK_FENCE,
    PACK_EXAMPLE, /* a block quote */
    PACK_TABLE,
};

/* In reading order; those that hold others come before them. */
struct pack_part {
    enum pack_part_kind kind;
    struct slice name; /* heading, id, entry without <>, key, info word of the
                          fence, first cell of the table; an example has none */
    struct span span;  /* bytes of the source, with all that it holds */
    struct span name_span; /* the heading, the key, the first line */
};

/* An id of a rule, or the name of a lexicon entry. */
struct pack_name {
    struct slice name;  /* of an entry: folded */
    bool is_entry;      /* else of a rule */
    bool is_definition; /* in its heading */
    struct span span;   /* bytes of the source; of an entry without <> */
};

/* Lives in the arena it was read into. */
struct pack_page {
    struct pack_text text;
    struct pack_part *parts;
    size_t part_count;
    size_t part_capacity;
    struct pack_name *names; /* in reading order */
    size_t name_count;
    size_t name_capacity;
};

/* Fails as pack_text_open() does; *ret is then what there is without blocks:
   nothing. */
bool pack_page_read(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_page *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The innermost part of the kind that holds the byte, or that ends there; NULL
   when none does. */
const struct pack_part *pack_page_part(
    const struct pack_page *page, enum pack_part_kind kind, uint32_t offset);

/* The name that holds the byte, or ends there; NULL when none does. */
const struct pack_name *pack_page_name(
    const struct pack_page *page, uint32_t offset);

/* The rule or entry of that name; NULL when the page has none. */
const struct pack_part *pack_page_find(
    const struct pack_page *page, bool is_entry, struct slice name);

/* The keys of a rule, or of a lexicon entry. */
const struct slice *pack_key_names(bool is_entry, size_t *ret_count);

/* The words that its value is made of; none where it is free, or of ids. */
const struct slice *pack_key_values(struct slice key, size_t *ret_count);

/* Does its value name rules? */
bool pack_key_is_of_ids(struct slice key);

const struct slice *pack_fence_names(size_t *ret_count);

#endif
