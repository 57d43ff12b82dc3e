#include "rules/matcher_parts.h"

#include "parser/memory.h"
#include "rules/workspace.h"

#include <stdlib.h>

struct matcher_tables *matcher_tables_new(void)
{
    return memory_take_zeroed(1, sizeof(struct matcher_tables));
}

static void clear_tables(struct matcher_tables *tables)
{
    free(tables->row_masks);
    free(tables->row_states);
    free(tables->now);
    free(tables->later);
    free(tables->cursors);
}

void matcher_tables_free(struct matcher_tables *tables)
{
    if (tables) {
        clear_tables(tables);
        free(tables);
    }
}

/* Only what is used of the states is ever touched. */
static void reserve(struct matcher_tables *tables, size_t code_limit)
{
    if (code_limit <= tables->code_limit) {
        return;
    }
    clear_tables(tables);
    *tables = (struct matcher_tables){
        .code_limit = code_limit,
        .row_masks = memory_take_zeroed(
            ROWS * (code_limit / 64 + 1), sizeof(*tables->row_masks)),
        .row_states =
            memory_take_zeroed(ROWS * code_limit, sizeof(*tables->row_states)),
        .now = memory_take_zeroed(code_limit, sizeof(*tables->now)),
        .later = memory_take_zeroed(code_limit, sizeof(*tables->later)),
        .cursors = memory_take_zeroed(code_limit, sizeof(*tables->cursors)),
    };
}

struct matcher *matcher_new(struct arena *arena, struct workspace *workspace,
    size_t code_limit, uint32_t inner_class)
{
    struct matcher *matcher = arena_alloc(arena, sizeof(*matcher));
    matcher->arena = arena;
    matcher->tables = workspace->tables;
    matcher->patterns = workspace->patterns;
    matcher->inner_class = inner_class;
    matcher->matches = arena_enlarge(
        arena, NULL, 0, &matcher->match_capacity, sizeof(*matcher->matches));
    reserve(matcher->tables, code_limit);
    return matcher;
}

/* The mark as a passage, cut to the last part of the unit. */
static void place_mark(const struct unit *unit, struct match *match)
{
    uint32_t begin = match->mark_begin;
    uint32_t end = match->mark_end;
    if (begin >= end) {
        begin = match->begin; /* {…} that holds nothing here */
        end = match->end;
    }
    if (begin < unit->boundary) {
        begin = unit->boundary;
    }
    if (begin >= end) {
        match->is_in_lead = true;
        return;
    }
    match->mark_begin = begin;
    match->mark_end = end;
    match->passage = reading_passage(unit->reading,
        (struct word_range){unit_word(unit, begin), end - begin});
}

bool matcher_has_room(const struct matcher *matcher)
{
    return matcher->match_count - matcher->first < MATCHES_LIMIT;
}

void matcher_add(struct matcher *matcher, struct match match)
{
    matcher->matches = arena_grow(matcher->arena, matcher->matches,
        matcher->match_count, &matcher->match_capacity, sizeof(match));
    matcher->matches[matcher->match_count++] = match;
}

static void add_match(
    struct matcher *matcher, const struct unit *unit, struct match match)
{
    place_mark(unit, &match);
    matcher_add(matcher, match);
}

/* A walk over the matches of a side. */
struct walk {
    const struct matcher *matcher;
    const struct side *side;
    const struct unit *unit;
    struct sets_run sets; /* where the unit has its sightings */
    uint32_t from;        /* the next match begins there or behind it */
};

static struct walk walk_over(const struct matcher *matcher,
    const struct side *side, const struct unit *unit)
{
    struct walk walk = {.matcher = matcher, .side = side, .unit = unit};
    if (unit->sightings) {
        sets_begin(&walk.sets, matcher->tables, side, unit);
    }
    return walk;
}

/* Does it matter which of the words the phrase asked for? */
static bool has_inner_label(
    const struct walk *walk, uint32_t begin, uint32_t end)
{
    uint32_t class = walk->matcher->inner_class;
    for (uint32_t at = begin; at < end; at++) {
        if (reading_has_label(
                walk->unit->reading, unit_word(walk->unit, at), class)) {
            return true;
        }
    }
    return false;
}

