/*
 * ruleset.c - packs put together.
 */
#include "rules/ruleset.h"

#include "rules/embedded.h"
#include "rules/snapshot.h"
#include "rules/suggest.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

/* The guards' words are entries of the lexicon like any other. */
static void add_guard_words(struct ruleset *ruleset)
{
    for (int kind = 0; kind < WORDS_KIND_COUNT; kind++) {
        enum guard_words words = (enum guard_words)kind;
        uint32_t class =
            vocabulary_class(&ruleset->vocabulary, guard_words_name(words));
        ruleset->guard_classes[kind] = class;
        struct lexicon_entry *entry = lexicon_entry(ruleset, class);
        entry->is_defined = true;
        entry->file = SLICE("guard.c");
        size_t count;
        const char *const *lines = guard_words_lines(words, &count);
        for (size_t i = 0; i < count; i++) {
            uint32_t phrase = NONE;
            struct error error;
            size_t at;
            bool is_compiled = phrase_compile(&ruleset->vocabulary,
                slice_from(lines[i]), &phrase, &at, &error);
            assert(is_compiled);
            (void)is_compiled;
            phrase_line(&ruleset->vocabulary.phrases, phrase)->file =
                entry->file;
            bool is_added = lexicon_add_phrase(ruleset, class, phrase);
            assert(is_added);
            (void)is_added;
        }
    }
}

struct ruleset *ruleset_new(void)
{
    struct arena *arena = arena_new();
    struct ruleset *ruleset = arena_alloc(arena, sizeof(*ruleset));
    ruleset->arena = arena;
    ruleset->vocabulary = vocabulary_make(arena);
    ruleset->added_ids.arena = arena;
    return ruleset;
}

void ruleset_free(struct ruleset *ruleset)
{
    if (ruleset) {
        arena_free(ruleset->arena);
    }
}

bool pack_errors_add(
    struct pack_errors *errors, struct slice file, const struct error *error)
{
    if (errors->count < errors->limit) {
        errors->items = arena_grow(errors->arena, errors->items, errors->count,
            &errors->capacity, sizeof(*errors->items));
        errors->items[errors->count++] =
            (struct pack_error){arena_copy(errors->arena, file), *error};
    }
    return errors->count < errors->limit;
}

/* Bytes of a short rule. */
#define RULE_BYTES 256u

/* Packs are added to what the snapshot has. Its tables stay as they are; its
   lists are full, and are copied before they grow. */
static void prepare_to_add(struct ruleset *ruleset, size_t size)
{
    const struct ruleset *snapshot = ruleset->snapshot;
    if (snapshot && !ruleset->vocabulary.phrases.base) {
        ruleset->vocabulary =
            vocabulary_above(ruleset->arena, &snapshot->vocabulary, size);
        name_table_reserve(&ruleset->added_ids, size / RULE_BYTES + 8);
    }
}

void ruleset_add_all(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct pack_errors *errors)
{
    assert(!ruleset->is_finished);
    prepare_to_add(ruleset, markdown.len);
    struct vocabulary *vocabulary = &ruleset->vocabulary;
    vocabulary->scratch = arena_new();
    if (vocabulary->class_count == 0) {
        add_guard_words(ruleset);
    }
    pack_load(ruleset, name, markdown, errors);
    arena_free(vocabulary->scratch);
    vocabulary->scratch = NULL;
}

/* The first error, if there is one; of a caller who wants no other. */
static bool fail_first(
    const struct pack_errors *errors, struct error *ret_error)
{
    if (errors->count > 0) {
        *ret_error = errors->items[0].error;
    }
    return errors->count == 0;
}

bool ruleset_add(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct error *ret_error)
{
    struct pack_errors errors = {.arena = ruleset->arena, .limit = 1};
    ruleset_add_all(ruleset, name, markdown, &errors);
    return fail_first(&errors, ret_error);
}

static bool is_in_list(
    struct slice name, const struct slice *names, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (slice_equal(name, names[i])) {
            return true;
        }
    }
    return false;
}

bool ruleset_add_sources(struct ruleset *ruleset, const struct slice *without,
    size_t without_count, struct error *ret_error)
{
    size_t count;
    const struct embedded_pack *packs = embedded_packs(&count);
    for (size_t i = 0; i < count; i++) {
        struct slice name = slice_from(packs[i].name);
        struct slice bytes = {packs[i].bytes, packs[i].len};
        if (!is_in_list(name, without, without_count) &&
            !ruleset_add(ruleset, name, bytes, ret_error)) {
            return false;
        }
    }
    return true;
}

/* Begin with all that the snapshot has. */
static void adopt(struct ruleset *ruleset, const struct ruleset *snapshot)
{
    struct arena *arena = ruleset->arena;
    *ruleset = *snapshot;
    ruleset->arena = arena;
    ruleset->added_ids.arena = arena;
    ruleset->snapshot = snapshot;
    ruleset->is_finished = false;
}

bool ruleset_add_embedded(struct ruleset *ruleset, struct error *ret_error)
{
    const struct ruleset *snapshot = snapshot_ruleset();
    if (snapshot && ruleset->pack_count == 0) {
        adopt(ruleset, snapshot);
        return true;
    }
    return ruleset_add_sources(ruleset, NULL, 0, ret_error);
}

