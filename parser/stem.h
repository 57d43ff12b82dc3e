/*
 * stem.h - what the forms of a Russian word have in common.
 *
 * The rules are those of Snowball (snowballstem.org/algorithms/russian), and
 * stem_test.c holds the results equal to its library's. The library itself is
 * not linked: it has tables of twenty other languages, and the dynamic linker
 * would relocate them at every start, which takes as long as reading a policy.
 */
#ifndef PARSER_STEM_H
#define PARSER_STEM_H

#include "parser/slice.h"

/* The beginning of a folded word (fold.h) that is its stem; never empty but for
   the empty word. Time is linear in the word. */
struct slice stem_of(struct slice word);

#endif
