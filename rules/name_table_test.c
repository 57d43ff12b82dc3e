#include "rules/name_table.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static struct slice numbered(struct arena *arena, uint32_t number)
{
    return arena_format(arena, "имя-%u", number);
}

static void a_new_name_has_no_number_until_it_is_set(void **state)
{
    struct arena *arena = arena_new();
    struct name_table table = {.arena = arena};
    (void)state;
    assert_int_equal(name_table_find(&table, SLICE("имя")), NONE);
    assert_int_equal(*name_table_at(&table, SLICE("имя")), NONE);
    assert_int_equal(name_table_find(&table, SLICE("имя")), NONE);
    *name_table_at(&table, SLICE("имя")) = 7;
    assert_int_equal(name_table_find(&table, SLICE("имя")), 7);
    assert_int_equal(table.count, 1);
    arena_free(arena);
}

static void names_beyond_the_room_are_found_like_those_within(void **state)
{
    struct arena *arena = arena_new();
    struct name_table table = {.arena = arena};
    (void)state;
    name_table_reserve(&table, 100);
    for (uint32_t i = 0; i < 5000; i++) {
        *name_table_at(&table, numbered(arena, i)) = i;
    }
    for (uint32_t i = 0; i < 5000; i++) {
        assert_int_equal(name_table_find(&table, numbered(arena, i)), i);
    }
    assert_int_equal(name_table_find(&table, numbered(arena, 5000)), NONE);
    assert_int_equal(table.count, 5000);
    arena_free(arena);
}

static void the_empty_name_is_one_like_others(void **state)
{
    struct arena *arena = arena_new();
    struct name_table table = {.arena = arena};
    (void)state;
    *name_table_at(&table, (struct slice){0}) = 3;
    *name_table_at(&table, SLICE("имя")) = 4;
    assert_int_equal(name_table_find(&table, SLICE("")), 3);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_new_name_has_no_number_until_it_is_set),
        cmocka_unit_test(names_beyond_the_room_are_found_like_those_within),
        cmocka_unit_test(the_empty_name_is_one_like_others),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
