#include "rules/matcher_parts.h"

#include <stdlib.h>
#include <string.h>

/*
 * A row holds the instructions that are alive before one word, each with the
 * latest start that leads there. Rows form a ring, since nothing jumps
 * further than PHRASE_JUMP_LIMIT words. Inside a row instructions are run in
 * ascending order, and all jumps go forwards, so one pass closes the row.
 *
 * A phrase is begun only at words that it can begin with: most words of a
 * sentence are none, and cost one look at a set of bits.
 */
#define ROWS (PHRASE_JUMP_LIMIT + 1u)

struct state {
    uint32_t start;
    uint32_t mark_begin;
    uint32_t mark_end;
    uint64_t consumed;
};

struct matcher *matcher_new(
    struct arena *arena, struct pattern_cache *patterns, size_t code_limit)
{
    struct matcher *matcher = arena_alloc(arena, sizeof(*matcher));
    matcher->arena = arena;
    matcher->patterns = patterns;
    matcher->code_limit = code_limit;
    matcher->mask_count = code_limit / 64 + 1;
    matcher->masks =
        arena_array(arena, ROWS * matcher->mask_count, sizeof(uint64_t));
    matcher->states =
        arena_array(arena, ROWS * code_limit, sizeof(struct state));
    return matcher;
}

/* One run of one side over one unit. */
struct run {
    struct matcher *matcher;
    const struct side *side;
    const struct unit *unit;
    uint64_t firsts; /* token_bit() of what a match can begin with */
    uint32_t at;     /* the word that the current row stands before */
    uint32_t end;    /* behind the last row that anything lives in */
};

static bool is_better(struct state a, struct state b)
{
    return a.start != b.start ? a.start > b.start : a.mark_begin > b.mark_begin;
}

static void reach(
    struct run *run, uint32_t row, uint32_t instruction, struct state state)
{
    if (row > run->unit->count) {
        return;
    }
    struct matcher *matcher = run->matcher;
    size_t slot = row % ROWS;
    uint64_t *mask =
        &matcher->masks[slot * matcher->mask_count + instruction / 64];
    struct state *old =
        &matcher->states[slot * matcher->code_limit + instruction];
    uint64_t bit = UINT64_C(1) << (instruction % 64);
    if (!(*mask & bit) || is_better(state, *old)) {
        *mask |= bit;
        *old = state;
    }
    if (row >= run->end) {
        run->end = row + 1;
    }
}

static struct state consume(struct state state, uint32_t at, uint32_t count)
{
    uint32_t first = at - state.start;
    for (uint32_t i = first; i < first + count && i < 64; i++) {
        state.consumed |= UINT64_C(1) << i;
    }
    return state;
}

static void reach_classes(
    struct run *run, const struct instruction *code, struct state state)
{
    const struct reading *reading = run->unit->reading;
    uint32_t at = run->at;
    if (at >= run->unit->count) {
        return;
    }
    uint32_t part_end = run->unit->parts[0].count;
    uint32_t limit = at < part_end ? part_end : run->unit->count;
    uint32_t label = reading->first_labels[unit_word(run->unit, at)];
    while (label != NONE) {
        const struct label *found = &reading->labels[label];
        if (found->class == code->argument && at + found->count <= limit) {
            reach(run, at + found->count, code->target,
                consume(state, at, found->count));
        }
        label = found->next;
    }
}

static bool is_at_start(const struct run *run)
{
    return run->at == 0 || run->at == run->unit->boundary;
}

/* Execute one live instruction; true when it is the match. */
static bool step(struct run *run, uint32_t i, struct state state)
{
    const struct instruction *code = &run->side->code[i];
    uint32_t at = run->at;
    switch (code->op) {
    case OP_WORD:
        if (at < run->unit->count &&
            reading_has_literal(
                run->unit->reading, unit_word(run->unit, at), code->argument)) {
            reach(run, at + 1, code->target, consume(state, at, 1));
        }
        return false;
    case OP_CLASS:
        reach_classes(run, code, state);
        return false;
    case OP_GAP:
        for (uint32_t k = 0; k <= code->argument; k++) {
            reach(run, at + k, code->target, state);
        }
        return false;
    case OP_ANY:
        reach(run, at + 1, i, state);
        reach(run, at, code->target, state);
        return false;
    case OP_FORK:
        reach(run, at, i + 1, state);
        reach(run, at, code->target, state);
        return false;
    case OP_JUMP:
        reach(run, at, code->target, state);
        return false;
    case OP_BEGIN_MARK:
        state.mark_begin = at;
        reach(run, at, code->target, state);
        return false;
    case OP_END_MARK:
        state.mark_end = at;
        reach(run, at, code->target, state);
        return false;
    case OP_AT_START:
        if (is_at_start(run)) {
            reach(run, at, code->target, state);
        }
        return false;
    case OP_AT_END:
        if (at == run->unit->count) {
            reach(run, at, code->target, state);
        }
        return false;
    case OP_FAIL:
        return false;
    case OP_MATCH:
        return true;
    }
    return false;
}

/* Run all that lives in the current row and clear it; true when the phrase
   ends here, with the state that it ended in. */
