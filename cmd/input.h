/*
 * input.h - which files are read, and their bytes.
 *
 * The only place where documents and packs are opened. An operand is a file
 * (of any name), a folder, or "-" for standard input.
 */
#ifndef CMD_INPUT_H
#define CMD_INPUT_H

#include "parser/arena.h"
#include "parser/error.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* One file to read; lives in the arena it was found with. */
struct input {
    struct slice path; /* as people see it; empty is never */
    bool is_stdin;
    bool is_found; /* nobody named it: read only while it is a regular file */
};

struct input_list {
    struct arena *arena;
    struct input *items;
    size_t count;
    size_t capacity;
};

/* Add what an operand names. A folder gives the policies below it (.md
   .markdown .html .htm .txt), sorted by path; hidden files and folders and
   node_modules are passed over, and links to folders are not followed. Fails
   when there is no such file, or when the folder holds no policy. */
bool input_find(struct input_list *list, struct slice operand,
    struct slice stdin_filename, struct error *ret_error)
    __attribute__((warn_unused_result));

/* What tells that a file has changed. */
struct input_stamp {
    int64_t seconds; /* of its last change */
    int64_t nanoseconds;
    int64_t size; /* bytes */
};

/* False when there is no such file. */
bool input_stamp(const struct input *input, struct input_stamp *ret)
    __attribute__((warn_unused_result));

bool input_stamp_equal(
    const struct input_stamp *one, const struct input_stamp *other);

/* Read the bytes into the arena. Of an input over SOURCE_SIZE_LIMIT just so
   much is read that the parser sees it is over. A file may have changed since
   it was found: whatever stands there now is read, or told to be unreadable. */
bool input_read(struct arena *arena, const struct input *input,
    struct slice *ret_bytes, struct error *ret_error)
    __attribute__((warn_unused_result));

#endif
