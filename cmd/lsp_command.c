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
    lsp_index_clear(&server->index);
    lsp_rules_clear(&server->rules);
    arena_free(server->folder_arena);
    arena_free(server->troubles.arena);
    arena_free(server->watch.arena);
}

bool lsp_run(const struct options *options, const struct lsp_pipes *pipes,
    bool *ret_exits_cleanly, struct trouble *ret_trouble)
{
    struct lsp_server server = {
        .channel = {.in = pipes->in, .out = pipes->out},
        .options = options,
    };
    if (!lsp_rules_load(&server.rules, options, ret_trouble)) {
        return false;
    }
    *ret_exits_cleanly = lsp_serve(&server);
    server_clear(&server);
    return true;
}

enum status lsp_command(struct arena *arena, const struct options *options)
{
    (void)arena;
    const struct lsp_pipes pipes = {STDIN_FILENO, STDOUT_FILENO};
    struct trouble trouble;
    bool exits_cleanly;
    /* A client that is gone is told by write(). */
    signal(SIGPIPE, SIG_IGN);
    if (!lsp_run(options, &pipes, &exits_cleanly, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    /* The exit status that the protocol wants of a server: 0 or 1. */
    return exits_cleanly ? STATUS_CLEAN : STATUS_FINDINGS;
}
