#include "parser/arena.h"

#include "parser/memory.h"

#include <stdalign.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* Chunks start small, since most documents are, and double up to a limit. */
#define CHUNK_FIRST (64u * 1024)
#define CHUNK_LIMIT (4u * 1024 * 1024)
/* From this size a chunk comes from the system, which gives zeroed pages; a
   smaller one has been used before, and what is handed out of it is cleared:
   no more of it, and just when it is wanted in the cache. */
#define CHUNK_CLEAR (1024u * 1024)
/* Bytes of a formatted text that is not formatted a second time, once its
   length is known. */
#define FORMATTED_MOST 512

struct chunk {
    struct chunk *previous;
    size_t size; /* bytes after this header */
    size_t used;
    bool is_clear;
    max_align_t bytes[];
};

struct arena {
    struct chunk *last; /* NULL while nothing was allocated */
    size_t next_size;
    size_t handed_out;
};

static void die(const char *why)
{
    fprintf(stderr, "clauselint: %s\n", why);
    abort();
}

struct arena *arena_new(void)
{
    struct arena *arena = memory_take_zeroed(1, sizeof(*arena));
    arena->next_size = CHUNK_FIRST;
    return arena;
}

static void free_chunks(struct chunk *chunk)
{
    while (chunk) {
        struct chunk *previous = chunk->previous;
        free(chunk);
        chunk = previous;
    }
}

void arena_free(struct arena *arena)
{
    if (arena) {
        free_chunks(arena->last);
        free(arena);
    }
}

void arena_clear(struct arena *arena)
{
    struct chunk *last = arena->last;
    arena->handed_out = 0;
#ifdef ARENA_SEPARATE_BLOCKS
    bool is_kept = false; /* who looks at it afterwards shall be caught */
#else
    bool is_kept = last && last->size <= CHUNK_LIMIT;
#endif
    if (!is_kept) {
        free_chunks(last);
        arena->last = NULL;
        return;
    }
    free_chunks(last->previous);
    last->previous = NULL;
    last->used = 0;
    last->is_clear = false;
}

static struct chunk *add_chunk(struct arena *arena, size_t size)
{
    bool is_clear = size >= CHUNK_CLEAR;
    struct chunk *chunk = is_clear
                              ? memory_take_zeroed(1, sizeof(*chunk) + size)
                              : memory_take(sizeof(*chunk) + size);
    chunk->is_clear = is_clear;
    chunk->used = 0;
    chunk->size = size;
    chunk->previous = arena->last;
    arena->last = chunk;
    return chunk;
}

/* Room for an object; *ret_is_clear tells whether it is zeroed. */
static void *take(struct arena *arena, size_t size, bool *ret_is_clear)
{
    if (size > SIZE_MAX / 2) {
        memory_fail();
    }
    arena->handed_out += size;
#ifdef ARENA_SEPARATE_BLOCKS
    struct chunk *chunk = add_chunk(arena, size);
#else
    size_t unit = alignof(max_align_t);
    size = (size + unit - 1) / unit * unit;
    struct chunk *chunk = arena->last;
    if (!chunk || chunk->size - chunk->used < size) {
        size_t room = arena->next_size > size ? arena->next_size : size;
        chunk = add_chunk(arena, room);
        if (arena->next_size < CHUNK_LIMIT) {
            arena->next_size *= 2;
        }
    }
#endif
    void *object = (char *)chunk->bytes + chunk->used;
    chunk->used += size;
    *ret_is_clear = chunk->is_clear;
    return object;
}

void *arena_alloc(struct arena *arena, size_t size)
{
    bool is_clear;
    void *object = take(arena, size, &is_clear);
    return is_clear ? object : memset(object, 0, size);
}

void *arena_room(struct arena *arena, size_t size)
{
    bool is_clear;
    return take(arena, size, &is_clear);
}

void *arena_array(struct arena *arena, size_t count, size_t item_size)
{
    if (item_size && count > SIZE_MAX / 2 / item_size) {
        memory_fail();
    }
    return arena_alloc(arena, count * item_size);
}

void *arena_enlarge(struct arena *arena, const void *items, size_t count,
    size_t *capacity, size_t item_size)
{
    size_t room = *capacity ? *capacity * 2 : 8;
    if (room > SIZE_MAX / 2 / item_size) {
        memory_fail();
    }
    bool is_clear;
    char *larger = take(arena, room * item_size, &is_clear);
    size_t used = count * item_size;
    if (used) {
        memcpy(larger, items, used);
    }
    if (!is_clear) {
        memset(larger + used, 0, room * item_size - used);
    }
    *capacity = room;
    return larger;
}

struct slice arena_copy(struct arena *arena, struct slice text)
{
    return (struct slice){arena_string(arena, text), text.len};
}

char *arena_string(struct arena *arena, struct slice text)
{
    char *copy = arena_room(arena, text.len + 1);
    if (text.len) {
        memcpy(copy, text.bytes, text.len);
    }
    copy[text.len] = '\0';
    return copy;
}

struct slice arena_format_list(
    struct arena *arena, const char *format, va_list arguments)
{
    char first[FORMATTED_MOST];
    va_list again;
    va_copy(again, arguments);
    int len = vsnprintf(first, sizeof(first), format, arguments);
    if (len < 0) {
        die("a message could not be formatted");
    }
    size_t size = (size_t)len + 1;
    char *text = arena_room(arena, size);
    if (size <= sizeof(first)) {
        memcpy(text, first, size);
    } else {
        vsnprintf(text, size, format, again);
    }
    va_end(again);
    return (struct slice){text, (size_t)len};
}

struct slice arena_format(struct arena *arena, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    struct slice text = arena_format_list(arena, format, arguments);
    va_end(arguments);
    return text;
}

size_t arena_size(const struct arena *arena)
{
    return arena->handed_out;
}
