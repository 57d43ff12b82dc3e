#include "rules/pattern.h"

#include "parser/buffer.h"
#include "rules/pattern_start.h"
#include "rules/pattern_text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>

#include <cmocka.h>

static uint32_t signs_demanded(struct slice text)
{
    struct pattern_demand demand;
    pattern_demand(text, &demand);
    return demand.signs;
}

static void a_sign_that_every_match_has_is_needed(void **state)
{
    (void)state;
    assert_int_equal(signs_demanded(SLICE("[\\w.]+@\\w+")), PATTERN_AT);
    assert_int_equal(
        signs_demanded(SLICE("\\+7 ?\\d")), PATTERN_PLUS | PATTERN_DIGIT);
    assert_int_equal(
        signs_demanded(SLICE("(?:инн|огрн) \"?\\d+")), PATTERN_DIGIT);
}

static void digits_in_a_row_are_counted(void **state)
{
    (void)state;
    assert_int_equal(signs_demanded(SLICE("\\b\\d{4}\\b")), PATTERN_DIGITS(4u));
    assert_int_equal(
        signs_demanded(SLICE("\\d{1,2}\\.20\\d\\d")), PATTERN_DIGITS(4u));
    assert_int_equal(
        signs_demanded(SLICE("2(?:1[0-3]|4[67])\\d{3}")), PATTERN_DIGITS(3u));
    assert_int_equal(
        signs_demanded(SLICE("\\d+[0-3]\\d?\\d{2,}")), PATTERN_DIGITS(2u));
    assert_int_equal(signs_demanded(SLICE("[0-9а]{5}[^0-9]")), 0);
    assert_int_equal(signs_demanded(SLICE("\\d{20}")), PATTERN_DIGITS(6u));
}

static void a_sign_that_may_be_missing_is_not_needed(void **state)
{
    (void)state;
    assert_int_equal(signs_demanded(SLICE("тел\\.? ?\\d*")), 0);
    assert_int_equal(signs_demanded(SLICE("\\d{0,3}а+")), 0);
    assert_int_equal(signs_demanded(SLICE("(?:\\d+|нет) дней")), 0);
    assert_int_equal(signs_demanded(SLICE("(?:@\\d)?")), 0);
    assert_int_equal(signs_demanded(SLICE("(?!@)сайт")), 0);
    assert_int_equal(signs_demanded(SLICE("@|\\x41")), 0); /* no telling */
}

static struct pattern_subject subject_of(struct arena *arena, struct slice text)
{
    struct pattern_subject subject = {0};
    pattern_subject_read(&subject, arena, text);
    return subject;
}

static uint32_t signs_of(struct slice text)
{
    struct arena *arena = arena_new();
    uint32_t signs = subject_of(arena, text).signs;
    arena_free(arena);
    return signs;
}

static void a_subject_has_the_signs_that_stand_in_it(void **state)
{
    (void)state;
    assert_int_equal(signs_of(SLICE("ооо \"ромашка\"")), PATTERN_QUOTE);
    assert_int_equal(signs_of(SLICE("срок ٣ дня")), PATTERN_DIGIT);
    assert_int_equal(signs_of(SLICE("1 или 123")), PATTERN_DIGITS(3u));
    assert_int_equal(signs_of(SLICE("без знаков")), 0);
    assert_int_equal(signs_of(SLICE("срок - год")), PATTERN_DASH);
    assert_int_equal(signs_of(SLICE("- срок -год- ")), 0);
}

static bool has_needle(
    struct slice subject, const struct pattern_needle *needle)
{
    size_t at = slice_find(subject, needle->letters, 0);
    while (at != SLICE_NOT_FOUND && needle->begins_word &&
           pattern_is_inside_word(subject, at)) {
        at = slice_find(subject, needle->letters, at + 1);
    }
    return at != SLICE_NOT_FOUND;
}

