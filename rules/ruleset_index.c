/*
 * ruleset_index.c - which phrases are looked for, and what words call them.
 */
#include "rules/ruleset.h"

#include <assert.h>

/* An index that is being made, of what was added to the snapshot. */
struct indexing {
    const struct ruleset *ruleset;
    const struct phrase_table *table; /* has all of its wordings itself */
    struct arena *arena;
    struct phrase_index *index;
    /* How common tokens are: literals and entries of the snapshot by its
       index, entries from first_class on here. Without a snapshot it is the
       index itself that tells all. */
    const struct phrase_index *base;
    uint32_t first_class;
    uint32_t *added;
};

static size_t count_phrases(const struct ruleset *ruleset, size_t first_rule)
{
    size_t count = 0;
    for (size_t i = first_rule; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        count += rule->find_count + rule->deny_count + rule->against_count;
    }
    return count;
}

static uint32_t wording_of(const struct indexing *indexing, uint32_t phrase)
{
    return phrase_stored(indexing->table, phrase)->wording;
}

/* The phrases that are looked for everywhere; `unless` and `near` are only
   tried where their rule asks for it. */
static void gather_phrases(struct indexing *indexing)
{
    static const enum role roles[] = {ROLE_FIND, ROLE_DENY, ROLE_AGAINST};
    const struct ruleset *ruleset = indexing->ruleset;
    struct phrase_index *index = indexing->index;
    size_t first = ruleset->snapshot ? ruleset->snapshot->rule_count : 0;
    struct indexed_phrase *next = arena_room(
        indexing->arena, count_phrases(ruleset, first) * sizeof(*next));
    index->phrases = next;
    for (size_t i = first; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        for (size_t r = 0; r < COUNT_OF(roles); r++) {
            size_t count;
            const uint32_t *list = rule_phrases(rule, roles[r], &count);
            for (size_t k = 0; k < count; k++) {
                *next++ = (struct indexed_phrase){list[k],
                    wording_of(indexing, list[k]), rule->index, NONE, NONE,
                    roles[r]};
            }
        }
    }
    index->phrase_end += (uint32_t)(next - index->phrases);
}

static void gather_lexicon(struct indexing *indexing)
{
    const struct ruleset *ruleset = indexing->ruleset;
    struct phrase_index *index = indexing->index;
    size_t classes = ruleset->vocabulary.class_count;
    size_t first = ruleset_first_class(ruleset);
    size_t phrases = 0;
    for (size_t i = first; i < classes; i++) {
        phrases += ruleset->lexicon[i].phrase_count;
    }
    struct indexed_phrase *next =
        arena_room(indexing->arena, phrases * sizeof(*next));
    index->lexicon = next;
    for (size_t i = 0; i < classes - first; i++) {
        uint32_t class = ruleset->lexicon_order[i];
        const struct lexicon_entry *entry = &ruleset->lexicon[class];
        for (size_t k = 0; k < entry->phrase_count; k++) {
            uint32_t phrase = entry->phrases[k];
            *next++ = (struct indexed_phrase){phrase,
                wording_of(indexing, phrase), NONE, class, NONE, ROLE_FIND};
        }
    }
    index->lexicon_end += (uint32_t)(next - index->lexicon);
}

/* The wording of a phrase of the index, counted among the table's own. */
static uint32_t own_wording(
    const struct indexing *indexing, const struct indexed_phrase *phrase)
{
    return phrase->wording - indexing->table->first_wording;
}

/*
 * A phrase is tried where a token of its key stands, so that should be rare.
 * How common a literal is is counted in the examples of the snapshot's packs
 * (those of added packs are not worth the time); an entry of the lexicon is as
 * common as the rarest words of all its phrases together.
 */
static uint32_t commonness_of(const struct indexing *indexing, uint32_t token)
{
    const struct phrase_index *base = indexing->base;
    uint32_t class = token / 2;
    if (token == TOKEN_CLASS(class) && class >= indexing->first_class) {
        return indexing->added[class - indexing->first_class];
    }
    return token < base->token_count ? base->commonness[token] : 0;
}

static uint64_t commonness(
    const struct indexing *indexing, const struct token_group *group)
{
    uint64_t sum = 0;
    for (uint32_t i = 0; i < group->count; i++) {
        sum += commonness_of(indexing, group->tokens[i]) + UINT64_C(1);
    }
    return sum;
}

