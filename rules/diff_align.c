#include "rules/diff_align.h"

#include "parser/hash.h"
#include "rules/diff_index.h"

#include <stdlib.h>
#include <string.h>

/* Likeness is in thousandths. */
#define LIKE_ENOUGH 380
#define LIKE_BESIDE 240 /* between the same neighbours */
#define LIKE_HELD 600   /* of a unit's features, in one that it is part of */
#define HELD_WORDS 3    /* a shorter one is in many */
#define BONUS_NEIGHBOUR 80
#define BONUS_SECTION 60
/* Candidates that are kept for one unit. */
#define CANDIDATES 4
/* Pairs that are tried in one gap. */
#define GAP_LIMIT 64
/* Features of one unit; the rest of a very long one is not looked at. */
#define FEATURE_LIMIT 4096

struct candidate {
    uint32_t likeness;
    uint32_t old_unit;
    uint32_t new_unit;
};

struct aligner {
    struct arena *arena;
    const struct diff_edition *old_edition;
    const struct diff_edition *new_edition;
    uint32_t *to_new;   /* by old unit; NONE */
    uint32_t *to_old;   /* by new unit; NONE */
    uint32_t *old_held; /* by old unit: the new one that it is part of, NONE */
    uint32_t *new_held; /* by new unit: the old one */
    struct diff_index index; /* of the old units */
    uint32_t *sizes;         /* by old unit: features that tell something */
    struct candidate *candidates;
    size_t candidate_count;
    size_t candidate_capacity;
    uint64_t *features; /* of one unit; room for a second's behind them */
    size_t feature_count;
};

static void join(struct aligner *aligner, uint32_t old_unit, uint32_t new_unit)
{
    aligner->to_new[old_unit] = new_unit;
    aligner->to_old[new_unit] = old_unit;
}

/* ---- units that read the same ---- */

static bool reads_same(const struct diff_unit *a, const struct diff_unit *b)
{
    if (a->key != b->key || a->word_count != b->word_count) {
        return false;
    }
    for (size_t i = 0; i < a->word_count; i++) {
        if (a->words[i].form != b->words[i].form) {
            return false;
        }
    }
    return true;
}

/* The free units of one key in both editions, as chains. */
struct same_slot {
    uint64_t key;
    uint32_t old_first; /* unit + 1 */
    uint32_t old_last;
    uint32_t old_count;
    uint32_t new_count;
};

static struct same_slot *same_slot(
    struct same_slot *slots, size_t count, uint64_t key)
{
    size_t at = hash_numbers(&key, 1, slots) & (count - 1);
    while (
        slots[at].old_count + slots[at].new_count > 0 && slots[at].key != key) {
        at = (at + 1) & (count - 1);
    }
    slots[at].key = key;
    return &slots[at];
}

static void pair_chains(struct aligner *aligner, struct same_slot *slots,
    size_t slot_count, uint32_t *next, bool only_unique)
{
    const struct diff_edition *edition = aligner->new_edition;
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        struct same_slot *slot =
            same_slot(slots, slot_count, edition->units[u].key);
        bool is_unique = slot->old_count == 1 && slot->new_count == 1;
        if (aligner->to_old[u] != NONE || (only_unique && !is_unique)) {
            continue;
        }
        while (
            slot->old_first && aligner->to_new[slot->old_first - 1] != NONE) {
            slot->old_first = next[slot->old_first - 1];
        }
        uint32_t old_unit = slot->old_first - 1;
        if (slot->old_first &&
            reads_same(
                &aligner->old_edition->units[old_unit], &edition->units[u])) {
            join(aligner, old_unit, u);
        }
    }
}

/* Neighbours of a pair that read the same are a pair. */
static void extend_pairs(struct aligner *aligner)
{
    const struct diff_edition *old_edition = aligner->old_edition;
    const struct diff_edition *new_edition = aligner->new_edition;
    size_t count = new_edition->unit_count;
    for (size_t k = 0; k < 2 * count; k++) {
        bool forward = k < count;
        uint32_t u = (uint32_t)(forward ? k : 2 * count - 1 - k);
        uint32_t old_unit = aligner->to_old[u];
        uint32_t next = forward ? u + 1 : u - 1;
        uint32_t old_next = forward ? old_unit + 1 : old_unit - 1;
        if (old_unit != NONE && next < count &&
            old_next < old_edition->unit_count &&
            aligner->to_old[next] == NONE &&
            aligner->to_new[old_next] == NONE &&
            reads_same(
                &old_edition->units[old_next], &new_edition->units[next])) {
            join(aligner, old_next, next);
        }
    }
}

