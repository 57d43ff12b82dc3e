/*
 * ini_file.h - a file of sections, keys and values, with the place of each.
 *
 * inih reads it: "[section]", "key = value", comments of "#" and ";" at the
 * beginning of a line or of " ;" behind a value. An indented line goes on with
 * the values of the key above it.
 */
#ifndef CMD_INI_FILE_H
#define CMD_INI_FILE_H

#include "parser/arena.h"
#include "parser/error.h"
#include "parser/slice.h"

#include <stdbool.h>

#define INI_SIZE_LIMIT (256u * 1024) /* bytes */

/* One value; a key that stands twice, or goes on, has several in a row. */
struct ini_entry {
    struct slice section; /* empty before the first one */
    struct slice key;
    struct slice value;
    struct place section_place; /* line 0 before the first section */
    struct place key_place;
    struct place value_place;
};

struct ini_file {
    struct ini_entry *entries;
    size_t count;
    size_t capacity;
};

/* Fails, with the place, at the first line that is none of these, is too long
   for inih or is no UTF-8, and when the file is over INI_SIZE_LIMIT. All of
   ret lives in the arena. */
bool ini_read(struct arena *arena, struct slice bytes, struct ini_file *ret,
    struct error *ret_error) __attribute__((warn_unused_result));

/* The place of a part of an entry's value. */
struct place ini_place_in(const struct ini_entry *entry, struct slice part);

#endif
