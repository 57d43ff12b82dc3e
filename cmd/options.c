#include "cmd/options.h"

#include "rules/profile.h"
#include "rules/suggest.h"

#include <string.h>

/* A value that an option may take. */
struct choice {
    const char *name;
    int value;
};

static const struct choice commands[] = {
    {"check", COMMAND_CHECK},
    {"compile", COMMAND_COMPILE},
    {"explain", COMMAND_EXPLAIN},
    {"rules", COMMAND_RULES},
    {"test", COMMAND_TEST},
    {"lsp", COMMAND_LSP},
    {"help", COMMAND_HELP},
    {"version", COMMAND_VERSION},
    {NULL, 0},
};

static const struct choice formats[] = {
    {"text", OUTPUT_TEXT},
    {"json", OUTPUT_JSON},
    {"jsonl", OUTPUT_JSONL},
    {"gcc", OUTPUT_GCC},
    {"github", OUTPUT_GITHUB},
    {"sarif", OUTPUT_SARIF},
    {"gitlab", OUTPUT_GITLAB},
    {"checkstyle", OUTPUT_CHECKSTYLE},
    {"junit", OUTPUT_JUNIT},
    {NULL, 0},
};

/* Of the list of rules. */
static const struct choice list_formats[] = {
    {"text", OUTPUT_TEXT},
    {"json", OUTPUT_JSON},
    {NULL, 0},
};

static const struct choice targets[] = {
    {"tree", TARGET_TREE},
    {"json", TARGET_JSON},
    {NULL, 0},
};

static const struct choice severities[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
    {NULL, 0},
};

static const struct choice fail_levels[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
    {"never", SEVERITY_NONE},
    {NULL, 0},
};

static const struct choice languages[] = {
    {"ru", LANGUAGE_RU},
    {"en", LANGUAGE_EN},
    {NULL, 0},
};

static const struct choice colors[] = {
    {"auto", COLOR_AUTO},
    {"always", COLOR_ALWAYS},
    {"never", COLOR_NEVER},
    {NULL, 0},
};

static bool find_choice(
    const struct choice *choices, struct slice name, int *ret)
{
    for (; choices->name; choices++) {
        if (slice_equal(slice_from(choices->name), name)) {
            *ret = choices->value;
            return true;
        }
    }
    return false;
}

/* An option on its way into struct options. */
struct reading {
    struct arena *arena;
    struct options *options;
    const char *name; /* with its dashes, for messages */
};

static bool refuse_value(const struct reading *reading, struct slice value,
    const char *allowed, struct error *ret_error)
{
    return error_set(ret_error, "%s: нет значения «%.*s»; можно: %s",
        "%s: no value \"%.*s\"; one of: %s", reading->name, (int)value.len,
        value.bytes, allowed);
}

static bool choose(const struct reading *reading, const struct choice *choices,
    struct slice value, int *ret, struct error *ret_error)
{
    if (find_choice(choices, value, ret)) {
        return true;
    }
    char allowed[128] = "";
    size_t used = 0;
    for (; choices->name && used < sizeof(allowed); choices++) {
        used += (size_t)snprintf(allowed + used, sizeof(allowed) - used, "%s%s",
            used ? ", " : "", choices->name);
    }
    return refuse_value(reading, value, allowed, ret_error);
}

/* Append the comma-separated words of value. */
static void add_words(
    struct arena *arena, struct option_list *list, struct slice value)
{
    struct slice word;
    while (slice_next_part(&value, ',', &word)) {
        word = slice_trim(word);
        if (word.len == 0) {
            continue;
        }
        list->items = arena_grow(arena, list->items, list->count,
            &list->capacity, sizeof(*list->items));
        list->items[list->count++] = word;
    }
}

/* Append one word as it stands: file names may hold commas. */
static void add_word(
    struct arena *arena, struct option_list *list, struct slice word)
{
    list->items = arena_grow(
        arena, list->items, list->count, &list->capacity, sizeof(*list->items));
    list->items[list->count++] = word;
}

static bool set_list_format(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int format;
    if (!choose(reading, list_formats, value, &format, ret_error)) {
        return false;
    }
    reading->options->format = (enum output_format)format;
    return true;
}

static bool refuse_empty_file(
    const struct reading *reading, struct error *ret_error)
{
    return error_set(ret_error, "%s: имя файла пусто",
        "%s: the file name is empty", reading->name);
}

static void add_report(
    struct arena *arena, struct options *options, struct report_wanted report)
{
    options->reports =
        arena_grow(arena, options->reports, options->report_count,
            &options->report_capacity, sizeof(*options->reports));
    options->reports[options->report_count++] = report;
}

