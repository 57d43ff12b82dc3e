/*
 * html.c - a page as blocks: the walk over its tags and text.
 *
 * Text gathers in one paragraph until a block element begins or ends. What an
 * element says of its content is kept in a context, which every element
 * inherits from the one around it. What the page as a whole tells (furniture,
 * layout tables) is decided afterwards, in html_furniture.c and html_table.c.
 */
#include "parser/block.h"
#include "parser/html_mask.h"
#include "parser/html_reader.h"
#include "parser/html_walk.h"

#include <string.h>

#define SPAN_LIMIT 1000 /* greatest rowspan= and colspan= */

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

static void open_zone(struct html_reader *reader, struct html_frame *frame,
    const struct html_event *event)
{
    struct html_context *context = &frame->context;
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

static void open_list(struct html_reader *reader, struct html_frame *frame,
    const char *const *attributes)
{
    struct html_context *context = &frame->context;
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

static void open_item(struct html_reader *reader, struct html_frame *frame,
    const char *const *attributes)
{
    struct html_context *context = &frame->context;
    if (context->list == NONE) { /* <li> without a list */
        context->list = reader->list_count++;
        context->list_depth++;
        context->list_frame = 0;
    }
    struct html_frame *list = &reader->frames[context->list_frame];
    int32_t number =
        html_number(html_attribute(attributes, "value"), list->counter);
    list->counter = number + 1;
    context->item = reader->item_count++;
    context->item_frame = reader->frame_count - 1;
    context->marker = html_marker(reader->html.arena, list->style, number);
    context->is_ordered = list->style > HTML_MARKER_NONE;
}

/* The items of <ol reversed> are numbered when their count is known. */
static void number_backwards(
    struct html_reader *reader, const struct html_frame *frame)
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

static void open_table(struct html_reader *reader, struct html_frame *frame,
    const char *const *attributes)
{
    struct html_context *context = &frame->context;
    if (context->table) {
        context->table->table.has_table = true;
    }
    struct slice role = html_attribute(attributes, "role");
    struct html_open_table *table =
        arena_alloc(reader->html.arena, sizeof(*table));
    table->table.number = reader->table_count++;
    table->table.first_block = reader->html.list->count;
    table->table.list = context->list;
    table->table.item = context->item;
    table->table.list_depth = context->list_depth;
    table->table.is_layout = slice_equal(role, SLICE("presentation")) ||
                             slice_equal(role, SLICE("none"));
    context->table = table;
    context->is_cell = false;
    context->is_header_row = false;
    context->is_header = false;
}

static void open_row(struct html_open_table *table)
{
    table->row = table->table.row_count++;
    table->next_column = 0;
}

static uint32_t span_attribute(const char *const *attributes, const char *name)
{
    int32_t number = html_number(html_attribute(attributes, name), 1);
    return number < 1 ? 1 : number > SPAN_LIMIT ? SPAN_LIMIT : (uint32_t)number;
}

static void open_cell(struct html_frame *frame, const char *const *attributes)
{
    struct html_context *context = &frame->context;
    struct html_open_table *table = context->table;
    if (!table) {
        return; /* <td> without a table */
    }
    uint32_t column = table->next_column;
    while (
        column < HTML_COLUMN_LIMIT && table->taken_until[column] > table->row) {
        column++;
    }
    uint32_t row_span = span_attribute(attributes, "rowspan");
    table->column = column;
    table->next_column = column + span_attribute(attributes, "colspan");
    for (uint32_t i = column; i < table->next_column && i < HTML_COLUMN_LIMIT;
         i++) {
        table->taken_until[i] = table->row + row_span;
    }
    if (table->table.column_count < table->next_column) {
        table->table.column_count = table->next_column;
    }
    context->is_cell = true;
    context->is_header =
        context->is_header_row || frame->element == HTML_HEADER_CELL;
}

static void open_link(
    struct html_context *context, const char *const *attributes)
{
    struct slice target = html_attribute(attributes, "href");
    context->is_link = html_has_attribute(attributes, "href");
    context->is_navigation = context->is_link &&
                             !slice_starts_with(target, SLICE("#")) &&
                             !slice_starts_with(target, SLICE("mailto:")) &&
                             !slice_starts_with(target, SLICE("tel:"));
}

/* What the element changes for its content. */
static void enter(struct html_reader *reader, struct html_frame *frame,
    const struct html_event *event)
{
    struct html_context *context = &frame->context;
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

static void align(struct html_context *context, const char *const *attributes)
{
    struct slice alignment = html_style(attributes, "text-align");
    if (alignment.len == 0) {
        alignment = html_attribute(attributes, "align");
    }
    if (alignment.len) {
        context->is_centred = slice_starts_with(alignment, SLICE("center"));
    }
}

static bool refuse_nesting(struct html_reader *reader)
{
    reader->is_failed = true;
    return error_set(reader->error,
        "элементы вложены глубже предела BLOCK_NESTING_LIMIT (%d)",
        "elements are nested deeper than BLOCK_NESTING_LIMIT (%d)",
        BLOCK_NESTING_LIMIT);
}

/* A button is no text, but for one that is the heading of an accordion. */
static enum html_element element_of(
    struct html_reader *reader, const struct html_event *event)
{
    if (slice_equal(event->name, SLICE("button"))) {
        struct slice class = html_attribute(event->attributes, "class");
        if (html_top(reader)->context.level) {
            return HTML_INLINE;
        }
        if (slice_find(class, SLICE("accordion"), 0) != SLICE_NOT_FOUND) {
            return HTML_BLOCK;
        }
    }
    return html_element(event->name);
}

static bool on_open(struct html_reader *reader, const struct html_event *event)
{
    if (reader->frame_count > BLOCK_NESTING_LIMIT) {
        return refuse_nesting(reader);
    }
    enum html_element element = element_of(reader, event);
    if (is_boundary(element) && !reader->silent_depth) {
        html_flush(reader);
    }
    struct html_frame *frame = &reader->frames[reader->frame_count++];
    *frame = (struct html_frame){
        .name_len = event->name.len,
        .element = element,
        .context = frame[-1].context,
        .is_silent =
            element == HTML_SILENT ||
            (!is_boundary(element) && html_is_hidden(event->attributes)),
    };
    size_t len =
        event->name.len < HTML_NAME_LIMIT ? event->name.len : HTML_NAME_LIMIT;
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
static void leave(struct html_reader *reader)
{
    struct html_frame *frame = html_top(reader);
    if (frame->is_silent) {
        reader->silent_depth--;
        reader->frame_count--;
        return;
    }
    if (is_boundary(frame->element) ||
        (frame->element == HTML_CODE && frame->context.is_pre)) {
        html_flush(reader);
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

static bool is_named(const struct html_frame *frame, struct slice name)
{
    size_t len = name.len < HTML_NAME_LIMIT ? name.len : HTML_NAME_LIMIT;
    return frame->name_len == name.len &&
           memcmp(frame->name, name.bytes, len) == 0;
}

static void on_close(struct html_reader *reader, struct slice name)
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
    struct html_reader *reader = context;
    switch (event->kind) {
    case HTML_OPEN:
        on_open(reader, event);
        break;
    case HTML_CLOSE:
        on_close(reader, event->name);
        break;
    case HTML_TEXT:
        html_add_text(reader, event->span);
        break;
    }
    return !reader->is_failed;
}

/* The page itself: the first frame, and the zone of all that has no other. */
static void open_page(struct html_reader *reader)
{
    struct html_page *html = &reader->html;
    html->zones = arena_grow(html->arena, html->zones, 0, &html->zone_capacity,
        sizeof(struct html_zone));
    html->zone_count = 1;
    reader->frame_count = 1;
    reader->frames[0].counter = 1;
    reader->frames[0].context = (struct html_context){
        .quote = NONE,
        .list = NONE,
        .item = NONE,
    };
    html_flush(reader); /* begins the first paragraph */
}

bool html_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    struct arena *arena = ret->arena;
    struct block_list list = {.arena = arena, .comments = {.arena = arena}};
    struct html_reader *reader = arena_alloc(arena, sizeof(*reader));
    reader->text = source->text;
    reader->page = html_mask(arena, source->text, &list.comments);
    reader->html = (struct html_page){
        .arena = arena, .source = source->text, .list = &list};
    reader->error = ret_error;
    open_page(reader);
    html_walk(reader->page, on_event, reader);
    while (reader->frame_count > 1 && !reader->is_failed) {
        leave(reader);
    }
    html_flush(reader);
    if (reader->is_failed) {
        return false;
    }
    html_furniture(&reader->html);
    *ret = list;
    return true;
}
