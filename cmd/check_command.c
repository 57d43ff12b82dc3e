#include "cmd/commands.h"

#include "cmd/checker.h"
#include "cmd/crew.h"
#include "cmd/input.h"

/* A run and the reports that show it. */
struct check {
    const struct options *options;
    struct checker *checker;
    struct input_list inputs;
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
    for (size_t i = 0; i < file->suppressed_count; i++) {
        check->run.suppressed[file->suppressed[i]->suppression->kind]++;
    }
    check->run.file_count++;
}

/* One document, or why there is none. */
struct outcome {
    bool is_checked;
    struct checked_file file;
    struct trouble trouble;
};

static bool check_input(struct checker *checker, struct arena *arena,
    const struct input *input, struct outcome *ret)
{
    struct slice bytes;
    if (!input_read(arena, input, &bytes, &ret->trouble.error)) {
        return trouble_in(&ret->trouble, input->path);
    }
    return checker_check(
        checker, arena, input->path, bytes, &ret->file, &ret->trouble);
}

/* In any thread: nothing of the run is changed. */
static void *make_outcome(void *context, size_t index, struct arena *arena)
{
    const struct check *check = context;
    struct outcome *outcome = arena_alloc(arena, sizeof(*outcome));
    outcome->is_checked = check_input(
        check->checker, arena, &check->inputs.items[index], outcome);
    return outcome;
}

static void tell_outcome(void *context, void *piece)
{
    struct check *check = context;
    const struct outcome *outcome = piece;
    if (outcome->is_checked) {
        count_findings(check, &outcome->file);
        reports_add(&check->reports, &outcome->file);
    } else {
        complain_of(check->options->language, &outcome->trouble);
        check->run.has_trouble = true;
    }
}

/* Add the inputs that an operand names; a bad operand is said and passed. */
static void find_inputs(struct check *check, struct arena *arena)
{
    const struct options *options = check->options;
    check->inputs.arena = arena;
    for (size_t i = 0; i < options->operands.count; i++) {
        struct error error;
        struct slice operand = options->operands.items[i];
        if (!input_find(
                &check->inputs, operand, options->stdin_filename, &error)) {
            complain(options->language, operand, &error);
            check->run.has_trouble = true;
        }
    }
}

static void check_inputs(struct check *check)
{
    const struct crew_task task = {
        .count = check->inputs.count,
        .make = make_outcome,
        .tell = tell_outcome,
        .context = check,
    };
    size_t jobs = check->options->jobs;
    crew_run(&task, jobs ? jobs : crew_size());
}

/* What is wrong with the files that allow findings; those in which nothing is
   are not shown. */
static void check_allow_files(struct check *check)
{
    for (size_t i = 0; i < checker_allow_file_count(check->checker); i++) {
        struct trouble trouble;
        struct checked_file file;
        struct arena *own = arena_new();
        if (!checker_check_allow_file(
                check->checker, i, own, &file, &trouble)) {
            complain_of(check->options->language, &trouble);
            check->run.has_trouble = true;
        } else if (file.finding_count > 0) {
            count_findings(check, &file);
            reports_add(&check->reports, &file);
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

static bool prepare(
    struct check *check, struct arena *arena, struct checker_run *ret)
{
    struct trouble trouble;
    const struct input_list *inputs = &check->inputs;
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
    struct checker_run *prepared = arena_alloc(arena, sizeof(*prepared));
    find_inputs(&check, arena);
    if (!prepare(&check, arena, prepared)) {
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
    check_inputs(&check);
    check_allow_files(&check);
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
