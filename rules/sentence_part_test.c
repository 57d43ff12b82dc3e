#include "rules/testing.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* The fence that testing_pack() opens is closed, and another opened. */
#define FIND "продаем данные\n```\n\n"
#define HERE FIND "```unless here\nвзаймы"
#define ANYWHERE FIND "```unless\nвзаймы"

static void assert_marks(
    const char *lines, const char *policy, const char *marked)
{
    struct arena *arena = arena_new();
    const char *pack = testing_pack(arena, "prohibition", lines);
    struct slice found = testing_found(arena, pack, policy);
    if (!slice_is(found, marked)) {
        print_error("%s\n", policy);
    }
    assert_string_equal(found.bytes, marked);
    arena_free(arena);
}

static void assert_found(const char *policy)
{
    assert_marks(HERE, policy, "продаем данные");
    assert_marks(ANYWHERE, policy, "");
}

static void assert_silent(const char *policy)
{
    assert_marks(HERE, policy, "");
    assert_marks(ANYWHERE, policy, "");
}

static void an_exception_holds_in_its_part_of_the_sentence(void **state)
{
    (void)state;
    assert_silent("Мы продаем данные взаймы.");
    assert_silent("Взаймы и недорого, без чека мы продаем данные.");
    assert_silent("Мы продаем данные, в том числе взаймы.");
    assert_silent("Мы храним анкеты; мы продаем данные взаймы.");
}

static void an_exception_behind_the_part_does_not_hold(void **state)
{
    (void)state;
    assert_found("Мы продаем данные; анкеты даем взаймы.");
    assert_found("Мы продаем данные, а анкеты даем взаймы.");
    assert_found("Мы продаем данные, но анкеты даем взаймы.");
    assert_found("Мы продаем данные, однако анкеты даем взаймы.");
    assert_found("Мы продаем данные, причём анкеты даем взаймы.");
    assert_found("Мы продаем данные – при этом анкеты даем взаймы.");
}

static void what_an_exception_speaks_of_goes_on(void **state)
{
    (void)state;
    assert_silent("Анкеты даем взаймы; мы продаем данные.");
    assert_silent("Анкеты даем взаймы, а мы продаем данные.");
}

static void a_turn_without_a_sign_ends_no_part(void **state)
{
    (void)state;
    assert_silent("Мы продаем данные не даром а взаймы.");
    assert_silent("Мы продаем данные, при оплате взаймы.");
}

static void parts_beyond_the_last_are_one(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct buffer policy = {.arena = arena};
    for (int i = 0; i < 100; i++) {
        buffer_append(&policy, SLICE("мы храним анкеты; "));
    }
    buffer_append(&policy, SLICE("мы продаем данные; анкеты даем взаймы."));
    buffer_append_byte(&policy, '\0');
    assert_marks(HERE, policy.bytes, "");
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(an_exception_holds_in_its_part_of_the_sentence),
        cmocka_unit_test(an_exception_behind_the_part_does_not_hold),
        cmocka_unit_test(what_an_exception_speaks_of_goes_on),
        cmocka_unit_test(a_turn_without_a_sign_ends_no_part),
        cmocka_unit_test(parts_beyond_the_last_are_one),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
