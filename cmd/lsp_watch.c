/* Files that findings depend on: the client is asked to tell when they
   change. */
#include "cmd/lsp_features.h"

#include "cmd/json_value.h"
#include "cmd/lsp_uri.h"
#include "cmd/path.h"

#include <stdio.h>

static bool is_watched(const struct lsp_watch *watch, struct slice path)
{
    for (size_t i = 0; i < watch->count; i++) {
        if (slice_equal(watch->paths[i], path)) {
            return true;
        }
    }
    return false;
}

/* A file anywhere: its folder, and its name in it. A client that knows no
   folders gets the path. */
static json_t *watcher(const struct lsp_server *server, struct slice path)
{
    json_t *json = json_object();
    if (!server->client.has_relative_patterns) {
        json_object_set_new(json, "globPattern", json_slice(path));
        return json;
    }
    struct arena *arena = arena_new();
    json_t *pattern = json_object();
    json_object_set_new(pattern, "baseUri",
        json_slice(lsp_uri_of_path(arena, path_folder(path))));
    json_object_set_new(pattern, "pattern", json_slice(path_name(path)));
    json_object_set_new(json, "globPattern", pattern);
    arena_free(arena);
    return json;
}

static void ask(struct lsp_server *server, json_t *watchers)
{
    char id[32];
    snprintf(id, sizeof(id), "watch-%d", server->last_request_id);
    lsp_ask(server, "client/registerCapability",
        json_pack("{s:[{s:s, s:s, s:{s:o}}]}", "registrations", "id", id,
            "method", "workspace/didChangeWatchedFiles", "registerOptions",
            "watchers", watchers));
}

void lsp_watch_own(struct lsp_server *server)
{
    if (server->client.can_register_watchers) {
        ask(server, json_pack("[{s:s}]", "globPattern", "**/.clauselint*"));
    }
}

/* Add the file to those watched, and to the array. */
static void add(struct lsp_server *server, struct arena *arena,
    struct slice file, json_t *watchers)
{
    struct lsp_watch *watch = &server->watch;
    struct slice path = path_absolute(arena, file);
    if (file.len == 0 || lsp_is_own_file(path) || is_watched(watch, path)) {
        return;
    }
    watch->arena = watch->arena ? watch->arena : arena_new();
    watch->paths = arena_grow(watch->arena, watch->paths, watch->count,
        &watch->capacity, sizeof(*watch->paths));
    watch->paths[watch->count++] = arena_copy(watch->arena, path);
    json_array_append_new(watchers, watcher(server, path));
}

void lsp_watch_files(struct lsp_server *server, const struct options *options)
{
    if (!server->client.can_register_watchers || !options) {
        return;
    }
    struct arena *arena = arena_new();
    json_t *watchers = json_array();
    add(server, arena, options->config, watchers);
    add(server, arena, options->allow_file, watchers);
    add(server, arena, options->baseline, watchers);
    for (size_t i = 0; i < options->packs.count; i++) {
        add(server, arena, options->packs.items[i], watchers);
    }
    if (json_array_size(watchers) > 0) {
        ask(server, json_incref(watchers));
    }
    json_decref(watchers);
    arena_free(arena);
}
