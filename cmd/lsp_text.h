/*
 * lsp_text.h - the text of an open document as its editor sees it: changed in
 * place, and positions of the editor's protocol to and from byte offsets.
 *
 * A position is a line from 0 and a character of that line from 0, in units
 * that client and server agree on. Lines end in LF, CRLF or CR. The text is
 * UTF-8 always; a position inside a code point is the beginning of that code
 * point, one past the end of a line the end of the line, one past the last
 * line the end of the text.
 */
#ifndef CMD_LSP_TEXT_H
#define CMD_LSP_TEXT_H

#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stdint.h>

/* What a character is counted in. */
enum lsp_encoding { LSP_UTF16, LSP_UTF8, LSP_UTF32 };

struct lsp_position {
    uint32_t line;
    uint32_t character;
};

struct lsp_range {
    struct lsp_position start;
    struct lsp_position end;
};

/* All zero is the empty text, but lsp_text_set() must have been called before
   positions are asked for. */
struct lsp_text {
    enum lsp_encoding encoding;
    char *bytes; /* malloc(); valid UTF-8 */
    size_t len;
    size_t capacity;
    uint32_t *line_starts; /* malloc(); offsets, the first is 0 */
    size_t line_count;     /* at least 1 */
    size_t line_capacity;
    uint32_t *units; /* malloc(); units before each LSP_STRIDEth byte */
    size_t unit_capacity;
};

/* Bytes between two counts of units: a position in a long line is found in
   good time. */
#define LSP_STRIDE 64

/* Make the text a copy of the bytes, which must be valid UTF-8 of less than
   4 GiB. */
void lsp_text_set(struct lsp_text *text, struct slice bytes);

/* Put the bytes in the place of the range; a range whose end is before its
   start is taken the other way round. */
void lsp_text_replace(
    struct lsp_text *text, struct lsp_range range, struct slice bytes);

void lsp_text_clear(struct lsp_text *text);

struct slice lsp_text_slice(const struct lsp_text *text);

/* The bytes around one of the text that have only such code points. */
struct span lsp_text_word(const struct lsp_text *text, uint32_t offset,
    bool (*is_of_word)(uint32_t code_point));

uint32_t lsp_text_offset(
    const struct lsp_text *text, struct lsp_position position);

/* An offset past the end is the end. */
struct lsp_position lsp_text_position(
    const struct lsp_text *text, uint32_t offset);
struct lsp_range lsp_text_range(const struct lsp_text *text, struct span span);

/* The bytes of a line without its line break; line_count and above: the empty
   span at the end. */
struct span lsp_text_line(const struct lsp_text *text, uint32_t line);

#endif
