#include "cmd/checker.h"

struct checker {
    const struct options *options;
    struct rules_loaded rules;
};

bool checker_open(struct arena *arena, const struct options *options,
    struct checker **ret, struct trouble *ret_trouble)
{
    struct checker checker = {.options = options};
    if (!rules_load(arena, options, &checker.rules, ret_trouble)) {
        return false;
    }
    *ret = arena_alloc(arena, sizeof(checker));
    **ret = checker;
    return true;
}

void checker_close(struct checker *checker)
{
    if (checker) {
        rules_unload(&checker->rules);
    }
}

const struct rules_loaded *checker_rules(const struct checker *checker)
{
    return &checker->rules;
}

/* The findings at or above --severity. */
static const struct finding **findings_to_show(const struct report *report,
    enum severity least, struct arena *arena, size_t *ret_count)
{
    const struct finding **findings =
        arena_array(arena, report->finding_count, sizeof(const void *));
    size_t count = 0;
    for (size_t i = 0; i < report->finding_count; i++) {
        if (report->findings[i].severity >= least) {
            findings[count++] = &report->findings[i];
        }
    }
    *ret_count = count;
    return findings;
}

static void check_with(const struct options *options,
    const struct rules_loaded *rules, const struct doc *doc, struct report *ret)
{
    const struct check_options check_options = {
        .as_of = options->as_of,
        .jurisdictions = options->jurisdictions,
        .operator_types = options->operator_types,
        .document_types = options->document_types,
        .is_disabled = rules->is_disabled,
        .is_selected = rules->is_selected,
    };
    check_doc(rules->ruleset, doc, &check_options, ret);
}

bool checker_check(struct checker *checker, struct arena *arena,
    struct slice path, struct slice bytes, struct checked_file *ret,
    struct trouble *ret_trouble)
{
    const struct options *options = checker->options;
    struct doc *doc = arena_alloc(arena, sizeof(*doc));
    struct report *report = arena_alloc(arena, sizeof(*report));
    if (!doc_read(arena, path, bytes, doc, &ret_trouble->error)) {
        return trouble_in(ret_trouble, path);
    }
    check_with(options, &checker->rules, doc, report);
    *ret = (struct checked_file){
        .path = path,
        .options = options,
        .bytes = bytes,
        .doc = doc,
        .report = report,
    };
    ret->findings =
        findings_to_show(report, options->severity, arena, &ret->finding_count);
    return true;
}
