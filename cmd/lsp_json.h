/*
 * lsp_json.h - the protocol's small objects: positions, ranges, locations,
 * edits. Functions that make JSON return a new reference.
 */
#ifndef CMD_LSP_JSON_H
#define CMD_LSP_JSON_H

#include "cmd/lsp_message.h"
#include "cmd/lsp_text.h"

/* Read {line, character}. Numbers out of range are taken as the nearest in
   it; false when they are no integers. */
bool lsp_read_position(const json_t *json, struct lsp_position *ret)
    __attribute__((warn_unused_result));

bool lsp_read_range(const json_t *json, struct lsp_range *ret)
    __attribute__((warn_unused_result));

/* The range of the bytes [begin, end). */
json_t *lsp_range_json(const struct lsp_text *text, struct span span);

json_t *lsp_range_value(struct lsp_range range);

/* {uri, range} */
json_t *lsp_location(
    struct slice uri, const struct lsp_text *text, struct span span);

/* {range, newText} */
json_t *lsp_edit(
    const struct lsp_text *text, struct span span, struct slice new_text);

/* {kind: "markdown", value}, or plain text for a client that knows no
   Markdown. */
json_t *lsp_markup(struct slice words, bool is_markdown);

#endif
