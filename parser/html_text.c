/*
 * html_text.c - from runs of text to blocks.
 *
 * White space collapses as in a browser: a run of it is one space, which maps
 * to its first byte, and none at the ends of a paragraph.
 */
#include "parser/html_decode.h"
#include "parser/html_line.h"
#include "parser/html_mask.h"
#include "parser/html_reader.h"
#include "parser/utf8.h"

struct html_frame *html_top(struct html_reader *reader)
{
    return &reader->frames[reader->frame_count - 1];
}

static void restart(struct html_reader *reader)
{
    reader->paragraph =
        (struct html_paragraph){.builder = {.arena = reader->html.arena}};
    for (uint32_t i = 0; i < reader->bold_depth; i++) {
        text_begin_strong(&reader->paragraph.builder);
    }
}

static enum block_kind kind_of(struct html_reader *reader)
{
    const struct html_context *context = &html_top(reader)->context;
    if (context->is_code && context->is_pre) {
        return BLOCK_CODE;
    }
    if (context->item != NONE) {
        struct html_frame *item = &reader->frames[context->item_frame];
        if (!item->has_text) {
            item->has_text = true;
            return BLOCK_ITEM;
        }
    }
    return context->level ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

static struct block make_block(struct html_reader *reader, struct text text)
{
    const struct html_context *context = &html_top(reader)->context;
    const struct html_paragraph *paragraph = &reader->paragraph;
    struct block block = {
        .kind = kind_of(reader),
        .text = text,
        .span = {text.pieces[0].source.begin,
            text.pieces[text.piece_count - 1].source.end},
        .level = context->level,
        .quote_depth = context->quote_depth,
        .quote = context->quote,
        .list_depth = context->list_depth,
        .list = context->list,
        .item = context->item,
        .is_link = paragraph->linked == paragraph->visible,
        .is_centred = context->is_centred,
        .table = NONE,
    };
    if (block.kind == BLOCK_ITEM) {
        block.marker = context->marker;
        block.is_ordered = context->is_ordered;
    }
    if (context->table && context->is_cell) {
        block.table = context->table->table.number;
        block.row = context->table->row;
        block.column = context->table->column;
        block.is_header = context->is_header;
    }
    return block;
}

/* A link whose text is an address (a site, an e-mail) is contents. */
static bool reads_as_address(struct slice text)
{
    return slice_find(text, SLICE("://"), 0) != SLICE_NOT_FOUND ||
           slice_find(text, SLICE("www."), 0) != SLICE_NOT_FOUND ||
           slice_find(text, SLICE("@"), 0) != SLICE_NOT_FOUND;
}

static void add_block(struct html_reader *reader, struct text text)
{
    struct html_page *html = &reader->html;
    struct block block = make_block(reader, text);
    struct html_note note = {
        .zone = html_top(reader)->context.zone,
        .is_navigation =
            reader->paragraph.navigating == reader->paragraph.visible &&
            !reads_as_address(text.bytes),
    };
    html->notes = arena_grow(html->arena, html->notes, html->list->count,
        &html->note_capacity, sizeof(note));
    html->notes[html->list->count] = note;
    if (!block_add(html->list, block, reader->error)) {
        reader->is_failed = true;
    }
}

/* End the paragraph, if there is one. */
void html_flush(struct html_reader *reader)
{
    if (reader->paragraph.visible == 0 || reader->is_failed) {
        restart(reader);
        return;
    }
    struct text text = text_finish(&reader->paragraph.builder);
    if (html_top(reader)->element == HTML_TITLE) {
        struct slice *title = &reader->html.list->title;
        *title = title->len ? *title : text.bytes;
    } else if (text.piece_count) {
        add_block(reader, text);
    }
    restart(reader);
}

/* Is all of the text so far bold, and what comes now not? */
static bool ends_bold(const struct html_reader *reader)
{
    const struct text_builder *builder = &reader->paragraph.builder;
    return reader->bold_depth == 0 && builder->strong_count == 1 &&
           builder->strong[0].begin == 0 &&
           builder->strong[0].end >=
               slice_trim(buffer_slice(&builder->bytes)).len;
}

/* Do the line breaks before a line end the paragraph? In a heading a single
   one does not. */
static bool ends_paragraph(struct html_reader *reader, struct slice line)
{
    const struct html_paragraph *paragraph = &reader->paragraph;
    if (paragraph->breaks != 1) {
        return paragraph->breaks > 1;
    }
    struct slice written = buffer_slice(&paragraph->builder.bytes);
    bool is_heading = html_top(reader)->context.level > 0;
    return !is_heading && (html_line_begins_paragraph(written, line) ||
                              (ends_bold(reader) && !html_line_goes_on(line)));
}

/* A visible character comes at the offset: settle what stood before it. */
static void settle(struct html_reader *reader, size_t at, size_t end)
{
    struct html_paragraph *paragraph = &reader->paragraph;
    struct slice line = slice_cut(reader->page, at, end);
    if (paragraph->visible && ends_paragraph(reader, line)) {
        html_flush(reader);
    }
    if (paragraph->visible && (paragraph->has_space || paragraph->breaks)) {
        /* A <br> between two words is a space that the source does not have. */
        struct span nothing = {(uint32_t)at, (uint32_t)at};
        text_add_space(&paragraph->builder,
            paragraph->has_space ? paragraph->space : nothing);
    }
    paragraph->has_space = false;
    paragraph->breaks = 0;
}

static void count_visible(struct html_reader *reader, size_t len)
{
    const struct html_context *context = &html_top(reader)->context;
    reader->paragraph.visible += len;
    reader->paragraph.linked += context->is_link ? len : 0;
    reader->paragraph.navigating += context->is_navigation ? len : 0;
}

static void note_space(struct html_reader *reader, struct span span)
{
    if (!reader->paragraph.has_space) {
        reader->paragraph.has_space = true;
        reader->paragraph.space = span;
    }
}

/* The end of the characters that read as they stand, single spaces between
   words included. */
static size_t literal_end(
    const struct html_reader *reader, size_t at, size_t end)
{
    const char *bytes = reader->page.bytes;
    while (at < end && bytes[at] != '&' && bytes[at] != HTML_MASK_BYTE) {
        if (html_is_space(bytes[at])) {
            bool is_single = bytes[at] == ' ' && at + 1 < end &&
                             !html_is_space(bytes[at + 1]) &&
                             bytes[at + 1] != '&' &&
                             bytes[at + 1] != HTML_MASK_BYTE;
            if (!is_single) {
                break;
            }
        }
        at++;
    }
    return at;
}

static size_t add_reference(struct html_reader *reader, size_t at, size_t end,
    struct html_reference reference)
{
    struct span span = {(uint32_t)at, (uint32_t)(at + reference.len)};
    char bytes[UTF8_LONGEST];
    struct slice decoded = {bytes, utf8_encode(reference.code_point, bytes)};
    if (reference.code_point <= ' ') {
        if (html_is_space(bytes[0])) {
            note_space(reader, span);
        }
        return span.end;
    }
    if (utf8_is_invisible(reference.code_point)) {
        return span.end;
    }
    bool is_visible = !utf8_is_space(reference.code_point);
    if (is_visible) {
        settle(reader, at, end);
    } else if (reader->paragraph.visible == 0 || reader->paragraph.breaks) {
        return span.end; /* the indent of a line */
    }
    if (reader->paragraph.has_space) {
        text_add_space(&reader->paragraph.builder, reader->paragraph.space);
        reader->paragraph.has_space = false;
    }
    text_add_decoded(&reader->paragraph.builder, decoded, span);
    count_visible(reader, is_visible ? decoded.len : 0);
    return span.end;
}

/* Code keeps its white space. */
static size_t add_code(struct html_reader *reader, size_t at, size_t end)
{
    const char *bytes = reader->page.bytes;
    size_t stop = at;
    while (stop < end && bytes[stop] != HTML_MASK_BYTE &&
           (stop == at || bytes[stop] != '&')) {
        stop++;
    }
    text_add(&reader->paragraph.builder, slice_cut(reader->text, at, stop),
        (uint32_t)at);
    count_visible(reader, slice_trim(slice_cut(reader->text, at, stop)).len);
    return stop;
}

static size_t add_literal(struct html_reader *reader, size_t at, size_t end)
{
    size_t stop = literal_end(reader, at, end);
    stop = stop == at ? at + 1 : stop; /* "&" that begins no reference */
    settle(reader, at, end);
    text_add(&reader->paragraph.builder, slice_cut(reader->text, at, stop),
        (uint32_t)at);
    count_visible(reader, stop - at);
    return stop;
}

/* One step in a run of text; returns where the next one begins. */
static size_t add_some(struct html_reader *reader, size_t at, size_t end)
{
    const struct html_context *context = &html_top(reader)->context;
    char byte = reader->page.bytes[at];
    if (byte == HTML_MASK_BYTE) {
        return at + 1;
    }
    struct html_reference reference = {0, 0};
    if (byte == '&') {
        reference = html_reference_at(slice_cut(reader->page, 0, end), at);
    }
    if (reference.len) {
        return add_reference(reader, at, end, reference);
    }
    if (context->is_pre && context->is_code) {
        return add_code(reader, at, end);
    }
    if (!html_is_space(byte)) {
        return add_literal(reader, at, end);
    }
    if (context->is_pre && byte == '\n') {
        reader->paragraph.breaks++;
    }
    note_space(reader, (struct span){(uint32_t)at, (uint32_t)at + 1});
    return at + 1;
}

void html_add_text(struct html_reader *reader, struct span span)
{
    if (reader->silent_depth) {
        return;
    }
    for (size_t at = span.begin; at < span.end && !reader->is_failed;) {
        at = add_some(reader, at, span.end);
    }
}
