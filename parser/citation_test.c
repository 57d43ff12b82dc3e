#include "parser/citation.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <stdio.h>
#include <string.h>

/* A document of one clause, without sentences. */
static struct doc doc_of(struct arena *arena, struct slice text)
{
    struct text_builder builder = {.arena = arena};
    text_add(&builder, text, 0);
    struct clause *clause = arena_array(arena, 1, sizeof(*clause));
    clause->kind = CLAUSE_CLAUSE;
    clause->parent = NONE;
    clause->end = 1;
    clause->table = NONE;
    clause->text = text_finish(&builder);
    clause->folded = fold_text(arena, &clause->text, NULL);
    return (struct doc){.arena = arena, .clauses = clause, .clause_count = 1};
}

static void append(struct buffer *buffer, const char *name, struct slice value)
{
    if (value.len) {
        buffer_format(buffer, " %s=%.*s", name, (int)value.len, value.bytes);
    }
}

/* All citations of a text as "art=9 part=2 no=152-ФЗ; …". */
static const char *cited(struct arena *arena, struct slice text)
{
    struct doc doc = doc_of(arena, text);
    words_find(&doc);
    citations_find(&doc);
    struct buffer buffer = {.arena = arena};
    buffer_append(&buffer, SLICE(""));
    for (size_t i = 0; i < doc.citation_count; i++) {
        const struct citation *citation = &doc.citations[i];
        buffer_append(&buffer, i ? SLICE(";") : SLICE(""));
        append(&buffer, "art", citation->article);
        append(&buffer, "part", citation->part);
        append(&buffer, "point", citation->point);
        append(&buffer, "sub", citation->subpoint);
        append(&buffer, "par", citation->paragraph);
        const struct citation *act = citation_act(&doc, citation);
        if (!act) {
            buffer_append(&buffer, SLICE(" ?"));
            continue;
        }
        append(&buffer, "no", act->number);
        if (!act->number.len) {
            append(&buffer, "kind", act->kind);
            append(&buffer, "title", act->title);
        }
        if (date_is_set(act->date)) {
            buffer_format(&buffer, " %d-%02d-%02d", act->date.year,
                act->date.month, act->date.day);
        }
    }
    buffer_append_byte(&buffer, '\0');
    return buffer.bytes[0] == ' ' ? buffer.bytes + 1 : buffer.bytes;
}

struct sample {
    const char *text;
    const char *cited;
};

static void check_samples(const struct sample *samples, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *found = cited(arena, slice_from(samples[i].text));
        if (strcmp(found, samples[i].cited)) {
            print_error("%s\n", samples[i].text);
        }
        assert_string_equal(found, samples[i].cited);
    }
    arena_free(arena);
}

#define CHECK(samples) \
    check_samples(samples, sizeof(samples) / sizeof(*samples))

static void a_law_is_read_in_any_order(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Федеральным законом от 27.07.2006 № 152-ФЗ «О персональных данных»",
            "no=152-ФЗ 2006-07-27"},
        {"Федерального закона «О персональных данных» №152-ФЗ от 27 июля 2006 "
         "года",
            "no=152-ФЗ 2006-07-27"},
        {"27.07.2006г. №152-ФЗ и N 149-ФЗ", "no=152-ФЗ; no=149-ФЗ"},
        {"согласно ФЗ-152, ФЗ № 149 и 38 ФЗ", "no=152-ФЗ; no=149-ФЗ; no=38-ФЗ"},
        {"№ 152-ФЗ (ред. от 24.06.2025) «О персональных данных» от 27.07.2006",
            "no=152-ФЗ 2006-07-27"},
        {"ФЗ «О персональных данных»",
            "kind=федеральный закон title=о персональных данных"},
        {"Законом о персональных данных",
            "kind=закон title=о персональных данных"},
        {"Закон Республики Беларусь от 07.05.2021 № 99-З «О защите "
         "персональных данных»",
            "no=99-З 2021-05-07"},
        {"Закона № 99‑3, Закона № 99 З", "no=99-З; no=99-З"},
        {"Закон РФ от 07.02.1992 № 2300-I", "no=2300-1 1992-02-07"},
    };
    CHECK(samples);
}

