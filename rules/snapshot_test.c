/*
 * snapshot_test.c - the snapshot against packs loaded from their Markdown.
 *
 * snapshot_test FOLDER…: every file below the folders is checked as a policy
 * with both; any bytes make a document.
 */
#include "rules/snapshot.h"
#include "rules/tool_file.h"

#include <dirent.h>
#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

#define FOLDER_DEPTH 4u

static const char own_pack[] =
    "---\npack: own\n---\n\n## <чердак>\n\n```find\nчердак*\n<данные> на "
    "*ндресоля*\n```\n\n## own/attic\n\nДанные лежат на чердаке.\n\n"
    "- English: Data lie in the attic.\n- Kind: prohibition\n"
    "- Severity: error\n- Basis: ст. 1\n- Yields to: ru/consent-perpetual\n\n"
    "```find\n<данные> ... <чердак>\nre: сундук\\w*\n```\n";

static const char own_policy[] =
    "# Политика обработки персональных данных\n\n"
    "1. Персональные данные клиентов лежат на чердаке.\n\n"
    "2. Сведения о вас мы храним на антресолях и в сундуках. Согласие вы "
    "даёте бессрочно.\n";

/* The embedded packs, and on top of them a pack or "". */
static struct ruleset *load(bool is_snapshot, const char *pack)
{
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    bool is_loaded = is_snapshot
                         ? ruleset_add_embedded(ruleset, &error)
                         : ruleset_add_sources(ruleset, NULL, 0, &error);
    if (is_loaded && !is_snapshot) {
        ruleset_count_words(ruleset);
    }
    is_loaded = is_loaded &&
                (!pack[0] || ruleset_add(ruleset, SLICE("own.md"),
                                 slice_from(pack), &error)) &&
                ruleset_finish(ruleset, &error);
    if (!is_loaded) {
        fail_msg("%u:%u: %s", error.place.line, error.place.column, error.en);
    }
    return ruleset;
}

/* The first line in which two texts differ fails the test. */
static void assert_same(struct slice one, struct slice other)
{
    struct slice a = one;
    struct slice b = other;
    for (;;) {
        bool has_a = slice_next_line(&one, &a);
        bool has_b = slice_next_line(&other, &b);
        if (!has_a && !has_b) {
            return;
        }
        if (has_a != has_b || !slice_equal(a, b)) {
            fail_msg("snapshot: %.*s\nsources:  %.*s", (int)a.len, a.bytes,
                (int)b.len, b.bytes);
        }
    }
}

static void the_snapshot_is_what_the_loader_makes_of_the_packs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *loaded = load(false, "");
    assert_same(snapshot_write(snapshot_ruleset(), arena),
        snapshot_write(loaded, arena));
    ruleset_free(loaded);
    arena_free(arena);
}

static void put_words(struct buffer *out, struct words words)
{
    buffer_format(out, "    %.*s / %.*s\n", (int)words.ru.len, words.ru.bytes,
        (int)words.en.len, words.en.bytes);
}

static void put_finding(struct buffer *out, const struct finding *finding)
{
    buffer_format(out, "%.*s %d %u-%u %s «%.*s» %.*s\n",
        (int)finding->rule->id.len, finding->rule->id.bytes,
        (int)finding->severity, finding->span.begin, finding->span.end,
        finding->fingerprint, (int)finding->quote.len, finding->quote.bytes,
        (int)finding->fix.len, finding->fix.bytes);
    put_words(out, finding->message);
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        buffer_format(out, "  %u-%u\n", related->span.begin, related->span.end);
        put_words(out, related->message);
    }
}

/* All that the rules find in a document; empty when it is refused. */
static struct slice findings_in(const struct ruleset *ruleset,
    struct slice name, struct slice bytes, struct arena *arena)
{
    struct buffer out = {.arena = arena};
    struct doc doc;
    struct error error;
    if (!doc_read(arena, name, bytes, &doc, &error)) {
        return (struct slice){0};
    }
    struct check_options options = {.as_of = {2026, 11, 22}};
    struct report report;
    check_doc(ruleset, &doc, &options, &report);
    for (size_t i = 0; i < report.finding_count; i++) {
        put_finding(&out, &report.findings[i]);
    }
    for (size_t i = 0; i < report.fact_count; i++) {
        const struct fact *fact = &report.facts[i];
        buffer_format(&out, "%.*s %u %u-%u\n", (int)fact->rule->id.len,
            fact->rule->id.bytes, fact->passage.clause,
            fact->passage.span.begin, fact->passage.span.end);
    }
    return buffer_slice(&out);
}

static void a_pack_is_added_to_the_snapshot_as_to_the_sources(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *kept = load(true, own_pack);
    struct ruleset *loaded = load(false, own_pack);
    struct slice bytes = slice_from(own_policy);
    struct slice found = findings_in(kept, SLICE("own.md"), bytes, arena);
    assert_same(found, findings_in(loaded, SLICE("own.md"), bytes, arena));
    size_t at = slice_find(found, SLICE("own/attic"), 0);
    assert_int_not_equal(at, SLICE_NOT_FOUND);
    at = slice_find(found, SLICE("own/attic"), at + 1);
    assert_int_not_equal(at, SLICE_NOT_FOUND);
    ruleset_free(kept);
    ruleset_free(loaded);
    arena_free(arena);
}

struct comparison {
    const struct ruleset *kept;
    const struct ruleset *loaded;
    size_t file_count;
};

static void compare_file(struct comparison *comparison, const char *path)
{
    struct arena *arena = arena_new();
    struct slice bytes;
    if (tool_file_read(arena, path, &bytes)) {
        struct slice name = slice_from(path);
        assert_same(findings_in(comparison->kept, name, bytes, arena),
            findings_in(comparison->loaded, name, bytes, arena));
        comparison->file_count++;
    }
    arena_free(arena);
}

static void compare_folder(
    struct comparison *comparison, const char *path, unsigned depth)
{
    DIR *folder = depth < FOLDER_DEPTH ? opendir(path) : NULL;
    if (!folder) {
        compare_file(comparison, path);
        return;
    }
    for (const struct dirent *entry; (entry = readdir(folder));) {
        if (entry->d_name[0] != '.') {
            struct arena *arena = arena_new();
            struct slice inner =
                arena_format(arena, "%s/%s", path, entry->d_name);
            compare_folder(comparison, inner.bytes, depth + 1);
            arena_free(arena);
        }
    }
    closedir(folder);
}

static void every_policy_gets_the_same_findings_from_both(void **state)
{
    struct ruleset *kept = load(true, "");
    struct ruleset *loaded = load(false, "");
    struct comparison comparison = {kept, loaded, 0};
    for (char **folder = *state; *folder; folder++) {
        compare_folder(&comparison, *folder, 0);
    }
    print_message("%zu files\n", comparison.file_count);
    assert_true(comparison.file_count > 0);
    ruleset_free(kept);
    ruleset_free(loaded);
}

int main(int argc, char **argv)
{
    (void)argc;
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_snapshot_is_what_the_loader_makes_of_the_packs),
        cmocka_unit_test(a_pack_is_added_to_the_snapshot_as_to_the_sources),
        cmocka_unit_test_prestate(
            every_policy_gets_the_same_findings_from_both, argv + 1),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