static void pair_same(struct aligner *aligner)
{
    const struct diff_edition *old_edition = aligner->old_edition;
    const struct diff_edition *new_edition = aligner->new_edition;
    size_t slot_count = 16;
    while (
        slot_count < 2 * (old_edition->unit_count + new_edition->unit_count)) {
        slot_count *= 2;
    }
    struct same_slot *slots =
        arena_array(aligner->arena, slot_count, sizeof(*slots));
    uint32_t *next =
        arena_array(aligner->arena, old_edition->unit_count, sizeof(uint32_t));
    for (uint32_t u = 0; u < old_edition->unit_count; u++) {
        struct same_slot *slot =
            same_slot(slots, slot_count, old_edition->units[u].key);
        if (slot->old_count++ == 0) {
            slot->old_first = u + 1;
        } else {
            next[slot->old_last - 1] = u + 1;
        }
        slot->old_last = u + 1;
    }
    for (uint32_t u = 0; u < new_edition->unit_count; u++) {
        same_slot(slots, slot_count, new_edition->units[u].key)->new_count++;
    }
    pair_chains(aligner, slots, slot_count, next, true);
    extend_pairs(aligner);
    pair_chains(aligner, slots, slot_count, next, false);
}

/* ---- units that are alike ---- */

static int order_features(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* The words and the pairs of words of a unit, each once. */
static void take_features(struct aligner *aligner, const struct diff_unit *unit)
{
    size_t count = 0;
    for (size_t i = 0; i < unit->word_count && count + 2 <= FEATURE_LIMIT;
         i++) {
        uint64_t form = unit->words[i].form + 1;
        aligner->features[count++] = diff_stir(form);
        if (i + 1 < unit->word_count) {
            uint64_t pair = form << 32 | (unit->words[i + 1].form + 1);
            aligner->features[count++] = diff_stir(pair);
        }
    }
    qsort(aligner->features, count, sizeof(uint64_t), order_features);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        uint64_t feature = aligner->features[i];
        if (feature && (kept == 0 || feature != aligner->features[kept - 1])) {
            aligner->features[kept++] = feature;
        }
    }
    aligner->feature_count = kept;
}

/* Features that are not too common to tell anything. */
static uint32_t telling_features(const struct aligner *aligner)
{
    uint32_t count = 0;
    for (size_t i = 0; i < aligner->feature_count; i++) {
        const struct diff_posting *found =
            diff_index_find(&aligner->index, aligner->features[i]);
        count += !found || found->count <= DIFF_POSTINGS;
    }
    return count;
}

static bool is_changed_old(const struct aligner *aligner, uint32_t unit)
{
    uint32_t other = aligner->to_new[unit];
    return other == NONE || !reads_same(&aligner->old_edition->units[unit],
                                &aligner->new_edition->units[other]);
}

/* Index the old units that found nothing that reads the same. */
static void index_old(struct aligner *aligner)
{
    const struct diff_edition *edition = aligner->old_edition;
    size_t words = 0;
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        words += is_changed_old(aligner, u) ? edition->units[u].word_count : 0;
    }
    diff_index_init(
        &aligner->index, aligner->arena, 2 * words, edition->unit_count);
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        if (!is_changed_old(aligner, u)) {
            continue;
        }
        take_features(aligner, &edition->units[u]);
        for (size_t i = 0; i < aligner->feature_count; i++) {
            diff_index_add(&aligner->index, aligner->features[i], u);
        }
    }
    aligner->sizes =
        arena_array(aligner->arena, edition->unit_count, sizeof(uint32_t));
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        if (is_changed_old(aligner, u)) {
            take_features(aligner, &edition->units[u]);
            aligner->sizes[u] = telling_features(aligner);
        }
    }
}

/* What standing beside or under units that are paired adds. */
static uint32_t bonus_of(
    const struct aligner *aligner, uint32_t old_unit, uint32_t new_unit)
{
    const struct diff_unit *a = &aligner->old_edition->units[old_unit];
    const struct diff_unit *b = &aligner->new_edition->units[new_unit];
    uint32_t bonus = 0;
    if (old_unit > 0 && new_unit > 0 &&
        aligner->to_new[old_unit - 1] == new_unit - 1) {
        bonus += BONUS_NEIGHBOUR;
    }
    if (old_unit + 1 < aligner->old_edition->unit_count &&
        new_unit + 1 < aligner->new_edition->unit_count &&
        aligner->to_new[old_unit + 1] == new_unit + 1) {
        bonus += BONUS_NEIGHBOUR;
    }
    if (a->section != NONE && b->section != NONE &&
        aligner->to_new[a->section] == b->section) {
        bonus += BONUS_SECTION;
    }
    return bonus;
}

