/*
 * lsp_edit.h - changes of one document that the client is asked to make.
 */
#ifndef CMD_LSP_EDIT_H
#define CMD_LSP_EDIT_H

#include "cmd/lsp_server.h"

/* {documentChanges: [{textDocument: {uri, version}, edits}]}, or {changes} for
   a client that knows nothing of versions; takes over the array of edits
   (lsp_edit()). */
json_t *lsp_workspace_edit(const struct lsp_server *server,
    const struct lsp_document *document, json_t *edits);

/* A clause that gets another number. */
struct lsp_renumbering {
    uint32_t clause;
    struct slice number; /* the new one */
};

/* Add edits for the printed numbers of the clauses, for those below them that
   begin with these numbers, and for all references to any of them. */
void lsp_renumber(json_t *edits, const struct lsp_document *document,
    const struct lsp_renumbering *items, size_t count);

#endif
