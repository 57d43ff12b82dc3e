#include "cmd/lsp_memory.h"

#include <stdint.h>
#include <stdio.h>
#include <stdlib.h>

void *lsp_resize(void *items, size_t count, size_t item_size)
{
    void *larger = NULL;
    if (count <= SIZE_MAX / item_size) {
        larger = realloc(items, count * item_size);
    }
    if (!larger) {
        fputs("clauselint: out of memory\n", stderr);
        abort();
    }
    return larger;
}
