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

/* Four letters of two bytes each, as a word of Russian is made of, are looked
   at together: the bytes as one number, the first of them lowest. */
#define UTF8_FOUR 8 /* bytes */

static inline uint64_t utf8_four_at(const char *bytes)
{
    const unsigned char *at = (const unsigned char *)bytes;
    return at[0] | (uint64_t)at[1] << 8 | (uint64_t)at[2] << 16 |
           (uint64_t)at[3] << 24 | (uint64_t)at[4] << 32 |
           (uint64_t)at[5] << 40 | (uint64_t)at[6] << 48 |
           (uint64_t)at[7] << 56; /* compilers see that it is one load */
}

/* The bytes of the two-byte units before the first that has a bit set. */
static inline unsigned utf8_units_before(uint64_t bits)
{
    return bits ? (unsigned)__builtin_ctzll(bits) / 16 * 2 : UTF8_FOUR;
}

/* How many of the bytes are code points from U+0400 to U+047F, up to the first
   that is none: 0, 2, … 8. All have 0xD0 or 0xD1 first. */
static inline unsigned utf8_cyrillic_bytes(uint64_t four)
{
    return utf8_units_before((four & 0xC0FEC0FEC0FEC0FE) ^ 0x80D080D080D080D0);
}

/* The same of «а» to «я». The second byte is 0xB. behind 0xD0 and 0x8. behind
   0xD1: two of its bits, once the last bit of the first is added to both, are
   the same in all. */
static inline unsigned utf8_small_russian_bytes(uint64_t four)
{
    uint64_t last = four & 0x0001000100010001;
    uint64_t same = four ^ last << 12 ^ last << 13;
    return utf8_units_before((same & 0xF0FEF0FEF0FEF0FE) ^ 0xB0D0B0D0B0D0B0D0);
}

/* The code point before *offset, which moves to its start. The offset must
   be greater than 0. */
uint32_t utf8_previous(struct slice text, size_t *offset);

/* Write the code point; returns the number of bytes. What is no scalar value
   is written as U+FFFD. */
size_t utf8_encode(uint32_t code_point, char ret_bytes[UTF8_LONGEST]);

/* The beginning of the text in whole code points, so many bytes at most. */
struct slice utf8_beginning(struct slice text, size_t most);

/* Offset of the first byte that is not valid UTF-8, or text.len. */
size_t utf8_valid_length(struct slice text);

/* Number of code points. */
size_t utf8_count(struct slice text);

/* ASCII and the Russian letters but ё are nearly all that a policy has: what
   kind they are is known here, without a look into the tables of utf8proc. */
static inline bool utf8_is_common(uint32_t code_point)
{
    return code_point < 0x80 || (code_point >= 0x0410 && code_point <= 0x044F);
}

/* The questions below of what is not common. */
bool utf8_is_rare_letter(uint32_t code_point);
bool utf8_is_rare_upper(uint32_t code_point);
bool utf8_is_rare_lower(uint32_t code_point);
bool utf8_is_rare_digit(uint32_t code_point);
bool utf8_is_rare_space(uint32_t code_point);

static inline bool utf8_is_letter(uint32_t code_point) /* and marks */
{
    if (!utf8_is_common(code_point)) {
        return utf8_is_rare_letter(code_point);
    }
    return code_point >= 0x80 || ((code_point | 0x20) - 'a') < 26;
}

static inline bool utf8_is_upper(uint32_t code_point)
{
    if (!utf8_is_common(code_point)) {
        return utf8_is_rare_upper(code_point);
    }
    return code_point < 0x80 ? code_point - 'A' < 26 : code_point < 0x0430;
}

static inline bool utf8_is_lower(uint32_t code_point)
{
    if (!utf8_is_common(code_point)) {
        return utf8_is_rare_lower(code_point);
    }
    return code_point < 0x80 ? code_point - 'a' < 26 : code_point >= 0x0430;
}

static inline bool utf8_is_digit(uint32_t code_point) /* decimal */
{
    return utf8_is_common(code_point) ? code_point - '0' < 10
                                      : utf8_is_rare_digit(code_point);
}

static inline bool utf8_is_space(uint32_t code_point) /* of every kind */
{
    return utf8_is_common(code_point)
               ? code_point == ' ' || code_point - '\t' < 5
               : utf8_is_rare_space(code_point);
}

static inline bool utf8_is_cyrillic(uint32_t code_point)
{
    return code_point >= 0x0400 && code_point <= 0x052F;
}
bool utf8_is_latin(uint32_t code_point);

/* Soft hyphen, zero-width space, word joiner, BOM inside a text: code points
   that a reader cannot see and that join or cut nothing a reader sees. */
static inline bool utf8_is_invisible(uint32_t code_point)
{
    return code_point == 0x00AD || code_point == 0x200B ||
           code_point == 0x2060 || code_point == 0xFEFF;
}

uint32_t utf8_lower(uint32_t code_point);
uint32_t utf8_upper(uint32_t code_point);

/* Terminal cells that the code point takes: 0, 1 or 2. */
int utf8_width(uint32_t code_point);

#endif
