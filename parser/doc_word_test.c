#include "parser/buffer.h"
#include "parser/doc.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static struct doc doc_of(struct arena *arena, const char *markdown)
{
    struct doc doc;
    struct error error;
    assert_true(doc_read(
        arena, SLICE("policy.md"), slice_from(markdown), &doc, &error));
    return doc;
}

static void equal_words_share_a_form(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc doc = doc_of(arena, "Данные и ДАННЫЕ.\n\nДaнные 15.\n");
    assert_int_equal(doc.word_count, 5);
    assert_int_equal(doc.form_count, 3);
    assert_int_equal(doc.words[0].form, doc.words[2].form);
    /* folded: the Latin letter is none of its own */
    assert_int_equal(doc.words[0].form, doc.words[3].form);
    assert_int_equal(doc.forms[doc.words[4].form].kind, WORD_NUMBER);
    arena_free(arena);
}

static void a_sentence_has_the_words_that_begin_in_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc doc =
        doc_of(arena, "Заголовок\n\nПервое слово. Второе предложение тут.\n");
    const struct sentence *last = &doc.sentences[doc.sentence_count - 1];
    struct word_list words =
        doc_sentence_words(&doc, (uint32_t)doc.sentence_count - 1);
    assert_int_equal(words.count, 3);
    assert_true(word_is(&words, 0, SLICE("второе")));
    assert_true(word_is(&words, 2, SLICE("тут")));
    assert_int_equal(doc_clause_words(&doc, last->clause).count, 5);
    arena_free(arena);
}

/* The spellings for which the list holds, in the order they come. */
static struct slice listed(
    const struct doc *doc, const char *list, struct arena *arena)
{
    struct buffer found = {.arena = arena};
    const bool *is_listed = doc_forms_listed(doc, arena, slice_from(list));
    for (size_t i = 0; i < doc->form_count; i++) {
        if (is_listed[i]) {
            buffer_append(&found, doc->forms[i].bytes);
            buffer_append_byte(&found, ' ');
        }
    }
    return slice_trim(buffer_slice(&found));
}

static void a_list_finds_whole_words_and_beginnings(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc doc = doc_of(arena,
        "Обработка, обработку и обработчик; срок, сроки, 30 дней, до.\n");
    assert_true(slice_is(
        listed(&doc, "обработк* срок нет", arena), "обработка обработку срок"));
    assert_true(slice_is(listed(&doc, "обработк", arena), ""));
    assert_true(slice_is(listed(&doc, "с* до дне", arena), "срок сроки до"));
    assert_true(slice_is(listed(&doc, "3* * дней", arena), "30 дней"));
    assert_true(slice_is(listed(&doc, "", arena), ""));
    arena_free(arena);
}

static void a_list_finds_nothing_in_a_document_without_words(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc doc = doc_of(arena, "…\n");
    assert_true(slice_is(listed(&doc, "срок а*", arena), ""));
    arena_free(arena);
}

static void a_document_without_words_has_none(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct doc doc = doc_of(arena, "…\n");
    assert_int_equal(doc.word_count, 0);
    assert_int_equal(doc.form_count, 0);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(equal_words_share_a_form),
        cmocka_unit_test(a_sentence_has_the_words_that_begin_in_it),
        cmocka_unit_test(a_list_finds_whole_words_and_beginnings),
        cmocka_unit_test(a_list_finds_nothing_in_a_document_without_words),
        cmocka_unit_test(a_document_without_words_has_none),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
