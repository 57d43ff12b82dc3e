#include "parser/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static void common_code_points_are_what_the_tables_say(void **state)
{
    (void)state;
    for (uint32_t i = 0; i < 0x0500; i++) {
        assert_int_equal(utf8_is_letter(i), utf8_is_rare_letter(i));
        assert_int_equal(utf8_is_upper(i), utf8_is_rare_upper(i));
        assert_int_equal(utf8_is_lower(i), utf8_is_rare_lower(i));
        assert_int_equal(utf8_is_digit(i), utf8_is_rare_digit(i));
        bool is_break = i >= '\t' && i <= '\r';
        assert_int_equal(utf8_is_space(i), is_break || utf8_is_rare_space(i));
    }
}

static void lower_case_of_common_letters_is_their_small_letter(void **state)
{
    (void)state;
    assert_int_equal(utf8_lower('A'), 'a');
    assert_int_equal(utf8_lower('Z'), 'z');
    assert_int_equal(utf8_lower('['), '[');
    assert_int_equal(utf8_lower(0x0410), 0x0430);
    assert_int_equal(utf8_lower(0x042F), 0x044F);
    assert_int_equal(utf8_lower(0x044F), 0x044F);
    assert_int_equal(utf8_lower(0x0401), 0x0451);
}

static void valid_text_ends_where_a_byte_is_none(void **state)
{
    (void)state;
    static const struct {
        const char *text;
        size_t valid;
    } cases[] = {
        {"", 0}, {"abc", 3}, {"данные", 12}, {"«—» 😀", 12},
        {"a\xD0", 1},          /* the second byte is missing */
        {"a\xD0z", 1},         /* or is none */
        {"я\x80", 2},          /* a second byte alone */
        {"\xC0\xAF", 0},       /* too long for its code point */
        {"\xED\xA0\x80", 0},   /* half of a pair of UTF-16 */
        {"\xEF\xBF\xBD я", 6}, /* U+FFFD is a code point as well */
    };
    for (size_t i = 0; i < COUNT_OF(cases); i++) {
        struct slice text = slice_from(cases[i].text);
        assert_int_equal(utf8_valid_length(text), cases[i].valid);
    }
}

/* Text is looked at in blocks: what stands at their border counts, too. */
static void valid_text_ends_there_wherever_the_byte_stands(void **state)
{
    (void)state;
    static const char *const wrong[] = {"\xD0 ", "\x80", "\xFF", "\xE2\x80"};
    static const char letters[] = "Данные — «a» и 😀 данные о данных и их "
                                  "субъектах, которых 12345 или более того";
    for (size_t end = 0; end < sizeof(letters); end++) {
        struct slice text = {letters, end};
        size_t valid = 0;
        for (size_t next = 0; next < end; valid = next) {
            if (utf8_next(text, &next) == UTF8_REPLACEMENT) {
                break;
            }
        }
        assert_int_equal(utf8_valid_length(text), valid);
        for (size_t i = 0; i < COUNT_OF(wrong) && valid == end; i++) {
            char bytes[sizeof(letters) + 40] = "";
            memcpy(bytes, letters, end);
            memcpy(bytes + end, wrong[i], strlen(wrong[i]));
            memset(bytes + end + strlen(wrong[i]), ' ', 32);
            assert_int_equal(utf8_valid_length(slice_from(bytes)), end);
        }
    }
}

static void four_letters_are_what_each_of_them_is(void **state)
{
    (void)state;
    for (uint32_t i = 0x80; i < 0x800; i++) {
        char bytes[UTF8_FOUR];
        memcpy(bytes, "аяаю", sizeof(bytes));
        for (size_t at = 0; at < sizeof(bytes); at += 2) {
            utf8_encode(i, bytes + at);
            uint64_t four = utf8_four_at(bytes);
            bool is_cyrillic = i >= 0x400 && i < 0x480;
            bool is_small = i >= 0x430 && i < 0x450;
            assert_int_equal(
                utf8_cyrillic_bytes(four), is_cyrillic ? UTF8_FOUR : at);
            assert_int_equal(
                utf8_small_russian_bytes(four), is_small ? UTF8_FOUR : at);
            memcpy(bytes, "яаюа", sizeof(bytes));
        }
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(common_code_points_are_what_the_tables_say),
        cmocka_unit_test(lower_case_of_common_letters_is_their_small_letter),
        cmocka_unit_test(valid_text_ends_where_a_byte_is_none),
        cmocka_unit_test(valid_text_ends_there_wherever_the_byte_stands),
        cmocka_unit_test(four_letters_are_what_each_of_them_is),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
