#include "rules/testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_marks(const char *kind, const char *phrase,
    const char *policy, const char *marked)
{
    struct arena *arena = arena_new();
    const char *pack = testing_pack(arena, kind, phrase);
    struct slice found = testing_found(arena, pack, policy);
    if (!slice_is(found, marked)) {
        print_error("%s / %s\n", phrase, policy);
    }
    assert_string_equal(found.bytes, marked);
    arena_free(arena);
}

static void wrong(const char *phrase, const char *policy, const char *marked)
{
    assert_marks("prohibition", phrase, policy, marked);
}

static void silent(const char *phrase, const char *policy)
{
    assert_marks("prohibition", phrase, policy, "");
}

static void a_negation_before_takes_the_words_back(void **state)
{
    (void)state;
    silent("бессрочн*", "Согласие не является бессрочным.");
    silent("переда* ..3 третьим лицам",
        "Оператор не вправе передавать данные третьим лицам.");
    silent("безотзывн*", "Нельзя считать согласие безотзывным.");
    silent("переда*", "Запрещается передавать данные.");
    silent("согласия", "Данные обрабатываются без согласия.");
    silent("согласия", "Данные обрабатываются без какого-либо согласия.");
}

static void a_negated_predicate_behind_takes_the_words_back(void **state)
{
    (void)state;
    silent("иных целях", "Обработка в иных целях не допускается.");
    silent("бессрочно", "Данные бессрочно не хранятся.");
    silent("распространени*", "Распространение данных не осуществляется.");
    silent("иных целях", "Обработка в иных целях запрещена.");
}

static void a_negation_in_a_gap_takes_the_words_back(void **state)
{
    (void)state;
    silent("<согласие> ... бессрочн*", "Согласие не является бессрочным.");
    silent("согласие & бессрочн*", "Согласие не является бессрочным.");
    wrong("<согласие> не [может быть] отозван*",
        "Согласие не может быть отозвано.", "Согласие не может быть отозвано");
}

static void words_that_look_like_a_negation_are_none(void **state)
{
    (void)state;
    wrong("бессрочн*", "Исключительно бессрочное согласие.", "бессрочное");
    wrong("бессрочн*", "Согласие не только полное, но и бессрочное.",
        "бессрочное");
    wrong("хранит", "Оператор не менее 5 лет хранит данные.", "хранит");
    wrong("хранит", "За исключением анкет Оператор хранит данные.", "хранит");
    wrong("хранит",
        "Если иное не предусмотрено договором, Оператор хранит "
        "данные.",
        "хранит");
}

static void without_negates_only_its_own_noun(void **state)
{
    (void)state;
    wrong("изменять ..3 без уведомления",
        "Оператор вправе изменять Политику без уведомления.",
        "изменять Политику без уведомления");
    wrong("передавать данные",
        "Оператор вправе без уведомления передавать "
        "данные.",
        "передавать данные");
    silent("без уведомления", "Оператор не изменяет её без уведомления.");
}

static void a_negation_stays_in_its_part_of_the_sentence(void **state)
{
    (void)state;
    wrong("хранит", "Если вы не согласны, Оператор хранит данные.", "хранит");
    wrong("бессрочно",
        "Оператор не проверяет данные, которые хранит бессрочно.", "бессрочно");
    wrong("бессрочно", "Согласие даётся бессрочно и не требует подтверждения.",
        "бессрочно");
}

static void a_negation_does_not_reach_into_a_participle_or_a_condition(
    void **state)
{
    (void)state;
    wrong("файлов cookie",
        "Мы не продаём сведения, собранные с помощью файлов cookie.",
        "файлов cookie");
    wrong("уничтожим ... в течение # дней",
        "Уничтожим данные, если они не соответствуют целям, в течение 7 дней.",
        "Уничтожим данные, если они не соответствуют целям, в течение 7 дней");
    wrong("cookie", "Вы можете запретить использование cookie.", "cookie");
}

static void a_negated_lead_takes_its_items_back(void **state)
{
    (void)state;
    silent("передавать", "Оператор не вправе:\n\n- передавать данные;\n"
                         "- продавать их.");
    wrong("передавать",
        "Оператор вправе:\n\n- передавать данные;\n"
        "- хранить их.",
        "передавать");
}

static void a_definition_states_nothing(void **state)
{
    (void)state;
    silent("передача", "Распространение — любое действие, например передача.");
    silent("передача", "Под обработкой понимается передача данных.");
    wrong("передача", "Под обработкой я понимаю сбор и передача данных.",
        "передача");
    wrong("пять лет", "Срок хранения — пять лет.", "пять лет");
}

