#include "rules/testing.h"

#include "parser/buffer.h"
#include "rules/pack_page.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <string.h>

#include <cmocka.h>

#define HEAD "---\npack: x\nedition: 2026-11-21\n---\n\n"
#define RULE                                                               \
    HEAD "## x/one\n\nПервое.\n\nПочему.\n\n- English: One.\n" \
         "- Kind: prohibition\n- Severity: error\n- Basis: ст. 1\n\n"

/* The pack fails to load at the place, with a message that has the part. */
static void fails_at(
    const char *pack, uint32_t line, uint32_t column, const char *part)
{
    struct arena *arena = arena_new();
    struct place place;
    struct slice message = testing_error(arena, pack, &place);
    if (slice_find(message, slice_from(part), 0) == SLICE_NOT_FOUND) {
        fail_msg("%.*s", (int)message.len, message.bytes);
    }
    assert_int_equal(place.line, line);
    assert_int_equal(place.column, column);
    arena_free(arena);
}

static void a_rule_has_what_its_pack_says(void **state)
{
    (void)state;
    struct ruleset *ruleset = testing_ruleset(HEAD
        "## x/one\n\nПервое.\n\nПочему.\n\n- English: One.\n"
        "- Kind: prohibition\n"
        "- Severity: error; warning for sole, consent; note before "
        "2022-09-01\n"
        "- Applies: RU, BY\n- Documents: policy\n- Off: yes\n"
        "- Basis: ч. 2 ст. 9 (from 2011-07-27); ст. 6 (from 2011-07-27 to "
        "2022-08-31)\n- Basis: ст. 7\n- Unguarded: negation, third-party\n"
        "\n```find\n# comment\nраз\n\nдва\n```\n\n```fix\nИсправьте.\n```\n"
        "\nWrong:\n\n> **Раз**.\n>\n> 1. пункт\n\n> **Два**.\n\nRight:\n\n"
        "> Три.\n");
    const struct rule *rule = ruleset_find(ruleset, SLICE("x/one"));
    assert_non_null(rule);
    assert_true(slice_equal(rule->message.ru, SLICE("Первое.")));
    assert_true(slice_equal(rule->message.en, SLICE("One.")));
    assert_true(slice_equal(rule->rationale, SLICE("Почему.")));
    assert_true(slice_equal(rule->fix, SLICE("Исправьте.")));
    assert_int_equal(rule->severity_count, 3);
    assert_int_equal(rule->severities[1].operator_types, OPERATOR_SOLE);
    assert_int_equal(rule->severities[1].document_types, DOCUMENT_CONSENT);
    assert_int_equal(rule->severities[2].period.to.day, 31);
    assert_int_equal(rule->severities[2].period.to.month, 8);
    assert_int_equal(rule->jurisdictions, JURISDICTION_RU | JURISDICTION_BY);
    assert_true(rule->is_off);
    assert_int_equal(rule->basis_count, 3);
    assert_true(slice_equal(rule->bases[1].cite, SLICE("ст. 6")));
    assert_int_equal(rule->bases[1].period.to.year, 2022);
    assert_int_equal(rule->find_count, 2);
    assert_int_equal(rule->example_count, 3);
    struct arena *arena = arena_new();
    assert_true(slice_equal(example_markdown(arena, rule, &rule->examples[0]),
        SLICE("**Раз**.\n\n1. пункт\n")));
    arena_free(arena);
    assert_true(rule->examples[1].is_wrong);
    assert_false(rule->examples[2].is_wrong);
    ruleset_free(ruleset);
}

