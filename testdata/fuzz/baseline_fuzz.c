/*
 * baseline_fuzz.c - a baseline: read, applied to a policy, written again; and
 * the same bytes as a file of changes that were agreed to.
 */
#include "cmd/baseline.h"
#include "cmd/diff_report.h"
#include "fuzz.h"

static void use(struct arena *arena, struct baseline *baseline)
{
    struct options options = fuzz_options(arena, "check --severity=note x");
    struct checker *checker = fuzz_checker(arena, &options);
    struct checked_file file = {.path = SLICE("policy.md"),
        .bytes = SLICE("# Политика\n\n1. Согласие даётся бессрочно.\n")};
    struct trouble trouble;
    baseline->folder = SLICE("/srv/site");
    if (checker_check(checker, arena, &file, &trouble)) {
        baseline_apply(baseline, SLICE("/srv/site/policy.md"),
            file.report->findings, file.report->finding_count);
        for (size_t i = 0; i < file.report->finding_count; i++) {
            baseline_add(baseline, SLICE("/srv/site/policy.md"), file.doc,
                &file.report->findings[i]);
        }
    }
    baseline_sort(baseline);
    for (size_t i = 0; i < baseline->count; i++) {
        (void)baseline_has(baseline, &baseline->entries[i]);
    }
    FILE *nowhere = fuzz_nowhere();
    baseline_write(baseline, nowhere);
    fclose(nowhere);
    checker_close(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct slice slice = fuzz_slice(bytes, size);
    struct baseline baseline;
    struct acknowledgement_list agreed = {0};
    struct error error;
    if (baseline_read(arena, SLICE(BASELINE_NAME), slice, &baseline, &error)) {
        use(arena, &baseline);
    } else {
        fuzz_see_error(&error);
    }
    if (!acknowledgements_read(arena, slice, &agreed, &error)) {
        fuzz_see_error(&error);
    }
    arena_free(arena);
    return 0;
}
