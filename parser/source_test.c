#include "parser/source.h"

#include "parser/buffer.h"
#include "parser/utf8.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

/* Enough letters for statistics; invented. */
static const char russian[] =
    "Политика ООО «Ромашка-Тест» в отношении обработки персональных данных\n"
    "1. Оператор обрабатывает имя, телефон и адрес электронной почты.\n"
    "2. Субъект вправе отозвать согласие, написав оператору письмо № 1 — "
    "объём сведений указан ниже.\n";

static struct source read_source(
    struct arena *arena, const char *name, struct slice bytes)
{
    struct source source;
    struct error error;
    if (!source_read(arena, slice_from(name), bytes, &source, &error)) {
        fail_msg("%s", error.en);
    }
    return source;
}

/* The byte that a single-byte encoding has for a code point, found by asking
   the decoder for each byte; 0 when it has none. */
static char byte_for(
    struct arena *arena, enum encoding encoding, uint32_t code_point)
{
    for (int byte = 0x80; byte < 0x100; byte++) {
        char bytes[1] = {(char)byte};
        struct decoded decoded =
            encoding_decode(arena, (struct slice){bytes, 1}, encoding);
        size_t offset = 0;
        if (utf8_next(decoded.text, &offset) == code_point) {
            return bytes[0];
        }
    }
    return 0;
}

/* Text in a single-byte encoding, "?" for what it lacks. */
static struct slice encode_bytes(
    struct arena *arena, enum encoding encoding, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    for (size_t offset = 0; offset < text.len;) {
        uint32_t code_point = utf8_next(text, &offset);
        char byte = code_point < 0x80 ? (char)code_point
                                      : byte_for(arena, encoding, code_point);
        buffer_append_byte(&buffer, byte ? byte : '?');
    }
    return buffer_slice(&buffer);
}

static struct slice encode_utf16(
    struct arena *arena, bool is_big, bool has_bom, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    for (size_t offset = 0; offset < text.len || has_bom;) {
        uint32_t unit = has_bom ? 0xFEFF : utf8_next(text, &offset);
        has_bom = false;
        uint32_t units[2] = {unit, 0};
        if (unit > 0xFFFF) {
            units[0] = 0xD800 + ((unit - 0x10000) >> 10);
            units[1] = 0xDC00 + ((unit - 0x10000) & 0x3FF);
        }
        for (int i = 0; i < (units[1] ? 2 : 1); i++) {
            char high = (char)(units[i] >> 8);
            char low = (char)(units[i] & 0xFF);
            buffer_append_byte(&buffer, is_big ? high : low);
            buffer_append_byte(&buffer, is_big ? low : high);
        }
    }
    return buffer_slice(&buffer);
}

static void assert_text(
    struct source source, enum encoding encoding, struct slice expected)
{
    assert_int_equal(source.encoding, encoding);
    assert_int_equal(source.undecodable_count, 0);
    assert_true(slice_equal(source.text, expected));
}

static void windows_1251_is_known_by_its_letters(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = slice_from(russian);
    struct slice bytes = encode_bytes(arena, ENCODING_WINDOWS_1251, text);
    assert_text(
        read_source(arena, "a.txt", bytes), ENCODING_WINDOWS_1251, text);
    arena_free(arena);
}

static void koi8_r_is_known_by_its_letters(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("Оператор обрабатывает персональные данные. "
                              "Субъект вправе отозвать согласие.\n");
    struct slice bytes = encode_bytes(arena, ENCODING_KOI8_R, text);
    assert_text(read_source(arena, "a.txt", bytes), ENCODING_KOI8_R, text);
    arena_free(arena);
}

static void text_in_capitals_is_told_apart_too(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("СОГЛАСИЕ НА ОБРАБОТКУ ПЕРСОНАЛЬНЫХ ДАННЫХ\n");
    static const enum encoding both[] = {
        ENCODING_WINDOWS_1251, ENCODING_KOI8_R};
    for (int i = 0; i < 2; i++) {
        struct slice bytes = encode_bytes(arena, both[i], text);
        assert_text(read_source(arena, "a.txt", bytes), both[i], text);
    }
    arena_free(arena);
}

