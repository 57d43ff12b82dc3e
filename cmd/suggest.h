/*
 * suggest.h - "did you mean": the known name nearest to a mistyped one.
 */
#ifndef CMD_SUGGEST_H
#define CMD_SUGGEST_H

#include "parser/slice.h"

#include <stddef.h>

/* Names longer than this are compared by their first bytes. */
#define SUGGEST_LONGEST 64

/* How many single letters must be put in, taken out, changed or swapped with
   their neighbour to make b of a. Letters are bytes: names are ASCII. */
size_t suggest_distance(struct slice a, struct slice b);

/* Searches for the nearest of many names; start with name set and the rest
   zero. */
struct suggestion {
    struct slice name;    /* as it was mistyped */
    struct slice nearest; /* empty: nothing near enough was seen */
    size_t distance;      /* of the nearest */
};

void suggest_try(struct suggestion *suggestion, struct slice candidate);

#endif