size_t ruleset_count(const struct ruleset *ruleset)
{
    return ruleset->rule_count;
}

const struct rule *ruleset_rule(const struct ruleset *ruleset, size_t index)
{
    return index < ruleset->rule_count ? ruleset->rules[index] : NULL;
}

const struct rule *ruleset_in_order(const struct ruleset *ruleset, size_t place)
{
    assert(place < ruleset->ordered_count);
    return ruleset->rules[ruleset->order[place]];
}

/* How the beginning of the id stands to that text: before it, the same, behind
   it. */
static int compare_beginning(struct slice id, struct slice text)
{
    return slice_compare(slice_cut(id, 0, text.len), text);
}

/* How the pack of the id stands to one of that name. */
static int compare_pack(struct slice id, struct slice name)
{
    int order = compare_beginning(id, name);
    char next = id.len > name.len ? id.bytes[name.len] : '\0';
    return order != 0 ? order : (next > '/') - (next < '/');
}

/* The first place whose id compares as the least or more. */
static size_t find_place(const struct ruleset *ruleset, struct slice text,
    int (*compare)(struct slice id, struct slice text), int least)
{
    size_t low = 0;
    size_t high = ruleset->ordered_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare(ruleset_in_order(ruleset, middle)->id, text) >= least) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

struct rule_range ruleset_of_id(const struct ruleset *ruleset, struct slice id)
{
    size_t place = find_place(ruleset, id, slice_compare, 0);
    bool is_there = place < ruleset->ordered_count &&
                    slice_equal(ruleset_in_order(ruleset, place)->id, id);
    return (struct rule_range){place, place + is_there};
}

struct rule_range ruleset_beginning(
    const struct ruleset *ruleset, struct slice text)
{
    return (struct rule_range){find_place(ruleset, text, compare_beginning, 0),
        find_place(ruleset, text, compare_beginning, 1)};
}

struct rule_range ruleset_of_pack(
    const struct ruleset *ruleset, struct slice pack)
{
    return (struct rule_range){find_place(ruleset, pack, compare_pack, 0),
        find_place(ruleset, pack, compare_pack, 1)};
}

const struct rule *ruleset_find(const struct ruleset *ruleset, struct slice id)
{
    struct rule_range range = ruleset_of_id(ruleset, id);
    if (range.first < range.end) {
        return ruleset_in_order(ruleset, range.first);
    }
    uint32_t added = name_table_find(&ruleset->added_ids, id);
    return added == NONE ? NULL : ruleset->rules[added];
}

/* A rule to be put in order: by the bytes of its id behind those that all ids
   have, which tell nearly all of them apart. */
struct placed_rule {
    uint64_t opening;
    const struct rule *rule;
};

static int compare_rules(const void *left, const void *right)
{
    const struct placed_rule *a = left;
    const struct placed_rule *b = right;
    return a->opening == b->opening
               ? slice_compare(a->rule->id, b->rule->id)
               : (a->opening > b->opening) - (a->opening < b->opening);
}

/* How many bytes the ids begin with that are the same. */
static size_t same_bytes(struct slice a, struct slice b)
{
    size_t len = 0;
    while (len < a.len && len < b.len && a.bytes[len] == b.bytes[len]) {
        len++;
    }
    return len;
}

/* The rules in the order of their ids. */
static struct placed_rule *sort_rules(
    struct arena *arena, struct rule *const *rules, size_t count)
{
    struct placed_rule *sorted = arena_room(arena, count * sizeof(*sorted));
    struct slice same = rules[0]->id;
    for (size_t i = 0; i < count; i++) {
        same.len = same_bytes(same, rules[i]->id);
    }
    for (size_t i = 0; i < count; i++) {
        struct slice rest = slice_cut(rules[i]->id, same.len, rules[i]->id.len);
        sorted[i] = (struct placed_rule){slice_opening(rest), rules[i]};
    }
    qsort(sorted, count, sizeof(*sorted), compare_rules);
    return sorted;
}

/* The order of the first rules, and what was added in order, merged. */
static uint32_t *merge_orders(
    const struct ruleset *ruleset, const struct placed_rule *added)
{
    size_t count = ruleset->rule_count;
    uint32_t *order = arena_room(ruleset->arena, count * sizeof(*order));
    size_t from_order = 0;
    size_t from_added = 0;
    for (size_t i = 0; i < count; i++) {
        bool is_added = from_order == ruleset->ordered_count;
        if (!is_added && from_added < count - ruleset->ordered_count) {
            uint32_t first = ruleset->order[from_order];
            is_added = slice_compare(added[from_added].rule->id,
                           ruleset->rules[first]->id) < 0;
        }
        order[i] = is_added ? added[from_added++].rule->index
                            : ruleset->order[from_order++];
    }
    return order;
}

