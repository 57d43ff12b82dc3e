/*
 * diff_index.h - which things share rare features, in linear time. For
 * diff*.c only.
 *
 * A thing (a unit, an item of a list) has features, which are hashes. A
 * feature that more than DIFF_POSTINGS things have tells nothing and is
 * passed over, so that looking for what is like a thing costs no more than
 * its features times that limit.
 */
#ifndef RULES_DIFF_INDEX_H
#define RULES_DIFF_INDEX_H

#include "parser/arena.h"

#include <stdbool.h>
#include <stdint.h>

#define DIFF_POSTINGS 16

struct diff_posting {
    uint64_t feature; /* never 0 */
    uint32_t things[DIFF_POSTINGS];
    uint32_t count; /* DIFF_POSTINGS + 1: too many */
};

struct diff_index {
    struct arena *arena;
    struct diff_posting *slots;
    size_t slot_count;
    uint32_t *shared; /* by thing: while one is looked up */
    uint32_t *touched;
    size_t touched_count;
};

/* Room for so many features and things. */
void diff_index_init(struct diff_index *index, struct arena *arena,
    size_t feature_count, size_t thing_count);

/* Features of one thing are added one after the other; a repeated one counts
   once. */
void diff_index_add(struct diff_index *index, uint64_t feature, uint32_t thing);

/* NULL when no thing has the feature. */
const struct diff_posting *diff_index_find(
    const struct diff_index *index, uint64_t feature);

/* Count the things that have the features: index->touched are those with any,
   index->shared how many each has. */
void diff_index_count(
    struct diff_index *index, const uint64_t *features, size_t feature_count);

#endif
