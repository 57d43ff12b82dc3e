#include "cmd/lsp_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>

#include <cmocka.h>

static struct lsp_text text_of(enum lsp_encoding encoding, const char *string)
{
    struct lsp_text text = {.encoding = encoding};
    lsp_text_set(&text, slice_from(string));
    return text;
}

static void assert_position(
    const struct lsp_text *text, uint32_t offset, struct lsp_position wanted)
{
    struct lsp_position position = lsp_text_position(text, offset);
    assert_int_equal(position.line, wanted.line);
    assert_int_equal(position.character, wanted.character);
    assert_int_equal(lsp_text_offset(text, wanted), offset);
}

static void characters_are_counted_in_the_encoding(void **state)
{
    (void)state;
    /* я takes 2 bytes, the bird 4 */
    const char *string = "я🐦x";
    struct lsp_text text = text_of(LSP_UTF8, string);
    assert_position(&text, 6, (struct lsp_position){0, 6});
    lsp_text_clear(&text);
    text = text_of(LSP_UTF16, string);
    assert_position(&text, 6, (struct lsp_position){0, 3});
    lsp_text_clear(&text);
    text = text_of(LSP_UTF32, string);
    assert_position(&text, 6, (struct lsp_position){0, 2});
    lsp_text_clear(&text);
}

static void a_place_inside_a_letter_is_its_beginning(void **state)
{
    (void)state;
    struct lsp_text text = text_of(LSP_UTF16, "a🐦b");
    assert_int_equal(lsp_text_offset(&text, (struct lsp_position){0, 2}), 1);
    lsp_text_clear(&text);
    text = text_of(LSP_UTF8, "яb");
    assert_int_equal(lsp_text_offset(&text, (struct lsp_position){0, 1}), 0);
    lsp_text_clear(&text);
}

static void each_kind_of_line_break_ends_a_line(void **state)
{
    (void)state;
    struct lsp_text text = text_of(LSP_UTF16, "a\nb\r\nc\rd\r\n");
    assert_int_equal(text.line_count, 5);
    assert_position(&text, 2, (struct lsp_position){1, 0});
    assert_position(&text, 5, (struct lsp_position){2, 0});
    assert_position(&text, 7, (struct lsp_position){3, 0});
    assert_position(&text, 10, (struct lsp_position){4, 0});
    lsp_text_clear(&text);
}

static void places_outside_are_the_nearest_inside(void **state)
{
    (void)state;
    struct lsp_text text = text_of(LSP_UTF16, "ab\r\ncd");
    assert_int_equal(lsp_text_offset(&text, (struct lsp_position){0, 99}), 2);
    assert_int_equal(lsp_text_offset(&text, (struct lsp_position){99, 0}), 6);
    assert_int_equal(
        lsp_text_offset(&text, (struct lsp_position){1, UINT32_MAX}), 6);
    assert_int_equal(lsp_text_position(&text, 999).character, 2);
    lsp_text_clear(&text);
}

static void a_range_the_wrong_way_round_is_turned(void **state)
{
    (void)state;
    struct lsp_text text = text_of(LSP_UTF16, "abcdef");
    lsp_text_replace(&text, (struct lsp_range){{0, 4}, {0, 2}}, SLICE("-"));
    assert_true(slice_equal(lsp_text_slice(&text), SLICE("ab-ef")));
    lsp_text_replace(&text, (struct lsp_range){{0, 0}, {9, 9}}, SLICE(""));
    assert_int_equal(lsp_text_slice(&text).len, 0);
    assert_int_equal(text.line_count, 1);
    lsp_text_clear(&text);
}

/* Every offset of a line longer than several strides comes back. */
static void places_in_long_lines_come_back(void **state)
{
    (void)state;
    static const char *const letters[] = {"x", "я", "€", "🐦"};
    char line[4 * 400 + 1];
    uint32_t starts[400];
    size_t len = 0;
    for (size_t i = 0; i < COUNT_OF(starts); i++) {
        struct slice letter = slice_from(letters[i * i % 7 % 4]);
        starts[i] = (uint32_t)len;
        for (size_t j = 0; j < letter.len; j++) {
            line[len++] = letter.bytes[j];
        }
    }
    for (int encoding = LSP_UTF16; encoding <= LSP_UTF32; encoding++) {
        struct lsp_text text = {.encoding = (enum lsp_encoding)encoding};
        lsp_text_set(&text, SLICE("первая\n"));
        lsp_text_replace(&text, (struct lsp_range){{1, 0}, {1, 0}},
            (struct slice){line, len});
        for (size_t i = 0; i < COUNT_OF(starts); i++) {
            uint32_t offset = 13 + starts[i];
            assert_position(&text, offset, lsp_text_position(&text, offset));
        }
        lsp_text_clear(&text);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(characters_are_counted_in_the_encoding),
        cmocka_unit_test(a_place_inside_a_letter_is_its_beginning),
        cmocka_unit_test(each_kind_of_line_break_ends_a_line),
        cmocka_unit_test(places_outside_are_the_nearest_inside),
        cmocka_unit_test(a_range_the_wrong_way_round_is_turned),
        cmocka_unit_test(places_in_long_lines_come_back),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
