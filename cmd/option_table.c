/*
 * option_table.c - every option: what it may be set to, and what it sets.
 */
#include "cmd/option.h"

#include "cmd/crew.h"
#include "rules/profile.h"

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
    {"html", OUTPUT_HTML},
    {"allow", OUTPUT_ALLOW},
    {NULL, 0},
};

/* Of the comparison. */
static const struct choice diff_formats[] = {
    {"text", OUTPUT_TEXT},
    {"json", OUTPUT_JSON},
    {"markdown", OUTPUT_MARKDOWN},
    {"html", OUTPUT_HTML},
    {NULL, 0},
};

static const struct choice fail_changes[] = {
    {"rights", FAIL_ON_RIGHTS},
    {"scope", FAIL_ON_SCOPE},
    {"obligations", FAIL_ON_OBLIGATIONS},
    {"wording", FAIL_ON_WORDING},
    {"typography", FAIL_ON_TYPOGRAPHY},
    {"any", FAIL_ON_ANY},
    {"never", 0},
    {"error", 0}, /* levels: of new findings */
    {"warning", 0},
    {"note", 0},
    {NULL, 0},
};

/* Of the lists of rules and of settings. */
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

static const struct choice rule_levels[] = {
    {"error", SEVERITY_ERROR},
    {"warning", SEVERITY_WARNING},
    {"note", SEVERITY_NOTE},
    {"off", SEVERITY_NONE},
    {NULL, 0},
};

static const struct choice answers[] = {
    {"yes", 1},
    {"no", 0},
    {NULL, 0},
};

