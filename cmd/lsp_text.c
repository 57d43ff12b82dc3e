#include "cmd/lsp_text.h"

#include "cmd/lsp_memory.h"
#include "parser/utf8.h"

#include <stdlib.h>
#include <string.h>

/* Units that the byte adds: those of the code point that begins with it. */
static uint32_t units_of(enum lsp_encoding encoding, char byte)
{
    unsigned char lead = (unsigned char)byte;
    if (encoding == LSP_UTF8) {
        return 1;
    }
    uint32_t begins = (lead & 0xC0) != 0x80;
    return encoding == LSP_UTF16 ? begins + (lead >= 0xF0) : begins;
}

static uint32_t units_between(
    const struct lsp_text *text, size_t begin, size_t end)
{
    uint32_t count = 0;
    for (size_t i = begin; i < end; i++) {
        count += units_of(text->encoding, text->bytes[i]);
    }
    return count;
}

/* Units of the text before the offset. */
static uint32_t units_before(const struct lsp_text *text, size_t offset)
{
    if (text->encoding == LSP_UTF8) {
        return (uint32_t)offset;
    }
    size_t stride = offset / LSP_STRIDE;
    return text->units[stride] +
           units_between(text, stride * LSP_STRIDE, offset);
}

static void add_line(struct lsp_text *text, size_t start)
{
    if (text->line_count == text->line_capacity) {
        text->line_capacity =
            text->line_capacity ? 2 * text->line_capacity : 256;
        text->line_starts = lsp_resize(
            text->line_starts, text->line_capacity, sizeof(uint32_t));
    }
    text->line_starts[text->line_count++] = (uint32_t)start;
}

/* One pass for the lines; control characters are looked at only. */
static void index_lines(struct lsp_text *text)
{
    text->line_count = 0;
    add_line(text, 0);
    for (size_t i = 0; i < text->len; i++) {
        char byte = text->bytes[i];
        if (byte == '\n') {
            add_line(text, i + 1);
        } else if (byte == '\r' &&
                   (i + 1 == text->len || text->bytes[i + 1] != '\n')) {
            add_line(text, i + 1);
        }
    }
}

static void index_units(struct lsp_text *text)
{
    if (text->encoding == LSP_UTF8) {
        return;
    }
    size_t count = text->len / LSP_STRIDE + 1;
    if (count > text->unit_capacity) {
        text->unit_capacity = 2 * count;
        text->units =
            lsp_resize(text->units, text->unit_capacity, sizeof(uint32_t));
    }
    uint32_t units = 0;
    for (size_t i = 0; i < count; i++) {
        text->units[i] = units;
        size_t end = (i + 1) * LSP_STRIDE;
        units += units_between(
            text, i * LSP_STRIDE, end < text->len ? end : text->len);
    }
}

static void reserve(struct lsp_text *text, size_t len)
{
    if (len > text->capacity) {
        text->capacity = len + len / 4;
        text->bytes = lsp_resize(text->bytes, text->capacity, 1);
    }
}

static void splice(struct lsp_text *text, struct span span, struct slice bytes)
{
    size_t tail = text->len - span.end;
    reserve(text, span.begin + bytes.len + tail + 1);
    memmove(text->bytes + span.begin + bytes.len, text->bytes + span.end, tail);
    if (bytes.len > 0) {
        memcpy(text->bytes + span.begin, bytes.bytes, bytes.len);
    }
    text->len = span.begin + bytes.len + tail;
    index_lines(text);
    index_units(text);
}

void lsp_text_set(struct lsp_text *text, struct slice bytes)
{
    splice(text, (struct span){0, (uint32_t)text->len}, bytes);
}

void lsp_text_replace(
    struct lsp_text *text, struct lsp_range range, struct slice bytes)
{
    struct span span = {
        lsp_text_offset(text, range.start), lsp_text_offset(text, range.end)};
    if (span.end < span.begin) {
        span = (struct span){span.end, span.begin};
    }
    splice(text, span, bytes);
}

void lsp_text_clear(struct lsp_text *text)
{
    free(text->bytes);
    free(text->line_starts);
    free(text->units);
    *text = (struct lsp_text){.encoding = text->encoding};
}

struct slice lsp_text_slice(const struct lsp_text *text)
{
    return (struct slice){text->len ? text->bytes : "", text->len};
}

struct span lsp_text_word(const struct lsp_text *text, uint32_t offset,
    bool (*is_of_word)(uint32_t code_point))
{
    struct slice bytes = lsp_text_slice(text);
    size_t begin = offset;
    size_t end = offset;
    for (size_t at = begin; at > 0 && is_of_word(utf8_previous(bytes, &at));) {
        begin = at;
    }
    for (size_t at = end;
         at < bytes.len && is_of_word(utf8_next(bytes, &at));) {
        end = at;
    }
    return (struct span){(uint32_t)begin, (uint32_t)end};
}

struct span lsp_text_line(const struct lsp_text *text, uint32_t line)
{
    if (line >= text->line_count) {
        return (struct span){(uint32_t)text->len, (uint32_t)text->len};
    }
    uint32_t begin = text->line_starts[line];
    uint32_t end = line + 1 < text->line_count ? text->line_starts[line + 1]
                                               : (uint32_t)text->len;
    while (end > begin &&
           (text->bytes[end - 1] == '\n' || text->bytes[end - 1] == '\r')) {
        end--;
    }
    return (struct span){begin, end};
}

/* The last stride that begins inside the line with no more units before it
   than wanted, or the line's own beginning. */
static size_t nearest_stride(
    const struct lsp_text *text, struct span line, uint32_t wanted)
{
    size_t low = line.begin / LSP_STRIDE;
    size_t high = line.end / LSP_STRIDE + 1;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->units[middle] <= wanted) {
            low = middle;
        } else {
            high = middle;
        }
    }
    size_t start = low * LSP_STRIDE;
    return start > line.begin ? start : line.begin;
}

static bool is_inside_code_point(const struct lsp_text *text, size_t offset)
{
    return offset < text->len &&
           ((unsigned char)text->bytes[offset] & 0xC0) == 0x80;
}

uint32_t lsp_text_offset(
    const struct lsp_text *text, struct lsp_position position)
{
    struct span line = lsp_text_line(text, position.line);
    uint64_t wanted =
        (uint64_t)units_before(text, line.begin) + position.character;
    if (wanted >= units_before(text, line.end)) {
        return line.end;
    }
    size_t offset = (size_t)wanted;
    if (text->encoding != LSP_UTF8) {
        offset = nearest_stride(text, line, (uint32_t)wanted);
        uint32_t units = units_before(text, offset);
        while (offset < line.end) {
            units += units_of(text->encoding, text->bytes[offset]);
            if (units > wanted) {
                break;
            }
            offset++;
        }
    }
    while (offset > line.begin && is_inside_code_point(text, offset)) {
        offset--;
    }
    return (uint32_t)offset;
}

static size_t line_of(const struct lsp_text *text, uint32_t offset)
{
    size_t low = 0;
    size_t high = text->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (text->line_starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct lsp_position lsp_text_position(
    const struct lsp_text *text, uint32_t offset)
{
    if (offset > text->len) {
        offset = (uint32_t)text->len;
    }
    size_t line = line_of(text, offset);
    return (struct lsp_position){
        (uint32_t)line, units_before(text, offset) -
                            units_before(text, text->line_starts[line])};
}

struct lsp_range lsp_text_range(const struct lsp_text *text, struct span span)
{
    return (struct lsp_range){
        lsp_text_position(text, span.begin), lsp_text_position(text, span.end)};
}