/* Has the subject what the pattern demands? */
static bool may_match(struct slice text, struct slice subject)
{
    struct pattern_demand demand;
    pattern_demand(text, &demand);
    bool may = (demand.signs & ~signs_of(subject)) == 0;
    for (size_t i = 0; i < demand.set_count; i++) {
        bool has_any = false;
        for (size_t k = 0; k < demand.sets[i].count; k++) {
            has_any |= has_needle(subject, &demand.sets[i].items[k]);
        }
        may &= has_any;
    }
    return may;
}

/* The words of the pattern's first set, with a space behind each. */
static struct slice index_words(struct arena *arena, struct slice text)
{
    struct pattern_demand demand;
    pattern_demand(text, &demand);
    struct pattern_needle words[NEEDLES_LIMIT];
    size_t count = pattern_needle_words(&demand.sets[0], words);
    struct buffer out = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        buffer_format(&out, "%s%.*s ", words[i].begins_word ? "^" : "",
            (int)words[i].letters.len, words[i].letters.bytes);
    }
    return buffer_slice(&out);
}

static void the_index_looks_for_words_of_a_match(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice words = index_words(arena, SLICE("\\b(?:ип|улица\\w+)"));
    assert_true(slice_equal(words, SLICE("^ип улица ")));
    words = index_words(arena, SLICE("\\bна основании"));
    assert_true(slice_equal(words, SLICE("основании ")));
    words = index_words(arena, SLICE("(?:ип|улица)"));
    assert_int_equal(words.len, 0);
    arena_free(arena);
}

static void letters_of_a_match_are_looked_for_in_the_subject(void **state)
{
    (void)state;
    struct slice either = SLICE("(?:дн|лет)\\w*");
    assert_true(may_match(either, SLICE("пять дней")));
    assert_true(may_match(either, SLICE("несколько лет")));
    assert_false(may_match(either, SLICE("месяц")));
    assert_true(may_match(SLICE("срок.*(?:дн|лет)"), SLICE("срок 5 лет")));
    assert_false(may_match(SLICE("срок.*(?:дн|лет)"), SLICE("срок истёк")));
    assert_true(may_match(SLICE("срок.*день|лет"), SLICE("лет")));
    assert_true(may_match(SLICE("(?:(?:год.*срок)|день)"), SLICE("день")));
    assert_true(may_match(SLICE("(?:год|(?:день.*срок))"), SLICE("год")));
    assert_true(may_match(SLICE("(?:год(?:день))?срок"), SLICE("срок")));
    assert_false(may_match(SLICE("(?:год.*(?:дн|лет))срок"), SLICE("срок")));
    assert_true(may_match(SLICE("(?:дн|\\w)"), SLICE("месяц")));
    assert_true(may_match(SLICE("(?:дн)?"), SLICE("месяц")));
    assert_true(may_match(SLICE("срок[а-я]+ - \\d"), SLICE("сроки - 5")));
    assert_false(may_match(SLICE("срок[а-я]+ - \\d"), SLICE("сроки: 5")));
}

static void letters_behind_a_border_begin_a_word(void **state)
{
    (void)state;
    struct slice text = SLICE("\\b(?:ип|(?<mark>ул))\\b");
    assert_true(may_match(text, SLICE("ип иванов")));
    assert_true(may_match(text, SLICE("принцип - ип")));
    assert_true(may_match(text, SLICE("«ул. мира»")));
    assert_false(may_match(text, SLICE("типовой, 1ип, регулирование")));
    assert_true(may_match(SLICE("\\b\\w?ип"), SLICE("тип")));
    assert_true(may_match(SLICE("\\b(?:а|)ип"), SLICE("тип")));
}

/* The first byte that a match can begin at; NONE: there is no telling. */
static size_t next_start(struct slice text, struct slice subject)
{
    struct arena *arena = arena_new();
    const struct pattern_starts *starts = pattern_starts(arena, text);
    struct pattern_subject read = subject_of(arena, subject);
    size_t start = starts->count > 0
                       ? pattern_next_start(starts, &read, 0, subject.len)
                       : NONE;
    arena_free(arena);
    return start;
}

