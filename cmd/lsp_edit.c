#include "cmd/lsp_edit.h"

#include "cmd/lsp_target.h"

json_t *lsp_workspace_edit(const struct lsp_server *server,
    const struct lsp_document *document, json_t *edits)
{
    struct arena *arena = arena_new();
    char *uri = arena_string(arena, document->uri);
    json_t *json;
    if (server->client.has_document_changes) {
        json = json_pack("{s:[{s:{s:s, s:I}, s:o}]}", "documentChanges",
            "textDocument", "uri", uri, "version", document->version, "edits",
            edits);
    } else {
        json = json_pack("{s:{s:o}}", "changes", uri, edits);
    }
    arena_free(arena);
    return json;
}

/* Is the clause the one, or below it? */
static bool is_within(const struct doc *doc, uint32_t clause, uint32_t above)
{
    return clause != NONE && clause >= above &&
           clause < doc->clauses[above].end;
}

/* Change the number where the reference names it. */
static void renumber_reference(json_t *edits,
    const struct lsp_document *document, const struct reference *reference,
    const struct lsp_renumbering *item)
{
    const struct doc *doc = document->checked.file.doc;
    struct slice old = doc->clauses[item->clause].number;
    bool is_last_of_range = slice_equal(reference->last, old) &&
                            slice_find(old, SLICE("."), 0) != SLICE_NOT_FOUND;
    if (reference->is_external ||
        (!is_within(doc, reference->target, item->clause) &&
            !is_last_of_range)) {
        return;
    }
    struct span span = lsp_number_in(doc, reference->passage, old);
    if (span.begin < span.end) {
        json_array_append_new(
            edits, lsp_edit(&document->text, span, item->number));
    }
}

static void renumber_one(json_t *edits, const struct lsp_document *document,
    const struct lsp_renumbering *item)
{
    const struct doc *doc = document->checked.file.doc;
    struct span span = doc->clauses[item->clause].number_span;
    json_array_append_new(edits, lsp_edit(&document->text, span, item->number));
    for (size_t i = 0; i < doc->reference_count; i++) {
        renumber_reference(edits, document, &doc->references[i], item);
    }
}

/* The clauses below whose numbers begin with the clause's own. */
static void renumber_below(json_t *edits, const struct lsp_document *document,
    const struct lsp_renumbering *item)
{
    const struct doc *doc = document->checked.file.doc;
    struct slice old = doc->clauses[item->clause].number;
    struct arena *arena = arena_new();
    for (uint32_t i = item->clause + 1; i < doc->clauses[item->clause].end;
         i++) {
        const struct clause *clause = &doc->clauses[i];
        struct slice rest = slice_cut(clause->number, old.len, SLICE_NOT_FOUND);
        if (clause->number_span.begin < clause->number_span.end &&
            slice_starts_with(clause->number, old) &&
            slice_starts_with(rest, SLICE("."))) {
            struct lsp_renumbering below = {
                i, arena_format(arena, "%.*s%.*s", (int)item->number.len,
                       item->number.bytes, (int)rest.len, rest.bytes)};
            renumber_one(edits, document, &below);
        }
    }
    arena_free(arena);
}

void lsp_renumber(json_t *edits, const struct lsp_document *document,
    const struct lsp_renumbering *items, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        renumber_one(edits, document, &items[i]);
        renumber_below(edits, document, &items[i]);
    }
}
