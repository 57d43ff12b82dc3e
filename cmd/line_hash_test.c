#include "cmd/line_hash.h"

#include "parser/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The lines of one file, and what GitHub's action makes of each. */
struct line {
    struct slice bytes;
    const char *hash;
};

/* clang-format off */
#define BYTES(literal) {literal, sizeof(literal) - 1}
static const struct line lines[] = {
    {BYTES("\357\273\277# Политика 😀\r\n"), "2242229b46da1091:1"},
    {BYTES("ООО «Ромашка-Тест»\n"), "dcb198553d4ece52:1"},
    {BYTES("\n"), "f49ac85216816652:1"},
    {BYTES("\n"), "623ecdd741933bb5:1"},
    {BYTES("\tпункт 1. 👩\342\200\215👩\342\200\215👧\r"), "3af39a167b270eeb:1"},
    {BYTES("строка после CR\n"), "6908f7036b228342:1"},
    {BYTES("\r\n"), "dfac01a153ba912d:1"},
    {BYTES("Согласие даётся бессрочно и не может быть отозвано ни при каких обстоятельствах, даже по письменному требованию субъекта персональных данных.\n"), "5bbc164b1ad66d61:1"},
    {BYTES("да\n"), "37660593ccc99a0:1"},
    {BYTES("да\n"), "ebcb329b0e34cec2:1"},
    {BYTES("да\n"), "c2d15b92060da131:1"},
    {BYTES(" д а\t\n"), "20a8c57fd62ab064:1"},
    {BYTES("   \n"), "e82338f2dbf35b96:1"},
    {BYTES("€ A𝄞b\n"), "94f71513cb0bae7e:1"},
    {BYTES("|a|b|\r\n"), "50acd95aae2ad472:1"},
    {BYTES("|-|-|\r\n"), "e08be36b97b74b81:1"},
    {BYTES("Ё ё Ў ў І і\n"), "d05bd7bad4877819:1"},
    {BYTES("1.1. Оператор 😀😀😀 обрабатывает\n"), "f4664605d58a5035:1"},
    {BYTES("конец \342\200\256abc\342\200\254\n"), "27b3f621fdc5ed46:1"},
    {BYTES("\377\342\202 \360\237\230 \355\240\200 bad\012"), "bb71f21263a48ba8:1"},
    {BYTES("\000\033[31m\n"), "2f24d6b0a82807cd:1"},
    {BYTES("без перевода строки"), "ca6cad836eb00dbc:1"},
};
/* clang-format on */

#define LINE_COUNT (sizeof(lines) / sizeof(*lines))

static void every_line_has_the_hash_that_github_gives_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = {.arena = arena};
    for (size_t i = 0; i < LINE_COUNT; i++) {
        buffer_append(&file, lines[i].bytes);
    }
    size_t count;
    struct line_hash *hashes = line_hashes(arena, buffer_slice(&file), &count);
    assert_int_equal(count, LINE_COUNT);
    for (size_t i = 0; i < count; i++) {
        struct slice words = line_hash_words(arena, hashes[i]);
        assert_string_equal(arena_string(arena, words), lines[i].hash);
    }
    arena_free(arena);
}

static void a_value_that_comes_again_is_counted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer file = {.arena = arena};
    for (size_t i = 0; i < 300; i++) {
        buffer_append(&file, SLICE("да\n"));
    }
    size_t count;
    struct line_hash *hashes = line_hashes(arena, buffer_slice(&file), &count);
    assert_int_equal(count, 301);
    assert_int_equal(hashes[0].occurrence, 1);
    assert_int_equal(hashes[200].occurrence, 201);
    assert_true(hashes[200].value == hashes[0].value);
    arena_free(arena);
}

static void an_empty_file_has_one_line(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    size_t count;
    struct line_hash *hashes = line_hashes(arena, slice_from(""), &count);
    assert_int_equal(count, 1);
    struct slice words = line_hash_words(arena, hashes[0]);
    assert_string_equal(arena_string(arena, words), "c129715d7a2bc9a3:1");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_has_the_hash_that_github_gives_it),
        cmocka_unit_test(a_value_that_comes_again_is_counted),
        cmocka_unit_test(an_empty_file_has_one_line),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
