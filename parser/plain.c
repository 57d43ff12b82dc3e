/*
 * plain.c - plain text to blocks.
 *
 * A text file says nothing about its paragraphs but by its lines. Either every
 * line is a paragraph (as when a page or a Word document was saved as text),
 * or lines were broken at a width, and a paragraph goes on until a blank line,
 * an indented line, or a line that was broken too early for the width. Numbers
 * stay in the text; bullets are markers.
 */
#include "parser/block.h"
#include "parser/provision.h"
#include "parser/utf8.h"

/* Longer lines, in code points, were broken by nobody. */
#define WIDEST 130

/* In a text broken at a width every so-many-th line, at least, goes on with a
   small letter. */
#define CONTINUED_SHARE 4

/* One line that is not blank. */
struct line {
    struct slice text; /* without white space at its ends */
    uint32_t begin;    /* byte of the source where the text begins */
    size_t indent;     /* bytes of white space before it */
    size_t width;      /* code points with the indent */
    bool is_after_gap; /* the line above is blank, or there is none */
};

struct line_list {
    struct line *items;
    size_t count;
    size_t capacity;
};

struct paragraph {
    struct text_builder text;
    struct provision_opening opening;
    struct span span;
    bool is_open;
};

struct reader {
    const struct source *source;
    struct block_list *list;
    struct error *error;
    struct line_list lines;
    size_t width; /* code points that lines were broken at; 0: they were not */
    struct paragraph paragraph;
    struct typed_list typed_list;
    uint32_t list_count;
    uint32_t item_count;
};

/* "-----", "=====", "* * *": a line drawn, nothing to read. */
static bool is_rule(struct slice line)
{
    size_t count = 0;
    for (size_t offset = 0; offset < line.len;) {
        uint32_t code_point = utf8_next(line, &offset);
        bool is_dash = code_point >= 0x2012 && code_point <= 0x2015;
        if (code_point == '-' || code_point == '=' || code_point == '*' ||
            code_point == '~' || is_dash) {
            count++;
        } else if (!utf8_is_space(code_point)) {
            return false;
        }
    }
    return count >= 3;
}

/* Bytes of white space that the text begins with. */
static size_t indent_of(struct slice text)
{
    size_t at = 0;
    while (at < text.len) {
        size_t next = at;
        if (!utf8_is_space(utf8_next(text, &next))) {
            break;
        }
        at = next;
    }
    return at;
}

/* Whether nothing of the text can be seen. */
static bool is_blank(struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        uint32_t code_point = utf8_next(text, &offset);
        if (!utf8_is_space(code_point) && !utf8_is_invisible(code_point)) {
            return false;
        }
    }
    return true;
}

static void find_lines(struct reader *reader)
{
    struct slice rest = reader->source->text;
    struct slice content;
    bool is_after_gap = true;
    while (slice_next_line(&rest, &content)) {
        struct line line = {
            .indent = indent_of(content),
            .is_after_gap = is_after_gap,
        };
        line.text = slice_cut(content, line.indent, content.len);
        size_t width = utf8_count(line.text);
        line.text = slice_trim(line.text);
        is_after_gap = is_blank(line.text) || is_rule(line.text);
        if (is_after_gap) {
            continue;
        }
        line.width = width + line.indent;
        line.begin = (uint32_t)(line.text.bytes - reader->source->text.bytes);
        struct line_list *lines = &reader->lines;
        lines->items = arena_grow(reader->list->arena, lines->items,
            lines->count, &lines->capacity, sizeof(line));
        lines->items[lines->count++] = line;
    }
}

static uint32_t first_of(struct slice text)
{
    size_t offset = 0;
    return text.len ? utf8_next(text, &offset) : 0;
}

/* Whether the lines were broken at a width, and at which. */
static void find_width(struct reader *reader)
{
    size_t breaks = 0;
    size_t continued = 0;
    size_t widest = 0;
    for (size_t i = 1; i < reader->lines.count; i++) {
        const struct line *line = &reader->lines.items[i];
        const struct line *above = line - 1;
        if (line->is_after_gap) {
            continue;
        }
        breaks++;
        if (provision_begins_small(line->text) &&
            !provision_is_closed(above->text)) {
            continued++;
            widest = above->width > widest ? above->width : widest;
        }
    }
    bool is_broken = continued > 1 && widest <= WIDEST &&
                     continued >= breaks / CONTINUED_SHARE;
    reader->width = is_broken ? widest : 0;
}

