/*
 * pattern_text.h - the text of a pattern, read byte by byte.
 *
 * For pattern_*.c only.
 */
#ifndef RULES_PATTERN_TEXT_H
#define RULES_PATTERN_TEXT_H

#include "parser/slice.h"
#include "rules/pattern.h"

#include <stdbool.h>

/* The byte at the offset; NUL behind the end. */
static inline char pattern_byte(struct slice text, size_t at)
{
    return at < text.len ? text.bytes[at] : '\0';
}

/* Bytes of the letter that stands there for itself, а-я or a-z; else 0. */
size_t pattern_letter(struct slice text, size_t at);

/* May what ends there be missing? «{2,3}» says no, «{0,3}» yes. */
bool pattern_is_optional(struct slice text, size_t at);

/* Behind the class or the group that begins there. */
size_t pattern_skip_bracket(struct slice text, size_t at);

/* Does a lookahead or a lookbehind begin there? */
bool pattern_is_look(struct slice text, size_t at);

/* Behind the opening of the group that begins there: «(», «(?:», «(?<name>»;
   0 for what opens otherwise. */
size_t pattern_skip_opening(struct slice text, size_t at);

/* The sign (pattern.h) that the character is, and those of so many digits in a
   row. */
uint32_t pattern_sign_of(char byte);
uint32_t pattern_digit_signs(size_t count);

/* Is what ends before that byte of a subject surely a part of a word? */
static inline bool pattern_is_inside_word(struct slice subject, size_t at)
{
    char last = at ? subject.bytes[at - 1] : ' ';
    if ((last >= 'a' && last <= 'z') || (last >= '0' && last <= '9') ||
        last == '_') {
        return true;
    }
    unsigned char lead = at > 1 ? (unsigned char)subject.bytes[at - 2] : 0;
    return lead == 0xd0 || (lead == 0xd1 && (unsigned char)last <= 0x8f);
}

#endif
