#include "cmd/lsp_check.h"

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

void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret)
{
    struct lsp_checked checked = {.arena = arena_new()};
    struct trouble trouble;
    if (!checker_check(rules->checker, checked.arena, name, bytes,
            &checked.file, &trouble)) {
        checked.file = (struct checked_file){.path = name, .bytes = bytes};
        checked.trouble = trouble;
    }
    *ret = checked;
}

void lsp_checked_clear(struct lsp_checked *checked)
{
    arena_free(checked->arena);
    *checked = (struct lsp_checked){0};
}
