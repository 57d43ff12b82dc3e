/*
 * pattern_start.c - what the matches of a pattern begin with.
 *
 * Of each alternative the first element is read, and the next as well where it
 * may be missing; what is not understood ends the reading with no answer.
 */
#include "rules/pattern_start.h"

#include "rules/pattern_text.h"

#include <string.h>

#define DEPTH 12u /* of groups at the beginning of each other */

struct start_reader {
    struct slice text;
    size_t at;
    bool begins_word;       /* \b was read before the next element */
    bool is_optional;       /* the element just read may be missing */
    bool groups[DEPTH + 1]; /* that are open: begins_word where each began */
    size_t depth;
    struct pattern_starts *starts;
};

static bool add(struct start_reader *reader, struct slice letters, uint8_t key)
{
    struct pattern_starts *starts = reader->starts;
    if (starts->count == PATTERN_STARTS_LIMIT) {
        return false;
    }
    struct pattern_start *start = &starts->items[starts->count++];
    bool is_word = pattern_key_is_letter(key) || (key >= '0' && key <= '9');
    *start = (struct pattern_start){
        .len = (uint8_t)letters.len,
        .begins_word = reader->begins_word && is_word,
        .next = starts->first[key],
    };
    starts->are_spots &=
        start->begins_word || (key != ' ' && !pattern_key_is_letter(key));
    memcpy(start->bytes, letters.bytes, letters.len);
    starts->first[key] = (uint8_t)starts->count;
    return true;
}

/* The offset behind the character that begins there. */
static size_t behind_character(struct slice text, size_t at)
{
    do {
        at++;
    } while (((unsigned char)pattern_byte(text, at) & 0xc0) == 0x80);
    return at;
}

/* Where the character that stands for itself at the offset begins: «а»,
   «\.»; SLICE_NOT_FOUND: none does. */
static size_t character_at(struct slice text, size_t at)
{
    char byte = pattern_byte(text, at);
    if (byte == '\\') {
        char next = pattern_byte(text, at + 1);
        return next && strchr("-.+*?()[]{}|^$/\"", next) ? at + 1
                                                         : SLICE_NOT_FOUND;
    }
    return byte && !strchr("()[]{}|^$.*+?", byte) ? at : SLICE_NOT_FOUND;
}

/* Behind a quantifier that lets an element be missing. */
static void skip_quantifier(struct start_reader *reader)
{
    struct slice text = reader->text;
    if (pattern_byte(text, reader->at) == '{') {
        while (reader->at < text.len && text.bytes[reader->at] != '}') {
            reader->at++;
        }
    }
    reader->at++;
    char next = pattern_byte(text, reader->at);
    reader->at += next == '?' || next == '+';
}

/* An element ends here. */
static void end_element(struct start_reader *reader, size_t end)
{
    reader->at = end;
    reader->is_optional = pattern_is_optional(reader->text, end);
    if (reader->is_optional) {
        skip_quantifier(reader);
    }
}

/* The characters up to the first that may be missing, or that one alone. */
static bool read_characters(struct start_reader *reader)
{
    struct slice text = reader->text;
    char bytes[PATTERN_START_LONGEST];
    size_t len = 0;
    size_t end = reader->at;
    for (size_t begin; (begin = character_at(text, end)) != SLICE_NOT_FOUND;) {
        size_t next = behind_character(text, begin);
        bool is_optional = pattern_is_optional(text, next);
        if (len && (is_optional || len + (next - begin) > sizeof(bytes))) {
            break;
        }
        memcpy(bytes + len, text.bytes + begin, next - begin);
        len += next - begin;
        end = next;
        char quantifier = pattern_byte(text, end);
        if (is_optional || quantifier == '+' || quantifier == '{') {
            break;
        }
    }
    end_element(reader, end);
    struct slice letters = {bytes, len};
    return len && add(reader, letters, pattern_key(letters, 0));
}

/* A class that lists letters: [гм]. */
static bool read_class(struct start_reader *reader)
{
    struct slice text = reader->text;
    size_t end = pattern_skip_bracket(text, reader->at);
    for (size_t at = reader->at + 1; at + 1 < end;) {
        size_t len = pattern_letter(text, at);
        struct slice letter = slice_cut(text, at, at + len);
        if (len == 0 || !add(reader, letter, pattern_key(letter, 0))) {
            return false;
        }
        at += len;
    }
    end_element(reader, end);
    return true;
}

/* \d: a digit of any script. */
static bool read_digit(struct start_reader *reader)
{
    const char digits[] = "0123456789";
    for (size_t i = 0; i + 1 < sizeof(digits); i++) {
        struct slice digit = {digits + i, 1};
        if (!add(reader, digit, pattern_key(digit, 0))) {
            return false;
        }
    }
    end_element(reader, reader->at + 2);
    return add(reader, (struct slice){"", 0}, PATTERN_KEY_OTHER);
}

static bool open_group(struct start_reader *reader)
{
    struct slice text = reader->text;
    size_t inside = pattern_skip_opening(text, reader->at);
    if (inside == 0 || reader->depth == DEPTH) {
        return false;
    }
    reader->groups[++reader->depth] = reader->begins_word;
    reader->at = inside;
    return true;
}

