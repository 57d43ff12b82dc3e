#include "cmd/lsp_check.h"

#include "cmd/config.h"
#include "cmd/path.h"
#include "cmd/today.h"

bool lsp_rules_load(struct lsp_rules *rules, const struct options *options,
    struct trouble *ret_trouble)
{
    struct arena *arena = arena_new();
    struct lsp_rules fresh = {
        .arena = arena, .options = arena_alloc(arena, sizeof(*options))};
    *fresh.options = *options;
    if (!date_is_set(options->as_of)) {
        fresh.options->as_of = today();
    }
    if (!checker_open(arena, fresh.options, &fresh.checker, ret_trouble)) {
        arena_free(arena);
        return false;
    }
    lsp_rules_clear(rules);
    *rules = fresh;
    return true;
}

bool lsp_rules_are_of_another_day(
    const struct lsp_rules *rules, const struct options *options)
{
    return !date_is_set(options->as_of) &&
           date_compare(rules->options->as_of, today()) != 0;
}

void lsp_rules_clear(struct lsp_rules *rules)
{
    checker_close(rules->checker);
    arena_free(rules->arena);
    *rules = (struct lsp_rules){0};
}

bool lsp_is_own_file(struct slice name)
{
    return slice_starts_with(path_name(name), SLICE(".clauselint"));
}

static bool check_own_file(struct arena *arena, struct slice name,
    struct slice bytes, struct trouble *ret_trouble)
{
    struct config config;
    return !slice_equal(path_name(name), SLICE(CONFIG_NAME)) ||
           config_read(arena, name, bytes, &config, &ret_trouble->error) ||
           trouble_in(ret_trouble, name);
}

void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret)
{
    struct lsp_checked checked = {.arena = arena_new()};
    struct checked_file file = {.path = name, .bytes = bytes};
    struct trouble trouble = {0};
    bool is_good =
        lsp_is_own_file(name)
            ? check_own_file(checked.arena, name, bytes, &trouble)
            : checker_check(rules->checker, checked.arena, &file, &trouble);
    checked.file = file;
    checked.has_trouble = !is_good;
    checked.trouble = trouble;
    *ret = checked;
}

void lsp_checked_clear(struct lsp_checked *checked)
{
    arena_free(checked->arena);
    *checked = (struct lsp_checked){0};
}
