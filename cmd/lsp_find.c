/* Clauses of all documents of the workspace by words. */
#include "cmd/lsp_features.h"

#include "cmd/input.h"

#define RESULTS_MOST 500

struct search {
    struct lsp_server *server;
    struct slice wanted; /* folded; empty finds everything */
    json_t *found;
};

static bool is_full(const struct search *search)
{
    return json_array_size(search->found) == RESULTS_MOST;
}

static void look_at(
    struct search *search, struct slice uri, const struct lsp_symbol *symbol)
{
    if (!is_full(search) &&
        slice_find(symbol->folded, search->wanted, 0) != SLICE_NOT_FOUND) {
        json_array_append_new(search->found, lsp_flat_symbol(uri, symbol));
    }
}

static void search_doc(struct search *search, const struct doc *doc,
    const struct lsp_document *document)
{
    struct arena *arena = arena_new();
    for (size_t i = 0; i < doc->clause_count && !is_full(search); i++) {
        if (lsp_is_outlined(&doc->clauses[i])) {
            struct lsp_symbol symbol =
                lsp_symbol_of(arena, &document->text, &doc->clauses[i]);
            look_at(search, document->uri, &symbol);
        }
    }
    arena_free(arena);
}

/* Files that are not open, as the index has them. */
static void search_folder(
    struct search *search, struct arena *arena, struct slice folder)
{
    struct lsp_server *server = search->server;
    struct input_list files = {.arena = arena};
    struct error error;
    if (!input_find(&files, folder, SLICE(""), &error)) {
        return; /* it holds no policies */
    }
    for (size_t i = 0; i < files.count && !is_full(search); i++) {
        const struct input *input = &files.items[i];
        if (lsp_documents_of_path(&server->documents, input->path)) {
            continue;
        }
        const struct lsp_indexed *file =
            lsp_index_file(&server->index, input, server->encoding);
        for (size_t k = 0; file && k < file->count; k++) {
            look_at(search, file->uri, &file->symbols[k]);
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
            search_doc(&search, doc, document);
        }
    }
    lsp_index_begin(&server->index);
    for (size_t i = 0; i < server->folder_count; i++) {
        search_folder(&search, query->arena, server->folders[i]);
    }
    if (!is_full(&search)) {
        lsp_index_end(&server->index);
    }
    return search.found;
}
