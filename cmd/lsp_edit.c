#include "cmd/lsp_edit.h"

#include "cmd/lsp_target.h"
#include "parser/clause_index.h"

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

/* Numbers on their way: the new one of each clause of the document, empty for
   those that keep theirs. */
struct numbers {
    struct arena *arena;
    const struct doc *doc;
    struct slice *items;
};

/* The clause, and those below it whose numbers begin with its own. */
static void set_number(
    struct numbers *numbers, uint32_t above, struct slice number)
{
    struct slice old = numbers->doc->clauses[above].number;
    numbers->items[above] = number;
    for (uint32_t i = above + 1; i < numbers->doc->clauses[above].end; i++) {
        const struct clause *clause = &numbers->doc->clauses[i];
        struct slice rest = slice_cut(clause->number, old.len, SLICE_NOT_FOUND);
        if (clause->number_span.begin < clause->number_span.end &&
            slice_starts_with(clause->number, old) &&
            slice_starts_with(rest, SLICE("."))) {
            numbers->items[i] = arena_format(numbers->arena, "%.*s%.*s",
                (int)number.len, number.bytes, (int)rest.len, rest.bytes);
        }
    }
}

/* Change the old number of a clause where the reference names it. */
static void renumber_reference(json_t *edits,
    const struct lsp_document *document, const struct numbers *numbers,
    const struct reference *reference, uint32_t clause)
{
    struct slice number = numbers->items[clause];
    if (number.len == 0) {
        return;
    }
    struct span span = lsp_number_in(
        numbers->doc, reference->passage, numbers->doc->clauses[clause].number);
    if (span.begin < span.end) {
        json_array_append_new(edits, lsp_edit(&document->text, span, number));
    }
}

/* «подп. 1 п. 3.4» names the clause that it leads to and those above. */
static void renumber_references(json_t *edits,
    const struct lsp_document *document, const struct numbers *numbers)
{
    const struct doc *doc = numbers->doc;
    struct clause_index index = clause_index_of(doc);
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        uint32_t clause = reference->is_external ? NONE : reference->target;
        for (; clause != NONE; clause = doc->clauses[clause].parent) {
            renumber_reference(edits, document, numbers, reference, clause);
        }
        if (reference->last.len > 0 && reference->target != NONE) {
            clause = clause_by_number(
                &index, reference->last, reference->passage.clause, false);
            if (clause != NONE) {
                renumber_reference(edits, document, numbers, reference, clause);
            }
        }
    }
}

void lsp_renumber(json_t *edits, const struct lsp_document *document,
    const struct lsp_renumbering *items, size_t count)
{
    const struct doc *doc = document->checked.file.doc;
    struct arena *arena = arena_new();
    struct numbers numbers = {arena, doc,
        arena_array(arena, doc->clause_count, sizeof(*numbers.items))};
    for (size_t i = 0; i < count; i++) {
        set_number(&numbers, items[i].clause, items[i].number);
    }
    for (size_t i = 0; i < doc->clause_count; i++) {
        if (numbers.items[i].len > 0) {
            json_array_append_new(
                edits, lsp_edit(&document->text, doc->clauses[i].number_span,
                           numbers.items[i]));
        }
    }
    renumber_references(edits, document, &numbers);
    arena_free(arena);
}
