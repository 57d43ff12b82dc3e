#include "cmd/load.h"

#include "cmd/input.h"
#include "cmd/option.h"
#include "parser/utf8.h"
#include "rules/suggest.h"

bool rule_is_named(const struct rule *rule, struct slice word)
{
    if (slice_ends_with(word, SLICE("*"))) {
        return slice_starts_with(rule->id, slice_cut(word, 0, word.len - 1));
    }
    return slice_equal(rule->id, word) || slice_equal(rule->pack, word);
}

struct slice rule_short_name(struct slice id)
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
        names[i] = rule_short_name(ids[i]);
    }
    struct slice nearest = suggest_name(word, ids, count);
    if (nearest.len > 0) {
        return nearest;
    }
    nearest = suggest_name(rule_short_name(word), names, count);
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

bool rules_finish(
    struct arena *arena, struct ruleset *ruleset, struct trouble *ret_trouble)
{
    struct pack_errors errors = {.arena = arena, .limit = 1};
    ruleset_finish_all(ruleset, &errors);
    if (errors.count == 0) {
        return true;
    }
    ret_trouble->error = errors.items[0].error;
    return trouble_in(ret_trouble, errors.items[0].file);
}

bool packs_load(struct arena *arena, const struct option_list *packs,
    struct packs_loaded *ret, struct trouble *ret_trouble)
{
    struct ruleset *ruleset = ruleset_new();
    bool is_loaded = ruleset_add_embedded(ruleset, &ret_trouble->error) ||
                     trouble_in(ret_trouble, SLICE(""));
    for (size_t i = 0; is_loaded && i < packs->count; i++) {
        is_loaded =
            rules_add_file(arena, ruleset, packs->items[i], ret_trouble);
    }
    if (!is_loaded || !rules_finish(arena, ruleset, ret_trouble)) {
        ruleset_free(ruleset);
        return false;
    }
    *ret = (struct packs_loaded){ruleset, *packs};
    return true;
}

static bool names_a_rule(const struct ruleset *ruleset, struct slice word)
{
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        if (rule_is_named(ruleset_rule(ruleset, i), word)) {
            return true;
        }
    }
    return false;
}

static bool refuse_rule(const struct ruleset *ruleset,
    const struct setting *setting, struct slice word,
    struct trouble *ret_trouble)
{
    const struct origin *origin = &setting->origin;
    rule_unknown(ruleset, word, &ret_trouble->error);
    if (origin->kind != ORIGIN_FILE) {
        return trouble_in(ret_trouble, slice_from(setting->option->name));
    }
    struct slice before = slice_cut(
        setting->value, 0, (size_t)(word.bytes - setting->value.bytes));
    ret_trouble->error.place = origin->place;
    ret_trouble->error.place.column += (uint32_t)utf8_count(before);
    return trouble_in(ret_trouble, origin->path);
}

/* Is each word of a setting the name of some rule? Of RULE=LEVEL the first
   part is. */
static bool check_words(const struct ruleset *ruleset,
    const struct setting *setting, struct trouble *ret_trouble)
{
    struct slice rest = setting->value;
    size_t equals = slice_find(rest, SLICE("="), 0);
    rest = slice_cut(rest, 0, equals);
    struct slice word;
    while (slice_next_part(&rest, ',', &word)) {
        word = slice_trim(word);
        if (word.len > 0 && !names_a_rule(ruleset, word)) {
            return refuse_rule(ruleset, setting, word, ret_trouble);
        }
    }
    return true;
}

/* How a list of words names a rule. */
enum naming { NAMED_NOT, NAMED_WITH_OTHERS, NAMED_IN_FULL };

static enum naming naming_of(
    const struct option_list *words, const struct rule *rule)
{
    enum naming naming = NAMED_NOT;
    for (size_t i = 0; i < words->count; i++) {
        if (slice_equal(words->items[i], rule->id)) {
            return NAMED_IN_FULL;
        }
        if (rule_is_named(rule, words->items[i])) {
            naming = NAMED_WITH_OTHERS;
        }
    }
    return naming;
}

