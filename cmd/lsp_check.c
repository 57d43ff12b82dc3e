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

/* Check a pack if the text is one. Without a configuration that can be read
   the command line decides. */
static bool check_pack(struct lsp_rules *rules, struct lsp_checked *checked)
{
    struct checked_file *file = &checked->file;
    struct settings *settings = arena_alloc(checked->arena, sizeof(*settings));
    struct trouble trouble;
    bool has_settings = checker_settings(
        rules->checker, checked->arena, file->path, settings, &trouble);
    const struct options *options =
        has_settings ? &settings->options : rules->options;
    if (!lsp_is_pack(file->path, file->bytes, options)) {
        return false;
    }
    if (!has_settings) {
        checked->has_trouble = true;
        checked->trouble = trouble;
    }
    file->options = options;
    checked->pack =
        lsp_pack_check(checked->arena, file->path, file->bytes, options);
    return true;
}

void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret)
{
    struct lsp_checked checked = {
        .arena = arena_new(), .file = {.path = name, .bytes = bytes}};
    bool is_own = lsp_is_own_file(name);
    if (is_own || !check_pack(rules, &checked)) {
        struct trouble trouble = {0};
        checked.has_trouble =
            is_own ? !check_own_file(checked.arena, name, bytes, &trouble)
                   : !checker_check(rules->checker, checked.arena,
                         &checked.file, &trouble);
        checked.trouble = trouble;
    }
    *ret = checked;
}

struct slice lsp_checked_text(const struct lsp_checked *checked)
{
    if (checked->pack) {
        return checked->pack->page.text.source.text;
    }
    return checked->file.doc ? checked->file.doc->source.text : SLICE("");
}

void lsp_checked_clear(struct lsp_checked *checked)
{
    arena_free(checked->arena);
    *checked = (struct lsp_checked){0};
}