static void a_faulty_pack_is_reported_at_its_place(void **state)
{
    (void)state;
    fails_at("# Без имени\n", 1, 1, "pack's name");
    fails_at("---\npack: x\nedition: вчера\n---\n", 3, 1, "date");
    fails_at(HEAD "## one\n", 6, 4, "rule id");
    fails_at(HEAD "## y/one\n", 6, 4, "name of its pack");
    fails_at(HEAD "### x/one\n", 6, 5, "level 1");
    fails_at(RULE "- Severty: error\n", 17, 3, "did you mean \"Severity\"");
    fails_at(RULE "- Severity: note\n", 17, 3, "already");
    fails_at(RULE "- From: 2022-02-30\n", 17, 9, "date");
    fails_at(RULE "- Applies: RU, BX\n", 17, 16, "can be: RU, BY");
    fails_at(RULE "- Unguarded: negatoin\n", 17, 14, "\"negation\"");
    fails_at(RULE "- Check: nothing-like-it\n", 17, 10, "cannot read");
    fails_at(RULE "- Only when: xone\n", 17, 14, "rule id");
    fails_at(RULE "```fnd\nраз\n```\n", 17, 1, "did you mean \"find\"");
    fails_at(RULE "> Пример.\n", 17, 1, "is wanted before an example");
    fails_at(RULE "Wrong:\n\nТекст.\n", 19, 1, "is wanted here");
    fails_at(RULE, 6, 1, "needs a fence \"find\"");
    fails_at(HEAD "## x/one\n\nПервое.\n", 6, 1, "English");
    fails_at(RULE "- Yields to: x/tow\n\n```find\nраз\n```\n\n## x/two\n\nВ.\n"
                  "\n- English: T.\n- Kind: concept\n\n```find\nдва\n```\n",
        17, 14, "did you mean \"x/two\"");
    fails_at(RULE "```find\nраз <согласи> два\n```\n\n## <согласие>\n\n"
                  "```find\nсогласие\n```\n",
        18, 5, "did you mean <согласие>");
}

/* What is wrong in the pack, as «line:column line:column». */
static struct slice all_errors(
    struct arena *arena, struct ruleset *ruleset, const char *pack)
{
    struct pack_errors errors = {.arena = arena, .limit = 20};
    struct buffer buffer = {.arena = arena};
    ruleset_add_all(ruleset, SLICE("x.md"), slice_from(pack), &errors);
    ruleset_finish_all(ruleset, &errors);
    for (size_t i = 0; i < errors.count; i++) {
        struct place place = errors.items[i].error.place;
        buffer_format(
            &buffer, "%s%u:%u", i ? " " : "", place.line, place.column);
    }
    return buffer_slice(&buffer);
}

static void an_error_does_not_hide_those_behind_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *ruleset = ruleset_new();
    struct slice errors = all_errors(arena, ruleset,
        RULE "- Severty: note\n\n```find\n(раз\nдва |\nтри\n```\n\n"
             "## one\n\n- Kond: x\n\n## x/two\n\nВ.\n\n- Yields to: "
             "x/one, x/no\n\n## x/three\n\nТ.\n\n- English: T.\n"
             "- Kind: concept\n\n```find\n<нет> раз\n```\n\n## x/four\n\n"
             "Ч.\n\n- English: F.\n- Kind: concept\n\n```find\nраз\n```\n");
    assert_string_equal(
        arena_string(arena, errors), "17:3 20:1 21:5 25:4 29:1 43:1 33:21");
    assert_true(ruleset_find(ruleset, SLICE("x/one"))->is_faulty);
    assert_true(ruleset_find(ruleset, SLICE("x/two"))->is_faulty);
    assert_true(ruleset_find(ruleset, SLICE("x/three"))->is_faulty);
    assert_false(ruleset_find(ruleset, SLICE("x/four"))->is_faulty);
    ruleset_free(ruleset);
    arena_free(arena);
}

static void a_faulty_entry_makes_the_rules_that_use_it_faulty(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *ruleset = ruleset_new();
    struct slice errors = all_errors(arena, ruleset,
        HEAD "## <а>\n\n```find\n(раз\n```\n\n## <б>\n\n```find\n<а>\n```\n"
             "\n## <в>\n\n```find\n<в> два\n```\n\n## x/one\n\nП.\n\n"
             "- English: T.\n- Kind: concept\n\n```find\n<б>\n```\n");
    assert_string_equal(arena_string(arena, errors), "9:1 18:1");
    assert_true(ruleset_find(ruleset, SLICE("x/one"))->is_faulty);
    ruleset_free(ruleset);
    arena_free(arena);
}

