#include "cmd/lsp_features.h"

#include "cmd/json_value.h"

static void read_client(struct lsp_client *client, const json_t *capabilities)
{
    const json_t *document = lsp_get(capabilities, "textDocument");
    const json_t *workspace = lsp_get(capabilities, "workspace");
    *client = (struct lsp_client){
        .pulls_diagnostics = lsp_get(document, "diagnostic") != NULL,
        .refreshes_diagnostics =
            lsp_get_bool(workspace, "diagnostics.refreshSupport"),
        .has_related =
            lsp_get_bool(document, "publishDiagnostics.relatedInformation"),
        .has_tags = lsp_get(document, "publishDiagnostics.tagSupport") != NULL,
        .has_diagnostic_data =
            lsp_get_bool(document, "publishDiagnostics.dataSupport"),
        .has_document_changes =
            lsp_get_bool(workspace, "workspaceEdit.documentChanges"),
        .has_action_literals =
            lsp_get(document, "codeAction.codeActionLiteralSupport") != NULL,
        .has_symbol_tree = lsp_get_bool(
            document, "documentSymbol.hierarchicalDocumentSymbolSupport"),
        .has_markdown =
            lsp_has_word(document, "hover.contentFormat", "markdown"),
        .can_register_watchers = lsp_get_bool(
            workspace, "didChangeWatchedFiles.dynamicRegistration"),
        .has_relative_patterns = lsp_get_bool(
            workspace, "didChangeWatchedFiles.relativePatternSupport"),
        .has_progress = lsp_get_bool(capabilities, "window.workDoneProgress"),
    };
}

/* UTF-8 costs nothing and is taken where it is offered at all. */
static enum lsp_encoding choose_encoding(const json_t *capabilities)
{
    const char *path = "general.positionEncodings";
    if (lsp_has_word(capabilities, path, "utf-8")) {
        return LSP_UTF8;
    }
    bool has_16 = lsp_has_word(capabilities, path, "utf-16");
    bool has_32 = lsp_has_word(capabilities, path, "utf-32");
    return has_32 && !has_16 ? LSP_UTF32 : LSP_UTF16;
}

static const char *encoding_words(enum lsp_encoding encoding)
{
    switch (encoding) {
    case LSP_UTF8:
        return "utf-8";
    case LSP_UTF16:
        return "utf-16";
    case LSP_UTF32:
        return "utf-32";
    }
    return "";
}

/* The indices of lsp_token.c. */
static json_t *token_legend(void)
{
    return json_pack("{s:[s, s, s], s:[s]}", "tokenTypes", "type", "property",
        "string", "tokenModifiers", "definition");
}

/* What is answered without more to be said. */
static void add_plain_providers(json_t *capabilities)
{
    static const char *const providers[] = {"definitionProvider",
        "documentHighlightProvider", "documentSymbolProvider",
        "foldingRangeProvider", "hoverProvider", "inlayHintProvider",
        "referencesProvider", "selectionRangeProvider",
        "workspaceSymbolProvider"};
    for (size_t i = 0; i < COUNT_OF(providers); i++) {
        json_object_set_new(capabilities, providers[i], json_true());
    }
}

static json_t *capabilities_json(const struct lsp_server *server)
{
    json_t *json = json_pack("{s:s, s:{s:b, s:i, s:{s:b}}, s:{s:s, s:b, s:b}, "
                             "s:{s:{s:b, s:b}}}",
        "positionEncoding", encoding_words(server->encoding),
        "textDocumentSync", "openClose", 1, "change", 2, "save", "includeText",
        0, "diagnosticProvider", "identifier", "clauselint",
        "interFileDependencies", 0, "workspaceDiagnostics", 1, "workspace",
        "workspaceFolders", "supported", 1, "changeNotifications", 1);
    add_plain_providers(json);
    json_object_set_new(json, "codeActionProvider",
        json_pack("{s:[s]}", "codeActionKinds", "quickfix"));
    json_object_set_new(json, "completionProvider",
        json_pack("{s:[s, s, s, s]}", "triggerCharacters", " ", "/", "<", "`"));
    json_object_set_new(
        json, "renameProvider", json_pack("{s:b}", "prepareProvider", 1));
    json_object_set_new(json, "semanticTokensProvider",
        json_pack("{s:o, s:b}", "legend", token_legend(), "full", 1));
    return json;
}

/* The folders, or the one folder of older clients. */
static void read_folders(struct lsp_server *server, const json_t *params)
{
    const json_t *folders = lsp_get(params, "workspaceFolders");
    const json_t *root = lsp_get(params, "rootUri");
    if (json_is_array(folders)) {
        lsp_folders_set(server, folders);
    } else if (json_is_string(root)) {
        json_t *one = json_pack("[{s:s}]", "uri", json_string_value(root));
        lsp_folders_set(server, one);
        json_decref(one);
    }
}

json_t *lsp_initialize(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    if (server->stage != LSP_NEW) {
        return lsp_refuse(
            query, LSP_INVALID_REQUEST, "initialize comes but once");
    }
    const json_t *capabilities = lsp_get(query->params, "capabilities");
    read_client(&server->client, capabilities);
    server->encoding = choose_encoding(capabilities);
    lsp_settings_read(server, lsp_get(query->params, "initializationOptions"));
    read_folders(server, query->params);
    server->stage = LSP_RUNNING;
    return json_pack("{s:o, s:{s:s, s:s}}", "capabilities",
        capabilities_json(server), "serverInfo", "name", "clauselint",
        "version", CLAUSELINT_VERSION);
}

json_t *lsp_initialized(struct lsp_query *query)
{
    struct lsp_server *server = query->server;
    lsp_watch_own(server);
    lsp_log(server, LSP_LOG_INFO,
        arena_format(query->arena, "clauselint " CLAUSELINT_VERSION ", %s",
            encoding_words(server->encoding)));
    return NULL;
}

json_t *lsp_shutdown(struct lsp_query *query)
{
    query->server->stage = LSP_SHUT_DOWN;
    return NULL;
}