const struct choice option_languages[] = {
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

static const struct choice countries[] = {
    {"RU", JURISDICTION_RU},
    {"BY", JURISDICTION_BY},
    {"KZ", JURISDICTION_KZ},
    {"UA", JURISDICTION_UA},
    {"UZ", JURISDICTION_UZ},
    {"KG", JURISDICTION_KG},
    {"MD", JURISDICTION_MD},
    {"EU", JURISDICTION_EU},
    {NULL, 0},
};

static const struct choice operator_types[] = {
    {"legal", OPERATOR_LEGAL},
    {"sole", OPERATOR_SOLE},
    {"person", OPERATOR_PERSON},
    {"unknown", OPERATOR_UNKNOWN},
    {NULL, 0},
};

static const struct choice document_types[] = {
    {"policy", DOCUMENT_POLICY},
    {"consent", DOCUMENT_CONSENT},
    {"agreement", DOCUMENT_AGREEMENT},
    {"cookie", DOCUMENT_COOKIE},
    {"other", DOCUMENT_OTHER},
    {NULL, 0},
};

/* What the values of options are. */
static const struct value word_value = {.kind = VALUE_WORD};
static const struct value file_value = {.kind = VALUE_FILE};
static const struct value rules_value = {.kind = VALUE_RULES};
static const struct value level_value = {VALUE_LEVEL, rule_levels, NULL, NULL};
static const struct value format_value = {
    VALUE_REPORT, formats, diff_formats, list_formats};
static const struct value target_value = {VALUE_CHOICE, targets, NULL, NULL};
static const struct value severity_value = {
    VALUE_CHOICE, severities, NULL, NULL};
static const struct value fail_on_value = {
    VALUE_CHOICES, fail_levels, fail_changes, NULL};
static const struct value language_value = {
    VALUE_CHOICE, option_languages, NULL, NULL};
static const struct value color_value = {VALUE_CHOICE, colors, NULL, NULL};
static const struct value country_value = {
    VALUE_CHOICES, countries, NULL, NULL};
static const struct value operator_value = {
    VALUE_CHOICE, operator_types, NULL, NULL};
static const struct value document_value = {
    VALUE_CHOICE, document_types, NULL, NULL};

const struct choice *value_choices(
    const struct value *value, enum command command)
{
    if (value->of_diff && command == COMMAND_DIFF) {
        return value->of_diff;
    }
    if (value->of_lists && (command & (COMMAND_RULES | COMMAND_CONFIG))) {
        return value->of_lists;
    }
    return value->choices;
}

bool choice_find(const struct choice *choices, struct slice name, int *ret)
{
    for (; choices->name; choices++) {
        if (slice_equal(slice_from(choices->name), name)) {
            *ret = choices->value;
            return true;
        }
    }
    return false;
}

static bool refuse_value(const struct option_reading *reading,
    const struct choice *choices, struct slice value, struct error *ret_error)
{
    char allowed[128] = "";
    size_t used = 0;
    for (; choices->name && used < sizeof(allowed); choices++) {
        used += (size_t)snprintf(allowed + used, sizeof(allowed) - used, "%s%s",
            used ? ", " : "", choices->name);
    }
    return error_set(ret_error, "%s: нет значения «%.*s»; можно: %s",
        "%s: no value \"%.*s\"; one of: %s", reading->name, (int)value.len,
        value.bytes, allowed);
}

static bool choose(const struct option_reading *reading,
    const struct choice *choices, struct slice value, int *ret,
    struct error *ret_error)
{
    if (choice_find(choices, value, ret)) {
        return true;
    }
    refuse_value(reading, choices, value, ret_error);
    return false;
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
void option_add_word(
    struct arena *arena, struct option_list *list, struct slice word)
{
    list->items = arena_grow(
        arena, list->items, list->count, &list->capacity, sizeof(*list->items));
    list->items[list->count++] = word;
}

static bool set_list_format(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    int format;
    if (!choose(reading, list_formats, value, &format, ret_error)) {
        return false;
    }
    reading->options->format = (enum output_format)format;
    return true;
}

static bool refuse_empty_file(
    const struct option_reading *reading, struct error *ret_error)
{
    return error_set(ret_error, "%s: имя файла пусто",
        "%s: the file name is empty", reading->name);
}

void option_add_report(
    struct arena *arena, struct options *options, struct report_wanted report)
{
    options->reports =
        arena_grow(arena, options->reports, options->report_count,
            &options->report_capacity, sizeof(*options->reports));
    options->reports[options->report_count++] = report;
}

/* FORMAT, or FORMAT=FILE */
static bool set_format(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    int format;
    if (reading->options->command & (COMMAND_RULES | COMMAND_CONFIG)) {
        return set_list_format(reading, value, ret_error);
    }
    size_t equals = slice_find(value, SLICE("="), 0);
    struct slice name = slice_cut(value, 0, equals);
    const struct choice *choices =
        value_choices(&format_value, reading->options->command);
    if (!choose(reading, choices, name, &format, ret_error)) {
        return false;
    }
    struct report_wanted report = {(enum output_format)format, SLICE("")};
    if (equals != SLICE_NOT_FOUND) {
        report.path = slice_cut(value, equals + 1, value.len);
        if (report.path.len == 0) {
            return refuse_empty_file(reading, ret_error);
        }
    }
    option_add_report(reading->arena, reading->options, report);
    return true;
}

static bool set_target(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    int target;
    if (!choose(reading, targets, value, &target, ret_error)) {
        return false;
    }
    reading->options->target = (enum compile_target)target;
    return true;
}

static bool set_output(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    if (value.len == 0) {
        return refuse_empty_file(reading, ret_error);
    }
    reading->options->output = value;
    return true;
}

static bool set_select(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)ret_error;
    add_words(reading->arena, &reading->options->select, value);
    return true;
}

static bool set_ignore(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)ret_error;
    add_words(reading->arena, &reading->options->ignore, value);
    return true;
}

static bool set_extend_select(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    (void)ret_error;
    add_words(reading->arena, &reading->options->extend_select, value);
    return true;
}

static void clear_select(struct options *options)
{
    options->select = (struct option_list){0};
    options->extend_select = (struct option_list){0};
}

static void clear_ignore(struct options *options)
{
    options->ignore = (struct option_list){0};
}

static void clear_levels(struct options *options)
{
    options->levels = NULL;
    options->level_count = 0;
    options->level_capacity = 0;
}

static void clear_packs(struct options *options)
{
    options->packs = (struct option_list){0};
}

static void clear_laws(struct options *options)
{
    options->jurisdictions = 0;
}

bool level_from_name(struct slice name, enum severity *ret)
{
    int level;
    if (!choice_find(rule_levels, name, &level)) {
        return false;
    }
    *ret = (enum severity)level;
    return true;
}