static void a_page_tells_what_stands_where(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice pack = SLICE(
        RULE "- Yields to: x/two, y/three\n\n```find\nраз <Срок>\n```\n\n"
             "Wrong:\n\n> Раз.\n> Два.\n\n# Часть\n\n| а | б |\n|---|---|\n"
             "| в | г |\n\n## <срок>\n\n```find\nсрок*\n```\n");
    struct pack_page page;
    struct error error;
    assert_true(pack_page_read(arena, SLICE("x.md"), pack, &page, &error));
    static const enum pack_part_kind kinds[] = {PACK_RULE, PACK_KEY, PACK_KEY,
        PACK_KEY, PACK_KEY, PACK_KEY, PACK_FENCE, PACK_EXAMPLE, PACK_SECTION,
        PACK_TABLE, PACK_ENTRY, PACK_FENCE};
    assert_int_equal(page.part_count, COUNT_OF(kinds));
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        assert_int_equal(page.parts[i].kind, kinds[i]);
    }
    static const char *const names[] = {
        "x/one", "x/two", "y/three", "Срок", "срок"};
    assert_int_equal(page.name_count, COUNT_OF(names));
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        struct span span = page.names[i].span;
        assert_string_equal(
            arena_string(arena, slice_cut(pack, span.begin, span.end)),
            names[i]);
    }
    assert_true(slice_equal(page.names[3].name, SLICE("срок")));
    const struct pack_part *entry = pack_page_find(&page, true, SLICE("срок"));
    assert_non_null(entry);
    assert_int_equal(entry->span.end, pack.len - 1);
    assert_null(pack_page_find(&page, false, SLICE("x/two")));
    arena_free(arena);
}

static void a_lexicon_entry_must_not_use_itself(void **state)
{
    (void)state;
    fails_at(HEAD "## <а>\n\n```find\n<б> раз\n```\n\n## <б>\n\n"
                  "```find\n<а> два\n```\n",
        12, 1, "circle");
}

static void conditions_ask_what_the_document_states(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *pack =
        HEAD "## x/ads\n\nР.\n\n- English: A.\n- Kind: concept\n\n```find\n"
             "реклам*\n```\n\n## x/rule\n\nП.\n\n- English: R.\n"
             "- Kind: presence\n- Severity: error\n- Basis: ст. 1\n"
             "- Only when: x/ads\n\n```find\nотказ*\n```\n";
    assert_string_equal(
        testing_found(arena, pack, "Мы шлём рекламу.").bytes, "(absence)");
    assert_string_equal(
        testing_found(arena, pack, "Рекламы мы не шлём.").bytes, "(absence)");
    assert_string_equal(testing_found(arena, pack, "Мы шлём счета.").bytes, "");
    assert_string_equal(
        testing_found(arena, pack, "Мы не шлём рекламу.").bytes, "");
    arena_free(arena);
}

static void a_finding_yields_to_another_at_the_same_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *pack = HEAD
        "## x/one\n\nП.\n\n- English: R.\n- Kind: prohibition\n"
        "- Severity: error\n- Basis: ст. 1\n- Yields to: x/two\n\n```find\n"
        "раз два\n```\n\n## x/two\n\nП.\n\n- English: R.\n"
        "- Kind: prohibition\n- Severity: error\n- Basis: ст. 1\n\n"
        "```find\nдва три\n```\n";
    assert_string_equal(
        testing_found(arena, pack, "Раз два три.").bytes, "два три");
    assert_string_equal(
        testing_found(arena, pack, "Раз два.").bytes, "Раз два");
    arena_free(arena);
}

static void a_concept_stated_at_the_same_words_takes_a_finding_back(
    void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *pack = HEAD
        "## x/one\n\nП.\n\n- English: R.\n- Kind: prohibition\n"
        "- Severity: error\n- Basis: ст. 1\n- Yields to: x/two\n\n```find\n"
        "раз два\n```\n\n## x/two\n\nП.\n\n- English: R.\n"
        "- Kind: concept\n- Scope: clause\n\n```find\nдва ... три\n```\n";
    assert_string_equal(
        testing_found(arena, pack, "Раз два. Потом три.").bytes, "");
    assert_string_equal(
        testing_found(arena, pack, "Раз два. Не два и не три.").bytes,
        "Раз два");
    assert_string_equal(
        testing_found(arena, pack, "Раз два.\n\nПотом три.").bytes, "Раз два");
    arena_free(arena);
}

static void a_rule_may_report_a_sentence_or_once_in_the_document(void **state)
{
    (void)state;
    const char *policy = "Раз, потом снова раз. Ещё раз.";
    const char *wanted[][2] = {{"place", "Раз | раз | раз"},
        {"sentence", "Раз, потом снова раз | раз"},
        {"once", "Раз, потом снова раз"}};
    struct arena *arena = arena_new();
    for (size_t i = 0; i < 3; i++) {
        struct slice pack = arena_format(arena,
            HEAD "## x/one\n\nП.\n\n- English: R.\n- Kind: prohibition\n"
                 "- Severity: error\n- Basis: ст. 1\n- Report: %s\n\n"
                 "```find\nраз\n```\n",
            wanted[i][0]);
        assert_string_equal(
            testing_found(arena, pack.bytes, policy).bytes, wanted[i][1]);
    }
    arena_free(arena);
}

