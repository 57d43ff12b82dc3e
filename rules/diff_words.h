/*
 * diff_words.h - which words of a group went and which came. For diff*.c only.
 */
#ifndef RULES_DIFF_WORDS_H
#define RULES_DIFF_WORDS_H

#include "rules/diff_align.h"

/* A word of a group, and whether the other edition has it at that place. */
struct diff_token {
    uint32_t form;
    uint32_t unit; /* index into the edition's units */
    uint32_t word; /* index into the unit's words */
    bool is_changed;
};

/* The words of one side of a group, in order. */
struct diff_tokens {
    struct diff_token *items;
    size_t count;
};

struct diff_tokens diff_tokens_of(struct arena *arena,
    const struct diff_edition *edition, const uint32_t *units, size_t count);

/* Mark the tokens that are not common to both, by a shortest edit script;
   where that would cost too much, all between the first and the last that
   differ. A lone short word between two changes counts as changed, so that
   people see phrases. */
void diff_words_mark(const struct diff_forms *forms,
    struct diff_tokens *old_tokens, struct diff_tokens *new_tokens);

#endif
