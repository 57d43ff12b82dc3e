#include "cmd/snippet.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>
#include <stdlib.h>
#include <string.h>

/* What is printed for the words in a source of LF lines. */
static char *show(const char *text, const char *marked, unsigned width)
{
    uint32_t starts[16] = {0};
    size_t lines = 1;
    for (size_t i = 0; text[i]; i++) {
        if (text[i] == '\n') {
            starts[lines++] = (uint32_t)i + 1;
        }
    }
    struct source source = {
        .text = slice_from(text), .line_starts = starts, .line_count = lines};
    const char *at = strstr(text, marked);
    assert_non_null(at);
    uint32_t begin = (uint32_t)(at - text);
    struct span span = {begin, begin + (uint32_t)strlen(marked)};
    char *shown = NULL;
    size_t size = 0;
    FILE *stream = open_memstream(&shown, &size);
    struct terminal terminal = {
        .file = stream, .language = LANGUAGE_RU, .width = width};
    snippet_print(&terminal, &source, span, STYLE_ERROR, true);
    fclose(stream);
    return shown;
}

static void expect(
    const char *text, const char *marked, unsigned width, const char *expected)
{
    char *shown = show(text, marked, width);
    assert_string_equal(shown, expected);
    free(shown);
}

static void carets_stand_under_cyrillic_words(void **state)
{
    (void)state;
    expect("Вы даёте бессрочное согласие.", "бессрочное", 80,
        "    1 | Вы даёте бессрочное согласие.\n"
        "      |          ^^^^^^^^^^\n");
}

static void wide_and_combining_code_points_are_counted_in_cells(void **state)
{
    (void)state;
    expect("日本 и\xCC\x86 слово", "слово", 80,
        "    1 | 日本 и\xCC\x86 слово\n"
        "      |        ^^^^^\n");
}

static void a_long_line_is_cut_on_both_sides_of_the_mark(void **state)
{
    (void)state;
    expect("aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa МЕТКА "
           "bbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbbb",
        "МЕТКА", 40,
        "    1 | …aaaaaaaaaaa МЕТКА bbbbbbbbbbbb…\n"
        "      |              ^^^^^\n");
}

static void indentation_is_left_out(void **state)
{
    (void)state;
    expect("      слово", "слово", 80,
        "    1 | слово\n"
        "      | ^^^^^\n");
}

static void a_mark_of_many_lines_shows_its_first_and_last(void **state)
{
    (void)state;
    expect("раз два  \nтри\nчетыре\n пять шесть\n", "два  \nтри\nчетыре\n пять",
        80,
        "    1 | раз два  \n"
        "      |     ^^^\n"
        "      | …\n"
        "    4 | пять шесть\n"
        "      | ^^^^\n");
}

static void escape_sequences_of_a_document_are_disarmed(void **state)
{
    (void)state;
    expect("a\033[31m\xE2\x80\xAEслово\tx", "слово", 80,
        "    1 | a␛[31m\xEF\xBF\xBDслово x\n"
        "      |        ^^^^^\n");
}

static void a_mark_wider_than_the_screen_is_underlined_to_its_edge(void **state)
{
    (void)state;
    expect("x 0123456789012345678901234567890123456789012345",
        "0123456789012345678901234567890123456789012345", 40,
        "    1 | …012345678901234567890123456789…\n"
        "      |  ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^\n");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(carets_stand_under_cyrillic_words),
        cmocka_unit_test(wide_and_combining_code_points_are_counted_in_cells),
        cmocka_unit_test(a_long_line_is_cut_on_both_sides_of_the_mark),
        cmocka_unit_test(indentation_is_left_out),
        cmocka_unit_test(a_mark_of_many_lines_shows_its_first_and_last),
        cmocka_unit_test(escape_sequences_of_a_document_are_disarmed),
        cmocka_unit_test(
            a_mark_wider_than_the_screen_is_underlined_to_its_edge),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
