/*
 * unit.h - the parts of a law or a contract as people name them: «п. 2.1»,
 * «части 2», «ст. 9, 10 и 14», «подпункт "а"», «разделе II».
 *
 * What citations of law and references inside a document have in common: a
 * unit word and the numbers after it.
 */
#ifndef PARSER_UNIT_H
#define PARSER_UNIT_H

#include "parser/word.h"

#include <stdbool.h>

enum unit {
    UNIT_PARAGRAPH, /* абз., абзац */
    UNIT_SUBPOINT,  /* подп., подпункт */
    UNIT_POINT,     /* п., пп., пункт */
    UNIT_PART,      /* ч., часть */
    UNIT_ARTICLE,   /* ст., статья */
    UNIT_SECTION,   /* раздел, глава */
    UNIT_APPENDIX,  /* приложение */
    UNIT_COUNT,
};

/* One number, or a range of them. */
struct unit_number {
    struct slice first; /* "2.1", "18.1", "а", "ii"; an ordinal in words
                           («третий») as its digits */
    struct slice last;  /* of a range, else empty */
    struct span span;   /* folded bytes of both */
};

struct unit_mention {
    enum unit unit;
    bool is_plural;   /* «пп.», «пункты», «пунктами» */
    struct span span; /* folded bytes from the unit word to the last number */
    struct unit_number *numbers; /* of the arena; at least one */
    size_t number_count;
    size_t next; /* index of the first word behind */
};

/* What the words of units begin with, for doc_forms_listed(); some other words
   do as well. */
#define UNIT_WORDS                                                                                                                \
    "абз* подп* падпункт* п пп пункт* ч част* ст стат* артыкул* раздел* разд " \
    "глав* приложени*"

/* The unit that the word names; UNIT_COUNT when it names none. */
enum unit unit_of_word(struct slice word, bool *ret_is_plural);

/* Read a unit word with its numbers; false when word index is no unit word or
   no number follows. */
bool unit_read(struct arena *arena, const struct word_list *list, size_t index,
    struct unit_mention *ret);

#endif
