#include "parser/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* A document of clauses without sentences; the first opens a section over the
   rest when is_section is set. */
static struct doc doc_of(struct arena *arena, const char *const *texts,
    size_t count, bool is_section)
{
    struct clause *clauses = arena_array(arena, count, sizeof(*clauses));
    for (size_t i = 0; i < count; i++) {
        struct text_builder builder = {.arena = arena};
        text_add(&builder, slice_from(texts[i]), 0);
        bool is_head = is_section && i == 0;
        clauses[i] = (struct clause){
            .kind = is_head ? CLAUSE_SECTION : CLAUSE_CLAUSE,
            .parent = is_section && i ? 0 : NONE,
            .end = (uint32_t)(is_head ? count : i + 1),
            .table = NONE,
            .is_heading = is_head,
        };
        clauses[i].text = text_finish(&builder);
        clauses[i].folded = fold_text(arena, &clauses[i].text, NULL);
    }
    return (struct doc){
        .arena = arena, .clauses = clauses, .clause_count = count};
}

/* The terms of a document as "Пользователь:subject*; …", "*" for an alias. */
static const char *terms_of(struct arena *arena, const struct doc *doc)
{
    static const char *const parties[] = {"other", "operator", "subject",
        "site", "data", "policy", "offer", "law"};
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        buffer_format(&buffer, "%s%.*s:%s%s", i ? "; " : "",
            (int)term->name.len, term->name.bytes, parties[term->party],
            term->is_alias ? "*" : "");
    }
    buffer_append_byte(&buffer, '\0');
    return buffer.bytes;
}

struct sample {
    const char *text;
    const char *terms;
};

static void check_samples(
    const struct sample *samples, size_t count, const char *heading)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *texts[] = {heading, samples[i].text};
        struct doc doc = doc_of(arena, heading ? texts : texts + 1,
            heading ? 2 : 1, heading != NULL);
        words_find(&doc);
        terms_find(&doc);
        const char *found = terms_of(arena, &doc);
        if (strcmp(found, samples[i].terms)) {
            print_error("%s\n", samples[i].text);
        }
        assert_string_equal(found, samples[i].terms);
    }
    arena_free(arena);
}

#define COUNT(array) (sizeof(array) / sizeof(*(array)))

static void an_alias_is_a_term(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"ООО «Ромашка-Тест», ИНН 123 (далее — Оператор) и посетители "
         "(далее по тексту – «Пользователи») сайта.",
            "Оператор:operator*; Пользователи:subject*"},
        {"сайтом vektor.test (далее — «Исполнитель») информации",
            "Исполнитель:operator*"},
        {"администратором сайта (http://vektor.test) (далее - Компания)",
            "Компания:operator*"},
        {"ООО «Вектор» (далее-Компания)", "Компания:operator*"},
        {"ООО «Вектор» (именуется по тексту — «Компания»)",
            "Компания:operator*"},
        {"ООО «Вектор» (далее также Вектор), сайт vektor.test (далее - "
         "Вектор.Онлайн)",
            "Вектор:operator*; Вектор.Онлайн:site*"},
        {"Политика (далее — «Политика» или «Положение»)",
            "Политика:policy*; Положение:policy*"},
        {"ИП Иванов, именуемый в дальнейшем «Продавец», и лицо, именуемое "
         "далее «Покупатель»,",
            "Продавец:operator*; Покупатель:subject*"},
        {"данные (далее – ПДн, Персональная информация)",
            "ПДн:data*; Персональная информация:data*"},
        {"Федеральный закон № 152-ФЗ (далее – Закон о персональных данных)",
            "Закон о персональных данных:law*"},
        {"владелец сайта (ОГРН 123, далее — Мы/Компания)",
            "Мы:operator*; Компания:operator*"},
        {"Закрытое акционерное общество «Ёлка» (далее – ЗАО)", "ЗАО:operator*"},
        {"политика (далее - по тексту – Политика) — часть оферты (далее — "
         "«Оферта»)",
            "Политика:policy*; Оферта:offer*"},
        {"ИП Иванов (далее по тексту — «Исполнитель», коммерческое "
         "обозначение: «Ёж»), лицо (далее по тексту это видно)",
            "Исполнитель:operator*"},
        {"и далее обрабатываются, а также (далее)", ""},
    };
    check_samples(samples, COUNT(samples), NULL);
}

