#include "parser/number.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* The number as read: word, printed number, sure or not, rest of the text. */
static void check(const char *text, enum number_word word, const char *printed,
    bool is_sure, const char *rest)
{
    struct number number = {0};
    struct slice bytes = slice_from(text);
    if (!number_read(bytes, &number)) {
        fail_msg("no number seen in \"%s\"", text);
    }
    struct slice got =
        slice_cut(bytes, number.printed.begin, number.printed.end);
    struct slice behind = slice_cut(bytes, number.len, bytes.len);
    if (number.word != word || !slice_is(got, printed) ||
        number.is_sure != is_sure || !slice_is(behind, rest)) {
        fail_msg("\"%s\": word %d, number \"%.*s\", %s, rest \"%.*s\"", text,
            (int)number.word, (int)got.len, got.bytes,
            number.is_sure ? "sure" : "unsure", (int)behind.len, behind.bytes);
    }
}

static void check_none(const char *text)
{
    struct number number = {0};
    if (number_read(slice_from(text), &number)) {
        fail_msg("\"%s\" was taken for a clause number", text);
    }
}

static void numbers_that_stand_alone_are_seen(void **state)
{
    (void)state;
    enum number_word none = NUMBER_WORD_NONE;
    check("1. Общие положения", none, "1", true, "Общие положения");
    check("1.1. Сайт", none, "1.1", true, "Сайт");
    check("1.1 Сайт", none, "1.1", true, "Сайт");
    check("1.1 Разработчик", none, "1.1", true, "Разработчик");
    check("1.1 Частное учреждение", none, "1.1", true, "Частное учреждение");
    check("1.1.1) сайт", none, "1.1.1", true, "сайт");
    check("5) цель", none, "5", true, "цель");
    check("(5) цель", none, "5", true, "цель");
    check("а) цель", none, "а", true, "цель");
    check("(а) цель", none, "а", true, "цель");
    check("a) goal", none, "a", true, "goal");
    check("II. Термины", none, "II", true, "Термины");
    check("1.Общие", none, "1", true, "Общие");
    check("1.2.текст", none, "1.2", true, "текст");
    check("2.1.", none, "2.1", true, "");
    check("10.\u00a0Права", none, "10", true, "Права");
}

static void numbers_that_need_a_sequence_are_unsure(void **state)
{
    (void)state;
    enum number_word none = NUMBER_WORD_NONE;
    check("а. цель", none, "а", false, "цель");
    check("А. Общие положения", none, "А", false, "Общие положения");
    check("5 Порядок обработки", none, "5", false, "Порядок обработки");
    check("2.5 порядок", none, "2.5", false, "порядок");
    check("II Термины", none, "II", false, "Термины");
}

static void words_before_numbers_are_part_of_them(void **state)
{
    (void)state;
    check("Раздел II. Термины", NUMBER_WORD_SECTION, "II", true, "Термины");
    check("РАЗДЕЛ 2", NUMBER_WORD_SECTION, "2", true, "");
    check("Глава 3 Права", NUMBER_WORD_CHAPTER, "3", true, "Права");
    check("Статья 5. Права", NUMBER_WORD_ARTICLE, "5", true, "Права");
    check("§ 3", NUMBER_WORD_SIGN, "3", true, "");
    check("§3. Цели", NUMBER_WORD_SIGN, "3", true, "Цели");
    check("Приложение № 1", NUMBER_WORD_APPENDIX, "1", true, "");
    check("Приложение", NUMBER_WORD_APPENDIX, "", true, "");
    check("Приложение А", NUMBER_WORD_APPENDIX, "А", true, "");
    check("п. 3.1. Оператор", NUMBER_WORD_CLAUSE, "3.1", true, "Оператор");
    check("Приложение № 1 к Политике", NUMBER_WORD_APPENDIX, "1", false,
        "к Политике");
    check(
        "Раздел 5 применяется", NUMBER_WORD_SECTION, "5", false, "применяется");
}

static void other_numbers_are_not_taken_for_clauses(void **state)
{
    (void)state;
    check_none("01.09.2022 вступает в силу");
    check_none("1.09.22 г. принято");
    check_none("12.11.22 г. принято");
    check_none("2022 год");
    check_none("2022. Все права защищены");
    check_none("152-ФЗ");
    check_none("10 рабочих дней");
    check_none("8 (800) 555-35-35");
    check_none("+7 900 000-00-00");
    check_none("100 000 рублей");
    check_none("2.5 млн рублей");
    check_none("1.5 ГБ");
    check_none("192.168.0.1");
    check_none("10:00 до 18:00");
    check_none("24/7");
    check_none("1,5 года");
    check_none("5%");
    check_none("IT-компания");
    check_none("И");
    check_none("А Оператор");
    check_none("Приложение содержит");
    check_none("Глава государства");
    check_none("Ив. Иванов");
    check_none("");
}

static void a_deeper_number_lies_below_its_prefix(void **state)
{
    (void)state;
    struct number a = {0};
    struct number b = {0};
    struct number c = {0};
    assert_true(number_read(SLICE("3.4.1. "), &a));
    assert_true(number_read(SLICE("3.4. "), &b));
    assert_true(number_read(SLICE("III. Цели"), &c));
    assert_true(number_is_below(&a, &b));
    assert_true(number_is_below(&b, &c));
    assert_false(number_is_below(&b, &a));
    assert_int_equal(number_last(&c), 3);
    assert_false(number_is_alike(&a, &b));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(numbers_that_stand_alone_are_seen),
        cmocka_unit_test(numbers_that_need_a_sequence_are_unsure),
        cmocka_unit_test(words_before_numbers_are_part_of_them),
        cmocka_unit_test(other_numbers_are_not_taken_for_clauses),
        cmocka_unit_test(a_deeper_number_lies_below_its_prefix),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
