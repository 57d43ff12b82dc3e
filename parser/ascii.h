/*
 * ascii.h - what kind of byte stands there, whatever the locale.
 *
 * A byte of a longer UTF-8 sequence is of no kind. Text that people read goes
 * by code points (utf8.h); these are for marks, numbers and names of formats.
 */
#ifndef PARSER_ASCII_H
#define PARSER_ASCII_H

#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

static inline bool ascii_is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

static inline bool ascii_is_letter(char byte)
{
    return (byte >= 'a' && byte <= 'z') || (byte >= 'A' && byte <= 'Z');
}

static inline bool ascii_is_alphanumeric(char byte)
{
    return ascii_is_letter(byte) || ascii_is_digit(byte);
}

/* Space, tab, line breaks, form feed, vertical tab. */
static inline bool ascii_is_space(char byte)
{
    return byte == ' ' || (byte >= '\t' && byte <= '\r');
}

/* The small letter of a capital; any other byte as it is. */
static inline char ascii_lower(char byte)
{
    return byte >= 'A' && byte <= 'Z' ? (char)(byte - 'A' + 'a') : byte;
}

/* The value of a digit of base 36, letters of either case; 36 for any other
   byte. */
static inline unsigned ascii_digit_value(char byte)
{
    if (ascii_is_digit(byte)) {
        return (unsigned)(byte - '0');
    }
    return ascii_is_letter(byte) ? (unsigned)(ascii_lower(byte) - 'a') + 10
                                 : 36;
}

#define ASCII_DECIMAL_LONGEST 20 /* digits of the largest number */

/* The number in decimal digits, which are written at the end of the room. */
static inline struct slice ascii_decimal(
    uint64_t number, char room[ASCII_DECIMAL_LONGEST])
{
    size_t at = ASCII_DECIMAL_LONGEST;
    do {
        room[--at] = (char)('0' + number % 10);
        number /= 10;
    } while (number);
    return (struct slice){room + at, ASCII_DECIMAL_LONGEST - at};
}

#endif
