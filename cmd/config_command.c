/*
 * config_command.c - `config show FILE`: each key, what holds for the file,
 * and who says so.
 *
 *     fail-on     warning   .clauselint.ini:3:11
 *     severity    note      (default)
 */
#include "cmd/checker.h"
#include "cmd/commands.h"
#include "cmd/json_value.h"
#include "cmd/output.h"
#include "cmd/path.h"

#include <sys/stat.h>

#define KEY_CELLS 18
#define VALUE_CELLS 34

/* Who says so, for people. */
static struct slice origin_words(
    struct arena *arena, const struct setting *setting, enum language language)
{
    const struct origin *origin = &setting->origin;
    switch (origin->kind) {
    case ORIGIN_DEFAULT:
        return slice_from(language_pick(language, "по умолчанию", "default"));
    case ORIGIN_FILE:
        return arena_format(arena, "%.*s:%u:%u", (int)origin->path.len,
            origin->path.bytes, origin->place.line, origin->place.column);
    case ORIGIN_ENVIRONMENT:
        return option_variable(arena, setting->option);
    case ORIGIN_COMMAND_LINE:
        return slice_from(
            language_pick(language, "командная строка", "command line"));
    }
    return SLICE("");
}

static const char *origin_name(enum origin_kind kind)
{
    switch (kind) {
    case ORIGIN_DEFAULT:
        return "default";
    case ORIGIN_FILE:
        return "file";
    case ORIGIN_ENVIRONMENT:
        return "environment";
    case ORIGIN_COMMAND_LINE:
        return "command line";
    }
    return "";
}

/* A flag that the command line gives has no value: it means yes. */
static struct slice value_of(const struct setting *setting)
{
    return setting->value.len == 0 && !setting->option->value &&
                   setting->origin.kind == ORIGIN_COMMAND_LINE
               ? SLICE("yes")
               : setting->value;
}

/* The settings that hold, in the order of the keys, those left out by
   default. */
static struct setting_list all_settings(
    struct arena *arena, const struct settings *settings)
{
    struct setting_list all = {0};
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        size_t before = all.count;
        for (size_t k = 0; option->key && k < settings->list.count; k++) {
            if (settings->list.items[k].option == option) {
                option_add_setting(arena, &all, settings->list.items[k]);
            }
        }
        if (option->key && all.count == before) {
            option_add_setting(arena, &all,
                (struct setting){.option = option,
                    .value = slice_from(option->key->fallback)});
        }
    }
    return all;
}

static void put_cell(
    const struct terminal *terminal, struct slice text, unsigned cells)
{
    unsigned used = terminal_cells(text);
    terminal_put(terminal, text);
    terminal_repeat(terminal, " ", used < cells ? cells - used : 1);
}

static void print_text(const struct terminal *terminal, struct slice path,
    const struct settings *settings)
{
    struct arena *arena = arena_new();
    struct setting_list all = all_settings(arena, settings);
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, path);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n");
    for (size_t i = 0; i < all.count; i++) {
        const struct setting *setting = &all.items[i];
        struct slice value = value_of(setting);
        terminal_print(terminal, "  ");
        put_cell(terminal, slice_from(option_key(setting->option)), KEY_CELLS);
        put_cell(terminal, value.len > 0 ? value : SLICE("-"), VALUE_CELLS);
        terminal_style(terminal, STYLE_FAINT);
        terminal_put(
            terminal, origin_words(arena, setting, terminal->language));
        terminal_style(terminal, STYLE_PLAIN);
        terminal_print(terminal, "\n");
    }
    arena_free(arena);
}

static json_t *origin_json(struct arena *arena, const struct setting *setting)
{
    const struct origin *origin = &setting->origin;
    json_t *object = json_object();
    json_object_set_new(object, "kind", json_string(origin_name(origin->kind)));
    if (origin->kind == ORIGIN_FILE) {
        json_object_set_new(object, "path", json_slice(origin->path));
        json_object_set_new(
            object, "line", json_integer((json_int_t)origin->place.line));
        json_object_set_new(
            object, "column", json_integer((json_int_t)origin->place.column));
    }
    if (origin->kind == ORIGIN_ENVIRONMENT) {
        json_object_set_new(object, "variable",
            json_slice(option_variable(arena, setting->option)));
    }
    return object;
}

