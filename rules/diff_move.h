/*
 * diff_move.h - clauses that stand elsewhere or under another number. For
 * diff*.c only.
 */
#ifndef RULES_DIFF_MOVE_H
#define RULES_DIFF_MOVE_H

#include "rules/diff_align.h"

/* The new clause of each old one, and back; NONE where there is none. */
struct diff_clause_map {
    uint32_t *to_new;
    uint32_t *to_old;
};

void diff_clauses_map(struct arena *arena,
    const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment, struct diff_clause_map *ret);

/* The moves, in reading order of the new edition; a clause that went with the
   one above it is not told. */
void diff_moves_find(struct arena *arena, const struct diff_side *old_side,
    const struct diff_side *new_side, const struct diff_clause_map *map,
    struct diff *ret);

#endif