/* RULE=LEVEL */
static bool set_level(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    int level;
    size_t equals = slice_find(value, SLICE("="), 0);
    if (equals == SLICE_NOT_FOUND) {
        return error_set(ret_error, "%s: нужно ПРАВИЛО=УРОВЕНЬ, а не «%.*s»",
            "%s: RULE=LEVEL is wanted, not \"%.*s\"", reading->name,
            (int)value.len, value.bytes);
    }
    struct slice name = slice_trim(slice_cut(value, equals + 1, value.len));
    if (!choose(reading, rule_levels, name, &level, ret_error)) {
        return false;
    }
    struct options *options = reading->options;
    options->levels =
        arena_grow(reading->arena, options->levels, options->level_count,
            &options->level_capacity, sizeof(*options->levels));
    options->levels[options->level_count++] = (struct rule_level){
        slice_trim(slice_cut(value, 0, equals)), (enum severity)level};
    return true;
}

static bool set_file(const struct option_reading *reading, struct slice *file,
    struct slice value, struct error *ret_error)
{
    if (value.len == 0) {
        return refuse_empty_file(reading, ret_error);
    }
    *file = value;
    return true;
}

static bool set_config(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    return set_file(reading, &reading->options->config, value, ret_error);
}

static bool set_allow_file(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    return set_file(reading, &reading->options->allow_file, value, ret_error);
}

static bool set_baseline(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    return set_file(reading, &reading->options->baseline, value, ret_error);
}

static bool set_no_config(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_no_config = true;
    return true;
}

static bool set_no_allow(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_no_allow = true;
    return true;
}

/* Without a value on the command line, yes or no in a configuration. */
static bool set_require_reason(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    int is_wanted = 1;
    if (value.len > 0 &&
        !choose(reading, answers, value, &is_wanted, ret_error)) {
        return false;
    }
    reading->options->requires_reason = is_wanted;
    return true;
}

/* A key only: yes or no. */
static bool set_skip(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    int is_wanted;
    if (!choose(reading, answers, value, &is_wanted, ret_error)) {
        return false;
    }
    reading->options->is_skipped = is_wanted;
    return true;
}

static bool set_pack(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)ret_error;
    option_add_word(reading->arena, &reading->options->packs, value);
    return true;
}

static bool set_severity(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    int severity;
    if (!choose(reading, severities, value, &severity, ret_error)) {
        return false;
    }
    reading->options->severity = (enum severity)severity;
    return true;
}

/* rights,scope,… of diff; a level is one of new findings. */
static bool set_fail_on_changes(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    uint32_t bits = 0;
    int level = SEVERITY_NONE;
    struct slice word;
    while (slice_next_part(&value, ',', &word)) {
        int bit;
        word = slice_trim(word);
        if (choice_find(severities, word, &level)) {
            continue;
        }
        if (!choose(reading, fail_changes, word, &bit, ret_error)) {
            return false;
        }
        bits |= (uint32_t)bit;
    }
    reading->options->fail_on_changes = bits;
    reading->options->fail_on_new = (enum severity)level;
    return true;
}

static bool set_git(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)ret_error;
    reading->options->git = value;
    return true;
}

static bool set_acknowledged(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    return set_file(reading, &reading->options->acknowledged, value, ret_error);
}

static bool set_fail_on(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    int severity;
    if (reading->options->command == COMMAND_DIFF) {
        return set_fail_on_changes(reading, value, ret_error);
    }
    if (!choose(reading, fail_levels, value, &severity, ret_error)) {
        return false;
    }
    reading->options->fail_on = (enum severity)severity;
    return true;
}

static bool set_jobs(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    size_t jobs = 0;
    for (size_t i = 0; i < value.len && jobs <= CREW_LIMIT; i++) {
        bool is_digit = value.bytes[i] >= '0' && value.bytes[i] <= '9';
        jobs = is_digit ? jobs * 10 + (size_t)(value.bytes[i] - '0')
                        : CREW_LIMIT + 1;
    }
    if (jobs == 0 || jobs > CREW_LIMIT) {
        return error_set(ret_error, "%s: нужно число от 1 до %u",
            "%s: a number from 1 to %u is wanted", reading->name, CREW_LIMIT);
    }
    reading->options->jobs = jobs;
    return true;
}