static void a_heading_states_nothing(void **state)
{
    (void)state;
    silent("бессрочное", "# Политика\n\n## Бессрочное хранение\n\nТекст.");
}

static void the_statute_retold_states_nothing(void **state)
{
    (void)state;
    silent("продолжить обработку",
        "Оператор вправе продолжить обработку при наличии оснований, "
        "указанных в пунктах 2–11 части 1 статьи 6.");
    silent("переда*", "Оператор передаёт данные в случаях, предусмотренных "
                      "законодательством.");
}

static void what_a_third_party_does_is_not_the_operators(void **state)
{
    (void)state;
    silent("обрабатывает", "Яндекс обрабатывает данные посетителей.");
    wrong("обрабатывает", "Оператор обрабатывает данные вместе с Яндексом.",
        "обрабатывает");
    wrong("используется", "Яндекс Метрика используется на сайте.",
        "используется");
}

static void a_quoted_title_states_nothing(void **state)
{
    (void)state;
    silent("персональной информации",
        "Закон «О защите персональной информации» важен.");
    wrong("бессрочное согласие",
        "Отметив «Даю бессрочное согласие», вы "
        "соглашаетесь.",
        "бессрочное согласие");
}

static void words_that_are_spoken_of_state_nothing(void **state)
{
    (void)state;
    silent("согласен", "Нельзя писать «кто зашёл, тот согласен».");
    silent("согласен", "Не пишите: кто зашёл, тот согласен.");
    silent("согласен", "Фраза «кто зашёл, тот согласен» ничтожна.");
    silent("согласен", "Плохо: «Зашёл – согласен».");
    wrong("согласен", "Пишите: кто зашёл, тот согласен.", "согласен");
    wrong("согласен", "Мы просим не писать: кто зашёл, тот согласен.",
        "согласен");
    assert_marks(
        "presence", "согласен", "Не пишите: кто зашёл, тот согласен.", "");
}

static void a_denied_statement_is_missing_at_its_words(void **state)
{
    (void)state;
    assert_marks(
        "presence", "отозвать согласие", "Вы вправе отозвать согласие.", "");
    assert_marks("presence", "отозвать согласие",
        "Вы не вправе отозвать согласие.", "отозвать согласие");
    assert_marks(
        "presence", "отозвать согласие", "Мы любим людей.", "(absence)");
}

static void a_placeholder_satisfies_nothing(void **state)
{
    (void)state;
    assert_marks("presence", "оператор ... (ооо|ип)",
        "Оператор — ООО «[Название компании]».", "(absence)");
    assert_marks("presence", "оператор ... (ооо|ип)",
        "Оператором выступает оператор ООО «______».", "(absence)");
    assert_marks("presence", "оператор ... (ооо|ип)",
        "Я, ______, подавший это заявление лично и подписавший каждую его "
        "страницу, знаю, что оператор — ООО «Вектор».",
        "");
    assert_marks("presence", "оператор ... (ооо|ип)",
        "Оператор — ООО «Вектор», телефон [указать телефон].", "");
    assert_marks("presence", "отозвать согласие",
        "Можно отозвать согласие, написав на [ваш адрес, город].", "");
    assert_marks("presence", "согласие ... на адрес",
        "Отозвать согласие можно письмом на адрес [индекс, город].",
        "(absence)");
}

static void a_wrong_term_is_wrong_when_denied_too(void **state)
{
    (void)state;
    assert_marks("terminology", "персональная информация",
        "Это не персональная информация.", "персональная информация");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_negation_before_takes_the_words_back),
        cmocka_unit_test(a_negated_predicate_behind_takes_the_words_back),
        cmocka_unit_test(a_negation_in_a_gap_takes_the_words_back),
        cmocka_unit_test(words_that_look_like_a_negation_are_none),
        cmocka_unit_test(without_negates_only_its_own_noun),
        cmocka_unit_test(a_negation_stays_in_its_part_of_the_sentence),
        cmocka_unit_test(
            a_negation_does_not_reach_into_a_participle_or_a_condition),
        cmocka_unit_test(a_negated_lead_takes_its_items_back),
        cmocka_unit_test(a_definition_states_nothing),
        cmocka_unit_test(a_heading_states_nothing),
        cmocka_unit_test(the_statute_retold_states_nothing),
        cmocka_unit_test(what_a_third_party_does_is_not_the_operators),
        cmocka_unit_test(a_quoted_title_states_nothing),
        cmocka_unit_test(words_that_are_spoken_of_state_nothing),
        cmocka_unit_test(a_denied_statement_is_missing_at_its_words),
        cmocka_unit_test(a_placeholder_satisfies_nothing),
        cmocka_unit_test(a_wrong_term_is_wrong_when_denied_too),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
