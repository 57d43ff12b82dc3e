/*
 * diff_lexis.h - what a word can mean for a change, and what a sentence does
 * for whom. For diff*.c only.
 *
 * A rough grammar: it need not understand a sentence, only see that a duty
 * became a possibility, or that a «не» came. Facts of the packs are used
 * beside it.
 */
#ifndef RULES_DIFF_LEXIS_H
#define RULES_DIFF_LEXIS_H

#include "rules/diff_unit.h"

/* Bits of a form. */
enum lexis {
    LEXIS_NOT = 1u << 0,
    LEXIS_SOFT_NOT = 1u << 1, /* takes a «не» before it back: «позднее» */
    LEXIS_MAY = 1u << 2,
    LEXIS_MUST = 1u << 3,
    LEXIS_OPERATOR = 1u << 4,
    LEXIS_SUBJECT = 1u << 5,
    LEXIS_CARE = 1u << 6,    /* verbs by which the operator serves */
    LEXIS_PROCESS = 1u << 7, /* verbs by which he processes */
    LEXIS_PASSES = 1u << 8, /* «передаёт», «поручает», «третьи лица» */
    LEXIS_PURPOSE = 1u << 9, /* «цель» */
    LEXIS_DATA = 1u << 10, /* «перечень», «категории», «состав» */
    LEXIS_PERSONAL = 1u << 11, /* «данных», «сведений» */
    LEXIS_BORDER = 1u << 12, /* «трансграничная», «иностранных» */
    LEXIS_COUNTRY = 1u << 13, /* names of countries */
    LEXIS_STORE = 1u << 14,   /* a term near it is one of storage */
    LEXIS_ANSWER = 1u << 15,  /* … of an answer to the subject */
    LEXIS_DUTY = 1u << 16,    /* … of another duty */
    LEXIS_FOREVER = 1u << 17,
    LEXIS_ONLY = 1u << 18, /* «только», «исключительно» */
    LEXIS_CONDITION = 1u << 19, /* what makes a right harder to use */
    LEXIS_OPEN = 1u << 20, /* «иные», «любые»: a list without end */
    LEXIS_SENSITIVE = 1u << 21, /* data and purposes that are never a detail */
    LEXIS_PLAIN = 1u << 22,     /* tells nothing of an item */
    LEXIS_AND = 1u << 23,
    LEXIS_AGE = 1u << 24,
    LEXIS_CONSENT = 1u << 25,
    LEXIS_LACK = 1u << 26, /* «без» */
    LEXIS_HOME = 1u << 27, /* country of the applied law */
    LEXIS_VERB = 1u << 28, /* by its ending */
    LEXIS_TERM = 1u << 29, /* «срок», «хранится» */
    LEXIS_DATUM = 1u << 30, /* «телефон»: a list of them is one of data */
};
#define LEXIS_FOR (UINT32_C(1) << 31) /* «для»: an enum has 31 bits */

struct diff_lexis {
    const struct diff_forms *forms;
    uint32_t *bits; /* by form */
};

/* Look up every form; the terms of the documents tell the parties. */
void diff_lexis_make(struct arena *arena, struct diff_forms *forms,
    const struct diff_edition *old_edition,
    const struct diff_edition *new_edition, struct diff_lexis *ret);

/* Is the folded word in a list of words divided by blanks, "слов*" being a
   word that begins so? */
bool diff_is_listed(const char *list, struct slice word);

/* What a sentence does. */
enum diff_stance {
    STANCE_NONE,
    STANCE_RIGHT,    /* the subject may */
    STANCE_BAR,      /* the subject may not */
    STANCE_BURDEN,   /* the subject must */
    STANCE_DUTY,     /* the operator must, or serves */
    STANCE_POWER,    /* the operator may, or need not */
    STANCE_BAN,      /* the operator must not, or does not */
    STANCE_PRACTICE, /* the operator processes */
};

/* The stance of a unit; a list item without words of its own for it has that
   of the sentence that introduces it. */
enum diff_stance diff_stance_of(const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_unit *unit);

/* All bits of the words of the unit. */
uint32_t diff_lexis_of(
    const struct diff_lexis *lexis, const struct diff_unit *unit);

/* Is word at of the unit a negation that is meant as one? */
bool diff_negates(
    const struct diff_lexis *lexis, const struct diff_unit *unit, size_t at);

/* What a list, a row or a sentence tells of the processing. */
enum diff_topic {
    TOPIC_NONE,
    TOPIC_PURPOSE,
    TOPIC_DATA,
    TOPIC_RECIPIENT,
};

/* The topic that words name: those of a label, a heading or a lead-in. */
enum diff_topic diff_topic_of_words(const struct diff_lexis *lexis,
    const struct diff_word *words, size_t count);

/* The topic of a unit by the column, the lead-in, its own words, or the
   heading it stands under. */
enum diff_topic diff_topic_of(const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_unit *unit);

#endif
