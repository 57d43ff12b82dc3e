/*
 * stem.h - the stem of a Russian word.
 *
 * The Russian stemmer of Snowball, snowballstem.org/algorithms/russian, letter
 * for letter. Its library brings the tables of thirty languages, which the
 * dynamic linker relocates at every start: a twentieth of the time that one
 * policy takes.
 */
#ifndef PARSER_STEM_H
#define PARSER_STEM_H

#include "parser/slice.h"

/* The beginning of a folded word that its forms share: «обработк» of
   «обработками». A word of another alphabet is its own stem. */
struct slice stem_of(struct slice word);

#endif
