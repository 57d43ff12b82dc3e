#include "rules/phrase.h"
#include "rules/testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* What a phrase marks in a policy of one paragraph. */
static void assert_marks(
    const char *phrase, const char *policy, const char *marked)
{
    struct arena *arena = arena_new();
    const char *pack = testing_pack(arena, "terminology", phrase);
    assert_string_equal(testing_found(arena, pack, policy).bytes, marked);
    arena_free(arena);
}

static void a_word_matches_itself_whatever_its_case_and_yo(void **state)
{
    (void)state;
    assert_marks("учет", "Ведётся УЧЁТ данных.", "УЧЁТ");
    assert_marks("учет", "Учетная запись.", "");
}

static void a_star_stands_for_the_rest_of_the_word(void **state)
{
    (void)state;
    assert_marks("безотзывн*", "Дано безотзывное согласие.", "безотзывное");
    assert_marks("*отзывное", "Дано безотзывное согласие.", "безотзывное");
    assert_marks("*отзыв*", "Дано безотзывное согласие.", "безотзывное");
    assert_marks("*@*", "Пишите на info@romashka.test.", "info@romashka.test");
    assert_marks("152*", "По закону 152-ФЗ.", "152-ФЗ");
}

static void punctuation_between_words_is_skipped(void **state)
{
    (void)state;
    assert_marks("бессрочн* безотзывн*", "Бессрочное, «безотзывное» право.",
        "Бессрочное, «безотзывное");
    assert_marks(
        "яндекс метрика", "Ставится Яндекс.Метрика.", "Яндекс.Метрика");
}

static void a_choice_matches_any_of_its_alternatives(void **state)
{
    (void)state;
    assert_marks("(а б|в*) г", "Есть а б г и вот г.", "а б г | вот г");
    assert_marks("(а|(б|в)) г", "Есть в г.", "в г");
}

static void an_optional_part_may_be_missing(void **state)
{
    (void)state;
    assert_marks("без права [его] отзыва",
        "Даётся без права отзыва и без права его отзыва.",
        "без права отзыва | без права его отзыва");
    assert_marks("а [б|в г] д", "То а д. То а в г д.", "а д | а в г д");
}

static void a_gap_reaches_as_far_as_it_says(void **state)
{
    (void)state;
    assert_marks("раз ..2 два", "Раз и ещё два.", "Раз и ещё два");
    assert_marks("раз ..2 два", "Раз и ещё раньше два.", "");
    assert_marks("раз .. два", "Раз 1 2 3 4 5 два.", "Раз 1 2 3 4 5 два");
    assert_marks("раз .. два", "Раз 1 2 3 4 5 6 два.", "");
    assert_marks("раз ... два", "Раз 1 2 3 4 5 6 7 8 9 два.",
        "Раз 1 2 3 4 5 6 7 8 9 два");
    assert_marks("раз ... два", "Раз один. И два.", "");
}

static void the_tightest_match_is_marked(void **state)
{
    (void)state;
    assert_marks("раз ... два", "Раз, и раз, и два, и два.", "раз, и два");
}

static void a_lexicon_entry_stands_for_all_of_its_phrases(void **state)
{
    (void)state;
    assert_marks("<согласие> бессрочно", "Согласие на обработку бессрочно.",
        "Согласие на обработку бессрочно");
    assert_marks(
        "<согласие> бессрочно", "Согласие бессрочно.", "Согласие бессрочно");
}

static void a_party_entry_stands_for_the_terms_of_the_document(void **state)
{
    (void)state;
    assert_marks("<оператор> хранит",
        "ООО «Ромашка-Тест» (далее — Магазин) ведёт сайт.\n\n"
        "Магазин хранит данные.",
        "Магазин хранит");
}

static void braces_narrow_what_is_marked(void **state)
{
    (void)state;
    assert_marks("дают {бессрочное ..2 согласие} на",
        "Вы дают бессрочное и полное согласие на всё.",
        "бессрочное и полное согласие");
}

static void anchors_hold_a_phrase_to_the_edge_of_the_sentence(void **state)
{
    (void)state;
    assert_marks("^ мы", "Мы здесь. И мы тут.", "Мы");
    assert_marks("мы $", "Мы здесь. И тут мы.", "мы");
}

static void joined_phrases_match_in_any_order(void **state)
{
    (void)state;
    assert_marks("раз & два", "Два, потом раз.", "Два, потом раз");
    assert_marks("раз & {два}", "Два, потом раз.", "Два");
    assert_marks("раз & два", "Два, потом три.", "");
}

static void a_number_sign_matches_digits(void **state)
{
    (void)state;
    assert_marks("хранится # лет", "Хранится 75 лет.", "Хранится 75 лет");
    assert_marks("{# лет}", "Хранится 75 лет, пять лет.", "75 лет");
}