static bool set_as_of(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    if (date_parse_iso(value, &reading->options->as_of)) {
        return true;
    }
    return error_set(ret_error, "%s: «%.*s» — не дата вида 2026-11-21",
        "%s: \"%.*s\" is no date like 2026-11-21", reading->name,
        (int)value.len, value.bytes);
}

static bool set_jurisdiction(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    struct slice rest = value;
    struct slice word;
    while (slice_next_part(&rest, ',', &word)) {
        uint32_t bit = jurisdiction_from_name(slice_trim(word));
        if (bit == 0) {
            return refuse_value(reading, countries, word, ret_error);
        }
        reading->options->jurisdictions |= bit;
    }
    return true;
}

static bool set_operator_type(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    uint32_t bit = operator_type_from_name(value);
    if (bit == 0) {
        return refuse_value(reading, operator_types, value, ret_error);
    }
    reading->options->operator_types = bit;
    return true;
}

static bool set_document_type(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    uint32_t bit = document_type_from_name(value);
    if (bit == 0) {
        return refuse_value(reading, document_types, value, ret_error);
    }
    reading->options->document_types = bit;
    return true;
}

static bool set_language(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    int language;
    if (!choose(reading, option_languages, value, &language, ret_error)) {
        return false;
    }
    reading->options->language = (enum language)language;
    return true;
}

static bool set_color(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    int color;
    if (!choose(reading, colors, value, &color, ret_error)) {
        return false;
    }
    reading->options->color = (enum color_mode)color;
    return true;
}

static bool set_stdin_filename(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    (void)ret_error;
    reading->options->stdin_filename = value;
    return true;
}

static bool set_quiet(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->is_quiet = true;
    return true;
}

static bool set_timing(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_timing = true;
    return true;
}

static bool set_statistics(const struct option_reading *reading,
    struct slice value, struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_statistics = true;
    return true;
}

static bool set_matrix(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->has_matrix = true;
    return true;
}

static bool set_help(const struct option_reading *reading, struct slice value,
    struct error *ret_error)
{
    (void)value;
    (void)ret_error;
    reading->options->wants_help = true;
    return true;
}

/* The commands that an option belongs to. */
enum {
    CHECKERS = COMMAND_CHECK | COMMAND_BASELINE | COMMAND_CONFIG | COMMAND_LSP |
               COMMAND_DIFF,
    READERS = COMMAND_CHECK | COMMAND_CONFIG | COMMAND_COMPILE | COMMAND_DIFF,
    LOADERS = READERS | COMMAND_EXPLAIN | COMMAND_RULES,
    LISTERS = COMMAND_CHECK | COMMAND_CONFIG | COMMAND_RULES | COMMAND_DIFF,
    QUIET = COMMAND_CHECK | COMMAND_BASELINE | COMMAND_DIFF | COMMAND_TEST,
    ALL = LOADERS | CHECKERS | COMMAND_TEST | COMMAND_HELP | COMMAND_VERSION,
};

/* What options are as keys of the configuration. */
static const struct key key = {.fallback = ""};
static const struct key path_key = {.fallback = "", .kind = KEY_PATH};
static const struct key extend_select_key = {
    .fallback = "", .kind = KEY_RULES, .clear = clear_select, .adds_up = true};
static const struct key extend_ignore_key = {
    .fallback = "", .kind = KEY_RULES, .clear = clear_ignore, .adds_up = true};
static const struct key level_key = {
    .fallback = "", .kind = KEY_RULES, .clear = clear_levels, .adds_up = true};
static const struct key as_of_key = {.fallback = "today"};
static const struct key fail_on_key = {.fallback = "error"};
static const struct key severity_key = {.fallback = "note"};
static const struct key skip_key = {.fallback = "no", .kind = KEY_FILE_ONLY};
static const struct key reason_key = {.fallback = "no"};
static const struct key law_key = {.fallback = "", .clear = clear_laws};
static const struct key pack_key = {
    .fallback = "", .kind = KEY_PATH, .clear = clear_packs};
