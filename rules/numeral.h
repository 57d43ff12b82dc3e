/*
 * numeral.h - numbers as words: «тридцати», «двадцати четырёх», «одна тысяча
 * двести», «пятнаццаць».
 *
 * Cardinal numbers of Russian and Belarusian in every case, folded; ordinals
 * («тридцатый») and fractions are none.
 */
#ifndef RULES_NUMERAL_H
#define RULES_NUMERAL_H

#include "parser/doc.h"

#include <stdbool.h>
#include <stdint.h>

#define NUMERAL_LARGEST 999999999u

/* Read the number whose first word is words[at]. Returns how many words it
   has; 0 when there is none, or when it is greater than NUMERAL_LARGEST. */
size_t numeral_read(const struct word_list *words, size_t at, uint32_t *ret);

/* Mark, by form, all that begin with the stem of a numeral: what numeral_read()
   reads and numeral_prefix() takes is among them. */
void numeral_mark_stems(const struct doc *doc, bool *marks);

/* Is the word one that numeral_read() reads? */
bool numeral_is(struct slice word);

/* The same by form, in the arena. */
bool *numeral_forms(const struct doc *doc, struct arena *arena);

/* The number that a compound begins with: «пятнадцатидневный» gives 15 and
   the length in bytes of «пятнадцати», a hyphen behind it included; the
   longest is taken. Returns 0 when there is none. */
size_t numeral_prefix(struct slice word, uint32_t *ret);

/* The number that figures at the beginning of the word make, with the ending
   that is hung on them: «30», «15-ти», «10-и». Returns its length in bytes,
   0 when the word does not begin with a digit or the number is greater than
   NUMERAL_LARGEST. Of «30-60» it is the second number that counts. */
size_t numeral_figure(struct slice word, uint32_t *ret);

#endif
