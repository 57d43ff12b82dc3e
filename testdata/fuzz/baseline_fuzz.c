/*
 * baseline_fuzz.c - a baseline: read, applied to a policy, written again; and
 * the same bytes as a file of changes that were agreed to.
 *
 * Few bytes are JSON. Those that begin with a tab are lines of fields with tabs
 * between them, of which a baseline is made.
 */
#include "cmd/acknowledgement.h"
#include "cmd/baseline.h"
#include "cmd/json_value.h"
#include "fuzz.h"

#include <assert.h>
#include <jansson.h>
#include <stdlib.h>
#include <string.h>

/* A line as an entry; the fields that it lacks are left out. */
static json_t *entry_of(struct slice line)
{
    static const char *const keys[] = {
        "path", "rule", "fingerprint", "address", "quote"};
    json_t *entry = json_object();
    struct slice field;
    for (size_t i = 0;
         i < COUNT_OF(keys) && slice_next_part(&line, '\t', &field); i++) {
        json_object_set_new(entry, keys[i], json_slice(field));
    }
    return entry;
}

static struct slice baseline_of(struct arena *arena, struct slice lines)
{
    json_t *findings = json_array();
    struct slice line;
    while (slice_next_line(&lines, &line)) {
        json_array_append_new(findings, entry_of(line));
    }
    json_t *root =
        json_pack("{si, so}", "schema_version", 1, "findings", findings);
    char *text = json_dumps(root, 0);
    struct slice made = arena_copy(arena, slice_from(text));
    json_decref(root);
    free(text);
    return made;
}

/* What is written can be read, and says the same. */
static void write_and_read(struct arena *arena, const struct baseline *baseline)
{
    char *text = NULL;
    size_t size = 0;
    FILE *file = open_memstream(&text, &size);
    assert(file);
    baseline_write(baseline, file);
    fclose(file);
    struct baseline again;
    struct error error;
    bool is_read = baseline_read(arena, SLICE(BASELINE_NAME),
        (struct slice){text, size}, &again, &error);
    assert(is_read && again.count == baseline->count);
    for (size_t i = 0; i < baseline->count; i++) {
        assert(baseline_has(&again, &baseline->entries[i]));
    }
    free(text);
}

static void use(struct arena *arena, struct baseline *baseline)
{
    struct options options = fuzz_options(
        arena, "check --severity=note --select=ru/consent-perpetual x");
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
    write_and_read(arena, baseline);
    checker_close(checker);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct slice slice = fuzz_slice(bytes, size);
    if (slice_starts_with(slice, SLICE("\t"))) {
        slice = baseline_of(arena, slice_cut(slice, 1, slice.len));
    }
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
