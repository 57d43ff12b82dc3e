#include "cmd/options.h"

#include "cmd/option.h"
#include "parser/buffer.h"
#include "rules/suggest.h"

#include <stdlib.h>
#include <string.h>

const struct command_entry command_table[] = {
    {"check", COMMAND_CHECK, VALUE_FILE, NULL},
    {"baseline", COMMAND_BASELINE, VALUE_FILE, "write prune check"},
    {"compile", COMMAND_COMPILE, VALUE_FILE, NULL},
    {"config", COMMAND_CONFIG, VALUE_FILE, "show"},
    {"diff", COMMAND_DIFF, VALUE_FILE, NULL},
    {"explain", COMMAND_EXPLAIN, VALUE_RULES, NULL},
    {"rules", COMMAND_RULES, VALUE_RULES, NULL},
    {"test", COMMAND_TEST, VALUE_FILE, NULL},
    {"lsp", COMMAND_LSP, VALUE_NONE, NULL},
    {"help", COMMAND_HELP, VALUE_CHOICE, NULL},
    {"version", COMMAND_VERSION, VALUE_NONE, NULL},
    {NULL, 0, VALUE_NONE, NULL},
};
/* More options than there will be. */
#define OPTION_COUNT_LIMIT 100

/* "check", "compile" … */
static struct slice command_name(enum command command)
{
    const struct command_entry *entry = command_table;
    while (entry->name && entry->command != command) {
        entry++;
    }
    return slice_from(entry->name);
}

uint32_t command_from_name(struct slice name)
{
    const struct command_entry *entry = command_table;
    while (entry->name && !slice_equal(slice_from(entry->name), name)) {
        entry++;
    }
    return entry->command;
}

static bool refuse_option(
    struct slice name, enum command command, struct error *ret_error)
{
    struct slice of = command_name(command);
    struct slice names[OPTION_COUNT_LIMIT];
    size_t count = 0;
    for (size_t i = 0; i < option_count && i < COUNT_OF(names); i++) {
        if (option_table[i].commands & command) {
            names[count++] = slice_from(option_table[i].name);
        }
    }
    struct slice nearest = suggest_name(name, names, count);
    if (nearest.len > 0) {
        return error_set(ret_error, "%.*s: нет ключа %.*s; возможно, %.*s?",
            "%.*s: no option %.*s; did you mean %.*s?", (int)of.len, of.bytes,
            (int)name.len, name.bytes, (int)nearest.len, nearest.bytes);
    }
    return error_set(ret_error,
        "%.*s: нет ключа %.*s; все ключи: clauselint help %.*s",
        "%.*s: no option %.*s; for all options: clauselint help %.*s",
        (int)of.len, of.bytes, (int)name.len, name.bytes, (int)of.len,
        of.bytes);
}

/* The words of the command line that are still to be read. */
struct words_left {
    char **words;
    int count;
};

void option_add_setting(
    struct arena *arena, struct setting_list *list, struct setting setting)
{
    list->items = arena_grow(
        arena, list->items, list->count, &list->capacity, sizeof(setting));
    list->items[list->count++] = setting;
}

struct slice option_variable(struct arena *arena, const struct option *option)
{
    struct buffer name = {.arena = arena};
    buffer_append(&name, SLICE("CLAUSELINT_"));
    for (const char *at = option_key(option); *at; at++) {
        buffer_append_byte(&name, *at == '-' ? '_' : (char)(*at - 'a' + 'A'));
    }
    return buffer_slice(&name);
}

static struct slice environment_value(
    struct arena *arena, const struct option *option)
{
    if (!option->key || option->key->kind == KEY_FILE_ONLY) {
        return SLICE("");
    }
    return slice_from(
        getenv(arena_string(arena, option_variable(arena, option))));
}

