/*
 * arena.h - memory that is freed all at once.
 *
 * One arena holds all that belongs to one document: its source, its tree,
 * the text maps and the findings; a set of rule packs has one of its own.
 * Nothing inside an arena is freed by itself. Out of memory prints one line
 * and aborts, so nothing here returns NULL.
 */
#ifndef PARSER_ARENA_H
#define PARSER_ARENA_H

#include "parser/slice.h"

#include <stdarg.h>
#include <stddef.h>

struct arena;

struct arena *arena_new(void) __attribute__((returns_nonnull));
void arena_free(struct arena *arena); /* NULL is accepted */

/* Take back all that was handed out; memory is kept for what comes next. */
void arena_clear(struct arena *arena);

/* Zeroed bytes, aligned for any object; size 0 gives a valid pointer. */
void *arena_alloc(struct arena *arena, size_t size)
    __attribute__((returns_nonnull));

/* The same, not zeroed: for bytes that are written before they are read. */
void *arena_room(struct arena *arena, size_t size)
    __attribute__((returns_nonnull));

/* Room for count zeroed objects; aborts when the product overflows. */
void *arena_array(struct arena *arena, size_t count, size_t item_size)
    __attribute__((returns_nonnull));

/* A copy of the first count objects with room for more; see arena_grow(). */
void *arena_enlarge(struct arena *arena, const void *items, size_t count,
    size_t *capacity, size_t item_size) __attribute__((returns_nonnull));

/* Make room for one more object after the first count of them: returns
   items itself while *capacity allows, else a larger copy whose new part is
   zeroed. Start with NULL, 0 and capacity 0:

       list->items = arena_grow(arena, list->items, list->count,
           &list->capacity, sizeof(*list->items));
       list->items[list->count++] = item;
*/
static inline void *arena_grow(struct arena *arena, void *items, size_t count,
    size_t *capacity, size_t item_size)
{
    return count < *capacity
               ? items
               : arena_enlarge(arena, items, count, capacity, item_size);
}

struct slice arena_copy(struct arena *arena, struct slice text);

/* The text as a C string, for the edge of a C library. */
char *arena_string(struct arena *arena, struct slice text);

struct slice arena_format(struct arena *arena, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

struct slice arena_format_list(struct arena *arena, const char *format,
    va_list arguments) __attribute__((format(printf, 2, 0)));

/* Bytes handed out so far. */
size_t arena_size(const struct arena *arena);

#endif