static json_t *settings_json(struct slice path, const struct settings *settings)
{
    struct arena *arena = arena_new();
    struct setting_list all = all_settings(arena, settings);
    json_t *array = json_array();
    for (size_t i = 0; i < all.count; i++) {
        json_t *object = json_object();
        json_object_set_new(
            object, "key", json_string(option_key(all.items[i].option)));
        json_object_set_new(
            object, "value", json_slice(value_of(&all.items[i])));
        json_object_set_new(
            object, "origin", origin_json(arena, &all.items[i]));
        json_array_append_new(array, object);
    }
    arena_free(arena);
    json_t *file = json_object();
    json_object_set_new(file, "path", json_slice(path));
    json_object_set_new(file, "settings", array);
    return file;
}

/* Of a folder what its files have, whatever they are called. */
static struct slice path_in_folder(struct arena *arena, struct slice path)
{
    struct stat status;
    bool is_folder = stat(arena_string(arena, path), &status) == 0 &&
                     S_ISDIR(status.st_mode);
    return is_folder ? path_join(arena, path, SLICE("*")) : path;
}

/* What the files of operands 1 and on have. The settings of a file are shown
   before it is seen whether their rules and files are there: whoever looks for
   a mistake wants to see them. */
static bool show(struct arena *arena, const struct options *options,
    struct checker *checker, FILE *out, struct trouble *ret_trouble)
{
    struct terminal terminal;
    terminal_init(&terminal, out, options->color, options->language);
    json_t *files = json_array();
    bool is_shown = true;
    for (size_t i = 1; is_shown && i < options->operands.count; i++) {
        struct slice path = path_in_folder(arena, options->operands.items[i]);
        struct settings settings;
        struct checker_run *run = arena_alloc(arena, sizeof(*run));
        is_shown =
            checker_settings(checker, arena, path, &settings, ret_trouble);
        if (is_shown && options->format == OUTPUT_JSON) {
            json_array_append_new(files, settings_json(path, &settings));
        } else if (is_shown) {
            print_text(&terminal, path, &settings);
        }
        is_shown =
            is_shown && checker_prepare(checker, &path, 1, run, ret_trouble);
    }
    if (is_shown && options->format == OUTPUT_JSON) {
        struct json_text text;
        json_report_open(&text, out);
        json_add_tree(&text, "files", json_incref(files));
        json_report_close(&text);
    }
    json_decref(files);
    return is_shown;
}

static bool show_to_output(struct arena *arena, const struct options *options,
    struct checker *checker, struct trouble *ret_trouble)
{
    struct output output;
    if (!output_open(&output, arena, options->output, &ret_trouble->error)) {
        return trouble_in(ret_trouble, options->output);
    }
    if (!show(arena, options, checker, output.file, ret_trouble)) {
        output_discard(&output);
        return false;
    }
    return output_close(&output, &ret_trouble->error) ||
           trouble_in(ret_trouble, options->output);
}

enum status config_command(struct arena *arena, const struct options *options)
{
    struct trouble trouble = {0};
    struct checker *checker;
    if (options->operands.count < 2 ||
        !slice_equal(options->operands.items[0], SLICE("show"))) {
        error_set(&trouble.error, "config: нужно: clauselint config show ФАЙЛ",
            "config: usage: clauselint config show FILE");
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    if (!checker_open(arena, options, &checker, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    bool is_shown = show_to_output(arena, options, checker, &trouble);
    checker_close(checker);
    if (!is_shown) {
        complain_of(options->language, &trouble);
    }
    return is_shown ? STATUS_CLEAN : STATUS_TROUBLE;
}
