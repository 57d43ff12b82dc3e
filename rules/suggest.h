/*
 * suggest.h - «did you mean …?» for a misspelt name.
 */
#ifndef RULES_SUGGEST_H
#define RULES_SUGGEST_H

#include "parser/slice.h"

/* The name nearest to the wanted one, counted in code points put in, left
   out, replaced or swapped; empty when none is near enough (a third of the
   longer one's length, at most 3). */
struct slice suggest_name(
    struct slice wanted, const struct slice *names, size_t count);

#endif
