/*
 * words.h - one thing said to a person in both languages.
 */
#ifndef RULES_WORDS_H
#define RULES_WORDS_H

#include "parser/slice.h"

/* Both are filled, or both are empty. The law's own words are Russian in
   both. */
struct words {
    struct slice ru;
    struct slice en;
};

#endif
