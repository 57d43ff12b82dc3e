#include "rules/pack_text.h"

#include "parser/frontmatter.h"
#include "parser/utf8.h"

#include <string.h>

static void read_front_line(
    struct slice line, uint32_t number, struct pack_front *front)
{
    struct slice key;
    if (!slice_next_part(&line, ':', &key)) {
        return;
    }
    struct slice value = slice_trim(line);
    if (slice_equal(key, SLICE("pack"))) {
        front->name = value;
    } else if (slice_equal(key, SLICE("title"))) {
        front->title = value;
    } else if (slice_equal(key, SLICE("edition"))) {
        front->edition = value;
        front->edition_line = number;
    }
}

bool pack_front_read(struct slice text, struct pack_front *ret)
{
    struct slice rest = text;
    struct slice line;
    *ret = (struct pack_front){0};
    if (!slice_next_line(&rest, &line) ||
        !slice_equal(slice_trim(line), SLICE("---"))) {
        return false;
    }
    for (uint32_t number = 2; slice_next_line(&rest, &line); number++) {
        line = slice_trim(line);
        if (slice_equal(line, SLICE("---"))) {
            break;
        }
        read_front_line(line, number, ret);
    }
    ret->end = text.len - rest.len;
    return ret->name.len > 0;
}

/* Bytes that may be mark-up, or begin an entity or something invisible. */
static const bool is_mark[256] = {['\\'] = true,
    ['`'] = true,
    ['*'] = true,
    ['_'] = true,
    ['['] = true,
    [']'] = true,
    ['&'] = true,
    ['<'] = true,
    ['\t'] = true,
    [0xC2] = true,
    [0xE2] = true,
    [0xEF] = true};

/* The first of them at or after the offset, or the end. */
static size_t skip_unmarked(struct slice text, size_t from)
{
    const unsigned char *at = (const unsigned char *)text.bytes + from;
    const unsigned char *end = (const unsigned char *)text.bytes + text.len;
    while (end - at >= 4 && !(is_mark[at[0]] | is_mark[at[1]] | is_mark[at[2]] |
                                is_mark[at[3]])) {
        at += 4;
    }
    while (at < end && !is_mark[*at]) {
        at++;
    }
    return text.len - (size_t)(end - at);
}

/* Does the text read as it stands? "<" before a Russian letter begins no
   tag. */
static bool is_plain(struct slice text)
{
    size_t at = skip_unmarked(text, 0);
    while (at < text.len) {
        unsigned char mark = (unsigned char)text.bytes[at];
        if (mark == '<') {
            at++;
            if (at == text.len || (unsigned char)text.bytes[at] < 0x80) {
                return false;
            }
        } else if (mark < 0x80 || utf8_is_invisible(utf8_next(text, &at))) {
            return false;
        }
        at = skip_unmarked(text, at);
    }
    return true;
}

/* The text of the blocks in one; at the place where their source begins. */
static struct text join_blocks(
    struct arena *arena, const struct block_list *blocks, uint32_t begin)
{
    struct text_builder builder = {.arena = arena};
    for (size_t i = 0; i < blocks->count; i++) {
        uint32_t at = blocks->items[i].span.begin;
        text_add_space(&builder, (struct span){at, at});
        text_append(&builder, &blocks->items[i].text);
    }
    struct text text = text_finish(&builder);
    for (size_t i = 0; i < text.piece_count; i++) {
        text.pieces[i].source.begin += begin;
        text.pieces[i].source.end += begin;
    }
    return text;
}

/* The text of the bytes, by Markdown; as it stands where that refuses them.
   They are a document of their own, or many of them would cost the square of
   their number. */
static struct text read_markdown(struct pack_text *text, struct span span)
{
    struct slice bytes = slice_cut(text->source.text, span.begin, span.end);
    struct arena *scratch = arena_new();
    struct block_list blocks = {.arena = scratch};
    struct source source;
    struct error error;
    struct text read;
    if (source_read(scratch, SLICE("x.md"), bytes, &source, &error) &&
        markdown_read(&source, &blocks, &error)) {
        read = join_blocks(text->arena, &blocks, span.begin);
    } else {
        struct text_builder builder = {.arena = text->arena};
        text_add(&builder, bytes, span.begin);
        read = text_finish(&builder);
    }
    arena_free(scratch);
    return read;
}

/* The text of bytes that read as they stand. */
static struct text plain_text(struct pack_text *text, struct span span)
{
    struct slice bytes = slice_cut(text->source.text, span.begin, span.end);
    text->piece = (struct piece){{0, (uint32_t)bytes.len}, span};
    return (struct text){
        .bytes = bytes, .pieces = &text->piece, .piece_count = bytes.len > 0};
}

/* The text of bytes within a line. */
static struct text read_text(struct pack_text *text, struct span span)
{
    struct slice bytes = slice_cut(text->source.text, span.begin, span.end);
    return is_plain(bytes) ? plain_text(text, span) : read_markdown(text, span);
}

