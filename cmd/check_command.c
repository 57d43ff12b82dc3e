#include "cmd/commands.h"

#include "cmd/documents.h"
#include "cmd/timing.h"

/* A run and the reports that show it. */
struct check {
    const struct options *options;
    struct checker *checker;
    struct run run;
    struct reports reports;
    struct timing timing;
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

static void tell_file(void *context, const struct checked_file *file)
{
    struct check *check = context;
    uint64_t begun = timing_now();
    count_findings(check, file);
    reports_add(&check->reports, file);
    check->timing.report += timing_now() - begun;
    timing_add(&check->timing, file->timing);
}

static bool finish_reports(struct check *check)
{
    uint64_t begun = timing_now();
    bool is_written = reports_finish(&check->reports);
    check->timing.report += timing_now() - begun;
    if (check->options->has_timing) {
        timing_print(
            &check->timing, check->run.ruleset, check->options->language);
    }
    return is_written;
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
            tell_file(check, &file);
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

static enum status check_and_report(
    struct arena *arena, const struct options *options, struct checker *checker)
{
    struct check check = {.checker = checker};
    struct documents documents;
    if (!documents_find(&documents, arena, options, checker, 0)) {
        return STATUS_TROUBLE;
    }
    const struct rules_loaded *rules = &documents.run->rules;
    check.options = documents.options;
    check.run = (struct run){.options = documents.options,
        .ruleset = rules->ruleset,
        .is_disabled = rules->is_disabled,
        .has_trouble = documents.has_trouble,
        .of_rule = arena_array(
            arena, ruleset_count(rules->ruleset), sizeof(*check.run.of_rule))};
    if (!reports_begin(&check.reports, arena, &check.run)) {
        return STATUS_TROUBLE;
    }
    checker_leave_out(checker, ~reports_parts(&check.reports));
    timing_begin(&check.timing, arena, rules->ruleset);
    documents_check(&documents, tell_file, &check);
    check_allow_files(&check);
    check.run.has_trouble |= documents.has_trouble;
    if (!finish_reports(&check)) {
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
