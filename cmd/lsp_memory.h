/*
 * lsp_memory.h - memory of the language server that outlives a document's
 * version: its texts and its lists. All else is in arenas.
 */
#ifndef CMD_LSP_MEMORY_H
#define CMD_LSP_MEMORY_H

#include <stddef.h>

/* realloc() for count objects; prints one line and aborts when there is no
   memory, as an arena does. */
void *lsp_resize(void *items, size_t count, size_t item_size)
    __attribute__((returns_nonnull));

#endif
