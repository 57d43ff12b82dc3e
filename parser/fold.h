/*
 * fold.h - text as rules match it, with the way back.
 *
 * Folding makes the many spellings of a word one: lower case, ё as е, every
 * white space one space, every dash "-", every quotation mark '"', invisible
 * code points gone, combining marks composed (NFC), Latin letters inside a
 * Cyrillic word as their Cyrillic twins and the reverse, and a word that was
 * hyphenated over a line end in one piece.
 */
#ifndef PARSER_FOLD_H
#define PARSER_FOLD_H

#include "parser/arena.h"
#include "parser/source.h"
#include "parser/text.h"

#include <stdbool.h>
#include <stdint.h>

/* Lives in the arena of its document. */
struct folded {
    struct slice bytes;
    /* For each byte of the folded text the byte of the text that it came
       from; one more at the end, which is the length of the text. */
    uint32_t *origin;
    bool has_twins; /* letters of another alphabet are written as their twins */
};

/* Fold a text. The source tells a line break from a space and may be NULL for
   text that has none. */
struct folded fold_text(
    struct arena *arena, const struct text *text, const struct source *source);

/* Fold a word or a phrase that is no part of a document. */
struct slice fold_slice(struct arena *arena, struct slice text);

/* The text span that a folded span came from. */
struct span folded_to_text(const struct folded *folded, struct span span);

#endif
