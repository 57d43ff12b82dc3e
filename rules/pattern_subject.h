/*
 * pattern_subject.h - a text that patterns are looked for in.
 *
 * It is read once, however many patterns there are: which signs it has, and
 * where a match can begin that begins no word in its middle.
 */
#ifndef RULES_PATTERN_SUBJECT_H
#define RULES_PATTERN_SUBJECT_H

#include "parser/arena.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

#define PATTERN_DIGITS_LIMIT 6u /* further digits are not counted */
#define PATTERN_SIGN_COUNT (4u + PATTERN_DIGITS_LIMIT) /* bits of signs */

/* A character that is neither a blank nor a letter behind another. */
struct pattern_spot {
    uint32_t at;    /* byte */
    uint8_t key;    /* pattern_key() */
    bool is_inside; /* surely a part of a word stands before it */
};

struct pattern_subject {
    struct slice text;
    uint32_t signs;                     /* that it has: pattern.h */
    uint32_t lasts[PATTERN_SIGN_COUNT]; /* by sign that it has: the byte where
                                           the last one stands, or ends */
    struct pattern_spot *spots;
    size_t spot_count;
    size_t spot_capacity;
};

/* Key of characters that are neither ASCII nor in the blocks of а-я. */
#define PATTERN_KEY_OTHER 0xff

/* A byte that tells the character there from most others: of those from U+0400
   to U+047F, which are letters, the second one. */
static inline uint8_t pattern_key(struct slice text, size_t at)
{
    unsigned char byte = (unsigned char)text.bytes[at];
    if (byte < 0x80) {
        return byte;
    }
    return (byte & 0xfe) == 0xd0 && at + 1 < text.len
               ? (unsigned char)text.bytes[at + 1]
               : PATTERN_KEY_OTHER;
}

/* Is it the key of a letter: one of these, or a-z? */
static inline bool pattern_key_is_letter(uint8_t key)
{
    return (key >= 0x80 && key < 0xc0) || (key >= 'a' && key <= 'z');
}

/* Read a text, unless it is the one that was read last; spots grow in the
   arena. Linear in the text. */
void pattern_subject_read(
    struct pattern_subject *subject, struct arena *arena, struct slice text);

/* The last byte that something can begin at which has all these signs; the
   subject has them. */
size_t pattern_last_start(
    const struct pattern_subject *subject, uint32_t signs);

/* The first spot at or behind the byte, as an index. */
size_t pattern_spot_from(const struct pattern_subject *subject, size_t from);

#endif