/* Pass over the rest of an alternative, and of those that it ends; true when
   another begins, or when what comes next may be first as well. */
static bool skip_rest(struct start_reader *reader)
{
    struct slice text = reader->text;
    while (reader->at < text.len) {
        bool begins_word = reader->groups[reader->depth];
        char byte = text.bytes[reader->at];
        if (byte == '(' || byte == '[') {
            reader->at = pattern_skip_bracket(text, reader->at);
            continue;
        }
        reader->at += byte == '\\' ? 2 : 1;
        if (byte == '|') {
            reader->begins_word = begins_word;
            return true;
        }
        if (byte == ')' && reader->depth) {
            reader->depth--;
            if (pattern_is_optional(text, reader->at)) {
                reader->begins_word = begins_word;
                skip_quantifier(reader);
                return true;
            }
        }
    }
    return false;
}

/* Behind what begins there and takes no room: a lookahead or a lookbehind, or a
   group of nothing else, «(?:(?<!не )|(?<=также ))»; 0: nothing such does. */
static size_t behind_looks(struct slice text, size_t at)
{
    if (pattern_is_look(text, at)) {
        return pattern_skip_bracket(text, at);
    }
    size_t next =
        pattern_byte(text, at) == '(' ? pattern_skip_opening(text, at) : 0;
    while (next && pattern_is_look(text, next)) {
        next = pattern_skip_bracket(text, next) + 1;
        char end = pattern_byte(text, next - 1);
        if (end == ')') {
            return pattern_is_optional(text, next) ? 0 : next;
        }
        next = end == '|' ? next : 0;
    }
    return 0;
}

/* Read what stands first in an alternative, or something before it that takes
   no room; false when there is no telling. */
static bool read_first(struct start_reader *reader, bool *ret_has_more)
{
    struct slice text = reader->text;
    size_t behind = behind_looks(text, reader->at);
    if (behind) {
        reader->at = behind;
        return true;
    }
    char byte = pattern_byte(text, reader->at);
    char next = pattern_byte(text, reader->at + 1);
    if (byte == '(') {
        return open_group(reader);
    }
    if (byte == '\\' && next == 'b') {
        reader->begins_word = true;
        reader->at += 2;
        return true;
    }
    bool is_read = byte == '['                   ? read_class(reader)
                   : byte == '\\' && next == 'd' ? read_digit(reader)
                                                 : read_characters(reader);
    *ret_has_more = reader->is_optional || skip_rest(reader);
    return is_read;
}

struct pattern_starts *pattern_starts(struct arena *arena, struct slice text)
{
    struct pattern_starts *starts = arena_alloc(arena,
        sizeof(*starts) + PATTERN_STARTS_LIMIT * sizeof(starts->items[0]));
    starts->are_spots = true;
    struct start_reader reader = {.text = text, .starts = starts};
    bool has_more = true;
    while (has_more) {
        if (!read_first(&reader, &has_more)) {
            starts->count = 0;
            break;
        }
    }
    return starts;
}

/* Do the letters of the start stand there? Most that begin as they do end in
   another one. */
static bool stands_at(
    const struct pattern_start *start, struct slice subject, size_t at)
{
    size_t len = start->len;
    const char *bytes = subject.bytes + at;
    return len == 0 || (subject.len - at >= len &&
                           bytes[len - 1] == start->bytes[len - 1] &&
                           memcmp(bytes, start->bytes, len) == 0);
}

/* Does one of the starts stand there? first: 1 + one with the key. */
static bool begins_at(const struct pattern_starts *starts, size_t first,
    struct slice subject, size_t at, bool is_inside)
{
    while (first) {
        const struct pattern_start *start = &starts->items[first - 1];
        if (!(start->begins_word && is_inside) &&
            stands_at(start, subject, at)) {
            return true;
        }
        first = start->next;
    }
    return false;
}

static size_t next_spot(const struct pattern_starts *starts,
    const struct pattern_subject *subject, size_t from, size_t last)
{
    size_t i = pattern_spot_from(subject, from);
    for (; i < subject->spot_count && subject->spots[i].at <= last; i++) {
        const struct pattern_spot *spot = &subject->spots[i];
        size_t first = starts->first[spot->key];
        if (first && begins_at(starts, first, subject->text, spot->at,
                         spot->is_inside)) {
            return spot->at;
        }
    }
    return SLICE_NOT_FOUND;
}

size_t pattern_next_start(const struct pattern_starts *starts,
    const struct pattern_subject *subject, size_t from, size_t last)
{
    struct slice text = subject->text;
    if (starts->are_spots) {
        return next_spot(starts, subject, from, last);
    }
    while (((unsigned char)pattern_byte(text, from) & 0xc0) == 0x80) {
        from++;
    }
    while (from < text.len && from <= last) {
        size_t first = starts->first[pattern_key(text, from)];
        if (first && begins_at(starts, first, text, from,
                         pattern_is_inside_word(text, from))) {
            return from;
        }
        from = behind_character(text, from);
    }
    return SLICE_NOT_FOUND;
}