static bool may_pair(const struct diff_unit *a, const struct diff_unit *b)
{
    return a->is_heading == b->is_heading &&
           (a->column == NONE) == (b->column == NONE);
}

/* Keep the best few old units for a new one. */
static void propose(struct aligner *aligner, uint32_t new_unit)
{
    const struct diff_unit *unit = &aligner->new_edition->units[new_unit];
    take_features(aligner, unit);
    uint32_t size = telling_features(aligner);
    diff_index_count(
        &aligner->index, aligner->features, aligner->feature_count);
    struct candidate best[CANDIDATES] = {{0}};
    for (size_t i = 0; i < aligner->index.touched_count; i++) {
        uint32_t old_unit = aligner->index.touched[i];
        if (aligner->to_new[old_unit] != NONE ||
            !may_pair(&aligner->old_edition->units[old_unit], unit)) {
            continue;
        }
        uint32_t likeness = 2000 * aligner->index.shared[old_unit] /
                            (size + aligner->sizes[old_unit]);
        struct candidate next = {
            likeness + bonus_of(aligner, old_unit, new_unit), old_unit,
            new_unit};
        for (size_t k = 0; k < CANDIDATES; k++) {
            if (next.likeness > best[k].likeness) {
                struct candidate worse = best[k];
                best[k] = next;
                next = worse;
            }
        }
    }
    for (size_t k = 0; k < CANDIDATES; k++) {
        if (best[k].likeness < LIKE_ENOUGH) {
            break;
        }
        aligner->candidates = arena_grow(aligner->arena, aligner->candidates,
            aligner->candidate_count, &aligner->candidate_capacity,
            sizeof(best[k]));
        aligner->candidates[aligner->candidate_count++] = best[k];
    }
}

static int order_candidates(const void *a, const void *b)
{
    const struct candidate *x = a;
    const struct candidate *y = b;
    if (x->likeness != y->likeness) {
        return x->likeness > y->likeness ? -1 : 1;
    }
    if (x->new_unit != y->new_unit) {
        return x->new_unit < y->new_unit ? -1 : 1;
    }
    return x->old_unit < y->old_unit ? -1 : x->old_unit > y->old_unit;
}

static void pair_alike(struct aligner *aligner)
{
    index_old(aligner);
    for (uint32_t u = 0; u < aligner->new_edition->unit_count; u++) {
        if (aligner->to_old[u] == NONE) {
            propose(aligner, u);
        }
    }
    if (aligner->candidate_count) {
        qsort(aligner->candidates, aligner->candidate_count,
            sizeof(*aligner->candidates), order_candidates);
    }
    for (size_t i = 0; i < aligner->candidate_count; i++) {
        const struct candidate *best = &aligner->candidates[i];
        if (aligner->to_new[best->old_unit] == NONE &&
            aligner->to_old[best->new_unit] == NONE) {
            join(aligner, best->old_unit, best->new_unit);
        }
    }
}

/* ---- units between the same neighbours ---- */

/* Words in common, by their forms, common words included. */
static uint32_t plain_likeness(struct aligner *aligner,
    const struct diff_unit *a, const struct diff_unit *b)
{
    take_features(aligner, a);
    size_t count = aligner->feature_count;
    uint64_t *of_a = aligner->features + FEATURE_LIMIT;
    memcpy(of_a, aligner->features, count * sizeof(uint64_t));
    take_features(aligner, b);
    size_t shared = 0;
    for (size_t i = 0, k = 0; i < count && k < aligner->feature_count;) {
        int order = order_features(&of_a[i], &aligner->features[k]);
        shared += order == 0;
        i += order <= 0;
        k += order >= 0;
    }
    return (uint32_t)(2000 * shared / (count + aligner->feature_count + 1));
}

/* Pair what is alike among the free units [old, +n) and [new, +m). */
static void pair_gap(
    struct aligner *aligner, struct span old_gap, struct span new_gap)
{
    for (uint32_t n = new_gap.begin; n < new_gap.end; n++) {
        const struct diff_unit *unit = &aligner->new_edition->units[n];
        struct candidate best = {LIKE_BESIDE, NONE, n};
        for (uint32_t o = old_gap.begin; o < old_gap.end; o++) {
            const struct diff_unit *other = &aligner->old_edition->units[o];
            if (aligner->to_new[o] != NONE || !may_pair(other, unit)) {
                continue;
            }
            uint32_t likeness = plain_likeness(aligner, other, unit);
            if (likeness > best.likeness) {
                best = (struct candidate){likeness, o, n};
            }
        }
        if (best.old_unit != NONE) {
            join(aligner, best.old_unit, n);
        }
    }
}