static bool holds_word(const struct option_list *list, struct slice word)
{
    for (size_t i = 0; i < list->count; i++) {
        if (slice_equal(list->items[i], word)) {
            return true;
        }
    }
    return false;
}

/* Concepts report nothing and are what other rules ask for: they always
   run. */
static void choose_rule(struct rules_loaded *rules,
    const struct option_list *packs, const struct options *options,
    const struct rule *rule)
{
    bool is_foreign = holds_word(packs, rule->file) &&
                      !holds_word(&options->packs, rule->file);
    enum naming selected = naming_of(&options->select, rule);
    enum naming extended = naming_of(&options->extend_select, rule);
    bool is_ignored = naming_of(&options->ignore, rule) != NAMED_NOT;
    bool is_full = selected == NAMED_IN_FULL || extended == NAMED_IN_FULL;
    bool is_off = false;
    for (size_t i = 0; i < options->level_count; i++) {
        const struct rule_level *level = &options->levels[i];
        if (rule_is_named(rule, level->rule)) {
            is_off = level->level == SEVERITY_NONE;
            is_full |= !is_off && slice_equal(level->rule, rule->id);
            rules->levels[rule->index] = level->level;
        }
    }
    bool is_wanted = (options->select.count == 0 || selected || extended) &&
                     !is_ignored && !is_off && !is_foreign;
    rules->is_disabled[rule->index] = !is_wanted && rule->kind != RULE_CONCEPT;
    rules->is_selected[rule->index] = is_full;
}

bool rules_choose(struct arena *arena, const struct packs_loaded *packs,
    const struct settings *settings, struct rules_loaded *ret,
    struct trouble *ret_trouble)
{
    const struct ruleset *ruleset = packs->ruleset;
    for (size_t i = 0; i < settings->list.count; i++) {
        const struct setting *setting = &settings->list.items[i];
        if (setting->option->key->kind == KEY_RULES &&
            !check_words(ruleset, setting, ret_trouble)) {
            return false;
        }
    }
    size_t count = ruleset_count(ruleset);
    *ret = (struct rules_loaded){
        .ruleset = packs->ruleset,
        .is_disabled = arena_array(arena, count, sizeof(bool)),
        .is_selected = arena_array(arena, count, sizeof(bool)),
        .levels = arena_array(arena, count, sizeof(enum severity)),
    };
    for (size_t i = 0; i < count; i++) {
        choose_rule(
            ret, &packs->files, &settings->options, ruleset_rule(ruleset, i));
    }
    return true;
}

bool rules_load(struct arena *arena, const struct options *options,
    struct rules_loaded *ret, struct trouble *ret_trouble)
{
    struct settings settings = {.options = *options, .list = options->given};
    struct packs_loaded packs;
    if (!packs_load(arena, &options->packs, &packs, ret_trouble)) {
        return false;
    }
    if (!rules_choose(arena, &packs, &settings, ret, ret_trouble)) {
        ruleset_free(packs.ruleset);
        return false;
    }
    return true;
}

bool options_here(struct arena *arena, const struct options *given,
    struct options *ret, struct trouble *ret_trouble)
{
    struct settings settings;
    struct options options = *given;
    struct config_cache *configs = config_cache_new(given);
    bool is_found = settings_find(
        configs, arena, SLICE(CONFIG_NAME), &settings, ret_trouble);
    if (is_found) {
        options.language = settings.options.language;
        options.packs = (struct option_list){0};
        for (size_t i = 0; i < settings.options.packs.count; i++) {
            option_add_word(arena, &options.packs,
                arena_copy(arena, settings.options.packs.items[i]));
        }
        *ret = options;
    } else {
        trouble_in(ret_trouble, arena_copy(arena, ret_trouble->path));
    }
    config_cache_free(configs);
    return is_found;
}

void rules_unload(struct rules_loaded *rules)
{
    ruleset_free(rules->ruleset);
    rules->ruleset = NULL;
}
