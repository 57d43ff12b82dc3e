/*
 * duration_test.c - terms and numbers in words, as policies write them.
 */
#include "rules/duration.h"
#include "rules/numeral.h"

#include "parser/fold.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The first duration of the text, as "VALUE UNIT" or "VALUE UNIT (SPELLED)";
   "" when there is none. */
static void assert_duration(const char *text, const char *expected)
{
    static const char *const names[] = {
        "hour", "day", "working day", "week", "month", "year"};
    struct arena *arena = arena_new();
    struct word_list words =
        word_list_of(arena, fold_slice(arena, slice_from(text)));
    struct slice found = SLICE("");
    struct duration duration;
    for (size_t i = 0; i < words.count && found.len == 0; i++) {
        if (!duration_read(&words, i, &duration)) {
            continue;
        }
        found = duration.spelled
                    ? arena_format(arena, "%u %s (%u)", duration.value,
                          names[duration.unit], duration.spelled)
                    : arena_format(
                          arena, "%u %s", duration.value, names[duration.unit]);
    }
    if (!slice_is(found, expected)) {
        print_error("%s\n", text);
    }
    assert_string_equal(arena_string(arena, found), expected);
    arena_free(arena);
}

static void figures_words_and_both_are_read(void **state)
{
    (void)state;
    assert_duration("в течение 30 дней", "30 day");
    assert_duration("в течение 30 (тридцати) календарных дней", "30 day (30)");
    assert_duration("тридцати (30) дней", "30 day (30)");
    assert_duration("в течение 10 рабочих дней", "10 working day");
    assert_duration("десяти рабочих дней", "10 working day");
    assert_duration("24 (двадцати четырёх) часов", "24 hour (24)");
    assert_duration("в течение двадцати четырёх часов", "24 hour");
    assert_duration("семьдесят два часа", "72 hour");
    assert_duration("ста восьмидесяти дней", "180 day");
    assert_duration("трёх месяцев", "3 month");
    assert_duration("одного года", "1 year");
    assert_duration("50 лет", "50 year");
    assert_duration("3-х лет", "3 year");
    assert_duration("15-ти рабочих дней", "15 working day");
    assert_duration("хранятся 3–5 лет", "5 year");
}

static void compounds_are_read(void **state)
{
    (void)state;
    assert_duration("в пятнадцатидневный срок", "15 day");
    assert_duration("в 15-дневный срок", "15 day");
    assert_duration("в 15-ти дневный срок", "15 day");
    assert_duration("в 30-ти-дневный срок", "30 day");
    assert_duration("в трёхмесячный срок", "3 month");
    assert_duration("в месячный срок", "1 month");
    assert_duration("пятилетний срок хранения", "5 year");
}

static void a_bare_unit_counts_only_behind_a_preposition(void **state)
{
    (void)state;
    assert_duration("в течение месяца", "1 month");
    assert_duration("в течение календарного года", "1 year");
    assert_duration("через неделю", "1 week");
    assert_duration("в последний день месяца", "");
    assert_duration("в течение рабочего дня", "1 working day");
    assert_duration("срок хранения полгода", "6 month");
    assert_duration("в течение полутора лет", "18 month");
}

static void belarusian_is_read(void **state)
{
    (void)state;
    assert_duration("на працягу пяці рабочых дзён", "5 working day");
    assert_duration("у пятнаццацідзённы тэрмін", "15 day");
    assert_duration("захоўваюцца 3 гады", "3 year");
    assert_duration("на працягу 15 дзён", "15 day");
}

static void a_year_of_the_calendar_is_no_duration(void **state)
{
    (void)state;
    assert_duration("с 1 сентября 2022 года", "");
    assert_duration("от 27.07.2006 г. № 152-ФЗ", "");
    assert_duration("пункт 3 раздела 5", "");
    assert_duration("", "");
}

static void a_mismatch_of_figures_and_words_is_kept(void **state)
{
    (void)state;
    assert_duration("30 (двадцати) дней", "30 day (20)");
}

static void working_days_are_compared_by_the_week(void **state)
{
    (void)state;
    struct duration days = {.value = 14, .unit = DURATION_DAY};
    assert_false(duration_exceeds(&days, DURATION_WORKING_DAY, 10));
    days.value = 15;
    assert_true(duration_exceeds(&days, DURATION_WORKING_DAY, 10));
    struct duration working = {.value = 11, .unit = DURATION_WORKING_DAY};
    assert_true(duration_exceeds(&working, DURATION_DAY, 15));
    working.value = 10;
    assert_false(duration_exceeds(&working, DURATION_DAY, 15));
    struct duration month = {.value = 1, .unit = DURATION_MONTH};
    assert_false(duration_exceeds(&month, DURATION_DAY, 30));
}

static void numbers_in_words_go_up_to_millions(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct word_list words =
        word_list_of(arena, SLICE("одна тысяча двести тридцать четыре рубля"));
    uint32_t value = 0;
    assert_int_equal(numeral_read(&words, 0, &value), 5);
    assert_int_equal(value, 1234);
    words = word_list_of(arena, SLICE("десять двадцать"));
    assert_int_equal(numeral_read(&words, 0, &value), 1);
    words = word_list_of(arena, SLICE("два миллиона сто тысяч пять"));
    assert_int_equal(numeral_read(&words, 0, &value), 5);
    assert_int_equal(value, 2100005);
    words = word_list_of(arena, SLICE("пять тысяч сто пять тысяч сто"));
    assert_int_equal(numeral_read(&words, 0, &value), 4);
    assert_int_equal(value, 5105);
    words = word_list_of(arena, SLICE("ограничена десятью тысячами рублей"));
    assert_int_equal(numeral_read(&words, 1, &value), 2);
    assert_int_equal(value, 10000);
    words = word_list_of(arena, SLICE("сторона тридцатый однако"));
    assert_int_equal(numeral_read(&words, 0, &value), 0);
    assert_int_equal(numeral_read(&words, 1, &value), 0);
    assert_int_equal(numeral_read(&words, 2, &value), 0);
    assert_int_equal(numeral_read(&words, 9, &value), 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(figures_words_and_both_are_read),
        cmocka_unit_test(compounds_are_read),
        cmocka_unit_test(a_bare_unit_counts_only_behind_a_preposition),
        cmocka_unit_test(belarusian_is_read),
        cmocka_unit_test(a_year_of_the_calendar_is_no_duration),
        cmocka_unit_test(a_mismatch_of_figures_and_words_is_kept),
        cmocka_unit_test(working_days_are_compared_by_the_week),
        cmocka_unit_test(numbers_in_words_go_up_to_millions),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