/* A heading that was reworded stands over the same provision. */
static void pair_headings(struct aligner *aligner)
{
    for (uint32_t n = 0; n + 1 < aligner->new_edition->unit_count; n++) {
        uint32_t below = aligner->to_old[n + 1];
        if (below != NONE && below > 0 && aligner->to_old[n] == NONE &&
            aligner->to_new[below - 1] == NONE &&
            aligner->new_edition->units[n].is_heading &&
            aligner->old_edition->units[below - 1].is_heading) {
            join(aligner, below - 1, n);
        }
    }
}

static void pair_gaps(struct aligner *aligner)
{
    uint32_t old_count = (uint32_t)aligner->old_edition->unit_count;
    uint32_t new_count = (uint32_t)aligner->new_edition->unit_count;
    for (uint32_t n = 0; n < new_count; n++) {
        if (aligner->to_old[n] != NONE) {
            continue;
        }
        uint32_t end = n;
        while (end < new_count && aligner->to_old[end] == NONE) {
            end++;
        }
        uint32_t begin_old = n == 0 ? 0 : aligner->to_old[n - 1] + 1;
        uint32_t end_old = begin_old;
        while (end_old < old_count && aligner->to_new[end_old] == NONE &&
               end_old - begin_old <= GAP_LIMIT) {
            end_old++;
        }
        if ((uint64_t)(end - n) * (end_old - begin_old) <= GAP_LIMIT) {
            pair_gap(aligner, (struct span){begin_old, end_old},
                (struct span){n, end});
        }
        n = end;
    }
}

/* ---- units that are part of another ---- */

/* Where parts of units are looked for, and what they are paired with. */
struct holders {
    struct diff_index *index;  /* of the units that may hold them */
    const uint32_t *to_part;   /* by holder: what it is paired with, or NONE */
    const uint32_t *to_holder; /* by unit of the parts' edition */
};

/* The unit that holds most of another's features, if it holds enough. A short
   one must be introduced by what the holder is paired with. */
static uint32_t holder_of(struct aligner *aligner,
    const struct holders *holders, const struct diff_unit *unit)
{
    if (unit->is_heading) {
        return NONE;
    }
    take_features(aligner, unit);
    diff_index_count(holders->index, aligner->features, aligner->feature_count);
    uint32_t led = unit->lead == NONE ? NONE : holders->to_holder[unit->lead];
    uint32_t best = NONE;
    uint32_t most = 0;
    for (size_t i = 0; i < holders->index->touched_count; i++) {
        uint32_t holder = holders->index->touched[i];
        uint32_t shared = holders->index->shared[holder];
        bool is_fit = unit->word_count >= HELD_WORDS || holder == led;
        if (is_fit && holders->to_part[holder] != NONE && shared > most) {
            most = shared;
            best = holder;
        }
    }
    return 1000 * most >= LIKE_HELD * aligner->feature_count ? best : NONE;
}

/* An index of the new units that changed. */
static void index_new(struct aligner *aligner, struct diff_index *ret)
{
    const struct diff_edition *edition = aligner->new_edition;
    size_t words = 0;
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        words += edition->units[u].word_count;
    }
    diff_index_init(ret, aligner->arena, 2 * words, edition->unit_count);
    for (uint32_t u = 0; u < edition->unit_count; u++) {
        uint32_t other = aligner->to_old[u];
        if (other == NONE || !is_changed_old(aligner, other)) {
            continue;
        }
        take_features(aligner, &edition->units[u]);
        for (size_t i = 0; i < aligner->feature_count; i++) {
            diff_index_add(ret, aligner->features[i], u);
        }
    }
}

static void attach_parts(struct aligner *aligner)
{
    struct diff_index of_new;
    index_new(aligner, &of_new);
    const struct holders in_old = {
        &aligner->index, aligner->to_new, aligner->to_old};
    const struct holders in_new = {&of_new, aligner->to_old, aligner->to_new};
    for (uint32_t u = 0; u < aligner->new_edition->unit_count; u++) {
        if (aligner->to_old[u] == NONE) {
            aligner->new_held[u] =
                holder_of(aligner, &in_old, &aligner->new_edition->units[u]);
        }
    }
    for (uint32_t u = 0; u < aligner->old_edition->unit_count; u++) {
        if (aligner->to_new[u] == NONE) {
            aligner->old_held[u] =
                holder_of(aligner, &in_new, &aligner->old_edition->units[u]);
        }
    }
}

/* ---- groups ---- */

