/*
 * lsp_message.h - JSON-RPC 2.0: what a message is, and how it is answered.
 */
#ifndef CMD_LSP_MESSAGE_H
#define CMD_LSP_MESSAGE_H

#include "parser/slice.h"

#include <jansson.h>
#include <stdbool.h>

/* Error codes of JSON-RPC and of the language server protocol. */
enum lsp_code {
    LSP_OK = 0,
    LSP_PARSE_ERROR = -32700,
    LSP_INVALID_REQUEST = -32600,
    LSP_METHOD_NOT_FOUND = -32601,
    LSP_INVALID_PARAMS = -32602,
    LSP_NOT_INITIALIZED = -32002,
    LSP_REQUEST_CANCELLED = -32800,
    LSP_REQUEST_FAILED = -32803,
};

/* Why a request is refused; code LSP_OK: it is not. */
struct lsp_refusal {
    enum lsp_code code;
    struct slice message; /* of a constant, or of the request's arena */
};

enum lsp_kind {
    LSP_REQUEST,
    LSP_NOTIFICATION,
    LSP_RESPONSE,  /* to a request of ours */
    LSP_MALFORMED, /* JSON, but no message; to be answered with refusal */
    LSP_CUT,       /* one that was too large; json is a string, its head */
};

struct lsp_message {
    enum lsp_kind kind;
    json_t *json;     /* owned; the fields below are of it */
    const json_t *id; /* NULL for a notification */
    struct slice method;
    const json_t *params;       /* object or array, or NULL */
    struct lsp_refusal refusal; /* LSP_MALFORMED */
};

/* Read a message. False when the bytes are no JSON. Halves of a surrogate
   pair in escapes, which an edit inside of a code point can yield, become
   U+FFFD, which is as long. */
bool lsp_message_read(struct slice bytes, struct lsp_message *ret)
    __attribute__((warn_unused_result));

/* A message of which only the first bytes are known. */
struct lsp_message lsp_message_cut(struct slice head);
struct slice lsp_message_head(const struct lsp_message *message);

void lsp_message_clear(struct lsp_message *message);

/* New messages; result, params are taken over. id may be NULL for null. */
json_t *lsp_response(const json_t *id, json_t *result);
json_t *lsp_error_response(const json_t *id, const struct lsp_refusal *refusal);
json_t *lsp_notification(const char *method, json_t *params);
json_t *lsp_request(int id, const char *method, json_t *params);

/* Members along a path «textDocument.uri»; NULL when one is missing. The value
   is borrowed. */
const json_t *lsp_get(const json_t *json, const char *path);

/* The same as a string, empty when it is none; as a truth value. */
struct slice lsp_get_slice(const json_t *json, const char *path);
bool lsp_get_bool(const json_t *json, const char *path);

/* Does the array at the path hold the word? */
bool lsp_has_word(const json_t *json, const char *path, const char *word);

#endif
