/*
 * diff_fuzz.c - two editions of a document, parted by a line "===": compared,
 * and the comparison written in every format. What stands behind another such
 * line are changes that were agreed to.
 */
#include "cmd/diff_report.h"
#include "fuzz.h"

static void compare(struct arena *arena, const struct options *options,
    const struct checked_file *old_file, const struct checked_file *new_file,
    struct slice agreed)
{
    struct diff diff;
    diff_make(arena, &(struct diff_side){old_file->doc, old_file->report},
        &(struct diff_side){new_file->doc, new_file->report}, &diff);
    struct diff_report report = {.options = options,
        .diff = &diff,
        .old_name = SLICE("old.md"),
        .new_name = SLICE("new.md")};
    struct error error;
    if (!acknowledgements_read(
            arena, agreed, &report.acknowledgements, &error)) {
        fuzz_see_error(&error);
    }
    diff_report_settle(arena, &report);
    FILE *nowhere = fuzz_nowhere();
    diff_text(nowhere, &report);
    diff_json(nowhere, &report);
    diff_markdown(nowhere, &report);
    diff_html(nowhere, &report);
    fclose(nowhere);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct options options =
        fuzz_options(arena, "diff --fail-on=rights old.md new.md");
    struct checker *checker = fuzz_checker(arena, &options);
    struct slice rest = fuzz_slice(bytes, size);
    struct slice old_bytes = fuzz_part(&rest, SLICE("==="));
    struct slice new_bytes = fuzz_part(&rest, SLICE("==="));
    struct checked_file old_file = {
        .path = SLICE("old.md"), .bytes = old_bytes};
    struct checked_file new_file = {
        .path = SLICE("new.md"), .bytes = new_bytes};
    struct trouble trouble;
    if (checker_check(checker, arena, &old_file, &trouble) &&
        checker_check(checker, arena, &new_file, &trouble)) {
        compare(arena, &options, &old_file, &new_file, rest);
    } else {
        fuzz_see_error(&trouble.error);
    }
    checker_close(checker);
    arena_free(arena);
    return 0;
}