/* Where a part of the source stands. */
static struct span span_of(const struct pack_text *text, struct slice part)
{
    uint32_t begin = (uint32_t)(part.bytes - text->source.text.bytes);
    return (struct span){begin, begin + (uint32_t)part.len};
}

/* The first line that is not read yet; NULL behind the last. */
static const struct pack_line *peek(struct pack_text *text)
{
    if (!text->is_ahead) {
        text->is_ahead =
            pack_line_read(&text->source, text->next_line, &text->ahead);
    }
    return text->is_ahead ? &text->ahead : NULL;
}

static void take_line(struct pack_text *text)
{
    text->next_line++;
    text->is_ahead = false;
}

/* Does the line go on with a paragraph? A list begins below one only with a
   bullet or the number 1. */
static bool goes_on(const struct pack_line *line)
{
    return line->kind == LINE_TEXT ||
           (line->kind == LINE_ITEM && line->mark > 1 &&
               line->bytes.bytes[0] != '1');
}

/* The text of a paragraph or an item whose first line is the last that was
   read, from a byte of it on. */
static void read_paragraph(
    struct pack_text *text, struct span first, struct pack_block *ret)
{
    ret->span.end = first.end;
    const struct pack_line *line = peek(text);
    if (!line || !goes_on(line)) {
        ret->text = read_text(text, first);
        return;
    }
    struct slice bytes = slice_cut(text->source.text, first.begin, first.end);
    struct text_builder builder = {.arena = text->arena};
    text_add(&builder, bytes, first.begin);
    do {
        text_add_space(
            &builder, (struct span){ret->span.end, line->text.begin});
        text_add(&builder, line->bytes, line->text.begin);
        ret->span.end = line->text.end;
        take_line(text);
        line = peek(text);
    } while (line && goes_on(line));
    struct span all = {first.begin, ret->span.end};
    ret->text = is_plain(slice_cut(text->source.text, all.begin, all.end))
                    ? text_finish(&builder)
                    : read_markdown(text, all);
}

/* "|---|:--|" below a line with bars. */
static bool begins_table(struct pack_text *text, const struct pack_line *first)
{
    if (slice_find(first->bytes, SLICE("|"), 0) == SLICE_NOT_FOUND) {
        return false;
    }
    const struct pack_line *line = peek(text);
    if (!line || slice_find(line->bytes, SLICE("-"), 0) == SLICE_NOT_FOUND) {
        return false;
    }
    for (size_t i = 0; i < line->bytes.len; i++) {
        if (!memchr("|-: \t", line->bytes.bytes[i], 5)) {
            return false;
        }
    }
    return true;
}

static void read_table(struct pack_text *text, const struct pack_line *first,
    struct pack_block *ret)
{
    struct slice cell = first->bytes;
    if (cell.bytes[0] == '|') {
        cell = slice_cut(cell, 1, cell.len);
    }
    cell = slice_cut(cell, 0, slice_find(cell, SLICE("|"), 0));
    ret->kind = PACK_BLOCK_TABLE;
    ret->text = read_text(text, span_of(text, slice_trim(cell)));
    const struct pack_line *line = peek(text);
    while (line && (line->kind == LINE_TEXT || line->kind == LINE_DRAWN)) {
        ret->span.end = line->text.end;
        take_line(text);
        line = peek(text);
    }
}

/* Marks that close a heading are none of it. */
static void read_heading(struct pack_text *text, const struct pack_line *line,
    struct pack_block *ret)
{
    struct slice name =
        slice_trim(slice_cut(line->bytes, line->mark, line->bytes.len));
    size_t end = name.len;
    while (end > 0 && name.bytes[end - 1] == '#') {
        end--;
    }
    if (end == 0 || name.bytes[end - 1] == ' ') {
        name.len = end;
    }
    ret->kind = PACK_BLOCK_HEADING;
    ret->level = line->mark;
    ret->text = read_text(text, span_of(text, slice_trim(name)));
}

static void read_item(struct pack_text *text, const struct pack_line *line,
    struct pack_block *ret)
{
    struct slice rest = slice_cut(line->bytes, line->mark, line->bytes.len);
    uint32_t blanks = (uint32_t)(rest.len - slice_trim(rest).len);
    ret->kind = PACK_BLOCK_ITEM;
    read_paragraph(text,
        (struct span){line->text.begin + line->mark + blanks, line->text.end},
        ret);
}

/* Does the line close the fence that the other opened? */
static bool closes(
    const struct pack_line *line, const struct pack_line *opening)
{
    struct slice bytes = line->bytes;
    return bytes.len > 0 && bytes.len >= opening->mark &&
           bytes.bytes[0] == opening->bytes.bytes[0] &&
           pack_run_length(bytes) == bytes.len;
}

/* A line of a fence, without the white space that is before the opening one
   too; every line break becomes LF. */
