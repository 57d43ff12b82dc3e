#include "cmd/lsp_server.h"

#include "cmd/json_value.h"
#include "cmd/lsp_features.h"

void lsp_send(struct lsp_server *server, json_t *message)
{
    lsp_channel_send(&server->channel, message);
    if (server->channel.cannot_send) {
        server->has_exited = true;
    }
}

void lsp_send_text(struct lsp_server *server, struct slice message)
{
    lsp_channel_send_text(&server->channel, message);
    if (server->channel.cannot_send) {
        server->has_exited = true;
    }
}

void lsp_ask(struct lsp_server *server, const char *method, json_t *params)
{
    lsp_send(server, lsp_request(++server->last_request_id, method, params));
}

void lsp_log(
    struct lsp_server *server, enum lsp_log level, struct slice message)
{
    json_t *params = json_object();
    json_object_set_new(params, "type", json_integer(level));
    json_object_set_new(params, "message", json_slice(message));
    lsp_send(server, lsp_notification("window/logMessage", params));
}

json_t *lsp_refuse(
    struct lsp_query *query, enum lsp_code code, const char *message)
{
    query->refusal = (struct lsp_refusal){code, slice_from(message)};
    return NULL;
}

static void send_refusal(struct lsp_server *server, const json_t *id,
    enum lsp_code code, const char *message)
{
    struct lsp_refusal refusal = {code, slice_from(message)};
    lsp_send(server, lsp_error_response(id, &refusal));
}

/* Find the document that the method is about; checked, if it wants that. */
static bool find_document(struct lsp_query *query, unsigned needs)
{
    struct slice uri = lsp_get_slice(query->params, "textDocument.uri");
    query->document = lsp_documents_find(&query->server->documents, uri);
    if (!query->document) {
        lsp_refuse(query, LSP_INVALID_PARAMS, "the document is not open");
        return false;
    }
    if (needs & LSP_OF_DOC) {
        const struct lsp_checked *checked =
            lsp_document_check(query->document, &query->server->rules);
        query->file = &checked->file;
        query->doc = checked->file.doc;
        query->pack = checked->pack;
    }
    return true;
}

/* Read the place in the document that the method is about. */
static bool find_place(struct lsp_query *query, unsigned needs)
{
    const struct lsp_text *text = &query->document->text;
    if (needs & LSP_AT_POSITION) {
        struct lsp_position position;
        if (!lsp_read_position(lsp_get(query->params, "position"), &position)) {
            lsp_refuse(query, LSP_INVALID_PARAMS, "no position");
            return false;
        }
        query->offset = lsp_text_offset(text, position);
    }
    if (needs & LSP_AT_RANGE) {
        struct lsp_range range;
        if (!lsp_read_range(lsp_get(query->params, "range"), &range)) {
            lsp_refuse(query, LSP_INVALID_PARAMS, "no range");
            return false;
        }
        query->range = (struct span){lsp_text_offset(text, range.start),
            lsp_text_offset(text, range.end)};
    }
    return true;
}

static json_t *answer(const struct lsp_method *method, struct lsp_query *query)
{
    if (method->needs & LSP_OF_DOCUMENT) {
        if (!find_document(query, method->needs) ||
            !find_place(query, method->needs)) {
            return NULL;
        }
        if (query->pack) {
            return method->answer_of_pack ? method->answer_of_pack(query)
                                          : NULL;
        }
        if ((method->needs & LSP_OF_DOC) && !query->doc) {
            return NULL;
        }
    }
    return method->answer(query);
}

static void handle_request(
    struct lsp_server *server, const struct lsp_message *message)
{
    const struct lsp_method *method = lsp_method_find(message->method);
    bool is_first = slice_equal(message->method, SLICE("initialize"));
    if (server->stage == LSP_SHUT_DOWN) {
        send_refusal(server, message->id, LSP_INVALID_REQUEST,
            "the server was shut down");
        return;
    }
    if (server->stage == LSP_NEW && !is_first) {
        send_refusal(
            server, message->id, LSP_NOT_INITIALIZED, "initialize comes first");
        return;
    }
    if (!method || (method->needs & LSP_SILENT)) {
        send_refusal(
            server, message->id, LSP_METHOD_NOT_FOUND, "no such method");
        return;
    }
    struct lsp_query query = {.server = server,
        .id = message->id,
        .params = message->params,
        .arena = arena_new()};
    json_t *result = answer(method, &query);
    if (query.refusal.code != LSP_OK) {
        json_decref(result);
        lsp_send(server, lsp_error_response(message->id, &query.refusal));
    } else if (!query.is_deferred) {
        lsp_send(server, lsp_response(message->id, result));
    }
    arena_free(query.arena);
}

