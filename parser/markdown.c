/*
 * markdown.c - Markdown to blocks.
 *
 * cmark tells the blocks and what their inlines are; markdown_leaf.c finds the
 * raw text of a block, markdown_inline.c what is seen of it and where it
 * stands. Here the tree is walked, without recursion, and lists are counted.
 */
#include "parser/block.h"

#include "parser/frontmatter.h"
#include "parser/markdown_html.h"
#include "parser/markdown_inline.h"
#include "parser/markdown_leaf.h"
#include "parser/markdown_link.h"
#include "parser/markdown_table.h"
#include "parser/provision.h"
#include "parser/utf8.h"

#include <cmark.h>

/* A list has an item: two frames for one level of nesting. */
#define FRAME_LIMIT (2 * BLOCK_NESTING_LIMIT + 2)

/* An open block quote, list or list item. */
struct frame {
    cmark_node_type type;
    uint32_t number;  /* of the quote, list or item */
    uint32_t counter; /* a list's: number of its next item */
    /* An item's: */
    bool has_block;      /* its first block is there */
    struct slice marker; /* as a reader sees it */
    bool is_ordered;
    struct span mark; /* source bytes of the marker */
};

/* A table cell whose text is still to be read: all cells of a document are
   read at the end, with one call of cmark. */
struct pending_cell {
    size_t block; /* index into the block list */
    struct leaf leaf;
};

struct reader {
    struct lines lines;
    struct block_list *list;
    struct error *error;
    struct frame *frames;
    size_t frame_count;
    struct container *containers; /* frames without lists, as leaves need */
    size_t container_count;
    uint32_t nesting; /* open quotes and lists */
    uint32_t quote_count;
    uint32_t list_count;
    uint32_t item_count;
    uint32_t table_count;
    struct typed_list typed_list;
    struct pending_cell *cells;
    size_t cell_count;
    size_t cell_capacity;
    struct islands islands; /* raw HTML, read at the end, too */
    bool has_failed;        /* error is set */
};

static struct arena *reader_arena(struct reader *reader)
{
    return reader->list->arena;
}

static void add(struct reader *reader, struct block block)
{
    if (!reader->has_failed && !block_add(reader->list, block, reader->error)) {
        reader->has_failed = true;
    }
}

/* The innermost open list item, or NULL. */
static struct frame *open_item(struct reader *reader)
{
    for (size_t i = reader->frame_count; i > 0; i--) {
        if (reader->frames[i - 1].type == CMARK_NODE_ITEM) {
            return &reader->frames[i - 1];
        }
    }
    return NULL;
}

/* A block with all that its place in quotes and lists says. */
static struct block block_here(struct reader *reader, enum block_kind kind)
{
    struct block block = {
        .kind = kind,
        .quote = NONE,
        .list = NONE,
        .item = NONE,
        .table = NONE,
    };
    for (size_t i = 0; i < reader->frame_count; i++) {
        const struct frame *frame = &reader->frames[i];
        if (frame->type == CMARK_NODE_BLOCK_QUOTE) {
            block.quote = block.quote == NONE ? frame->number : block.quote;
            block.quote_depth =
                (uint8_t)(block.quote_depth + (block.quote_depth < UINT8_MAX));
        } else if (frame->type == CMARK_NODE_LIST) {
            block.list = frame->number;
            block.list_depth++;
        } else {
            block.item = frame->number;
        }
    }
    return block;
}

static uint32_t node_line(cmark_node *node)
{
    return (uint32_t)cmark_node_get_start_line(node);
}

static uint32_t node_column(cmark_node *node)
{
    int column = cmark_node_get_start_column(node);
    return column > 0 ? (uint32_t)column : 1;
}

static uint32_t node_last_line(cmark_node *node)
{
    uint32_t first = node_line(node);
    int last = cmark_node_get_end_line(node);
    return last > 0 && (uint32_t)last > first ? (uint32_t)last : first;
}