bool options_environment(
    struct arena *arena, struct options *options, struct error *ret_error)
{
    struct options scratch = {.command = options->command};
    for (size_t i = 0; i < option_count; i++) {
        const struct option *option = &option_table[i];
        struct slice value = environment_value(arena, option);
        if (value.len == 0) {
            continue;
        }
        struct option_reading reading = {arena, &scratch,
            arena_string(arena, option_variable(arena, option))};
        if (!option->set(&reading, value, ret_error)) {
            return false;
        }
        option_add_setting(arena, &options->environment,
            (struct setting){option, value, {.kind = ORIGIN_ENVIRONMENT}});
    }
    struct slice config = slice_from(getenv("CLAUSELINT_CONFIG"));
    if (options->config.len == 0 && !options->has_no_config) {
        options->config = config;
    }
    return true;
}

/* Read one option and, where it takes one, its value. */
static bool read_option(struct arena *arena, struct words_left *left,
    struct options *options, struct error *ret_error)
{
    struct slice word = slice_from(*left->words++);
    left->count--;
    size_t equals = slice_find(word, SLICE("="), 0);
    bool has_value =
        slice_starts_with(word, SLICE("--")) && equals != SLICE_NOT_FOUND;
    struct slice name = has_value ? slice_cut(word, 0, equals) : word;
    const struct option *option = option_find(name);
    if (!option || !(option->commands & options->command)) {
        return refuse_option(name, options->command, ret_error);
    }
    struct slice value = SLICE("");
    if (has_value) {
        value = slice_cut(word, equals + 1, word.len);
    }
    if (has_value && !option->value) {
        return error_set(ret_error, "%s: ключ не принимает значения",
            "%s takes no value", option->name);
    }
    if (!has_value && option->value) {
        if (left->count == 0) {
            return error_set(ret_error, "%s: не хватает значения",
                "%s: its value is missing", option->name);
        }
        value = slice_from(*left->words++);
        left->count--;
    }
    struct option_reading reading = {arena, options, option->name};
    if (option->key) {
        option_add_setting(arena, &options->given,
            (struct setting){option, value, {.kind = ORIGIN_COMMAND_LINE}});
    }
    return option->set(&reading, value, ret_error);
}

static bool refuse_command(struct slice name, struct error *ret_error)
{
    struct slice names[COUNT_OF(command_table)];
    size_t count = 0;
    for (; command_table[count].name; count++) {
        names[count] = slice_from(command_table[count].name);
    }
    struct slice nearest = suggest_name(name, names, count);
    if (nearest.len > 0) {
        return error_set(ret_error, "нет команды «%.*s»; возможно, %.*s?",
            "no command \"%.*s\"; did you mean %.*s?", (int)name.len,
            name.bytes, (int)nearest.len, nearest.bytes);
    }
    if (slice_starts_with(name, SLICE("-"))) {
        return error_set(ret_error,
            "не указана команда, которой дать ключ %.*s; список команд: "
            "clauselint --help",
            "no command that would take the option %.*s; for a list: "
            "clauselint --help",
            (int)name.len, name.bytes);
    }
    return error_set(ret_error,
        "нет команды «%.*s»; проверить файл: clauselint check %.*s",
        "no command \"%.*s\"; to check a file: clauselint check %.*s",
        (int)name.len, name.bytes, (int)name.len, name.bytes);
}

/* --help and --version stand for a command. */
static bool read_command(
    struct slice word, struct options *options, struct error *ret_error)
{
    if (slice_equal(word, SLICE("--help")) || slice_equal(word, SLICE("-h"))) {
        options->command = COMMAND_HELP;
        return true;
    }
    if (slice_equal(word, SLICE("--version")) ||
        slice_equal(word, SLICE("-V"))) {
        options->command = COMMAND_VERSION;
        return true;
    }
    uint32_t command = command_from_name(word);
    if (command == 0) {
        return refuse_command(word, ret_error);
    }
    options->command = (enum command)command;
    return true;
}

/* Is the word an option, rather than an operand or the end of options? */
static bool is_option(const char *word)
{
    return word[0] == '-' && word[1] != '\0' && strcmp(word, "--") != 0;
}

/* Where the command stands: behind options («--lang en check»), of which
   --help is a command itself; or 1. */
