#include "parser/slice.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdlib.h>

#include <cmocka.h>

static void the_first_of_several_bytes_is_found(void **state)
{
    (void)state;
    struct slice text = SLICE("один, два. три!");
    size_t comma = slice_find(text, SLICE(","), 0);
    size_t stop = slice_find(text, SLICE("."), 0);
    assert_int_equal(slice_find_any(text, SLICE(".,"), 0), comma);
    assert_int_equal(slice_find_any(text, SLICE(".,"), comma), comma);
    assert_int_equal(slice_find_any(text, SLICE(".,"), comma + 1), stop);
    assert_int_equal(slice_find_any(text, SLICE("?"), 0), text.len);
    assert_int_equal(slice_find_any(text, SLICE(""), 0), text.len);
    assert_int_equal(slice_find_any(text, SLICE("."), text.len), text.len);
}

static void bytes_are_found_far_away(void **state)
{
    (void)state;
    char bytes[1000];
    memset(bytes, 'a', sizeof(bytes));
    struct slice text = {bytes, sizeof(bytes)};
    for (size_t i = 0; i < sizeof(bytes); i++) {
        bytes[i] = '.';
        assert_int_equal(slice_find_any(text, SLICE("!."), 0), i);
        bytes[i] = 'a';
    }
}

static void lines_end_in_any_break(void **state)
{
    (void)state;
    static const char *const lines[] = {"a", "", "b", "c", "", "d"};
    struct slice rest = SLICE("a\n\nb\rc\r\n\rd");
    struct slice line;
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        assert_true(slice_next_line(&rest, &line));
        assert_true(slice_is(line, lines[i]));
    }
    assert_false(slice_next_line(&rest, &line));
}

static void a_word_begins_with_itself_and_with_nothing(void **state)
{
    (void)state;
    struct slice word = SLICE("срок");
    assert_true(slice_begins(word, ""));
    assert_true(slice_begins(word, NULL));
    assert_true(slice_begins(word, "с"));
    assert_true(slice_begins(word, "срок"));
    assert_false(slice_begins(word, "сроки"));
    assert_false(slice_begins(word, "т"));
    assert_true(slice_is(word, "срок"));
    assert_false(slice_is(word, "сро"));
    assert_false(slice_is(word, ""));
    assert_true(slice_is(SLICE(""), NULL));
    assert_true(slice_is(SLICE("a"), "a"));
    assert_false(slice_is(SLICE("a"), "ab"));
    assert_false(slice_is(SLICE("ab"), "a"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(the_first_of_several_bytes_is_found),
        cmocka_unit_test(bytes_are_found_far_away),
        cmocka_unit_test(lines_end_in_any_break),
        cmocka_unit_test(a_word_begins_with_itself_and_with_nothing),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
