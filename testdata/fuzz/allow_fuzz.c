/*
 * allow_fuzz.c - what allows findings: comments in a policy, and the file
 * beside it.
 *
 * Up to a line "===" the bytes are put into a policy of some findings, behind
 * it they are an allowance file, applied to that policy. Few rules look, for
 * the target is not them.
 */
#include "cmd/allow_check.h"
#include "fuzz.h"

static struct slice policy_of(struct arena *arena, struct slice middle)
{
    return arena_format(arena,
        "# Политика\n\nООО «Ласточка», ИНН 7707083893, Москва.\n\n"
        "1. Согласие даётся бессрочно и не может быть отозвано.\n\n%.*s\n\n"
        "2. Данные передаются любым третьим лицам по усмотрению Оператора.\n\n"
        "- согласие безотзывное;\n- срок не ограничен.\n",
        (int)middle.len, middle.bytes);
}

static void apply(struct arena *arena, const struct checker *checker,
    const struct options *options, struct slice bytes,
    struct checked_file *policy)
{
    struct allow_file file;
    struct checked_file checked = {.options = options};
    struct error error;
    const struct allow_wish wish = {{2026, 11, 22}, true};
    if (!allow_file_read(arena, SLICE(ALLOW_FILE_NAME), bytes, &file, &error)) {
        fuzz_see_error(&error);
        return;
    }
    file.folder = SLICE("/srv/site");
    allow_file_apply(
        &file, arena, SLICE("/srv/site/policy.md"), &wish, policy->report);
    if (!allow_file_check(
            &file, arena, checker_rules(checker), &checked, &error)) {
        fuzz_see_error(&error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct options options =
        fuzz_options(arena, "check --severity=note --require-reason "
                            "--select=ru/consent-perpetual,allow,"
                            "ru/consent-irrevocable,ru/processor-not-named x");
    struct checker *checker = fuzz_checker(arena, &options);
    struct slice rest = fuzz_slice(bytes, size);
    struct checked_file file = {.path = SLICE("policy.md"),
        .bytes = policy_of(arena, fuzz_part(&rest, SLICE("===")))};
    struct trouble trouble;
    if (checker_check(checker, arena, &file, &trouble)) {
        apply(arena, checker, &options, rest, &file);
        fuzz_report(arena, checker, &file, size);
    }
    checker_close(checker);
    arena_free(arena);
    return 0;
}
