/*
 * markdown_code.c - code blocks of Markdown, and what only looks like one.
 */
#include "parser/ascii.h"
#include "parser/markdown_reader.h"
#include "parser/utf8.h"

/* Where the bytes of a literal's line stand: it is the end of its source line,
   but for spaces that cmark made of a cut tab. */
static uint32_t find_literal_line(
    const struct lines *lines, uint32_t number, struct slice *literal)
{
    struct slice line = line_text(lines, number);
    while (!slice_ends_with(line, *literal)) {
        *literal = slice_cut(*literal, 1, literal->len);
    }
    return line_begin(lines, number) + (uint32_t)(line.len - literal->len);
}

static bool is_fenced(struct markdown_reader *reader, cmark_node *node)
{
    uint32_t number = node_line(node);
    struct slice line = line_text(&reader->lines, number);
    struct cursor cursor = containers_skip(
        &reader->lines, reader->containers, reader->container_count, number);
    size_t at = node_column(node) - 1;
    return cursor_indent(line, cursor) < 4 && at < line.len &&
           (line.bytes[at] == '`' || line.bytes[at] == '~');
}

static bool has_cyrillic(struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        if (utf8_is_cyrillic(utf8_next(text, &offset))) {
            return true;
        }
    }
    return false;
}

/* Code as it stands, line breaks kept. */
static void read_code_lines(struct markdown_reader *reader,
    struct slice literal, uint32_t line, bool fenced)
{
    struct text_builder builder = {.arena = markdown_arena(reader)};
    struct slice content;
    uint32_t number = line + fenced;
    while (slice_next_line(&literal, &content)) {
        uint32_t begin = find_literal_line(&reader->lines, number, &content);
        text_add(&builder, content, begin);
        uint32_t end = begin + (uint32_t)content.len;
        number++;
        text_add_decoded(&builder, SLICE("\n"),
            (struct span){end, line_begin(&reader->lines, number)});
    }
    struct block block = markdown_block(reader, BLOCK_CODE);
    block.text = text_finish(&builder);
    block.span = (struct span){line_begin(&reader->lines, line),
        line_begin(&reader->lines, number + fenced)};
    markdown_note_item(reader, &block);
    markdown_add(reader, block);
}

/* A paragraph of indented prose that is being read. */
struct prose {
    struct text_builder text;
    struct provision_opening opening;
    struct slice previous; /* its last line */
    struct span span;
    bool is_open;
};

static void end_prose(struct markdown_reader *reader, struct prose *prose)
{
    if (prose->is_open) {
        struct block block = markdown_block(reader, BLOCK_PARAGRAPH);
        block.text = text_finish(&prose->text);
        block.span = prose->span;
        markdown_note_item(reader, &block);
        markdown_add(reader, block);
    }
    *prose = (struct prose){.text = {.arena = markdown_arena(reader)}};
}

static void add_prose_line(
    struct prose *prose, struct slice content, uint32_t begin)
{
    if (prose->is_open) {
        text_add_space(&prose->text, (struct span){prose->span.end, begin});
    } else {
        prose->opening = provision_opening(content);
        prose->span.begin = begin;
        prose->is_open = true;
    }
    text_add(&prose->text, content, begin);
    prose->span.end = begin + (uint32_t)content.len;
    prose->previous = content;
}

/* Prose that was indented by four spaces is code to Markdown, but not to the
   one who wrote it. */
static void read_indented_prose(
    struct markdown_reader *reader, struct slice literal, uint32_t number)
{
    struct prose prose = {.text = {.arena = markdown_arena(reader)}};
    struct slice content;
    for (; slice_next_line(&literal, &content); number++) {
        uint32_t begin = find_literal_line(&reader->lines, number, &content);
        bool is_blank = slice_trim(content).len == 0;
        if (is_blank ||
            provision_begins(prose.previous, prose.opening, content)) {
            end_prose(reader, &prose);
        }
        if (!is_blank) {
            add_prose_line(&prose, content, begin);
        }
    }
    end_prose(reader, &prose);
}

/* A comment that begins in the line. */
static void note_comment(struct markdown_reader *reader, uint32_t number)
{
    struct slice text = reader->lines.source->text;
    size_t line = line_begin(&reader->lines, number);
    size_t begin = slice_find(text, SLICE("<!--"), line);
    size_t end = slice_find(text, SLICE("-->"), begin);
    if (begin != SLICE_NOT_FOUND && end != SLICE_NOT_FOUND) {
        comment_add(&reader->list->comments,
            (struct span){(uint32_t)begin, (uint32_t)end + 3});
    }
}

/* Lines of raw HTML, comments left out. */
void markdown_read_html(
    struct markdown_reader *reader, struct slice literal, uint32_t number)
{
    struct slice content = slice_trim(literal);
    if (slice_starts_with(content, SLICE("<!--")) &&
        slice_find(content, SLICE("-->"), 0) == content.len - 3) {
        note_comment(reader, number);
        return;
    }
    for (; slice_next_line(&literal, &content); number++) {
        uint32_t begin = find_literal_line(&reader->lines, number, &content);
        islands_add(&reader->islands,
            (struct span){begin, begin + (uint32_t)content.len});
    }
}

static bool begins_with_tag(struct slice literal)
{
    literal = slice_trim(literal);
    char second = literal.len > 1 ? literal.bytes[1] : ' ';
    return slice_starts_with(literal, SLICE("<")) &&
           (second == '/' || second == '!' || ascii_is_letter(second));
}

void markdown_read_code(struct markdown_reader *reader, cmark_node *node)
{
    struct slice literal = slice_from(cmark_node_get_literal(node));
    bool fenced = is_fenced(reader, node);
    if (!fenced && begins_with_tag(literal)) {
        /* HTML goes on, indented, below a blank line. */
        markdown_read_html(reader, literal, node_line(node));
        return;
    }
    if (!fenced && has_cyrillic(literal)) {
        read_indented_prose(reader, literal, node_line(node));
        return;
    }
    size_t before = reader->list->count;
    read_code_lines(reader, literal, node_line(node), fenced);
    struct slice word = slice_from(cmark_node_get_fence_info(node));
    size_t end = 0;
    while (
        end < word.len && word.bytes[end] != ' ' && word.bytes[end] != '\t') {
        end++;
    }
    if (reader->list->count > before) {
        reader->list->items[before].info =
            arena_copy(markdown_arena(reader), slice_cut(word, 0, end));
    }
}
