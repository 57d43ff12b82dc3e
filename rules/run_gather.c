#include "rules/run_gather.h"
#include "rules/sentence_part.h"

void gathering_look_at(struct gathering *gathering, struct unit *unit)
{
    struct sightings *sightings = &gathering->sightings;
    sightings_clear(sightings);
    sightings_add_unit(sightings, unit);
    unit->sightings = sightings;
    gathering->signs = 0;
    gathering->outcome_count = 0;
    gathering->has_parts = false;
    matcher_forget(gathering->context->matcher);
}

static bool has_token(const void *sightings, uint32_t token)
{
    return sightings_has(sightings, token);
}

bool gathering_may_match(
    const struct gathering *gathering, uint32_t wording, uint32_t number)
{
    if (number == NONE) {
        return true;
    }
    const struct wording_needs *needs = wording_needs_at(
        &gathering->context->ruleset->vocabulary.phrases, wording, number);
    return !(needs->signs & ~gathering->signs) &&
           needs_groups_met(needs, has_token, &gathering->sightings);
}

static const struct outcome *find_outcome(
    const struct gathering *gathering, uint32_t wording)
{
    uint32_t at = gathering->outcome_of[wording];
    return at < gathering->outcome_count &&
                   gathering->outcomes[at].wording == wording
               ? &gathering->outcomes[at]
               : NULL;
}

size_t gathering_match(struct gathering *gathering, uint32_t wording,
    const struct unit *unit, const struct match **ret)
{
    struct check_context *context = gathering->context;
    const struct outcome *known = find_outcome(gathering, wording);
    if (known) {
        *ret = known->matches;
        return known->count;
    }
    struct program program =
        wording_program(&context->ruleset->vocabulary.phrases, wording);
    size_t count = matcher_run(context->matcher, &program, unit, ret);
    gathering->outcomes = arena_grow(context->arena, gathering->outcomes,
        gathering->outcome_count, &gathering->outcome_capacity,
        sizeof(*gathering->outcomes));
    gathering->outcome_of[wording] = (uint32_t)gathering->outcome_count;
    gathering->outcomes[gathering->outcome_count++] =
        (struct outcome){wording, (uint32_t)count, *ret};
    return count;
}

const uint8_t *gathering_parts(
    struct gathering *gathering, const struct unit *unit)
{
    if (unit->count > gathering->part_capacity) {
        gathering->part_capacity = unit->count;
        gathering->parts =
            arena_array(gathering->context->arena, unit->count, 1);
    }
    if (!gathering->has_parts) {
        sentence_parts_number(unit, gathering->parts);
        gathering->has_parts = true;
    }
    return gathering->parts;
}

static void add_bit(uint64_t *bits, uint32_t number)
{
    bits[number / 64] |= UINT64_C(1) << number % 64;
}

static struct bit_walk walk_over(uint64_t *bits, size_t number_count)
{
    return (struct bit_walk){
        .words = bits, .word_count = number_count / 64 + 1};
}

void gathering_call_lexicon(struct gathering *gathering, uint32_t token)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (size_t k = 0; k < ruleset->lexicon_index_count; k++) {
        struct call_list calls =
            calls_of(ruleset->indexes[k], token, CALL_LEXICON);
        for (uint32_t i = 0; i < calls.count; i++) {
            if (gathering_has(gathering, calls.items[i].with)) {
                add_bit(gathering->called_lexicon, calls.items[i].number);
            }
        }
    }
}

struct bit_walk gathering_called_lexicon(struct gathering *gathering)
{
    return walk_over(
        gathering->called_lexicon, gathering->context->ruleset->lexicon_count);
}

static void want_phrases(
    struct gathering *gathering, uint32_t wording, uint32_t scopes)
{
    const struct phrase_index *index =
        ruleset_wording_index(gathering->context->ruleset, wording);
    wording -= index->first_wording;
    for (uint32_t i = index->wording_starts[wording];
         i < index->wording_starts[wording + 1]; i++) {
        uint32_t phrase = index->wording_phrases[i];
        if (gathering->phrase_scopes[phrase] & scopes) {
            add_bit(gathering->wanted, phrase);
        }
    }
}

