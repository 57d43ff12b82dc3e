#include "cmd/lsp_features.h"

#include "cmd/lsp_uri.h"
#include "cmd/path.h"

void lsp_settings_read(struct lsp_server *server, const json_t *settings)
{
    const json_t *own = lsp_get(settings, "clauselint");
    settings = own ? own : settings;
    if (json_is_object(settings)) {
        server->settings.has_inlay_hints = lsp_get_bool(settings, "inlayHints");
    }
}

void lsp_reload(struct lsp_server *server)
{
    struct trouble trouble;
    lsp_troubles_forget(server);
    if (!lsp_rules_load(&server->rules, server->options, &trouble)) {
        lsp_trouble_show(server, &trouble);
        lsp_log(server, LSP_LOG_ERROR,
            slice_from(language_pick(server->options->language,
                "правила не загружены заново: действуют прежние",
                "the rules were not loaded again: the former ones are used")));
        return;
    }
    server->generation++;
    for (size_t i = 0; i < server->documents.count; i++) {
        lsp_document_changed(server->documents.items[i]);
    }
    if (server->client.refreshes_diagnostics) {
        lsp_ask(server, "workspace/diagnostic/refresh", json_null());
    }
}

json_t *lsp_did_change_configuration(struct lsp_query *query)
{
    lsp_settings_read(query->server, lsp_get(query->params, "settings"));
    lsp_reload(query->server);
    return NULL;
}

/* Do the options name the file: as a pack, or for what is allowed or known? */
static bool names_file(
    struct arena *arena, const struct options *options, struct slice path)
{
    bool does = path_is(arena, options->config, path) ||
                path_is(arena, options->allow_file, path) ||
                path_is(arena, options->baseline, path);
    for (size_t i = 0; i < options->packs.count; i++) {
        does |= path_is(arena, options->packs.items[i], path);
    }
    return does;
}

bool lsp_depends_on(const struct lsp_server *server, struct slice path)
{
    struct arena *arena = arena_new();
    bool does =
        lsp_is_own_file(path) || names_file(arena, server->options, path);
    for (size_t i = 0; i < server->documents.count; i++) {
        const struct lsp_checked *checked =
            &server->documents.items[i]->checked;
        if (checked->file.options) {
            does |= names_file(arena, checked->file.options, path);
        }
        does |=
            checked->has_trouble && path_is(arena, checked->trouble.path, path);
    }
    arena_free(arena);
    return does;
}

json_t *lsp_did_change_watched_files(struct lsp_query *query)
{
    const json_t *changes = lsp_get(query->params, "changes");
    bool has_change = false;
    size_t index;
    const json_t *change;
    json_array_foreach(changes, index, change)
    {
        struct slice path =
            lsp_uri_path(query->arena, lsp_get_slice(change, "uri"));
        has_change |= lsp_depends_on(query->server, path);
    }
    if (has_change) {
        lsp_reload(query->server);
    }
    return NULL;
}

void lsp_folders_set(struct lsp_server *server, const json_t *folders)
{
    struct arena *arena = arena_new();
    struct slice *paths =
        arena_array(arena, json_array_size(folders), sizeof(*paths));
    size_t count = 0;
    size_t index;
    const json_t *folder;
    json_array_foreach(folders, index, folder)
    {
        struct slice path = lsp_uri_path(arena, lsp_get_slice(folder, "uri"));
        if (path.len > 0) {
            paths[count++] = path;
        }
    }
    arena_free(server->folder_arena);
    server->folder_arena = arena;
    server->folders = paths;
    server->folder_count = count;
}

static bool holds_path(
    struct arena *arena, const json_t *folders, struct slice path)
{
    size_t index;
    const json_t *folder;
    json_array_foreach(folders, index, folder)
    {
        struct slice uri = lsp_get_slice(folder, "uri");
        if (slice_equal(lsp_uri_path(arena, uri), path)) {
            return true;
        }
    }
    return false;
}

/* The former folders without those removed, and those added. */
json_t *lsp_did_change_folders(struct lsp_query *query)
{
    const json_t *added = lsp_get(query->params, "event.added");
    const json_t *removed = lsp_get(query->params, "event.removed");
    json_t *folders = json_array();
    for (size_t i = 0; i < query->server->folder_count; i++) {
        struct slice path = query->server->folders[i];
        if (!holds_path(query->arena, removed, path)) {
            struct slice uri = lsp_uri_of_path(query->arena, path);
            json_array_append_new(
                folders, json_pack("{s:s%}", "uri", uri.bytes, uri.len));
        }
    }
    json_array_extend(folders, (json_t *)added);
    lsp_folders_set(query->server, folders);
    json_decref(folders);
    return NULL;
}
