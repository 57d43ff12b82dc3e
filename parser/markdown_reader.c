#include "parser/markdown_reader.h"

struct arena *markdown_arena(struct markdown_reader *reader)
{
    return reader->list->arena;
}

void markdown_add(struct markdown_reader *reader, struct block block)
{
    if (!reader->has_failed && !block_add(reader->list, block, reader->error)) {
        reader->has_failed = true;
    }
}

/* The innermost open list item, or NULL. */
static struct frame *open_item(struct markdown_reader *reader)
{
    for (size_t i = reader->frame_count; i > 0; i--) {
        if (reader->frames[i - 1].type == CMARK_NODE_ITEM) {
            return &reader->frames[i - 1];
        }
    }
    return NULL;
}

/* A block with all that its place in quotes and lists says. */
struct block markdown_block(
    struct markdown_reader *reader, enum block_kind kind)
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

uint32_t node_line(cmark_node *node)
{
    return (uint32_t)cmark_node_get_start_line(node);
}

uint32_t node_column(cmark_node *node)
{
    int column = cmark_node_get_start_column(node);
    return column > 0 ? (uint32_t)column : 1;
}

uint32_t node_last_line(cmark_node *node)
{
    uint32_t first = node_line(node);
    int last = cmark_node_get_end_line(node);
    return last > 0 && (uint32_t)last > first ? (uint32_t)last : first;
}

/* The first block of a list item bears its marker. */
void markdown_note_item(struct markdown_reader *reader, struct block *block)
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
