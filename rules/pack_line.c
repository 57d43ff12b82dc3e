#include "rules/pack_line.h"

#include "parser/ascii.h"

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\t';
}

size_t pack_run_length(struct slice text)
{
    size_t len = 0;
    while (len < text.len && text.bytes[len] == text.bytes[0]) {
        len++;
    }
    return len;
}

static bool is_blank_at(struct slice text, size_t at)
{
    return at >= text.len || is_blank(text.bytes[at]);
}

/* Three marks or more, and nothing else but blanks. */
static bool is_drawn(struct slice text)
{
    size_t marks = 0;
    for (size_t i = 0; i < text.len; i++) {
        if (!is_blank(text.bytes[i]) && text.bytes[i] != text.bytes[0]) {
            return false;
        }
        marks += text.bytes[i] == text.bytes[0];
    }
    return marks >= 3;
}

/* Bytes of "1." or "12)"; 0: it is no number of an item. */
static size_t number_length(struct slice text)
{
    size_t len = 0;
    while (len < text.len && ascii_is_digit(text.bytes[len])) {
        len++;
    }
    bool is_number = len > 0 && len < 10 && len < text.len &&
                     (text.bytes[len] == '.' || text.bytes[len] == ')');
    return is_number && is_blank_at(text, len + 1) ? len + 1 : 0;
}

/* What begins with a run of one of the marks. */
static enum pack_line_kind kind_of_run(struct slice text, size_t run)
{
    switch (text.bytes[0]) {
    case '#':
        return run <= 6 && is_blank_at(text, run) ? LINE_HEADING : LINE_TEXT;
    case '`':
        return run >= 3 && slice_find(text, SLICE("`"), run) == SLICE_NOT_FOUND
                   ? LINE_FENCE
                   : LINE_TEXT;
    case '~':
        return run >= 3 ? LINE_FENCE : LINE_TEXT;
    case '_':
    case '=':
        return is_drawn(text) ? LINE_DRAWN : LINE_TEXT;
    case '-':
    case '*':
    case '+':
        if (is_drawn(text)) {
            return LINE_DRAWN;
        }
        return run == 1 && is_blank_at(text, 1) ? LINE_ITEM : LINE_TEXT;
    default:
        return LINE_TEXT;
    }
}

static enum pack_line_kind kind_of(struct slice text, uint32_t *ret_mark)
{
    *ret_mark = 0;
    switch (text.bytes[0]) {
    case '#':
    case '`':
    case '~':
    case '_':
    case '=':
    case '-':
    case '*':
    case '+':
        *ret_mark = (uint32_t)pack_run_length(text);
        return kind_of_run(text, *ret_mark);
    case '<':
        return slice_starts_with(text, SLICE("<!--")) ? LINE_COMMENT
                                                      : LINE_TEXT;
    default:
        *ret_mark = (uint32_t)number_length(text);
        return *ret_mark ? LINE_ITEM : LINE_TEXT;
    }
}

bool pack_line_find(
    const struct source *source, size_t index, struct pack_line *ret)
{
    if (index >= source->line_count) {
        return false;
    }
    const char *bytes = source->text.bytes;
    uint32_t begin = source->line_starts[index];
    uint32_t next = index + 1 < source->line_count
                        ? source->line_starts[index + 1]
                        : (uint32_t)source->text.len;
    uint32_t end = next;
    while (begin < end && is_blank(bytes[begin])) {
        begin++;
    }
    while (begin < end && (is_blank(bytes[end - 1]) || bytes[end - 1] == '\n' ||
                              bytes[end - 1] == '\r')) {
        end--;
    }
    ret->span = (struct span){source->line_starts[index], next};
    ret->text = (struct span){begin, end};
    ret->bytes = slice_cut(source->text, begin, end);
    return true;
}

bool pack_line_read(
    const struct source *source, size_t index, struct pack_line *ret)
{
    if (!pack_line_find(source, index, ret)) {
        return false;
    }
    ret->kind = LINE_BLANK;
    if (ret->bytes.len > 0) {
        bool is_quote = source->text.bytes[ret->span.begin] == '>';
        ret->kind = is_quote ? LINE_QUOTE : kind_of(ret->bytes, &ret->mark);
    }
    return true;
}