static const struct wording_needs *needs_of(
    const struct indexing *indexing, uint32_t number)
{
    const struct phrase_table *table = indexing->table;
    return (const struct wording_needs *)(table->needs +
                                          table->own_wordings[number].needs);
}

/* The rarest of the wording's groups, or NULL. */
static const struct token_group *key_of(
    const struct indexing *indexing, uint32_t number)
{
    const struct wording_needs *needs = needs_of(indexing, number);
    const struct token_group *group = needs_groups(needs);
    const struct token_group *best = NULL;
    uint64_t least = UINT64_MAX;
    for (uint32_t i = 0; i < needs->group_count; i++) {
        uint64_t sum = commonness(indexing, group);
        if (sum < least) {
            least = sum;
            best = group;
        }
        group = token_group_next(group);
    }
    return best;
}

static void measure_literals(struct indexing *indexing)
{
    const struct ruleset *ruleset = indexing->ruleset;
    struct phrase_index *index = indexing->index;
    const struct ruleset *snapshot = ruleset->snapshot;
    if (snapshot) {
        size_t first = ruleset_first_class(ruleset);
        indexing->base = snapshot->indexes[0];
        indexing->first_class = (uint32_t)first;
        indexing->added = arena_array(indexing->arena,
            ruleset->vocabulary.class_count - first, sizeof(uint32_t));
        return;
    }
    indexing->base = index;
    indexing->first_class = NONE;
    index->commonness = arena_array(
        indexing->arena, index->token_count, sizeof(*index->commonness));
    for (uint32_t i = 0; i < ruleset->counted_words; i++) {
        index->commonness[TOKEN_LITERAL(i)] = ruleset->word_counts[i];
    }
}

/* Entries stand behind those that they use. */
static void measure_lexicon(struct indexing *indexing)
{
    struct phrase_index *index = indexing->index;
    for (uint32_t i = 0; i < index->lexicon_end - index->first_lexicon; i++) {
        const struct indexed_phrase *phrase = &index->lexicon[i];
        const struct token_group *key =
            key_of(indexing, own_wording(indexing, phrase));
        uint32_t class = phrase->class;
        uint32_t *sum = class >= indexing->first_class
                            ? &indexing->added[class - indexing->first_class]
                            : &index->commonness[TOKEN_CLASS(class)];
        uint64_t all = *sum + commonness(indexing, key);
        *sum = all < UINT32_MAX / 2 ? (uint32_t)all : UINT32_MAX / 2;
    }
}

/* List the phrases of rules under their wordings. */
static void list_by_wording(struct indexing *indexing)
{
    struct phrase_index *index = indexing->index;
    size_t count = indexing->table->wording_count;
    uint32_t phrases = index->phrase_end - index->first_phrase;
    uint32_t *starts = arena_array(indexing->arena, count + 2, sizeof(*starts));
    for (uint32_t i = 0; i < phrases; i++) {
        starts[own_wording(indexing, &index->phrases[i]) + 2]++;
    }
    for (size_t w = 2; w < count + 2; w++) {
        starts[w] += starts[w - 1];
    }
    index->wording_phrases =
        arena_room(indexing->arena, phrases * sizeof(uint32_t));
    for (uint32_t i = 0; i < phrases; i++) {
        uint32_t wording = own_wording(indexing, &index->phrases[i]);
        index->wording_phrases[starts[wording + 1]++] = index->first_phrase + i;
    }
    index->wording_end += (uint32_t)count;
    index->wording_starts = starts;
}

/* What the tokens of a group call. */
struct caller {
    const struct token_group *group;
    enum call_kind kind;
    struct call call; /* with: NONE where it needs no other token */
};

struct caller_list {
    struct caller *items;
    size_t count;
};

/* The rarest token that the wording needs beside one of the key. */
static uint32_t find_with(const struct indexing *indexing, uint32_t number,
    const struct token_group *key, bool may_be_class)
{
    const struct wording_needs *needs = needs_of(indexing, number);
    const struct token_group *group = needs_groups(needs);
    uint32_t best = NONE;
    for (uint32_t i = 0; i < needs->group_count; i++) {
        uint32_t token = group->tokens[0];
        if (group != key && group->count == 1 &&
            (may_be_class || token == TOKEN_LITERAL(token / 2)) &&
            (best == NONE || commonness_of(indexing, token) <
                                 commonness_of(indexing, best))) {
            best = token;
        }
        group = token_group_next(group);
    }
    return best;
}

