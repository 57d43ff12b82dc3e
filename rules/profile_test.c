/*
 * profile_test.c - whose document it is, and which law it applies.
 */
#include "rules/form_memo.h"
#include "rules/profile.h"
#include "rules/ruleset.h"
#include "rules/signal_index.h"

#include "rules/check.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>

static const struct ruleset no_rules;

/* The profile of a Markdown text; the caller frees the arena. */
static struct profile infer(struct arena *arena, const char *markdown)
{
    struct doc doc;
    struct error error;
    bool is_read = doc_read(arena, SLICE("policy.md"),
        arena_copy(arena, slice_from(markdown)), &doc, &error);
    assert_true(is_read);
    struct check_options options = {.as_of = {2026, 11, 21}};
    struct profile profile;
    const struct signal_index *signals = signal_index_new();
    struct form_memo *memo = form_memo_new();
    const struct form_tokens *forms =
        forms_read(&doc, &no_rules, signals, memo);
    profile_infer(&doc, signals, forms, &options, &profile);
    form_memo_free(memo);
    signal_index_free(signals);
    return profile;
}

/* Assert the country of each text's operator; 0: unknown. */
struct country_case {
    const char *markdown;
    uint32_t country;
};

static void assert_countries(const struct country_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        struct profile profile = infer(arena, cases[i].markdown);
        if (profile.operator_country != cases[i].country) {
            printf("%s\n", cases[i].markdown);
        }
        assert_int_equal(profile.operator_country, cases[i].country);
        arena_free(arena);
    }
}

#define ASSERT_COUNTRIES(cases) \
    assert_countries((cases), sizeof(cases) / sizeof((cases)[0]))

static void a_registry_number_tells_the_country(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"ООО «Вектор», УНП 599999009", JURISDICTION_BY},
        {"ООО «Вектор», УНП 599 999 009", JURISDICTION_BY},
        {"Мастер, УНП: MA9999009", JURISDICTION_BY},
        {"ООО «Ромашка-Тест», ОГРН 1027700012340", JURISDICTION_RU},
        {"ООО «Ромашка-Тест», ИНН/КПП 7700123459/770101001", JURISDICTION_RU},
        {"ТОО «Вектор», БИН 123456789012", JURISDICTION_KZ},
        {"Вектор, УНП 599999008", 0},
        /* An ИНН that lost a digit is no number of Uzbekistan. */
        {"АО «Вектор», г.Москва, ИНН 432423434, КПП 770101001",
            JURISDICTION_RU},
        {"Вектор, 599999009", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static void a_registry_number_beats_the_domain(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"Сайт progress-test.by. ООО «Прогресс», ОГРН 1027700012340",
            JURISDICTION_RU},
        {"Сайт vektor-test.ru. ООО «Вектор», УНП 599999009", JURISDICTION_BY},
    };
    ASSERT_COUNTRIES(cases);
}