/* The first block of a list item bears its marker. */
static void note_item(struct reader *reader, struct block *block)
{
    struct frame *item = open_item(reader);
    if (!item || item->has_block) {
        if (block->kind == BLOCK_PARAGRAPH) {
            uint32_t outer = block->list;
            provision_note_bullet(
                &reader->typed_list, reader->list, block, &reader->list_count);
            if (block->list != outer) {
                block->item = reader->item_count++;
            }
        }
        return;
    }
    item->has_block = true;
    if (block->kind == BLOCK_PARAGRAPH) {
        block->kind = BLOCK_ITEM;
    }
    block->marker = item->marker;
    block->marker_span = item->mark;
    block->is_ordered = item->is_ordered;
    if (block->span.begin > item->mark.begin) {
        block->span.begin = item->mark.begin;
    }
}

static void add_parts(struct reader *reader, const struct part_list *parts,
    struct block model, struct span span)
{
    for (size_t i = 0; i < parts->count; i++) {
        const struct part *part = &parts->items[i];
        struct block block = model;
        block.text = part->text;
        block.is_link = part->is_link;
        block.span = part->span;
        if (i == 0) {
            block.span.begin = span.begin;
        }
        if (i + 1 == parts->count) {
            block.span.end = span.end;
        }
        if (model.kind != BLOCK_CELL) {
            note_item(reader, &block);
        }
        add(reader, block);
    }
}

static void add_cell(struct reader *reader, const struct leaf *leaf,
    struct span cell, struct block model)
{
    struct pending_cell pending = {
        .block = reader->list->count,
        .leaf = leaf_part(reader_arena(reader), leaf, cell, true),
    };
    model.span = (struct span){
        leaf_source(leaf, cell.begin), leaf_source(leaf, cell.begin)};
    if (pending.leaf.bytes.len) {
        model.span.begin = leaf_source(&pending.leaf, 0);
        model.span.end =
            leaf_source(&pending.leaf, pending.leaf.bytes.len - 1) + 1;
    }
    reader->cells = arena_grow(reader_arena(reader), reader->cells,
        reader->cell_count, &reader->cell_capacity, sizeof(pending));
    reader->cells[reader->cell_count++] = pending;
    add(reader, model);
}

static void read_table(
    struct reader *reader, const struct leaf *leaf, size_t begin)
{
    struct block model = block_here(reader, BLOCK_CELL);
    model.table = reader->table_count++;
    struct span line;
    uint32_t line_number = 0;
    while (table_next_line(leaf->bytes, &begin, &line)) {
        struct span cell;
        model.column = 0;
        model.is_header = line_number == 0;
        while (line_number != 1 && !reader->has_failed &&
               table_next_cell(leaf->bytes, &line, &cell)) {
            add_cell(reader, leaf, cell, model);
            model.column++;
        }
        model.row += model.column > 0;
        line_number++; /* number 1 is the delimiter row */
    }
}

static void read_paragraph(struct reader *reader, cmark_node *node)
{
    struct span lines = {node_line(node), node_last_line(node)};
    struct leaf leaf = leaf_read(reader_arena(reader), &reader->lines,
        reader->containers, reader->container_count, lines, node_column(node));
    size_t begin = link_definitions_end(leaf.bytes);
    size_t end = leaf.bytes.len;
    bool has_table = table_find(leaf.bytes, &end);
    struct part_list parts = {.arena = reader_arena(reader)};
    struct span whole = {(uint32_t)begin, (uint32_t)end};
    if (whole.begin < whole.end) {
        inlines_read(&leaf, whole, node, &parts);
        add_parts(reader, &parts, block_here(reader, BLOCK_PARAGRAPH),
            (struct span){
                leaf_source(&leaf, begin), leaf_source(&leaf, end - 1) + 1});
    }
    if (has_table) {
        read_table(reader, &leaf, end);
    }
}

/* The leaf byte where an ATX heading's text begins; 0 for a setext one. */
static size_t skip_hashes(struct slice leaf)
{
    size_t at = 0;
    while (at < leaf.len && leaf.bytes[at] == '#') {
        at++;
    }
    bool is_atx = at >= 1 && at <= 6 &&
                  (at >= leaf.len || leaf.bytes[at] == ' ' ||
                      leaf.bytes[at] == '\t' || leaf.bytes[at] == '\n');
    while (is_atx && at < leaf.len &&
           (leaf.bytes[at] == ' ' || leaf.bytes[at] == '\t')) {
        at++;
    }
    return is_atx ? at : 0;
}

/* Longer than this, and ended by a full stop, a text is no title. */
#define LONGEST_TITLE 100 /* code points */

