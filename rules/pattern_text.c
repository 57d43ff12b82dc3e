#include "rules/pattern_text.h"

size_t pattern_letter(struct slice text, size_t at)
{
    unsigned char first = (unsigned char)pattern_byte(text, at);
    unsigned char second = (unsigned char)pattern_byte(text, at + 1);
    if (first >= 'a' && first <= 'z') {
        return 1;
    }
    bool is_cyrillic = (first == 0xd0 && second >= 0xb0) ||
                       (first == 0xd1 && second >= 0x80 && second <= 0x8f);
    return is_cyrillic ? 2 : 0;
}

bool pattern_is_optional(struct slice text, size_t at)
{
    char next = pattern_byte(text, at);
    char least = pattern_byte(text, at + 1);
    return next == '?' || next == '*' ||
           (next == '{' && !(least >= '1' && least <= '9'));
}

size_t pattern_skip_bracket(struct slice text, size_t at)
{
    size_t depth = 0;
    bool is_in_class = false;
    while (at < text.len) {
        char byte = text.bytes[at++];
        if (byte == '\\') {
            at++;
        } else if (is_in_class) {
            is_in_class = byte != ']';
        } else if (byte == '[') {
            is_in_class = true;
            at += pattern_byte(text, at) == '^';
            at += pattern_byte(text, at) == ']'; /* stands for itself */
        } else if (byte == '(') {
            depth++;
        } else if (byte == ')') {
            depth--;
        }
        if (depth == 0 && !is_in_class) {
            break;
        }
    }
    return at < text.len ? at : text.len;
}

static bool is_named(struct slice text, size_t at)
{
    char behind = pattern_byte(text, at + 3);
    return pattern_byte(text, at + 1) == '?' &&
           pattern_byte(text, at + 2) == '<' && behind != '=' && behind != '!';
}

bool pattern_is_look(struct slice text, size_t at)
{
    char sign = pattern_byte(text, at + 2);
    return pattern_byte(text, at) == '(' && pattern_byte(text, at + 1) == '?' &&
           (sign == '=' || sign == '!' || sign == '<') && !is_named(text, at);
}

size_t pattern_skip_opening(struct slice text, size_t at)
{
    char next = pattern_byte(text, at + 1);
    if (is_named(text, at)) {
        while (at < text.len && text.bytes[at] != '>') {
            at++;
        }
        return at < text.len ? at + 1 : 0;
    }
    if (next == '?') {
        return pattern_byte(text, at + 2) == ':' ? at + 3 : 0;
    }
    return next == '*' ? 0 : at + 1;
}

uint32_t pattern_sign_of(char byte)
{
    switch (byte) {
    case '@':
        return PATTERN_AT;
    case '+':
        return PATTERN_PLUS;
    case '"':
        return PATTERN_QUOTE;
    default:
        return 0;
    }
}

uint32_t pattern_digit_signs(size_t count)
{
    return PATTERN_DIGITS(
        count < PATTERN_DIGITS_LIMIT ? count : PATTERN_DIGITS_LIMIT);
}
