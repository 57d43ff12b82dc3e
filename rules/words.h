/*
 * words.h - one thing said to a person in both languages.
 */
#ifndef RULES_WORDS_H
#define RULES_WORDS_H

#include "parser/arena.h"
#include "parser/slice.h"

/* Both are filled, or both are empty. The law's own words are Russian in
   both. */
struct words {
    struct slice ru;
    struct slice en;
};

/* A message made for one place: the two formats take the same arguments in the
   same order. */
struct words words_format(struct arena *arena, const char *ru, const char *en,
    ...) __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

#endif
