/*
 * duration.h - terms as values: «30 (тридцати) календарных дней»,
 * «пятнадцатидневный», «15-ти дневный», «трёх месяцев», «полугода».
 *
 * A duration is what the words say, not what they are for: «18 лет» is one
 * also where it is an age. A year of the calendar («2024 года») is none.
 */
#ifndef RULES_DURATION_H
#define RULES_DURATION_H

#include "parser/doc.h"

#include <stdbool.h>
#include <stdint.h>

enum duration_unit {
    DURATION_HOUR,
    DURATION_DAY, /* calendar days, which «дней» alone are */
    DURATION_WORKING_DAY,
    DURATION_WEEK,
    DURATION_MONTH,
    DURATION_YEAR,
};

struct duration {
    size_t first;     /* index of its first word */
    size_t count;     /* words, at least 1 */
    uint32_t value;   /* of unit; of a number given twice the figures, of a
                         range the upper end */
    uint32_t spelled; /* the number in words beside the figures, or 0 */
    enum duration_unit unit;
};

/* By form of a document: with which a duration can begin whatever stands
   around it, and behind which it can begin with others: «в течение дня». */
struct duration_forms {
    const bool *begins;
    const bool *announces;
};

struct duration_forms duration_forms(
    const struct doc *doc, struct arena *arena);

/* Can a duration begin at words[at]? */
bool duration_may_begin(const struct duration_forms *forms,
    const struct word_list *words, size_t at);

/* Read the duration whose first word is words[at]. False when there is none;
   then *ret is not changed. */
bool duration_read(
    const struct word_list *words, size_t at, struct duration *ret);

/* How long it lasts, in fifths of an hour, so that a working day (7/5 of a
   day, by the week) is a whole number. A month has 30 days, a year 365. */
uint64_t duration_length(enum duration_unit unit, uint32_t value);

/* Does the duration last longer than so many units? */
bool duration_exceeds(
    const struct duration *duration, enum duration_unit unit, uint32_t value);

#endif
