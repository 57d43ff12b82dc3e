/*
 * pattern_start.h - what the matches of a pattern begin with.
 *
 * Matching is tried only where one of these stands: PCRE2 would try at every
 * letter, since nearly all Russian ones have the same first byte.
 *
 * For pattern*.c only.
 */
#ifndef RULES_PATTERN_START_H
#define RULES_PATTERN_START_H

#include "rules/pattern_subject.h"

#define PATTERN_STARTS_LIMIT 64u
#define PATTERN_START_LONGEST 16u /* bytes; a longer one is cut */

struct pattern_start {
    char bytes[PATTERN_START_LONGEST];
    uint8_t len;      /* of them; 0: anything with the key */
    bool begins_word; /* no letter, digit or _ stands before it */
    uint8_t next;     /* 1 + the next with the same key, or 0 */
};

/* Every match begins with one of them. Bytes only, so that it can stand at any
   address: pattern_encode(). */
struct pattern_starts {
    uint8_t count;      /* 0: there is no telling */
    bool are_spots;     /* they stand at spots of a subject only */
    uint8_t first[256]; /* 1 + the first, by pattern_key(); 0: none */
    struct pattern_start items[];
};

/* Lives in the arena. */
struct pattern_starts *pattern_starts(struct arena *arena, struct slice text);

/* Bytes that it takes. */
static inline size_t pattern_starts_size(const struct pattern_starts *starts)
{
    return sizeof(*starts) + starts->count * sizeof(starts->items[0]);
}

/* The first byte from one to another that a match can begin at, or
   SLICE_NOT_FOUND. There must be starts. Linear in the subject. */
size_t pattern_next_start(const struct pattern_starts *starts,
    const struct pattern_subject *subject, size_t from, size_t last);

#endif