static void both_sides_of_a_contradiction_must_be_there(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *pack = HEAD
        "## x/one\n\nП.\n\n- English: R.\n- Kind: consistency\n"
        "- Severity: error\n- Basis: ст. 1\n\n```find\nне передает\n```\n\n"
        "```against\nпередает банку\n```\n";
    assert_string_equal(
        testing_found(arena, pack, "Он не передаёт их. Он передаёт банку их.")
            .bytes,
        "не передаёт");
    assert_string_equal(
        testing_found(arena, pack, "Он не передаёт их.").bytes, "");
    arena_free(arena);
}

/* Edits elsewhere, and new numbers, leave a fingerprint as it was. */
static void a_fingerprint_stays_when_other_clauses_change(void **state)
{
    (void)state;
    const char *policies[] = {"Срок 5 лет бессрочно. Иное.",
        "Новое.\n\nСрок 7 лет бессрочно.", "Бессрочно."};
    char prints[3][33];
    struct arena *arena = arena_new();
    struct ruleset *ruleset =
        testing_ruleset(testing_pack(arena, "terminology", "бессрочно"));
    for (int i = 0; i < 3; i++) {
        struct doc doc;
        struct error error;
        struct report report;
        struct check_options options = {.as_of = {2026, 11, 21}};
        assert_true(doc_read(
            arena, SLICE("a.md"), slice_from(policies[i]), &doc, &error));
        check_doc(ruleset, &doc, &options, &report);
        assert_int_equal(report.finding_count, 1);
        memcpy(prints[i], report.findings[0].fingerprint, 33);
    }
    assert_string_equal(prints[0], prints[1]);
    assert_string_not_equal(prints[0], prints[2]);
    ruleset_free(ruleset);
    arena_free(arena);
}

static void an_alternative_that_no_example_reaches_is_a_failure(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *ruleset = testing_ruleset(
        RULE "```find\nраз (два|три)\nчетыре\n```\n\nWrong:\n\n> **Раз два**.\n"
             "\nRight:\n\n> Раз **три**.\n");
    struct example_failure *failures;
    size_t count;
    assert_int_equal(
        ruleset_test(ruleset, (struct slice){0}, arena, &failures, &count), 2);
    assert_int_equal(count, 2);
    assert_true(slice_find(failures[0].message.en, SLICE("found: «Раз три»"),
                    0) != SLICE_NOT_FOUND);
    assert_true(slice_find(failures[1].message.en, SLICE("четыре"), 0) !=
                SLICE_NOT_FOUND);
    ruleset_free(ruleset);
    arena_free(arena);
}

static void the_packs_of_the_program_load(void **state)
{
    (void)state;
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    if (!ruleset_add_embedded(ruleset, &error) ||
        !ruleset_finish(ruleset, &error)) {
        fail_msg("%u:%u: %s", error.place.line, error.place.column, error.en);
    }
    ruleset_free(ruleset);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_rule_has_what_its_pack_says),
        cmocka_unit_test(a_faulty_pack_is_reported_at_its_place),
        cmocka_unit_test(an_error_does_not_hide_those_behind_it),
        cmocka_unit_test(a_faulty_entry_makes_the_rules_that_use_it_faulty),
        cmocka_unit_test(a_page_tells_what_stands_where),
        cmocka_unit_test(a_lexicon_entry_must_not_use_itself),
        cmocka_unit_test(conditions_ask_what_the_document_states),
        cmocka_unit_test(a_finding_yields_to_another_at_the_same_words),
        cmocka_unit_test(
            a_concept_stated_at_the_same_words_takes_a_finding_back),
        cmocka_unit_test(a_rule_may_report_a_sentence_or_once_in_the_document),
        cmocka_unit_test(both_sides_of_a_contradiction_must_be_there),
        cmocka_unit_test(a_fingerprint_stays_when_other_clauses_change),
        cmocka_unit_test(an_alternative_that_no_example_reaches_is_a_failure),
        cmocka_unit_test(the_packs_of_the_program_load),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
