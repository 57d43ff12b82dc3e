#include "cmd/commands.h"

#include "cmd/checker.h"
#include "cmd/input.h"

/* A run and the reports that show it. */
struct check {
    const struct options *options;
    struct checker *checker;
    struct run run;
    struct reports reports;
    bool has_failed; /* some finding is at or above --fail-on */
};

static void count_findings(struct check *check, const struct checked_file *file)
{
    enum severity fail_on = file->options->fail_on;
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        check->run.counts[finding->severity]++;
        check->run.of_rule[finding->rule->index][finding->severity]++;
        check->has_failed |=
            fail_on != SEVERITY_NONE && finding->severity >= fail_on;
    }
    check->run.file_count++;
}

static bool check_input(struct check *check, struct arena *arena,
    const struct input *input, struct trouble *ret_trouble)
{
    struct slice bytes;
    struct checked_file file;
    if (!input_read(arena, input, &bytes, &ret_trouble->error)) {
        return trouble_in(ret_trouble, input->path);
    }
    if (!checker_check(
            check->checker, arena, input->path, bytes, &file, ret_trouble)) {
        return false;
    }
    count_findings(check, &file);
    reports_add(&check->reports, &file);
    return true;
}

/* Add the inputs that an operand names; a bad operand is said and passed. */
static void find_inputs(struct check *check, struct input_list *inputs)
{
    const struct options *options = check->options;
    for (size_t i = 0; i < options->operands.count; i++) {
        struct error error;
        struct slice operand = options->operands.items[i];
        if (!input_find(inputs, operand, options->stdin_filename, &error)) {
            complain(options->language, operand, &error);
            check->run.has_trouble = true;
        }
    }
}

static void check_inputs(struct check *check, const struct input_list *inputs)
{
    for (size_t i = 0; i < inputs->count; i++) {
        struct trouble trouble;
        struct arena *own = arena_new();
        if (!check_input(check, own, &inputs->items[i], &trouble)) {
            complain_of(check->options->language, &trouble);
            check->run.has_trouble = true;
        }
        arena_free(own);
    }
}

static enum status status_of(const struct check *check)
{
    if (check->run.has_trouble) {
        return STATUS_TROUBLE;
    }
    return check->has_failed ? STATUS_FINDINGS : STATUS_CLEAN;
}

static bool prepare(struct check *check, struct arena *arena,
    const struct input_list *inputs, struct checker_run *ret)
{
    struct trouble trouble;
    struct slice *paths = arena_array(arena, inputs->count, sizeof(*paths));
    for (size_t i = 0; i < inputs->count; i++) {
        paths[i] = inputs->items[i].path;
    }
    if (!checker_prepare(check->checker, paths, inputs->count, ret, &trouble)) {
        complain_of(check->options->language, &trouble);
        return false;
    }
    check->options = &ret->options;
    return true;
}

static enum status check_and_report(
    struct arena *arena, const struct options *options, struct checker *checker)
{
    struct check check = {.options = options, .checker = checker};
    struct input_list inputs = {.arena = arena};
    struct checker_run *prepared = arena_alloc(arena, sizeof(*prepared));
    find_inputs(&check, &inputs);
    if (!prepare(&check, arena, &inputs, prepared)) {
        return STATUS_TROUBLE;
    }
    const struct ruleset *ruleset = prepared->rules.ruleset;
    check.run = (struct run){.options = &prepared->options,
        .ruleset = ruleset,
        .is_disabled = prepared->rules.is_disabled,
        .has_trouble = check.run.has_trouble,
        .of_rule = arena_array(
            arena, ruleset_count(ruleset), sizeof(*check.run.of_rule))};
    if (!reports_begin(&check.reports, arena, &check.run)) {
        return STATUS_TROUBLE;
    }
    check_inputs(&check, &inputs);
    if (!reports_finish(&check.reports)) {
        return STATUS_TROUBLE;
    }
    return status_of(&check);
}

enum status check_command(struct arena *arena, const struct options *options)
{
    struct trouble trouble = {0};
    if (options->operands.count == 0) {
        error_set(&trouble.error,
            "check: укажите файл, папку или «-» (стандартный ввод)",
            "check: name a file, a folder, or \"-\" for standard input");
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    struct checker *checker;
    if (!checker_open(arena, options, &checker, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    enum status status = check_and_report(arena, options, checker);
    checker_close(checker);
    return status;
}
