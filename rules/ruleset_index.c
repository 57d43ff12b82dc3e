/*
 * ruleset_index.c - which phrases are looked for, and what words call them.
 */
#include "rules/ruleset.h"

static size_t count_phrases(const struct ruleset *ruleset)
{
    size_t count = 0;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        count += rule->find_count + rule->deny_count + rule->against_count;
    }
    for (size_t i = 0; i < ruleset->vocabulary.class_count; i++) {
        count += ruleset->lexicon[i].phrase_count;
    }
    return count;
}

/* The phrases that are looked for everywhere; `unless` and `near` are only
   tried where their rule asks for it. */
void ruleset_gather(struct ruleset *ruleset)
{
    static const enum role roles[] = {ROLE_FIND, ROLE_DENY, ROLE_AGAINST};
    struct indexed_phrase *next =
        arena_array(ruleset->arena, count_phrases(ruleset), sizeof(*next));
    ruleset->phrases = next;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        for (size_t r = 0; r < COUNT_OF(roles); r++) {
            size_t count;
            const uint32_t *list = rule_phrases(rule, roles[r], &count);
            for (size_t k = 0; k < count; k++) {
                *next++ = (struct indexed_phrase){
                    list[k], rule->index, NONE, roles[r]};
            }
        }
    }
    ruleset->rule_phrase_count = (size_t)(next - ruleset->phrases);
    for (size_t i = 0; i < ruleset->vocabulary.class_count; i++) {
        uint32_t class = ruleset->lexicon_order[i];
        const struct lexicon_entry *entry = &ruleset->lexicon[class];
        for (size_t k = 0; k < entry->phrase_count; k++) {
            *next++ = (struct indexed_phrase){
                entry->phrases[k], NONE, class, ROLE_FIND};
        }
    }
    ruleset->phrase_count = (size_t)(next - ruleset->phrases);
}

/* How often the tokens of the group are asked for: a measure of how common
   they are in policies. */
static uint64_t commonness(const struct phrase_table *table,
    const uint32_t *use_counts, const struct token_group *group)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        sum += use_counts[table->tokens[group->first + i]];
    }
    return sum;
}

/* The rarest of the wording's groups, or NULL. */
static const struct token_group *key_of(const struct phrase_table *table,
    const uint32_t *use_counts, uint32_t number)
{
    const struct wording *wording = &table->wordings[number];
    const struct token_group *best = NULL;
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < wording->group_count; i++) {
        const struct token_group *group = &table->groups[wording->groups + i];
        uint64_t sum = commonness(table, use_counts, group);
        if (sum < least) {
            least = sum;
            best = group;
        }
    }
    return best;
}

static uint32_t wording_of(const struct ruleset *ruleset, size_t phrase)
{
    uint32_t number = ruleset->phrases[phrase].phrase;
    return ruleset->vocabulary.phrases.phrases[number].wording;
}

static uint32_t *count_uses(const struct ruleset *ruleset)
{
    const struct phrase_table *table = &ruleset->vocabulary.phrases;
    uint32_t *uses =
        arena_array(ruleset->arena, ruleset->token_count, sizeof(*uses));
    for (size_t i = 0; i < ruleset->phrase_count; i++) {
        const struct wording *wording =
            &table->wordings[wording_of(ruleset, i)];
        for (uint32_t g = 0; g < wording->group_count; g++) {
            const struct token_group *group =
                &table->groups[wording->groups + g];
            for (uint32_t k = 0; k < group->count; k++) {
                uses[table->tokens[group->first + k]]++;
            }
        }
    }
    return uses;
}

/* List the phrases of rules under their wordings. */
static void list_by_wording(struct ruleset *ruleset)
{
    size_t count = ruleset->vocabulary.phrases.wording_count;
    uint32_t *starts = arena_array(ruleset->arena, count + 2, sizeof(*starts));
    for (size_t i = 0; i < ruleset->rule_phrase_count; i++) {
        starts[wording_of(ruleset, i) + 2]++;
    }
    for (size_t w = 2; w < count + 2; w++) {
        starts[w] += starts[w - 1];
    }
    ruleset->wording_phrases = arena_array(
        ruleset->arena, ruleset->rule_phrase_count, sizeof(uint32_t));
    for (size_t i = 0; i < ruleset->rule_phrase_count; i++) {
        uint32_t wording = wording_of(ruleset, i);
        ruleset->wording_phrases[starts[wording + 1]++] = (uint32_t)i;
    }
    ruleset->wording_count = count;
    ruleset->wording_starts = starts;
}

/* The keys of all that the index leads to, by its number there; NULL: there is
   none. */
static const struct token_group **find_keys(struct ruleset *ruleset)
{
    const struct phrase_table *table = &ruleset->vocabulary.phrases;
    uint32_t *uses = count_uses(ruleset);
    size_t first = ruleset->wording_count;
    size_t lexicon = ruleset->phrase_count - ruleset->rule_phrase_count;
    const struct token_group **keys =
        arena_array(ruleset->arena, first + lexicon, sizeof(*keys));
    ruleset->always_count = 0;
    ruleset->always = arena_array(ruleset->arena, first, sizeof(uint32_t));
    for (size_t w = 0; w < first; w++) {
        if (ruleset->wording_starts[w] == ruleset->wording_starts[w + 1]) {
            continue; /* of the lexicon, or after `unless` only */
        }
        keys[w] = key_of(table, uses, (uint32_t)w);
        if (!keys[w]) {
            ruleset->always[ruleset->always_count++] = (uint32_t)w;
        }
    }
    for (size_t i = 0; i < lexicon; i++) {
        keys[first + i] = key_of(
            table, uses, wording_of(ruleset, ruleset->rule_phrase_count + i));
    }
    return keys;
}

void ruleset_index(struct ruleset *ruleset)
{
    size_t literals = ruleset->vocabulary.literals.count;
    size_t classes = ruleset->vocabulary.class_count;
    const uint32_t *tokens = ruleset->vocabulary.phrases.tokens;
    struct arena *arena = ruleset->arena;
    ruleset->token_count = 2 * (literals > classes ? literals : classes);
    list_by_wording(ruleset);
    const struct token_group **keys = find_keys(ruleset);
    size_t count = ruleset->wording_count + ruleset->phrase_count -
                   ruleset->rule_phrase_count;
    uint32_t *starts =
        arena_array(arena, ruleset->token_count + 2, sizeof(*starts));
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; keys[i] && k < keys[i]->count; k++) {
            starts[tokens[keys[i]->first + k] + 2]++;
        }
    }
    for (size_t t = 2; t < ruleset->token_count + 2; t++) {
        starts[t] += starts[t - 1];
    }
    ruleset->index =
        arena_array(arena, starts[ruleset->token_count + 1], sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        for (size_t k = 0; keys[i] && k < keys[i]->count; k++) {
            uint32_t token = tokens[keys[i]->first + k];
            ruleset->index[starts[token + 1]++] = (uint32_t)i;
        }
    }
    ruleset->index_starts = starts;
}
