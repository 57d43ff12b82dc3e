#include "fuzz.h"

#include <stdlib.h>
#include <string.h>

#define WORDS_LIMIT 16
#define LONG_REPORT 32 /* one size in so many has one of these */

/* A failure of the target itself, not of what it is given. */
static void stop(const char *why)
{
    fprintf(stderr, "fuzz target: %s\n", why);
    abort();
}

struct slice fuzz_slice(const uint8_t *bytes, size_t size)
{
    return (struct slice){(const char *)bytes, size};
}

struct slice fuzz_part(struct slice *rest, struct slice line)
{
    struct slice all = *rest;
    for (size_t begin = 0; begin < all.len;) {
        const char *end = memchr(all.bytes + begin, '\n', all.len - begin);
        size_t len = end ? (size_t)(end - all.bytes) - begin : all.len - begin;
        size_t next = end ? begin + len + 1 : all.len;
        if (slice_equal((struct slice){all.bytes + begin, len}, line)) {
            *rest = (struct slice){all.bytes + next, all.len - next};
            return (struct slice){all.bytes, begin};
        }
        begin = next;
    }
    *rest = (struct slice){0};
    return all;
}

struct options fuzz_options(struct arena *arena, const char *words)
{
    char *line = arena_string(
        arena, arena_format(arena,
                   "clauselint %s --as-of=2026-11-22 --no-config", words));
    char *argv[WORDS_LIMIT + 1] = {NULL};
    int argc = 0;
    while (line && argc < WORDS_LIMIT) {
        argv[argc++] = line;
        line = strchr(line, ' ');
        if (line) {
            *line++ = '\0';
        }
    }
    struct options options = {.language = LANGUAGE_EN};
    struct error error;
    if (!options_parse(arena, argc, argv, &options, &error)) {
        stop(error.en);
    }
    return options;
}

struct checker *fuzz_checker(struct arena *arena, const struct options *options)
{
    struct checker *checker;
    struct trouble trouble;
    if (!checker_open(arena, options, &checker, &trouble)) {
        stop(trouble.error.en);
    }
    return checker;
}

FILE *fuzz_nowhere(void)
{
    FILE *file = fopen("/dev/null", "wb");
    if (!file) {
        stop("/dev/null cannot be opened");
    }
    return file;
}

void fuzz_report(struct arena *arena, const struct checker *checker,
    const struct checked_file *file, size_t which)
{
    static const struct report_writer *const writers[] = {&report_text,
        &report_json, &report_jsonl, &report_gcc, &report_github,
        &report_gitlab, &report_checkstyle, &report_junit, &report_matrix};
    /* These tell all rules, which takes longer than all else. */
    static const struct report_writer *const long_writers[] = {
        &report_sarif, &report_html};
    const struct rules_loaded *rules = checker_rules(checker);
    struct run run = {.options = file->options,
        .ruleset = rules->ruleset,
        .is_disabled = rules->is_disabled,
        .file_count = 1,
        .of_rule = arena_array(
            arena, ruleset_count(rules->ruleset), sizeof(*run.of_rule))};
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        run.counts[finding->severity]++;
        run.of_rule[finding->rule->index][finding->severity]++;
    }
    FILE *nowhere = fuzz_nowhere();
    const struct report_writer *writer =
        which % LONG_REPORT == 0
            ? long_writers[which / LONG_REPORT % COUNT_OF(long_writers)]
            : writers[which % COUNT_OF(writers)];
    void *state = writer->begin(&run, nowhere);
    writer->file(state, file);
    writer->finish(state);
    fclose(nowhere);
}

void fuzz_see_error(const struct error *error)
{
    if (!error->ru[0] || !error->en[0]) {
        stop("a failure without a message");
    }
}
