#include "cmd/settings.h"

#include "cmd/path.h"

#include <assert.h>

/* Settings on their way. A layer is one section, the environment or the
   command line: values of one layer add up, those of the next begin anew. */
struct layering {
    struct arena *arena;
    struct settings *settings;
    uint32_t *layer_of; /* by option: the one that set it last; 0: none */
    uint32_t layer;
};

/* Take those of an option off the list. */
static void drop(struct setting_list *list, const struct option *option)
{
    size_t kept = 0;
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].option != option) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
}

/* Forget what farther layers, or the same one for a single value, have said
   of the option. */
static void override(struct layering *layering, const struct option *option)
{
    struct settings *settings = layering->settings;
    uint32_t *last = &layering->layer_of[option - option_table];
    bool is_list = option->key->clear != NULL;
    if (option->key->adds_up || (is_list && *last == layering->layer)) {
        return;
    }
    *last = layering->layer;
    drop(&settings->list, option);
    if (is_list) {
        option->key->clear(&settings->options);
    }
    if (option->key->overrides) {
        drop(&settings->list, option_find(slice_from(option->key->overrides)));
    }
}

static void apply(struct layering *layering, struct setting setting)
{
    struct error unused; /* the value was tried when it was read */
    struct option_reading reading = {
        layering->arena, &layering->settings->options, setting.option->name};
    override(layering, setting.option);
    bool is_set = setting.option->set(&reading, setting.value, &unused);
    assert(is_set);
    (void)is_set;
    option_add_setting(layering->arena, &layering->settings->list, setting);
}

static void apply_list(
    struct layering *layering, const struct setting_list *list)
{
    layering->layer++;
    for (size_t i = 0; i < list->count; i++) {
        apply(layering, list->items[i]);
    }
}

/* First what is for all files, then each section whose pattern the path
   matches, in their order. */
static void apply_config(
    struct layering *layering, const struct config *config, struct slice path)
{
    struct slice below = path_below(path, config->folder);
    uint32_t section = 0;
    layering->layer++;
    for (size_t i = 0; i < config->count; i++) {
        if (config->entries[i].pattern.len == 0) {
            apply(layering, config->entries[i].setting);
        }
    }
    for (size_t i = 0; i < config->count; i++) {
        const struct config_entry *entry = &config->entries[i];
        if (entry->pattern.len == 0 || !path_matches(below, entry->pattern)) {
            continue;
        }
        layering->layer += entry->section != section;
        section = entry->section;
        apply(layering, entry->setting);
    }
}

/* Values of lists begin anew: those of the command line come last. */
static void clear_lists(struct options *options)
{
    for (size_t i = 0; i < option_count; i++) {
        if (option_table[i].key && option_table[i].key->clear) {
            option_table[i].key->clear(options);
        }
    }
}

void settings_make(struct arena *arena, const struct options *given,
    const struct config_chain *chain, struct slice path, struct settings *ret)
{
    *ret = (struct settings){.options = *given};
    struct layering layering = {.arena = arena, .settings = ret};
    layering.layer_of =
        arena_array(arena, option_count, sizeof(*layering.layer_of));
    clear_lists(&ret->options);
    for (size_t i = 0; i < chain->count; i++) {
        apply_config(&layering, chain->items[i], path);
        ret->folder = chain->items[i]->folder;
    }
    apply_list(&layering, &given->environment);
    apply_list(&layering, &given->given);
}

void settings_make_plain(
    struct arena *arena, const struct options *given, struct settings *ret)
{
    struct config_chain none = {0};
    settings_make(arena, given, &none, SLICE("/"), ret);
}

bool settings_find(struct config_cache *cache, struct arena *arena,
    struct slice path, struct settings *ret, struct trouble *ret_trouble)
{
    struct slice absolute = config_cache_path(cache, arena, path);
    struct config_chain chain;
    if (!config_find(cache, arena, absolute, &chain, ret_trouble)) {
        return false;
    }
    settings_make(arena, config_cache_options(cache), &chain, absolute, ret);
    return true;
}
