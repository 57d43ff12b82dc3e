/*
 * html.c - a page as blocks: the walk over its tags and text.
 *
 * Text gathers in one paragraph until a block element begins or ends. What an
 * element says of its content is kept in a context, which every element
 * inherits from the one around it. What the page as a whole tells (furniture,
 * layout tables) is decided afterwards, in html_furniture.c and html_table.c.
 */
#include "parser/block.h"
#include "parser/html_decode.h"
#include "parser/html_marker.h"
#include "parser/html_mask.h"
#include "parser/html_page.h"
#include "parser/html_walk.h"
#include "parser/utf8.h"

#include <string.h>

#define COLUMN_LIMIT 64 /* columns whose rowspan= is minded */
#define SPAN_LIMIT 1000 /* greatest rowspan= and colspan= */
#define NAME_LIMIT 32   /* bytes of an element's name that are compared */

/* A table that is open. Lives in the arena. */
struct open_table {
    struct html_table table;
    uint32_t row;
    uint32_t column;      /* of the open cell, or of the last one */
    uint32_t next_column; /* where the row goes on */
    bool has_row;
    uint32_t taken_until[COLUMN_LIMIT]; /* rows below this one are spanned */
};

/* What holds for the text inside an element. */
struct context {
    uint32_t zone;
    uint32_t quote;
    uint32_t list;
    uint32_t item;
    size_t list_frame; /* index of the innermost list's frame */
    size_t item_frame; /* index of the innermost item's frame */
    struct slice marker;
    struct open_table *table;
    uint16_t list_depth;
    uint8_t level;
    uint8_t quote_depth;
    bool is_ordered;
    bool is_cell;
    bool is_header_row;
    bool is_header;
    bool is_centred;
    bool is_link;
    bool is_navigation;
    bool is_pre;
    bool is_code;
    bool is_in_main;
};

/* An open element. */
struct frame {
    char name[NAME_LIMIT];
    size_t name_len;
    enum html_element element;
    struct context context;
    bool is_bold;
    bool is_silent;
    bool has_text; /* an item: its first paragraph is written */
    /* A list: */
    enum html_marker_style style;
    bool is_reversed;
    size_t first_block;
    int32_t counter; /* number of the next item */
};

/* The text of the block that is being read. */
struct paragraph {
    struct text_builder builder;
    size_t visible;    /* bytes that are no white space */
    size_t linked;     /* of these: in links */
    size_t navigating; /* of these: in links to other pages */
    uint32_t breaks;   /* line breaks since the last visible byte */
    bool has_space;    /* white space since the last visible byte */
    struct span space; /* where */
};

struct reader {
    struct slice text; /* the source */
    struct slice page; /* the same, masked */
    struct html_page html;
    struct error *error;
    struct paragraph paragraph;
    struct frame frames[BLOCK_NESTING_LIMIT + 1]; /* the first is the page */
    size_t frame_count;
    uint32_t silent_depth; /* open elements whose text is not read */
    uint32_t bold_depth;
    uint32_t list_count;
    uint32_t item_count;
    uint32_t quote_count;
    uint32_t table_count;
    bool is_failed;
};

static struct frame *top(struct reader *reader)
{
    return &reader->frames[reader->frame_count - 1];
}

/* ---- From text to blocks ---- */

static void restart(struct reader *reader)
{
    reader->paragraph =
        (struct paragraph){.builder = {.arena = reader->html.arena}};
    for (uint32_t i = 0; i < reader->bold_depth; i++) {
        text_begin_strong(&reader->paragraph.builder);
    }
}

static enum block_kind kind_of(struct reader *reader)
{
    const struct context *context = &top(reader)->context;
    if (context->is_code && context->is_pre) {
        return BLOCK_CODE;
    }
    if (context->item != NONE) {
        struct frame *item = &reader->frames[context->item_frame];
        if (!item->has_text) {
            item->has_text = true;
            return BLOCK_ITEM;
        }
    }
    return context->level ? BLOCK_HEADING : BLOCK_PARAGRAPH;
}

