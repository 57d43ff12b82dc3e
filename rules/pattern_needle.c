/*
 * pattern_needle.c - what every match of a pattern must have in it.
 *
 * A pattern is read as alternatives of sequences; whatever is not understood
 * contributes nothing, or ends the reading with no answer. Of a sequence the
 * set of letters whose shortest member is longest is kept, and all the signs;
 * of alternatives the union of the letters, and the signs that all have.
 */
#include "rules/pattern.h"

#include "parser/utf8.h"

#include <string.h>

#define NEEDLE_DEPTH 12u
#define NEEDLE_SHORTEST 3u /* code points */

struct needle_set {
    struct slice items[NEEDLES_LIMIT];
    size_t count;
    size_t shortest; /* code points; 0: the set says nothing */
};

struct needle_frame {
    struct needle_set best;   /* of the sequence that is being read */
    struct needle_set either; /* of the alternatives before it */
    bool is_free;             /* some alternative needs no letters */
    uint32_t signs;           /* of the sequence that is being read */
    uint32_t either_signs;    /* that all alternatives before it have */
    bool has_alternative;
};

struct needle_reader {
    struct slice text;
    size_t at;
    struct needle_frame frames[NEEDLE_DEPTH];
    size_t depth;
};

static char peek(const struct needle_reader *reader, size_t offset)
{
    return reader->at + offset < reader->text.len
               ? reader->text.bytes[reader->at + offset]
               : '\0';
}

/* Letters that stand for themselves: а-я and a-z. */
static size_t letter_length(const struct needle_reader *reader)
{
    unsigned char first = (unsigned char)peek(reader, 0);
    unsigned char second = (unsigned char)peek(reader, 1);
    if (first >= 'a' && first <= 'z') {
        return 1;
    }
    bool is_cyrillic = (first == 0xd0 && second >= 0xb0) ||
                       (first == 0xd1 && second >= 0x80 && second <= 0x8f);
    return is_cyrillic ? 2 : 0;
}

/* Behind a class or a group that is passed over. */
static void skip_bracket(struct needle_reader *reader)
{
    size_t depth = 0;
    bool is_in_class = false;
    while (reader->at < reader->text.len) {
        char byte = reader->text.bytes[reader->at++];
        if (byte == '\\') {
            reader->at++;
        } else if (is_in_class) {
            is_in_class = byte != ']';
        } else if (byte == '[') {
            is_in_class = true;
        } else if (byte == '(') {
            depth++;
        } else if (byte == ')') {
            depth--;
        }
        if (depth == 0 && !is_in_class) {
            break;
        }
    }
    if (reader->at > reader->text.len) {
        reader->at = reader->text.len;
    }
}

static void offer(struct needle_reader *reader, const struct needle_set *set)
{
    struct needle_frame *frame = &reader->frames[reader->depth];
    if (set->shortest > frame->best.shortest) {
        frame->best = *set;
    }
}

/* May what was just read be missing? «{2,3}» is there, «{0,3}» may not be. */
static bool is_optional(const struct needle_reader *reader)
{
    char next = peek(reader, 0);
    char least = peek(reader, 1);
    return next == '?' || next == '*' ||
           (next == '{' && !(least >= '1' && least <= '9'));
}

static void offer_signs(struct needle_reader *reader, uint32_t signs)
{
    if (!is_optional(reader)) {
        reader->frames[reader->depth].signs |= signs;
    }
}

static void read_letters(struct needle_reader *reader)
{
    size_t begin = reader->at;
    size_t end = begin;
    size_t count = 0;
    for (size_t len; (len = letter_length(reader)) > 0; count++) {
        end = reader->at;
        reader->at += len;
    }
    if (is_optional(reader)) {
        count--; /* the last letter may be repeated zero times */
    } else {
        end = reader->at;
    }
    struct needle_set set = {
        .items = {slice_cut(reader->text, begin, end)},
        .count = 1,
        .shortest = count >= NEEDLE_SHORTEST ? count : 0,
    };
    offer(reader, &set);
}

static void end_alternative(struct needle_reader *reader)
{
    struct needle_frame *frame = &reader->frames[reader->depth];
    struct needle_set *either = &frame->either;
    const struct needle_set *best = &frame->best;
    if (best->shortest == 0 || either->count + best->count > NEEDLES_LIMIT) {
        frame->is_free = true;
    } else {
        memcpy(either->items + either->count, best->items,
            best->count * sizeof(best->items[0]));
        either->count += best->count;
        if (either->shortest == 0 || best->shortest < either->shortest) {
            either->shortest = best->shortest;
        }
    }
    frame->best = (struct needle_set){0};
    frame->either_signs = frame->has_alternative
                              ? frame->either_signs & frame->signs
                              : frame->signs;
    frame->has_alternative = true;
    frame->signs = 0;
}

