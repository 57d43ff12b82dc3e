/*
 * signal_index.h - the phrases of signal_table taken apart into their words.
 *
 * Made when the program is built: five hundred phrases are looked for in each
 * document.
 */
#ifndef RULES_SIGNAL_INDEX_H
#define RULES_SIGNAL_INDEX_H

#include "parser/arena.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* "слово", or "слов*": all that begin so. */
struct signal_word {
    uint16_t begin; /* byte of its signal's phrase */
    uint16_t len;   /* without the star */
    bool is_whole;
};

/* A word of a phrase: one of those that "|" joins. */
struct signal_part {
    uint32_t first_word; /* index into words */
    uint32_t word_count;
    bool is_behind_gap; /* ".." stands before it */
};

struct signal_index {
    struct arena *arena;             /* that holds all; NULL: constants do */
    const struct signal_word *words; /* part by part */
    size_t word_count;
    const struct signal_part *parts; /* phrase by phrase */
    size_t part_count;
    const uint32_t *starts; /* by signal, one more at the end: its first part */
};

/* That of the build, or one made now where there is none (snapshot.h). */
const struct signal_index *signal_index_new(void);
void signal_index_free(const struct signal_index *index); /* NULL: accepted */

/* One that lives in the arena. */
const struct signal_index *signal_index_make(struct arena *arena);

#endif
