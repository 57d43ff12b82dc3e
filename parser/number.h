/*
 * number.h - the printed number at the start of a provision: «1.1.», «5)»,
 * «а)», «II.», «Статья 5.», «Приложение № 1».
 *
 * A reader tells a clause number from a date, a sum, a law's number or a
 * telephone by what stands around it; so does this. Where the look alone does
 * not decide («5 Порядок обработки», «А. Общие положения»), is_sure is false,
 * and the caller must see whether the number continues a sequence.
 */
#ifndef PARSER_NUMBER_H
#define PARSER_NUMBER_H

#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stdint.h>

#define NUMBER_DEEPEST 8 /* «1.1.1.1.1.1.1.1» */
#define NUMBER_LARGEST 999

/* The word before the number, the widest first. */
enum number_word {
    NUMBER_WORD_NONE,
    NUMBER_WORD_APPENDIX, /* «Приложение № 1», also without a number */
    NUMBER_WORD_PART,    /* «Часть» */
    NUMBER_WORD_SECTION, /* «Раздел» */
    NUMBER_WORD_CHAPTER, /* «Глава» */
    NUMBER_WORD_ARTICLE, /* «Статья», «Ст.» */
    NUMBER_WORD_SIGN,    /* «§», «Параграф» */
    NUMBER_WORD_CLAUSE,  /* «Пункт», «п.» */
};

enum number_style {
    NUMBER_NONE,
    NUMBER_DECIMAL, /* 3.4 */
    NUMBER_ROMAN,   /* II */
    NUMBER_LETTER,  /* а */
};

/* Zeroed: no number. */
struct number {
    enum number_word word;
    enum number_style style;
    uint16_t values[NUMBER_DEEPEST]; /* 1 to NUMBER_LARGEST; letters and Roman
                                        numerals have one value */
    uint8_t depth;                   /* values used; 0 for a bare word */
    bool is_bracketed;               /* closed by ")" */
    bool is_sure;        /* a reader sees a number without looking around */
    struct span printed; /* bytes of the text: the number alone; empty for a
                            bare word */
    uint32_t len; /* bytes of word, number, punctuation, spaces after it */
};

/* Read the number that the text starts with; false when there is none. The
   text is as printed, not folded. */
bool number_read(struct slice text, struct number *ret);

/* Is there a number (or a word that stands for one)? */
bool number_is_set(const struct number *number);

/* Do both belong to one sequence by their look: same word, style, depth and
   bracket? */
bool number_is_alike(const struct number *a, const struct number *b);

/* The last value; 0 without any. */
uint16_t number_last(const struct number *number);

/* Does prefix («3.4») stand before number («3.4.1»), one value shorter or
   more? The word before prefix does not matter, Roman prefixes count. */
bool number_is_below(const struct number *number, const struct number *prefix);

#endif
