/*
 * laws.h - the acts that privacy policies cite: number, date, title, and
 * until when they were in force.
 *
 * The table is the program's memory of what acts are really called. An act
 * that is not in it is never wrong.
 */
#ifndef RULES_LAWS_H
#define RULES_LAWS_H

#include "parser/doc.h"
#include "rules/rule.h"

/* How sure a number alone tells the act. Numbers of laws and orders begin
   anew each year. */
enum law_fame {
    FAME_NUMBER, /* the number is enough: 152-ФЗ, Приказ Роскомнадзора № 706 */
    FAME_TOPIC,  /* the number, if the sentence speaks of its topic */
    FAME_DATE,   /* only with its date or its title */
};

struct law {
    const char *number; /* as struct citation spells it */
    const char *issuer; /* what citation.kind begins with: "приказ
                           роскомнадзора"; NULL for statutes */
    struct date date;
    const char *title;     /* folded, without punctuation; NULL: not compared */
    const char *name;      /* how a lawyer cites it */
    uint32_t country;      /* one bit of enum jurisdiction */
    struct date until;     /* first day out of force; unset: in force */
    const char *successor; /* what to cite then; NULL while in force */
    enum law_fame fame;
    const char *topic; /* FAME_TOPIC: a stem the sentence must have */
};

/* All of them; *ret_count is their number. */
const struct law *law_list(size_t *ret_count);

/* Has the law the citation's number (and is it of its issuer)? */
bool law_has_number(const struct law *law, const struct citation *citation);

/* Is the cited title that of the law, or the beginning of it? */
bool law_has_title(const struct law *law, struct slice title);

/* The act a citation is of, judged by all it says; sentence is the folded
   text around it. NULL when the table does not know it, or when what the
   citation says does not fit together. */
const struct law *law_of(
    const struct citation *citation, struct slice sentence);

/* What an article of a law has. */
struct article {
    const char *number;
    uint8_t parts; /* части of 152-ФЗ, пункты of № 99-З; 0: undivided */
    uint8_t paragraphs; /* абзацы, where the article is cited by them; or 0 */
    const char *inserted; /* further parts, " 3.1 5.1 "; "" for none */
};

/* The article of 152-ФЗ (country RU) or № 99-З (country BY); NULL when there
   is none of that number. */
const struct article *article_find(uint32_t country, struct slice number);

/* Which articles deal with a topic. */
struct article_topic {
    const char *first;    /* how words of the topic begin, folded; */
    const char *second;   /* both must occur; "" for one */
    const char *articles; /* " 9 21 ", those that can be meant */
    const char *wanted;   /* «ч. 2 ст. 9»: what should be cited */
};

const struct article_topic *article_topics(uint32_t country, size_t *ret_count);

#endif
