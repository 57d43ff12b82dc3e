#include "parser/text.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_span(struct span got, uint32_t begin, uint32_t end)
{
    assert_int_equal(got.begin, begin);
    assert_int_equal(got.end, end);
}

static struct slice part_of(const char *source, uint32_t begin, uint32_t end)
{
    return (struct slice){source + begin, end - begin};
}

static void a_span_over_an_entity_maps_to_all_of_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    const char *source = "a&amp;bc";
    struct text_builder builder = {.arena = arena};
    text_add(&builder, part_of(source, 0, 1), 0);
    text_add_decoded(&builder, SLICE("&"), (struct span){1, 6});
    text_add(&builder, part_of(source, 6, 8), 6);
    struct text text = text_finish(&builder);
    assert_true(slice_equal(text.bytes, SLICE("a&bc")));
    assert_span(text_to_source(&text, (struct span){1, 2}), 1, 6);
    assert_span(text_to_source(&text, (struct span){0, 3}), 0, 7);
    assert_span(text_to_source(&text, (struct span){2, 4}), 6, 8);
    assert_int_equal(text_from_source(&text, 3), 1);
    assert_int_equal(text_from_source(&text, 7), 3);
    arena_free(arena);
}

static void a_soft_hyphen_is_not_read_but_is_inside_the_span(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_builder builder = {.arena = arena};
    text_add(&builder, SLICE("cook\u00adie"), 10);
    struct text text = text_finish(&builder);
    assert_true(slice_equal(text.bytes, SLICE("cookie")));
    assert_span(text_to_source(&text, (struct span){0, 6}), 10, 18);
    arena_free(arena);
}

static void white_space_at_the_ends_is_cut_with_its_map(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_builder builder = {.arena = arena};
    text_add(&builder, SLICE("  one "), 0);
    text_begin_strong(&builder);
    text_add(&builder, SLICE("two  "), 8);
    struct text text = text_finish(&builder);
    assert_true(slice_equal(text.bytes, SLICE("one two")));
    assert_int_equal(text.strong_count, 1);
    assert_span(text.strong[0], 4, 7);
    assert_span(text_to_source(&text, (struct span){0, 7}), 2, 11);
    arena_free(arena);
}

static void joined_texts_keep_both_maps(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct text_builder first = {.arena = arena};
    text_add(&first, SLICE("one"), 0);
    struct text_builder second = {.arena = arena};
    text_add(&second, SLICE("two"), 9);
    struct text one = text_finish(&first);
    struct text two = text_finish(&second);
    struct text both = text_join(arena, &one, &two);
    assert_true(slice_equal(both.bytes, SLICE("one two")));
    assert_span(text_to_source(&both, (struct span){4, 7}), 9, 12);
    assert_span(text_to_source(&both, (struct span){0, 7}), 0, 12);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_span_over_an_entity_maps_to_all_of_it),
        cmocka_unit_test(a_soft_hyphen_is_not_read_but_is_inside_the_span),
        cmocka_unit_test(white_space_at_the_ends_is_cut_with_its_map),
        cmocka_unit_test(joined_texts_keep_both_maps),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
