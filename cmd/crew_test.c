#include "cmd/crew.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

struct seen {
    size_t told;
    bool is_in_order;
    atomic_size_t made;
    atomic_size_t furthest; /* pieces made ahead of those told */
};

static void *make(void *context, size_t index, struct arena *arena)
{
    struct seen *seen = context;
    size_t *piece = arena_alloc(arena, sizeof(*piece));
    *piece = index;
    atomic_fetch_add(&seen->made, 1);
    return piece;
}

static void tell(void *context, void *piece)
{
    struct seen *seen = context;
    size_t ahead = atomic_load(&seen->made) - seen->told;
    if (ahead > atomic_load(&seen->furthest)) {
        atomic_store(&seen->furthest, ahead);
    }
    seen->is_in_order &= *(const size_t *)piece == seen->told;
    seen->told++;
}

static void pieces_are_told_in_order_whoever_was_first(void **state)
{
    (void)state;
    static const size_t workers[] = {0, 1, 2, 3, 64, 1000};
    for (size_t i = 0; i < sizeof(workers) / sizeof(workers[0]); i++) {
        struct seen seen = {.is_in_order = true};
        struct crew_task task = {1000, make, tell, &seen};
        crew_run(&task, workers[i]);
        assert_int_equal(seen.told, 1000);
        assert_true(seen.is_in_order);
    }
}

static void few_pieces_are_made_ahead(void **state)
{
    (void)state;
    struct seen seen = {.is_in_order = true};
    struct crew_task task = {5000, make, tell, &seen};
    crew_run(&task, 3);
    assert_true(seen.furthest <= 3 * CREW_WINDOW + 1);
}

static void no_pieces_are_no_work(void **state)
{
    (void)state;
    struct seen seen = {0};
    struct crew_task task = {0, make, tell, &seen};
    crew_run(&task, 4);
    assert_int_equal(seen.told, 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(pieces_are_told_in_order_whoever_was_first),
        cmocka_unit_test(few_pieces_are_made_ahead),
        cmocka_unit_test(no_pieces_are_no_work),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
