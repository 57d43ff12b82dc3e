/*
 * matcher_rows.c - how the matches of a side come about.
 *
 * A row holds the instructions that are alive before one word, each with the
 * latest start that leads there. Rows form a ring, since nothing jumps
 * further than PHRASE_JUMP_LIMIT words. Inside a row instructions are run in
 * ascending order, and all jumps go forwards, so one pass closes the row.
 *
 * A phrase is begun only at words that it can begin with: most words of a
 * sentence are none, and cost one look at a set of bits.
 */
#include "rules/matcher_parts.h"

#include <string.h>

/* One run of one side over one unit. */
struct row_run {
    struct matcher_tables *tables;
    const struct side *side;
    const struct unit *unit;
    uint32_t at;  /* the word that the current row stands before */
    uint32_t end; /* behind the last row that anything lives in */
};

/* 64-bit words of a row's mask. */
static size_t mask_count(const struct row_run *run)
{
    return (run->side->code_count + 63) / 64;
}

static uint64_t *masks_of(const struct row_run *run, uint32_t row)
{
    return run->tables->row_masks + row % ROWS * mask_count(run);
}

static struct row_state *states_of(const struct row_run *run, uint32_t row)
{
    return run->tables->row_states + row % ROWS * run->side->code_count;
}

static bool is_better(struct row_state a, struct row_state b)
{
    return a.start != b.start ? a.start > b.start : a.mark_begin > b.mark_begin;
}

static void reach(struct row_run *run, uint32_t row, uint32_t instruction,
    struct row_state state)
{
    if (row > run->unit->count) {
        return;
    }
    uint64_t *mask = &masks_of(run, row)[instruction / 64];
    struct row_state *old = &states_of(run, row)[instruction];
    uint64_t bit = UINT64_C(1) << (instruction % 64);
    if (!(*mask & bit) || is_better(state, *old)) {
        *mask |= bit;
        *old = state;
    }
    if (row >= run->end) {
        run->end = row + 1;
    }
}

static struct row_state consume(
    struct row_state state, uint32_t at, uint32_t count)
{
    uint32_t first = at - state.start;
    for (uint32_t i = first; i < first + count && i < 64; i++) {
        state.consumed |= UINT64_C(1) << i;
    }
    return state;
}

static void reach_classes(
    struct row_run *run, const struct instruction *code, struct row_state state)
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

static bool is_at_start(const struct row_run *run)
{
    return run->at == 0 || run->at == run->unit->boundary;
}

/* Execute one live instruction; true when it is the match. */
static bool step(struct row_run *run, uint32_t i, struct row_state state)
{
    const struct instruction *code = &run->side->code[i];
    uint32_t at = run->at;
    switch ((enum op)code->op) {
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
static bool run_row(struct row_run *run, struct row_state *ret)
{
    uint64_t *masks = masks_of(run, run->at);
    const struct row_state *states = states_of(run, run->at);
    bool is_match = false;
    for (size_t w = 0; w < mask_count(run); w++) {
        while (masks[w]) {
            uint32_t bit = (uint32_t)__builtin_ctzll(masks[w]);
            uint32_t i = (uint32_t)w * 64 + bit;
            struct row_state state = states[i];
            masks[w] &= ~(UINT64_C(1) << bit);
            if (step(run, i, state)) {
                is_match = true;
                *ret = state;
            }
        }
    }
    return is_match;
}

static void clear_rows(struct row_run *run)
{
    uint32_t rows = run->end > run->at ? run->end - run->at : 0;
    for (uint32_t k = 0; k < rows && k < ROWS; k++) {
        memset(
            masks_of(run, run->at + k), 0, mask_count(run) * sizeof(uint64_t));
    }
}

static void seed(struct row_run *run)
{
    reach(run, run->at, 0,
        (struct row_state){.start = run->at, .mark_begin = run->at});
}

/* Can a match begin in the current row? */
static bool may_begin(const struct row_run *run)
{
    uint64_t firsts = run->side->firsts;
    if (run->at == run->unit->count) {
        return firsts == UINT64_MAX;
    }
    uint32_t word = unit_word(run->unit, run->at);
    return firsts == UINT64_MAX || run->unit->reading->tokens[word] & firsts;
}

bool rows_next(struct matcher_tables *tables, const struct side *side,
    const struct unit *unit, uint32_t from, struct match *ret)
{
    struct row_run run = {tables, side, unit, from, from};
    struct row_state state;
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