static void a_match_begins_with_what_the_pattern_does(void **state)
{
    (void)state;
    struct slice subject = SLICE("аб 12 вг");
    assert_int_equal(next_start(SLICE("вг"), subject), 8);
    assert_int_equal(next_start(SLICE("(?:вг|\\d+)в"), subject), 5);
    assert_int_equal(next_start(SLICE("\\bб"), subject), SLICE_NOT_FOUND);
    assert_int_equal(next_start(SLICE("\\b[бв]"), subject), 8);
    assert_int_equal(next_start(SLICE("(?<mark>(?!х)в)"), subject), 8);
    assert_int_equal(next_start(SLICE("(?:(?<!х)|(?<=г))\\bв"), subject), 8);
    assert_int_equal(next_start(SLICE("(?:(?<!х)|г)в"), subject), NONE);
    assert_int_equal(next_start(SLICE("(?:ю |2)?в"), subject), 6);
    assert_int_equal(next_start(SLICE("г*я{0,3}б"), subject), 2);
    assert_int_equal(next_start(SLICE("бг?"), subject), 2);
    assert_int_equal(next_start(SLICE("\\d"), SLICE("срок ٣")), 9);
    assert_int_equal(next_start(SLICE("\\.|\""), SLICE("а \"")), 3);
    assert_int_equal(next_start(SLICE("\\bў"), SLICE("аў")), SLICE_NOT_FOUND);
}

static void a_match_begins_before_the_last_of_its_signs(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pattern_subject subject = subject_of(arena, SLICE("а 123 @ 45 б"));
    assert_int_equal(pattern_last_start(&subject, 0), subject.text.len);
    assert_int_equal(pattern_last_start(&subject, PATTERN_DIGITS(1)), 10);
    assert_int_equal(pattern_last_start(&subject, PATTERN_DIGITS(3)), 5);
    assert_int_equal(
        pattern_last_start(&subject, PATTERN_AT | PATTERN_DIGITS(2)), 7);
    struct pattern_cache *cache = pattern_cache_new();
    struct pattern_source source = {
        .text = SLICE("\\d{3}"), .signs = PATTERN_DIGITS(3)};
    struct pattern *pattern = pattern_cache_get(cache, &source);
    struct span whole;
    struct span mark;
    assert_true(pattern_find(pattern, &subject, 0, &whole, &mark));
    assert_false(pattern_find(pattern, &subject, 6, &whole, &mark));
    pattern_cache_free(cache);
    arena_free(arena);
}

static void what_begins_a_word_is_looked_for_at_spots(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pattern_subject subject = subject_of(arena, SLICE("аб -2вг x1"));
    const size_t places[] = {0, 5, 6, 7, 12, 13};
    assert_int_equal(subject.spot_count, COUNT_OF(places));
    for (size_t i = 0; i < COUNT_OF(places); i++) {
        assert_int_equal(subject.spots[i].at, places[i]);
    }
    assert_true(subject.spots[3].is_inside);
    assert_true(pattern_starts(arena, SLICE("\\b(?:вг|x)|2"))->are_spots);
    assert_false(pattern_starts(arena, SLICE("вг"))->are_spots);
    assert_false(pattern_starts(arena, SLICE(" -"))->are_spots);
    arena_free(arena);
}

static void a_match_may_begin_anywhere_if_the_pattern_does_not_tell(
    void **state)
{
    (void)state;
    const char *const patterns[] = {"\\w+", "б|", "(?:б|)в", "^б", ".б",
        "(?i)б", "[а-я]б", "[^б]", "б|(?:в|\\s)", "\\x41", "б?"};
    for (size_t i = 0; i < COUNT_OF(patterns); i++) {
        struct slice text = slice_from(patterns[i]);
        assert_int_equal(next_start(text, SLICE("б")), NONE);
    }
}