static struct block make_block(struct reader *reader, struct text text)
{
    const struct context *context = &top(reader)->context;
    const struct paragraph *paragraph = &reader->paragraph;
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

static void add_block(struct reader *reader, struct text text)
{
    struct html_page *html = &reader->html;
    struct block block = make_block(reader, text);
    struct html_note note = {
        .zone = top(reader)->context.zone,
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
static void flush(struct reader *reader)
{
    if (reader->paragraph.visible == 0 || reader->is_failed) {
        restart(reader);
        return;
    }
    struct text text = text_finish(&reader->paragraph.builder);
    if (top(reader)->element == HTML_TITLE) {
        struct slice *title = &reader->html.list->title;
        *title = title->len ? *title : text.bytes;
    } else if (text.piece_count) {
        add_block(reader, text);
    }
    restart(reader);
}

/* ---- Text ---- */

static bool is_digit(char byte)
{
    return byte >= '0' && byte <= '9';
}

/* Does a line begin with a number («5.», «1.2», «3)») ? */
static bool begins_with_number(struct slice line)
{
    size_t at = 0;
    size_t marks = 0;
    while (at < line.len && is_digit(line.bytes[at])) {
        size_t digits = at;
        while (at < line.len && is_digit(line.bytes[at])) {
            at++;
        }
        if (at - digits > 2) {
            return false; /* a year, an amount */
        }
        if (at < line.len && (line.bytes[at] == '.' || line.bytes[at] == ')')) {
            at++;
            marks++;
        }
    }
    return marks > 0;
}

/* ... or with a dash or a bullet and a space? */
static bool begins_with_bullet(struct slice line)
{
    static const char *const bullets[] = {
        "-", "–", "—", "•", "·", "*", "●", "▪", "◦"};
    for (size_t i = 0; i < sizeof(bullets) / sizeof(*bullets); i++) {
        struct slice bullet = slice_from(bullets[i]);
        if (slice_starts_with(line, bullet)) {
            struct slice rest = slice_cut(line, bullet.len, line.len);
            return rest.len == 0 || html_is_space(rest.bytes[0]) ||
                   slice_starts_with(rest, SLICE("\xC2\xA0")) ||
                   slice_starts_with(rest, SLICE("&"));
        }
    }
    return false;
}

/* Does the text so far end as a paragraph does, where the line begins as one?
 */
static bool ends_before(struct slice written, struct slice line)
{
    size_t at = 0;
    struct slice text = slice_trim(written);
    if (text.len == 0 || line.len == 0) {
        return false;
    }
    char last = text.bytes[text.len - 1];
    if (last == ';' || last == ':') {
        return true;
    }
    uint32_t first = utf8_next(line, &at);
    return (last == '.' || last == '!' || last == '?') &&
           (utf8_is_upper(first) || first == 0xAB || first == '"');
}

/* Is all of the text so far bold, and what comes now not? */
static bool ends_bold(const struct reader *reader)
{
    const struct text_builder *builder = &reader->paragraph.builder;
    return reader->bold_depth == 0 && builder->strong_count == 1 &&
           builder->strong[0].begin == 0 &&
           builder->strong[0].end >=
               slice_trim(buffer_slice(&builder->bytes)).len;
}

/* A visible character comes at the offset: settle what stood before it. */
static void settle(struct reader *reader, size_t at, size_t end)
{
    struct paragraph *paragraph = &reader->paragraph;
    struct slice line = slice_cut(reader->page, at, end);
    if (paragraph->visible && paragraph->breaks) {
        struct slice written = buffer_slice(&paragraph->builder.bytes);
        if (paragraph->breaks > 1 || begins_with_number(line) ||
            begins_with_bullet(line) || ends_before(written, line) ||
            ends_bold(reader)) {
            flush(reader);
        }
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

static void count_visible(struct reader *reader, size_t len)
{
    const struct context *context = &top(reader)->context;
    reader->paragraph.visible += len;
    reader->paragraph.linked += context->is_link ? len : 0;
    reader->paragraph.navigating += context->is_navigation ? len : 0;
}

static void note_space(struct reader *reader, struct span span)
{
    if (!reader->paragraph.has_space) {
        reader->paragraph.has_space = true;
        reader->paragraph.space = span;
    }
}

/* The end of the characters that read as they stand, single spaces between
   words included. */
static size_t literal_end(const struct reader *reader, size_t at, size_t end)
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

static size_t add_reference(struct reader *reader, size_t at, size_t end,
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
    } else if (reader->paragraph.visible == 0) {
        return span.end;
    } else if (reader->paragraph.breaks) {
        return span.end; /* the indent of a new line */
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
static size_t add_code(struct reader *reader, size_t at, size_t end)
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

static size_t add_literal(struct reader *reader, size_t at, size_t end)
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
static size_t add_some(struct reader *reader, size_t at, size_t end)
{
    const struct context *context = &top(reader)->context;
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

static void on_text(struct reader *reader, struct span span)
{
    if (reader->silent_depth) {
        return;
    }
    for (size_t at = span.begin; at < span.end && !reader->is_failed;) {
        at = add_some(reader, at, span.end);
    }
}

/* ---- Elements ---- */

/* Does the element begin and end a paragraph? */
static bool is_boundary(enum html_element element)
{
    switch (element) {
    case HTML_INLINE:
    case HTML_CODE:
    case HTML_BREAK:
    case HTML_BOLD:
    case HTML_LINK:
    case HTML_ROOT:
    case HTML_SILENT:
        return false;
    case HTML_BLOCK:
    case HTML_PARAGRAPH:
    case HTML_HEADING:
    case HTML_LIST:
    case HTML_ORDERED_LIST:
    case HTML_ITEM:
    case HTML_QUOTE:
    case HTML_TABLE:
    case HTML_TABLE_HEAD:
    case HTML_ROW:
    case HTML_CELL:
    case HTML_HEADER_CELL:
    case HTML_PRE:
    case HTML_CENTRE:
    case HTML_TITLE:
        return true;
    }
    return false;
}

static bool is_bold(enum html_element element, const char *const *attributes)
{
    struct slice weight = html_style(attributes, "font-weight");
    return (element == HTML_BOLD &&
               !slice_starts_with(weight, SLICE("normal"))) ||
           (element != HTML_HEADING &&
               (slice_starts_with(weight, SLICE("bold")) ||
                   html_number(weight, 0) >= 600));
}

static void open_zone(
    struct reader *reader, struct frame *frame, const struct html_event *event)
{
    struct context *context = &frame->context;
    bool is_part =
        frame->element == HTML_BLOCK || frame->element == HTML_LIST ||
        frame->element == HTML_ORDERED_LIST || frame->element == HTML_TABLE;
    struct html_zone zone = {
        .parent = context->zone,
        .is_hidden = html_is_hidden(event->attributes),
        .is_in_main = context->is_in_main,
    };
    if (is_part) {
        zone.place = html_place(event->name, event->attributes);
    }
    if (zone.place.region == REGION_BODY && !zone.is_hidden) {
        return;
    }
    struct html_page *html = &reader->html;
    html->zones = arena_grow(html->arena, html->zones, html->zone_count,
        &html->zone_capacity, sizeof(zone));
    context->zone = (uint32_t)html->zone_count;
    html->zones[html->zone_count++] = zone;
}

static void open_list(
    struct reader *reader, struct frame *frame, const char *const *attributes)
{
    struct context *context = &frame->context;
    bool is_ordered = frame->element == HTML_ORDERED_LIST;
    frame->style = html_marker_style(attributes, is_ordered);
    frame->is_reversed = is_ordered &&
                         html_has_attribute(attributes, "reversed") &&
                         !html_has_attribute(attributes, "start");
    frame->counter = html_number(html_attribute(attributes, "start"), 1);
    frame->first_block = reader->html.list->count;
    context->list = reader->list_count++;
    context->list_frame = reader->frame_count - 1;
    context->list_depth++;
    context->level = 0;
}

static void open_item(
    struct reader *reader, struct frame *frame, const char *const *attributes)
{
    struct context *context = &frame->context;
    if (context->list == NONE) { /* <li> without a list */
        context->list = reader->list_count++;
        context->list_depth++;
        context->list_frame = 0;
    }
    struct frame *list = &reader->frames[context->list_frame];
    int32_t number =
        html_number(html_attribute(attributes, "value"), list->counter);
    list->counter = number + 1;
    context->item = reader->item_count++;
    context->item_frame = reader->frame_count - 1;
    context->marker = html_marker(reader->html.arena, list->style, number);
    context->is_ordered = list->style > HTML_MARKER_NONE;
}

/* The items of <ol reversed> are numbered when their count is known. */
static void number_backwards(struct reader *reader, const struct frame *frame)
{
    struct block_list *list = reader->html.list;
    int32_t number = 1;
    for (size_t i = list->count; i > frame->first_block; i--) {
        struct block *block = &list->items[i - 1];
        if (block->kind == BLOCK_ITEM && block->list == frame->context.list) {
            block->marker =
                html_marker(reader->html.arena, frame->style, number++);
        }
    }
}

static void open_table(
    struct reader *reader, struct frame *frame, const char *const *attributes)
{
    struct context *context = &frame->context;
    if (context->table) {
        context->table->table.has_table = true;
    }
    struct slice role = html_attribute(attributes, "role");
    struct open_table *table = arena_alloc(reader->html.arena, sizeof(*table));
    table->table.number = reader->table_count++;
    table->table.first_block = reader->html.list->count;
    table->table.is_layout = slice_equal(role, SLICE("presentation")) ||
                             slice_equal(role, SLICE("none"));
    context->table = table;
    context->is_cell = false;
    context->is_header_row = false;
    context->is_header = false;
}

static void open_row(struct open_table *table)
{
    table->row += table->has_row ? 1 : 0;
    table->has_row = true;
    table->next_column = 0;
}

static uint32_t span_attribute(const char *const *attributes, const char *name)
{
    int32_t number = html_number(html_attribute(attributes, name), 1);
    return number < 1 ? 1 : number > SPAN_LIMIT ? SPAN_LIMIT : (uint32_t)number;
}

static void open_cell(struct frame *frame, const char *const *attributes)
{
    struct context *context = &frame->context;
    struct open_table *table = context->table;
    if (!table) {
        return; /* <td> without a table */
    }
    uint32_t column = table->next_column;
    while (column < COLUMN_LIMIT && table->taken_until[column] > table->row) {
        column++;
    }
    uint32_t row_span = span_attribute(attributes, "rowspan");
    table->column = column;
    table->next_column = column + span_attribute(attributes, "colspan");
    for (uint32_t i = column; i < table->next_column && i < COLUMN_LIMIT; i++) {
        table->taken_until[i] = table->row + row_span;
    }
    if (table->table.column_count < table->next_column) {
        table->table.column_count = table->next_column;
    }
    context->is_cell = true;
    context->is_header =
        context->is_header_row || frame->element == HTML_HEADER_CELL;
}

static void open_link(struct context *context, const char *const *attributes)
{
    struct slice target = html_attribute(attributes, "href");
    context->is_link = html_has_attribute(attributes, "href");
    context->is_navigation = context->is_link &&
                             !slice_starts_with(target, SLICE("#")) &&
                             !slice_starts_with(target, SLICE("mailto:")) &&
                             !slice_starts_with(target, SLICE("tel:"));
}

/* What the element changes for its content. */
static void enter(
    struct reader *reader, struct frame *frame, const struct html_event *event)
{
    struct context *context = &frame->context;
    switch (frame->element) {
    case HTML_HEADING:
        context->level = (uint8_t)(event->name.bytes[1] - '0');
        break;
    case HTML_LIST:
    case HTML_ORDERED_LIST:
        open_list(reader, frame, event->attributes);
        break;
    case HTML_ITEM:
        open_item(reader, frame, event->attributes);
        break;
    case HTML_QUOTE:
        context->quote =
            context->quote_depth++ ? context->quote : reader->quote_count++;
        break;
    case HTML_TABLE:
        open_table(reader, frame, event->attributes);
        break;
    case HTML_TABLE_HEAD:
        context->is_header_row = true;
        break;
    case HTML_ROW:
        if (context->table) {
            open_row(context->table);
        }
        break;
    case HTML_CELL:
    case HTML_HEADER_CELL:
        open_cell(frame, event->attributes);
        break;
    case HTML_PRE:
        context->is_pre = true;
        break;
    case HTML_CODE:
        context->is_code = context->is_code || reader->paragraph.visible == 0;
        break;
    case HTML_BREAK:
        reader->paragraph.breaks++;
        break;
    case HTML_LINK:
        open_link(context, event->attributes);
        break;
    case HTML_CENTRE:
        context->is_centred = true;
        break;
    case HTML_ROOT:
        reader->html.list->language = arena_copy(
            reader->html.arena, html_attribute(event->attributes, "lang"));
        break;
    case HTML_BLOCK:
    case HTML_PARAGRAPH:
    case HTML_BOLD:
    case HTML_TITLE:
    case HTML_INLINE:
    case HTML_SILENT:
        break;
    }
}

static void align(struct context *context, const char *const *attributes)
{
    struct slice alignment = html_style(attributes, "text-align");
    if (alignment.len == 0) {
        alignment = html_attribute(attributes, "align");
    }
    if (alignment.len) {
        context->is_centred = slice_starts_with(alignment, SLICE("center"));
    }
}

static bool refuse_nesting(struct reader *reader)
{
    reader->is_failed = true;
    return error_set(reader->error,
        "элементы вложены глубже предела BLOCK_NESTING_LIMIT (%d)",
        "elements are nested deeper than BLOCK_NESTING_LIMIT (%d)",
        BLOCK_NESTING_LIMIT);
}

static bool on_open(struct reader *reader, const struct html_event *event)
{
    if (reader->frame_count > BLOCK_NESTING_LIMIT) {
        return refuse_nesting(reader);
    }
    enum html_element element = html_element(event->name);
    if (is_boundary(element) && !reader->silent_depth) {
        flush(reader);
    }
    struct frame *frame = &reader->frames[reader->frame_count++];
    *frame = (struct frame){
        .name_len = event->name.len,
        .element = element,
        .context = frame[-1].context,
        .is_silent =
            element == HTML_SILENT ||
            (!is_boundary(element) && html_is_hidden(event->attributes)),
    };
    size_t len = event->name.len < NAME_LIMIT ? event->name.len : NAME_LIMIT;
    memcpy(frame->name, event->name.bytes, len);
    if (reader->silent_depth || frame->is_silent) {
        frame->is_silent = true;
        reader->silent_depth++;
        return true;
    }
    open_zone(reader, frame, event);
    frame->context.is_in_main = frame->context.is_in_main ||
                                slice_equal(event->name, SLICE("main")) ||
                                slice_equal(event->name, SLICE("article"));
    align(&frame->context, event->attributes);
    enter(reader, frame, event);
    frame->is_bold = is_bold(element, event->attributes);
    if (frame->is_bold) {
        reader->bold_depth++;
        text_begin_strong(&reader->paragraph.builder);
    }
    return true;
}

/* Close the innermost element. */
static void leave(struct reader *reader)
{
    struct frame *frame = top(reader);
    if (frame->is_silent) {
        reader->silent_depth--;
        reader->frame_count--;
        return;
    }
    if (is_boundary(frame->element) ||
        (frame->element == HTML_CODE && frame->context.is_pre)) {
        flush(reader);
    }
    if (frame->is_bold) {
        reader->bold_depth--;
        text_end_strong(&reader->paragraph.builder);
    }
    if (frame->element == HTML_TABLE) {
        html_table_end(&reader->html, &frame->context.table->table);
    } else if (frame->is_reversed) {
        number_backwards(reader, frame);
    }
    reader->frame_count--;
}

static bool is_named(const struct frame *frame, struct slice name)
{
    size_t len = name.len < NAME_LIMIT ? name.len : NAME_LIMIT;
    return frame->name_len == name.len &&
           memcmp(frame->name, name.bytes, len) == 0;
}

static void on_close(struct reader *reader, struct slice name)
{
    size_t index = reader->frame_count - 1;
    while (index > 0 && !is_named(&reader->frames[index], name)) {
        index--;
    }
    while (index > 0 && reader->frame_count > index) {
        leave(reader);
    }
}

static bool on_event(void *context, const struct html_event *event)
{
    struct reader *reader = context;
    switch (event->kind) {
    case HTML_OPEN:
        on_open(reader, event);
        break;
    case HTML_CLOSE:
        on_close(reader, event->name);
        break;
    case HTML_TEXT:
        on_text(reader, event->span);
        break;
    }
    return !reader->is_failed;
}

/* The page itself: the first frame, and the zone of all that has no other. */
static void open_page(struct reader *reader)
{
    struct html_page *html = &reader->html;
    html->zones = arena_grow(html->arena, html->zones, 0, &html->zone_capacity,
        sizeof(struct html_zone));
    html->zone_count = 1;
    reader->frame_count = 1;
    reader->frames[0].counter = 1;
    reader->frames[0].context = (struct context){
        .quote = NONE,
        .list = NONE,
        .item = NONE,
    };
    restart(reader);
}

bool html_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    struct arena *arena = ret->arena;
    struct block_list list = {.arena = arena};
    struct reader *reader = arena_alloc(arena, sizeof(*reader));
    reader->text = source->text;
    reader->page = html_mask(arena, source->text);
    reader->html = (struct html_page){
        .arena = arena, .source = source->text, .list = &list};
    reader->error = ret_error;
    open_page(reader);
    html_walk(reader->page, on_event, reader);
    while (reader->frame_count > 1 && !reader->is_failed) {
        leave(reader);
    }
    flush(reader);
    if (reader->is_failed) {
        return false;
    }
    html_furniture(&reader->html);
    *ret = list;
    return true;
}
