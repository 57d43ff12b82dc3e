#include "cmd/lsp_features.h"

#include <string.h>

/* Sorted as the specification is. What is not here is no method of ours; a
   notification that is not here is ignored. */
static const struct lsp_method methods[] = {
    {"initialize", 0, lsp_initialize},
    {"initialized", 0, lsp_initialized},
    {"shutdown", 0, lsp_shutdown},
    {"textDocument/didOpen", 0, lsp_did_open},
    {"textDocument/didChange", LSP_OF_DOCUMENT, lsp_did_change},
    {"textDocument/didSave", LSP_OF_DOCUMENT, lsp_did_save},
    {"textDocument/didClose", LSP_OF_DOCUMENT, lsp_did_close},
    {"textDocument/diagnostic", LSP_OF_DOCUMENT, lsp_diagnostic},
    {"workspace/diagnostic", 0, lsp_workspace_diagnostic},
    {"workspace/didChangeConfiguration", 0, lsp_did_change_configuration},
    {"workspace/didChangeWatchedFiles", 0, lsp_did_change_watched_files},
    {"workspace/didChangeWorkspaceFolders", 0, lsp_did_change_folders},
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