/* Put the rules in the order of their ids, for ruleset_find(). */
static void order_rules(struct ruleset *ruleset)
{
    size_t count = ruleset->rule_count - ruleset->ordered_count;
    if (count == 0) {
        return;
    }
    struct rule *const *added = ruleset->rules + ruleset->ordered_count;
    ruleset->order =
        merge_orders(ruleset, sort_rules(ruleset->arena, added, count));
    ruleset->added_ids = (struct name_table){0};
    ruleset->ordered_count = ruleset->rule_count;
}

void ruleset_name_id(struct ruleset *ruleset, const struct rule *rule,
    struct slice id, struct place place)
{
    ruleset->named_ids =
        arena_grow(ruleset->arena, ruleset->named_ids, ruleset->named_id_count,
            &ruleset->named_id_capacity, sizeof(*ruleset->named_ids));
    ruleset->named_ids[ruleset->named_id_count++] =
        (struct named_id){id, rule, place};
}

/* There is no rule of that id. */
static void set_unknown(const struct ruleset *ruleset,
    const struct named_id *named, struct error *ret)
{
    struct slice id = named->rule->id;
    struct slice *names =
        arena_array(ruleset->arena, ruleset->rule_count, sizeof(*names));
    for (size_t k = 0; k < ruleset->rule_count; k++) {
        names[k] = ruleset->rules[k]->id;
    }
    struct slice near = suggest_name(named->id, names, ruleset->rule_count);
    if (near.len) {
        error_set(ret, "%.*s: нет правила «%.*s»; может быть, «%.*s»?",
            "%.*s: there is no rule \"%.*s\"; did you mean \"%.*s\"?",
            (int)id.len, id.bytes, (int)named->id.len, named->id.bytes,
            (int)near.len, near.bytes);
    } else {
        error_set(ret, "%.*s: нет правила «%.*s»",
            "%.*s: there is no rule \"%.*s\"", (int)id.len, id.bytes,
            (int)named->id.len, named->id.bytes);
    }
    ret->place = named->place;
}

/* Do the ids that rules name exist? */
static void check_ids(const struct ruleset *ruleset, struct pack_errors *errors)
{
    for (size_t i = 0; i < ruleset->named_id_count; i++) {
        const struct named_id *named = &ruleset->named_ids[i];
        if (errors->count < errors->limit &&
            !ruleset_find(ruleset, named->id)) {
            struct error error;
            set_unknown(ruleset, named, &error);
            (void)pack_errors_add(errors, named->rule->file, &error);
        }
    }
}

static void add_needs(struct ruleset *ruleset, struct rule *rule,
    const struct slice *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule *needed = ruleset_find(ruleset, ids[i]);
        if (needed) {
            rule->needs = list_grow(ruleset->arena, rule->needs,
                rule->need_count, sizeof(*rule->needs));
            rule->needs[rule->need_count++] = needed->index;
        }
    }
}

/* Find what the conditions of the rules that were added name. */
static void find_needs(struct ruleset *ruleset)
{
    size_t first = ruleset->snapshot ? ruleset->snapshot->rule_count : 0;
    for (size_t i = first; i < ruleset->rule_count; i++) {
        struct rule *rule = ruleset->rules[i];
        add_needs(ruleset, rule, rule->only_when, rule->only_when_count);
        add_needs(
            ruleset, rule, rule->only_when_not, rule->only_when_not_count);
        for (size_t k = 0; k < rule->severity_count; k++) {
            add_needs(ruleset, rule, rule->severities[k].when,
                rule->severities[k].when_count);
        }
    }
}

/* The matcher's table has room for the longest program. */
static size_t longest_code(const struct ruleset *ruleset)
{
    const struct phrase_table *table = &ruleset->vocabulary.phrases;
    size_t longest = ruleset->snapshot ? ruleset->snapshot->code_limit : 1;
    for (size_t i = 0; i < table->side_count; i++) {
        if (table->sides[i].code_count > longest) {
            longest = table->sides[i].code_count;
        }
    }
    return longest;
}

static bool has_added(const struct ruleset *ruleset)
{
    return !ruleset->snapshot ||
           ruleset->pack_count > ruleset->snapshot->pack_count;
}

void ruleset_finish_all(struct ruleset *ruleset, struct pack_errors *errors)
{
    assert(!ruleset->is_finished);
    ruleset->is_finished = true;
    if (!has_added(ruleset)) {
        return;
    }
    lexicon_finish(ruleset, errors);
    order_rules(ruleset);
    check_ids(ruleset, errors);
    find_needs(ruleset);
    ruleset->code_limit = longest_code(ruleset);
    ruleset_index(ruleset);
    if (ruleset->phrase_count + ruleset->lexicon_count > PHRASE_COUNT_LIMIT) {
        struct error error;
        error_set(&error, "строк фраз больше предела PHRASE_COUNT_LIMIT (%u)",
            "the packs have more phrases than PHRASE_COUNT_LIMIT (%u)",
            PHRASE_COUNT_LIMIT);
        (void)pack_errors_add(errors, SLICE(""), &error);
    }
}

bool ruleset_finish(struct ruleset *ruleset, struct error *ret_error)
{
    struct pack_errors errors = {.arena = ruleset->arena, .limit = 1};
    ruleset_finish_all(ruleset, &errors);
    return fail_first(&errors, ret_error);
}
