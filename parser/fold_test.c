#include "parser/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

static void assert_slice(struct slice got, const char *expected)
{
    if (!slice_is(got, expected)) {
        fail_msg("got \"%.*s\", expected \"%s\"", (int)got.len,
            got.bytes ? got.bytes : "", expected);
    }
}

static void check(const char *text, const char *expected)
{
    struct arena *arena = arena_new();
    assert_slice(fold_slice(arena, slice_from(text)), expected);
    arena_free(arena);
}

static void case_yo_dashes_quotes_and_spaces_become_one_spelling(void **state)
{
    (void)state;
    check("Учёт ПДн", "учет пдн");
    check("Йод и ЁЛКА", "йод и елка");
    check("ООО «Вектор» — „оператор“", "ооо \"вектор\" - \"оператор\"");
    check("152\u2011ФЗ, 10\u00a0\u202fдней,\tгод", "152-фз, 10 дней, год");
    check("пере\u00adда\u200bча", "передача");
    check("аб\u2019ект персанальных \u2018даных\u2019",
        "аб'ект персанальных \"даных\"");
    check("", "");
}

static void combining_marks_are_composed_and_stress_is_dropped(void **state)
{
    (void)state;
    check("и\u0306", "й");
    check("учe\u0308т", "учет");
    check("е\u0308лка", "елка");
    check("догово\u0301р", "договор");
    check("cafe\u0301", "caf\u00e9");
    check("у\u0306 \u0456", "\u045e \u0456");
}

static void lookalike_letters_take_the_script_of_their_word(void **state)
{
    (void)state;
    check("\u0441ookie", "cookie");
    check("C\u0430\u0439\u0442", "сайт");
    check("\u0421\u043e\u043ekies", "cookies");
    check("IP-адрес", "ip-адрес");
    check("I\u0420", "ip");
    check("email\u043e\u043c", "email\u043e\u043c");
    check("Действует c изменениями", "действует с изменениями");
    check("vitamin C for me", "vitamin c for me");
    check("Беларусь, \u0456нфармацыя, \u045e",
        "беларусь, \u0456нфармацыя, \u045e");
}

/* A text whose one line break became a space, as the readers make it. */
static struct folded fold_lines(
    struct arena *arena, struct source *source, const char *lines)
{
    struct text_builder builder = {.arena = arena};
    struct slice rest = slice_from(lines);
    struct slice line;
    *source = (struct source){.text = rest};
    while (slice_next_line(&rest, &line)) {
        uint32_t begin = (uint32_t)(line.bytes - lines);
        uint32_t end = begin + (uint32_t)line.len;
        text_add(&builder, line, begin);
        text_add_space(&builder, (struct span){end, end + 1});
    }
    struct text *text = arena_alloc(arena, sizeof(*text));
    *text = text_finish(&builder);
    return fold_text(arena, text, source);
}

static void check_lines(const char *lines, const char *expected)
{
    struct arena *arena = arena_new();
    struct source source;
    assert_slice(fold_lines(arena, &source, lines).bytes, expected);
    arena_free(arena);
}

static void a_word_hyphenated_over_a_line_end_is_one_word(void **state)
{
    (void)state;
    check_lines(
        "обработка персональ-\nных данных", "обработка персональных данных");
    check_lines("интернет-\nмагазин", "интернет-магазин");
    check_lines("информационно-\nтелекоммуникационной",
        "информационно-телекоммуникационной");
    check_lines("постано-\nвление", "постановление");
    check_lines("SMS-\nсообщения", "sms-сообщения");
    check_lines("какие-\nлибо", "какие-либо");
    check_lines("Москва-\nПетушки", "москва- петушки");
    check_lines("срок -\nгод", "срок - год");
    check_lines("теле- и радио", "теле- и радио");
}

static void a_folded_span_leads_back_to_the_text(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct source source;
    struct folded folded = fold_lines(
        arena, &source, "и\u0306од персональ-\nных c\u0430\u0439\u0442");
    assert_slice(folded.bytes, "йод персональных сайт");
    struct span word = {7, 7 + 24};
    struct span text = folded_to_text(&folded, word);
    assert_int_equal(text.begin, 9);
    assert_int_equal(text.end, 9 + 26);
    struct span all = {0, (uint32_t)folded.bytes.len};
    text = folded_to_text(&folded, all);
    assert_int_equal(text.begin, 0);
    assert_int_equal(text.end, slice_from("и\u0306од персональ- ных cайт").len);
    arena_free(arena);
}

static void any_bytes_can_be_folded(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    char bytes[512];
    uint32_t seed = 7;
    for (int round = 0; round < 2000; round++) {
        size_t len = (size_t)round % sizeof(bytes);
        for (size_t i = 0; i < len; i++) {
            seed = seed * 1664525u + 1013904223u;
            bytes[i] = (char)(seed >> 24);
        }
        struct text text = {.bytes = {bytes, len}};
        struct folded folded = fold_text(arena, &text, NULL);
        for (size_t i = 0; i < folded.bytes.len; i++) {
            assert_true(folded.origin[i] <= folded.origin[i + 1]);
        }
        assert_int_equal(folded.origin[folded.bytes.len], len);
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(case_yo_dashes_quotes_and_spaces_become_one_spelling),
        cmocka_unit_test(combining_marks_are_composed_and_stress_is_dropped),
        cmocka_unit_test(lookalike_letters_take_the_script_of_their_word),
        cmocka_unit_test(a_word_hyphenated_over_a_line_end_is_one_word),
        cmocka_unit_test(a_folded_span_leads_back_to_the_text),
        cmocka_unit_test(any_bytes_can_be_folded),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
