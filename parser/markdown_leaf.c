#include "parser/markdown_leaf.h"

#include <string.h>

#include "parser/ascii.h"

uint32_t line_begin(const struct lines *lines, uint32_t number)
{
    if (number <= 1) {
        return lines->base;
    }
    size_t index = (size_t)lines->first + number - 1;
    return index < lines->source->line_count
               ? lines->source->line_starts[index]
               : (uint32_t)lines->source->text.len;
}

struct slice line_text(const struct lines *lines, uint32_t number)
{
    struct slice line = slice_cut(lines->source->text,
        line_begin(lines, number), line_begin(lines, number + 1));
    while (line.len && (line.bytes[line.len - 1] == '\n' ||
                           line.bytes[line.len - 1] == '\r')) {
        line.len--;
    }
    return line;
}

static bool is_blank_at(struct slice line, size_t offset)
{
    return offset < line.len &&
           (line.bytes[offset] == ' ' || line.bytes[offset] == '\t');
}

/* Columns that the white space byte at the cursor takes. */
static size_t blank_width(struct slice line, struct cursor cursor)
{
    if (line.bytes[cursor.offset] == ' ') {
        return 1;
    }
    return cursor.tab_left ? cursor.tab_left : 4 - cursor.column % 4;
}

/* Move over white space, columns at most. */
static struct cursor advance(
    struct slice line, struct cursor cursor, size_t columns)
{
    while (columns && is_blank_at(line, cursor.offset)) {
        size_t width = blank_width(line, cursor);
        if (width > columns) {
            cursor.tab_left = width - columns;
            cursor.column += columns;
            return cursor;
        }
        cursor.column += width;
        cursor.tab_left = 0;
        cursor.offset++;
        columns -= width;
    }
    return cursor;
}

size_t cursor_indent(struct slice line, struct cursor cursor)
{
    size_t begin = cursor.column;
    return advance(line, cursor, SIZE_MAX).column - begin;
}

/* The cursor at a byte of the line, without regard to containers. */
static struct cursor cursor_at(struct slice line, size_t offset)
{
    struct cursor cursor = {0};
    while (cursor.offset < offset && cursor.offset < line.len) {
        if (is_blank_at(line, cursor.offset)) {
            cursor.column += blank_width(line, cursor);
        } else {
            cursor.column++;
        }
        cursor.offset++;
    }
    return cursor;
}

static size_t marker_length(struct slice line, size_t offset)
{
    size_t end = offset;
    while (end < line.len && ascii_is_digit(line.bytes[end])) {
        end++;
    }
    return end + 1 - offset;
}

struct container container_at(const struct lines *lines,
    const struct container *outer, size_t outer_count, bool is_quote,
    struct span start)
{
    struct slice line = line_text(lines, start.begin);
    struct container container = {.is_quote = is_quote, .line = start.begin};
    struct cursor mark = cursor_at(line, start.end - 1);
    size_t length = is_quote ? 1 : marker_length(line, mark.offset);
    container.mark.begin = line_begin(lines, start.begin) + start.end - 1;
    container.mark.end = container.mark.begin + (uint32_t)length;
    struct cursor after = mark;
    after.offset += length;
    after.column += length;
    size_t spaces = cursor_indent(line, after);
    bool is_bare = after.offset + 1 > line.len ||
                   advance(line, after, SIZE_MAX).offset >= line.len;
    size_t padding =
        is_quote || spaces >= 5 || spaces < 1 || is_bare ? 1 : spaces;
    container.content = advance(line, after, padding);
    if (!is_quote) {
        struct cursor parent =
            containers_skip(lines, outer, outer_count, start.begin);
        size_t indent =
            mark.column > parent.column ? mark.column - parent.column : 0;
        container.width = indent + length + padding;
    }
    return container;
}

/* As containers_skip(); *ret_count is how many containers the line goes on
   with. */
