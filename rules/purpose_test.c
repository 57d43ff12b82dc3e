/*
 * purpose_test.c - the table of purposes and sections of purposes.
 */
#include "rules/purpose.h"

#include "parser/buffer.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* "dstmxb" for data, subjects, term, methods, destruction, basis of each
   purpose, capitals for blanks; purposes apart by a blank. */
static void assert_matrix(const char *policy, const char *expected)
{
    static const struct {
        uint32_t element;
        char given;
        char blank;
    } letters[] = {{ELEMENT_DATA, 'd', 'D'}, {ELEMENT_SUBJECTS, 's', 'S'},
        {ELEMENT_TERM, 't', 'T'}, {ELEMENT_METHODS, 'm', 'M'},
        {ELEMENT_DESTRUCTION, 'x', 'X'}, {ELEMENT_BASIS, 'b', 'B'}};
    struct arena *arena = arena_new();
    struct doc doc;
    struct error error;
    assert_true(
        doc_read(arena, SLICE("policy.md"), slice_from(policy), &doc, &error));
    struct purpose_matrix matrix;
    purposes_find(&doc, &matrix);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < matrix.count; i++) {
        buffer_append(&buffer, i ? SLICE(" ") : SLICE(""));
        for (size_t k = 0; k < sizeof(letters) / sizeof(*letters); k++) {
            if (matrix.purposes[i].given & letters[k].element) {
                buffer_append_byte(&buffer, letters[k].given);
            } else if (matrix.purposes[i].blank & letters[k].element) {
                buffer_append_byte(&buffer, letters[k].blank);
            }
        }
    }
    buffer_append_byte(&buffer, '\0');
    assert_string_equal(buffer_slice(&buffer).bytes, expected);
    arena_free(arena);
}

static void a_table_gives_its_columns(void **state)
{
    (void)state;
    assert_matrix(
        "# Политика\n\n"
        "| Цель обработки | Категории субъектов | Перечень данных | Способы | "
        "Срок хранения | Порядок уничтожения |\n| - | - | - | - | - | - |\n"
        "| Ответ на заявку | Посетители | Имя, телефон | Смешанная | 1 год | "
        "Комиссией по акту |\n"
        "| Рассылка | Подписчики | Почта | Смешанная | — | Удаление |\n",
        "dstmx dsTmx");
}

static void a_term_that_repeats_the_statute_is_none(void **state)
{
    (void)state;
    assert_matrix("# Политика\n\n"
                  "| Цель | Данные | Правовое основание | Срок |\n"
                  "| - | - | - | - |\n"
                  "| Заявка | Имя | Договор | До достижения целей обработки |\n"
                  "| Заказ | Имя | Договор | До расторжения договора |\n",
        "db dtb");
}

static void sections_of_purposes_are_read_by_their_labels(void **state)
{
    (void)state;
    assert_matrix("# Политика\n\n## Цели\n\n"
                  "### Цель 1: ответ на заявку\n\n"
                  "- Категории субъектов: посетители сайта;\n"
                  "- Перечень данных: имя, телефон;\n"
                  "- Срок: 1 год.\n\n"
                  "### Цель 2: рассылка\n\n"
                  "- Категории субъектов: подписчики;\n"
                  "- Перечень данных: почта.\n\n"
                  "## Права\n\n- Срок ответа: 10 рабочих дней.\n",
        "dst ds");
}

static void a_list_of_purposes_is_no_matrix(void **state)
{
    (void)state;
    assert_matrix("# Политика\n\nЦели обработки:\n\n- заявка;\n- рассылка.\n\n"
                  "Перечень данных: имя.\n",
        "");
    assert_matrix("| Cookie | Срок |\n| - | - |\n| sid | 1 год |\n", "");
    assert_matrix("", "");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_table_gives_its_columns),
        cmocka_unit_test(a_term_that_repeats_the_statute_is_none),
        cmocka_unit_test(sections_of_purposes_are_read_by_their_labels),
        cmocka_unit_test(a_list_of_purposes_is_no_matrix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
