#include "cmd/lsp_features.h"

/* The version that the client gives its text; false when it gives none. */
static bool read_version(const json_t *params, json_int_t *ret)
{
    const json_t *version = lsp_get(params, "textDocument.version");
    if (!json_is_integer(version)) {
        return false;
    }
    *ret = json_integer_value(version);
    return true;
}

json_t *lsp_did_open(struct lsp_query *query)
{
    struct lsp_documents *documents = &query->server->documents;
    struct slice uri = lsp_get_slice(query->params, "textDocument.uri");
    const json_t *text = lsp_get(query->params, "textDocument.text");
    if (uri.len == 0 || !json_is_string(text)) {
        return lsp_refuse(query, LSP_INVALID_PARAMS, "no uri, or no text");
    }
    struct lsp_document *document = lsp_documents_find(documents, uri);
    if (!document) {
        document = lsp_documents_add(documents, uri,
            lsp_get_slice(query->params, "textDocument.languageId"));
        document->text.encoding = query->server->encoding;
    }
    (void)read_version(query->params, &document->version);
    lsp_document_changed(document);
    document->is_lost = false;
    lsp_text_set(
        &document->text, lsp_get_slice(query->params, "textDocument.text"));
    return NULL;
}

/* Bytes that a text may grow to; what is over SOURCE_SIZE_LIMIT is not checked
   but can be edited back below it. */
#define TEXT_LIMIT (1024u * 1024 * 1024)

/* One change: a range, or, without one, all of the text, whatever it was. */
static bool change(struct lsp_document *document, const json_t *event)
{
    struct lsp_text *text = &document->text;
    const json_t *new_text = json_object_get(event, "text");
    const json_t *place = json_object_get(event, "range");
    if (!json_is_string(new_text) ||
        text->len + json_string_length(new_text) > TEXT_LIMIT) {
        return false;
    }
    struct slice bytes = lsp_get_slice(event, "text");
    struct lsp_range range;
    if (!place || json_is_null(place)) {
        lsp_text_set(text, bytes);
        document->is_lost = false;
        return true;
    }
    if (document->is_lost || !lsp_read_range(place, &range)) {
        return false;
    }
    lsp_text_replace(text, range, bytes);
    return true;
}

/* Messages cannot overtake each other, so the order of coming is that of the
   changes, whatever the versions say. */
json_t *lsp_did_change(struct lsp_query *query)
{
    struct lsp_document *document = query->document;
    const json_t *events = lsp_get(query->params, "contentChanges");
    json_int_t version = document->version;
    bool is_later =
        read_version(query->params, &version) && version > document->version;
    document->version = version;
    lsp_document_changed(document);
    if (!json_is_array(events)) {
        lsp_document_lose(document);
        return lsp_refuse(query, LSP_INVALID_PARAMS, "no contentChanges");
    }
    if (!is_later) {
        lsp_refuse(query, LSP_INVALID_PARAMS,
            "the version is not later than the one before");
    }
    size_t index;
    const json_t *event;
    json_array_foreach(events, index, event)
    {
        if (!change(document, event)) {
            lsp_document_lose(document);
            lsp_refuse(query, LSP_INVALID_PARAMS,
                "a change without a text, with a bad range, or of a text that "
                "is not known");
        }
    }
    return NULL;
}

/* The string behind a key, in JSON of which only the head is there; false where
   there is none, or one with escapes. Inside a string the key's quotation marks
   would be escaped. */
static bool find_string(struct slice head, struct slice key, struct slice *ret)
{
    size_t at = slice_find(head, key, 0);
    if (at == SLICE_NOT_FOUND) {
        return false;
    }
    struct slice rest = slice_trim(slice_cut(head, at + key.len, head.len));
    if (!slice_starts_with(rest, SLICE(":"))) {
        return false;
    }
    rest = slice_trim(slice_cut(rest, 1, rest.len));
    size_t end = slice_find(rest, SLICE("\""), 1);
    if (!slice_starts_with(rest, SLICE("\"")) || end == SLICE_NOT_FOUND) {
        return false;
    }
    *ret = slice_cut(rest, 1, end);
    return slice_find(*ret, SLICE("\\"), 0) == SLICE_NOT_FOUND;
}

void lsp_lose(struct lsp_server *server, struct slice head)
{
    struct slice method;
    struct slice uri;
    if (find_string(head, SLICE("\"method\""), &method) &&
        !slice_starts_with(method, SLICE("textDocument/did"))) {
        return;
    }
    bool is_known = find_string(head, SLICE("\"uri\""), &uri);
    for (size_t i = 0; i < server->documents.count; i++) {
        struct lsp_document *document = server->documents.items[i];
        if (!is_known || slice_equal(document->uri, uri)) {
            lsp_document_lose(document);
        }
    }
}

/* What was saved of a policy is what was changed before; configurations and
   packs are read from their files. */
json_t *lsp_did_save(struct lsp_query *query)
{
    if (lsp_depends_on(query->server, query->document->path)) {
        lsp_reload(query->server);
    }
    return NULL;
}

json_t *lsp_did_close(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    if (!server->client.pulls_diagnostics) {
        lsp_publish_nothing(server, query->document);
    }
    bool is_own = lsp_is_own_file(query->document->name);
    lsp_documents_remove(&server->documents, query->document);
    if (is_own) {
        lsp_reload(server);
    }
    return NULL;
}
