/*
 * phrase_fuzz.c - phrases and patterns, and the text that they are looked for
 * in: lines of a `find` fence up to a line "===", then a policy.
 */
#include "fuzz.h"

static struct slice pack_of(struct arena *arena, struct slice lines)
{
    return arena_format(arena,
        "---\npack: x\nedition: 2026-11-21\n---\n\n"
        "## <согласие>\n\n```find\nсогласи*\nсогласи* на обработку\n```\n\n"
        "## <оператор>\n\n- Party: operator\n\n```find\nоператор*\n```\n\n"
        "## x/rule\n\nСообщение.\n\n- English: Message.\n"
        "- Kind: prohibition\n- Severity: error\n- Basis: ст. 1\n\n"
        "```find\n%.*s\n```\n\n```unless\nкроме <согласие>\n```\n",
        (int)lines.len, lines.bytes);
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct slice policy = fuzz_slice(bytes, size);
    struct slice pack = pack_of(arena, fuzz_part(&policy, SLICE("===")));
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    struct doc doc;
    struct report report;
    const struct check_options options = {.as_of = {2026, 11, 22}};
    if (!ruleset_add(ruleset, SLICE("x.md"), pack, &error) ||
        !ruleset_finish(ruleset, &error) ||
        !doc_read(arena, SLICE("policy.md"), policy, &doc, &error)) {
        fuzz_see_error(&error);
    } else {
        check_doc(ruleset, &doc, &options, &report);
    }
    ruleset_free(ruleset);
    arena_free(arena);
    return 0;
}
