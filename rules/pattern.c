#define PCRE2_CODE_UNIT_WIDTH 8

#include "rules/pattern.h"

#include "rules/phrase.h"

#include <pcre2.h>

#include <stdlib.h>
#include <string.h>

#define MATCH_LIMIT 200000u
#define DEPTH_LIMIT 2000u
#define HEAP_LIMIT 4096u /* kibibytes */

struct pattern {
    pcre2_code *code;
    pcre2_match_data *match;
    pcre2_match_context *context;
    int mark_group; /* negative: none */
};

static pcre2_code *compile(struct slice text, int *ret_code, size_t *ret_offset)
{
    uint32_t options = PCRE2_UTF | PCRE2_UCP | PCRE2_NEVER_BACKSLASH_C;
    return pcre2_compile(
        (PCRE2_SPTR)text.bytes, text.len, options, ret_code, ret_offset, NULL);
}

bool pattern_check(
    struct slice text, size_t *ret_offset, struct error *ret_error)
{
    *ret_offset = 0;
    if (text.len == 0 || text.len > PHRASE_PATTERN_LIMIT) {
        return error_set(ret_error, "после «re:» нужен шаблон, до %d байт",
            "a pattern of up to %d bytes must follow \"re:\"",
            PHRASE_PATTERN_LIMIT);
    }
    int error_code;
    size_t offset;
    pcre2_code *code = compile(text, &error_code, &offset);
    if (code) {
        pcre2_code_free(code);
        return true;
    }
    PCRE2_UCHAR message[256];
    pcre2_get_error_message(error_code, message, sizeof(message));
    *ret_offset = offset < text.len ? offset : text.len;
    return error_set(ret_error, "ошибка в шаблоне: %s",
        "the pattern is wrong: %s", (const char *)message);
}

/*
 * Needles. A pattern is read as alternatives of sequences; whatever is not
 * understood contributes nothing, or ends the reading with no answer. Of a
 * sequence the set whose shortest member is longest is kept, of alternatives
 * the union.
 */
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

static bool is_optional(const struct needle_reader *reader)
{
    char next = peek(reader, 0);
    return next && strchr("?*{", next);
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
    return true;
}

static bool read_escape(struct needle_reader *reader)
{
    char next = peek(reader, 1);
    if (!next || !strchr("bBdDsSwWAzZhHvVRK.-+*?()[]{}|^$/", next)) {
        return false; /* \x41, \pL, \Q: not worth understanding */
    }
    reader->at += 2;
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
            reader->at++;
        }
        return true;
    }
}

size_t pattern_needles(struct slice text, struct slice ret[NEEDLES_LIMIT])
{
    struct needle_reader reader = {.text = text};
    while (reader.at < text.len) {
        if (!read_element(&reader)) {
            return 0;
        }
    }
    end_alternative(&reader);
    const struct needle_frame *frame = &reader.frames[0];
    if (reader.depth || frame->is_free) {
        return 0;
    }
    memcpy(ret, frame->either.items, frame->either.count * sizeof(*ret));
    return frame->either.count;
}

struct pattern *pattern_new(struct slice text)
{
    int error_code;
    size_t offset;
    pcre2_code *code = compile(text, &error_code, &offset);
    if (!code) {
        return NULL;
    }
    struct pattern *pattern = calloc(1, sizeof(*pattern));
    if (!pattern) {
        abort();
    }
    pcre2_jit_compile(code, PCRE2_JIT_COMPLETE); /* slower without, no more */
    pattern->code = code;
    pattern->match = pcre2_match_data_create_from_pattern(code, NULL);
    pattern->context = pcre2_match_context_create(NULL);
    if (!pattern->match || !pattern->context) {
        abort();
    }
    pcre2_set_match_limit(pattern->context, MATCH_LIMIT);
    pcre2_set_depth_limit(pattern->context, DEPTH_LIMIT);
    pcre2_set_heap_limit(pattern->context, HEAP_LIMIT);
    pattern->mark_group =
        pcre2_substring_number_from_name(code, (PCRE2_SPTR) "mark");
    return pattern;
}

void pattern_free(struct pattern *pattern)
{
    if (!pattern) {
        return;
    }
    pcre2_match_context_free(pattern->context);
    pcre2_match_data_free(pattern->match);
    pcre2_code_free(pattern->code);
    free(pattern);
}

static struct span span_of(const size_t *offsets, int group)
{
    return (struct span){
        (uint32_t)offsets[2 * group], (uint32_t)offsets[2 * group + 1]};
}

bool pattern_find(struct pattern *pattern, struct slice subject, size_t from,
    struct span *ret_whole, struct span *ret_mark)
{
    int count = pcre2_match(pattern->code, (PCRE2_SPTR)subject.bytes,
        subject.len, from, PCRE2_NOTEMPTY | PCRE2_NO_UTF_CHECK, pattern->match,
        pattern->context);
    if (count <= 0) {
        return false;
    }
    const size_t *offsets = pcre2_get_ovector_pointer(pattern->match);
    struct span mark = span_of(offsets, 0);
    if (mark.begin >= mark.end) {
        return false; /* \K inside a lookahead */
    }
    struct span whole = mark;
    size_t start = pcre2_get_startchar(pattern->match);
    if (start < whole.begin) {
        whole.begin = (uint32_t)start;
    }
    int group = pattern->mark_group;
    if (group > 0 && group < count && offsets[2 * group] != PCRE2_UNSET &&
        offsets[2 * group] < offsets[2 * group + 1]) {
        mark = span_of(offsets, group);
    }
    *ret_whole = whole;
    *ret_mark = mark;
    return true;
}