static int find_command(int argc, char **argv)
{
    int at = 1;
    while (at < argc && is_option(argv[at])) {
        struct slice word = slice_from(argv[at]);
        size_t equals = slice_find(word, SLICE("="), 0);
        const struct option *option = option_find(slice_cut(word, 0, equals));
        if (!option || (option->commands & COMMAND_HELP && !option->value)) {
            break;
        }
        at += option->value && equals == SLICE_NOT_FOUND ? 2 : 1;
    }
    return at < argc ? at : 1;
}

/* Read options and operands up to "--", all else as operands. */
static bool read_words(struct arena *arena, struct words_left *left,
    struct options *options, struct error *ret_error)
{
    bool has_ended = false;
    while (left->count > 0) {
        const char *word = left->words[0];
        if (!has_ended && is_option(word)) {
            if (!read_option(arena, left, options, ret_error)) {
                return false;
            }
            continue;
        }
        if (has_ended || strcmp(word, "--") != 0) {
            option_add_word(arena, &options->operands, slice_from(word));
        } else {
            has_ended = true;
        }
        left->words++;
        left->count--;
    }
    return true;
}

/* Does a report go where one before it goes? */
static bool has_same_place(const struct options *options, size_t index)
{
    for (size_t i = 0; i < index; i++) {
        if (slice_equal(
                options->reports[i].path, options->reports[index].path)) {
            return true;
        }
    }
    return false;
}

/* Give the report without a file to --output; where none is asked for, or
   none for --output, it is text. Two reports in one place would be neither. */
static bool settle_reports(
    struct arena *arena, struct options *options, struct error *ret_error)
{
    bool has_plain = false;
    for (size_t i = 0; i < options->report_count; i++) {
        has_plain |= options->reports[i].path.len == 0;
    }
    if (options->report_count == 0 || (options->output.len > 0 && !has_plain)) {
        option_add_report(
            arena, options, (struct report_wanted){OUTPUT_TEXT, SLICE("")});
    }
    for (size_t i = 0; i < options->report_count; i++) {
        struct slice *path = &options->reports[i].path;
        *path = path->len > 0 ? *path : options->output;
        if (has_same_place(options, i)) {
            return error_set(ret_error,
                "--format: два отчёта в одном месте; назовите файл: --format "
                "%s=ФАЙЛ",
                "--format: two reports in one place; name a file: --format "
                "%s=FILE",
                format_name_of(options->reports[i].format));
        }
    }
    return true;
}

bool options_parse(struct arena *arena, int argc, char **argv,
    struct options *ret, struct error *ret_error)
{
    struct options options = {
        .language = ret->language,
        .severity = SEVERITY_NOTE,
        .fail_on = SEVERITY_ERROR,
        .fail_on_changes = FAIL_ON_RIGHTS | FAIL_ON_SCOPE,
    };
    if (argc < 2) {
        return error_set(ret_error,
            "не указана команда; список команд: clauselint --help",
            "no command given; for a list: clauselint --help");
    }
    int command = find_command(argc, argv);
    struct words_left before = {argv + 1, command - 1};
    struct words_left after = {argv + command + 1, argc - command - 1};
    if (!read_command(slice_from(argv[command]), &options, ret_error) ||
        !read_words(arena, &before, &options, ret_error) ||
        !read_words(arena, &after, &options, ret_error) ||
        !settle_reports(arena, &options, ret_error)) {
        return false;
    }
    *ret = options;
    return true;
}

enum language options_language(int argc, char **argv, enum language fallback)
{
    struct slice prefix = SLICE("--lang=");
    for (int i = 1; i < argc; i++) {
        struct slice word = slice_from(argv[i]);
        struct slice value = SLICE("");
        if (slice_equal(word, SLICE("--lang")) && i + 1 < argc) {
            value = slice_from(argv[i + 1]);
        } else if (slice_starts_with(word, prefix)) {
            value = slice_cut(word, prefix.len, word.len);
        }
        int language;
        if (choice_find(option_languages, value, &language)) {
            return (enum language)language;
        }
    }
    return fallback;
}
