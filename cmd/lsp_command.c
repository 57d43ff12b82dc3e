#include "cmd/commands.h"

#include "cmd/lsp_features.h"

#include <signal.h>
#include <unistd.h>

static void server_clear(struct lsp_server *server)
{
    lsp_job_free(server->job);
    lsp_documents_clear(&server->documents);
    lsp_queue_clear(&server->queue);
    lsp_channel_clear(&server->channel);
    lsp_rules_clear(&server->rules);
    arena_free(server->folder_arena);
    arena_free(server->troubles.arena);
}

enum status lsp_command(struct arena *arena, const struct options *options)
{
    (void)arena;
    struct lsp_server server = {
        .channel = {.in = STDIN_FILENO, .out = STDOUT_FILENO},
        .options = options,
    };
    /* A client that is gone is told by write(). */
    signal(SIGPIPE, SIG_IGN);
    struct trouble trouble;
    if (!lsp_rules_load(&server.rules, options, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    /* The exit status that the protocol wants of a server: 0 or 1. */
    enum status status = lsp_serve(&server) ? STATUS_CLEAN : STATUS_FINDINGS;
    server_clear(&server);
    return status;
}