static const struct key select_key = {.fallback = "",
    .kind = KEY_RULES,
    .clear = clear_select,
    .overrides = "--extend-select"};
static const struct key ignore_key = {.fallback = "",
    .kind = KEY_RULES,
    .clear = clear_ignore,
    .overrides = "--extend-ignore"};

const struct option option_table[] = {
    {"--acknowledge", NULL, &file_value, COMMAND_DIFF, set_acknowledged, NULL},
    {"--allow-file", NULL, &file_value, CHECKERS, set_allow_file, &path_key},
    {"--as-of", NULL, &word_value, LOADERS | CHECKERS, set_as_of, &as_of_key},
    {"--baseline", NULL, &file_value, CHECKERS, set_baseline, &path_key},
    {"--color", NULL, &color_value, ALL, set_color, NULL},
    {"--config", NULL, &file_value, CHECKERS | LOADERS, set_config, NULL},
    {"--document-type", NULL, &document_value, READERS | CHECKERS,
        set_document_type, &key},
    {"--extend-ignore", NULL, &rules_value, CHECKERS, set_ignore,
        &extend_ignore_key},
    {"--extend-select", NULL, &rules_value, CHECKERS, set_extend_select,
        &extend_select_key},
    {"--fail-on", NULL, &fail_on_value, CHECKERS, set_fail_on, &fail_on_key},
    {"--format", "-f", &format_value, LISTERS, set_format, NULL},
    {"--git", NULL, &word_value, COMMAND_DIFF, set_git, NULL},
    {"--help", "-h", NULL, ALL, set_help, NULL},
    {"--ignore", NULL, &rules_value, LISTERS | CHECKERS, set_ignore,
        &ignore_key},
    {"--jobs", "-j", &word_value, COMMAND_CHECK | COMMAND_BASELINE, set_jobs,
        NULL},
    {"--jurisdiction", NULL, &country_value, READERS | COMMAND_RULES | CHECKERS,
        set_jurisdiction, &law_key},
    {"--lang", NULL, &language_value, ALL, set_language, &key},
    {"--level", NULL, &level_value, CHECKERS, set_level, &level_key},
    {"--matrix", NULL, NULL, COMMAND_CHECK, set_matrix, NULL},
    {"--no-allow", NULL, NULL, CHECKERS, set_no_allow, NULL},
    {"--no-config", NULL, NULL, CHECKERS | LOADERS, set_no_config, NULL},
    {"--operator-type", NULL, &operator_value, READERS | CHECKERS,
        set_operator_type, &key},
    {"--output", "-o", &file_value, LOADERS, set_output, NULL},
    {"--pack", NULL, &file_value, LOADERS | CHECKERS, set_pack, &pack_key},
    {"--quiet", "-q", NULL, QUIET, set_quiet, NULL},
    {"--require-reason", NULL, NULL, CHECKERS, set_require_reason, &reason_key},
    {"--select", NULL, &rules_value, LISTERS | CHECKERS, set_select,
        &select_key},
    {"--severity", NULL, &severity_value, LISTERS | CHECKERS, set_severity,
        &severity_key},
    {"--skip", NULL, NULL, 0, set_skip, &skip_key},
    {"--statistics", NULL, NULL, COMMAND_CHECK, set_statistics, NULL},
    {"--stdin-filename", NULL, &file_value, READERS, set_stdin_filename, NULL},
    {"--timing", NULL, NULL, COMMAND_CHECK, set_timing, NULL},
    {"--to", NULL, &target_value, COMMAND_COMPILE, set_target, NULL},
};

const size_t option_count = COUNT_OF(option_table);

const struct option *option_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(option_table); i++) {
        const struct option *option = &option_table[i];
        if (slice_equal(slice_from(option->name), name) ||
            slice_equal(slice_from(option->short_name), name)) {
            return option;
        }
    }
    return NULL;
}

const char *option_key(const struct option *option)
{
    return option->name + 2;
}

const char *format_name_of(enum output_format format)
{
    if (format == OUTPUT_MARKDOWN) {
        return "markdown";
    }
    const struct choice *choice = formats;
    while (choice->name && choice->value != (int)format) {
        choice++;
    }
    return choice->name;
}
