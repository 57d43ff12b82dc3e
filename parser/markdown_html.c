#include "parser/markdown_html.h"

#include <string.h>

void islands_add(struct islands *islands, struct span span)
{
    islands->items = arena_grow(islands->arena, islands->items, islands->count,
        &islands->capacity, sizeof(span));
    islands->items[islands->count++] = span;
}

/* The source with all but the islands and the line breaks blank. */
static struct source blank_out(
    const struct islands *islands, const struct source *source)
{
    struct slice text = source->text;
    char *bytes = arena_alloc(islands->arena, text.len);
    for (size_t i = 0; i < text.len; i++) {
        bool is_break = text.bytes[i] == '\n' || text.bytes[i] == '\r';
        bytes[i] = is_break ? text.bytes[i] : ' ';
    }
    for (size_t i = 0; i < islands->count; i++) {
        struct span span = islands->items[i];
        memcpy(
            bytes + span.begin, text.bytes + span.begin, span.end - span.begin);
    }
    struct source page = *source;
    page.text = (struct slice){bytes, text.len};
    return page;
}

static void shift(uint32_t *number, uint32_t count)
{
    if (*number != NONE) {
        *number += count;
    }
}

/* Merge two lists that are each in the order of the source. */
static bool merge(struct block_list *list, const struct block_list *other,
    struct error *ret_error)
{
    struct block_list both = {.arena = list->arena};
    size_t i = 0;
    size_t k = 0;
    while (i < list->count || k < other->count) {
        bool takes_other = k < other->count &&
                           (i == list->count || other->items[k].span.begin <
                                                    list->items[i].span.begin);
        const struct block *next =
            takes_other ? &other->items[k++] : &list->items[i++];
        if (!block_add(&both, *next, ret_error)) {
            return false;
        }
    }
    list->items = both.items;
    list->count = both.count;
    list->capacity = both.capacity;
    return true;
}

bool islands_read(const struct islands *islands, const struct source *source,
    struct counts counts, struct block_list *list, struct error *ret_error)
{
    if (islands->count == 0) {
        return true;
    }
    struct source page = blank_out(islands, source);
    struct block_list blocks = {.arena = list->arena};
    if (!html_read(&page, &blocks, ret_error)) {
        return false;
    }
    for (size_t i = 0; i < blocks.count; i++) {
        struct block *block = &blocks.items[i];
        shift(&block->quote, counts.quotes);
        shift(&block->list, counts.lists);
        shift(&block->item, counts.items);
        shift(&block->table, counts.tables);
    }
    for (size_t i = 0; i < blocks.comments.count; i++) {
        comment_add(&list->comments, blocks.comments.items[i]);
    }
    if (list->title.len == 0) {
        list->title = blocks.title;
    }
    if (list->language.len == 0) {
        list->language = blocks.language;
    }
    return merge(list, &blocks, ret_error);
}