/* FORMAT, or FORMAT=FILE */
static bool set_format(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int format;
    if (reading->options->command == COMMAND_RULES) {
        return set_list_format(reading, value, ret_error);
    }
    size_t equals = slice_find(value, SLICE("="), 0);
    struct slice name = slice_cut(value, 0, equals);
    if (!choose(reading, formats, name, &format, ret_error)) {
        return false;
    }
    struct report_wanted report = {(enum output_format)format, SLICE("")};
    if (equals != SLICE_NOT_FOUND) {
        report.path = slice_cut(value, equals + 1, value.len);
        if (report.path.len == 0) {
            return refuse_empty_file(reading, ret_error);
        }
    }
    add_report(reading->arena, reading->options, report);
    return true;
}

static bool set_target(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int target;
    if (!choose(reading, targets, value, &target, ret_error)) {
        return false;
    }
    reading->options->target = (enum compile_target)target;
    return true;
}

static bool set_output(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    if (value.len == 0) {
        return refuse_empty_file(reading, ret_error);
    }
    reading->options->output = value;
    return true;
}

static bool set_select(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)ret_error;
    add_words(reading->arena, &reading->options->select, value);
    return true;
}

static bool set_ignore(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)ret_error;
    add_words(reading->arena, &reading->options->ignore, value);
    return true;
}

static bool set_pack(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)ret_error;
    add_word(reading->arena, &reading->options->packs, value);
    return true;
}

static bool set_severity(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int severity;
    if (!choose(reading, severities, value, &severity, ret_error)) {
        return false;
    }
    reading->options->severity = (enum severity)severity;
    return true;
}

static bool set_fail_on(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int severity;
    if (!choose(reading, fail_levels, value, &severity, ret_error)) {
        return false;
    }
    reading->options->fail_on = (enum severity)severity;
    return true;
}

static bool set_as_of(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    if (date_parse_iso(value, &reading->options->as_of)) {
        return true;
    }
    return error_set(ret_error, "%s: «%.*s» — не дата вида 2026-11-21",
        "%s: \"%.*s\" is no date like 2026-11-21", reading->name,
        (int)value.len, value.bytes);
}

static bool set_jurisdiction(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    struct slice rest = value;
    struct slice word;
    while (slice_next_part(&rest, ',', &word)) {
        uint32_t bit = jurisdiction_from_name(slice_trim(word));
        if (bit == 0) {
            return refuse_value(
                reading, word, "RU, BY, KZ, UA, UZ, KG, MD, EU", ret_error);
        }
        reading->options->jurisdictions |= bit;
    }
    return true;
}

static bool set_operator_type(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    uint32_t bit = operator_type_from_name(value);
    if (bit == 0) {
        return refuse_value(
            reading, value, "legal, sole, person, unknown", ret_error);
    }
    reading->options->operator_types = bit;
    return true;
}

static bool set_document_type(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    uint32_t bit = document_type_from_name(value);
    if (bit == 0) {
        return refuse_value(reading, value,
            "policy, consent, agreement, cookie, other", ret_error);
    }
    reading->options->document_types = bit;
    return true;
}

static bool set_language(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int language;
    if (!choose(reading, languages, value, &language, ret_error)) {
        return false;
    }
    reading->options->language = (enum language)language;
    return true;
}

static bool set_color(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    int color;
    if (!choose(reading, colors, value, &color, ret_error)) {
        return false;
    }
    reading->options->color = (enum color_mode)color;
    return true;
}

static bool set_stdin_filename(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)ret_error;
    reading->options->stdin_filename = value;
    return true;
}

static bool set_quiet(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->is_quiet = true;
    return true;
}

static bool set_statistics(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_statistics = true;
    return true;
}

static bool set_matrix(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_matrix = true;
    return true;
}

static bool set_help(
    const struct reading *reading, struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->wants_help = true;
    return true;
}

struct option {
    const char *name;
    const char *short_name; /* or NULL */
    bool takes_value;
    uint32_t commands; /* bits of those it belongs to */
    bool (*set)(const struct reading *reading, struct slice value,
        struct error *ret_error);
};

#define READERS (COMMAND_CHECK | COMMAND_COMPILE)
#define LOADERS (READERS | COMMAND_EXPLAIN | COMMAND_RULES)
#define ALL \
    (LOADERS | COMMAND_LSP | COMMAND_TEST | COMMAND_HELP | COMMAND_VERSION)