static void the_requisites_of_others_do_not_count(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"Сайт vektor-test.by. Аналитику ведёт ООО «Яндекс», 119021, "
         "г. Москва, ул. Льва Толстого, 16.",
            JURISDICTION_BY},
        {"Сайт vektor-test.by. Хостинг предоставляет ООО «Сервер-Тест», "
         "ОГРН 1027700012340.",
            JURISDICTION_BY},
        {"Жалоба: Национальный центр защиты персональных данных, г. Минск.", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static void phones_are_told_by_their_whole_shape(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"Телефон 8 (029) 644-46-80", JURISDICTION_BY},
        {"Телефон 8 017 336 73 73", JURISDICTION_BY},
        {"Телефон +375 (29) 644-46-80", JURISDICTION_BY},
        {"Телефон +7 (495) 123-45-67", JURISDICTION_RU},
        {"Телефон +7 777 123 45 67", JURISDICTION_KZ},
        {"Телефон +374 10 123 456", JURISDICTION_OTHER},
        {"Телефон +7 (777) 777-77-77", 0},
        {"Телефон +375 (XX) XXX-XX-XX", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static void an_own_domain_counts_and_free_mail_does_not(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"Сайт vektor-test.by (далее – Сайт)", JURISDICTION_BY},
        {"Пишите на minsk-shop@yandex.ru", 0},
        {"Пишите на info@mail.ru", 0},
        {"Сайт by.vektor-test.org, язык белорусский.", 0},
        {"Сайт vektor-test.com. Жалобы: cpd.by", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static void an_address_counts_and_a_street_name_does_not(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"Адрес: 220118, г. Минск, ул. Московская, 5", JURISDICTION_BY},
        {"Адрес: г. Москва, ул. Минская, 5, тел. +7 495 123-45-67",
            JURISDICTION_RU},
        {"Адрес: 214000, г. Смоленск, ул. Мира, 1", JURISDICTION_RU},
        {"Мы работаем в городах Москва, Минск, Алматы.", 0},
        {"У нас есть филиал в г. Минск.", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static void nothing_is_guessed_from_words_that_all_have(void **state)
{
    (void)state;
    static const struct country_case cases[] = {
        {"", 0},
        {"Цена 100 руб. ООО «Вектор» на русском языке.", 0},
        {"ЗАО «Вектор»", 0},
    };
    ASSERT_COUNTRIES(cases);
}

static uint32_t applied(const char *markdown)
{
    struct arena *arena = arena_new();
    uint32_t laws = infer(arena, markdown).applied;
    arena_free(arena);
    return laws;
}

static void the_law_that_the_text_submits_to_is_applied_too(void **state)
{
    (void)state;
    assert_int_equal(applied("Политика составлена в соответствии с 152-ФЗ."),
        JURISDICTION_RU);
    assert_int_equal(
        applied("Сайт vektor-test.by. Споры решаются в порядке, установленном "
                "законодательством Российской Федерации."),
        JURISDICTION_RU | JURISDICTION_BY);
}

static void a_russian_text_that_points_nowhere_is_read_by_russian_law(
    void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct profile profile = infer(arena, "Мы соблюдаем закон.");
    assert_int_equal(profile.applied, JURISDICTION_RU);
    assert_int_equal(profile.operator_country, 0);
    assert_int_equal(profile.evidence_count, 1); /* and says why */
    arena_free(arena);
    assert_int_equal(applied("Мы шануем закон і вашыя даныя ў сетцы."), 0);
    assert_int_equal(applied("We respect the law and your data."), 0);
    assert_int_equal(applied("Данные обрабатываются по GDPR."), 0);
}

static void a_law_that_is_only_named_is_not_applied(void **state)
{
    (void)state;
    assert_int_equal(
        applied("УНП 599999009. Мы не применяем Федеральный закон № 152-ФЗ."),
        JURISDICTION_BY);
    assert_int_equal(applied("ОГРН 1027700012340. В соответствии с "
                             "Постановлением Правительства РБ работаем в Уфе."),
        JURISDICTION_RU);
    assert_int_equal(applied("ОГРН 1027700012340. В соответствии с Федеральным "
                             "законом от 04.05.2011 № 99-ФЗ есть лицензия."),
        JURISDICTION_RU);
}

static void the_operator_is_typed_by_its_own_name(void **state)
{
    (void)state;
    static const struct {
        const char *markdown;
        enum operator_type type;
    } cases[] = {
        {"ООО «Вектор» (далее – Оператор)", OPERATOR_LEGAL},
        {"ИП Орлова И. И. (далее – Оператор)", OPERATOR_SOLE},
        {"Сайт принадлежит самозанятому Орлову И. И.", OPERATOR_PERSON},
        {"ИП Орлова И. И. (далее – Оператор). Хостинг: ООО «Сервер-Тест».",
            OPERATOR_SOLE},
        {"Оператор — гражданин Республики Беларусь Орлов Иван (далее – "
         "Оператор)",
            OPERATOR_PERSON},
        {"Гражданин вправе обратиться к Оператору.", OPERATOR_UNKNOWN},
        {"Даю согласие ООО «Клён» на обработку имени.", OPERATOR_LEGAL},
        {"Посетителей сайта ООО «Клён» об этом извещают.", OPERATOR_LEGAL},
        {"Настоящая политика обработки данных ООО «Клён» открыта всем.",
            OPERATOR_LEGAL},
        {"ООО «Клён» хранит заявки год.", OPERATOR_LEGAL},
        {"Заявки хранятся на серверах ООО «Клён».", OPERATOR_UNKNOWN},
        {"ООО «Клён» хранит заявки.\n\nОператор — ИП Осин.", OPERATOR_SOLE},
        {"Владелец сайта — Осин Пётр Ильич.", OPERATOR_PERSON},
        {"Владелец сайта — ИП Осин Пётр Ильич.", OPERATOR_SOLE},
        {"Оператор назначил ответственного: Осин Пётр Ильич.",
            OPERATOR_UNKNOWN},
        {"Оператор — магазин «Клён», контактное лицо: Осин Пётр Ильич.",
            OPERATOR_UNKNOWN},
        {"## Кто обрабатывает данные\n\nОсин Пётр Ильич, г. Тверь.",
            OPERATOR_PERSON},
        {"Мы уважаем ваши данные.", OPERATOR_UNKNOWN},
    };
    for (size_t i = 0; i < sizeof(cases) / sizeof(cases[0]); i++) {
        struct arena *arena = arena_new();
        struct profile profile = infer(arena, cases[i].markdown);
        assert_int_equal(profile.operator_type, cases[i].type);
        arena_free(arena);
    }
}

struct kind_case {
    const char *markdown;
    enum document_type type;
};

static void check_kinds(const struct kind_case *cases, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        struct arena *arena = arena_new();
        struct profile profile = infer(arena, cases[i].markdown);
        assert_int_equal(profile.document_type, cases[i].type);
        arena_free(arena);
    }
}

static void the_title_tells_the_kind_of_document(void **state)
{
    (void)state;
    static const struct kind_case cases[] = {
        {"# Политика конфиденциальности\n\nТекст.", DOCUMENT_POLICY},
        {"# Согласие на обработку персональных данных\n\n"
         "Я, субъект персональных данных, даю согласие на обработку.",
            DOCUMENT_CONSENT},
        {"⚠️ **Согласие на обработку "
         "персональных "
         "данных**\n"
         "Нажимая кнопку, вы даёте своё информированное согласие.",
            DOCUMENT_CONSENT},
        {"# Согласие на обработку персональных данных\n\n"
         "Субъект подтверждает своё однозначное согласие на обработку.",
            DOCUMENT_CONSENT},
        {"# Согласие на обработку персональных данных\n\n"
         "Я, мать ребёнка,\n\n## ДАЮ СОГЛАСИЕ\n\nотряду на обработку.",
            DOCUMENT_CONSENT},
        {"# Согласие на обработку данных\n\n"
         "Если вы оставите заявку, вы даёте нам своё полное согласие.",
            DOCUMENT_POLICY},
        {"# Согласие на обработку запроса\n\n"
         "Мы собираем имя и телефон посетителей, чтобы им ответить.",
            DOCUMENT_POLICY},
        {"# Пользовательское соглашение\n\nТекст.", DOCUMENT_AGREEMENT},
        {"# Согласие — Клуб «Клён»\n\nПользовательское соглашение (далее — "
         "Соглашение) является офертой.",
            DOCUMENT_AGREEMENT},
        {"# Политика использования файлов cookie\n\nТекст.", DOCUMENT_COOKIE},
        {"# Политика использования cookie\n\nТекст.\n\n"
         "## 1. Изменения в Политике\n\nТекст.",
            DOCUMENT_COOKIE},
        {"# Cookie\n\nТекст.\n\n"
         "## Политика конфиденциальности\n\nТекст.",
            DOCUMENT_POLICY},
        {"# Политика конфиденциальности. Согласие на обработку данных\n\n"
         "Оставляя заявку, вы даете согласие.",
            DOCUMENT_POLICY},
        {"# Согласие на обработку данных\n\n"
         "## Политика обработки персональных данных\n\n"
         "Настоящая политика действует для сайта.\n\n"
         "Отправляя форму, пользователь подтверждает согласие.",
            DOCUMENT_POLICY},
        {"Настоящая политика действует для сайта.", DOCUMENT_POLICY},
        {"Согласен на обработку персональных данных", DOCUMENT_CONSENT},
        {"Нажимая кнопку, вы соглашаетесь с обработкой персональных данных.",
            DOCUMENT_CONSENT},
        {"# Как составить политику конфиденциальности: 7 ошибок\n\n"
         "Разберём персональные данные на сайтах.",
            DOCUMENT_OTHER},
        {"# Штрафы за политику без персональных данных\n\nТекст.\n\n"
         "## Согласие на обработку\n\nТекст.",
            DOCUMENT_OTHER},
    };
    check_kinds(cases, sizeof(cases) / sizeof(cases[0]));
}

static void a_section_does_not_tell_the_kind_of_the_whole(void **state)
{
    (void)state;
    static const struct kind_case cases[] = {
        {"# Политика конфиденциальности\n\nТекст.\n\n"
         "## Сообщения об ошибках\n\nТекст.",
            DOCUMENT_POLICY},
        {"# Конфиденциальность\n\nМы храним имя и телефон.\n\n"
         "## Исполнение договора\n\nДанные нужны, чтобы его исполнить.",
            DOCUMENT_POLICY},
        {"# Сведения о сайте и конфиденциальности\n\nТекст.\n\n"
         "## 4. Использование файлов cookie\n\nТекст.",
            DOCUMENT_POLICY},
        {"Обработка данных\n\nНиже сказано, какие данные собирает портал.",
            DOCUMENT_POLICY},
        {"# Правила сайта\n\nИспользуя сайт, вы соглашаетесь с ними.\n\n"
         "## Персональные данные\n\nТекст.",
            DOCUMENT_AGREEMENT},
        {"# Правила обработки информации\n\nМы храним персональные данные.",
            DOCUMENT_POLICY},
        {"# Пирожковая\n\nТекст.\n\n"
         "## Пользовательское соглашение\n\nТекст о данных.",
            DOCUMENT_AGREEMENT},
    };
    check_kinds(cases, sizeof(cases) / sizeof(cases[0]));
}

static void evidence_stands_in_reading_order(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct profile profile = infer(arena,
        "Телефон +375 (29) 644-46-80. ООО «Вектор», УНП 599999009. "
        "Сайт vektor-test.by.");
    assert_int_equal(profile.confidence, CONFIDENCE_KNOWN);
    assert_true(profile.evidence_count >= 3);
    for (size_t i = 1; i < profile.evidence_count; i++) {
        assert_true(profile.evidence[i - 1].span.begin <=
                    profile.evidence[i].span.begin);
    }
    assert_true(
        slice_starts_with(profile.evidence[0].what.ru, SLICE("телефон «+375")));
    arena_free(arena);
}

static void a_text_that_applies_no_law_gets_the_one_that_it_names(void **state)
{
    (void)state;
    assert_int_equal(applied("Мы соблюдаем 152-ФЗ."), JURISDICTION_RU);
    assert_int_equal(applied("Закон № 99-З «О защите персональных данных»."),
        JURISDICTION_BY);
    assert_int_equal(applied("Сайт vektor-test.ru собирает имя и телефон."),
        JURISDICTION_RU);
    assert_int_equal(applied("Мы знаем и 152-ФЗ, и GDPR."), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_registry_number_tells_the_country),
        cmocka_unit_test(a_registry_number_beats_the_domain),
        cmocka_unit_test(the_requisites_of_others_do_not_count),
        cmocka_unit_test(phones_are_told_by_their_whole_shape),
        cmocka_unit_test(an_own_domain_counts_and_free_mail_does_not),
        cmocka_unit_test(an_address_counts_and_a_street_name_does_not),
        cmocka_unit_test(nothing_is_guessed_from_words_that_all_have),
        cmocka_unit_test(the_law_that_the_text_submits_to_is_applied_too),
        cmocka_unit_test(
            a_russian_text_that_points_nowhere_is_read_by_russian_law),
        cmocka_unit_test(a_law_that_is_only_named_is_not_applied),
        cmocka_unit_test(a_text_that_applies_no_law_gets_the_one_that_it_names),
        cmocka_unit_test(the_operator_is_typed_by_its_own_name),
        cmocka_unit_test(the_title_tells_the_kind_of_document),
        cmocka_unit_test(a_section_does_not_tell_the_kind_of_the_whole),
        cmocka_unit_test(evidence_stands_in_reading_order),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
