/*
 * pack_fuzz.c - a pack of the user's: loaded, its examples run, and a policy
 * checked by it.
 */
#include "fuzz.h"

static void check(const struct ruleset *ruleset, struct arena *arena)
{
    struct doc doc;
    struct error error;
    struct report report;
    const struct check_options options = {.as_of = {2026, 11, 22}};
    struct slice policy = SLICE(
        "# Политика\n\n1. Оператор передаёт данные третьим лицам и хранит их "
        "бессрочно, кроме случаев, указанных в п. 2.\n\n2. Согласие\n\n"
        "- отзывается письмом;\n- действует 5 лет.\n");
    if (doc_read(arena, SLICE("policy.md"), policy, &doc, &error)) {
        check_doc(ruleset, &doc, &options, &report);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    if (ruleset_add(ruleset, SLICE("x.md"), fuzz_slice(bytes, size), &error) &&
        ruleset_finish(ruleset, &error)) {
        struct example_failure *failures;
        size_t failure_count;
        ruleset_test(ruleset, SLICE(""), arena, &failures, &failure_count);
        check(ruleset, arena);
    } else {
        fuzz_see_error(&error);
    }
    ruleset_free(ruleset);
    arena_free(arena);
    return 0;
}
