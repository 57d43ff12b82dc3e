#include "cmd/path.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

static void assert_path(struct slice path, const char *wanted)
{
    assert_true(slice_equal(path, slice_from(wanted)));
}

static bool matches(const char *path, const char *pattern)
{
    return path_matches(slice_from(path), slice_from(pattern));
}

static void dots_and_doubled_slashes_are_taken_out(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    assert_path(path_absolute(arena, SLICE("/a//b/./c")), "/a/b/c");
    assert_path(path_absolute(arena, SLICE("/a/b/../c/")), "/a/c");
    assert_path(path_absolute(arena, SLICE("/../../a")), "/a");
    assert_path(path_absolute(arena, SLICE("/a/b/../..")), "/");
    assert_path(path_absolute(arena, SLICE("/")), "/");
    arena_free(arena);
}

static void a_relative_path_is_of_the_current_folder(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct slice path = path_absolute(arena, SLICE("нет/такого.md"));
    assert_true(slice_starts_with(path, SLICE("/")));
    assert_path(path_shown(arena, path), "нет/такого.md");
    arena_free(arena);
}

static void a_folder_is_what_stands_before_the_last_slash(void **state)
{
    (void)state;
    assert_path(path_folder(SLICE("/a/b.md")), "/a");
    assert_path(path_folder(SLICE("/b.md")), "/");
    assert_path(path_folder(SLICE("/")), "/");
    assert_path(path_name(SLICE("/a/b.md")), "b.md");
}

static void only_what_lies_below_a_folder_is_cut(void **state)
{
    (void)state;
    assert_path(path_below(SLICE("/a/b/c"), SLICE("/a")), "b/c");
    assert_path(path_below(SLICE("/a"), SLICE("/")), "a");
    assert_path(path_below(SLICE("/ab/c"), SLICE("/a")), "/ab/c");
    assert_path(path_below(SLICE("/a"), SLICE("/a")), "/a");
}

static void a_pattern_without_a_slash_is_of_the_name(void **state)
{
    (void)state;
    assert_true(matches("a/b/c.html", "*.html"));
    assert_true(matches("c.html", "c.htm?"));
    assert_false(matches("a.html/c.md", "*.html"));
    assert_true(matches("a/b/c.md", "**"));
}

static void a_star_takes_no_slash_and_two_take_all(void **state)
{
    (void)state;
    assert_true(matches("a/b.md", "a/*.md"));
    assert_false(matches("a/b/c.md", "a/*.md"));
    assert_true(matches("a/b/c.md", "a/**.md"));
    assert_true(matches("a/b/c/d.md", "a/**/d.md"));
    assert_true(matches("a/d.md", "a/**/d.md"));
    assert_false(matches("a/xd.md", "a/**/d.md"));
    assert_true(matches("x/a/d.md", "**/a/*"));
    assert_false(matches("a/b", "a/?/b"));
}

static void a_folder_stands_for_all_below_it(void **state)
{
    (void)state;
    assert_true(matches("a/b/c.md", "a/b/"));
    assert_true(matches("a/b/c.md", "a/"));
    assert_true(matches("a/b/c.md", "a/b"));
    assert_true(matches("a/b/c.md", "./a"));
    assert_true(matches("a/b/c.md", "/a"));
    assert_false(matches("a/bc/d.md", "a/b"));
    assert_false(matches("x/a/b.md", "a/"));
    assert_false(matches("a/b/c.md", "a/*/"));
}

static void a_slash_at_the_beginning_is_the_folder_itself(void **state)
{
    (void)state;
    assert_true(matches("a/b.md", "./a/b.md"));
    assert_true(matches("a.md", "/a.md"));
    assert_false(matches("b/a.md", "/a.md"));
}

static void many_stars_are_no_trap(void **state)
{
    (void)state;
    char path[2000];
    for (size_t i = 0; i + 1 < sizeof(path); i++) {
        path[i] = 'a';
    }
    path[sizeof(path) - 1] = '\0';
    assert_false(matches(path, "*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*a*ab"));
    assert_false(matches(path, "**a**a**a**a**a**a**a**a**a**a**a/b"));
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(a_folder_stands_for_all_below_it),
        cmocka_unit_test(dots_and_doubled_slashes_are_taken_out),
        cmocka_unit_test(a_relative_path_is_of_the_current_folder),
        cmocka_unit_test(a_folder_is_what_stands_before_the_last_slash),
        cmocka_unit_test(only_what_lies_below_a_folder_is_cut),
        cmocka_unit_test(a_pattern_without_a_slash_is_of_the_name),
        cmocka_unit_test(a_star_takes_no_slash_and_two_take_all),
        cmocka_unit_test(a_slash_at_the_beginning_is_the_folder_itself),
        cmocka_unit_test(many_stars_are_no_trap),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