/* A rule drawn right below a paragraph makes a heading of it in Markdown;
   that is seldom meant when the paragraph is prose. */
static bool is_underlined_prose(cmark_node *node, const struct part_list *parts)
{
    if (cmark_node_get_heading_level(node) != 2 || parts->count == 0) {
        return false;
    }
    struct slice text = parts->items[parts->count - 1].text.bytes;
    return parts->count > 1 ||
           (utf8_count(text) > LONGEST_TITLE && provision_is_closed(text));
}

static void read_heading(struct reader *reader, cmark_node *node)
{
    struct span lines = {node_line(node), node_last_line(node)};
    struct leaf leaf = leaf_read(reader_arena(reader), &reader->lines,
        reader->containers, reader->container_count, lines, node_column(node));
    size_t begin = skip_hashes(leaf.bytes);
    bool is_underlined = begin == 0;
    if (is_underlined) {
        begin = link_definitions_end(leaf.bytes);
    }
    struct part_list parts = {.arena = reader_arena(reader)};
    size_t end = leaf.bytes.len;
    inlines_read(
        &leaf, (struct span){(uint32_t)begin, (uint32_t)end}, node, &parts);
    struct block model = block_here(reader, BLOCK_HEADING);
    if (is_underlined && is_underlined_prose(node, &parts)) {
        model.kind = BLOCK_PARAGRAPH;
    } else {
        model.level = (uint8_t)cmark_node_get_heading_level(node);
    }
    add_parts(reader, &parts, model,
        (struct span){leaf_source(&leaf, 0), leaf_source(&leaf, end - 1) + 1});
}

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

static bool is_fenced(struct reader *reader, cmark_node *node)
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
static void read_code(
    struct reader *reader, struct slice literal, uint32_t line, bool fenced)
{
    struct text_builder builder = {.arena = reader_arena(reader)};
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
    struct block block = block_here(reader, BLOCK_CODE);
    block.text = text_finish(&builder);
    block.span = (struct span){line_begin(&reader->lines, line),
        line_begin(&reader->lines, number + fenced)};
    note_item(reader, &block);
    add(reader, block);
}

/* A paragraph of indented prose that is being read. */
struct prose {
    struct text_builder text;
    struct provision_opening opening;
    struct slice previous; /* its last line */
    struct span span;
    bool is_open;
};

