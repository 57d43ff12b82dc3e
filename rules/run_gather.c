#include "rules/run_gather.h"

void gathering_look_at(struct gathering *gathering, struct unit *unit)
{
    struct sightings *sightings = &gathering->sightings;
    sightings_clear(sightings);
    sightings_add_unit(sightings, unit);
    unit->sightings = sightings;
    gathering->signs = 0;
    gathering->outcome_count = 0;
    matcher_forget(gathering->context->matcher);
}

bool gathering_may_match(const struct gathering *gathering, uint32_t wording)
{
    const struct phrase_table *table =
        &gathering->context->ruleset->vocabulary.phrases;
    const struct wording *stored = &table->wordings[wording];
    if (stored->signs & ~gathering->signs) {
        return false;
    }
    for (uint32_t i = 0; i < stored->group_count; i++) {
        const struct token_group *group = &table->groups[stored->groups + i];
        bool has = false;
        for (uint32_t k = 0; k < group->count && !has; k++) {
            has = gathering_has(gathering, table->tokens[group->first + k]);
        }
        if (!has) {
            return false;
        }
    }
    return true;
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

static void add_bit(uint64_t *bits, uint32_t number)
{
    bits[number / 64] |= UINT64_C(1) << number % 64;
}

/* The first of the set in [from, end), which is no longer in it; NONE when
   there is none. */
static uint32_t take_bit(uint64_t *bits, size_t from, size_t end)
{
    uint64_t least = UINT64_MAX << from % 64;
    for (size_t w = from / 64; w * 64 < end; w++, least = UINT64_MAX) {
        uint64_t found = bits[w] & least;
        size_t number = found ? w * 64 + (size_t)__builtin_ctzll(found) : end;
        if (number < end) {
            bits[w] &= ~(found & -found);
            return (uint32_t)number;
        }
    }
    return NONE;
}

void gathering_call_lexicon(struct gathering *gathering, uint32_t token)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (uint32_t i = ruleset->index_starts[token + 1];
         i-- > ruleset->index_starts[token] &&
         ruleset->index[i] >= ruleset->wording_count;) {
        add_bit(gathering->pending, ruleset->index[i]);
    }
}

uint32_t gathering_next(struct gathering *gathering, uint32_t from)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    size_t first = ruleset->wording_count;
    size_t count = ruleset->phrase_count - ruleset->rule_phrase_count;
    uint32_t next = take_bit(gathering->pending, first + from, first + count);
    return next == NONE ? NONE : next - (uint32_t)first;
}

static void call(struct gathering *gathering, uint32_t wording, uint32_t scopes)
{
    if (gathering->wording_scopes[wording] & scopes) {
        add_bit(gathering->pending, wording);
    }
}

/* Call the wordings of rules that the token is a key of. */
static void call_wordings(
    struct gathering *gathering, uint32_t token, uint32_t scopes)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (uint32_t i = ruleset->index_starts[token];
         i < ruleset->index_starts[token + 1] &&
         ruleset->index[i] < ruleset->wording_count;
         i++) {
        call(gathering, ruleset->index[i], scopes);
    }
}

static void want_phrases(
    struct gathering *gathering, uint32_t wording, uint32_t scopes)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (uint32_t i = ruleset->wording_starts[wording];
         i < ruleset->wording_starts[wording + 1]; i++) {
        uint32_t phrase = ruleset->wording_phrases[i];
        if (gathering->phrase_scopes[phrase] & scopes) {
            add_bit(gathering->wanted, phrase);
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
        if (sightings_is_first(sightings, i)) {
            call_wordings(gathering, sightings->items[i].token, scopes);
        }
    }
    for (size_t i = 0; i < ruleset->always_count; i++) {
        call(gathering, ruleset->always[i], scopes);
    }
    uint32_t next = 0;
    while ((next = take_bit(
                gathering->pending, next, ruleset->wording_count)) != NONE) {
        if (gathering_may_match(gathering, next)) {
            want_phrases(gathering, next, scopes);
        }
    }
    next = 0;
    while ((next = take_bit(
                gathering->wanted, next, ruleset->rule_phrase_count)) != NONE) {
        id_list_add(&gathering->called, next);
    }
}

/* What the needed rules look for. */
static void find_scopes(struct gathering *gathering)
{
    const struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    const struct stored_phrase *phrases = ruleset->vocabulary.phrases.phrases;
    for (size_t i = 0; i < ruleset->rule_phrase_count; i++) {
        const struct indexed_phrase *phrase = &ruleset->phrases[i];
        if (context->states[phrase->rule].is_needed) {
            enum rule_scope scope = ruleset->rules[phrase->rule]->scope;
            uint32_t wording = phrases[phrase->phrase].wording;
            gathering->phrase_scopes[i] = (uint8_t)(1u << scope);
            gathering->wording_scopes[wording] |= (uint8_t)(1u << scope);
            gathering->has_scope[scope] = true;
        }
    }
}

void gathering_init(struct gathering *ret, struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    struct arena *arena = context->arena;
    size_t index_count = ruleset->wording_count + ruleset->phrase_count -
                         ruleset->rule_phrase_count;
    *ret = (struct gathering){
        .context = context,
        .sightings = sightings_make(arena, ruleset->token_count),
        .phrase_scopes =
            arena_array(arena, ruleset->rule_phrase_count, sizeof(uint8_t)),
        .wording_scopes =
            arena_array(arena, ruleset->wording_count, sizeof(uint8_t)),
        .pending = arena_array(arena, index_count / 64 + 1, sizeof(uint64_t)),
        .wanted = arena_array(
            arena, ruleset->rule_phrase_count / 64 + 1, sizeof(uint64_t)),
        .outcome_of =
            arena_array(arena, ruleset->wording_count, sizeof(uint32_t)),
        .called = {.arena = arena},
    };
    find_scopes(ret);
}
