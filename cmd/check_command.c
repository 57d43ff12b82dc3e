#include "cmd/commands.h"

#include "cmd/input.h"
#include "cmd/load.h"
#include "cmd/report.h"

/* A run and the reports that show it. */
struct check {
    const struct options *options;
    const struct rules_loaded *rules;
    struct run run;
    struct reports reports;
};

static void count_finding(struct run *run, const struct finding *finding)
{
    run->counts[finding->severity]++;
    run->of_rule[finding->rule->index][finding->severity]++;
}

/* The findings at or above --severity. */
static const struct finding **findings_to_show(const struct check *check,
    const struct report *report, struct arena *arena, size_t *ret_count)
{
    const struct finding **findings =
        arena_array(arena, report->finding_count, sizeof(const void *));
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct finding *finding = &report->findings[i];
        if (finding->severity >= check->options->severity) {
            findings[count++] = finding;
        }
    }
    *ret_count = count;
    return findings;
}

static bool check_input(struct check *check, struct arena *arena,
    const struct input *input, struct error *ret_error)
{
    struct slice bytes;
    struct doc doc;
    if (!input_read(arena, input, &bytes, ret_error) ||
        !doc_read(arena, input->path, bytes, &doc, ret_error)) {
        return false;
    }
    const struct check_options options = {
        .as_of = check->options->as_of,
        .jurisdictions = check->options->jurisdictions,
        .operator_types = check->options->operator_types,
        .document_types = check->options->document_types,
        .is_disabled = check->rules->is_disabled,
        .is_selected = check->rules->is_selected,
    };
    struct report report;
    check_doc(check->rules->ruleset, &doc, &options, &report);
    struct checked_file file = {
        .path = input->path, .bytes = bytes, .doc = &doc, .report = &report};
    file.findings =
        findings_to_show(check, &report, arena, &file.finding_count);
    for (size_t i = 0; i < file.finding_count; i++) {
        count_finding(&check->run, file.findings[i]);
    }
    check->run.file_count++;
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

static void check_inputs(struct check *check, struct arena *arena)
{
    struct input_list inputs = {.arena = arena};
    find_inputs(check, &inputs);
    for (size_t i = 0; i < inputs.count; i++) {
        struct error error;
        struct arena *own = arena_new();
        if (!check_input(check, own, &inputs.items[i], &error)) {
            complain(check->options->language, inputs.items[i].path, &error);
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
    enum severity fail_on = check->options->fail_on;
    for (int level = SEVERITY_ERROR;
         fail_on != SEVERITY_NONE && level >= (int)fail_on; level--) {
        if (check->run.counts[level] > 0) {
            return STATUS_FINDINGS;
        }
    }
    return STATUS_CLEAN;
}

static enum status check_and_report(struct arena *arena,
    const struct options *options, const struct rules_loaded *rules)
{
    struct check check = {
        .options = options,
        .rules = rules,
        .run = {.options = options,
            .ruleset = rules->ruleset,
            .is_disabled = rules->is_disabled,
            .of_rule = arena_array(arena, ruleset_count(rules->ruleset),
                sizeof(*check.run.of_rule))},
    };
    if (!reports_begin(&check.reports, arena, &check.run)) {
        return STATUS_TROUBLE;
    }
    check_inputs(&check, arena);
    if (!reports_finish(&check.reports)) {
        return STATUS_TROUBLE;
    }
    return status_of(&check);
}

enum status check_command(struct arena *arena, const struct options *options)
{
    if (options->operands.count == 0) {
        struct error error;
        error_set(&error,
            "check: укажите файл, папку или «-» (стандартный ввод)",
            "check: name a file, a folder, or \"-\" for standard input");
        complain(options->language, SLICE(""), &error);
        return STATUS_TROUBLE;
    }
    struct rules_loaded rules;
    if (!rules_load(arena, options, &rules)) {
        return STATUS_TROUBLE;
    }
    enum status status = check_and_report(arena, options, &rules);
    rules_unload(&rules);
    return status;
}
