#include "cmd/load.h"

#include "cmd/input.h"
#include "cmd/option.h"
#include "parser/utf8.h"
#include "rules/suggest.h"

/* Does a word name one rule by its id, and not several? */
static bool is_id(struct slice word)
{
    return slice_find(word, SLICE("/"), 0) != SLICE_NOT_FOUND &&
           !slice_ends_with(word, SLICE("*"));
}

struct rule_range rules_named(const struct ruleset *ruleset, struct slice word)
{
    if (slice_ends_with(word, SLICE("*"))) {
        return ruleset_beginning(ruleset, slice_cut(word, 0, word.len - 1));
    }
    return is_id(word) ? ruleset_of_id(ruleset, word)
                       : ruleset_of_pack(ruleset, word);
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
    struct rule_range range = rules_named(ruleset, word);
    return range.first < range.end;
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

/* How the words name each rule, by place in the order of ids; NULL: there are
   none. A word costs the same however many rules it names. */
static enum naming *name_rules(struct arena *arena,
    const struct ruleset *ruleset, const struct option_list *words)
{
    if (words->count == 0) {
        return NULL;
    }
    size_t count = ruleset_count(ruleset);
    enum naming *namings = arena_array(arena, count, sizeof(*namings));
    size_t *begun = arena_array(arena, count + 1, sizeof(*begun));
    size_t *ended = arena_array(arena, count + 1, sizeof(*ended));
    for (size_t i = 0; i < words->count; i++) {
        struct rule_range range = rules_named(ruleset, words->items[i]);
        begun[range.first]++;
        ended[range.end]++;
        if (range.first < range.end && is_id(words->items[i])) {
            namings[range.first] = NAMED_IN_FULL;
        }
    }
    size_t open = 0;
    for (size_t place = 0; place < count; place++) {
        open += begun[place];
        open -= ended[place];
        if (open > 0 && namings[place] == NAMED_NOT) {
            namings[place] = NAMED_WITH_OTHERS;
        }
    }
    return namings;
}

static enum naming naming_at(const enum naming *namings, size_t place)
{
    return namings ? namings[place] : NAMED_NOT;
}

/* The first place from that on which has no level yet. */
static size_t skip_levelled(size_t *next, size_t place)
{
    while (next[place] != place) {
        next[place] = next[next[place]];
        place = next[place];
    }
    return place;
}

/* By place in the order of ids, the last of the levels that name the rule, or
   NULL; NULL: there are none. */
static const struct rule_level **level_rules(struct arena *arena,
    const struct ruleset *ruleset, const struct options *options)
{
    if (options->level_count == 0) {
        return NULL;
    }
    size_t count = ruleset_count(ruleset);
    const struct rule_level **levels =
        arena_array(arena, count, sizeof(*levels));
    size_t *next = arena_array(arena, count + 1, sizeof(*next));
    for (size_t place = 0; place <= count; place++) {
        next[place] = place;
    }
    for (size_t i = options->level_count; i-- > 0;) {
        const struct rule_level *level = &options->levels[i];
        struct rule_range range = rules_named(ruleset, level->rule);
        size_t place = skip_levelled(next, range.first);
        while (place < range.end) {
            levels[place] = level;
            next[place] = place + 1;
            place = skip_levelled(next, place);
        }
    }
    return levels;
}

/* A level that is given to a rule by its id switches it on. */
static void select_levelled(
    const struct options *options, struct rules_loaded *rules)
{
    for (size_t i = 0; i < options->level_count; i++) {
        const struct rule_level *level = &options->levels[i];
        const struct rule *rule = ruleset_find(rules->ruleset, level->rule);
        if (rule && level->level != SEVERITY_NONE) {
            rules->is_selected[rule->index] = true;
        }
    }
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

/* Is some pack one of another document's only? */
static bool has_foreign(
    const struct option_list *packs, const struct options *options)
{
    for (size_t i = 0; i < packs->count; i++) {
        if (!holds_word(&options->packs, packs->items[i])) {
            return true;
        }
    }
    return false;
}

/* Concepts report nothing and are what other rules ask for: they always
   run. */
static void choose_rules(struct arena *arena, const struct option_list *packs,
    const struct options *options, struct rules_loaded *rules)
{
    const struct ruleset *ruleset = rules->ruleset;
    const enum naming *selected = name_rules(arena, ruleset, &options->select);
    const enum naming *extended =
        name_rules(arena, ruleset, &options->extend_select);
    const enum naming *ignored = name_rules(arena, ruleset, &options->ignore);
    const struct rule_level **levels = level_rules(arena, ruleset, options);
    bool may_be_foreign = has_foreign(packs, options);
    if (!selected && !extended && !ignored && !levels && !may_be_foreign) {
        return; /* all are wanted, at their own levels */
    }
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        const struct rule *rule = ruleset_in_order(ruleset, i);
        const struct rule_level *level = levels ? levels[i] : NULL;
        enum naming naming = naming_at(selected, i);
        if (naming_at(extended, i) > naming) {
            naming = naming_at(extended, i);
        }
        bool is_off = level && level->level == SEVERITY_NONE;
        bool is_foreign = may_be_foreign && holds_word(packs, rule->file) &&
                          !holds_word(&options->packs, rule->file);
        bool is_wanted = (!selected || naming) && !naming_at(ignored, i) &&
                         !is_off && !is_foreign;
        rules->levels[rule->index] = level ? level->level : SEVERITY_NONE;
        rules->is_disabled[rule->index] =
            !is_wanted && rule->kind != RULE_CONCEPT;
        rules->is_selected[rule->index] = naming == NAMED_IN_FULL;
    }
    select_levelled(options, rules);
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
    choose_rules(arena, &packs->files, &settings->options, ret);
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
