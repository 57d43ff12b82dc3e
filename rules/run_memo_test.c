#include "rules/check.h"

#include "parser/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Versions of one text: words change, clauses move, a term gets another name,
   the law becomes another, a list its lead-in. */
static const char *const versions[] = {
    "# Политика ООО «Ласточка»\n\n1.1. ООО «Ласточка» (далее — Компания) "
    "обрабатывает данные по 152-ФЗ.\n\n1.2. Согласие бессрочно.\n\n1.3. "
    "Компания вправе:\n\n- передавать данные третьим лицам;\n- хранить их "
    "бессрочно.\n",
    "# Политика ООО «Ласточка»\n\n1.1. ООО «Ласточка» (далее — Общество) "
    "обрабатывает данные по 152-ФЗ.\n\n1.2. Согласие бессрочно.\n\n1.3. "
    "Компания вправе:\n\n- передавать данные третьим лицам;\n- хранить их "
    "бессрочно.\n",
    "# Политика ООО «Ласточка»\n\n1.1. ООО «Ласточка» (далее — Общество) "
    "обрабатывает данные по 152-ФЗ.\n\n1.3. Компания не вправе:\n\n- "
    "передавать данные третьим лицам;\n- хранить их бессрочно.\n\n1.2. "
    "Согласие бессрочно. Согласие бессрочно.\n",
    "# Политика ООО «Ласточка»\n\nМинск, УНП 100582333.\n\n1.1. ООО "
    "«Ласточка» (далее — Общество) обрабатывает данные по Закону Республики "
    "Беларусь № 99-З.\n\n1.2. Согласие бессрочно.\n\n1.3. Общество вправе:\n\n"
    "- передавать данные третьим лицам;\n- хранить их бессрочно.\n",
    "",
    "1.2. Согласие бессрочно.\n",
};

/* All that is found, with its places and fingerprints. */
static struct slice found(struct arena *arena, const struct ruleset *ruleset,
    const char *policy, struct workspace *workspace)
{
    struct doc doc;
    struct error error;
    assert_true(
        doc_read(arena, SLICE("policy.md"), slice_from(policy), &doc, &error));
    struct check_options options = {
        .as_of = {2026, 11, 21}, .workspace = workspace};
    struct report report;
    check_doc(ruleset, &doc, &options, &report);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < report.finding_count; i++) {
        const struct finding *finding = &report.findings[i];
        buffer_format(&buffer, "%.*s %u %u %d %zu %s\n",
            (int)finding->rule->id.len, finding->rule->id.bytes,
            finding->span.begin, finding->span.end, (int)finding->severity,
            finding->related_count, finding->fingerprint);
    }
    buffer_format(&buffer, "%zu facts\n", report.fact_count);
    return buffer_slice(&buffer);
}

static void what_is_remembered_changes_no_finding(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    assert_true(ruleset_add_embedded(ruleset, &error));
    assert_true(ruleset_finish(ruleset, &error));
    struct workspace *workspace = workspace_new();
    workspace_remember(workspace);
    const size_t count = sizeof(versions) / sizeof(versions[0]);
    for (size_t i = 0; i < count * count; i++) {
        const char *version = versions[i % 2 ? i / count : i % count];
        struct slice fresh = found(arena, ruleset, version, NULL);
        struct slice remembered = found(arena, ruleset, version, workspace);
        assert_string_equal(
            arena_string(arena, remembered), arena_string(arena, fresh));
        assert_true(version[0] == '\0' || fresh.len > 40);
    }
    workspace_free(workspace);
    ruleset_free(ruleset);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(what_is_remembered_changes_no_finding),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
