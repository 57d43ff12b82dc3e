#include "parser/date.h"

bool date_is_set(struct date date)
{
    return date.year != 0;
}

int date_compare(struct date a, struct date b)
{
    if (a.year != b.year) {
        return a.year - b.year;
    }
    if (a.month != b.month) {
        return a.month - b.month;
    }
    return a.day - b.day;
}

static bool is_leap(int year)
{
    return (year % 4 == 0 && year % 100 != 0) || year % 400 == 0;
}

bool date_exists(struct date date)
{
    static const uint8_t lengths[] = {
        31, 28, 31, 30, 31, 30, 31, 31, 30, 31, 30, 31};
    if (date.year < 1 || date.month < 1 || date.month > 12 || date.day < 1) {
        return false;
    }
    int length = lengths[date.month - 1];
    if (date.month == 2 && is_leap(date.year)) {
        length++;
    }
    return date.day <= length;
}

static bool read_digits(struct slice text, size_t begin, size_t end, int *ret)
{
    int value = 0;
    for (size_t i = begin; i < end; i++) {
        if (text.bytes[i] < '0' || text.bytes[i] > '9') {
            return false;
        }
        value = value * 10 + (text.bytes[i] - '0');
    }
    *ret = value;
    return true;
}

bool date_parse_iso(struct slice text, struct date *ret)
{
    int year, month, day;
    if (text.len != 10 || text.bytes[4] != '-' || text.bytes[7] != '-' ||
        !read_digits(text, 0, 4, &year) || !read_digits(text, 5, 7, &month) ||
        !read_digits(text, 8, 10, &day)) {
        return false;
    }
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!date_exists(date)) {
        return false;
    }
    *ret = date;
    return true;
}
