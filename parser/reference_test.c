#include "parser/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include <string.h>

/* The tree that the tests refer into: index, number, kind, parent. */
static const struct {
    const char *number;
    enum clause_kind kind;
    uint32_t parent;
    uint32_t end;
} tree[] = {
    {"", CLAUSE_TITLE, NONE, 1},
    {"2", CLAUSE_SECTION, NONE, 6},
    {"2.1", CLAUSE_CLAUSE, 1, 6},
    {"", CLAUSE_ITEM, 2, 4},
    {"а", CLAUSE_ITEM, 2, 5},
    {"б", CLAUSE_ITEM, 2, 6},
    {"III", CLAUSE_SECTION, NONE, 8},
    {"1", CLAUSE_CLAUSE, 6, 8},
    {"1", CLAUSE_APPENDIX, NONE, 9},
    {"", CLAUSE_CLAUSE, NONE, 10},
};
#define TREE_SIZE (sizeof(tree) / sizeof(tree[0]))

/* The tree with the text as its last clause. */
static struct doc doc_of(struct arena *arena, struct slice text)
{
    struct clause *clauses = arena_array(arena, TREE_SIZE, sizeof(*clauses));
    for (size_t i = 0; i < TREE_SIZE; i++) {
        struct text_builder builder = {.arena = arena};
        text_add(&builder,
            i == 0               ? SLICE("Политика")
            : i + 1 == TREE_SIZE ? text
                                 : SLICE(""),
            0);
        clauses[i] = (struct clause){
            .kind = tree[i].kind,
            .number = slice_from(tree[i].number),
            .parent = tree[i].parent,
            .end = tree[i].end,
            .table = NONE,
        };
        clauses[i].text = text_finish(&builder);
        clauses[i].folded = fold_text(arena, &clauses[i].text, NULL);
    }
    return (struct doc){
        .arena = arena, .clauses = clauses, .clause_count = TREE_SIZE};
}

/* References as "words>target"; "!" for another document, "?" for none. */
static const char *referred(struct arena *arena, struct slice text)
{
    struct doc doc = doc_of(arena, text);
    words_find(&doc);
    terms_find(&doc);
    citations_find(&doc);
    references_find(&doc);
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < doc.reference_count; i++) {
        const struct reference *reference = &doc.references[i];
        struct slice words = slice_cut(
            text, reference->passage.span.begin, reference->passage.span.end);
        buffer_format(
            &buffer, "%s%.*s>", i ? "; " : "", (int)words.len, words.bytes);
        if (reference->is_external) {
            buffer_append(&buffer, SLICE("!"));
        } else if (reference->target == NONE) {
            buffer_append(&buffer, SLICE("?"));
        } else {
            buffer_format(&buffer, "%u", (unsigned)reference->target);
        }
    }
    buffer_append_byte(&buffer, '\0');
    return buffer.bytes;
}

struct sample {
    const char *text;
    const char *references;
};

static void check_samples(const struct sample *samples, size_t count)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < count; i++) {
        const char *found = referred(arena, slice_from(samples[i].text));
        if (strcmp(found, samples[i].references)) {
            print_error("%s\n", samples[i].text);
        }
        assert_string_equal(found, samples[i].references);
    }
    arena_free(arena);
}

#define CHECK(samples) \
    check_samples(samples, sizeof(samples) / sizeof(*samples))

static void a_reference_leads_to_its_clause(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"в п. 2.1 и разделе 2", "п. 2.1>2; разделе 2>1"},
        {"подпунктом «б» пункта 2.1 настоящей Политики",
            "подпунктом «б» пункта 2.1 настоящей Политики>5"},
        {"абз. 2 п. 2.1", "абз. 2 п. 2.1>3"},
        {"разделом III, раздел 3, п. 3.1",
            "разделом III>6; раздел 3, п. 3.1>7"},
        {"пунктами 2.1, 2.7 и 2.9", "пунктами 2.1>2; 2.7>?; 2.9>?"},
        {"пп. 2.1–2.4", "пп. 2.1–2.4>2"},
        {"Приложению № 1, Приложение 2.5 для телефона", "Приложению № 1>8"},
        {"настоящая Политика", "настоящая Политика>0"},
    };
    CHECK(samples);
}

static void other_documents_are_external(void **state)
{
    (void)state;
    static const struct sample samples[] = {
        {"п. 2.1 Оферты и п. 3 Пользовательского соглашения",
            "п. 2.1 Оферты>!; п. 3 Пользовательского соглашения>!"},
        {"п. 5 ч. 1 ст. 6 152-ФЗ и п. 26 Положения", "п. 26 Положения>!"},
        {"п. 2.1 Политики", "п. 2.1 Политики>2"},
        {"согласно ч. 2, ниже, в течение 10 дней", ""},
    };
    CHECK(samples);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_reference_leads_to_its_clause),
        cmocka_unit_test(other_documents_are_external),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
