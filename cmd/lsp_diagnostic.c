#include "cmd/lsp_features.h"

#include "cmd/finding_words.h"
#include "cmd/json_value.h"

#include <inttypes.h>

/* DiagnosticSeverity */
static int severity_number(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return 1;
    case SEVERITY_WARNING:
        return 2;
    case SEVERITY_NOTE:
    case SEVERITY_NONE:
        return 3;
    }
    return 3;
}

/* DiagnosticTag: what could go is shown faded, what has gone struck out. */
enum tag { TAG_NONE, TAG_UNNECESSARY, TAG_DEPRECATED };

static enum tag tag_of(const struct rule *rule)
{
    static const struct {
        struct slice id;
        enum tag tag;
    } tags[] = {
        {{"drafting/repeated-word", 22}, TAG_UNNECESSARY},
        {{"drafting/repeated-text", 22}, TAG_UNNECESSARY},
        {{"drafting/unused-term", 20}, TAG_UNNECESSARY},
        {{"ru/law-repealed", 15}, TAG_DEPRECATED},
    };
    for (size_t i = 0; i < COUNT_OF(tags); i++) {
        if (slice_equal(rule->id, tags[i].id)) {
            return tags[i].tag;
        }
    }
    return TAG_NONE;
}

/* What the diagnostics of one text have in common. */
struct page {
    struct lsp_writer *writer;
    const struct lsp_client *client;
    const struct options *options; /* by which the text was checked */
    struct slice uri;
    const struct lsp_text *text;
    struct arena *arena; /* for messages, until they are written */
};

static void write_related(
    const struct page *page, const struct finding *finding)
{
    struct lsp_writer *writer = page->writer;
    lsp_write_begin(writer, '[');
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        lsp_write_begin(writer, '{');
        lsp_write_key(writer, "location");
        lsp_write_begin(writer, '{');
        lsp_write_key(writer, "uri");
        lsp_write_slice(writer, page->uri);
        lsp_write_key(writer, "range");
        lsp_write_range(writer, page->text, related->span);
        lsp_write_end(writer, '}');
        lsp_write_key(writer, "message");
        lsp_write_slice(
            writer, language_choose(page->options->language, related->message));
        lsp_write_end(writer, '}');
    }
    lsp_write_end(writer, ']');
}

/* What only some clients can read. */
static void write_further(
    const struct page *page, const struct finding *finding)
{
    struct lsp_writer *writer = page->writer;
    enum tag tag = tag_of(finding->rule);
    if (page->client->has_tags && tag != TAG_NONE) {
        lsp_write_key(writer, "tags");
        lsp_write_begin(writer, '[');
        lsp_write_number(writer, tag);
        lsp_write_end(writer, ']');
    }
    if (page->client->has_related && finding->related_count > 0) {
        lsp_write_key(writer, "relatedInformation");
        write_related(page, finding);
    }
    if (page->client->has_diagnostic_data) {
        lsp_write_key(writer, "data");
        lsp_write_begin(writer, '{');
        lsp_write_key(writer, "fingerprint");
        lsp_write_slice(writer, slice_from(finding->fingerprint));
        lsp_write_end(writer, '}');
    }
}

static void write_finding(
    const struct page *page, const struct finding *finding)
{
    struct lsp_writer *writer = page->writer;
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "range");
    lsp_write_range(writer, page->text, finding->span);
    lsp_write_key(writer, "severity");
    lsp_write_number(writer, severity_number(finding->severity));
    lsp_write_key(writer, "code");
    lsp_write_slice(writer, finding->rule->id);
    lsp_write_key(writer, "source");
    lsp_write_slice(writer, SLICE("clauselint"));
    lsp_write_key(writer, "message");
    lsp_write_slice(
        writer, finding_message_and_law(page->arena, page->options, finding));
    write_further(page, finding);
    lsp_write_end(writer, '}');
}

static void write_fault(const struct page *page, const struct lsp_fault *fault)
{
    struct lsp_writer *writer = page->writer;
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "range");
    lsp_write_range(writer, page->text, fault->span);
    lsp_write_key(writer, "severity");
    lsp_write_number(writer,
        severity_number(fault->is_error ? SEVERITY_ERROR : SEVERITY_WARNING));
    if (fault->rule.len > 0) {
        lsp_write_key(writer, "code");
        lsp_write_slice(writer, fault->rule);
    }
    lsp_write_key(writer, "source");
    lsp_write_slice(writer, SLICE("clauselint"));
    lsp_write_key(writer, "message");
    lsp_write_slice(
        writer, language_choose(page->options->language, fault->message));
    lsp_write_end(writer, '}');
}