static void end_prose(struct reader *reader, struct prose *prose)
{
    if (prose->is_open) {
        struct block block = block_here(reader, BLOCK_PARAGRAPH);
        block.text = text_finish(&prose->text);
        block.span = prose->span;
        note_item(reader, &block);
        add(reader, block);
    }
    *prose = (struct prose){.text = {.arena = reader_arena(reader)}};
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
    struct reader *reader, struct slice literal, uint32_t number)
{
    struct prose prose = {.text = {.arena = reader_arena(reader)}};
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

/* Lines of raw HTML, comments left out. */
static void read_html(
    struct reader *reader, struct slice literal, uint32_t number)
{
    struct slice content = slice_trim(literal);
    if (slice_starts_with(content, SLICE("<!--")) &&
        slice_find(content, SLICE("-->"), 0) == content.len - 3) {
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
           (second == '/' || second == '!' ||
               (second >= 'a' && second <= 'z') ||
               (second >= 'A' && second <= 'Z'));
}

static void read_code_block(struct reader *reader, cmark_node *node)
{
    struct slice literal = slice_from(cmark_node_get_literal(node));
    bool fenced = is_fenced(reader, node);
    if (!fenced && begins_with_tag(literal)) {
        /* HTML goes on, indented, below a blank line. */
        read_html(reader, literal, node_line(node));
        return;
    }
    if (!fenced && has_cyrillic(literal)) {
        read_indented_prose(reader, literal, node_line(node));
        return;
    }
    size_t before = reader->list->count;
    read_code(reader, literal, node_line(node), fenced);
    struct slice word = slice_from(cmark_node_get_fence_info(node));
    size_t end = 0;
    while (
        end < word.len && word.bytes[end] != ' ' && word.bytes[end] != '\t') {
        end++;
    }
    if (reader->list->count > before) {
        reader->list->items[before].info =
            arena_copy(reader_arena(reader), slice_cut(word, 0, end));
    }
}

static void push(struct reader *reader, struct frame frame)
{
    if (frame.type != CMARK_NODE_ITEM &&
        ++reader->nesting > BLOCK_NESTING_LIMIT) {
        reader->has_failed = true;
        error_set(reader->error,
            "вложенность списков и цитат больше предела "
            "BLOCK_NESTING_LIMIT (%d)",
            "lists and quotes are nested deeper than "
            "BLOCK_NESTING_LIMIT (%d)",
            BLOCK_NESTING_LIMIT);
        return;
    }
    reader->frames[reader->frame_count++] = frame;
}

static void push_container(struct reader *reader, cmark_node *node)
{
    bool is_quote = cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    reader->containers[reader->container_count] = container_at(&reader->lines,
        reader->containers, reader->container_count, is_quote,
        (struct span){node_line(node), node_column(node)});
    reader->container_count++;
}

static void enter_list(struct reader *reader, cmark_node *node)
{
    bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    push(reader, (struct frame){
                     .type = CMARK_NODE_LIST,
                     .number = reader->list_count++,
                     .counter = (uint32_t)cmark_node_get_list_start(node),
                     .is_ordered = is_ordered,
                 });
}

static void enter_item(struct reader *reader, cmark_node *node)
{
    struct frame *list = &reader->frames[reader->frame_count - 1];
    push_container(reader, node);
    struct frame frame = {
        .type = CMARK_NODE_ITEM,
        .number = reader->item_count++,
        .is_ordered = list->is_ordered,
        .mark = reader->containers[reader->container_count - 1].mark,
    };
    frame.marker = SLICE("-");
    if (list->is_ordered) {
        cmark_node *parent = cmark_node_parent(node);
        bool is_closed = cmark_node_get_list_delim(parent) == CMARK_PAREN_DELIM;
        frame.marker = arena_format(reader_arena(reader), "%u%s",
            list->counter++, is_closed ? ")" : ".");
    }
    push(reader, frame);
}

static void enter(struct reader *reader, cmark_node *node)
{
    switch (cmark_node_get_type(node)) {
    case CMARK_NODE_BLOCK_QUOTE:
        push(reader, (struct frame){.type = CMARK_NODE_BLOCK_QUOTE,
                         .number = reader->quote_count++});
        if (!reader->has_failed) {
            push_container(reader, node);
        }
        break;
    case CMARK_NODE_LIST:
        enter_list(reader, node);
        break;
    case CMARK_NODE_ITEM:
        enter_item(reader, node);
        break;
    case CMARK_NODE_PARAGRAPH:
        read_paragraph(reader, node);
        break;
    case CMARK_NODE_HEADING:
        read_heading(reader, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        read_code_block(reader, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        read_html(
            reader, slice_from(cmark_node_get_literal(node)), node_line(node));
        break;
    case CMARK_NODE_THEMATIC_BREAK:
    case CMARK_NODE_NONE:
    case CMARK_NODE_DOCUMENT:
    case CMARK_NODE_CUSTOM_BLOCK:
    case CMARK_NODE_TEXT:
    case CMARK_NODE_SOFTBREAK:
    case CMARK_NODE_LINEBREAK:
    case CMARK_NODE_CODE:
    case CMARK_NODE_HTML_INLINE:
    case CMARK_NODE_CUSTOM_INLINE:
    case CMARK_NODE_EMPH:
    case CMARK_NODE_STRONG:
    case CMARK_NODE_LINK:
    case CMARK_NODE_IMAGE:
        break;
    }
}

static void leave(struct reader *reader, cmark_node *node)
{
    cmark_node_type type = cmark_node_get_type(node);
    if (type == CMARK_NODE_LIST || type == CMARK_NODE_BLOCK_QUOTE) {
        reader->nesting--;
        reader->frame_count--;
    }
    if (type == CMARK_NODE_ITEM) {
        reader->frame_count--;
    }
    if (type == CMARK_NODE_ITEM || type == CMARK_NODE_BLOCK_QUOTE) {
        reader->container_count--;
    }
}

static void walk(struct reader *reader, cmark_node *document)
{
    cmark_iter *iter = cmark_iter_new(document);
    cmark_event_type event;
    while (!reader->has_failed &&
           (event = cmark_iter_next(iter)) != CMARK_EVENT_DONE) {
        cmark_node *node = cmark_iter_get_node(iter);
        cmark_node_type type = cmark_node_get_type(node);
        if (event == CMARK_EVENT_EXIT) {
            leave(reader, node);
            continue;
        }
        enter(reader, node);
        if (type == CMARK_NODE_PARAGRAPH || type == CMARK_NODE_HEADING) {
            cmark_iter_reset(iter, node, CMARK_EVENT_EXIT);
        }
    }
    cmark_iter_free(iter);
}

/* Feed the lines that look like link reference definitions. */
static void feed_definitions(cmark_parser *parser, struct slice text)
{
    struct slice line;
    cmark_parser_feed(parser, "\n", 1);
    while (slice_next_line(&text, &line)) {
        line = slice_trim(line);
        if (slice_starts_with(line, SLICE("[")) &&
            slice_find(line, SLICE("]:"), 0) != SLICE_NOT_FOUND) {
            cmark_parser_feed(parser, line.bytes, line.len);
            cmark_parser_feed(parser, "\n", 1);
        }
    }
}

/* Read the cells' inlines. A cell is a line of its own to cmark: dressed as a
   heading, it can be nothing but inlines. */
static void fill_cells(struct reader *reader)
{
    if (reader->cell_count == 0) {
        return;
    }
    cmark_parser *parser = cmark_parser_new(CMARK_OPT_DEFAULT);
    for (size_t i = 0; i < reader->cell_count; i++) {
        struct slice bytes = reader->cells[i].leaf.bytes;
        cmark_parser_feed(parser, "# ", 2);
        cmark_parser_feed(parser, bytes.bytes, bytes.len);
        cmark_parser_feed(parser, " #\n", 3);
    }
    feed_definitions(parser, reader->lines.source->text);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_node *node = cmark_node_first_child(document);
    for (size_t i = 0; i < reader->cell_count && node; i++) {
        const struct pending_cell *cell = &reader->cells[i];
        struct part_list parts = {.arena = reader_arena(reader)};
        inlines_read(&cell->leaf,
            (struct span){0, (uint32_t)cell->leaf.bytes.len}, node, &parts);
        struct block *block = &reader->list->items[cell->block];
        for (size_t k = 0; k < parts.count; k++) {
            block->text = k == 0 ? parts.items[k].text
                                 : text_join(reader_arena(reader), &block->text,
                                       &parts.items[k].text);
        }
        node = cmark_node_next(node);
    }
    cmark_node_free(document);
    cmark_parser_free(parser);
}

/* Behind the BOMs that the text begins with: cmark would drop the first one it
   is given, and its columns would not be the source's. */
static uint32_t skip_boms(struct slice text)
{
    struct slice bom = SLICE("\xEF\xBB\xBF");
    size_t at = 0;
    while (slice_starts_with(slice_cut(text, at, text.len), bom)) {
        at += bom.len;
    }
    return (uint32_t)at;
}

bool markdown_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    struct reader reader = {.list = ret, .error = ret_error};
    reader.islands.arena = ret->arena;
    struct slice text = source->text;
    uint32_t bom = skip_boms(text);
    struct frontmatter matter =
        frontmatter_read(slice_cut(text, bom, text.len));
    ret->title = matter.title;
    ret->language = matter.language;
    reader.lines.source = source;
    reader.lines.base = bom + (uint32_t)matter.len;
    reader.lines.first = source_place(source, reader.lines.base).line - 1;
    reader.frames = arena_array(ret->arena, FRAME_LIMIT, sizeof(struct frame));
    reader.containers =
        arena_array(ret->arena, FRAME_LIMIT, sizeof(struct container));
    struct slice body = slice_cut(text, reader.lines.base, text.len);
    cmark_node *document =
        cmark_parse_document(body.bytes, body.len, CMARK_OPT_DEFAULT);
    walk(&reader, document);
    if (!reader.has_failed) {
        fill_cells(&reader);
        struct counts counts = {reader.quote_count, reader.list_count,
            reader.item_count, reader.table_count};
        reader.has_failed =
            !islands_read(&reader.islands, source, counts, ret, ret_error);
    }
    cmark_node_free(document);
    return !reader.has_failed;
}