static struct cursor skip_counting(const struct lines *lines,
    const struct container *containers, uint32_t line, size_t *ret_count)
{
    struct slice text = line_text(lines, line);
    struct cursor cursor = {0};
    size_t count = *ret_count;
    *ret_count = 0;
    for (size_t i = 0; i < count; i++, *ret_count = i) {
        const struct container *container = &containers[i];
        if (container->line == line) {
            cursor = container->content;
            continue;
        }
        size_t indent = cursor_indent(text, cursor);
        if (!container->is_quote) {
            if (indent < container->width) {
                break;
            }
            cursor = advance(text, cursor, container->width);
            continue;
        }
        struct cursor mark = advance(text, cursor, SIZE_MAX);
        if (indent > 3 || mark.offset >= text.len ||
            text.bytes[mark.offset] != '>') {
            break;
        }
        mark.offset++;
        mark.column++;
        cursor = advance(text, mark, 1);
    }
    return cursor;
}

struct cursor containers_skip(const struct lines *lines,
    const struct container *containers, size_t count, uint32_t line)
{
    return skip_counting(lines, containers, line, &count);
}

void leaf_add(struct leaf_builder *builder, struct slice bytes, uint32_t source)
{
    if (bytes.len == 0) {
        return;
    }
    builder->segments =
        arena_grow(builder->arena, builder->segments, builder->segment_count,
            &builder->segment_capacity, sizeof(struct segment));
    builder->segments[builder->segment_count++] =
        (struct segment){(uint32_t)builder->len, source};
    memcpy(builder->bytes + builder->len, bytes.bytes, bytes.len);
    builder->len += bytes.len;
}

struct leaf leaf_finish(const struct leaf_builder *builder)
{
    return (struct leaf){
        .bytes = {builder->bytes, builder->len},
        .segments = builder->segments,
        .segment_count = builder->segment_count,
    };
}

struct leaf leaf_read(struct arena *arena, const struct lines *lines,
    const struct container *containers, size_t count, struct leaf_place place)
{
    struct span span = place.lines;
    struct leaf_builder builder = {.arena = arena};
    size_t room =
        line_begin(lines, span.end + 1) - line_begin(lines, span.begin) + 1;
    builder.bytes = arena_room(arena, room);
    for (uint32_t line = span.begin; line <= span.end; line++) {
        struct slice text = line_text(lines, line);
        size_t offset = place.column - 1;
        size_t matched = count;
        if (line > span.begin) {
            offset = skip_counting(lines, containers, line, &matched).offset;
        }
        /* cmark keeps the blanks of a lazy continuation line. */
        while (matched == count && is_blank_at(text, offset)) {
            offset++;
        }
        uint32_t begin = line_begin(lines, line);
        struct slice content = slice_cut(text, offset, text.len);
        leaf_add(&builder, content, begin + (uint32_t)offset);
        if (builder.len < room) {
            leaf_add(&builder, SLICE("\n"), begin + (uint32_t)text.len);
        }
    }
    return leaf_finish(&builder);
}

uint32_t leaf_source(const struct leaf *leaf, size_t offset)
{
    size_t low = 0;
    size_t high = leaf->segment_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (leaf->segments[middle].begin <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    if (leaf->segment_count == 0) {
        return 0;
    }
    const struct segment *segment = &leaf->segments[low];
    return segment->source + ((uint32_t)offset - segment->begin);
}

static bool is_white(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n';
}

struct leaf leaf_part(struct arena *arena, const struct leaf *leaf,
    struct span span, bool is_cell)
{
    const char *bytes = leaf->bytes.bytes;
    while (span.begin < span.end && is_white(bytes[span.begin])) {
        span.begin++;
    }
    while (span.begin < span.end && is_white(bytes[span.end - 1])) {
        span.end--;
    }
    struct leaf_builder builder = {
        .arena = arena,
        .bytes = arena_room(arena, span.end - span.begin),
    };
    uint32_t run = span.begin;
    for (uint32_t at = span.begin; at < span.end; at++) {
        bool is_escaped = is_cell && bytes[at] == '\\' && at + 1 < span.end &&
                          bytes[at + 1] == '|';
        if (is_escaped || bytes[at] == '\n') {
            leaf_add(&builder, slice_cut(leaf->bytes, run, at),
                leaf_source(leaf, run));
            run = is_escaped ? at + 1 : at;
        }
        if (bytes[at] == '\n') {
            leaf_add(&builder, SLICE("\n"), leaf_source(leaf, at));
            run = at + 1;
        }
    }
    leaf_add(&builder, slice_cut(leaf->bytes, run, span.end),
        leaf_source(leaf, run));
    return leaf_finish(&builder);
}
