#include "cmd/terminal.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>
#include <string.h>

#include <cmocka.h>

static const char text[] =
    "Данные — «a» и  😀日本 данные\xC2\xA0о данных и их субъектах,\t12345 "
    "или \x1B[31m более\xE2\x80\x8B того, что\xC2\xADбы ни было сказано; "
    "plain ASCII words that go on for longer than any block of bytes";

/* What the function writes; the caller frees it. */
static char *written(void (*put)(const struct terminal *, struct slice),
    struct slice bytes, bool wraps)
{
    char *out = NULL;
    size_t len = 0;
    FILE *file = open_memstream(&out, &len);
    assert_non_null(file);
    struct terminal terminal = {.file = file, .width = 40, .wraps = wraps};
    put(&terminal, bytes);
    fclose(file);
    return out;
}

static void text_has_the_cells_of_its_characters(void **state)
{
    (void)state;
    struct slice all = slice_from(text);
    for (size_t begin = 0; begin < all.len; utf8_next(all, &begin)) {
        struct slice rest = slice_cut(all, begin, all.len);
        unsigned cells = 0;
        for (size_t at = 0; at < rest.len;) {
            cells += terminal_cells_of(utf8_next(rest, &at));
        }
        assert_int_equal(terminal_cells(rest), cells);
    }
}

static void put(const struct terminal *terminal, struct slice bytes)
{
    terminal_put(terminal, bytes);
}

static void each_character_is_put_as_it_is_shown(void **state)
{
    (void)state;
    struct slice all = slice_from(text);
    char *whole = written(put, all, false);
    size_t at = 0;
    for (size_t offset = 0; offset < all.len;) {
        size_t begin = offset;
        utf8_next(all, &offset);
        char *one = written(put, slice_cut(all, begin, offset), false);
        assert_memory_equal(whole + at, one, strlen(one));
        at += strlen(one);
        free(one);
    }
    assert_int_equal(strlen(whole), at);
    assert_null(strchr(whole, '\x1B'));
    free(whole);
}

static void wrap(const struct terminal *terminal, struct slice bytes)
{
    terminal_wrap(terminal, bytes, 0, 0);
}

/* Lines that are broken hold the same words as the one that is not. */
static void white_space_between_words_is_one_space(void **state)
{
    (void)state;
    static const char *const texts[] = {text, "", "   ", "a", " a  b ", "\t\n",
        "слово\n\nслово", "много слов, за которыми стоит пробел ",
        "много слов, за которыми стоят пробелы  \t ",
        "  перед многими словами стоят два пробела и больше ничего"};
    for (size_t i = 0; i < COUNT_OF(texts); i++) {
        char *one_line = written(wrap, slice_from(texts[i]), false);
        char *lines = written(wrap, slice_from(texts[i]), true);
        for (char *at = lines; *at; at++) {
            *at = *at == '\n' ? ' ' : *at;
        }
        assert_string_equal(one_line, lines);
        assert_null(strstr(one_line, "  "));
        free(one_line);
        free(lines);
    }
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(text_has_the_cells_of_its_characters),
        cmocka_unit_test(each_character_is_put_as_it_is_shown),
        cmocka_unit_test(white_space_between_words_is_one_space),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