/* What else the wording needs than its key and the token; NONE: nothing. */
static uint32_t needs_beside(
    const struct indexing *indexing, uint32_t number, uint32_t with)
{
    const struct wording_needs *needs = needs_of(indexing, number);
    bool has_more = needs->signs || needs->group_count > 1u + (with != NONE);
    return has_more ? indexing->table->own_wordings[number].needs : NONE;
}

static struct call call_of(const struct indexing *indexing, uint32_t wording,
    const struct token_group *key)
{
    uint32_t with = find_with(indexing, wording, key, true);
    return (struct call){
        .number = indexing->index->first_wording + wording,
        .with = with,
        .needs = needs_beside(indexing, wording, with),
    };
}

/* The wordings of rules. */
static void call_rules(struct indexing *indexing, struct caller_list *callers)
{
    struct phrase_index *index = indexing->index;
    uint32_t count = index->wording_end - index->first_wording;
    index->sign_calls =
        arena_room(indexing->arena, count * sizeof(*index->sign_calls));
    for (uint32_t w = 0; w < count; w++) {
        const struct token_group *key = key_of(indexing, w);
        if (index->wording_starts[w] == index->wording_starts[w + 1]) {
            continue; /* of the lexicon, or after `unless` only */
        }
        if (!key) {
            index->sign_calls[index->sign_call_count++] = (struct sign_call){
                index->first_wording + w, needs_of(indexing, w)->signs};
            continue;
        }
        callers->items[callers->count++] =
            (struct caller){key, CALL_RULES, call_of(indexing, w, key)};
    }
}

/* The phrases of the lexicon, which are called while labels may yet be missing;
   and entries by what their choices list, which is one group. */
static void call_lexicon(struct indexing *indexing, struct caller_list *callers)
{
    const struct phrase_index *index = indexing->index;
    const struct phrase_table *table = indexing->table;
    uint32_t count = index->lexicon_end - index->first_lexicon;
    for (uint32_t i = 0; i < count; i++) {
        uint32_t wording = own_wording(indexing, &index->lexicon[i]);
        const struct token_group *key = key_of(indexing, wording);
        struct call call = {.number = index->first_lexicon + i,
            .with = find_with(indexing, wording, key, false)};
        index->lexicon[i].needs = needs_beside(indexing, wording, call.with);
        bool is_choice =
            table->sides[table->own_wordings[wording].first].is_choice;
        assert(key); /* a phrase demands some word */
        assert(!is_choice || needs_of(indexing, wording)->group_count == 1);
        if (is_choice) {
            call =
                (struct call){.number = index->lexicon[i].class, .with = NONE};
        }
        callers->items[callers->count++] =
            (struct caller){key, is_choice ? CALL_ENTRIES : CALL_LEXICON, call};
    }
}

/* The words of an added pack that the snapshot knows are seldom its rarest. */
static uint32_t lowest_token(
    const struct indexing *indexing, const struct caller_list *callers)
{
    uint32_t lowest = (uint32_t)indexing->index->token_count;
    for (size_t i = 0; i < callers->count; i++) {
        const struct token_group *group = callers->items[i].group;
        for (uint32_t k = 0; k < group->count; k++) {
            uint32_t token = group->tokens[k];
            lowest = token < lowest ? token : lowest;
        }
    }
    return lowest;
}

static uint32_t *row_of(const struct phrase_index *index, uint32_t token)
{
    return &index->rows[token - index->first_token];
}

static struct token_calls *calls_at(
    const struct phrase_index *index, uint32_t row)
{
    return (struct token_calls *)(index->calls + row);
}

