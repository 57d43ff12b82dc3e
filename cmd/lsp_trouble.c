/* What is wrong in files that are not checked themselves, a configuration or a
   pack: shown in those files. */
#include "cmd/lsp_features.h"

#include "cmd/finding_words.h"
#include "cmd/input.h"
#include "cmd/json_value.h"
#include "cmd/lsp_uri.h"
#include "cmd/path.h"
#include "parser/utf8.h"

json_t *lsp_trouble_json(const struct lsp_server *server,
    const struct lsp_text *text, const struct error *error)
{
    bool has_line = error->place.line > 0;
    struct span span =
        lsp_text_line(text, has_line ? error->place.line - 1 : 0);
    if (!has_line) {
        span.end = span.begin;
    }
    json_t *json = json_object();
    json_object_set_new(json, "range", lsp_range_json(text, span));
    json_object_set_new(json, "severity", json_integer(1));
    json_object_set_new(json, "source", json_string("clauselint"));
    json_object_set_new(json, "message",
        json_string(
            language_pick(server->options->language, error->ru, error->en)));
    return json;
}

static void publish(
    struct lsp_server *server, struct slice uri, json_t *diagnostics)
{
    json_t *params = json_object();
    json_object_set_new(params, "uri", json_slice(uri));
    json_object_set_new(params, "diagnostics", diagnostics);
    lsp_send(
        server, lsp_notification("textDocument/publishDiagnostics", params));
}

/* Say it as well, since the file need not be open. */
static void say(struct lsp_server *server, struct arena *arena,
    const struct trouble *trouble)
{
    struct slice path = visible_text(arena, trouble->path);
    struct slice message = arena_format(arena, "%.*s%s%s", (int)path.len,
        path.bytes, path.len > 0 ? ": " : "",
        language_pick(
            server->options->language, trouble->error.ru, trouble->error.en));
    json_t *params = json_object();
    json_object_set_new(params, "type", json_integer(LSP_LOG_ERROR));
    json_object_set_new(params, "message", json_slice(message));
    lsp_send(server, lsp_notification("window/showMessage", params));
}

static bool is_shown(const struct lsp_troubles *troubles, struct slice uri)
{
    for (size_t i = 0; i < troubles->count; i++) {
        if (slice_equal(troubles->uris[i], uri)) {
            return true;
        }
    }
    return false;
}

static void remember(struct lsp_troubles *troubles, struct slice uri)
{
    if (!troubles->arena) {
        troubles->arena = arena_new();
    }
    troubles->uris = arena_grow(troubles->arena, troubles->uris,
        troubles->count, &troubles->capacity, sizeof(*troubles->uris));
    troubles->uris[troubles->count++] = arena_copy(troubles->arena, uri);
}

void lsp_trouble_show(struct lsp_server *server, const struct trouble *trouble)
{
    struct arena *arena = arena_new();
    struct input input = {.path = path_absolute(arena, trouble->path)};
    struct slice uri = lsp_uri_of_path(arena, input.path);
    struct slice bytes;
    struct error error;
    struct lsp_text text = {.encoding = server->encoding};
    if (!is_shown(&server->troubles, uri)) {
        remember(&server->troubles, uri);
        say(server, arena, trouble);
        /* What an editor has open it is told of as it is there. */
        if (!lsp_documents_of_path(&server->documents, input.path)) {
            bool is_read = input_read(arena, &input, &bytes, &error) &&
                           utf8_valid_length(bytes) == bytes.len;
            lsp_text_set(&text, is_read ? bytes : SLICE(""));
            json_t *list = json_array();
            json_array_append_new(
                list, lsp_trouble_json(server, &text, &trouble->error));
            publish(server, uri, list);
            lsp_text_clear(&text);
        }
    }
    arena_free(arena);
}

void lsp_troubles_forget(struct lsp_server *server)
{
    struct arena *arena = server->troubles.arena;
    for (size_t i = 0; i < server->troubles.count; i++) {
        struct slice uri = server->troubles.uris[i];
        struct slice path = lsp_uri_path(arena, uri);
        if (!lsp_documents_of_path(&server->documents, path)) {
            publish(server, uri, json_array());
        }
    }
    arena_free(arena);
    server->troubles = (struct lsp_troubles){0};
}
