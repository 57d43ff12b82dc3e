#include "parser/arena.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static bool is_zeroed(const unsigned char *bytes, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (bytes[i]) {
            return false;
        }
    }
    return true;
}

static void objects_are_zeroed_also_where_others_stood(void **state)
{
    (void)state;
    static const size_t sizes[] = {1, 100, 5000, 200000, 3000000, 9000000};
    struct arena *arena = arena_new();
    for (int round = 0; round < 3; round++) {
        for (size_t i = 0; i < COUNT_OF(sizes); i++) {
            unsigned char *bytes = arena_alloc(arena, sizes[i]);
            assert_true(is_zeroed(bytes, sizes[i]));
            memset(bytes, 0xab, sizes[i]);
        }
        arena_clear(arena);
        assert_int_equal(arena_size(arena), 0);
    }
    arena_free(arena);
}

static void a_list_that_grows_has_zeroed_room(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int round = 0; round < 2; round++) {
        uint64_t *items = NULL;
        size_t capacity = 0;
        for (size_t count = 0; count < 100000; count++) {
            items = arena_grow(arena, items, count, &capacity, sizeof(*items));
            assert_true(items[count] == 0);
            items[count] = count + 1;
        }
        assert_true(items[0] == 1 && items[99999] == 100000);
        arena_clear(arena);
    }
    arena_free(arena);
}

static void a_text_of_any_length_is_formatted(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    for (int width = 1; width < 2000; width++) {
        struct slice text = arena_format(arena, "%*d|", width, 7);
        assert_int_equal(text.len, width + 1);
        assert_true(slice_ends_with(text, SLICE("7|")));
        assert_int_equal(text.bytes[text.len], '\0');
    }
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(objects_are_zeroed_also_where_others_stood),
        cmocka_unit_test(a_list_that_grows_has_zeroed_room),
        cmocka_unit_test(a_text_of_any_length_is_formatted),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