/* The next match, as far as sets tell: true when that is all. Else it is to be
   looked for from walk->from on, which may have come nearer to it, and there
   is none at all when that is NONE. */
static bool next_by_sets(struct walk *walk, struct match *ret)
{
    const struct side *side = walk->side;
    uint32_t end = sets_next_end(&walk->sets, walk->from);
    if (end == NONE) {
        walk->from = NONE;
        return false;
    }
    uint32_t begin = side->width
                         ? end - side->width
                         : sets_last_start(&walk->sets, walk->from, end);
    if (begin == NONE) {
        return false;
    }
    uint32_t width = end - begin;
    walk->from = begin;
    *ret = (struct match){
        .begin = begin,
        .end = end,
        .mark_begin = begin,
        .mark_end = end,
        .consumed = width < 64 ? (UINT64_C(1) << width) - 1 : UINT64_MAX,
    };
    return !side->has_mark && !has_inner_label(walk, begin, end);
}

static bool next_match(struct walk *walk, struct match *ret)
{
    if (!(walk->unit->sightings && next_by_sets(walk, ret)) &&
        (walk->from == NONE || !rows_next(walk->matcher->tables, walk->side,
                                   walk->unit, walk->from, ret))) {
        return false;
    }
    walk->from = ret->end > walk->from ? ret->end : walk->from + 1;
    return true;
}

static void run_side(
    struct matcher *matcher, const struct side *side, const struct unit *unit)
{
    struct walk walk = walk_over(matcher, side, unit);
    struct match match;
    while (matcher_has_room(matcher) && next_match(&walk, &match)) {
        add_match(matcher, unit, match);
    }
}

/* a & b: all sides match; marked is from the first to the last of them, or
   each match of the side that has {…}. */
static void run_joined(struct matcher *matcher, const struct program *program,
    const struct unit *unit)
{
    struct match all = {.begin = UINT32_MAX};
    const struct side *marked = NULL;
    for (size_t i = 0; i < program->side_count; i++) {
        const struct side *side = &program->sides[i];
        struct walk walk = walk_over(matcher, side, unit);
        struct match match;
        if (!next_match(&walk, &match)) {
            return;
        }
        marked = side->has_mark ? side : marked;
        all.begin = match.begin < all.begin ? match.begin : all.begin;
        all.end = match.end > all.end ? match.end : all.end;
    }
    if (marked) {
        run_side(matcher, marked, unit);
        return;
    }
    all.mark_begin = all.begin;
    all.mark_end = all.end;
    for (size_t i = 0; i < program->side_count; i++) {
        struct walk walk = walk_over(matcher, &program->sides[i], unit);
        struct match match;
        if (next_match(&walk, &match) && match.begin - all.begin < 64) {
            all.consumed |= match.consumed << (match.begin - all.begin);
        }
    }
    add_match(matcher, unit, all);
}

size_t matcher_run(struct matcher *matcher, const struct program *program,
    const struct unit *unit, const struct match **ret)
{
    matcher->first = matcher->match_count;
    if (program->side_count == 0) {
        matcher_run_pattern(matcher, &program->pattern, unit);
    } else if (program->side_count == 1) {
        run_side(matcher, &program->sides[0], unit);
    } else {
        run_joined(matcher, program, unit);
    }
    *ret = matcher->matches + matcher->first;
    return matcher->match_count - matcher->first;
}

void matcher_forget(struct matcher *matcher)
{
    matcher->match_count = 0;
}

void labelling_add(
    struct labelling *to, uint32_t class, uint32_t start, uint32_t width)
{
    if (width > PHRASE_JUMP_LIMIT) {
        return;
    }
    uint32_t word = unit_word(&to->unit, start);
    if (sightings_add_label(to->sightings, class, start, width)) {
        reading_add_label(to->reading, word, class, width);
    } else {
        reading_label(to->reading, word, class, width);
    }
}

void matcher_label(struct matcher *matcher, const struct side *side,
    struct labelling *to, uint32_t class)
{
    struct sets_run run;
    sets_begin(&run, matcher->tables, side, &to->unit);
    sets_label(&run, to, class);
}
