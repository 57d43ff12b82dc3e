/*
 * pattern_needle.c - what every match of a pattern must have in it.
 *
 * A pattern is read as alternatives of sequences; whatever is not understood
 * contributes nothing, or ends the reading with no answer. Of a sequence the
 * set of letters whose shortest member is longest is kept, and all the signs;
 * of alternatives the union of the letters, and the signs that all have.
 */
#include "rules/pattern.h"

#include "rules/pattern_text.h"

#include <string.h>

#define NEEDLE_DEPTH 12u
/* Code points: of a needle, where the beginning of a word counts as one more;
   and of what the index looks for inside words and where a word begins. */
#define NEEDLE_SHORTEST 2u
#define SHORTEST_INSIDE 3u
#define LONGEST_PART 4u

struct needle_frame {
    struct needle_set best;   /* of the sequence that is being read */
    struct needle_set either; /* of the alternatives before it */
    bool is_free;             /* some alternative needs no letters */
    uint32_t signs;           /* of the sequence that is being read */
    uint32_t either_signs;    /* that all alternatives before it have */
    bool has_alternative;
    bool begins_word;       /* \b stands before the group */
    bool is_in_alternative; /* of another group, and not in its first */
    size_t set_count;       /* of the demand when it began */
};

struct needle_reader {
    struct slice text;
    size_t at;
    struct needle_frame frames[NEEDLE_DEPTH];
    size_t depth;
    struct pattern_demand *demand;
    size_t border;     /* a word begins here: \b was read up to this byte */
    size_t digits_end; /* digits were read up to this byte, */
    size_t digits;     /* so many */
    bool is_one;       /* in the end: there are no alternatives of all */
};

static char peek(const struct needle_reader *reader, size_t offset)
{
    return pattern_byte(reader->text, reader->at + offset);
}

/* Behind {2,3}. */
static void skip_quantifier(struct needle_reader *reader)
{
    while (peek(reader, 0) && peek(reader, 0) != '}') {
        reader->at++;
    }
    reader->at += reader->at < reader->text.len;
}

/* Every match has one of the set: so far, that is. What follows may take it
   back, an alternative or a quantifier. */
static void demand(struct needle_reader *reader, const struct needle_set *set)
{
    struct pattern_demand *demand = reader->demand;
    const struct needle_frame *frame = &reader->frames[reader->depth];
    if (set->shortest && !frame->has_alternative && !frame->is_in_alternative &&
        demand->set_count < NEEDLE_SETS_LIMIT) {
        demand->sets[demand->set_count++] = *set;
    }
}

/* Take back what was demanded since the group began. */
static void forget(struct needle_reader *reader)
{
    reader->demand->set_count = reader->frames[reader->depth].set_count;
}

static void offer(struct needle_reader *reader, const struct needle_set *set)
{
    struct needle_frame *frame = &reader->frames[reader->depth];
    if (set->shortest > frame->best.shortest) {
        frame->best = *set;
    }
}

/* May what was just read be missing? */
static bool is_optional(const struct needle_reader *reader)
{
    return pattern_is_optional(reader->text, reader->at);
}

static void offer_signs(struct needle_reader *reader, uint32_t signs)
{
    if (!is_optional(reader)) {
        reader->frames[reader->depth].signs |= signs;
    }
}

/* Bytes of what stands at the reader for itself: a letter, or what stands
   between words. */
static size_t plain_length(const struct needle_reader *reader)
{
    char byte = peek(reader, 0);
    bool is_between = byte == ' ' || byte == '-' || byte == ',';
    return is_between ? 1 : pattern_letter(reader->text, reader->at);
}

