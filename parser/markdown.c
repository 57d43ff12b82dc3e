/*
 * markdown.c - Markdown to blocks.
 *
 * cmark tells the blocks and what their inlines are; markdown_leaf.c finds the
 * raw text of a block, markdown_inline.c what is seen of it and where it
 * stands. Here the tree is walked, without recursion, and lists are counted.
 */
#include "parser/block.h"

#include "parser/frontmatter.h"
#include "parser/markdown_reader.h"
#include "parser/memory.h"

#include <cmark.h>
#include <stdlib.h>

static void push(struct markdown_reader *reader, struct frame frame)
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

static void push_container(struct markdown_reader *reader, cmark_node *node)
{
    bool is_quote = cmark_node_get_type(node) == CMARK_NODE_BLOCK_QUOTE;
    reader->containers[reader->container_count] = container_at(&reader->lines,
        reader->containers, reader->container_count, is_quote,
        (struct span){node_line(node), node_column(node)});
    reader->container_count++;
}

static void enter_list(struct markdown_reader *reader, cmark_node *node)
{
    bool is_ordered = cmark_node_get_list_type(node) == CMARK_ORDERED_LIST;
    push(reader, (struct frame){
                     .type = CMARK_NODE_LIST,
                     .number = reader->list_count++,
                     .counter = (uint32_t)cmark_node_get_list_start(node),
                     .is_ordered = is_ordered,
                 });
}

static void enter_item(struct markdown_reader *reader, cmark_node *node)
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
        frame.marker = arena_format(markdown_arena(reader), "%u%s",
            list->counter++, is_closed ? ")" : ".");
    }
    push(reader, frame);
}

static void enter(struct markdown_reader *reader, cmark_node *node)
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
        markdown_read_paragraph(reader, node);
        break;
    case CMARK_NODE_HEADING:
        markdown_read_heading(reader, node);
        break;
    case CMARK_NODE_CODE_BLOCK:
        markdown_read_code(reader, node);
        break;
    case CMARK_NODE_HTML_BLOCK:
        markdown_read_html(
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

static void leave(struct markdown_reader *reader, cmark_node *node)
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

static void walk(struct markdown_reader *reader, cmark_node *document)
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

/* cmark's time grows with the square of the images that a paragraph begins and
   does not end. */
static bool check_images(struct slice text, struct error *ret_error)
{
    size_t count = 0;
    struct slice line;
    if (slice_find(text, SLICE("!["), 0) == SLICE_NOT_FOUND) {
        return true; /* as nearly always */
    }
    while (slice_next_line(&text, &line)) {
        if (slice_trim(line).len == 0) {
            count = 0;
        }
        size_t at = 0;
        while ((at = slice_find(line, SLICE("!["), at)) != SLICE_NOT_FOUND) {
            count++;
            at++;
        }
        if (count > BLOCK_IMAGE_LIMIT) {
            return error_set(ret_error,
                "рисунков в одном абзаце больше предела BLOCK_IMAGE_LIMIT (%d)",
                "one paragraph has more images than BLOCK_IMAGE_LIMIT (%d)",
                BLOCK_IMAGE_LIMIT);
        }
    }
    return true;
}

bool markdown_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    struct markdown_reader reader = {.list = ret, .error = ret_error};
    reader.islands.arena = ret->arena;
    ret->comments.arena = ret->arena;
    struct slice text = source->text;
    uint32_t bom = skip_boms(text);
    struct frontmatter matter =
        frontmatter_read(slice_cut(text, bom, text.len));
    ret->title = matter.title;
    ret->language = matter.language;
    reader.lines.source = source;
    reader.lines.base = bom + (uint32_t)matter.len;
    reader.lines.first = source_place(source, reader.lines.base).line - 1;
    struct slice body = slice_cut(text, reader.lines.base, text.len);
    if (!check_images(body, ret_error)) {
        return false;
    }
    reader.frames = memory_take(FRAME_LIMIT * sizeof(struct frame));
    reader.containers = memory_take(FRAME_LIMIT * sizeof(struct container));
    cmark_node *document =
        cmark_parse_document(body.bytes, body.len, CMARK_OPT_DEFAULT);
    walk(&reader, document);
    if (!reader.has_failed) {
        markdown_fill_cells(&reader);
        struct counts counts = {reader.quote_count, reader.list_count,
            reader.item_count, reader.table_count};
        reader.has_failed =
            !islands_read(&reader.islands, source, counts, ret, ret_error);
    }
    cmark_node_free(document);
    free(reader.containers);
    free(reader.frames);
    return !reader.has_failed;
}
