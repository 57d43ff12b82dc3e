#include "rules/pattern.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static void a_sign_that_every_match_has_is_needed(void **state)
{
    (void)state;
    assert_int_equal(pattern_signs(SLICE("[\\w.]+@\\w+")), PATTERN_AT);
    assert_int_equal(pattern_signs(SLICE("\\b\\d{6}\\b")), PATTERN_DIGIT);
    assert_int_equal(
        pattern_signs(SLICE("\\+7 ?\\d")), PATTERN_PLUS | PATTERN_DIGIT);
    assert_int_equal(
        pattern_signs(SLICE("(?:инн|огрн) \"?\\d+")), PATTERN_DIGIT);
}

static void a_sign_that_may_be_missing_is_not_needed(void **state)
{
    (void)state;
    assert_int_equal(pattern_signs(SLICE("тел\\.? ?\\d*")), 0);
    assert_int_equal(pattern_signs(SLICE("\\d{0,3}а+")), 0);
    assert_int_equal(pattern_signs(SLICE("(?:\\d+|нет) дней")), 0);
    assert_int_equal(pattern_signs(SLICE("(?:@\\d)?")), 0);
    assert_int_equal(pattern_signs(SLICE("(?!@)сайт")), 0);
    assert_int_equal(pattern_signs(SLICE("@|\\x41")), 0); /* no telling */
}

static void a_subject_has_the_signs_that_stand_in_it(void **state)
{
    (void)state;
    assert_int_equal(pattern_signs_of(SLICE("ооо \"ромашка\"")), PATTERN_QUOTE);
    assert_int_equal(pattern_signs_of(SLICE("срок ٣ дня")), PATTERN_DIGIT);
    assert_int_equal(pattern_signs_of(SLICE("без знаков")), 0);
}

/* The first matches are interpreted, later ones are not. */
static void a_pattern_finds_the_same_however_often_it_is_run(void **state)
{
    (void)state;
    struct pattern_cache *cache = pattern_cache_new();
    struct slice text = SLICE("срок \\d+ (?<mark>дн\\w+)");
    struct slice subject = SLICE("на срок 30 дней и срок 5 дней");
    for (size_t i = 0; i < 1000; i++) {
        struct pattern *pattern = pattern_cache_get(cache, text);
        struct span whole;
        struct span mark;
        assert_true(pattern_find(pattern, subject, 0, &whole, &mark));
        assert_int_equal(whole.begin, strlen("на "));
        assert_int_equal(mark.begin, strlen("на срок 30 "));
        assert_true(pattern_find(pattern, subject, whole.end, &whole, &mark));
        assert_false(pattern_find(pattern, subject, whole.end, &whole, &mark));
    }
    pattern_cache_free(cache);
}

static void what_is_no_pattern_never_matches(void **state)
{
    (void)state;
    struct pattern_cache *cache = pattern_cache_new();
    struct span span;
    assert_false(pattern_find(
        pattern_cache_get(cache, SLICE("(а")), SLICE("(а"), 0, &span, &span));
    pattern_cache_free(cache);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sign_that_every_match_has_is_needed),
        cmocka_unit_test(a_sign_that_may_be_missing_is_not_needed),
        cmocka_unit_test(a_subject_has_the_signs_that_stand_in_it),
        cmocka_unit_test(a_pattern_finds_the_same_however_often_it_is_run),
        cmocka_unit_test(what_is_no_pattern_never_matches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