static void read_letters(struct needle_reader *reader)
{
    size_t begin = reader->at;
    size_t end = begin;
    size_t count = 0;
    for (size_t len; (len = plain_length(reader)) > 0; count++) {
        end = reader->at;
        reader->at += len;
    }
    if (is_optional(reader)) {
        count--; /* the last letter may be repeated zero times */
    } else {
        end = reader->at;
    }
    bool begins_word =
        begin == reader->border && pattern_letter(reader->text, begin);
    size_t worth = count ? count + begins_word : 0;
    struct needle_set set = {
        .items = {{slice_cut(reader->text, begin, end), begins_word}},
        .count = 1,
        .shortest = worth >= NEEDLE_SHORTEST ? worth : 0,
    };
    offer(reader, &set);
    demand(reader, &set);
    struct slice letters = slice_cut(reader->text, begin, end);
    if (slice_find(letters, SLICE(" - "), 0) != SLICE_NOT_FOUND) {
        reader->frames[reader->depth].signs |= PATTERN_DASH;
    }
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

/* Behind «(» or «|». */
static void begin_alternative(struct needle_reader *reader)
{
    if (reader->frames[reader->depth].begins_word) {
        reader->border = reader->at;
    }
}

static bool open_group(struct needle_reader *reader)
{
    if (pattern_is_look(reader->text, reader->at)) {
        reader->at = pattern_skip_bracket(reader->text, reader->at);
        return true;
    }
    size_t inside = pattern_skip_opening(reader->text, reader->at);
    if (inside == 0 || reader->depth + 1 == NEEDLE_DEPTH) {
        return false;
    }
    bool begins_word = reader->at == reader->border;
    reader->at = inside;
    const struct needle_frame *outer = &reader->frames[reader->depth];
    reader->frames[++reader->depth] = (struct needle_frame){
        .begins_word = begins_word,
        .is_in_alternative = outer->is_in_alternative || outer->has_alternative,
        .set_count = reader->demand->set_count,
    };
    begin_alternative(reader);
    return true;
}

static bool close_group(struct needle_reader *reader)
{
    if (reader->depth == 0) {
        return false;
    }
    bool is_one = !reader->frames[reader->depth].has_alternative;
    end_alternative(reader);
    reader->at++;
    if (is_optional(reader)) {
        forget(reader);
    }
    struct needle_frame *frame = &reader->frames[reader->depth--];
    if (!frame->is_free && !is_optional(reader)) {
        offer(reader, &frame->either);
        if (!is_one) {
            demand(reader, &frame->either);
        }
    }
    offer_signs(reader, frame->either_signs);
    return true;
}

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Behind a digit: how often does it stand there, at least? */
static size_t read_least(struct needle_reader *reader)
{
    if (peek(reader, 0) == '+') {
        reader->at++;
        return 1;
    }
    if (peek(reader, 0) != '{' || is_optional(reader)) {
        return !is_optional(reader);
    }
    size_t least = 0;
    while (is_digit(peek(reader, 1)) && least < PATTERN_DIGITS_LIMIT) {
        reader->at++;
        least = least * 10 + (size_t)(peek(reader, 0) - '0');
    }
    skip_quantifier(reader);
    return least;
}

/* Behind a digit of any kind, which began at the byte. */
static void count_digit(struct needle_reader *reader, size_t begin)
{
    size_t before = begin == reader->digits_end ? reader->digits : 0;
    size_t least = read_least(reader);
    reader->digits = least ? before + least : 0;
    reader->digits_end = reader->at;
    reader->frames[reader->depth].signs |= pattern_digit_signs(reader->digits);
}

/* [0-3] is a digit. */
static void read_class(struct needle_reader *reader)
{
    size_t begin = reader->at;
    reader->at = pattern_skip_bracket(reader->text, reader->at);
    struct slice inside = slice_cut(reader->text, begin + 1, reader->at);
    size_t len = 0;
    while (len < inside.len &&
           (is_digit(inside.bytes[len]) ||
               (len && inside.bytes[len] == '-' && len + 2 < inside.len))) {
        len++;
    }
    if (len && len + 1 == inside.len) {
        count_digit(reader, begin);
    }
}

static bool read_escape(struct needle_reader *reader)
{
    size_t begin = reader->at;
    char next = peek(reader, 1);
    if (!next || !strchr("bBdDsSwWAzZhHvVRK.-+*?()[]{}|^$/", next)) {
        return false; /* \x41, \pL, \Q: not worth understanding */
    }
    reader->at += 2;
    if (next == 'd') {
        count_digit(reader, begin);
    } else if (next == 'b' && !is_optional(reader)) {
        reader->border = reader->at;
    } else {
        offer_signs(reader, pattern_sign_of(next));
    }
    return true;
}

/* What stands for itself, and «+», «?», «^», «.». */
static void read_character(struct needle_reader *reader)
{
    char byte = peek(reader, 0);
    if (plain_length(reader)) {
        read_letters(reader);
        return;
    }
    reader->at++;
    if (is_digit(byte)) {
        count_digit(reader, reader->at - 1);
    } else {
        offer_signs(reader, byte == '+' ? 0 : pattern_sign_of(byte));
    }
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
        read_class(reader);
        return true;
    case '|':
        forget(reader);
        end_alternative(reader);
        reader->at++;
        begin_alternative(reader);
        return true;
    case '\\':
        return read_escape(reader);
    case '{':
        skip_quantifier(reader);
        return true;
    default:
        read_character(reader);
        return true;
    }
}

