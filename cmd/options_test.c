#include "cmd/options.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <string.h>

static struct arena *arena;

static int make_arena(void **state)
{
    (void)state;
    arena = arena_new();
    return 0;
}

static int free_arena(void **state)
{
    (void)state;
    arena_free(arena);
    return 0;
}

/* Parse words separated by single spaces. */
static bool parse(
    const char *line, struct options *ret, struct error *ret_error)
{
    static char words[512];
    char *argv[32];
    int argc = 0;
    struct slice rest = slice_from(line);
    struct slice word;
    size_t used = 0;
    while (slice_next_part(&rest, ' ', &word)) {
        memcpy(words + used, word.bytes, word.len);
        words[used + word.len] = '\0';
        argv[argc++] = words + used;
        used += word.len + 1;
    }
    *ret = (struct options){.language = LANGUAGE_EN};
    return options_parse(arena, argc, argv, ret, ret_error);
}

static void refuses(const char *line, const char *message)
{
    struct options options;
    struct error error;
    assert_false(parse(line, &options, &error));
    assert_string_equal(error.en, message);
}

static void options_and_operands_may_stand_in_any_order(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    assert_true(parse("clauselint check a.md --format=json b.md -q - "
                      "--select ru,by/x --as-of 2026-11-21 -- --c.md",
        &options, &error));
    assert_int_equal(options.command, COMMAND_CHECK);
    assert_int_equal(options.operands.count, 4);
    assert_true(slice_equal(options.operands.items[2], SLICE("-")));
    assert_true(slice_equal(options.operands.items[3], SLICE("--c.md")));
    assert_int_equal(options.report_count, 1);
    assert_int_equal(options.reports[0].format, OUTPUT_JSON);
    assert_int_equal(options.select.count, 2);
    assert_int_equal(options.as_of.year, 2026);
    assert_true(options.is_quiet);
}

static void without_options_errors_alone_fail_and_notes_are_shown(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    assert_true(parse("clauselint check a.md", &options, &error));
    assert_int_equal(options.fail_on, SEVERITY_ERROR);
    assert_int_equal(options.severity, SEVERITY_NOTE);
}

static void several_reports_go_to_places_of_their_own(void **state)
{
    (void)state;
    struct options options;
    struct error error;
    assert_true(parse("clauselint check --format json=a=b.json -f text a.md "
                      "--output c.txt",
        &options, &error));
    assert_int_equal(options.report_count, 2);
    assert_int_equal(options.reports[0].format, OUTPUT_JSON);
    assert_true(slice_equal(options.reports[0].path, SLICE("a=b.json")));
    assert_int_equal(options.reports[1].format, OUTPUT_TEXT);
    assert_true(slice_equal(options.reports[1].path, SLICE("c.txt")));
    assert_true(
        parse("clauselint check --format json=a.json a.md", &options, &error));
    assert_int_equal(options.report_count, 1);
    refuses("clauselint check -f text -f json a.md",
        "--format: two reports in one place; name a file: --format json=FILE");
    refuses("clauselint check -f text=a -f json -o a a.md",
        "--format: two reports in one place; name a file: --format json=FILE");
    refuses(
        "clauselint check -f json= a.md", "--format: the file name is empty");
    refuses("clauselint rules -f json=a",
        "--format: no value \"json=a\"; one of: text, json");
}

static void a_mistyped_name_brings_the_nearest_one(void **state)
{
    (void)state;
    refuses(
        "clauselint chekc a.md", "no command \"chekc\"; did you mean check?");
    refuses("clauselint check --fromat json a.md",
        "check: no option --fromat; did you mean --format?");
    refuses("clauselint policy.md", "no command \"policy.md\"; to check a "
                                    "file: clauselint check policy.md");
}

static void a_bad_value_names_the_option_and_what_is_possible(void **state)
{
    (void)state;
    refuses("clauselint check --format xml a.md",
        "--format: no value \"xml\"; one of: text, json, jsonl, gcc, github, "
        "sarif, gitlab, checkstyle, junit, html, allow");
    refuses("clauselint check --as-of 2026-02-30 a.md",
        "--as-of: \"2026-02-30\" is no date like 2026-11-21");
    refuses("clauselint check --severity", "--severity: its value is missing");
    refuses("clauselint check --statistics=5", "--statistics takes no value");
}

static void an_option_of_another_command_is_refused(void **state)
{
    (void)state;
    refuses("clauselint compile --fail-on error a.md",
        "compile: no option --fail-on; for all options: clauselint help "
        "compile");
}

static void numbers_take_the_right_noun(void **state)
{
    (void)state;
    const struct noun noun = {"ошибка", "ошибки", "ошибок", "error", "errors"};
    assert_string_equal(language_noun(LANGUAGE_RU, 1, &noun), "ошибка");
    assert_string_equal(language_noun(LANGUAGE_RU, 22, &noun), "ошибки");
    assert_string_equal(language_noun(LANGUAGE_RU, 12, &noun), "ошибок");
    assert_string_equal(language_noun(LANGUAGE_RU, 0, &noun), "ошибок");
    assert_string_equal(language_noun(LANGUAGE_EN, 1, &noun), "error");
    assert_string_equal(language_noun(LANGUAGE_EN, 0, &noun), "errors");
}

static void the_locale_chooses_the_language(void **state)
{
    (void)state;
    assert_int_equal(language_of_locale("ru_RU.UTF-8"), LANGUAGE_RU);
    assert_int_equal(language_of_locale("be_BY.UTF-8"), LANGUAGE_RU);
    assert_int_equal(language_of_locale("C.UTF-8"), LANGUAGE_RU);
    assert_int_equal(language_of_locale(NULL), LANGUAGE_RU);
    assert_int_equal(language_of_locale("en_US.UTF-8"), LANGUAGE_EN);
    assert_int_equal(language_of_locale("de_DE@euro"), LANGUAGE_EN);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(options_and_operands_may_stand_in_any_order),
        cmocka_unit_test(without_options_errors_alone_fail_and_notes_are_shown),
        cmocka_unit_test(several_reports_go_to_places_of_their_own),
        cmocka_unit_test(a_mistyped_name_brings_the_nearest_one),
        cmocka_unit_test(a_bad_value_names_the_option_and_what_is_possible),
        cmocka_unit_test(an_option_of_another_command_is_refused),
        cmocka_unit_test(numbers_take_the_right_noun),
        cmocka_unit_test(the_locale_chooses_the_language),
    };
    return cmocka_run_group_tests(tests, make_arena, free_arena);
}
