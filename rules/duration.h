/*
 * duration.h - terms as values: «30 (тридцати) календарных дней»,
 * «пятнадцатидневный», «15-ти дневный», «трёх месяцев», «полугода».
 *
 * A duration is what the words say, not what they are for: «18 лет» is one
 * also where it is an age. A year of the calendar («2024 года») is none.
 */
#ifndef RULES_DURATION_H
#define RULES_DURATION_H

#include "parser/word.h"

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

/* Can a duration begin with a word spelt so, whatever stands around it? Behind
   a word of duration_announces() it can begin with others: «в течение дня». */
bool duration_may_begin(struct slice word);
bool duration_announces(struct slice word);

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
