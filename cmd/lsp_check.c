#include "cmd/lsp_check.h"

bool lsp_rules_load(struct lsp_rules *rules, const struct options *options)
{
    struct lsp_rules fresh = {.arena = arena_new(), .options = *options};
    if (!rules_load(fresh.arena, options, &fresh.loaded)) {
        arena_free(fresh.arena);
        return false;
    }
    lsp_rules_clear(rules);
    *rules = fresh;
    return true;
}

void lsp_rules_clear(struct lsp_rules *rules)
{
    if (rules->arena) {
        rules_unload(&rules->loaded);
        arena_free(rules->arena);
    }
    *rules = (struct lsp_rules){0};
}

static void add_findings(const struct lsp_rules *rules, struct arena *arena,
    struct checked_file *file)
{
    const struct report *report = file->report;
    file->findings =
        arena_array(arena, report->finding_count, sizeof(const void *));
    for (size_t i = 0; i < report->finding_count; i++) {
        if (report->findings[i].severity >= rules->options.severity) {
            file->findings[file->finding_count++] = &report->findings[i];
        }
    }
}

static void check_text(struct lsp_rules *rules, struct arena *arena,
    struct doc *doc, struct checked_file *ret)
{
    const struct check_options options = {
        .as_of = rules->options.as_of,
        .jurisdictions = rules->options.jurisdictions,
        .operator_types = rules->options.operator_types,
        .document_types = rules->options.document_types,
        .is_disabled = rules->loaded.is_disabled,
        .is_selected = rules->loaded.is_selected,
    };
    struct report *report = arena_alloc(arena, sizeof(*report));
    check_doc(rules->loaded.ruleset, doc, &options, report);
    ret->doc = doc;
    ret->report = report;
    add_findings(rules, arena, ret);
}

static struct words words_of(struct arena *arena, const struct error *error)
{
    return (struct words){arena_copy(arena, slice_from(error->ru)),
        arena_copy(arena, slice_from(error->en))};
}

void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret)
{
    struct arena *arena = arena_new();
    struct lsp_checked checked = {
        .arena = arena, .file = {.path = name, .bytes = bytes}};
    struct error error;
    struct doc *doc = arena_alloc(arena, sizeof(*doc));
    if (!doc_read(arena, name, bytes, doc, &error)) {
        checked.trouble = words_of(arena, &error);
    } else {
        check_text(rules, arena, doc, &checked.file);
    }
    *ret = checked;
}

void lsp_checked_clear(struct lsp_checked *checked)
{
    arena_free(checked->arena);
    *checked = (struct lsp_checked){0};
}
