/*
 * matcher_sets.c - where the matches of a side end.
 *
 * Each instruction has the set of words that it is alive before, and hands it
 * on to the next: a word those that have it, moved by one; a gap all that it
 * reaches. All jumps go forwards, so one pass over the code runs it over the 64
 * words of a block. Nothing goes further than PHRASE_JUMP_LIMIT words, so what
 * leaves a block goes to the next one; most sentences have none.
 */
#include "rules/matcher_parts.h"

#include <string.h>

/* Words at which it is tried whether a match begins. */
#define STARTS_TRIED 4u

/* Words of a block and of the next. */
struct pair {
    uint64_t now;
    uint64_t later;
};

/* The words count behind those of the set; count is 1 to 63. */
static struct pair moved(struct pair set, uint32_t count)
{
    return (struct pair){
        set.now << count,
        set.later << count | set.now >> (64 - count),
    };
}

static struct pair joined(struct pair a, struct pair b)
{
    return (struct pair){a.now | b.now, a.later | b.later};
}

/* The words of the set, and up to `longest` behind each of them. */
static struct pair smeared(uint64_t words, uint32_t longest)
{
    struct pair set = {words, 0};
    for (uint32_t reach = 0; reach < longest;) {
        uint32_t step = longest - reach;
        step = step < reach + 1 ? step : reach + 1;
        set = joined(set, moved(set, step));
        reach += step;
    }
    return set;
}

/* The sighting of the instruction's token in the block, or NONE. In a sentence
   of several blocks the search goes on from where the last one was. */
static uint32_t sighting_of(struct sets_run *run, uint32_t instruction)
{
    const struct sightings *sightings = run->unit->sightings;
    if (run->last_block == 0) {
        const struct instruction *code = &run->side->code[instruction];
        return sightings_find(sightings, instruction_token(code));
    }
    const struct sighting *items = sightings->items;
    uint32_t at = run->cursors[instruction];
    while (at != NONE && items[at].block < run->base) {
        at = items[at].next;
    }
    run->cursors[instruction] = at;
    if (at != NONE && items[at].block < run->block) {
        at = items[at].next;
    }
    return at != NONE && items[at].block == run->block ? at : NONE;
}

/* Behind each label of the class that begins at a word of the set. */
static struct pair behind_labels(
    const struct sets_run *run, uint32_t class, uint64_t words)
{
    const struct unit *unit = run->unit;
    const struct reading *reading = unit->reading;
    struct pair set = {0};
    for (; words; words &= words - 1) {
        uint32_t bit = (uint32_t)__builtin_ctzll(words);
        uint32_t at = run->block * 64 + bit;
        uint32_t part_end = unit->parts[0].count;
        uint32_t limit = at < part_end ? part_end : unit->count;
        uint32_t label = reading->first_labels[unit_word(unit, at)];
        for (; label != NONE; label = reading->labels[label].next) {
            const struct label *found = &reading->labels[label];
            if (found->class == class && at + found->count <= limit) {
                struct pair word = {UINT64_C(1) << bit, 0};
                set = joined(set, moved(word, found->count));
            }
        }
    }
    return set;
}

/* Behind the words that have the instruction's token; most labels cover one
   word. */
static struct pair behind_token(
    struct sets_run *run, uint32_t instruction, uint64_t alive)
{
    uint32_t at = sighting_of(run, instruction);
    if (at == NONE) {
        return (struct pair){0};
    }
    const struct sighting *found = &run->unit->sightings->items[at];
    uint64_t words = alive & found->bits;
    uint64_t longer = words & found->longer;
    struct pair set = moved((struct pair){words & ~longer, 0}, 1);
    if (longer) {
        uint32_t class = run->side->code[instruction].argument;
        set = joined(set, behind_labels(run, class, longer));
    }
    return set;
}

/* The word as a set of the block; empty when it stands in another. */
static uint64_t only(const struct sets_run *run, uint32_t word)
{
    return word / 64 == run->block ? UINT64_C(1) << word % 64 : 0;
}

/* Let the instruction be alive before these words of the next block. */
static void hand_over(struct sets_run *run, uint32_t i, uint64_t words)
{
    if (words && run->block < run->last_block) {
        run->later[i] |= words;
        run->goes_on = true;
    }
}

/* The words that the next instruction is alive before, after one that is alive
   before some. */
static inline uint64_t step(struct sets_run *run, uint32_t i, uint64_t alive)
{
    const struct instruction *code = &run->side->code[i];
    struct pair words = {0};
    switch ((enum op)code->op) {
    case OP_WORD:
    case OP_CLASS:
        words = behind_token(run, i, alive);
        break;
    case OP_GAP:
        words = smeared(alive, code->argument);
        break;
    case OP_ANY: /* the lowest of them, and all words behind it */
        hand_over(run, i, UINT64_MAX);
        return alive | -alive;
    case OP_FORK:
        run->now[code->target] |= alive;
        return alive;
    case OP_JUMP:
        run->now[code->target] |= alive;
        return 0;
    case OP_BEGIN_MARK:
    case OP_END_MARK:
        return alive;
    case OP_AT_START:
        return alive & (only(run, 0) | only(run, run->unit->boundary));
    case OP_AT_END:
        return alive & only(run, run->unit->count);
    case OP_FAIL:
    case OP_MATCH:
        return 0;
    }
    hand_over(run, i + 1, words.later);
    return words.now;
}

void sets_begin(struct sets_run *ret, struct matcher_tables *tables,
    const struct side *side, const struct unit *unit)
{
    *ret = (struct sets_run){
        .side = side,
        .unit = unit,
        .now = tables->now,
        .later = tables->later,
        .cursors = tables->cursors,
        .last_block = unit->count / 64,
    };
    for (uint32_t i = 0; ret->last_block > 0 && i < side->code_count; i++) {
        if (instruction_has_token(&side->code[i])) {
            ret->cursors[i] = sightings_find(
                unit->sightings, instruction_token(&side->code[i]));
        }
    }
}

