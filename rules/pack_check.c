/*
 * pack_check.c - run the examples of packs: pack_check FILE…
 *
 * For authors of the project's own packs: all files are loaded together, and
 * what fails is printed. `clauselint test` is for everyone else.
 */
#include "rules/check.h"
#include "rules/tool_file.h"

#include <stdio.h>
#include <stdlib.h>

static bool load(struct ruleset *ruleset, struct arena *arena, const char *path,
    struct error *error)
{
    struct slice bytes;
    if (!tool_file_read(arena, path, &bytes)) {
        return error_set(error, "не читается", "cannot be read");
    }
    return ruleset_add(ruleset, slice_from(path), bytes, error);
}

static int fail(const char *path, const struct error *error)
{
    fprintf(stderr, "%s:%u:%u: %s\n", path, error->place.line,
        error->place.column, error->ru);
    return EXIT_FAILURE;
}

static size_t run(const struct ruleset *ruleset, struct arena *arena)
{
    struct example_failure *failures;
    size_t count;
    size_t examples =
        ruleset_test(ruleset, (struct slice){0}, arena, &failures, &count);
    for (size_t i = 0; i < count; i++) {
        const struct example_failure *failure = &failures[i];
        uint32_t line =
            failure->example ? failure->example->line : failure->rule->line;
        printf("%.*s:%u: %.*s: %.*s\n", (int)failure->rule->file.len,
            failure->rule->file.bytes, line, (int)failure->rule->id.len,
            failure->rule->id.bytes, (int)failure->message.ru.len,
            failure->message.ru.bytes);
    }
    printf("%zu examples, %zu failures\n", examples, count);
    return count;
}

int main(int argc, char **argv)
{
    struct arena *arena = arena_new();
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    int status = EXIT_SUCCESS;
    for (int i = 1; i < argc && status == EXIT_SUCCESS; i++) {
        if (!load(ruleset, arena, argv[i], &error)) {
            status = fail(argv[i], &error);
        }
    }
    struct pack_errors errors = {.arena = arena, .limit = 1};
    if (status == EXIT_SUCCESS) {
        ruleset_finish_all(ruleset, &errors);
    }
    if (errors.count > 0) {
        status = fail(
            arena_string(arena, errors.items[0].file), &errors.items[0].error);
    }
    if (status == EXIT_SUCCESS && run(ruleset, arena) > 0) {
        status = EXIT_FAILURE;
    }
    ruleset_free(ruleset);
    arena_free(arena);
    return status;
}
