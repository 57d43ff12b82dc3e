/*
 * name_table.h - names, each with a number that its owner gives it.
 */
#ifndef RULES_NAME_TABLE_H
#define RULES_NAME_TABLE_H

#include "parser/arena.h"
#include "parser/span.h"

/* A name that has a number. */
struct numbered_name {
    struct slice name;
    uint32_t number;
};

/* Start with the arena set and the rest 0. It stays where it is while it has
   names: hash.h. */
struct name_table {
    struct arena *arena;
    struct numbered_name *items; /* in the order they came */
    size_t count;
    size_t capacity;
    uint32_t *slots;   /* 1 + the index of an item; 0: free */
    size_t slot_count; /* a power of two, more than twice the items; or 0 */
};

/* Make room for so many names in a table that has none yet. */
void name_table_reserve(struct name_table *table, size_t count);

/* The number of the name, NONE where it has none. */
uint32_t name_table_find(const struct name_table *table, struct slice name);

/* The same to be set: stays until the next name comes. The bytes of a new name
   must outlive the table. */
uint32_t *name_table_at(struct name_table *table, struct slice name);

#endif