static void other_acts_are_read(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Постановление Правительства РФ от 01.11.2012 № 1119",
            "no=1119 2012-11-01"},
        {"Приказ Федеральной службы по надзору в сфере связи, информационных "
         "технологий и массовых коммуникаций от 28.10.2022 № 179",
            "no=179 2022-10-28"},
        {"Указом Президента Республики Беларусь от 28.10.2021 № 422",
            "no=422 2021-10-28"},
        {"ст. 437 ГК РФ и ст. 13.11 КоАП",
            "art=437 kind=гк рф; art=13.11 kind=коап"},
        {"Гражданского кодекса РФ, Кодекса РФ об административных "
         "правонарушениях",
            "kind=гк рф; kind=коап рф"},
        {"GDPR, Регламент (ЕС) 2016/679, Директива 95/46/ЕС",
            "no=2016/679; no=2016/679; no=95/46"},
        {"приказом руководителя назначен ответственный", ""},
        {"если иное не установлено федеральным законом, законами", ""},
        {"телефон 8 (800) 152-15-15, д. 152", ""},
    };
    CHECK(samples);
}

static void an_article_is_bound_to_its_law(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"ч. 2 ст. 9 Федерального закона от 27.07.2006 № 152-ФЗ",
            "art=9 part=2 no=152-ФЗ 2006-07-27"},
        {"статьи 9 (часть 2) 152-ФЗ", "art=9 part=2 no=152-ФЗ"},
        {"152-ФЗ (п. 5 ч. 1 ст. 6)", "art=6 part=1 point=5 no=152-ФЗ"},
        {"абз. 15 ст. 6 Закона № 99-З", "art=6 par=15 no=99-З"},
        {"абзацем третьим пункта 3 статьи 17 Закона № 99-З",
            "art=17 point=3 par=3 no=99-З"},
        {"пп. 2-11 ч. 1 ст. 6 ФЗ «О персональных данных»",
            "art=6 part=1 point=2-11 kind=федеральный закон title=о "
            "персональных данных"},
        {"статьями 20 и 21 152-ФЗ, ст. 18 Закона «О рекламе»",
            "art=20 no=152-ФЗ; art=21 no=152-ФЗ; art=18 kind=закон title=о "
            "рекламе"},
        {"ст. 10-12 № 99-З", "art=10 no=99-З; art=11 no=99-З; art=12 no=99-З"},
        {"п. 2 и п. 5 ч. 1 ст. 6, ч. 2 ст. 9 152-ФЗ",
            "art=6 part=1 point=2 no=152-ФЗ; art=6 part=1 point=5 no=152-ФЗ; "
            "art=9 part=2 no=152-ФЗ"},
        {"(п.5 ч.1. ст.6 Закона о персональных данных)",
            "art=6 part=1 point=5 kind=закон title=о персональных данных"},
        {"Конституцией РФ, 152-ФЗ и ст. 9 ФЗ от 27.07.2006. №152-ФЗ",
            "kind=конституция рф; no=152-ФЗ; art=9 no=152-ФЗ 2006-07-27"},
        {"(пп. 1 п. 1 ст. 6 Федерального закона №152-ФЗ)",
            "art=6 point=1 sub=1 no=152-ФЗ"},
        {"п. 3.5 Указа № 422", "point=3.5 no=422"},
        {"в силу 152-ФЗ субъект вправе отозвать согласие (ст. 9)",
            "no=152-ФЗ; art=9 no=152-ФЗ"},
        {"п. 2.1 настоящей Политики, раздел 5", ""},
    };
    CHECK(samples);
}

static void what_was_named_before_is_understood(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"Закон № 152-ФЗ. В силу ст. 9 указанного Закона.",
            "no=152-ФЗ; art=9 no=152-ФЗ"},
        {"Закон № 152-ФЗ (ч. 2 ст. 9). Согласно Закону.",
            "art=9 part=2 no=152-ФЗ; no=152-ФЗ"},
        {"по ст. 9 закона", "art=9 ?"},
    };
    CHECK(samples);
}

static void the_passage_is_all_its_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice text = SLICE("По ч. 2 ст. 9 ФЗ № 152 «О данных» и закону.");
    struct doc doc = doc_of(arena, text);
    words_find(&doc);
    citations_find(&doc);
    assert_int_equal(doc.citation_count, 1);
    struct span span = doc.citations[0].passage.span;
    struct slice words = slice_cut(text, span.begin, span.end);
    assert_string_equal(
        arena_string(arena, words), "ч. 2 ст. 9 ФЗ № 152 «О данных»");
    span = doc.citations[0].law.span;
    words = slice_cut(text, span.begin, span.end);
    assert_string_equal(arena_string(arena, words), "ФЗ № 152 «О данных»");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_law_is_read_in_any_order),
        cmocka_unit_test(other_acts_are_read),
        cmocka_unit_test(an_article_is_bound_to_its_law),
        cmocka_unit_test(what_was_named_before_is_understood),
        cmocka_unit_test(the_passage_is_all_its_words),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
