/*
 * signal_index.h - the phrases of signal_table taken apart into their words.
 *
 * Made once for a thread, not once for a document: five hundred phrases are
 * looked for in each.
 */
#ifndef RULES_SIGNAL_INDEX_H
#define RULES_SIGNAL_INDEX_H

#include "parser/arena.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "слово", or "слов*": all that begin so. */
struct signal_word {
    struct slice bytes; /* without the star */
    bool is_whole;
};

/* A word of a phrase: one of those that "|" joins. */
struct signal_part {
    uint32_t first_word; /* index into words */
    uint32_t word_count;
    bool is_behind_gap; /* ".." stands before it */
};

struct signal_index {
    struct arena *arena; /* owns the rest */
    struct signal_word *words;
    size_t word_count;
    size_t word_capacity;
    struct signal_part *parts; /* phrase by phrase */
    size_t part_count;
    size_t part_capacity;
    uint32_t *starts; /* by signal, one more at the end: its first part */
};

struct signal_index *signal_index_new(void);
void signal_index_free(struct signal_index *index); /* NULL is accepted */

#endif
