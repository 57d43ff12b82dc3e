/*
 * markdown_text.c - paragraphs, headings and tables of Markdown.
 */
#include "parser/markdown_inline.h"
#include "parser/markdown_link.h"
#include "parser/markdown_reader.h"
#include "parser/markdown_table.h"
#include "parser/utf8.h"

static void add_parts(struct markdown_reader *reader,
    const struct part_list *parts, struct block model, struct span span)
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
            markdown_note_item(reader, &block);
        }
        markdown_add(reader, block);
    }
}

/* Bytes that can mean something in a cell, and "#", which ends a heading. */
#define MARK_UP "\\`*_[]<>&!#"

static void add_cell(struct markdown_reader *reader, const struct leaf *leaf,
    struct span cell, struct block model)
{
    struct pending_cell pending = {
        .block = reader->list->count,
        .leaf = leaf_part(markdown_arena(reader), leaf, cell, true),
    };
    struct slice bytes = pending.leaf.bytes;
    pending.is_plain = slice_find_any(bytes, SLICE(MARK_UP), 0) == bytes.len;
    model.span = (struct span){
        leaf_source(leaf, cell.begin), leaf_source(leaf, cell.begin)};
    if (pending.leaf.bytes.len) {
        model.span.begin = leaf_source(&pending.leaf, 0);
        model.span.end =
            leaf_source(&pending.leaf, pending.leaf.bytes.len - 1) + 1;
    }
    reader->cells = arena_grow(markdown_arena(reader), reader->cells,
        reader->cell_count, &reader->cell_capacity, sizeof(pending));
    reader->cells[reader->cell_count++] = pending;
    markdown_add(reader, model);
}

static void read_table(
    struct markdown_reader *reader, const struct leaf *leaf, size_t begin)
{
    struct block model = markdown_block(reader, BLOCK_CELL);
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

void markdown_read_paragraph(struct markdown_reader *reader, cmark_node *node)
{
    struct leaf_place place = {
        {node_line(node), node_last_line(node)}, node_column(node)};
    struct leaf leaf = leaf_read(markdown_arena(reader), &reader->lines,
        reader->containers, reader->container_count, place);
    size_t begin = link_definitions_end(leaf.bytes);
    size_t end = leaf.bytes.len;
    bool has_table = table_find(leaf.bytes, &end);
    struct part_list parts = {
        .arena = markdown_arena(reader), .comments = &reader->list->comments};
    struct span whole = {(uint32_t)begin, (uint32_t)end};
    if (whole.begin < whole.end) {
        inlines_read(&leaf, whole, node, &parts);
        add_parts(reader, &parts, markdown_block(reader, BLOCK_PARAGRAPH),
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

void markdown_read_heading(struct markdown_reader *reader, cmark_node *node)
{
    struct leaf_place place = {
        {node_line(node), node_last_line(node)}, node_column(node)};
    struct leaf leaf = leaf_read(markdown_arena(reader), &reader->lines,
        reader->containers, reader->container_count, place);
    size_t begin = skip_hashes(leaf.bytes);
    bool is_underlined = begin == 0;
    if (is_underlined) {
        begin = link_definitions_end(leaf.bytes);
    }
    struct part_list parts = {
        .arena = markdown_arena(reader), .comments = &reader->list->comments};
    size_t end = leaf.bytes.len;
    inlines_read(
        &leaf, (struct span){(uint32_t)begin, (uint32_t)end}, node, &parts);
    struct block model = markdown_block(reader, BLOCK_HEADING);
    if (is_underlined && is_underlined_prose(node, &parts)) {
        model.kind = BLOCK_PARAGRAPH;
    } else {
        model.level = (uint8_t)cmark_node_get_heading_level(node);
    }
    add_parts(reader, &parts, model,
        (struct span){leaf_source(&leaf, 0), leaf_source(&leaf, end - 1) + 1});
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

/* What cmark makes of the cells that are not plain: a document that has a block
   for each, or NULL where there are none. A cell is a line of its own to cmark:
   dressed as a heading, it can be nothing but inlines. */
static cmark_node *parse_cells(const struct markdown_reader *reader)
{
    cmark_parser *parser = NULL;
    for (size_t i = 0; i < reader->cell_count; i++) {
        struct slice bytes = reader->cells[i].leaf.bytes;
        if (!reader->cells[i].is_plain) {
            parser = parser ? parser : cmark_parser_new(CMARK_OPT_DEFAULT);
            cmark_parser_feed(parser, "# ", 2);
            cmark_parser_feed(parser, bytes.bytes, bytes.len);
            cmark_parser_feed(parser, " #\n", 3);
        }
    }
    if (!parser) {
        return NULL;
    }
    feed_definitions(parser, reader->lines.source->text);
    cmark_node *document = cmark_parser_finish(parser);
    cmark_parser_free(parser);
    return document;
}

static void fill_cell(struct markdown_reader *reader,
    const struct pending_cell *cell, cmark_node *node)
{
    struct part_list parts = {
        .arena = markdown_arena(reader), .comments = &reader->list->comments};
    inlines_read(&cell->leaf, (struct span){0, (uint32_t)cell->leaf.bytes.len},
        node, &parts);
    struct block *block = &reader->list->items[cell->block];
    for (size_t i = 0; i < parts.count; i++) {
        block->text = i == 0 ? parts.items[i].text
                             : text_join(markdown_arena(reader), &block->text,
                                   &parts.items[i].text);
    }
}

void markdown_fill_cells(struct markdown_reader *reader)
{
    cmark_node *document = parse_cells(reader);
    cmark_node *next = document ? cmark_node_first_child(document) : NULL;
    for (size_t i = 0; i < reader->cell_count; i++) {
        const struct pending_cell *cell = &reader->cells[i];
        if (cell->is_plain) {
            fill_cell(reader, cell, NULL);
        } else if (next) {
            fill_cell(reader, cell, next);
            next = cmark_node_next(next);
        }
    }
    if (document) {
        cmark_node_free(document);
    }
}
