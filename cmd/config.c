#include "cmd/config.h"

#include "cmd/ini_file.h"
#include "cmd/path.h"
#include "rules/suggest.h"

#include <string.h>

/* "level.ru/consent-irrevocable" */
#define LEVEL_PREFIX "level."

/* More keys than there will be. */
#define KEY_COUNT_LIMIT 100

static bool refuse_key(struct slice key, struct error *ret_error)
{
    struct slice names[KEY_COUNT_LIMIT] = {SLICE("root")};
    size_t count = 1;
    for (size_t i = 0; i < option_count && count < COUNT_OF(names); i++) {
        if (option_table[i].key) {
            names[count++] = slice_from(option_key(&option_table[i]));
        }
    }
    struct slice nearest = suggest_name(key, names, count);
    if (slice_equal(key, SLICE("language"))) {
        nearest = SLICE("lang");
    }
    if (nearest.len > 0) {
        return error_set(ret_error, "нет ключа «%.*s»; возможно, %.*s?",
            "no key \"%.*s\"; did you mean %.*s?", (int)key.len, key.bytes,
            (int)nearest.len, nearest.bytes);
    }
    return error_set(ret_error,
        "нет ключа «%.*s»; все ключи: clauselint help config",
        "no key \"%.*s\"; for all keys: clauselint help config", (int)key.len,
        key.bytes);
}

/* A section is a pattern of paths; what cannot be one is a mistake. */
static bool check_section(struct slice section, struct error *ret_error)
{
    for (size_t i = 0; i < section.len; i++) {
        if (strchr("*?/.", section.bytes[i])) {
            return true;
        }
    }
    return error_set(ret_error,
        "раздел «%.*s» — не [clauselint] и не образец путей, вроде [*.html]",
        "section \"%.*s\" is neither [clauselint] nor a pattern of paths, such "
        "as [*.html]",
        (int)section.len, section.bytes);
}

static bool is_top(struct slice section)
{
    return section.len == 0 || slice_equal(section, SLICE("clauselint"));
}

/* root = yes|no, or as editors write it */
static bool read_root(struct config *config, const struct ini_entry *entry,
    struct error *ret_error)
{
    bool is_yes = slice_equal(entry->value, SLICE("yes")) ||
                  slice_equal(entry->value, SLICE("true"));
    bool is_no = slice_equal(entry->value, SLICE("no")) ||
                 slice_equal(entry->value, SLICE("false"));
    if (!is_yes && !is_no) {
        error_set(ret_error, "root: нет значения «%.*s»; можно: yes, no",
            "root: no value \"%.*s\"; one of: yes, no", (int)entry->value.len,
            entry->value.bytes);
        ret_error->place = entry->value_place;
        return false;
    }
    if (!is_top(entry->section)) {
        error_set(ret_error, "root — ключ всего файла, не раздела",
            "root is a key of the whole file, not of a section");
        ret_error->place = entry->key_place;
        return false;
    }
    config->is_root = is_yes;
    return true;
}

/* The option of a key, and the value that it is to be given. */
static const struct option *option_of(
    struct arena *arena, const struct ini_entry *entry, struct slice *ret_value)
{
    struct slice prefix = SLICE(LEVEL_PREFIX);
    struct slice name = entry->key;
    *ret_value = entry->value;
    if (slice_starts_with(name, prefix)) {
        struct slice rule = slice_cut(name, prefix.len, name.len);
        *ret_value = arena_format(arena, "%.*s=%.*s", (int)rule.len, rule.bytes,
            (int)entry->value.len, entry->value.bytes);
        name = SLICE("level");
    } else if (slice_equal(name, SLICE("level"))) {
        return NULL;
    }
    const struct option *option =
        option_find(arena_format(arena, "--%.*s", (int)name.len, name.bytes));
    return option && option->key ? option : NULL;
}

/* Does the option take the value? Nothing is set but in a scratch. */
static bool check_value(struct arena *arena, const struct option *option,
    const struct ini_entry *entry, struct slice value, struct error *ret_error)
{
    struct options scratch = {.command = COMMAND_CHECK};
    struct option_reading reading = {
        arena, &scratch, arena_string(arena, entry->key)};
    if (entry->value.len > 0 && option->set(&reading, value, ret_error)) {
        return true;
    }
    if (entry->value.len == 0) {
        error_set(
            ret_error, "%s: нет значения", "%s has no value", reading.name);
    }
    ret_error->place = entry->value_place;
    return false;
}

static bool add_entry(struct arena *arena, struct config *config,
    const struct ini_entry *entry, struct error *ret_error)
{
    struct slice value;
    if (slice_equal(entry->key, SLICE("root"))) {
        return read_root(config, entry, ret_error);
    }
    if (!is_top(entry->section) && !check_section(entry->section, ret_error)) {
        ret_error->place = entry->section_place;
        return false;
    }
    const struct option *option = option_of(arena, entry, &value);
    if (!option) {
        refuse_key(entry->key, ret_error);
        ret_error->place = entry->key_place;
        return false;
    }
    if (!check_value(arena, option, entry, value, ret_error)) {
        return false;
    }
    if (option->key->kind == KEY_PATH &&
        !slice_starts_with(value, SLICE("/"))) {
        value = path_absolute(arena, path_join(arena, config->folder, value));
    }
    config->entries = arena_grow(arena, config->entries, config->count,
        &config->capacity, sizeof(*config->entries));
    config->entries[config->count++] = (struct config_entry){
        .pattern = is_top(entry->section) ? SLICE("") : entry->section,
        .section = entry->section_place.line,
        .setting = {option, value,
            {ORIGIN_FILE, config->path,
                slice_starts_with(entry->key, SLICE(LEVEL_PREFIX))
                    ? entry->key_place
                    : entry->value_place}},
    };
    return true;
}

bool config_read(struct arena *arena, struct slice path, struct slice bytes,
    struct config *ret, struct error *ret_error)
{
    struct ini_file file;
    struct config config = {
        .path = path, .folder = path_folder(path_absolute(arena, path))};
    if (!ini_read(arena, bytes, &file, ret_error)) {
        return false;
    }
    for (size_t i = 0; i < file.count; i++) {
        if (!add_entry(arena, &config, &file.entries[i], ret_error)) {
            return false;
        }
    }
    *ret = config;
    return true;
}
