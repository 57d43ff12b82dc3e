#include "parser/markdown_link.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <stdbool.h>
#include <string.h>

/* Limits of cmark's. */
#define LONGEST_LABEL 1000
#define DEEPEST_PARENTHESIS 32

static bool is_at(struct slice text, size_t at, char byte)
{
    return at < text.len && text.bytes[at] == byte;
}

static bool is_punctuation(struct slice text, size_t at)
{
    static const char all[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    return at < text.len && text.bytes[at] && strchr(all, text.bytes[at]);
}

static bool is_escape(struct slice text, size_t at)
{
    return is_at(text, at, '\\') && is_punctuation(text, at + 1);
}

static bool is_white(struct slice text, size_t at)
{
    return at < text.len && ascii_is_space(text.bytes[at]);
}

static size_t skip_white(struct slice text, size_t at)
{
    while (is_white(text, at)) {
        at++;
    }
    return at;
}

static size_t skip_blanks(struct slice text, size_t at)
{
    while (is_at(text, at, ' ') || is_at(text, at, '\t')) {
        at++;
    }
    return at;
}

/* Blanks with at most one line break among them. */
static size_t skip_blanks_and_break(struct slice text, size_t at)
{
    at = skip_blanks(text, at);
    return is_at(text, at, '\n') ? skip_blanks(text, at + 1) : at;
}

/* Behind the "]" of the label that begins at "[". */
static size_t label_end(struct slice text, size_t at)
{
    if (!is_at(text, at, '[')) {
        return SLICE_NOT_FOUND;
    }
    size_t begin = ++at;
    while (at < text.len && at - begin <= LONGEST_LABEL) {
        if (text.bytes[at] == ']') {
            return at + 1;
        }
        if (text.bytes[at] == '[') {
            return SLICE_NOT_FOUND;
        }
        at += is_escape(text, at) ? 2 : 1;
    }
    return SLICE_NOT_FOUND;
}

static size_t pointed_destination_end(struct slice text, size_t at)
{
    at++;
    while (at < text.len) {
        if (text.bytes[at] == '>') {
            return at + 1;
        }
        if (text.bytes[at] == '\n' || text.bytes[at] == '<') {
            return SLICE_NOT_FOUND;
        }
        at += text.bytes[at] == '\\' ? 2 : 1;
    }
    return SLICE_NOT_FOUND;
}

static size_t destination_end(struct slice text, size_t at)
{
    if (is_at(text, at, '<')) {
        return pointed_destination_end(text, at);
    }
    size_t begin = at;
    size_t depth = 0;
    while (at < text.len && !is_white(text, at)) {
        if (is_escape(text, at)) {
            at++;
        } else if (text.bytes[at] == '(') {
            if (++depth > DEEPEST_PARENTHESIS) {
                return SLICE_NOT_FOUND;
            }
        } else if (text.bytes[at] == ')') {
            if (depth == 0) {
                return at;
            }
            depth--;
        }
        at++;
    }
    return at > begin && depth == 0 ? at : SLICE_NOT_FOUND;
}

/* Behind the title that begins at the offset. A backslash before the closing
   mark is taken for an escape if the title can be closed further on. */
static size_t title_end(struct slice text, size_t at)
{
    if (at >= text.len || !strchr("\"'(", text.bytes[at])) {
        return SLICE_NOT_FOUND;
    }
    bool in_parentheses = text.bytes[at] == '(';
    char close = in_parentheses ? ')' : text.bytes[at];
    size_t fallback = SLICE_NOT_FOUND;
    for (at++; at < text.len; at++) {
        if (is_escape(text, at)) {
            at++;
            fallback = text.bytes[at] == close ? at + 1 : fallback;
        } else if (text.bytes[at] == close) {
            return at + 1;
        } else if (in_parentheses && text.bytes[at] == '(') {
            break;
        }
    }
    return fallback;
}

/* Behind "(url "title")", or SLICE_NOT_FOUND. */
static size_t inline_tail_end(struct slice text, size_t at)
{
    size_t url = skip_white(text, at + 1);
    size_t end = is_at(text, url, ')') ? url : destination_end(text, url);
    if (end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    size_t title = skip_white(text, end);
    if (title > end) {
        size_t behind = title_end(text, title);
        title = behind == SLICE_NOT_FOUND ? title : behind;
    }
    size_t close = skip_white(text, title);
    return is_at(text, close, ')') ? close + 1 : SLICE_NOT_FOUND;
}

size_t link_tail_end(struct slice text, size_t at)
{
    size_t end = SLICE_NOT_FOUND;
    if (is_at(text, at, '(')) {
        end = inline_tail_end(text, at);
    }
    if (end == SLICE_NOT_FOUND) {
        end = label_end(text, at);
    }
    return end == SLICE_NOT_FOUND ? at : end;
}

/* Behind the blanks and the line break at the offset. */
static size_t line_end(struct slice text, size_t at)
{
    at = skip_blanks(text, at);
    if (at >= text.len) {
        return at;
    }
    return text.bytes[at] == '\n' ? at + 1 : SLICE_NOT_FOUND;
}

/* Behind the definition that begins at the offset. */
static size_t definition_end(struct slice text, size_t at)
{
    size_t label = label_end(text, at);
    if (label == SLICE_NOT_FOUND || !is_at(text, label, ':') ||
        slice_trim(slice_cut(text, at + 1, label - 1)).len == 0) {
        return SLICE_NOT_FOUND;
    }
    size_t url = skip_blanks_and_break(text, label + 1);
    size_t url_end = destination_end(text, url);
    if (url_end == SLICE_NOT_FOUND) {
        return SLICE_NOT_FOUND;
    }
    size_t title = skip_blanks_and_break(text, url_end);
    size_t behind = title > url_end ? title_end(text, title) : SLICE_NOT_FOUND;
    if (behind != SLICE_NOT_FOUND) {
        size_t end = line_end(text, behind);
        if (end != SLICE_NOT_FOUND) {
            return end;
        }
    }
    return line_end(text, url_end);
}

size_t link_definitions_end(struct slice text)
{
    size_t at = 0;
    while (is_at(text, at, '[')) {
        size_t end = definition_end(text, at);
        if (end == SLICE_NOT_FOUND) {
            break;
        }
        at = end;
    }
    return at;
}
