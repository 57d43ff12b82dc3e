/*
 * lsp_channel.h - messages to and from the client, each behind its header:
 *
 *     Content-Length: 52\r\n
 *     \r\n
 *     {"jsonrpc":"2.0","method":"initialized","params":{}}
 *
 * Any bytes are accepted. What is no header is told as broken, once, and
 * reading goes on at the next "Content-Length:"; a message over
 * LSP_MESSAGE_LIMIT is told and passed over without being held in memory.
 */
#ifndef CMD_LSP_CHANNEL_H
#define CMD_LSP_CHANNEL_H

#include "parser/slice.h"

#include <jansson.h>
#include <stdbool.h>

/* Bytes of one message. A text of SOURCE_SIZE_LIMIT fits, though the client
   escape every letter of it. */
#define LSP_MESSAGE_LIMIT (64u * 1024 * 1024)

/* Bytes of all header lines of one message. */
#define LSP_HEADER_LIMIT 4096u

enum lsp_arrival {
    LSP_NOTHING,   /* no whole message is there yet */
    LSP_MESSAGE,   /* one is */
    LSP_BROKEN,    /* bytes that are no header were passed over */
    LSP_TOO_LARGE, /* a message over the limit is being passed over; its first
                      bytes are given, as many as are there, at most 4096 */
    LSP_END,       /* the client has closed its end, or the stream failed */
};

struct lsp_channel {
    int in; /* file descriptors */
    int out;
    char *bytes; /* malloc(); read, but not yet taken */
    size_t begin;
    size_t end;
    size_t capacity;
    size_t to_skip;   /* bytes of a message that is too large */
    bool is_seeking;  /* a next header, after bytes that were none */
    bool has_ended;   /* nothing more can be read */
    bool cannot_send; /* the client reads no more */
    char *outgoing;   /* malloc(); a message being written out */
    size_t outgoing_len;
    size_t outgoing_capacity;
};

/* Take the next message; its bytes are valid until the next call. Unless
   waits is set, only what can be read at once is read. */
enum lsp_arrival lsp_channel_next(
    struct lsp_channel *channel, bool waits, struct slice *ret);

/* Send a message and release it. */
void lsp_channel_send(struct lsp_channel *channel, json_t *message);

/* The same of one that is written already. */
void lsp_channel_send_text(struct lsp_channel *channel, struct slice message);

void lsp_channel_clear(struct lsp_channel *channel);

#endif