/* Want the phrases of the wordings that may match and that a token calls. */
static void call_by_token(struct gathering *gathering,
    const struct phrase_index *index, uint32_t token, uint32_t scopes)
{
    struct call_list calls = calls_of(index, token, CALL_RULES);
    for (uint32_t i = 0; i < calls.count; i++) {
        struct call call = calls.items[i];
        if (gathering_has(gathering, call.with) &&
            gathering->wording_scopes[call.number] & scopes &&
            gathering_may_match(gathering, call.number, call.needs)) {
            want_phrases(gathering, call.number, scopes);
        }
    }
}

/* The same of the patterns that the signs call. */
static void call_by_signs(struct gathering *gathering,
    const struct phrase_index *index, uint32_t scopes)
{
    for (size_t i = 0; i < index->sign_call_count; i++) {
        struct sign_call call = index->sign_calls[i];
        if (!(call.signs & ~gathering->signs) &&
            gathering->wording_scopes[call.wording] & scopes) {
            want_phrases(gathering, call.wording, scopes);
        }
    }
}

void gathering_call_rules(
    struct gathering *gathering, const struct unit *unit, uint32_t scopes)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    const struct sightings *sightings = &gathering->sightings;
    gathering->signs = matcher_signs(gathering->context->matcher, unit);
    for (uint32_t i = 0; i < sightings->count; i++) {
        bool is_first = sightings_is_first(sightings, i);
        for (size_t k = 0; k < gathering->index_count && is_first; k++) {
            call_by_token(gathering, ruleset->indexes[k],
                sightings->items[i].token, scopes);
        }
    }
    for (size_t k = 0; k < ruleset->index_count; k++) {
        call_by_signs(gathering, ruleset->indexes[k], scopes);
    }
    struct bit_walk phrases =
        walk_over(gathering->wanted, ruleset->phrase_count);
    for (uint32_t phrase; (phrase = take_bit(&phrases)) != NONE;) {
        id_list_add(&gathering->called, phrase);
    }
}

/* Can some token of the document call something in the index? Labels have low
   numbers. */
static bool is_reachable(
    const struct check_context *context, const struct phrase_index *index)
{
    const struct reading *reading = &context->reading;
    size_t classes = context->ruleset->vocabulary.class_count;
    if (TOKEN_CLASS(classes) >= index->first_token) {
        return true;
    }
    for (size_t i = 0; i < reading->doc->form_count; i++) {
        struct number_list literals = form_literals(&reading->forms[i]);
        for (uint32_t k = 0; k < literals.count; k++) {
            if (TOKEN_LITERAL(literals.items[k]) >= index->first_token) {
                return true;
            }
        }
    }
    return false;
}

/* What the needed rules look for. */
static void find_scopes(
    struct gathering *gathering, const struct phrase_index *index)
{
    const struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    uint32_t rule = NONE; /* whose phrases are read: they are neighbours */
    uint8_t scope = 0;    /* its bit; 0: it is not needed */
    for (uint32_t i = index->first_phrase; i < index->phrase_end; i++) {
        const struct indexed_phrase *phrase =
            &index->phrases[i - index->first_phrase];
        if (phrase->rule != rule) {
            rule = phrase->rule;
            scope = context->states[rule].is_needed
                        ? (uint8_t)(1u << ruleset->rules[rule]->scope)
                        : 0;
            gathering->scopes |= scope;
        }
        if (scope) {
            gathering->phrase_scopes[i] = scope;
            gathering->wording_scopes[phrase->wording] |= scope;
        }
    }
}

/* A set of numbers below the count. */
static uint64_t *make_bits(struct arena *arena, size_t count)
{
    return arena_array(arena, count / 64 + 1, sizeof(uint64_t));
}

void gathering_init(struct gathering *ret, struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    struct arena *arena = context->arena;
    *ret = (struct gathering){
        .context = context,
        .sightings = sightings_make(arena, ruleset->token_count),
        .phrase_scopes =
            arena_array(arena, ruleset->phrase_count, sizeof(uint8_t)),
        .wording_scopes =
            arena_array(arena, ruleset->wording_count, sizeof(uint8_t)),
        .called_lexicon = make_bits(arena, ruleset->lexicon_count),
        .wanted = make_bits(arena, ruleset->phrase_count),
        .outcome_of =
            arena_array(arena, ruleset->wording_count, sizeof(uint32_t)),
        .called = {.arena = arena},
    };
    for (size_t i = 0; i < ruleset->index_count; i++) {
        find_scopes(ret, ruleset->indexes[i]);
        if (i == 0 || is_reachable(context, ruleset->indexes[i])) {
            ret->index_count = i + 1;
        }
    }
}