static void a_definition_is_a_term(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Под персональными данными в настоящей Политике понимается "
         "информация.",
            "персональными данными:data"},
        {"Cookie — это небольшие файлы.", "Cookie:other"},
        {"Пользователь сайта (далее – Гость) – это любое лицо.",
            "Пользователь сайта:subject; Гость:subject*"},
        {"«Cookie» означает файл.", "Cookie:other"},
        {"Использование Сайта означает согласие.", ""},
        {"Цели — информирование и связь. Имя - Иван", ""},
        {"Часть работы выполняется сервисами за рубежом — это риск.", ""},
    };
    check_samples(samples, COUNT(samples), NULL);
}

static void a_section_of_definitions_needs_no_verb(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Обработка персональных данных – любое действие.",
            "Обработка персональных данных:other"},
        {"«Оператор» - ООО «Вектор».", "Оператор:operator"},
        {"Сайт: совокупность страниц.", "Сайт:site"},
        {"Субъект персональных данных (Клиент) – физическое лицо.",
            "Субъект персональных данных:subject"},
    };
    check_samples(samples, COUNT(samples), "Термины и определения");
}

static void inflected_uses_are_found_and_lookalikes_are_not(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const texts[] = {
        ("Сайт (далее – Сайт), закон (далее – Закон), ПДн (далее – "
         "Персональные данные) и Продавец (далее - Продавец)."),
        "На Сайте, сайтом и сайтостроение. Законные интересы по Закону.",
        "Персональных данных у Продавца; персонального, данные. Сайт.",
    };
    struct doc doc = doc_of(arena, texts, 3, false);
    words_find(&doc);
    terms_find(&doc);
    assert_int_equal(doc.term_count, 4);
    /* «Сайт» itself, before its alias, is a use as well */
    assert_int_equal(doc.terms[0].use_count, 4);
    assert_false(doc.terms[0].uses[1].is_exact);
    assert_true(doc.terms[0].uses[3].is_exact);
    assert_int_equal(doc.terms[1].use_count, 2);
    assert_int_equal(doc.terms[2].use_count, 1);
    assert_int_equal(doc.terms[3].use_count, 2);
    struct passage passage = doc.terms[3].uses[1].passage;
    assert_int_equal(passage.clause, 2);
    assert_string_equal(
        arena_string(arena, slice_cut(doc.clauses[2].text.bytes,
                                passage.span.begin, passage.span.end)),
        "Продавца");
    arena_free(arena);
}

static void the_longest_term_is_used(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const texts[] = {
        "(далее – Пользователь), (далее – Пользователь сайта)",
        "Пользователю сайта и пользователю.",
    };
    struct doc doc = doc_of(arena, texts, 2, false);
    words_find(&doc);
    terms_find(&doc);
    assert_int_equal(doc.terms[0].use_count, 1);
    assert_int_equal(doc.terms[1].use_count, 1);
    arena_free(arena);
}

static void a_bracket_that_holds_an_alias_may_give_another(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    static const char *const texts[] = {
        "Лавка «Клевер» (сайт k.example (далее — Сайт), далее — Магазин).",
    };
    struct doc doc = doc_of(arena, texts, 1, false);
    words_find(&doc);
    terms_find(&doc);
    assert_string_equal(terms_of(arena, &doc), "Сайт:site*; Магазин:other*");
    struct passage definition = doc.terms[1].definition;
    struct slice defined = slice_cut(
        doc.clauses[0].text.bytes, definition.span.begin, definition.span.end);
    assert_true(slice_equal(defined, SLICE("Лавка «Клевер")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_alias_is_a_term),
        cmocka_unit_test(a_definition_is_a_term),
        cmocka_unit_test(a_section_of_definitions_needs_no_verb),
        cmocka_unit_test(inflected_uses_are_found_and_lookalikes_are_not),
        cmocka_unit_test(the_longest_term_is_used),
        cmocka_unit_test(a_bracket_that_holds_an_alias_may_give_another),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
