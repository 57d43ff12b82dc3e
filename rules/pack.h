/*
 * pack.h - a pack that is being loaded: shared by pack.c, which follows the
 * document, and pack_key.c, which reads the "Key: value" items.
 */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include "parser/block.h"
#include "rules/ruleset.h"

struct pack_loader {
    struct ruleset *ruleset;
    struct arena *arena; /* the ruleset's */
    struct source source;
    struct source visible; /* the same with blanks for the block quotes */
    struct block_list blocks;
    struct span *quotes; /* bytes of the source: lines of one quote each */
    size_t quote_count;
    size_t next_quote; /* index of the first that is no example yet */
    struct pack *pack;
    struct rule *rule;         /* being read, or NULL */
    uint32_t class;            /* lexicon entry being read, or NONE */
    const struct block *block; /* being read: errors stand in it */
    bool has_kind;
    bool is_example; /* "Wrong:" or "Right:" was the last paragraph */
    bool is_wrong;
    uint32_t seen; /* bits of enum key: keys that the rule has */
    struct error *error;
};

/* Fail at a byte of the current block's text. */
bool pack_fail(struct pack_loader *loader, uint32_t offset, const char *ru,
    const char *en);

/* Read an item "Key: value" of the current rule or lexicon entry. */
bool pack_key(struct pack_loader *loader);

#endif
