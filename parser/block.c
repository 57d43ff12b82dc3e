#include "parser/block.h"

#include "parser/utf8.h"

/* Whether bold runs cover all of the text that is not white space. */
static bool is_all_strong(const struct text *text)
{
    size_t run = 0;
    bool any = false;
    for (size_t offset = 0; offset < text->bytes.len;) {
        size_t at = offset;
        if (utf8_is_space(utf8_next(text->bytes, &offset))) {
            continue;
        }
        while (run < text->strong_count && text->strong[run].end <= at) {
            run++;
        }
        if (run == text->strong_count || text->strong[run].begin > at) {
            return false;
        }
        any = true;
    }
    return any;
}

/* Blocks there is room for at first, as many as most policies have. */
#define BLOCKS_FIRST 128

bool block_add(
    struct block_list *list, struct block block, struct error *ret_error)
{
    if (list->count >= BLOCK_COUNT_LIMIT) {
        return error_set(ret_error,
            "блоков в документе больше предела BLOCK_COUNT_LIMIT (%d)",
            "the document has more blocks than BLOCK_COUNT_LIMIT (%d)",
            BLOCK_COUNT_LIMIT);
    }
    block.is_strong = is_all_strong(&block.text);
    if (!list->items) {
        list->capacity = BLOCKS_FIRST;
        list->items =
            arena_room(list->arena, BLOCKS_FIRST * sizeof(*list->items));
    }
    list->items = arena_grow(
        list->arena, list->items, list->count, &list->capacity, sizeof(block));
    list->items[list->count++] = block;
    return true;
}
