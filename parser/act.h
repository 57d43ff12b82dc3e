/*
 * act.h - the words that name a law: «Федерального закона от 27.07.2006
 * № 152-ФЗ «О персональных данных»», «Закона № 99-З», «ГК РФ», «GDPR».
 */
#ifndef PARSER_ACT_H
#define PARSER_ACT_H

#include "parser/date.h"
#include "parser/word.h"

#include <stdbool.h>

struct act {
    struct span span; /* folded bytes of all its words */
    size_t next;      /* index of the first word behind */
    /* As struct citation has them. */
    struct slice number;
    struct slice title;
    struct slice kind;
    struct date date;
    /* Nothing here tells which act: «Закон», «указанный Закон». */
    bool is_generic;
    bool is_pointed; /* «указанного», «настоящего», «этим» before it */
};

/* Can an act begin with a word spelt so? If not, act_read() finds none. */
bool act_may_begin(struct slice word);

/* Read an act that begins at the word; words from limit on are not looked at
   (they belong to the next sentence). False when none begins there. */
bool act_read(struct arena *arena, const struct word_list *list, size_t index,
    size_t limit, struct act *ret);

#endif
