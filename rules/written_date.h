/*
 * written_date.h - dates as documents write them, also those that cannot be:
 * «31 ноября 2024 г.», «15.02.2026», «2026-02-15».
 */
#ifndef RULES_WRITTEN_DATE_H
#define RULES_WRITTEN_DATE_H

#include "parser/ascii.h"
#include "parser/date.h"
#include "parser/word.h"

#include <stdbool.h>

struct written_date {
    size_t first; /* index of its first word */
    size_t count; /* words: «31 ноября 2024» has 3 */
    unsigned day; /* as written: may be 32, and so on */
    unsigned month;
    unsigned year; /* 0: not said; of two digits, 2000 is added */
};

/* Can a date begin with words[at]? With a digit only: few words do. */
static inline bool written_date_may_begin(
    const struct word_list *words, size_t at)
{
    return ascii_is_digit(words->folded.bytes[words->items[at].span.begin]);
}

/* Read the date whose first word is words[at]. False when there is none. */
bool written_date_read(
    const struct word_list *words, size_t at, struct written_date *ret);

/* Is there such a day? Without a year the 29th of February is one. */
bool written_date_exists(const struct written_date *date);

/* The day; unset when it does not exist or has no year. */
struct date written_date_value(const struct written_date *date);

/* Day of the week, 0 for Monday to 6, of a date that is set. */
unsigned weekday_of(struct date date);

/* «понедельник», «в среду», «пн.»: 0 to 6, or 7 for any other word. */
unsigned weekday_named(struct slice word);

#endif
