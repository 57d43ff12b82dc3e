/*
 * hash.h - where a thing that is found by its bytes goes in a table.
 *
 * Which place that is shows nowhere, and differs from run to run: the seed is
 * an address, and systems choose these at random. So nobody can write a
 * document whose words all go to one place, where each is compared with each.
 */
#ifndef PARSER_HASH_H
#define PARSER_HASH_H

#include "parser/slice.h"

#include <stdint.h>

#define HASH_KEY UINT64_C(0x9e3779b97f4a7c15)

/* Mix eight bytes into the hash. The key is odd; were it known, words could be
   chosen by the differences that it makes of theirs. */
static inline uint64_t hash_step(uint64_t hash, uint64_t part, uint64_t key)
{
    hash = (hash ^ part) * key;
    return hash ^ hash >> 32;
}

/* The key of the table, whose address is the same whenever it is asked. */
static inline uint64_t hash_key(const void *table)
{
    return hash_step(0, (uintptr_t)table, HASH_KEY) | 1;
}

/* The hash of the numbers in the table. */
static inline uint64_t hash_numbers(
    const uint64_t *numbers, size_t count, const void *table)
{
    uint64_t key = hash_key(table);
    uint64_t hash = 0;
    for (size_t i = 0; i < count; i++) {
        hash = hash_step(hash, numbers[i], key);
    }
    return hash_step(hash, 0, key);
}

/* The hash of the bytes in the table. */
static inline uint64_t hash_bytes(struct slice bytes, const void *table)
{
    uint64_t key = hash_key(table);
    uint64_t hash = hash_step(bytes.len, slice_opening(bytes), key);
    for (size_t at = 8; at < bytes.len; at += 8) {
        /* the last eight bytes overlap those before */
        size_t begin = at + 8 < bytes.len ? at : bytes.len - 8;
        struct slice eight = slice_cut(bytes, begin, begin + 8);
        hash = hash_step(hash, slice_opening(eight), key);
    }
    return hash_step(hash, 0, key); /* the last bytes reach all bits */
}

#endif