/* Read all of it; false when there is no telling. */
static bool read_pattern(struct needle_reader *reader, struct slice text,
    struct pattern_demand *demand)
{
    /* The other frames are set as they begin. */
    reader->text = text;
    reader->at = 0;
    reader->frames[0] = (struct needle_frame){0};
    reader->depth = 0;
    reader->demand = demand;
    reader->border = SLICE_NOT_FOUND;
    reader->digits_end = SLICE_NOT_FOUND;
    reader->digits = 0;
    while (reader->at < reader->text.len) {
        if (!read_element(reader)) {
            return false;
        }
    }
    reader->is_one = !reader->frames[0].has_alternative;
    end_alternative(reader);
    return reader->depth == 0;
}

void pattern_demand(struct slice text, struct pattern_demand *ret)
{
    struct needle_reader reader;
    *ret = (struct pattern_demand){0};
    if (!read_pattern(&reader, text, ret)) {
        ret->set_count = 0;
        return;
    }
    const struct needle_frame *frame = &reader.frames[0];
    ret->signs = frame->either_signs;
    if (!frame->is_free &&
        (!reader.is_one || ret->set_count == NEEDLE_SETS_LIMIT)) {
        ret->set_count = reader.is_one ? NEEDLE_SETS_LIMIT : 1;
        ret->sets[ret->set_count - 1] = frame->either;
    }
}

/* The first longest run of letters; begins_word: a short one that is best
   looked for where a word begins. */
static struct pattern_needle word_of(const struct pattern_needle *needle)
{
    struct slice letters = needle->letters;
    struct pattern_needle word = {0};
    size_t most = 0;
    for (size_t at = 0; at < letters.len; at++) {
        size_t begin = at;
        size_t count = 0;
        for (size_t len; (len = pattern_letter(letters, at)) > 0; at += len) {
            count++;
        }
        if (count > most) {
            most = count;
            word.letters = slice_cut(letters, begin, at);
            word.begins_word = needle->begins_word && begin == 0;
        }
    }
    word.begins_word &= most <= LONGEST_PART;
    size_t least = word.begins_word ? NEEDLE_SHORTEST : SHORTEST_INSIDE;
    return most >= least ? word : (struct pattern_needle){0};
}

size_t pattern_needle_words(
    const struct needle_set *set, struct pattern_needle ret[NEEDLES_LIMIT])
{
    for (size_t i = 0; i < set->count; i++) {
        ret[i] = word_of(&set->items[i]);
        if (ret[i].letters.len == 0) {
            return 0;
        }
    }
    return set->count;
}
