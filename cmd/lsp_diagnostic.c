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
    const struct lsp_client *client;
    const struct options *options; /* by which the text was checked */
    struct slice uri;
    const struct lsp_text *text;
    struct arena *arena; /* for messages, until they are in the JSON */
};

static json_t *related_json(
    const struct page *page, const struct finding *finding)
{
    json_t *array = json_array();
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        json_t *object = json_object();
        json_object_set_new(object, "location",
            lsp_location(page->uri, page->text, related->span));
        json_object_set_new(object, "message",
            json_slice(
                language_choose(page->options->language, related->message)));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *finding_diagnostic(
    const struct page *page, const struct finding *finding)
{
    json_t *json = json_object();
    json_object_set_new(
        json, "range", lsp_range_json(page->text, finding->span));
    json_object_set_new(
        json, "severity", json_integer(severity_number(finding->severity)));
    json_object_set_new(json, "code", json_slice(finding->rule->id));
    json_object_set_new(json, "source", json_string("clauselint"));
    json_object_set_new(json, "message",
        json_slice(
            finding_message_and_law(page->arena, page->options, finding)));
    enum tag tag = tag_of(finding->rule);
    if (page->client->has_tags && tag != TAG_NONE) {
        json_object_set_new(json, "tags", json_pack("[i]", tag));
    }
    if (page->client->has_related && finding->related_count > 0) {
        json_object_set_new(
            json, "relatedInformation", related_json(page, finding));
    }
    if (page->client->has_diagnostic_data) {
        json_object_set_new(json, "data",
            json_pack("{s:s}", "fingerprint", finding->fingerprint));
    }
    return json;
}

json_t *lsp_diagnostics_json(struct lsp_server *server, struct slice uri,
    const struct lsp_text *text, const struct lsp_checked *checked)
{
    json_t *array = json_array();
    if (checked->has_trouble) {
        if (slice_equal(checked->trouble.path, checked->file.path)) {
            json_array_append_new(
                array, lsp_trouble_json(server, text, &checked->trouble.error));
        } else {
            lsp_trouble_show(server, &checked->trouble);
        }
        return array;
    }
    struct page page = {.client = &server->client,
        .options = checked->file.options,
        .uri = uri,
        .text = text,
        .arena = arena_new()};
    for (size_t i = 0; i < checked->file.finding_count; i++) {
        json_array_append_new(
            array, finding_diagnostic(&page, checked->file.findings[i]));
    }
    arena_free(page.arena);
    return array;
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
    const struct lsp_checked *checked =
        lsp_document_check(document, &server->rules);
    return json_pack("{s:s, s:s, s:o}", "kind", "full", "resultId", result_id,
        "items",
        lsp_diagnostics_json(server, document->uri, &document->text, checked));
}

static void publish(struct lsp_server *server,
    const struct lsp_document *document, json_t *diagnostics, bool has_version)
{
    json_t *params = json_object();
    json_object_set_new(params, "uri", json_slice(document->uri));
    if (has_version) {
        json_object_set_new(params, "version", json_integer(document->version));
    }
    json_object_set_new(params, "diagnostics", diagnostics);
    lsp_send(
        server, lsp_notification("textDocument/publishDiagnostics", params));
}

bool lsp_publish_next(struct lsp_server *server)
{
    for (size_t i = 0; i < server->documents.count; i++) {
        struct lsp_document *document = server->documents.items[i];
        if (!document->is_unpublished || server->client.pulls_diagnostics) {
            continue;
        }
        document->is_unpublished = false;
        const struct lsp_checked *checked =
            lsp_document_check(document, &server->rules);
        publish(server, document,
            lsp_diagnostics_json(
                server, document->uri, &document->text, checked),
            true);
        return true;
    }
    return false;
}

void lsp_publish_nothing(
    struct lsp_server *server, const struct lsp_document *document)
{
    publish(server, document, json_array(), false);
}