static const struct option option_table[] = {
    {"--as-of", NULL, true, LOADERS | COMMAND_LSP, set_as_of},
    {"--color", NULL, true, ALL, set_color},
    {"--document-type", NULL, true, READERS | COMMAND_LSP, set_document_type},
    {"--fail-on", NULL, true, COMMAND_CHECK, set_fail_on},
    {"--format", "-f", true, COMMAND_CHECK | COMMAND_RULES, set_format},
    {"--help", "-h", false, ALL, set_help},
    {"--ignore", NULL, true, COMMAND_CHECK | COMMAND_RULES | COMMAND_LSP,
        set_ignore},
    {"--jurisdiction", NULL, true, READERS | COMMAND_RULES | COMMAND_LSP,
        set_jurisdiction},
    {"--lang", NULL, true, ALL, set_language},
    {"--matrix", NULL, false, COMMAND_CHECK, set_matrix},
    {"--operator-type", NULL, true, READERS | COMMAND_LSP, set_operator_type},
    {"--output", "-o", true, LOADERS, set_output},
    {"--pack", NULL, true, LOADERS | COMMAND_LSP, set_pack},
    {"--quiet", "-q", false, COMMAND_CHECK | COMMAND_TEST, set_quiet},
    {"--select", NULL, true, COMMAND_CHECK | COMMAND_RULES | COMMAND_LSP,
        set_select},
    {"--severity", NULL, true, COMMAND_CHECK | COMMAND_RULES | COMMAND_LSP,
        set_severity},
    {"--statistics", NULL, false, COMMAND_CHECK, set_statistics},
    {"--stdin-filename", NULL, true, READERS, set_stdin_filename},
    {"--to", NULL, true, COMMAND_COMPILE, set_target},
};

#define OPTION_COUNT COUNT_OF(option_table)

/* "check", "compile" … */
static struct slice command_name(enum command command)
{
    for (const struct choice *choice = commands; choice->name; choice++) {
        if (choice->value == (int)command) {
            return slice_from(choice->name);
        }
    }
    return SLICE("");
}

uint32_t command_from_name(struct slice name)
{
    int command = 0;
    return find_choice(commands, name, &command) ? (uint32_t)command : 0;
}

static bool refuse_option(
    struct slice name, enum command command, struct error *ret_error)
{
    struct slice of = command_name(command);
    struct slice names[OPTION_COUNT];
    size_t count = 0;
    for (size_t i = 0; i < OPTION_COUNT; i++) {
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

static const struct option *find_option(struct slice name)
{
    for (size_t i = 0; i < OPTION_COUNT; i++) {
        const struct option *option = &option_table[i];
        if (slice_equal(slice_from(option->name), name) ||
            slice_equal(slice_from(option->short_name), name)) {
            return option;
        }
    }
    return NULL;
}

/* The words of the command line that are still to be read. */
struct words_left {
    char **words;
    int count;
};

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
    const struct option *option = find_option(name);
    if (!option || !(option->commands & options->command)) {
        return refuse_option(name, options->command, ret_error);
    }
    struct slice value = SLICE("");
    if (has_value) {
        value = slice_cut(word, equals + 1, word.len);
    }
    if (has_value && !option->takes_value) {
        return error_set(ret_error, "%s: ключ не принимает значения",
            "%s takes no value", option->name);
    }
    if (!has_value && option->takes_value) {
        if (left->count == 0) {
            return error_set(ret_error, "%s: не хватает значения",
                "%s: its value is missing", option->name);
        }
        value = slice_from(*left->words++);
        left->count--;
    }
    struct reading reading = {arena, options, option->name};
    return option->set(&reading, value, ret_error);
}

static bool refuse_command(struct slice name, struct error *ret_error)
{
    struct slice names[COUNT_OF(commands)];
    size_t count = 0;
    for (; commands[count].name; count++) {
        names[count] = slice_from(commands[count].name);
    }
    struct slice nearest = suggest_name(name, names, count);
    if (nearest.len > 0) {
        return error_set(ret_error, "нет команды «%.*s»; возможно, %.*s?",
            "no command \"%.*s\"; did you mean %.*s?", (int)name.len,
            name.bytes, (int)nearest.len, nearest.bytes);
    }
    return error_set(ret_error,
        "нет команды «%.*s»; проверить файл: clauselint check %.*s",
        "no command \"%.*s\"; to check a file: clauselint check %.*s",
        (int)name.len, name.bytes, (int)name.len, name.bytes);
}

/* The command is the first word; --help and --version stand for one. */
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
            add_word(arena, &options->operands, slice_from(word));
        } else {
            has_ended = true;
        }
        left->words++;
        left->count--;
    }
    return true;
}

static const char *format_of(enum output_format format)
{
    const struct choice *choice = formats;
    while (choice->name && choice->value != (int)format) {
        choice++;
    }
    return choice->name;
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
        add_report(
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
                format_of(options->reports[i].format));
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
    };
    if (argc < 2) {
        return error_set(ret_error,
            "не указана команда; список команд: clauselint --help",
            "no command given; for a list: clauselint --help");
    }
    struct words_left left = {argv + 2, argc - 2};
    if (!read_command(slice_from(argv[1]), &options, ret_error) ||
        !read_words(arena, &left, &options, ret_error) ||
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
        if (find_choice(languages, value, &language)) {
            return (enum language)language;
        }
    }
    return fallback;
}
