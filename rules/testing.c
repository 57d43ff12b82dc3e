#include "rules/testing.h"

#include "parser/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool load(
    struct ruleset *ruleset, const char *markdown, struct error *error)
{
    return ruleset_add(ruleset, SLICE("x.md"), slice_from(markdown), error) &&
           ruleset_finish(ruleset, error);
}

struct ruleset *testing_ruleset(const char *markdown)
{
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    if (!load(ruleset, markdown, &error)) {
        fail_msg("%u:%u: %s", error.place.line, error.place.column, error.en);
    }
    return ruleset;
}

struct slice testing_error(
    struct arena *arena, const char *markdown, struct place *ret_place)
{
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    if (load(ruleset, markdown, &error)) {
        fail_msg("the pack loads");
    }
    ruleset_free(ruleset);
    *ret_place = error.place;
    return arena_copy(arena, slice_from(error.en));
}

const char *testing_pack(
    struct arena *arena, const char *kind, const char *lines)
{
    return arena_format(arena,
        "---\npack: x\nedition: 2026-11-21\n---\n\n"
        "## <согласие>\n\n```find\nсогласи*\nсогласи* на обработку\n```\n\n"
        "## <оператор>\n\n- Party: operator\n\n```find\nоператор*\n```\n\n"
        "## x/rule\n\nСообщение.\n\n- English: Message.\n- Kind: %s\n"
        "- Severity: error\n- Basis: ст. 1\n\n```find\n%s\n```\n",
        kind, lines)
        .bytes;
}

struct slice testing_found(
    struct arena *arena, const char *pack, const char *policy)
{
    struct ruleset *ruleset = testing_ruleset(pack);
    struct doc doc;
    struct error error;
    assert_true(
        doc_read(arena, SLICE("policy.md"), slice_from(policy), &doc, &error));
    struct check_options options = {.as_of = {2026, 11, 21},
        .jurisdictions = JURISDICTION_RU,
        .operator_types = OPERATOR_LEGAL,
        .document_types = DOCUMENT_POLICY};
    struct report report;
    check_doc(ruleset, &doc, &options, &report);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < report.finding_count; i++) {
        buffer_append(&buffer, i ? SLICE(" | ") : SLICE(""));
        buffer_append(&buffer, report.findings[i].is_absence
                                   ? SLICE("(absence)")
                                   : report.findings[i].quote);
    }
    buffer_append_byte(&buffer, '\0');
    buffer.len--;
    ruleset_free(ruleset);
    return buffer_slice(&buffer);
}