static void a_pattern_sees_the_folded_sentence(void **state)
{
    (void)state;
    assert_marks("re: \\d+ (?:дн|мес)\\w+", "Срок — 30 дней.", "30 дней");
    assert_marks("re: срок \\K\\w+", "Срок истёк.", "истёк");
    assert_marks("re: срок (?<mark>\\w+) мес", "Срок шесть мес.", "шесть");
}

static void a_pattern_that_runs_away_does_not_match(void **state)
{
    (void)state;
    assert_marks(
        "re: (?:а+)+б", "аааааааааааааааааааааааааааааааааааааааа", "");
}

static void overlapping_marks_of_a_rule_are_one_finding(void **state)
{
    (void)state;
    assert_marks("бессрочн*\nбессрочн* согласи*", "Дано бессрочное согласие.",
        "бессрочное согласие");
}

static void fails_at(const char *phrase, uint32_t column, const char *part)
{
    struct arena *arena = arena_new();
    struct place place;
    struct slice message = testing_error(
        arena, testing_pack(arena, "prohibition", phrase), &place);
    assert_true(slice_find(message, slice_from(part), 0) != SLICE_NOT_FOUND);
    assert_int_equal(place.line, 31);
    assert_int_equal(place.column, column);
    arena_free(arena);
}

static void lines_that_are_spelt_the_same_share_a_wording(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct vocabulary vocabulary = vocabulary_make(arena);
    const char *const lines[] = {"раз два*", "re: раз\\d", "раз два*", "раз (",
        "раз (", "раз два", "re: раз\\d"};
    const uint32_t expected[] = {0, 1, 0, NONE, NONE, 2, 1};
    for (size_t i = 0; i < COUNT_OF(lines); i++) {
        uint32_t phrase = NONE;
        size_t offset;
        struct error error;
        bool is_compiled = phrase_compile(
            &vocabulary, slice_from(lines[i]), &phrase, &offset, &error);
        assert_int_equal(is_compiled, expected[i] != NONE);
        if (is_compiled) {
            assert_int_equal(
                vocabulary.phrases.own_phrases[phrase].wording, expected[i]);
            assert_string_equal(
                phrase_line(&vocabulary.phrases, phrase)->text.bytes, lines[i]);
        }
    }
    arena_free(arena);
}

static void a_faulty_phrase_is_reported_at_its_place(void **state)
{
    (void)state;
    fails_at("раз (два|три", 5, "not closed");
    fails_at("раз два)", 8, "closing bracket");
    fails_at("раз | два", 5, "inside brackets");
    fails_at("раз ()", 6, "empty alternative");
    fails_at("раз д*а", 5, "start or the end");
    fails_at("раз(а|б)", 4, "whole words");
    fails_at("(а|б)раз", 6, "whole words");
    fails_at("раз ..99 два", 5, "1 to 63");
    fails_at("[раз]", 1, "no word");
    fails_at("раз ...", 1, "between words");
    fails_at("{раз} {два}", 7, "one pair");
    fails_at("{раз", 1, "not closed");
    fails_at("раз <сог", 5, "lexicon");
    fails_at("раз <согласее>", 5, "did you mean <согласие>");
    fails_at("re: раз(", 9, "pattern is wrong");
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_word_matches_itself_whatever_its_case_and_yo),
        cmocka_unit_test(a_star_stands_for_the_rest_of_the_word),
        cmocka_unit_test(punctuation_between_words_is_skipped),
        cmocka_unit_test(a_choice_matches_any_of_its_alternatives),
        cmocka_unit_test(an_optional_part_may_be_missing),
        cmocka_unit_test(a_gap_reaches_as_far_as_it_says),
        cmocka_unit_test(the_tightest_match_is_marked),
        cmocka_unit_test(a_lexicon_entry_stands_for_all_of_its_phrases),
        cmocka_unit_test(a_party_entry_stands_for_the_terms_of_the_document),
        cmocka_unit_test(braces_narrow_what_is_marked),
        cmocka_unit_test(anchors_hold_a_phrase_to_the_edge_of_the_sentence),
        cmocka_unit_test(joined_phrases_match_in_any_order),
        cmocka_unit_test(a_number_sign_matches_digits),
        cmocka_unit_test(a_pattern_sees_the_folded_sentence),
        cmocka_unit_test(a_pattern_that_runs_away_does_not_match),
        cmocka_unit_test(overlapping_marks_of_a_rule_are_one_finding),
        cmocka_unit_test(lines_that_are_spelt_the_same_share_a_wording),
        cmocka_unit_test(a_faulty_phrase_is_reported_at_its_place),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
