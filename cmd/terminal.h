/*
 * terminal.h - text for a person: what a screen can show, how wide it is,
 * and what must never reach it.
 *
 * Every byte of a document or of a file name goes through terminal_put() or
 * terminal_wrap(). They let through neither control characters nor the code
 * points that reorder text, so a policy cannot recolour, rewrite or reverse
 * what the reader sees.
 */
#ifndef CMD_TERMINAL_H
#define CMD_TERMINAL_H

#include "cmd/language.h"
#include "parser/buffer.h"
#include "parser/utf8.h"

#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

enum color_mode { COLOR_AUTO, COLOR_ALWAYS, COLOR_NEVER };

enum style {
    STYLE_PLAIN,
    STYLE_STRONG,
    STYLE_FAINT,
    STYLE_ERROR,
    STYLE_WARNING,
    STYLE_NOTE,
    STYLE_ADDED,
};

struct terminal {
    FILE *file;          /* borrowed */
    struct buffer *held; /* borrowed: what is put waits here for
                            terminal_flush(), as a file takes longer for many
                            short strings; NULL: nothing waits */
    enum language language;
    unsigned width; /* cells, 40 to 200 */
    bool wraps;     /* prose is broken at the width; else it runs on */
    bool has_color;
};

/* Width and colour for a stream. Colour is for terminals only, unless the
   mode, NO_COLOR or CLICOLOR_FORCE say otherwise, in this order. Prose is
   wrapped on terminals only, so that a file or a pipe gets whole lines. */
void terminal_init(struct terminal *terminal, FILE *file, enum color_mode color,
    enum language language);

/* What is shown for a code point: itself, a stand-in of one cell, or 0 for
   what is left out (zero-width and soft hyphen). */
uint32_t terminal_visible(uint32_t code_point);

/* Bytes of a character that is shown as it is, in one cell: of ASCII or of
   Russian letters, which nearly all are. 0 for another. */
static inline size_t terminal_plain_length(struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte >= ' ' && byte < 0x7F) {
        return 1;
    }
    bool is_russian = (byte == 0xD0 || byte == 0xD1) && at + 1 < text.len &&
                      ((unsigned char)text.bytes[at + 1] & 0xC0) == 0x80;
    return is_russian ? 2 : 0;
}

/* A run of such characters: a cell for each. */
struct plain_run {
    size_t end; /* byte behind it */
    size_t cells;
};

/* The run that begins at the byte, no longer than so many cells; it may be
   empty. */
struct plain_run terminal_plain_run(struct slice text, size_t at, size_t most);

/* Cells that a code point, or a text, takes on the screen. */
unsigned terminal_cells_of(uint32_t code_point);
unsigned terminal_cells(struct slice text);

/* Write what waits. */
void terminal_flush(const struct terminal *terminal);

void terminal_put(const struct terminal *terminal, struct slice text);
/* A number, with spaces before it up to so many cells; returns the cells that
   it takes. */
unsigned terminal_number(
    const struct terminal *terminal, uint32_t number, unsigned least);
void terminal_print(const struct terminal *terminal, const char *string);
void terminal_repeat(
    const struct terminal *terminal, const char *string, unsigned count);
void terminal_style(const struct terminal *terminal, enum style style);

/* Put words, breaking lines where the terminal wraps. column is the cell at
   which the text starts; further lines begin at indent. White space of every
   kind is one space. Ends without a line break. */
void terminal_wrap(const struct terminal *terminal, struct slice text,
    unsigned column, unsigned indent);

#endif
