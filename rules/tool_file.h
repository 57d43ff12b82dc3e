/*
 * tool_file.h - reading a file, for the small programs of this folder.
 *
 * Not part of the library: nothing below cmd/ opens files.
 */
#ifndef RULES_TOOL_FILE_H
#define RULES_TOOL_FILE_H

#include "parser/arena.h"

#include <stdbool.h>

/* All bytes of the file, in the arena; false if it cannot be read. */
bool tool_file_read(struct arena *arena, const char *path, struct slice *ret)
    __attribute__((warn_unused_result));

#endif
