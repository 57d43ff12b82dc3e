/*
 * encoding.h - how the bytes of a file spell its text.
 *
 * Told in this order: a BOM; NUL bytes as UTF-16 has them; valid UTF-8, which
 * no other encoding looks like and which therefore outweighs what the file
 * says of itself; the label in <meta charset> or <?xml encoding>; and how
 * often each letter occurs in Russian.
 */
#ifndef PARSER_ENCODING_H
#define PARSER_ENCODING_H

#include "parser/arena.h"
#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stdint.h>

enum encoding {
    ENCODING_UTF8,
    ENCODING_UTF8_BOM,
    ENCODING_UTF16_LE,
    ENCODING_UTF16_BE,
    ENCODING_WINDOWS_1251,
    ENCODING_KOI8_R,
};

/* Always an answer: bytes that are nothing known are windows-1251.
 *ret_is_valid tells whether all of them are UTF-8 and stay as they are. */
enum encoding encoding_detect(struct slice bytes, bool *ret_is_valid);

/* Text that was decoded, in UTF-8; owned by the arena. */
struct decoded {
    struct slice text;
    uint32_t undecodable_count;    /* U+FFFD written for want of a code point */
    struct span first_undecodable; /* bytes of text; empty when there is none */
};

/* A BOM of UTF-8 stays in the text, a BOM of UTF-16 does not. */
struct decoded encoding_decode(
    struct arena *arena, struct slice bytes, enum encoding encoding);

/* Name of the encoding as IANA spells it, "utf-8" for both UTF-8 kinds. */
struct slice encoding_name(enum encoding encoding);

#endif