static bool run_row(struct run *run, struct state *ret)
{
    struct matcher *matcher = run->matcher;
    size_t slot = run->at % ROWS;
    uint64_t *masks = &matcher->masks[slot * matcher->mask_count];
    struct state *states = &matcher->states[slot * matcher->code_limit];
    bool is_match = false;
    size_t used = (run->side->code_count + 63) / 64;
    for (size_t w = 0; w < used; w++) {
        while (masks[w]) {
            uint32_t bit = (uint32_t)__builtin_ctzll(masks[w]);
            uint32_t i = (uint32_t)w * 64 + bit;
            struct state state = states[i];
            masks[w] &= ~(UINT64_C(1) << bit);
            if (step(run, i, state)) {
                is_match = true;
                *ret = state;
            }
        }
    }
    return is_match;
}

static void clear_rows(struct run *run)
{
    struct matcher *matcher = run->matcher;
    uint32_t rows = run->end > run->at ? run->end - run->at : 0;
    for (uint32_t k = 0; k < rows && k < ROWS; k++) {
        size_t slot = (run->at + k) % ROWS;
        memset(&matcher->masks[slot * matcher->mask_count], 0,
            matcher->mask_count * sizeof(uint64_t));
    }
}

static void seed(struct run *run)
{
    reach(run, run->at, 0,
        (struct state){.start = run->at, .mark_begin = run->at});
}

/* What a match of the side can begin with, as bits; all of them where it can
   begin with any word or with none. */
static uint64_t firsts_of(const struct side *side)
{
    uint64_t alive[PHRASE_CODE_LIMIT / 64 + 1] = {1};
    uint64_t firsts = 0;
    for (uint32_t i = 0; i < side->code_count; i++) {
        const struct instruction *code = &side->code[i];
        if (!(alive[i / 64] >> i % 64 & 1)) {
            continue;
        }
        switch (code->op) {
        case OP_WORD:
            firsts |= token_bit(TOKEN_LITERAL(code->argument));
            continue;
        case OP_CLASS:
            firsts |= token_bit(TOKEN_CLASS(code->argument));
            continue;
        case OP_FORK:
            alive[(i + 1) / 64] |= UINT64_C(1) << (i + 1) % 64;
            break;
        case OP_JUMP:
        case OP_BEGIN_MARK:
        case OP_END_MARK:
        case OP_AT_START:
            break;
        case OP_FAIL:
            continue;
        case OP_GAP:
        case OP_ANY:
        case OP_AT_END:
        case OP_MATCH:
            return UINT64_MAX;
        }
        alive[code->target / 64] |= UINT64_C(1) << code->target % 64;
    }
    return firsts;
}

/* Can a match begin in the current row? */
static bool may_begin(const struct run *run)
{
    if (run->at == run->unit->count) {
        return run->firsts == UINT64_MAX;
    }
    uint32_t word = unit_word(run->unit, run->at);
    return run->firsts == UINT64_MAX ||
           run->unit->reading->tokens[word] & run->firsts;
}

/* The next match of one side at or after the word from. */
static bool matcher_next(struct matcher *matcher, const struct side *side,
    const struct unit *unit, uint32_t from, struct match *ret)
{
    struct run run = {matcher, side, unit, firsts_of(side), from, from};
    struct state state;
    for (; run.at <= unit->count; run.at++) {
        if (may_begin(&run)) {
            seed(&run);
        }
        if (run.at >= run.end || !run_row(&run, &state)) {
            continue;
        }
        clear_rows(&run);
        *ret = (struct match){
            .begin = state.start,
            .end = run.at,
            .mark_begin = side->has_mark ? state.mark_begin : state.start,
            .mark_end = side->has_mark ? state.mark_end : run.at,
            .consumed = state.consumed,
        };
        return true;
    }
    return false;
}

void matcher_label(struct matcher *matcher, const struct side *side,
    struct reading *reading, struct word_range range, uint32_t class)
{
    struct unit unit = {
        .reading = reading, .parts = {range}, .count = range.count};
    uint64_t firsts = firsts_of(side);
    for (uint32_t start = 0; start < range.count; start++) {
        struct run run = {matcher, side, &unit, firsts, start, start};
        struct state state;
        if (!may_begin(&run)) {
            continue;
        }
        seed(&run);
        for (; run.at < run.end && run.at <= unit.count; run.at++) {
            if (run_row(&run, &state) && run.at > start &&
                run.at - start <= PHRASE_JUMP_LIMIT) {
                reading_label(
                    reading, range.first + start, class, run.at - start);
            }
        }
    }
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

static void run_side(
    struct matcher *matcher, const struct side *side, const struct unit *unit)
{
    struct match match;
    uint32_t from = 0;
    while (matcher->match_count < MATCHES_LIMIT &&
           matcher_next(matcher, side, unit, from, &match)) {
        from = match.end > from ? match.end : from + 1;
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
        struct match match;
        if (!matcher_next(matcher, side, unit, 0, &match)) {
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
        struct match match;
        if (matcher_next(matcher, &program->sides[i], unit, 0, &match) &&
            match.begin - all.begin < 64) {
            all.consumed |= match.consumed << (match.begin - all.begin);
        }
    }
    add_match(matcher, unit, all);
}

size_t matcher_run(struct matcher *matcher, const struct program *program,
    const struct unit *unit, struct match **ret)
{
    matcher->match_count = 0;
    if (program->side_count == 0) {
        matcher_run_pattern(matcher, program->pattern, unit);
    } else if (program->side_count == 1) {
        run_side(matcher, &program->sides[0], unit);
    } else {
        run_joined(matcher, program, unit);
    }
    *ret = matcher->matches;
    return matcher->match_count;
}
