/*
 * lsp_server.h - the language server: its state, and what a method's function
 * is given and gives back.
 *
 *     channel - queue - method - answer
 *                 |
 *               nothing waits: check what changed, publish, go on with a job
 *
 * Messages are handled in the order they come. Before each, all that can be
 * read at once is taken into the queue, so that a request can be cancelled
 * before it is begun and many changes are checked as one. A document is
 * checked when somebody asks about it, or when no message waits.
 *
 * lsp_methods.c is the table of methods; the functions behind it stand in one
 * file for each feature.
 */
#ifndef CMD_LSP_SERVER_H
#define CMD_LSP_SERVER_H

#include "cmd/lsp_channel.h"
#include "cmd/lsp_documents.h"
#include "cmd/lsp_index.h"
#include "cmd/lsp_json.h"
#include "cmd/lsp_queue.h"

/* Where in its life the server is. */
enum lsp_stage {
    LSP_NEW, /* initialize has not come */
    LSP_RUNNING,
    LSP_SHUT_DOWN, /* only exit is left */
};

/* What the client can do, of what makes a difference. */
struct lsp_client {
    bool pulls_diagnostics;
    bool refreshes_diagnostics; /* on request */
    bool has_related;           /* of diagnostics */
    bool has_tags;
    bool has_diagnostic_data;
    bool has_document_changes; /* edits that name the version they are for */
    bool has_action_literals;
    bool has_symbol_tree;
    bool has_markdown; /* in a hover */
    bool can_register_watchers;
    bool has_relative_patterns; /* in them */
    bool has_progress;
};

/* What the client's user asks for; off unless said. */
struct lsp_settings {
    bool has_inlay_hints; /* clause addresses */
};

/* Configurations and packs in which something is wrong. */
struct lsp_troubles {
    struct arena *arena;
    struct slice *uris; /* of those that were told */
    size_t count;
    size_t capacity;
};

/* Files, beside our own, that the client was asked to watch; for good, since
   nobody is harmed by a change that is told in vain. */
struct lsp_watch {
    struct arena *arena;
    struct slice *paths; /* absolute */
    size_t count;
    size_t capacity;
};

/* workspace/diagnostic, one file at a time while no message waits. */
struct lsp_job;

struct lsp_server {
    struct lsp_channel channel;
    struct lsp_queue queue;
    enum lsp_stage stage;
    struct lsp_client client;
    struct lsp_settings settings;
    const struct options *options; /* of the command line */
    enum lsp_encoding encoding;
    struct lsp_rules rules;
    unsigned generation; /* of rules: grows when they are loaded again */
    struct lsp_documents documents;
    struct lsp_troubles troubles;
    struct lsp_watch watch;
    struct lsp_index index;     /* of the workspace */
    struct arena *folder_arena; /* of the list below */
    struct slice *folders;      /* paths */
    size_t folder_count;
    struct lsp_job *job; /* NULL: none */
    int last_request_id; /* of requests to the client */
    bool has_exited;
    bool exits_cleanly; /* shutdown came before exit */
};

/* One message that is being handled. */
struct lsp_query {
    struct lsp_server *server;
    const json_t *id;     /* NULL: a notification */
    const json_t *params; /* object or array, or NULL */
    struct arena *arena;  /* for what is needed until the answer */
    /* Of a method with LSP_OF_DOCUMENT. */
    struct lsp_document *document;
    /* Of a method with LSP_OF_DOC: the document as it is now, checked. */
    const struct checked_file *file;
    const struct doc *doc;       /* of a policy, else NULL */
    const struct lsp_pack *pack; /* of a rule pack, else NULL */
    uint32_t offset;             /* LSP_AT_POSITION */
    struct span range;           /* LSP_AT_RANGE */
    /* Set by a method's function that cannot do what is asked. */
    struct lsp_refusal refusal;
    /* Set by one that answers later, by lsp_send(). */
    bool is_deferred;
};

/* What a method wants to be given; bits. What is missing is refused before
   its function is called. */
enum lsp_need {
    LSP_OF_DOCUMENT = 1u << 0, /* params.textDocument.uri is open */
    LSP_OF_DOC = 1u << 1,      /* ... and is a text, else null is answered;
                                  a policy, or a rule pack */
    LSP_AT_POSITION = 1u << 2, /* params.position */
    LSP_AT_RANGE = 1u << 3,    /* params.range */
    LSP_SILENT = 1u << 4,      /* a notification, else a request */
};

struct lsp_method {
    const char *name;
    unsigned needs;
    /* The result, a new reference; NULL is null. Of a notification it is not
       sent. */
    json_t *(*answer)(struct lsp_query *query);
    /* The same of a rule pack; NULL: null is answered. Only with LSP_OF_DOC,
       without which the method knows no difference. */
    json_t *(*answer_of_pack)(struct lsp_query *query);
};

/* NULL when there is no such method. */
const struct lsp_method *lsp_method_find(struct slice name);

/* Refuse the query; always NULL, to be returned. */
json_t *lsp_refuse(
    struct lsp_query *query, enum lsp_code code, const char *message);

/* Send a message and release it. */
void lsp_send(struct lsp_server *server, json_t *message);

/* The same of one that is written already (lsp_writer.h). */
void lsp_send_text(struct lsp_server *server, struct slice message);

/* Send a request, to which any answer will do. */
void lsp_ask(struct lsp_server *server, const char *method, json_t *params);

/* window/logMessage */
enum lsp_log { LSP_LOG_ERROR = 1, LSP_LOG_WARNING = 2, LSP_LOG_INFO = 3 };
void lsp_log(
    struct lsp_server *server, enum lsp_log level, struct slice message);

/* Load the rules again; all that is open is checked again. */
void lsp_reload(struct lsp_server *server);

/* Serve until the client says exit or closes its end; true when it had said
   shutdown before. */
bool lsp_serve(struct lsp_server *server);

/* File descriptors to read from and to write to; they stay the caller's. */
struct lsp_pipes {
    int in;
    int out;
};

/* A whole life of a server. Fails when the rules cannot be loaded. */
bool lsp_run(const struct options *options, const struct lsp_pipes *pipes,
    bool *ret_exits_cleanly, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

#endif