static void utf_16_is_known_with_and_without_a_bom(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("Политика, § 1 \U0001F600\r\nДанные\r\n");
    for (int i = 0; i < 4; i++) {
        bool is_big = i & 1;
        struct slice bytes = encode_utf16(arena, is_big, i & 2, text);
        assert_text(read_source(arena, "a.txt", bytes),
            is_big ? ENCODING_UTF16_BE : ENCODING_UTF16_LE, text);
    }
    arena_free(arena);
}

static void a_label_decides_where_letters_are_few(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source = read_source(arena, "a.html",
        SLICE("<meta http-equiv=Content-Type content=\"text/html; "
              "charset=KOI8-R\"><p>\xC4\xC1"));
    assert_int_equal(source.encoding, ENCODING_KOI8_R);
    assert_true(slice_ends_with(source.text, SLICE("<p>да")));
    source = read_source(arena, "a.html",
        SLICE("<?xml version='1.0' encoding='windows-1251'?><p>\xE4\xE0"));
    assert_int_equal(source.encoding, ENCODING_WINDOWS_1251);
    assert_true(slice_ends_with(source.text, SLICE("<p>да")));
    arena_free(arena);
}

static void valid_utf_8_outweighs_a_label_that_lies(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("<meta charset=\"windows-1251\"><p>Данные</p>");
    assert_text(read_source(arena, "a.html", text), ENCODING_UTF8, text);
    arena_free(arena);
}

static void letters_outweigh_a_label_of_the_other_encoding(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer page = {.arena = arena};
    buffer_append(&page, SLICE("<meta charset=koi8-r>"));
    buffer_append(
        &page, encode_bytes(arena, ENCODING_WINDOWS_1251, slice_from(russian)));
    struct source source = read_source(arena, "a.html", buffer_slice(&page));
    assert_int_equal(source.encoding, ENCODING_WINDOWS_1251);
    arena_free(arena);
}

static void a_byte_that_is_not_utf_8_is_replaced_and_counted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source =
        read_source(arena, "a.md", SLICE("Данные \xFF и \xE2\x82 согласие"));
    assert_int_equal(source.encoding, ENCODING_UTF8);
    assert_int_equal(source.undecodable_count, 3);
    assert_true(slice_equal(
        source.text, SLICE("Данные \uFFFD и \uFFFD\uFFFD согласие")));
    assert_int_equal(source.first_undecodable.begin, 13);
    assert_int_equal(source.first_undecodable.end, 16);
    arena_free(arena);
}

static void lines_end_in_lf_crlf_or_cr(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source =
        read_source(arena, "a.md", SLICE("один\nдва\r\nтри\rчетыре"));
    assert_int_equal(source.line_count, 4);
    struct place place =
        source_place(&source, (uint32_t)(source.text.len - strlen("ре")));
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 5);
    place = source_place(&source, 1000);
    assert_int_equal(place.line, 4);
    assert_int_equal(place.column, 7);
    arena_free(arena);
}

static void a_bom_has_no_column(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source = read_source(arena, "a.md", SLICE("\uFEFFда\n"));
    assert_int_equal(source.encoding, ENCODING_UTF8_BOM);
    assert_int_equal(source_place(&source, 0).column, 1);
    assert_int_equal(source_place(&source, 3).column, 1);
    assert_int_equal(source_place(&source, 5).column, 2);
    arena_free(arena);
}

static void columns_are_right_far_into_a_long_line(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer line = {.arena = arena};
    for (int i = 0; i < 3000; i++) {
        buffer_append(&line, SLICE("я"));
    }
    struct source source = read_source(arena, "a.md", buffer_slice(&line));
    assert_int_equal(source_place(&source, 2 * 1024).column, 1025);
    assert_int_equal(source_place(&source, 2 * 2999).column, 3000);
    assert_int_equal(source_place(&source, 6000).column, 3001);
    arena_free(arena);
}