static bool open_group(struct needle_reader *reader)
{
    bool is_plain = peek(reader, 1) != '?' && peek(reader, 1) != '*';
    bool is_quiet = peek(reader, 1) == '?' && peek(reader, 2) == ':';
    bool is_named = peek(reader, 1) == '?' && peek(reader, 2) == '<' &&
                    peek(reader, 3) != '=' && peek(reader, 3) != '!';
    bool is_look = peek(reader, 1) == '?' && peek(reader, 2) &&
                   strchr("=!<", peek(reader, 2)) && !is_named;
    if (is_look) {
        skip_bracket(reader);
        return true;
    }
    if (!(is_plain || is_quiet || is_named) ||
        reader->depth + 1 == NEEDLE_DEPTH) {
        return false;
    }
    reader->at += is_quiet ? 3 : 1;
    while (is_named && peek(reader, 0) && peek(reader, 0) != '>') {
        reader->at++;
    }
    reader->at += is_named;
    reader->frames[++reader->depth] = (struct needle_frame){0};
    return true;
}

static bool close_group(struct needle_reader *reader)
{
    if (reader->depth == 0) {
        return false;
    }
    end_alternative(reader);
    struct needle_frame *frame = &reader->frames[reader->depth--];
    reader->at++;
    if (!frame->is_free && !is_optional(reader)) {
        offer(reader, &frame->either);
    }
    offer_signs(reader, frame->either_signs);
    return true;
}

static uint32_t sign_of(char byte)
{
    switch (byte) {
    case '@':
        return PATTERN_AT;
    case '+':
        return PATTERN_PLUS;
    case '"':
        return PATTERN_QUOTE;
    default:
        return byte >= '0' && byte <= '9' ? PATTERN_DIGIT : 0;
    }
}

static bool read_escape(struct needle_reader *reader)
{
    char next = peek(reader, 1);
    if (!next || !strchr("bBdDsSwWAzZhHvVRK.-+*?()[]{}|^$/", next)) {
        return false; /* \x41, \pL, \Q: not worth understanding */
    }
    reader->at += 2;
    offer_signs(reader, next == 'd' ? PATTERN_DIGIT : sign_of(next));
    return true;
}

/* One element of the pattern; false when there is no telling. */
static bool read_element(struct needle_reader *reader)
{
    switch (peek(reader, 0)) {
    case '(':
        return open_group(reader);
    case ')':
        return close_group(reader);
    case '[':
        skip_bracket(reader);
        return true;
    case '|':
        end_alternative(reader);
        reader->at++;
        return true;
    case '\\':
        return read_escape(reader);
    case '{':
        while (peek(reader, 0) && peek(reader, 0) != '}') {
            reader->at++;
        }
        reader->at += reader->at < reader->text.len;
        return true;
    default:
        if (letter_length(reader)) {
            read_letters(reader);
        } else {
            char sign = reader->text.bytes[reader->at++];
            offer_signs(reader, sign == '+' ? 0 : sign_of(sign));
        }
        return true;
    }
}

/* Read all of it; false when there is no telling. */
static bool read_pattern(struct needle_reader *reader)
{
    while (reader->at < reader->text.len) {
        if (!read_element(reader)) {
            return false;
        }
    }
    end_alternative(reader);
    return reader->depth == 0;
}

uint32_t pattern_signs(struct slice text)
{
    struct needle_reader reader = {.text = text};
    return read_pattern(&reader) ? reader.frames[0].either_signs : 0;
}

uint32_t pattern_signs_of(struct slice subject)
{
    uint32_t signs = 0;
    for (size_t offset = 0; offset < subject.len;) {
        uint32_t code_point = utf8_next(subject, &offset);
        bool is_far = code_point >= 0x80 && !utf8_is_cyrillic(code_point);
        signs |= is_far && utf8_is_digit(code_point) ? PATTERN_DIGIT : 0;
        signs |= code_point < 0x80 ? sign_of((char)code_point) : 0;
    }
    return signs;
}

size_t pattern_needles(struct slice text, struct slice ret[NEEDLES_LIMIT])
{
    struct needle_reader reader = {.text = text};
    if (!read_pattern(&reader) || reader.frames[0].is_free) {
        return 0;
    }
    const struct needle_frame *frame = &reader.frames[0];
    memcpy(ret, frame->either.items, frame->either.count * sizeof(*ret));
    return frame->either.count;
}
