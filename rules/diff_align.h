/*
 * diff_align.h - which units of the old edition became which of the new one.
 * For diff*.c only.
 *
 * Units that read the same are paired first, wherever they stand; then those
 * that are alike, by the rare words and pairs of words they share, with a
 * bonus for standing beside or under units that are paired; then those that
 * stand alone between the same neighbours. What is left is attached to a pair
 * that holds its words (a sentence split in two, two made one), or is new or
 * dropped.
 */
#ifndef RULES_DIFF_ALIGN_H
#define RULES_DIFF_ALIGN_H

#include "rules/diff_unit.h"

/* Units that stand for each other, in reading order. */
struct diff_group {
    uint32_t *old_units;
    size_t old_count; /* 0: new */
    uint32_t *new_units;
    size_t new_count; /* 0: dropped */
};

/* Lives in the arena it was made in. */
struct diff_alignment {
    struct diff_group *groups; /* in reading order of the new edition; one that
                                  was dropped stands behind its neighbour */
    size_t group_count;
    uint32_t *old_group; /* by unit */
    uint32_t *new_group;
};

void diff_align(struct arena *arena, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition, struct diff_alignment *ret);

#endif
