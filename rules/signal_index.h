/*
 * signal_index.h - the phrases of signal_table taken apart into their words.
 *
 * Made when the program is built: four hundred phrases are looked for in each
 * document. Many share their words, and each word is looked up once.
 */
#ifndef RULES_SIGNAL_INDEX_H
#define RULES_SIGNAL_INDEX_H

#include "parser/slice.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

struct arena;

/* The letters of a word that is shorter than FORM_LETTERS (parser/doc.h). */
#define LETTERS_NONE UINT16_MAX

/* "слово", or "слов*": all that begin so. */
struct signal_word {
    uint16_t begin;   /* byte of the index's text */
    uint16_t len;     /* without the star */
    uint16_t letters; /* form_bit() of it, or LETTERS_NONE */
    bool is_whole;
};

/* A word of a phrase: one of those that "|" joins. */
struct signal_part {
    uint32_t first;     /* index into choices */
    uint32_t count;     /* of choices */
    bool is_behind_gap; /* ".." stands before it */
};

struct signal_index {
    struct arena *arena;             /* that holds all; NULL: constants do */
    struct slice text;               /* of the words */
    const struct signal_word *words; /* each once */
    size_t word_count;
    const uint32_t *choices; /* part by part: indices into words */
    size_t choice_count;
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