/* Make room for the calls of each token. */
static void place_rows(
    struct indexing *indexing, const struct caller_list *callers)
{
    const size_t numbers_of_call = sizeof(struct call) / sizeof(uint32_t);
    struct phrase_index *index = indexing->index;
    index->first_token = lowest_token(indexing, callers);
    size_t count = index->token_count - index->first_token;
    index->rows = arena_array(indexing->arena, count, sizeof(uint32_t));
    for (size_t i = 0; i < callers->count; i++) {
        const struct token_group *group = callers->items[i].group;
        for (uint32_t k = 0; k < group->count; k++) {
            ++*row_of(index, group->tokens[k]);
        }
    }
    index->call_size = CALL_KIND_COUNT;
    for (size_t i = 0; i < count; i++) {
        size_t calls = index->rows[i];
        index->rows[i] = calls ? (uint32_t)index->call_size : 0;
        index->call_size +=
            calls ? CALL_KIND_COUNT + calls * numbers_of_call : 0;
    }
    index->calls =
        arena_array(indexing->arena, index->call_size, sizeof(uint32_t));
}

/* Set the end of each kind to where it begins: it moves with each call that is
   listed. */
static void begin_kinds(
    struct phrase_index *index, const struct caller_list *callers)
{
    for (size_t i = 0; i < callers->count; i++) {
        const struct caller *caller = &callers->items[i];
        for (uint32_t k = 0; k < caller->group->count; k++) {
            uint32_t row = *row_of(index, caller->group->tokens[k]);
            calls_at(index, row)->ends[caller->kind]++;
        }
    }
    for (size_t i = 0; i < index->token_count - index->first_token; i++) {
        struct token_calls *calls = calls_at(index, index->rows[i]);
        uint32_t begin = 0;
        for (size_t kind = 0; index->rows[i] && kind < CALL_KIND_COUNT;
             kind++) {
            uint32_t count = calls->ends[kind];
            calls->ends[kind] = begin;
            begin += count;
        }
    }
}

/* List all calls under their tokens. */
static void list_by_token(
    struct indexing *indexing, const struct caller_list *callers)
{
    struct phrase_index *index = indexing->index;
    place_rows(indexing, callers);
    begin_kinds(index, callers);
    for (size_t i = 0; i < callers->count; i++) {
        const struct caller *caller = &callers->items[i];
        for (uint32_t k = 0; k < caller->group->count; k++) {
            uint32_t token = caller->group->tokens[k];
            struct token_calls *calls = calls_at(index, *row_of(index, token));
            struct call call = caller->call;
            call.with = call.with == NONE ? token : call.with;
            calls->items[calls->ends[caller->kind]++] = call;
        }
    }
}

/* Who is called by what. */
static void index_calls(struct indexing *indexing)
{
    const struct phrase_index *index = indexing->index;
    size_t most = index->wording_end - index->first_wording +
                  index->lexicon_end - index->first_lexicon;
    struct caller_list callers = {
        .items = arena_room(indexing->arena, most * sizeof(struct caller))};
    call_rules(indexing, &callers);
    call_lexicon(indexing, &callers);
    list_by_token(indexing, &callers);
}

void ruleset_index(struct ruleset *ruleset)
{
    size_t literals = literal_count(&ruleset->vocabulary.literals);
    size_t classes = ruleset->vocabulary.class_count;
    struct phrase_index *index = arena_alloc(ruleset->arena, sizeof(*index));
    index->first_phrase = index->phrase_end = (uint32_t)ruleset->phrase_count;
    index->first_lexicon = index->lexicon_end =
        (uint32_t)ruleset->lexicon_count;
    index->first_wording = index->wording_end =
        (uint32_t)ruleset->wording_count;
    index->token_count = 2 * (literals > classes ? literals : classes);
    struct indexing indexing = {
        .ruleset = ruleset,
        .table = &ruleset->vocabulary.phrases,
        .arena = ruleset->arena,
        .index = index,
    };
    gather_phrases(&indexing);
    gather_lexicon(&indexing);
    measure_literals(&indexing);
    measure_lexicon(&indexing);
    list_by_wording(&indexing);
    index_calls(&indexing);
    ruleset->indexes[ruleset->index_count++] = index;
    if (index->lexicon_end > index->first_lexicon) {
        ruleset->lexicon_index_count = ruleset->index_count;
    }
    ruleset->phrase_count = index->phrase_end;
    ruleset->lexicon_count = index->lexicon_end;
    ruleset->wording_count = index->wording_end;
    ruleset->token_count = index->token_count;
}
