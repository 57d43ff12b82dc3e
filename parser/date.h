/*
 * date.h - calendar dates, as laws and editions carry them.
 */
#ifndef PARSER_DATE_H
#define PARSER_DATE_H

#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* A day of the Gregorian calendar; year 0 stands for "no date". */
struct date {
    int16_t year;
    uint8_t month; /* 1 to 12 */
    uint8_t day;   /* 1 to 31 */
};

bool date_is_set(struct date date);

/* Negative, 0 or positive as a is before, on or after b. */
int date_compare(struct date a, struct date b);

/* Read "2022-09-01"; false for anything else, impossible days included. */
bool date_parse_iso(struct slice text, struct date *ret);

/* Is there such a day? */
bool date_exists(struct date date);

#endif