/* Run the block, of which these words begin matches, and make the next one
   current; returns where matches end. */
static uint64_t run_block(struct sets_run *run, uint64_t starts)
{
    uint32_t last = run->unit->count - run->block * 64;
    uint64_t valid = last < 63 ? (UINT64_C(2) << last) - 1 : UINT64_MAX;
    uint32_t match = (uint32_t)run->side->code_count - 1;
    uint64_t *now = run->now;
    uint64_t alive = starts;
    run->goes_on = false;
    for (uint32_t i = 0; i < match; i++) {
        alive = (alive | now[i]) & valid;
        now[i] = 0;
        if (alive) {
            alive = step(run, i, alive);
        }
    }
    uint64_t ends = (alive | now[match]) & valid;
    now[match] = 0;
    run->now = run->later;
    run->later = now;
    run->block++;
    return ends;
}

/* Forget what is alive: what is run next begins anew. */
static void forget(struct sets_run *run)
{
    if (run->goes_on) {
        memset(run->now, 0, run->side->code_count * sizeof(*run->now));
        run->goes_on = false;
    }
}

static bool has_more(const struct sets_run *run)
{
    return run->block <= run->last_block;
}

uint32_t sets_next_end(struct sets_run *run, uint32_t from)
{
    uint64_t starts = UINT64_MAX << from % 64;
    uint64_t ends = 0;
    run->block = from / 64;
    while (!ends && has_more(run)) {
        run->base = run->block;
        ends = run_block(run, starts);
        starts = UINT64_MAX;
    }
    forget(run);
    return ends ? run->base * 64 + (uint32_t)__builtin_ctzll(ends) : NONE;
}

/* The words of the block that a match can begin with: those that have one of
   the tokens that the code begins with. */
static uint64_t find_starts(struct sets_run *run)
{
    uint64_t *is_alive = run->now;
    uint64_t starts = 0;
    if (run->side->firsts == UINT64_MAX) {
        return UINT64_MAX;
    }
    run->block = run->base;
    is_alive[0] = true;
    for (uint32_t i = 0; i < run->side->code_count; i++) {
        const struct instruction *code = &run->side->code[i];
        if (!is_alive[i]) {
            continue;
        }
        is_alive[i] = false;
        if (instruction_has_token(code)) {
            uint32_t at = sighting_of(run, i);
            starts |= at == NONE ? 0 : run->unit->sightings->items[at].bits;
        } else if (code->op != OP_FAIL) {
            is_alive[code->target] = true;
            is_alive[i + 1] |= code->op == OP_FORK;
        }
    }
    return starts;
}

static bool has_several(uint64_t words)
{
    return words & (words - 1);
}

uint32_t sets_last_start(struct sets_run *run, uint32_t from, uint32_t end)
{
    uint32_t block = end / 64;
    uint64_t starts = find_starts(run) & ((UINT64_C(1) << end % 64) - 1);
    if (from / 64 == block) {
        starts &= UINT64_MAX << from % 64;
    }
    if (run->last_block == 0 && !has_several(starts)) {
        return starts ? (uint32_t)__builtin_ctzll(starts) : NONE;
    }
    for (uint32_t tries = 0; starts && tries < STARTS_TRIED; tries++) {
        uint32_t bit = 63 - (uint32_t)__builtin_clzll(starts);
        run->block = block;
        uint64_t ends = run_block(run, UINT64_C(1) << bit);
        forget(run);
        if (ends >> end % 64 & 1) {
            return block * 64 + bit;
        }
        starts &= ~(UINT64_C(1) << bit);
    }
    return NONE;
}

/* Label what matches from the word start to a word of the set. */
static void label_ends(struct labelling *to, uint32_t class, uint32_t start,
    uint32_t block, uint64_t ends)
{
    for (; ends; ends &= ends - 1) {
        uint32_t end = block * 64 + (uint32_t)__builtin_ctzll(ends);
        labelling_add(to, class, start, end - start);
    }
}

/* Does any match begin in the block? */
static bool has_match(struct sets_run *run)
{
    run->block = run->base;
    uint64_t ends = run_block(run, UINT64_MAX);
    if (!ends && has_more(run)) {
        ends = run_block(run, 0);
    }
    forget(run);
    return ends;
}

/* Label what begins at these words of the block. */
static void label_starts(
    struct sets_run *run, struct labelling *to, uint32_t class, uint64_t starts)
{
    uint32_t block = run->base;
    for (; starts; starts &= starts - 1) {
        uint32_t start = block * 64 + (uint32_t)__builtin_ctzll(starts);
        run->block = block;
        uint64_t ends = run_block(run, starts & -starts);
        label_ends(to, class, start, block, ends);
        if (has_more(run)) {
            ends = run_block(run, 0);
            label_ends(to, class, start, block + 1, ends);
        }
        forget(run);
    }
}

void sets_label(struct sets_run *run, struct labelling *to, uint32_t class)
{
    uint32_t width = run->side->width;
    while (has_more(run)) {
        run->base = run->block;
        if (width == 0) {
            uint64_t starts = find_starts(run);
            if (!has_several(starts) || has_match(run)) {
                label_starts(run, to, class, starts);
            }
            run->block = run->base + 1;
            continue;
        }
        uint64_t ends = run_block(run, UINT64_MAX);
        for (; ends; ends &= ends - 1) {
            uint32_t end = run->base * 64 + (uint32_t)__builtin_ctzll(ends);
            labelling_add(to, class, end - width, width);
        }
    }
    forget(run);
}
