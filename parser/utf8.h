/*
 * utf8.h - code points in UTF-8 text, and what kind they are.
 *
 * A thin face on utf8proc, so that no other file needs to know it.
 */
#ifndef PARSER_UTF8_H
#define PARSER_UTF8_H

#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

#define UTF8_LONGEST 4 /* bytes of the longest code point */
#define UTF8_REPLACEMENT 0xFFFDu

/* utf8_next() where the code point has three bytes or more, or is none. */
uint32_t utf8_next_long(struct slice text, size_t *offset);

/* The code point that starts at *offset, which moves behind it. A byte that
   starts none gives U+FFFD and one byte. The offset must be inside text. */
static inline uint32_t utf8_next(struct slice text, size_t *offset)
{
    const unsigned char *at = (const unsigned char *)text.bytes + *offset;
    if (at[0] < 0x80) {
        *offset += 1;
        return at[0];
    }
    if (at[0] >= 0xC2 && at[0] < 0xE0 && text.len - *offset > 1 &&
        (at[1] & 0xC0) == 0x80) {
        *offset += 2;
        return (at[0] & 0x1Fu) << 6 | (at[1] & 0x3Fu);
    }
    return utf8_next_long(text, offset);
}

/* The code point before *offset, which moves to its start. The offset must
   be greater than 0. */
uint32_t utf8_previous(struct slice text, size_t *offset);

/* Write the code point; returns the number of bytes. What is no scalar value
   is written as U+FFFD. */
size_t utf8_encode(uint32_t code_point, char ret_bytes[UTF8_LONGEST]);

/* Offset of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_valid_length(struct slice text);

/* Number of code points. */
size_t utf8_count(struct slice text);

bool utf8_is_letter(uint32_t code_point); /* and combining marks */
bool utf8_is_upper(uint32_t code_point);
bool utf8_is_lower(uint32_t code_point);
bool utf8_is_digit(uint32_t code_point); /* decimal digits */
bool utf8_is_space(uint32_t code_point); /* white space of every kind */
static inline bool utf8_is_cyrillic(uint32_t code_point)
{
    return code_point >= 0x0400 && code_point <= 0x052F;
}
bool utf8_is_latin(uint32_t code_point);

/* Soft hyphen, zero-width space, word joiner, BOM inside a text: code points
   that a reader cannot see and that join or cut nothing a reader sees. */
bool utf8_is_invisible(uint32_t code_point);

uint32_t utf8_lower(uint32_t code_point);
uint32_t utf8_upper(uint32_t code_point);

/* Terminal cells that the code point takes: 0, 1 or 2. */
int utf8_width(uint32_t code_point);

#endif