/* A trouble of the text itself is shown in it, one of another file there. */
static void write_trouble(struct lsp_writer *writer, struct lsp_server *server,
    const struct lsp_text *text, const struct lsp_checked *checked)
{
    if (!slice_equal(checked->trouble.path, checked->file.path)) {
        lsp_trouble_show(server, &checked->trouble);
        return;
    }
    json_t *diagnostic =
        lsp_trouble_json(server, text, &checked->trouble.error);
    lsp_write_json(writer, diagnostic);
    json_decref(diagnostic);
}

void lsp_diagnostics_write(struct lsp_writer *writer, struct lsp_server *server,
    struct slice uri, const struct lsp_text *text,
    const struct lsp_checked *checked)
{
    struct page page = {.writer = writer,
        .client = &server->client,
        .options = checked->file.options,
        .uri = uri,
        .text = text,
        .arena = arena_new()};
    lsp_watch_files(server, checked->file.options);
    lsp_write_begin(writer, '[');
    if (checked->has_trouble) {
        write_trouble(writer, server, text, checked);
    }
    for (size_t i = 0; i < checked->file.finding_count; i++) {
        write_finding(&page, checked->file.findings[i]);
    }
    for (size_t i = 0; checked->pack && i < checked->pack->fault_count; i++) {
        write_fault(&page, &checked->pack->faults[i]);
    }
    lsp_write_end(writer, ']');
    arena_free(page.arena);
}

void lsp_result_id(const struct lsp_server *server, struct slice text,
    char ret[LSP_RESULT_ID_SIZE])
{
    /* FNV-1a */
    uint64_t hash = UINT64_C(14695981039346656037);
    for (size_t i = 0; i < text.len; i++) {
        hash = (hash ^ (unsigned char)text.bytes[i]) * UINT64_C(1099511628211);
    }
    snprintf(
        ret, LSP_RESULT_ID_SIZE, "%u-%016" PRIx64, server->generation, hash);
}

json_t *lsp_diagnostic(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    struct lsp_document *document = query->document;
    char result_id[LSP_RESULT_ID_SIZE];
    lsp_result_id(server, lsp_text_slice(&document->text), result_id);
    if (slice_equal(lsp_get_slice(query->params, "previousResultId"),
            slice_from(result_id))) {
        return json_pack(
            "{s:s, s:s}", "kind", "unchanged", "resultId", result_id);
    }
    struct lsp_writer writer = {.text = {.arena = query->arena}};
    lsp_write_response(&writer, query->id);
    lsp_write_begin(&writer, '{');
    lsp_write_key(&writer, "kind");
    lsp_write_slice(&writer, SLICE("full"));
    lsp_write_key(&writer, "resultId");
    lsp_write_slice(&writer, slice_from(result_id));
    lsp_write_key(&writer, "items");
    lsp_diagnostics_write(&writer, server, document->uri, &document->text,
        lsp_document_check(document, &server->rules));
    lsp_write_end(&writer, '}');
    lsp_write_end(&writer, '}');
    lsp_send_text(server, buffer_slice(&writer.text));
    query->is_deferred = true;
    return NULL;
}

/* {jsonrpc, method, params: {uri, version, diagnostics: */
static void begin_publishing(
    struct lsp_writer *writer, const struct lsp_document *document)
{
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "jsonrpc");
    lsp_write_slice(writer, SLICE("2.0"));
    lsp_write_key(writer, "method");
    lsp_write_slice(writer, SLICE("textDocument/publishDiagnostics"));
    lsp_write_key(writer, "params");
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "uri");
    lsp_write_slice(writer, document->uri);
    lsp_write_key(writer, "version");
    lsp_write_number(writer, document->version);
    lsp_write_key(writer, "diagnostics");
}

static void publish(struct lsp_server *server, struct lsp_document *document)
{
    struct lsp_writer writer = {.text = {.arena = arena_new()}};
    begin_publishing(&writer, document);
    lsp_diagnostics_write(&writer, server, document->uri, &document->text,
        lsp_document_check(document, &server->rules));
    lsp_write_end(&writer, '}');
    lsp_write_end(&writer, '}');
    lsp_send_text(server, buffer_slice(&writer.text));
    arena_free(writer.text.arena);
}

bool lsp_publish_next(struct lsp_server *server)
{
    for (size_t i = 0; i < server->documents.count; i++) {
        struct lsp_document *document = server->documents.items[i];
        if (document->is_unpublished && !server->client.pulls_diagnostics) {
            document->is_unpublished = false;
            publish(server, document);
            return true;
        }
    }
    return false;
}

void lsp_publish_nothing(
    struct lsp_server *server, const struct lsp_document *document)
{
    json_t *params = json_object();
    json_object_set_new(params, "uri", json_slice(document->uri));
    json_object_set_new(params, "diagnostics", json_array());
    lsp_send(
        server, lsp_notification("textDocument/publishDiagnostics", params));
}
