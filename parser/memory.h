/*
 * memory.h - memory from the system: there is some, or the program ends.
 *
 * What cannot be made for want of memory must not be left out of a report in
 * silence, so nothing here returns NULL: one line is printed, and the process
 * aborts. Libraries are given these functions in place of malloc().
 */
#ifndef PARSER_MEMORY_H
#define PARSER_MEMORY_H

#include <stddef.h>

void memory_fail(void) __attribute__((noreturn));

/* To be given to free(). Size 0 gives a valid pointer. */
void *memory_take(size_t size) __attribute__((returns_nonnull));

/* Zeroed. */
void *memory_take_zeroed(size_t count, size_t item_size)
    __attribute__((returns_nonnull));

/* block may be NULL. */
void *memory_resize(void *block, size_t size) __attribute__((returns_nonnull));

char *memory_copy_string(const char *string) __attribute__((returns_nonnull));

#endif