static bool has_small(struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        if (utf8_is_lower(utf8_next(text, &offset))) {
            return true;
        }
    }
    return false;
}

static size_t first_word_width(struct slice text)
{
    size_t width = 0;
    for (size_t offset = 0; offset < text.len; width++) {
        if (utf8_is_space(utf8_next(text, &offset))) {
            break;
        }
    }
    return width;
}

/* «персональ-» with «ных» below it. */
static bool is_hyphenated(const struct line *above, const struct line *line)
{
    return slice_ends_with(above->text, SLICE("-")) && above->text.len > 1 &&
           provision_begins_small(line->text);
}

/* Whether the line goes on with a sentence: «также …», «(гражданину) …». */
static bool goes_on(
    const struct line *line, const struct provision_opening *own)
{
    return provision_begins_small(line->text) ||
           (own->kind == OPENING_NONE && first_of(line->text) == '(' &&
               provision_begins_small(
                   slice_cut(line->text, 1, line->text.len)));
}

/* Whether the line begins a paragraph though no blank line is above it. */
static bool begins_paragraph(const struct reader *reader,
    const struct line *above, const struct line *line)
{
    const struct provision_opening *opening = &reader->paragraph.opening;
    struct provision_opening own = provision_opening(line->text);
    if (is_hyphenated(above, line)) {
        return false;
    }
    if (provision_begins(above->text, *opening, line->text)) {
        return true;
    }
    bool had_room =
        above->width + 1 + first_word_width(line->text) <= reader->width;
    if (own.kind == OPENING_BULLET && (reader->width == 0 || had_room)) {
        return true;
    }
    bool is_closed = provision_is_closed(above->text);
    if (goes_on(line, &own) && !is_closed) {
        return false;
    }
    /* A title in capitals on two lines. */
    if (!is_closed && own.kind == OPENING_NONE && !has_small(above->text) &&
        !has_small(line->text) && utf8_is_upper(first_of(line->text))) {
        return false;
    }
    bool is_indented =
        line->indent > above->indent + 1 && opening->kind == OPENING_NONE;
    return reader->width == 0 || is_indented || had_room;
}

static bool end_paragraph(struct reader *reader)
{
    struct paragraph *paragraph = &reader->paragraph;
    if (!paragraph->is_open) {
        return true;
    }
    struct block block = {
        .kind = BLOCK_PARAGRAPH,
        .text = text_finish(&paragraph->text),
        .span = paragraph->span,
        .quote = NONE,
        .list = NONE,
        .item = NONE,
        .table = NONE,
    };
    *paragraph = (struct paragraph){.text = {.arena = reader->list->arena}};
    provision_note_bullet(
        &reader->typed_list, reader->list, &block, &reader->list_count);
    if (block.kind == BLOCK_ITEM) {
        block.item = reader->item_count++;
    }
    if (block.text.bytes.len == 0) {
        return true;
    }
    return block_add(reader->list, block, reader->error);
}

static void add_line(struct reader *reader, const struct line *line)
{
    struct paragraph *paragraph = &reader->paragraph;
    if (paragraph->is_open) {
        text_add_space(
            &paragraph->text, (struct span){paragraph->span.end, line->begin});
    } else {
        paragraph->span.begin = line->begin;
        paragraph->opening = provision_opening(line->text);
        paragraph->is_open = true;
    }
    text_add(&paragraph->text, line->text, line->begin);
    paragraph->span.end = line->begin + (uint32_t)line->text.len;
}

bool plain_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    struct reader reader = {
        .source = source,
        .list = ret,
        .error = ret_error,
        .paragraph = {.text = {.arena = ret->arena}},
    };
    find_lines(&reader);
    find_width(&reader);
    for (size_t i = 0; i < reader.lines.count; i++) {
        const struct line *line = &reader.lines.items[i];
        if ((line->is_after_gap || begins_paragraph(&reader, line - 1, line)) &&
            !end_paragraph(&reader)) {
            return false;
        }
        add_line(&reader, line);
    }
    return end_paragraph(&reader);
}
