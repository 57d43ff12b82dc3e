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

/* A byte that stands for itself, wherever it is outside brackets. */
static bool is_plain(char byte)
{
    return (byte & 0x80) || (byte >= 'a' && byte <= 'z') ||
           (byte >= '0' && byte <= '9') || byte == ' ' || byte == '-';
}

/* Behind a class or a group, which may hold anything. Escapes are passed
   over; a class may hold brackets. */
static size_t skip_bracket(struct slice text, size_t at)
{
    size_t depth = 0;
    bool is_in_class = false;
    while (at < text.len) {
        char byte = text.bytes[at];
        if (byte == '\\') {
            at++;
        } else if (is_in_class) {
            is_in_class = byte != ']';
        } else if (byte == '[') {
            is_in_class = true;
        } else if (byte == '(') {
            depth++;
        } else if (byte == ')') {
            depth--;
        }
        at++;
        if (depth == 0 && !is_in_class) {
            break;
        }
    }
    return at < text.len ? at : text.len;
}

/* The last code point of a run may be repeated zero times. */
static size_t run_length(struct slice text, size_t begin, size_t end)
{
    if (end < text.len && strchr("?*{", text.bytes[end])) {
        while (end > begin && (text.bytes[end - 1] & 0xc0) == 0x80) {
            end--;
        }
        end -= end > begin;
    }
    return end - begin;
}

struct slice pattern_needle(struct slice text)
{
    struct slice best = {0};
    size_t at = 0;
    if (slice_find(text, SLICE("(?"), 0) == 0 ||
        slice_find(text, SLICE("(*"), 0) == 0 ||
        slice_find(text, SLICE("\\Q"), 0) != SLICE_NOT_FOUND) {
        return best; /* options and verbs can change what bytes mean */
    }
    while (at < text.len) {
        char byte = text.bytes[at];
        if (byte == '|') {
            return (struct slice){0}; /* alternatives at the top */
        }
        if (byte == '(' || byte == '[') {
            at = skip_bracket(text, at);
        } else if (is_plain(byte)) {
            size_t begin = at;
            while (at < text.len && is_plain(text.bytes[at])) {
                at++;
            }
            size_t len = run_length(text, begin, at);
            if (len > best.len) {
                best = slice_cut(text, begin, begin + len);
            }
        } else if (byte == '{') {
            while (at < text.len && text.bytes[at] != '}') {
                at++;
            }
        } else if (byte == '\\') {
            if (at + 1 < text.len && !strchr("bBdDsSwWAzZhHvVR.-+*?()[]{}|^$/",
                                         text.bytes[at + 1])) {
                return (struct slice){0}; /* \x41, \pL: not worth reading */
            }
            at += 2;
        } else {
            at++;
        }
    }
    return best.len >= 3 ? best : (struct slice){0};
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
