#include "parser/block.h"

#include "parser/map_check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct block_list read_plain(
    struct arena *arena, const char *name, struct slice text)
{
    struct source source;
    struct error error;
    assert_true(source_read(arena, slice_from(name), text, &source, &error));
    struct block_list list = {.arena = arena};
    assert_true(plain_read(&source, &list, &error));
    map_check_all(&list, &source);
    return list;
}

/* One block a line: marker and text. */
static void assert_blocks(const char *text, const char *expected)
{
    struct arena *arena = arena_new();
    struct block_list list = read_plain(arena, "a.txt", slice_from(text));
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < list.count; i++) {
        const struct block *block = &list.items[i];
        if (block->kind == BLOCK_ITEM) {
            buffer_append_byte(&buffer, '<');
            buffer_append(&buffer, block->marker);
            buffer_append_byte(&buffer, '>');
        }
        buffer_append(&buffer, block->text.bytes);
        buffer_append_byte(&buffer, '\n');
    }
    assert_string_equal(arena_string(arena, buffer_slice(&buffer)), expected);
    arena_free(arena);
}

static void every_line_is_a_paragraph_where_none_was_broken(void **state)
{
    (void)state;
    assert_blocks("ПОЛИТИКА КОНФИДЕНЦИАЛЬНОСТИ\r\n"
                  "Настоящая Политика действует на сайте vektor.example.\r\n"
                  "1. ОБЩИЕ ПОЛОЖЕНИЯ\r\n"
                  "1.1. Оператор обрабатывает данные:\r\n"
                  "- имя;\r\n- телефон.\r\n"
                  "1.2. Субъект вправе отозвать согласие\r\n",
        "ПОЛИТИКА КОНФИДЕНЦИАЛЬНОСТИ\n"
        "Настоящая Политика действует на сайте vektor.example.\n"
        "1. ОБЩИЕ ПОЛОЖЕНИЯ\n"
        "1.1. Оператор обрабатывает данные:\n"
        "<->имя;\n<->телефон.\n"
        "1.2. Субъект вправе отозвать согласие\n");
}

static void lines_broken_at_a_width_are_joined(void **state)
{
    (void)state;
    assert_blocks("     1.1. Оператор обрабатывает персональные данные\n"
                  "субъектов на основании их согласия, указанного в п.\n"
                  "2.1 настоящей Политики. Субъект вправе в любой момент\n"
                  "отозвать согласие — письмом на адрес Оператора, то есть\n"
                  "Общества «Вектор».\n"
                  "     1.2. Срок обработки персональных данных — 1 год.\n",
        "1.1. Оператор обрабатывает персональные данные субъектов на "
        "основании их согласия, указанного в п. 2.1 настоящей Политики. "
        "Субъект вправе в любой момент отозвать согласие — письмом на адрес "
        "Оператора, то есть Общества «Вектор».\n"
        "1.2. Срок обработки персональных данных — 1 год.\n");
}

static void a_line_in_brackets_goes_on_with_the_sentence(void **state)
{
    (void)state;
    assert_blocks("Данными называют всё, что относится к человеку, которого\n"
                  "узнают прямо или косвенно, то есть к\n"
                  "(живому) лицу; оператор обрабатывает их\n"
                  "только с согласия.\n",
        "Данными называют всё, что относится к человеку, которого узнают "
        "прямо или косвенно, то есть к (живому) лицу; оператор "
        "обрабатывает их только с согласия.\n");
}

static void a_title_in_capitals_may_take_two_lines(void **state)
{
    (void)state;
    assert_blocks("3. УСЛОВИЯ ОБРАБОТКИ ДАННЫХ\nИ ИХ ПЕРЕДАЧИ\n3.1. Текст.\n",
        "3. УСЛОВИЯ ОБРАБОТКИ ДАННЫХ И ИХ ПЕРЕДАЧИ\n3.1. Текст.\n");
}

static void a_word_cut_at_the_line_end_stays_in_one_paragraph(void **state)
{
    (void)state;
    assert_blocks("Оператор обрабатывает персональ-\nные данные клиентов.\n",
        "Оператор обрабатывает персональ- ные данные клиентов.\n");
}

static void items_of_one_typed_list_know_each_other(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct block_list list = read_plain(arena, "a.txt",
        SLICE("Данные:\n• имя\n• адрес\n\nЦели:\n\n• связь\n\n• договор\n"));
    assert_int_equal(list.count, 6);
    assert_int_equal(list.items[1].list, list.items[2].list);
    assert_int_not_equal(list.items[1].item, list.items[2].item);
    assert_int_not_equal(list.items[2].list, list.items[4].list);
    assert_int_equal(list.items[4].list, list.items[5].list);
    assert_int_equal(list.items[4].list_depth, 1);
    assert_int_equal(
        list.items[1].marker_span.end - list.items[1].marker_span.begin, 3);
    arena_free(arena);
}

static void a_drawn_line_is_not_read(void **state)
{
    (void)state;
    assert_blocks("Раздел 1\n=========\nТекст\n* * *\nПодпись ______\n",
        "Раздел 1\nТекст\nПодпись ______\n");
}

static void every_shared_text_keeps_its_map(void **state)
{
    (void)state;
    struct map_check_walk walk;
    size_t count = 0;
    map_check_open(&walk);
    const char *path;
    while ((path = map_check_next(&walk, ".txt"))) {
        struct arena *arena = arena_new();
        read_plain(arena, path, map_check_file(arena, path));
        arena_free(arena);
        count++;
    }
    map_check_close(&walk);
    assert_in_range(count, 1, 1000);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(every_line_is_a_paragraph_where_none_was_broken),
        cmocka_unit_test(lines_broken_at_a_width_are_joined),
        cmocka_unit_test(a_line_in_brackets_goes_on_with_the_sentence),
        cmocka_unit_test(a_title_in_capitals_may_take_two_lines),
        cmocka_unit_test(a_word_cut_at_the_line_end_stays_in_one_paragraph),
        cmocka_unit_test(items_of_one_typed_list_know_each_other),
        cmocka_unit_test(a_drawn_line_is_not_read),
        cmocka_unit_test(every_shared_text_keeps_its_map),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
