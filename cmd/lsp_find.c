/* Clauses of all documents of the workspace by words. */
#include "cmd/lsp_features.h"

#include "cmd/input.h"
#include "cmd/lsp_uri.h"

#define RESULTS_MOST 500

struct search {
    struct lsp_server *server;
    struct slice wanted; /* folded; empty finds everything */
    json_t *found;
};

static void search_doc(struct search *search, const struct doc *doc,
    struct slice uri, const struct lsp_text *text)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (json_array_size(search->found) == RESULTS_MOST) {
            break;
        }
        struct slice label = fold_slice(arena, lsp_clause_label(arena, clause));
        if (lsp_is_outlined(clause) &&
            slice_find(label, search->wanted, 0) != SLICE_NOT_FOUND) {
            json_array_append_new(
                search->found, lsp_flat_symbol(arena, uri, text, clause));
        }
    }
    arena_free(arena);
}

/* A file that is not open is read, but not checked. */
static void search_file(
    struct search *search, const struct input *input, struct arena *arena)
{
    struct slice bytes;
    struct doc doc;
    struct error error;
    if (!input_read(arena, input, &bytes, &error) ||
        !doc_read(arena, input->path, bytes, &doc, &error)) {
        return;
    }
    struct lsp_text text = {.encoding = search->server->encoding};
    lsp_text_set(&text, doc.source.text);
    search_doc(search, &doc, lsp_uri_of_path(arena, input->path), &text);
    lsp_text_clear(&text);
}

static void search_folder(
    struct search *search, struct arena *arena, struct slice folder)
{
    struct input_list files = {.arena = arena};
    struct error error;
    if (!input_find(&files, folder, SLICE(""), &error)) {
        return; /* it holds no policies */
    }
    for (size_t i = 0; i < files.count; i++) {
        const struct input *input = &files.items[i];
        if (json_array_size(search->found) == RESULTS_MOST) {
            break;
        }
        if (!lsp_documents_of_path(&search->server->documents, input->path)) {
            struct arena *own = arena_new();
            search_file(search, input, own);
            arena_free(own);
        }
    }
}

json_t *lsp_workspace_symbol(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    struct search search = {server,
        fold_slice(query->arena, lsp_get_slice(query->params, "query")),
        json_array()};
    for (size_t i = 0; i < server->documents.count; i++) {
        struct lsp_document *document = server->documents.items[i];
        const struct doc *doc =
            lsp_document_check(document, &server->rules)->file.doc;
        if (doc) {
            search_doc(&search, doc, document->uri, &document->text);
        }
    }
    for (size_t i = 0; i < server->folder_count; i++) {
        search_folder(&search, query->arena, server->folders[i]);
    }
    return search.found;
}
