/*
 * lsp_documents.h - the documents that are open in the editor.
 */
#ifndef CMD_LSP_DOCUMENTS_H
#define CMD_LSP_DOCUMENTS_H

#include "cmd/lsp_check.h"
#include "cmd/lsp_text.h"

#include <jansson.h>

struct lsp_document {
    struct arena *arena; /* of the names */
    struct slice uri;
    struct slice path;  /* of a file: URI, else empty */
    struct slice name;  /* that it is checked under; its ending tells what it
                           is */
    json_int_t version; /* as the client counts */
    struct lsp_text text;
    struct lsp_checked checked; /* of text as it is; arena NULL: not yet */
    bool is_unpublished;        /* findings are to be published */
    bool is_lost; /* a change could not be taken: text is an older one */
};

/* In the order of opening. */
struct lsp_documents {
    struct lsp_document **items;
    size_t count;
    size_t capacity;
};

/* NULL when it is not open. */
struct lsp_document *lsp_documents_find(
    const struct lsp_documents *documents, struct slice uri);

/* The one of a file; NULL when it is not open. */
struct lsp_document *lsp_documents_of_path(
    const struct lsp_documents *documents, struct slice path);

/* Open a document; one of that URI must not be open. language_id tells what
   a text without a file name is: "markdown", "html", "plaintext". */
struct lsp_document *lsp_documents_add(struct lsp_documents *documents,
    struct slice uri, struct slice language_id);

void lsp_documents_remove(
    struct lsp_documents *documents, struct lsp_document *document);

void lsp_documents_clear(struct lsp_documents *documents);

/* The document as it is now: checked, if it is not yet. */
const struct lsp_checked *lsp_document_check(
    struct lsp_document *document, struct lsp_rules *rules);

/* A change of the text could not be taken: nothing is known of it until all of
   it comes again. */
void lsp_document_lose(struct lsp_document *document);

/* Forget what is known of a text that has changed. */
void lsp_document_changed(struct lsp_document *document);

#endif
