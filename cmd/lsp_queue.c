#include "cmd/lsp_queue.h"

#include "cmd/lsp_memory.h"

#include <stdlib.h>
#include <string.h>

bool lsp_queue_is_empty(const struct lsp_queue *queue)
{
    return queue->first == queue->end;
}

static void make_room(struct lsp_queue *queue)
{
    size_t count = queue->end - queue->first;
    if (count > 0 && queue->first > 0) {
        memmove(queue->items, queue->items + queue->first,
            count * sizeof(*queue->items));
    }
    queue->first = 0;
    queue->end = count;
    if (count >= queue->capacity / 2) {
        queue->capacity = queue->capacity ? 2 * queue->capacity : 32;
        queue->items =
            lsp_resize(queue->items, queue->capacity, sizeof(*queue->items));
    }
}

void lsp_queue_add(
    struct lsp_queue *queue, struct lsp_message message, size_t size)
{
    if (queue->end == queue->capacity) {
        make_room(queue);
    }
    queue->items[queue->end++] = (struct lsp_waiting){message, size, false};
    queue->size += size;
}

struct lsp_waiting lsp_queue_take(struct lsp_queue *queue)
{
    struct lsp_waiting waiting = queue->items[queue->first++];
    queue->size -= waiting.size;
    return waiting;
}

void lsp_queue_cancel(struct lsp_queue *queue, const json_t *id)
{
    for (size_t i = queue->first; i < queue->end; i++) {
        const struct lsp_message *message = &queue->items[i].message;
        if (message->kind == LSP_REQUEST && json_equal(message->id, id)) {
            queue->items[i].is_cancelled = true;
        }
    }
}

void lsp_queue_clear(struct lsp_queue *queue)
{
    while (!lsp_queue_is_empty(queue)) {
        struct lsp_waiting waiting = lsp_queue_take(queue);
        lsp_message_clear(&waiting.message);
    }
    free(queue->items);
    *queue = (struct lsp_queue){0};
}
