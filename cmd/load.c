#include "cmd/load.h"

#include "cmd/input.h"
#include "rules/suggest.h"

/* Does a word of --select or --ignore name the rule: by its id, by its pack
   («ru»), or with a final star («ru/consent-*»)? */
static bool rule_is_named(const struct rule *rule, struct slice word)
{
    if (slice_ends_with(word, SLICE("*"))) {
        return slice_starts_with(rule->id, slice_cut(word, 0, word.len - 1));
    }
    return slice_equal(rule->id, word) || slice_equal(rule->pack, word);
}

/* The part of an id after its pack. */
static struct slice short_name(struct slice id)
{
    size_t slash = slice_find(id, SLICE("/"), 0);
    return slash == SLICE_NOT_FOUND ? id : slice_cut(id, slash + 1, id.len);
}

/* The id nearest to the word, or else the id whose name without its pack is
   nearest to the word's: a right name in a wrong pack is found too. */
static struct slice nearest_id(
    const struct ruleset *ruleset, struct slice word, struct arena *arena)
{
    size_t count = ruleset_count(ruleset);
    struct slice *ids = arena_array(arena, count, sizeof(*ids));
    struct slice *names = arena_array(arena, count, sizeof(*names));
    for (size_t i = 0; i < count; i++) {
        ids[i] = ruleset_rule(ruleset, i)->id;
        names[i] = short_name(ids[i]);
    }
    struct slice nearest = suggest_name(word, ids, count);
    if (nearest.len > 0) {
        return nearest;
    }
    nearest = suggest_name(short_name(word), names, count);
    for (size_t i = 0; nearest.len > 0 && i < count; i++) {
        if (names[i].bytes == nearest.bytes) {
            return ids[i];
        }
    }
    return nearest;
}

void rule_unknown(
    const struct ruleset *ruleset, struct slice word, struct error *ret_error)
{
    struct arena *arena = arena_new();
    struct slice meant = nearest_id(ruleset, word, arena);
    arena_free(arena);
    if (meant.len > 0) {
        error_set(ret_error, "нет правила «%.*s»; возможно, %.*s?",
            "no rule \"%.*s\"; did you mean %.*s?", (int)word.len, word.bytes,
            (int)meant.len, meant.bytes);
    } else {
        error_set(ret_error,
            "нет правила «%.*s»; все правила: clauselint rules",
            "no rule \"%.*s\"; for all rules: clauselint rules", (int)word.len,
            word.bytes);
    }
}

bool rules_add_file(struct arena *arena, struct ruleset *ruleset,
    struct slice path, struct trouble *ret_trouble)
{
    struct input input = {.path = path};
    struct slice bytes;
    return (input_read(arena, &input, &bytes, &ret_trouble->error) &&
               ruleset_add(ruleset, path, bytes, &ret_trouble->error)) ||
           trouble_in(ret_trouble, path);
}

static bool load_packs(struct arena *arena, const struct options *options,
    struct ruleset *ruleset, struct trouble *ret_trouble)
{
    if (!ruleset_add_embedded(ruleset, &ret_trouble->error)) {
        return trouble_in(ret_trouble, SLICE(""));
    }
    for (size_t i = 0; i < options->packs.count; i++) {
        if (!rules_add_file(arena, ruleset, options->packs.items[i], ret_trouble)) {
            return false;
        }
    }
    return ruleset_finish(ruleset, &ret_trouble->error) ||
           trouble_in(ret_trouble, SLICE(""));
}

/* Set flags[i] for each rule that a word of the list names. A word that
   names none is a mistake. */
static bool mark_named(const struct ruleset *ruleset,
    const struct option_list *words, bool *flags, struct error *ret_error)
{
    for (size_t i = 0; i < words->count; i++) {
        bool is_known = false;
        for (size_t j = 0; j < ruleset_count(ruleset); j++) {
            if (rule_is_named(ruleset_rule(ruleset, j), words->items[i])) {
                flags[j] = true;
                is_known = true;
            }
        }
        if (!is_known) {
            rule_unknown(ruleset, words->items[i], ret_error);
            return false;
        }
    }
    return true;
}

/* Concepts report nothing and are what other rules ask for: they always
   run. */
static void disable_rules(struct rules_loaded *rules,
    const struct options *options, const bool *selected, const bool *ignored)
{
    for (size_t i = 0; i < ruleset_count(rules->ruleset); i++) {
        const struct rule *rule = ruleset_rule(rules->ruleset, i);
        bool is_wanted =
            (options->select.count == 0 || selected[i]) && !ignored[i];
        rules->is_disabled[i] = !is_wanted && rule->kind != RULE_CONCEPT;
        for (size_t j = 0; j < options->select.count; j++) {
            if (slice_equal(options->select.items[j], rule->id)) {
                rules->is_selected[i] = true;
            }
        }
    }
}

/* What --select and --ignore name. */
static bool choose_rules(struct arena *arena, const struct options *options,
    struct rules_loaded *rules, struct trouble *ret_trouble)
{
    size_t count = ruleset_count(rules->ruleset);
    bool *selected = arena_array(arena, count, sizeof(*selected));
    bool *ignored = arena_array(arena, count, sizeof(*ignored));
    if (!mark_named(
            rules->ruleset, &options->select, selected, &ret_trouble->error)) {
        return trouble_in(ret_trouble, SLICE("--select"));
    }
    if (!mark_named(
            rules->ruleset, &options->ignore, ignored, &ret_trouble->error)) {
        return trouble_in(ret_trouble, SLICE("--ignore"));
    }
    rules->is_disabled = arena_array(arena, count, sizeof(bool));
    rules->is_selected = arena_array(arena, count, sizeof(bool));
    disable_rules(rules, options, selected, ignored);
    return true;
}

bool rules_load(struct arena *arena, const struct options *options,
    struct rules_loaded *ret, struct trouble *ret_trouble)
{
    struct rules_loaded rules = {.ruleset = ruleset_new()};
    if (!load_packs(arena, options, rules.ruleset, ret_trouble) ||
        !choose_rules(arena, options, &rules, ret_trouble)) {
        ruleset_free(rules.ruleset);
        return false;
    }
    *ret = rules;
    return true;
}

void rules_unload(struct rules_loaded *rules)
{
    ruleset_free(rules->ruleset);
    rules->ruleset = NULL;
}
