#include "parser/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>
#include <stdio.h>

#include <cmocka.h>

/* A document of clauses that are already told apart. */
static struct doc doc_of(struct arena *arena, const char *const *texts,
    const uint32_t *parents, size_t count)
{
    struct doc doc = {.arena = arena, .clause_count = count};
    doc.clauses = arena_array(arena, count, sizeof(struct clause));
    for (size_t i = 0; i < count; i++) {
        struct clause *clause = &doc.clauses[i];
        clause->kind = parents[i] == NONE ? CLAUSE_CLAUSE : CLAUSE_ITEM;
        clause->parent = parents[i];
        clause->text.bytes = slice_from(texts[i]);
        clause->folded = fold_text(arena, &clause->text, NULL);
    }
    words_find(&doc);
    sentences_find(&doc);
    return doc;
}

/* "|" in the text marks where sentences must be cut, and only there. */
static void check(const char *marked)
{
    struct arena *arena = arena_new();
    struct slice rest = slice_from(marked);
    struct slice part;
    struct buffer text = {.arena = arena};
    struct slice parts[16];
    size_t count = 0;
    while (slice_next_part(&rest, '|', &part)) {
        buffer_append(&text, part);
        parts[count++] = slice_trim(part);
    }
    const char *texts[] = {arena_string(arena, buffer_slice(&text))};
    const uint32_t parents[] = {NONE};
    struct doc doc = doc_of(arena, texts, parents, 1);
    for (size_t i = 0; i < doc.sentence_count && i < count; i++) {
        struct span span = doc.sentences[i].span;
        struct slice got =
            slice_cut(doc.clauses[0].text.bytes, span.begin, span.end);
        if (!slice_equal(got, parts[i])) {
            fail_msg("sentence \"%.*s\", expected \"%.*s\"", (int)got.len,
                got.bytes, (int)parts[i].len, parts[i].bytes);
        }
    }
    assert_int_equal(doc.sentence_count, count);
    arena_free(arena);
}

static void a_full_stop_before_a_capital_ends_a_sentence(void **state)
{
    (void)state;
    check("Оператор хранит данные. |Он их не продаёт.");
    check("Где? |Здесь! |Хорошо… |Дальше");
    check("По «Закону о данных». |Далее");
    check("(в частности, «О данных».) |Пользователи согласны");
    check("Срок один год; затем данные стираются");
    check("данных.|Оператор хранит");
    check("Указано в п. 3.1. |Пользователь вправе");
    check("Данные. |«Вектор» хранит их. |— Иначе");
    check("");
}

static void abbreviations_do_not_end_a_sentence(void **state)
{
    (void)state;
    check("по ст. 9 и п. 2 ч. 1 ст. 6 Закона, пп. 3–5, абз. 2");
    check("г. Минск, ул. Ленина, д. 5, стр. 1, оф. 12");
    check("от 27 июля 2006 г. № 152-ФЗ");
    check("от 27 июля 2006 г. N 152-ФЗ");
    check("действует с 2006 г. |Оператор обязан");
    check("имя, телефон и т. д. |Оператор хранит");
    check("и т.п. |Оператор");
    check("и пр. |Оператор на пр. Мира, 625022 г. Тюмень, в т.ч. Закон");
    check("по п. 3.1. Политики и Закону от 07.05.2021 г. «О защите данных»");
    check("сервис Яндекс. Метрика; стоит 5 р. |Далее");
    check("и т. п. данные, т. е. Сведения");
    check("и др. |Оператор");
    check("Данные (адрес и пр.) Оператор не просит. |Да");
    check("штраф 100 руб. |Оператор");
    check("И. И. Иванов и А.С. Петров подписали");
    check("директор Иванов И. И. подписал");
}

static void numbers_and_addresses_are_not_cut(void **state)
{
    (void)state;
    check("до 27.07.2006 и 1.5 МБ, https://site.test/a.B?c=D, a.B@site.test");
    check("на сайте site.test. |Далее");
    check("1. Оператор вправе. |2. Пользователь вправе");
}

static void an_item_knows_the_sentence_that_introduces_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *texts[] = {"Сначала так. Передаём в случаях:", "по запросу;",
        "ещё абзац", "Хранит. Удаляет."};
    const uint32_t parents[] = {NONE, 0, 1, NONE};
    struct doc doc = doc_of(arena, texts, parents, 4);
    assert_int_equal(doc.sentence_count, 6);
    assert_int_equal(doc.sentences[2].lead, 1);
    assert_int_equal(doc.sentences[3].lead, 1);
    assert_int_equal(doc.sentences[4].lead, NONE);
    assert_int_equal(doc.clauses[3].first_sentence, 4);
    assert_int_equal(doc.clauses[3].sentence_count, 2);
    arena_free(arena);
}

static void a_heading_introduces_the_list_right_below_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *texts[] = {"Права пользователя", "отзыв согласия", "доступ",
        "Пишите нам", "по почте"};
    const uint32_t parents[] = {NONE, 0, 0, 0, 0};
    struct doc doc = doc_of(arena, texts, parents, 5);
    assert_int_equal(doc.sentences[1].lead, NONE);
    doc.clauses[0].is_heading = true;
    doc.clauses[3].kind = CLAUSE_CLAUSE;
    sentences_find(&doc);
    assert_int_equal(doc.sentences[1].lead, 0);
    assert_int_equal(doc.sentences[2].lead, 0);
    assert_int_equal(doc.sentences[3].lead, NONE);
    assert_int_equal(doc.sentences[4].lead, NONE); /* a sentence is between */
    arena_free(arena);
}

static void a_case_goes_on_with_the_sentence_before_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *texts[] = {"Вы против. В этом случае доступ закрыт. Пишите."};
    const uint32_t parents[] = {NONE};
    struct doc doc = doc_of(arena, texts, parents, 1);
    assert_int_equal(doc.sentence_count, 3);
    assert_int_equal(doc.sentences[1].lead, 0);
    assert_int_equal(doc.sentences[2].lead, NONE);
    arena_free(arena);
}

static void folded_spans_hold_the_same_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *texts[] = {"Учёт\u00a0— «так». Ещё\u0301 раз."};
    const uint32_t parents[] = {NONE};
    struct doc doc = doc_of(arena, texts, parents, 1);
    assert_int_equal(doc.sentence_count, 2);
    struct slice folded = doc.clauses[0].folded.bytes;
    struct span first = doc.sentences[0].folded;
    struct span second = doc.sentences[1].folded;
    assert_true(slice_equal(
        slice_cut(folded, first.begin, first.end), SLICE("учет - \"так\".")));
    assert_true(slice_equal(
        slice_cut(folded, second.begin, second.end), SLICE("еще раз.")));
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_full_stop_before_a_capital_ends_a_sentence),
        cmocka_unit_test(abbreviations_do_not_end_a_sentence),
        cmocka_unit_test(numbers_and_addresses_are_not_cut),
        cmocka_unit_test(an_item_knows_the_sentence_that_introduces_it),
        cmocka_unit_test(a_heading_introduces_the_list_right_below_it),
        cmocka_unit_test(a_case_goes_on_with_the_sentence_before_it),
        cmocka_unit_test(folded_spans_hold_the_same_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
