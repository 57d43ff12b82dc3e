#include "cmd/lsp_check.h"

#include "cmd/allow_file.h"
#include "cmd/config.h"
#include "cmd/html_page.h"
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
    checker_remember(fresh.checker);
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

/* What a file is to be read as. */
enum file_kind {
    FILE_POLICY,
    FILE_PACK,
    FILE_CONFIG,
    FILE_ALLOW,
    FILE_OTHER, /* of ours, and not to be checked */
};

static enum file_kind kind_of(struct arena *arena,
    const struct checked_file *file, const struct options *options)
{
    struct slice path = path_absolute(arena, file->path);
    if (slice_equal(path_name(path), SLICE(CONFIG_NAME)) ||
        path_is(arena, options->config, path)) {
        return FILE_CONFIG;
    }
    if (slice_equal(path_name(path), SLICE(ALLOW_FILE_NAME)) ||
        path_is(arena, options->allow_file, path)) {
        return FILE_ALLOW;
    }
    if (lsp_is_own_file(path) || path_is(arena, options->baseline, path) ||
        html_page_is_ours(file->bytes)) {
        return FILE_OTHER;
    }
    return lsp_is_pack(path, file->bytes, options) ? FILE_PACK : FILE_POLICY;
}

static bool check_config(
    struct arena *arena, struct checked_file *file, struct trouble *ret_trouble)
{
    struct config config;
    return config_read(
               arena, file->path, file->bytes, &config, &ret_trouble->error) ||
           trouble_in(ret_trouble, file->path);
}

/* The findings alone: it is no document. */
static bool check_allow(struct checker *checker, struct arena *arena,
    struct checked_file *file, struct trouble *ret_trouble)
{
    bool is_good = checker_check_allow_bytes(checker, arena, file, ret_trouble);
    file->doc = NULL;
    return is_good;
}

/* It is read, for the outline and the like. */
static bool show_nothing_of_skipped(struct checked_file *file)
{
    if (file->options->is_skipped) {
        file->finding_count = 0;
        file->suppressed_count = 0;
    }
    return true;
}

static bool check_kind(struct lsp_rules *rules, enum file_kind kind,
    struct lsp_checked *checked, struct trouble *ret_trouble)
{
    struct checked_file *file = &checked->file;
    switch (kind) {
    case FILE_POLICY:
        return checker_check(
                   rules->checker, checked->arena, file, ret_trouble) &&
               show_nothing_of_skipped(file);
    case FILE_PACK:
        checked->pack = lsp_pack_check(
            checked->arena, file->path, file->bytes, file->options);
        return true;
    case FILE_CONFIG:
        return check_config(checked->arena, file, ret_trouble);
    case FILE_ALLOW:
        return check_allow(rules->checker, checked->arena, file, ret_trouble);
    case FILE_OTHER:
        break;
    }
    return true;
}

void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret)
{
    struct lsp_checked checked = {.arena = arena_new()};
    struct settings *settings = arena_alloc(checked.arena, sizeof(*settings));
    struct trouble in_settings = {0};
    struct trouble trouble = {0};
    bool has_settings = checker_settings(
        rules->checker, checked.arena, name, settings, &in_settings);
    checked.file = (struct checked_file){.path = name,
        .bytes = bytes,
        .options = has_settings ? &settings->options : rules->options};
    enum file_kind kind =
        kind_of(checked.arena, &checked.file, checked.file.options);
    if (!check_kind(rules, kind, &checked, &trouble)) {
        checked.has_trouble = true;
        checked.trouble = trouble;
    } else if (kind == FILE_PACK && !has_settings) {
        checked.has_trouble = true; /* checked by the command line alone */
        checked.trouble = in_settings;
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
