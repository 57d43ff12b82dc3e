/*
 * pack.h - a pack that is being loaded: shared by pack.c, which follows the
 * document, pack_key.c, which reads the "Key: value" items, and pack_fence.c,
 * which reads the fences.
 *
 * A function that reads a part returns false when something is wrong with it,
 * with the error and its place in loader.error. pack.c keeps that error and
 * goes on behind the part, unless no more errors are wanted.
 */
#ifndef RULES_PACK_H
#define RULES_PACK_H

#include "rules/pack_text.h"
#include "rules/ruleset.h"

struct pack_loader {
    struct ruleset *ruleset;
    struct arena *arena; /* the ruleset's */
    struct pack_text text;
    struct pack *pack;
    struct rule *rule;              /* being read, or NULL */
    uint32_t class;                 /* lexicon entry being read, or NONE */
    const struct pack_block *block; /* being read: errors stand in it */
    bool has_namesakes;             /* packs before it may have its rules */
    bool has_kind;
    bool is_example; /* "Wrong:" or "Right:" was the last paragraph */
    bool is_wrong;
    uint32_t seen;      /* bits of enum key: keys that the rule has */
    struct error error; /* of the last thing that failed */
    struct pack_errors *errors;
};

/* Where a byte of the current block's text stands in the pack. */
struct place pack_place(const struct pack_loader *loader, uint32_t offset);

/* Fail there. */
bool pack_fail(struct pack_loader *loader, uint32_t offset, const char *ru,
    const char *en);

/* Keep loader.error, and call the rule or the lexicon entry faulty; false when
   no more errors are wanted. */
bool pack_go_on(struct pack_loader *loader);

/* Read an item "Key: value" of the current rule or lexicon entry. */
bool pack_key(struct pack_loader *loader);

/* Read a fence of either. Errors in its lines are kept by itself. */
bool pack_fence(struct pack_loader *loader);

#endif
