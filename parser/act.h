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

/* What an act can begin with, for doc_forms_listed(): the first words of
   act_read_head(), and those that point («указанного Закона»). */
#define ACT_WORDS                                                                                                                       \
    "федеральн* фед фз* закон закона закону законом законе законы законов "    \
    "законам законами законах кодекс* gdpr* общ* регламент* директив* "                 \
    "конституци* приказ* постановлени* указ* пп распоряжени* коап гпк апк "      \
    "упк гк тк ук нк ск жк гражданск* арбитражн* уголовн* трудов* налогов* "       \
    "семейн* жилищн* вышеуказанн* названн* упомянут* данный данного данному " \
    "данным данном настоящ* этот этого этому этим этом "                                       \
    "0* 1* 2* 3* 4* 5* 6* 7* 8* 9*"

/* Read an act that begins at the word; words from limit on are not looked at
   (they belong to the next sentence). False when none begins there. */
bool act_read(struct arena *arena, const struct word_list *list, size_t index,
    size_t limit, struct act *ret);

#endif
