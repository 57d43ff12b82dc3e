#include "parser/word.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* The words of a text, joined by "|", in a buffer of the arena. */
static const char *split(struct arena *arena, struct slice text)
{
    struct word *words;
    size_t count = words_split(arena, text, &words);
    struct slice joined = SLICE("");
    for (size_t i = 0; i < count; i++) {
        struct slice word = word_slice(text, words[i]);
        joined = arena_format(arena, "%.*s%s%.*s", (int)joined.len,
            joined.bytes, i ? "|" : "", (int)word.len, word.bytes);
    }
    return joined.bytes;
}

static void a_hyphen_joins_and_a_dot_parts(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(
        split(arena, SLICE("ip-адрес, e-mail и т.п. по 152-фз - п. 2.1")),
        "ip-адрес|e-mail|и|т|п|по|152-фз|п|2|1");
    assert_string_equal(split(arena, SLICE("-а- --б")), "а|б");
    arena_free(arena);
}

static void an_address_is_one_word(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(
        split(arena, SLICE("пишите:info@site-1.ru, (https://a.b/c?d=e).")),
        "пишите|info@site-1.ru|https://a.b/c?d=e");
    assert_string_equal(split(arena, SLICE("сайт wt24.net. сайт.рф/а-б!")),
        "сайт|wt24.net|сайт.рф/а-б");
    assert_string_equal(split(arena, SLICE("слово.другое a.b.1 @ x@ .ru")),
        "слово|другое|a|b|1|x|ru");
    arena_free(arena);
}

static void a_word_knows_what_stood_before_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct word *words;
    size_t count =
        words_split(arena, SLICE("а (далее - \"б\"). в, № 5; г"), &words);
    assert_int_equal(count, 6);
    assert_int_equal(words[0].before, 0);
    assert_int_equal(words[1].before, WORD_AFTER_OPEN);
    assert_int_equal(words[2].before, WORD_AFTER_DASH | WORD_AFTER_QUOTE);
    assert_int_equal(
        words[3].before, WORD_AFTER_QUOTE | WORD_AFTER_CLOSE | WORD_AFTER_STOP);
    assert_int_equal(words[4].before, WORD_AFTER_COMMA | WORD_AFTER_OTHER);
    assert_int_equal(words[4].kind, WORD_NUMBER);
    assert_int_equal(words[5].before, WORD_AFTER_STOP);
    arena_free(arena);
}

static void any_bytes_are_split(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_string_equal(split(arena, SLICE("")), "");
    assert_string_equal(split(arena, SLICE("\xff\xd0 \xd0")), "");
    assert_string_equal(split(arena, SLICE("a@\xff b")), "a|b");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_hyphen_joins_and_a_dot_parts),
        cmocka_unit_test(an_address_is_one_word),
        cmocka_unit_test(a_word_knows_what_stood_before_it),
        cmocka_unit_test(any_bytes_are_split),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