static void add_code(const struct pack_text *text, const struct pack_line *line,
    uint32_t indent, struct text_builder *builder)
{
    struct slice source = text->source.text;
    uint32_t own = line->text.begin - line->span.begin;
    uint32_t begin = line->span.begin + (own < indent ? own : indent);
    struct slice rest = slice_cut(source, begin, line->span.end);
    struct slice code = {0};
    slice_next_line(&rest, &code);
    uint32_t end = begin + (uint32_t)code.len;
    if (line->span.end == end + 1 && source.bytes[end] == '\n') {
        code.len++;
    }
    text_add(builder, code, begin);
    if (line->span.end > begin + code.len) {
        text_add_decoded(
            builder, SLICE("\n"), (struct span){end, line->span.end});
    }
}

/* The text of the lines from the first on, which have those bytes. */
static struct text read_code(
    struct pack_text *text, size_t first, struct span span, uint32_t indent)
{
    struct slice bytes = slice_cut(text->source.text, span.begin, span.end);
    if (indent == 0 && slice_find(bytes, SLICE("\r"), 0) == SLICE_NOT_FOUND) {
        return plain_text(text, span_of(text, slice_trim(bytes)));
    }
    struct text_builder builder = {.arena = text->arena};
    struct pack_line line;
    while (pack_line_find(&text->source, first++, &line) &&
           line.span.begin < span.end) {
        add_code(text, &line, indent, &builder);
    }
    return text_finish(&builder);
}

/* The lines up to the one that closes the fence. */
static void read_fence(struct pack_text *text, const struct pack_line *opening,
    struct pack_block *ret)
{
    struct slice info = slice_trim(
        slice_cut(opening->bytes, opening->mark, opening->bytes.len));
    size_t first = text->next_line;
    struct span code = {opening->span.end, opening->span.end};
    struct pack_line line;
    bool is_closed = false;
    while (
        !is_closed && pack_line_find(&text->source, text->next_line, &line)) {
        text->next_line++;
        ret->span.end = line.span.end;
        is_closed = closes(&line, opening);
        code.end = is_closed ? code.end : line.span.end;
    }
    ret->kind = PACK_BLOCK_FENCE;
    slice_next_part(&info, ' ', &ret->info);
    ret->remark = slice_trim(info);
    ret->text =
        read_code(text, first, code, opening->text.begin - opening->span.begin);
}

static void read_quote(struct pack_text *text, struct pack_block *ret)
{
    const struct pack_line *line;
    ret->kind = PACK_BLOCK_QUOTE;
    while ((line = peek(text)) && line->kind == LINE_QUOTE) {
        ret->span.end = line->span.end;
        take_line(text);
    }
}

/* Up to the line that ends the comment. */
static void skip_comment(struct pack_text *text, const struct pack_line *line)
{
    while (slice_find(line->bytes, SLICE("-->"), 0) == SLICE_NOT_FOUND &&
           (line = peek(text))) {
        take_line(text);
    }
}

/* What begins with the line; false when it shows nothing. */
static bool read_block(struct pack_text *text, const struct pack_line *line,
    struct pack_block *ret)
{
    *ret = (struct pack_block){
        .span = line->text, .line = (uint32_t)text->next_line};
    switch (line->kind) {
    case LINE_BLANK:
    case LINE_DRAWN:
        return false;
    case LINE_COMMENT:
        skip_comment(text, line);
        return false;
    case LINE_HEADING:
        read_heading(text, line, ret);
        return true;
    case LINE_FENCE:
        ret->span = line->span;
        read_fence(text, line, ret);
        return true;
    case LINE_QUOTE:
        ret->span = line->span;
        read_quote(text, ret);
        return true;
    case LINE_ITEM:
        read_item(text, line, ret);
        return ret->text.bytes.len > 0;
    case LINE_TEXT:
        if (begins_table(text, line)) {
            read_table(text, line, ret);
            return true;
        }
        ret->kind = PACK_BLOCK_PARAGRAPH;
        read_paragraph(text, line->text, ret);
        return ret->text.bytes.len > 0;
    }
    return false;
}

bool pack_text_open(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_text *ret, struct error *ret_error)
{
    *ret = (struct pack_text){.arena = arena};
    if (!source_over(arena, name, markdown, &ret->source, ret_error)) {
        return false;
    }
    struct slice text = ret->source.text;
    pack_front_read(text, &ret->front);
    uint32_t begin = (uint32_t)frontmatter_read(text).len;
    ret->next_line = source_line(&ret->source, begin) - 1;
    return true;
}

bool pack_text_next(struct pack_text *text, struct pack_block *ret)
{
    const struct pack_line *next;
    while ((next = peek(text))) {
        take_line(text);
        if (next->kind == LINE_BLANK) {
            continue;
        }
        struct pack_line line = *next; /* further ones take its place */
        if (read_block(text, &line, ret)) {
            return true;
        }
    }
    return false;
}
