/*
 * lsp_queue.h - messages that have come and are not handled yet.
 */
#ifndef CMD_LSP_QUEUE_H
#define CMD_LSP_QUEUE_H

#include "cmd/lsp_message.h"

/* No more is read while so many bytes of messages wait. */
#define LSP_QUEUE_LIMIT (1024u * 1024)

struct lsp_waiting {
    struct lsp_message message;
    size_t size; /* bytes it was read from */
    bool is_cancelled;
};

/* First in, first out. All zero is the empty queue. */
struct lsp_queue {
    struct lsp_waiting *items; /* malloc() */
    size_t first;
    size_t end;
    size_t capacity;
    size_t size; /* bytes of all that wait */
};

bool lsp_queue_is_empty(const struct lsp_queue *queue);

/* Takes the message over. */
void lsp_queue_add(
    struct lsp_queue *queue, struct lsp_message message, size_t size);

/* Hand the first message over; the queue must not be empty. */
struct lsp_waiting lsp_queue_take(struct lsp_queue *queue);

/* Mark the request of that id as cancelled, if it waits. */
void lsp_queue_cancel(struct lsp_queue *queue, const json_t *id);

void lsp_queue_clear(struct lsp_queue *queue);

#endif
