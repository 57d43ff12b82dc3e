/*
 * written_date_test.c - dates in figures and words, possible or not.
 */
#include "rules/written_date.h"

#include "parser/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_date(const char *text, const char *expected)
{
    struct arena *arena = arena_new();
    struct word_list words =
        word_list_of(arena, fold_slice(arena, slice_from(text)));
    struct slice found = SLICE("none");
    struct written_date date;
    for (size_t i = 0; i < words.count; i++) {
        if (written_date_read(&words, i, &date)) {
            found = arena_format(arena, "%u-%u-%u%s", date.year, date.month,
                date.day, written_date_exists(&date) ? "" : " impossible");
            break;
        }
    }
    assert_string_equal(arena_string(arena, found), expected);
    arena_free(arena);
}

static void dates_are_read_in_figures_and_words(void **state)
{
    (void)state;
    assert_date("от 1 января 2024 года", "2024-1-1");
    assert_date("«15» мая 2026 г.", "2026-5-15");
    assert_date("обновлено 15.02.2026", "2026-2-15");
    assert_date("обновлено 15.02.26.", "2026-2-15");
    assert_date("2026-02-15", "2026-2-15");
    assert_date("до 31 декабря", "0-12-31");
}

static void days_that_do_not_exist_are_told(void **state)
{
    (void)state;
    assert_date("31 ноября 2024 года", "2024-11-31 impossible");
    assert_date("30 февраля", "0-2-30 impossible");
    assert_date("29 февраля", "0-2-29");
    assert_date("29 февраля 2023 года", "2023-2-29 impossible");
    assert_date("31.09.2025", "2025-9-31 impossible");
    assert_date("12.31.2025", "2025-31-12 impossible");
}

static void numbers_and_addresses_are_no_dates(void **state)
{
    (void)state;
    assert_date("пункт 1.1.24", "none");
    assert_date("сохранено в 20:29:49", "none");
    assert_date("192.168.10.2024", "none");
    assert_date("№ 31 ноября", "none");
    assert_date("152 января", "none");
    assert_date("", "none");
}

static void a_day_of_the_week_belongs_to_a_date(void **state)
{
    (void)state;
    assert_int_equal(weekday_of((struct date){2024, 1, 1}), 0);
    assert_int_equal(weekday_of((struct date){2024, 2, 29}), 3);
    assert_int_equal(weekday_of((struct date){2026, 11, 22}), 6);
    assert_int_equal(weekday_named(SLICE("среду")), 2);
    assert_int_equal(weekday_named(SLICE("средства")), 7);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(dates_are_read_in_figures_and_words),
        cmocka_unit_test(days_that_do_not_exist_are_told),
        cmocka_unit_test(numbers_and_addresses_are_no_dates),
        cmocka_unit_test(a_day_of_the_week_belongs_to_a_date),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
