/*
 * signal_index.h - the phrases of signal_table taken apart into their words.
 *
 * Made when the program is built: four hundred phrases are looked for in each
 * document. Many share their words, which are looked for as literals are; a
 * form of the document has a list of the parts of phrases that it can stand for
 * (forms.h).
 */
#ifndef RULES_SIGNAL_INDEX_H
#define RULES_SIGNAL_INDEX_H

#include "parser/doc.h"
#include "rules/literal.h"

#include <stdbool.h>

/* A word of a phrase, or several that "|" joins. */
struct signal_part {
    uint16_t signal; /* index into signal_table */
    bool is_first;   /* of its phrase, whose parts stand one behind the other */
    bool is_last;
    bool is_behind_gap; /* ".." stands before it */
};

struct signal_index {
    struct arena *arena; /* that holds all; NULL: constants do */
    struct literal_table words;
    uint32_t beginnings[FORM_BITS / 32]; /* form_bit() of the words that have
                                            so many letters */
    const uint32_t *starts; /* by word, one more at the end: into the next */
    const uint32_t *word_parts; /* that the word can stand for, ascending */
    const struct signal_part *parts;
    size_t part_count;
};

/* May the form be one of the words, or begin with one? False for certain: most
   forms are none. */
static inline bool signal_index_may_have(
    const struct signal_index *index, struct slice form)
{
    if (form.len < FORM_LETTERS) {
        return true;
    }
    uint32_t bit = form_bit(form.bytes);
    return index->beginnings[bit / 32] >> bit % 32 & 1;
}

/* That of the build, or one made now where there is none (snapshot.h). */
const struct signal_index *signal_index_new(void);
void signal_index_free(const struct signal_index *index); /* NULL: accepted */

/* One that lives in the arena. */
const struct signal_index *signal_index_make(struct arena *arena);

#endif
