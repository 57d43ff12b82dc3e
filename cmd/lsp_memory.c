#include "cmd/lsp_memory.h"

#include "parser/memory.h"

#include <stdint.h>

void *lsp_resize(void *items, size_t count, size_t item_size)
{
    if (count > SIZE_MAX / item_size) {
        memory_fail();
    }
    return memory_resize(items, count * item_size);
}