struct grouper {
    struct aligner *aligner;
    struct diff_alignment *alignment;
    size_t capacity;
};

static uint32_t add_group(struct grouper *grouper)
{
    struct diff_alignment *alignment = grouper->alignment;
    alignment->groups = arena_grow(grouper->aligner->arena, alignment->groups,
        alignment->group_count, &grouper->capacity, sizeof(*alignment->groups));
    return (uint32_t)alignment->group_count++;
}

/* A group for each old unit from the given one on that was dropped, up to the
   next that was not. */
static void add_dropped(struct grouper *grouper, uint32_t old_unit)
{
    const struct aligner *aligner = grouper->aligner;
    for (uint32_t o = old_unit;
         o < aligner->old_edition->unit_count && aligner->to_new[o] == NONE;
         o++) {
        if (aligner->old_held[o] == NONE) {
            grouper->alignment->old_group[o] = add_group(grouper);
        }
    }
}

/* Number the groups: those of the new units in their order, each followed by
   the old units that were dropped behind it. */
static void number_groups(struct grouper *grouper)
{
    const struct aligner *aligner = grouper->aligner;
    struct diff_alignment *alignment = grouper->alignment;
    add_dropped(grouper, 0);
    for (uint32_t n = 0; n < aligner->new_edition->unit_count; n++) {
        if (aligner->new_held[n] != NONE) {
            continue;
        }
        alignment->new_group[n] = add_group(grouper);
        uint32_t other = aligner->to_old[n];
        if (other != NONE) {
            alignment->old_group[other] = alignment->new_group[n];
            add_dropped(grouper, other + 1);
        }
    }
    for (uint32_t o = 0; o < aligner->old_edition->unit_count; o++) {
        if (aligner->old_held[o] != NONE) {
            alignment->old_group[o] =
                alignment->new_group[aligner->old_held[o]];
        }
    }
    for (uint32_t n = 0; n < aligner->new_edition->unit_count; n++) {
        if (aligner->new_held[n] != NONE) {
            alignment->new_group[n] =
                alignment->old_group[aligner->new_held[n]];
        }
    }
}

static void fill_groups(struct grouper *grouper)
{
    struct arena *arena = grouper->aligner->arena;
    struct diff_alignment *alignment = grouper->alignment;
    size_t old_count = grouper->aligner->old_edition->unit_count;
    size_t new_count = grouper->aligner->new_edition->unit_count;
    for (size_t o = 0; o < old_count; o++) {
        alignment->groups[alignment->old_group[o]].old_count++;
    }
    for (size_t n = 0; n < new_count; n++) {
        alignment->groups[alignment->new_group[n]].new_count++;
    }
    for (size_t g = 0; g < alignment->group_count; g++) {
        struct diff_group *group = &alignment->groups[g];
        group->old_units =
            arena_array(arena, group->old_count, sizeof(uint32_t));
        group->new_units =
            arena_array(arena, group->new_count, sizeof(uint32_t));
        group->old_count = group->new_count = 0;
    }
    for (uint32_t o = 0; o < old_count; o++) {
        struct diff_group *group = &alignment->groups[alignment->old_group[o]];
        group->old_units[group->old_count++] = o;
    }
    for (uint32_t n = 0; n < new_count; n++) {
        struct diff_group *group = &alignment->groups[alignment->new_group[n]];
        group->new_units[group->new_count++] = n;
    }
}

static uint32_t *nones(struct arena *arena, size_t count)
{
    uint32_t *items = arena_array(arena, count, sizeof(uint32_t));
    memset(items, 0xff, count * sizeof(uint32_t));
    return items;
}

void diff_align(struct arena *arena, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition, struct diff_alignment *ret)
{
    size_t old_count = old_edition->unit_count;
    size_t new_count = new_edition->unit_count;
    struct aligner aligner = {
        .arena = arena,
        .old_edition = old_edition,
        .new_edition = new_edition,
        .to_new = nones(arena, old_count),
        .to_old = nones(arena, new_count),
        .old_held = nones(arena, old_count),
        .new_held = nones(arena, new_count),
        .features = arena_array(arena, 2 * FEATURE_LIMIT, sizeof(uint64_t)),
    };
    pair_same(&aligner);
    pair_alike(&aligner);
    pair_gaps(&aligner);
    pair_headings(&aligner);
    attach_parts(&aligner);
    *ret = (struct diff_alignment){.old_group = nones(arena, old_count),
        .new_group = nones(arena, new_count)};
    struct grouper grouper = {.aligner = &aligner, .alignment = ret};
    number_groups(&grouper);
    fill_groups(&grouper);
}
