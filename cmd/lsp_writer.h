/*
 * lsp_writer.h - JSON written as text, for what is sent after every change.
 *
 *     lsp_write_begin(&writer, '{');
 *     lsp_write_key(&writer, "range");
 *     lsp_write_range(&writer, text, span);
 *     lsp_write_end(&writer, '}');
 *
 * A tree of values for a thousand findings takes several MiB, and longer to be
 * made, printed and freed than a quick check. All else is made by jansson.
 */
#ifndef CMD_LSP_WRITER_H
#define CMD_LSP_WRITER_H

#include "cmd/lsp_text.h"
#include "parser/buffer.h"

#include <jansson.h>

/* Start with the arena of the text set and the rest 0. */
struct lsp_writer {
    struct buffer text;
    bool is_behind; /* a value: the next one needs a comma */
};

/* {jsonrpc, id, result: and what is written next is the result; an end is
   needed behind it. */
void lsp_write_response(struct lsp_writer *writer, const json_t *id);

/* An object '{' or an array '[', and its end. */
void lsp_write_begin(struct lsp_writer *writer, char bracket);
void lsp_write_end(struct lsp_writer *writer, char bracket);

/* The key of the value that is written next; plain ASCII. */
void lsp_write_key(struct lsp_writer *writer, const char *key);

/* Values. Bytes that are not UTF-8 become U+FFFD. */
void lsp_write_slice(struct lsp_writer *writer, struct slice text);
void lsp_write_number(struct lsp_writer *writer, json_int_t number);
void lsp_write_json(struct lsp_writer *writer, const json_t *json);
void lsp_write_range(
    struct lsp_writer *writer, const struct lsp_text *text, struct span span);

/* Values that were written by another writer, with the commas between them;
   none when it is empty. */
void lsp_write_written(struct lsp_writer *writer, struct slice values);

#endif