/* The first matches are interpreted, later ones are not. */
static void a_pattern_finds_the_same_however_often_it_is_run(void **state)
{
    (void)state;
    struct pattern_cache *cache = pattern_cache_new();
    struct pattern_source source = {.text = SLICE("срок \\d+ (?<mark>дн\\w+)")};
    struct arena *arena = arena_new();
    struct pattern_subject subject =
        subject_of(arena, SLICE("на срок 30 дней и срок 5 дней"));
    for (size_t i = 0; i < 1000; i++) {
        struct pattern *pattern = pattern_cache_get(cache, &source);
        struct span whole;
        struct span mark;
        assert_true(pattern_find(pattern, &subject, 0, &whole, &mark));
        assert_int_equal(whole.begin, strlen("на "));
        assert_int_equal(mark.begin, strlen("на срок 30 "));
        assert_true(pattern_find(pattern, &subject, whole.end, &whole, &mark));
        assert_false(pattern_find(pattern, &subject, whole.end, &whole, &mark));
    }
    pattern_cache_free(cache);
    arena_free(arena);
}

static void an_encoded_pattern_finds_what_its_text_does(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pattern_cache *cache = pattern_cache_new();
    struct pattern_source source = {.text = SLICE("срок|\\d+ дней")};
    source.code = pattern_encode(arena, source.text);
    assert_true(source.code.len > 0);
    assert_true(slice_equal(source.code, pattern_encode(arena, source.text)));
    struct pattern_subject subject = subject_of(arena, SLICE("на 30 дней"));
    struct span span;
    assert_true(pattern_find(
        pattern_cache_get(cache, &source), &subject, 0, &span, &span));
    assert_int_equal(span.begin, strlen("на "));
    pattern_cache_free(cache);
    arena_free(arena);
}

static void what_another_engine_encoded_is_compiled(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pattern_cache *cache = pattern_cache_new();
    struct pattern_source source = {.text = SLICE("дней")};
    struct slice code = pattern_encode(arena, source.text);
    char *bytes = arena_alloc(arena, code.len);
    memcpy(bytes, code.bytes, code.len);
    size_t engine = pattern_starts_size(pattern_starts(arena, source.text)) + 8;
    memset(bytes + engine, '9', code.len - engine);
    source.code = (struct slice){bytes, code.len};
    struct pattern_subject subject = subject_of(arena, SLICE("на 30 дней"));
    struct span span;
    assert_true(pattern_find(
        pattern_cache_get(cache, &source), &subject, 0, &span, &span));
    pattern_cache_free(cache);
    arena_free(arena);
}

static void what_is_no_pattern_never_matches(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct pattern_cache *cache = pattern_cache_new();
    struct pattern_subject subject = subject_of(arena, SLICE("(а"));
    struct span span;
    struct pattern_source source = {.text = SLICE("(а")};
    assert_false(pattern_find(
        pattern_cache_get(cache, &source), &subject, 0, &span, &span));
    pattern_cache_free(cache);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_sign_that_every_match_has_is_needed),
        cmocka_unit_test(digits_in_a_row_are_counted),
        cmocka_unit_test(letters_of_a_match_are_looked_for_in_the_subject),
        cmocka_unit_test(the_index_looks_for_words_of_a_match),
        cmocka_unit_test(letters_behind_a_border_begin_a_word),
        cmocka_unit_test(a_sign_that_may_be_missing_is_not_needed),
        cmocka_unit_test(a_subject_has_the_signs_that_stand_in_it),
        cmocka_unit_test(a_match_begins_with_what_the_pattern_does),
        cmocka_unit_test(a_match_begins_before_the_last_of_its_signs),
        cmocka_unit_test(what_begins_a_word_is_looked_for_at_spots),
        cmocka_unit_test(
            a_match_may_begin_anywhere_if_the_pattern_does_not_tell),
        cmocka_unit_test(a_pattern_finds_the_same_however_often_it_is_run),
        cmocka_unit_test(an_encoded_pattern_finds_what_its_text_does),
        cmocka_unit_test(what_another_engine_encoded_is_compiled),
        cmocka_unit_test(what_is_no_pattern_never_matches),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