static void an_empty_input_is_an_empty_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source = read_source(arena, "-", (struct slice){0});
    assert_int_equal(source.text.len, 0);
    assert_int_equal(source.line_count, 1);
    assert_int_equal(source_place(&source, 0).line, 1);
    arena_free(arena);
}

static void assert_refused(struct slice bytes, const char *reason)
{
    struct arena *arena = arena_new();
    struct source source;
    struct error error;
    assert_false(source_read(arena, SLICE("a.md"), bytes, &source, &error));
    if (!strstr(error.en, reason)) {
        fail_msg("\"%s\" does not say \"%s\"", error.en, reason);
    }
    assert_true(strlen(error.ru) > 0);
    arena_free(arena);
}

static void what_is_no_text_is_refused_with_the_reason(void **state)
{
    (void)state;
    assert_refused(SLICE("PK\3\4\0\0\0\0"), "Word document");
    assert_refused(SLICE("%PDF-1.7\n"), "PDF");
    assert_refused(SLICE("one\0two three"), "NUL byte at offset 3");
    assert_refused(SLICE("\1\2\3\4\5\6\7abc"), "control characters");
}

static void an_input_over_the_limit_is_refused_by_its_name(void **state)
{
    (void)state;
    size_t len = SOURCE_SIZE_LIMIT + 1;
    char *bytes = calloc(len, 1);
    assert_non_null(bytes);
    assert_refused((struct slice){bytes, len}, "SOURCE_SIZE_LIMIT");
    free(bytes);
}

static void the_format_is_told_by_name_then_by_content(void **state)
{
    (void)state;
    static const struct {
        const char *name;
        const char *text;
        enum format format;
    } cases[] = {
        {"a.md", "<!doctype html>", FORMAT_MARKDOWN},
        {"A.HTM", "текст", FORMAT_HTML},
        {"политика.php", "", FORMAT_HTML},
        {"a.txt", "<html>", FORMAT_TEXT},
        {"-", "\n <!DOCTYPE HTML><p>", FORMAT_HTML},
        {"-", "<div class=x>", FORMAT_HTML},
        {"-", "<http://a.by> — сайт", FORMAT_MARKDOWN},
        {"-", "<b>Политика</b>", FORMAT_MARKDOWN},
        {"-", "# Политика", FORMAT_MARKDOWN},
        {"-", "<p", FORMAT_HTML},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new();
        struct source source =
            read_source(arena, cases[i].name, slice_from(cases[i].text));
        assert_int_equal(source.format, cases[i].format);
        arena_free(arena);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(windows_1251_is_known_by_its_letters),
        cmocka_unit_test(koi8_r_is_known_by_its_letters),
        cmocka_unit_test(text_in_capitals_is_told_apart_too),
        cmocka_unit_test(utf_16_is_known_with_and_without_a_bom),
        cmocka_unit_test(a_label_decides_where_letters_are_few),
        cmocka_unit_test(valid_utf_8_outweighs_a_label_that_lies),
        cmocka_unit_test(letters_outweigh_a_label_of_the_other_encoding),
        cmocka_unit_test(a_byte_that_is_not_utf_8_is_replaced_and_counted),
        cmocka_unit_test(lines_end_in_lf_crlf_or_cr),
        cmocka_unit_test(a_bom_has_no_column),
        cmocka_unit_test(columns_are_right_far_into_a_long_line),
        cmocka_unit_test(an_empty_input_is_an_empty_text),
        cmocka_unit_test(what_is_no_text_is_refused_with_the_reason),
        cmocka_unit_test(an_input_over_the_limit_is_refused_by_its_name),
        cmocka_unit_test(the_format_is_told_by_name_then_by_content),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
