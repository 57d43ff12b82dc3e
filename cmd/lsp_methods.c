#include "cmd/lsp_features.h"

#include <string.h>

#define DOC (LSP_OF_DOCUMENT | LSP_OF_DOC)
#define PLACE (DOC | LSP_AT_POSITION)

/* Sorted as the specification is. What is not here is no method of ours; a
   notification that is not here is ignored. */
static const struct lsp_method methods[] = {
    {"initialize", 0, lsp_initialize, NULL},
    {"initialized", LSP_SILENT, lsp_initialized, NULL},
    {"shutdown", 0, lsp_shutdown, NULL},
    {"textDocument/didOpen", LSP_SILENT, lsp_did_open, NULL},
    {"textDocument/didChange", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_change,
        NULL},
    {"textDocument/didSave", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_save, NULL},
    {"textDocument/didClose", LSP_OF_DOCUMENT | LSP_SILENT, lsp_did_close,
        NULL},
    {"textDocument/diagnostic", LSP_OF_DOCUMENT, lsp_diagnostic, NULL},
    {"textDocument/codeAction", DOC | LSP_AT_RANGE, lsp_code_action, NULL},
    {"textDocument/completion", LSP_OF_DOCUMENT | LSP_AT_POSITION,
        lsp_completion, NULL},
    {"textDocument/definition", PLACE, lsp_definition, lsp_pack_definition},
    {"textDocument/documentHighlight", PLACE, lsp_document_highlight,
        lsp_pack_highlight},
    {"textDocument/documentSymbol", DOC, lsp_document_symbol, lsp_pack_symbol},
    {"textDocument/foldingRange", DOC, lsp_folding_range,
        lsp_pack_folding_range},
    {"textDocument/hover", PLACE, lsp_hover, lsp_pack_hover},
    {"textDocument/inlayHint", DOC | LSP_AT_RANGE, lsp_inlay_hint, NULL},
    {"textDocument/prepareRename", PLACE, lsp_prepare_rename, NULL},
    {"textDocument/references", PLACE, lsp_references, lsp_pack_references},
    {"textDocument/rename", PLACE, lsp_rename, NULL},
    {"textDocument/selectionRange", DOC, lsp_selection_range,
        lsp_selection_range},
    {"textDocument/semanticTokens/full", DOC, lsp_semantic_tokens, NULL},
    {"workspace/symbol", 0, lsp_workspace_symbol, NULL},
    {"workspace/diagnostic", 0, lsp_workspace_diagnostic, NULL},
    {"workspace/didChangeConfiguration", LSP_SILENT,
        lsp_did_change_configuration, NULL},
    {"workspace/didChangeWatchedFiles", LSP_SILENT,
        lsp_did_change_watched_files, NULL},
    {"workspace/didChangeWorkspaceFolders", LSP_SILENT, lsp_did_change_folders,
        NULL},
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