/* Nothing can be answered to a notification: what is wrong with it is logged,
   but for those that a server may ignore. */
static void handle_notification(
    struct lsp_server *server, const struct lsp_message *message)
{
    bool is_exit = slice_equal(message->method, SLICE("exit"));
    if (is_exit) {
        server->has_exited = true;
        server->exits_cleanly = server->stage == LSP_SHUT_DOWN;
        return;
    }
    const struct lsp_method *method = lsp_method_find(message->method);
    if (server->stage != LSP_RUNNING || !method ||
        !(method->needs & LSP_SILENT)) {
        return;
    }
    struct lsp_query query = {
        .server = server, .params = message->params, .arena = arena_new()};
    json_decref(answer(method, &query));
    if (query.refusal.code != LSP_OK) {
        lsp_log(server, LSP_LOG_WARNING,
            arena_format(query.arena, "%.*s: %.*s", (int)message->method.len,
                message->method.bytes, (int)query.refusal.message.len,
                query.refusal.message.bytes));
    }
    arena_free(query.arena);
}

static void handle(struct lsp_server *server, struct lsp_waiting *waiting)
{
    if (lsp_rules_are_of_another_day(&server->rules, server->options)) {
        lsp_reload(server);
    }
    const struct lsp_message *message = &waiting->message;
    if (waiting->is_cancelled) {
        send_refusal(server, message->id, LSP_REQUEST_CANCELLED, "cancelled");
        return;
    }
    switch (message->kind) {
    case LSP_REQUEST:
        handle_request(server, message);
        break;
    case LSP_NOTIFICATION:
        handle_notification(server, message);
        break;
    case LSP_RESPONSE:
        break;
    case LSP_CUT:
        send_refusal(server, NULL, LSP_INVALID_REQUEST,
            "the message is over LSP_MESSAGE_LIMIT (64 MiB)");
        lsp_lose(server, lsp_message_head(message));
        break;
    case LSP_MALFORMED:
        lsp_send(server, lsp_error_response(message->id, &message->refusal));
        break;
    }
}

/* A cancellation overtakes what it cancels. */
static void enqueue(struct lsp_server *server, struct slice bytes)
{
    struct lsp_message message;
    if (!lsp_message_read(bytes, &message)) {
        send_refusal(server, NULL, LSP_PARSE_ERROR, "this is no JSON");
        return;
    }
    if (message.kind == LSP_NOTIFICATION &&
        slice_equal(message.method, SLICE("$/cancelRequest"))) {
        const json_t *id = lsp_get(message.params, "id");
        lsp_queue_cancel(&server->queue, id);
        lsp_job_cancel(server, id);
        lsp_message_clear(&message);
        return;
    }
    lsp_queue_add(&server->queue, message, bytes.len);
}

/* Take into the queue what is there; wait for the first if asked to. */
static void fill_queue(struct lsp_server *server, bool waits)
{
    struct slice bytes;
    while (!server->has_exited && server->queue.size < LSP_QUEUE_LIMIT) {
        enum lsp_arrival arrival =
            lsp_channel_next(&server->channel, waits, &bytes);
        waits = false;
        switch (arrival) {
        case LSP_NOTHING:
            return;
        case LSP_MESSAGE:
            enqueue(server, bytes);
            break;
        case LSP_BROKEN:
            send_refusal(
                server, NULL, LSP_PARSE_ERROR, "no Content-Length header");
            break;
        case LSP_TOO_LARGE:
            lsp_queue_add(&server->queue, lsp_message_cut(bytes), bytes.len);
            break;
        case LSP_END:
            if (lsp_queue_is_empty(&server->queue)) {
                server->has_exited = true;
                server->exits_cleanly = server->stage == LSP_SHUT_DOWN;
            }
            return;
        }
    }
}

/* Do a piece of what waits for a quiet moment; false when nothing does. */
static bool work(struct lsp_server *server)
{
    return lsp_publish_next(server) || lsp_job_continue(server);
}

bool lsp_serve(struct lsp_server *server)
{
    bool waits = true;
    while (!server->has_exited) {
        fill_queue(server, waits);
        if (!lsp_queue_is_empty(&server->queue)) {
            struct lsp_waiting waiting = lsp_queue_take(&server->queue);
            handle(server, &waiting);
            lsp_message_clear(&waiting.message);
            waits = false;
        } else {
            waits = !server->has_exited && !work(server);
        }
    }
    return server->exits_cleanly;
}
