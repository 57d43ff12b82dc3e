#include "parser/memory.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

void memory_fail(void)
{
    fputs("clauselint: out of memory\n", stderr);
    abort();
}

void *memory_take(size_t size)
{
    void *block = malloc(size ? size : 1);
    if (!block) {
        memory_fail();
    }
    return block;
}

void *memory_take_zeroed(size_t count, size_t item_size)
{
    void *block = calloc(count ? count : 1, item_size ? item_size : 1);
    if (!block) {
        memory_fail();
    }
    return block;
}

void *memory_resize(void *block, size_t size)
{
    void *larger = realloc(block, size ? size : 1);
    if (!larger) {
        memory_fail();
    }
    return larger;
}

char *memory_copy_string(const char *string)
{
    size_t size = strlen(string) + 1;
    return memcpy(memory_take(size), string, size);
}
