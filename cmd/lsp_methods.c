#include "cmd/lsp_features.h"

#include <string.h>

#define DOC (LSP_OF_DOCUMENT | LSP_OF_DOC)
#define PLACE (DOC | LSP_AT_POSITION)

/* Sorted as the specification is. What is not here is no method of ours; a
   notification that is not here is ignored. */
static const struct lsp_method methods[] = {
    {"initialize", 0, lsp_initialize},
    {"initialized", LSP_SILENT, lsp_initialized},
    {"shutdown", 0, lsp_shutdown},
    {"textDocument/didOpen", LSP_SILENT, lsp_did_open},
    {"textDocument/didChange", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_change},
    {"textDocument/didSave", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_save},
    {"textDocument/didClose", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_close},
    {"textDocument/diagnostic", LSP_OF_DOCUMENT, lsp_diagnostic},
    {"textDocument/codeAction", DOC | LSP_AT_RANGE, lsp_code_action},
    {"textDocument/completion", LSP_OF_DOCUMENT | LSP_AT_POSITION,
        lsp_completion},
    {"textDocument/definition", PLACE, lsp_definition},
    {"textDocument/documentHighlight", PLACE, lsp_document_highlight},
    {"textDocument/documentSymbol", DOC, lsp_document_symbol},
    {"textDocument/foldingRange", DOC, lsp_folding_range},
    {"textDocument/hover", PLACE, lsp_hover},
    {"textDocument/inlayHint", DOC | LSP_AT_RANGE, lsp_inlay_hint},
    {"textDocument/prepareRename", PLACE, lsp_prepare_rename},
    {"textDocument/references", PLACE, lsp_references},
    {"textDocument/rename", PLACE, lsp_rename},
    {"textDocument/selectionRange", DOC, lsp_selection_range},
    {"textDocument/semanticTokens/full", DOC, lsp_semantic_tokens},
    {"workspace/symbol", 0, lsp_workspace_symbol},
    {"workspace/diagnostic", 0, lsp_workspace_diagnostic},
    {"workspace/didChangeConfiguration", LSP_SILENT,
        lsp_did_change_configuration},
    {"workspace/didChangeWatchedFiles", LSP_SILENT,
        lsp_did_change_watched_files},
    {"workspace/didChangeWorkspaceFolders", LSP_SILENT, lsp_did_change_folders},
};

const struct lsp_method *lsp_method_find(struct slice name)
{
    for (size_t i = 0; i < COUNT_OF(methods); i++) {
        if (slice_equal(slice_from(methods[i].name), name)) {
            return &methods[i];
        }
    }
    return NULL;
}
