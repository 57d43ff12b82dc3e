#include "rules/pattern_subject.h"

#include "parser/utf8.h"
#include "rules/pattern_text.h"

/* Behind the letters that begin there: U+0400 to U+047F, of which nearly all of
   a text are, and a-z. */
static size_t skip_letters(struct slice text, size_t at)
{
    unsigned len = UTF8_FOUR;
    while (len == UTF8_FOUR && at + UTF8_FOUR <= text.len) {
        len = utf8_cyrillic_bytes(utf8_four_at(text.bytes + at));
        at += len;
    }
    while (at < text.len && pattern_key_is_letter(pattern_key(text, at))) {
        at += (unsigned char)text.bytes[at] < 0x80 ? 1 : 2;
    }
    return at;
}

static void add_spot(
    struct pattern_subject *subject, struct arena *arena, size_t at)
{
    subject->spots = arena_grow(arena, subject->spots, subject->spot_count,
        &subject->spot_capacity, sizeof(*subject->spots));
    subject->spots[subject->spot_count++] = (struct pattern_spot){
        .at = (uint32_t)at,
        .key = pattern_key(subject->text, at),
        .is_inside = pattern_is_inside_word(subject->text, at),
    };
}

/* The signs of a character that is neither a letter nor a blank; *digits: those
   that stand before it, or up to it when it is one. */
static uint32_t read_signs(struct slice text, size_t *at, size_t *digits)
{
    size_t begin = *at;
    uint32_t code_point = utf8_next(text, at);
    bool is_digit = code_point < 0x80 ? code_point >= '0' && code_point <= '9'
                                      : utf8_is_digit(code_point);
    if (is_digit) {
        return pattern_digit_signs(++*digits);
    }
    *digits = 0;
    if (code_point == '-' && begin > 0 && text.bytes[begin - 1] == ' ' &&
        pattern_byte(text, *at) == ' ') {
        return PATTERN_DASH;
    }
    return code_point < 0x80 ? pattern_sign_of((char)code_point) : 0;
}

/* The subject has the signs at the byte. */
static void note_signs(
    struct pattern_subject *subject, uint32_t signs, size_t at)
{
    subject->signs |= signs;
    for (; signs; signs &= signs - 1) {
        subject->lasts[__builtin_ctz(signs)] = (uint32_t)at;
    }
}

size_t pattern_last_start(const struct pattern_subject *subject, uint32_t signs)
{
    size_t last = subject->text.len;
    for (; signs; signs &= signs - 1) {
        size_t at = subject->lasts[__builtin_ctz(signs)];
        last = at < last ? at : last;
    }
    return last;
}

void pattern_subject_read(
    struct pattern_subject *subject, struct arena *arena, struct slice text)
{
    if (subject->text.bytes == text.bytes && subject->text.len == text.len) {
        return;
    }
    subject->text = text;
    subject->signs = 0;
    subject->spot_count = 0;
    size_t digits = 0; /* just before the offset */
    for (size_t at = 0; at < text.len;) {
        size_t end = skip_letters(text, at);
        if (end > at) {
            add_spot(subject, arena, at);
            digits = 0;
            at = end;
        }
        if (pattern_byte(text, at) == ' ') {
            digits = 0;
            at++;
        } else if (at < text.len) {
            add_spot(subject, arena, at);
            size_t begin = at;
            note_signs(subject, read_signs(text, &at, &digits), begin);
        }
    }
}

size_t pattern_spot_from(const struct pattern_subject *subject, size_t from)
{
    size_t low = 0;
    size_t high = from ? subject->spot_count : 0;
    while (low < high) { /* the answer is in [low, high] */
        size_t middle = low + (high - low) / 2;
        if (subject->spots[middle].at < from) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}
