#include "parser/comment.h"

#include <stdlib.h>

void comment_add(struct comment_list *list, struct span span)
{
    list->items = arena_grow(
        list->arena, list->items, list->count, &list->capacity, sizeof(span));
    list->items[list->count++] = span;
}

static int compare_spans(const void *a, const void *b)
{
    const struct span *x = a;
    const struct span *y = b;
    return (x->begin > y->begin) - (x->begin < y->begin);
}

void comments_sort(struct comment_list *list)
{
    if (list->count > 0) {
        qsort(list->items, list->count, sizeof(*list->items), compare_spans);
    }
}
