#include "rules/diff_move.h"

#include <string.h>

static uint32_t *nones(struct arena *arena, size_t count)
{
    uint32_t *items = arena_array(arena, count, sizeof(uint32_t));
    memset(items, 0xff, count * sizeof(uint32_t));
    return items;
}

void diff_clauses_map(struct arena *arena,
    const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment, struct diff_clause_map *ret)
{
    *ret =
        (struct diff_clause_map){nones(arena, old_edition->doc->clause_count),
            nones(arena, new_edition->doc->clause_count)};
    for (size_t g = 0; g < alignment->group_count; g++) {
        const struct diff_group *group = &alignment->groups[g];
        if (group->old_count == 0 || group->new_count == 0) {
            continue;
        }
        uint32_t from = old_edition->units[group->old_units[0]].passage.clause;
        uint32_t to = new_edition->units[group->new_units[0]].passage.clause;
        if (ret->to_new[from] == NONE && ret->to_old[to] == NONE) {
            ret->to_new[from] = to;
            ret->to_old[to] = from;
        }
    }
}

/* Mark the new clauses whose old ones are on a longest rising line: they keep
   their place, whatever moved around them. */
static bool *keep_order(
    struct arena *arena, const struct doc *doc, const uint32_t *to_old)
{
    size_t count = doc->clause_count;
    bool *is_kept = arena_array(arena, count, sizeof(bool));
    uint32_t *tails = arena_array(arena, count, sizeof(uint32_t));
    uint32_t *before = nones(arena, count);
    size_t length = 0;
    for (uint32_t c = 0; c < count; c++) {
        if (to_old[c] == NONE) {
            continue;
        }
        size_t low = 0;
        size_t high = length;
        while (low < high) {
            size_t middle = low + (high - low) / 2;
            if (to_old[tails[middle]] < to_old[c]) {
                low = middle + 1;
            } else {
                high = middle;
            }
        }
        before[c] = low > 0 ? tails[low - 1] : NONE;
        tails[low] = c;
        length = low == length ? length + 1 : length;
    }
    for (uint32_t c = length ? tails[length - 1] : NONE; c != NONE;
         c = before[c]) {
        is_kept[c] = true;
    }
    return is_kept;
}

/* Is the number of the clause the same but for the part that it has from the
   clause above: «3.4» below 3 became «5.4» below 5? */
static bool went_with_parent(const struct doc *old_doc, uint32_t from,
    const struct doc *new_doc, uint32_t to, const uint32_t *to_new)
{
    const struct clause *a = &old_doc->clauses[from];
    const struct clause *b = &new_doc->clauses[to];
    if (a->parent == NONE || b->parent == NONE ||
        to_new[a->parent] != b->parent) {
        return false;
    }
    struct slice above = old_doc->clauses[a->parent].number;
    struct slice other = new_doc->clauses[b->parent].number;
    bool is_below = slice_starts_with(a->number, above) &&
                    slice_starts_with(b->number, other);
    return is_below &&
           slice_equal(slice_cut(a->number, above.len, a->number.len),
               slice_cut(b->number, other.len, b->number.len));
}

void diff_moves_find(struct arena *arena, const struct diff_side *old_side,
    const struct diff_side *new_side, const struct diff_clause_map *map,
    struct diff *ret)
{
    const struct doc *old_doc = old_side->doc;
    const struct doc *new_doc = new_side->doc;
    const bool *is_kept = keep_order(arena, new_doc, map->to_old);
    ret->moves =
        arena_array(arena, new_doc->clause_count, sizeof(struct diff_move));
    for (uint32_t to = 0; to < new_doc->clause_count; to++) {
        uint32_t from = map->to_old[to];
        if (from == NONE) {
            continue;
        }
        const struct clause *a = &old_doc->clauses[from];
        const struct clause *b = &new_doc->clauses[to];
        bool is_numbered = a->number.len > 0 && b->number.len > 0;
        bool is_same_place =
            slice_equal(a->address, b->address) ||
            went_with_parent(old_doc, from, new_doc, to, map->to_new);
        bool is_section = a->kind == CLAUSE_SECTION;
        if (is_same_place || !(is_numbered || is_section)) {
            continue;
        }
        ret->moves[ret->move_count++] =
            (struct diff_move){from, to, !is_kept[to]};
    }
}
