/*
 * act_number.c - dates, numbers and countries in the name of a law.
 */
#include "parser/act_reader.h"

#include <string.h>

struct slice act_word(const struct act_reader *reader, size_t ahead)
{
    size_t index = reader->next + ahead;
    return index < reader->limit ? word_at(reader->list, index)
                                 : (struct slice){0};
}

uint8_t act_before(const struct act_reader *reader, size_t ahead)
{
    size_t index = reader->next + ahead;
    return index < reader->limit ? reader->list->items[index].before : 0;
}

bool act_is(const struct act_reader *reader, size_t ahead, const char *text)
{
    return slice_is(act_word(reader, ahead), text);
}

bool act_starts(const struct act_reader *reader, size_t ahead, const char *stem)
{
    return slice_begins(act_word(reader, ahead), stem);
}

void act_take(struct act_reader *reader, size_t count)
{
    reader->next += count;
    reader->end = reader->list->items[reader->next - 1].span.end;
}

/* The bytes between the word and the one before it. */
static struct slice act_gap(const struct act_reader *reader, size_t ahead)
{
    size_t index = reader->next + ahead;
    if (index == 0 || index >= reader->limit) {
        return (struct slice){0};
    }
    const struct word *words = reader->list->items;
    return slice_cut(reader->list->folded, words[index - 1].span.end,
        words[index].span.begin);
}

bool act_gap_has(
    const struct act_reader *reader, size_t ahead, const char *sign)
{
    return slice_find(act_gap(reader, ahead), slice_from(sign), 0) !=
           SLICE_NOT_FOUND;
}

/* Digits at the start of a word; returns how many, 0 when too many. */
size_t act_digits(struct slice word, unsigned *ret)
{
    size_t count = 0;
    unsigned value = 0;
    while (count < word.len && word.bytes[count] >= '0' &&
           word.bytes[count] <= '9') {
        if (count == 8) {
            return 0;
        }
        value = value * 10 + (unsigned)(word.bytes[count++] - '0');
    }
    *ret = value;
    return count;
}

/* ---- dates ---- */

static unsigned month_of(struct slice word)
{
    static const char *const months[] = {"январ", "феврал", "март", "апрел",
        "мая", "июн", "июл", "август", "сентябр", "октябр", "ноябр", "декабр"};
    static const char *const belarusian[] = {"студзен", "лют", "сакавік",
        "красавік", "ма", "чэрвен", "ліпен", "жні", "верас", "кастрычнік",
        "лістапад", "снежн"};
    for (unsigned i = 0; i < 12; i++) {
        if (slice_begins(word, months[i]) ||
            word_has_form(word, belarusian[i], "я|ня|ага|а|аго|ўня")) {
            return i + 1;
        }
    }
    return 0;
}

/* «2006», «2006г»; 0 when the word is no year. */
static unsigned year_of(struct slice word)
{
    unsigned year = 0;
    size_t digits = act_digits(word, &year);
    struct slice tail = slice_cut(word, digits, word.len);
    bool is_year = digits == 4 && year > 1900 && year < 2100 &&
                   (tail.len == 0 || slice_equal(tail, SLICE("г")) ||
                       slice_equal(tail, SLICE("года")));
    return is_year ? year : 0;
}

/* Read «27.07.2006», «27 июля 2006 г.» at the next word. */
static bool read_date(struct act_reader *reader, struct date *ret)
{
    unsigned day = 0, month = 0;
    struct slice word = act_word(reader, 0);
    if (word.len == 0 || act_digits(word, &day) != word.len || word.len > 2) {
        return false;
    }
    struct slice second = act_word(reader, 1);
    bool is_dotted = slice_equal(act_gap(reader, 1), SLICE(".")) &&
                     slice_equal(act_gap(reader, 2), SLICE(".")) &&
                     second.len <= 2 &&
                     act_digits(second, &month) == second.len;
    if (!is_dotted) {
        month = month_of(second);
    }
    unsigned year = year_of(act_word(reader, 2));
    struct date date = {(int16_t)year, (uint8_t)month, (uint8_t)day};
    if (!year || !month || !date_exists(date)) {
        return false;
    }
    act_take(reader, 3);
    if (act_is(reader, 0, "г") || act_is(reader, 0, "года")) {
        act_take(reader, 1);
    }
    *ret = date;
    return true;
}

/* ---- numbers ---- */

/* The series letters of a number in one spelling; empty for none. */
struct slice act_series(struct slice word)
{
    if (word_has_form(word, "ф", "з|3") || slice_equal(word, SLICE("fz"))) {
        return SLICE("ФЗ");
    }
    if (slice_equal(word, SLICE("фкз"))) {
        return SLICE("ФКЗ");
    }
    if (slice_equal(word, SLICE("з")) || slice_equal(word, SLICE("z"))) {
        return SLICE("З");
    }
    if (slice_equal(word, SLICE("i")) || slice_equal(word, SLICE("і")) ||
        slice_equal(word, SLICE("l"))) {
        return SLICE("1");
    }
    return (struct slice){0};
}

void act_set_number(
    struct act_reader *reader, struct slice digits, struct slice series)
{
    reader->act.number =
        series.len ? arena_format(reader->arena, "%.*s-%.*s", (int)digits.len,
                         digits.bytes, (int)series.len, series.bytes)
                   : digits;
}

/* «152-фз», «152фз», «99-з», «99-3» and «2300-1» behind a «№». */
static bool read_one_word_number(struct act_reader *reader, bool has_sign)
{
    struct slice word = act_word(reader, 0);
    unsigned value;
    size_t count = act_digits(word, &value);
    if (count == 0 || count == word.len) {
        return false;
    }
    struct slice digits = slice_cut(word, 0, count);
    bool has_hyphen = word.bytes[count] == '-';
    struct slice tail = slice_cut(word, count + has_hyphen, word.len);
    struct slice series = act_series(tail);
    if (has_hyphen && slice_equal(tail, SLICE("3")) && has_sign &&
        reader->head != HEAD_ORDER) {
        series = SLICE("З"); /* the digit for the letter, very common */
    }
    bool is_short = slice_equal(series, SLICE("З")) && count < 2 && !has_sign;
    if (series.len && !is_short &&
        (has_sign || !slice_equal(series, SLICE("1")))) {
        act_set_number(reader, digits, series);
    } else if (has_sign || (reader->head == HEAD_LAW && has_hyphen &&
                               count >= strlen("2300"))) {
        act_set_number(reader, word, (struct slice){0});
    } else {
        return false;
    }
    act_take(reader, 1);
    return true;
}

/* «2016/679», «55/86/20»: words joined by slashes. */
bool act_read_slashed(struct act_reader *reader)
{
    size_t count = 1;
    unsigned value;
    while (count < 4 && slice_equal(act_gap(reader, count), SLICE("/")) &&
           act_digits(act_word(reader, count), &value) > 0) {
        count++;
    }
    if (count == 1) {
        return false;
    }
    const struct word *words = reader->list->items + reader->next;
    struct slice number = slice_cut(
        reader->list->folded, words[0].span.begin, words[count - 1].span.end);
    act_set_number(reader, number, (struct slice){0});
    act_take(reader, count);
    if (slice_equal(act_gap(reader, 0), SLICE("/")) &&
        (act_is(reader, 0, "ес") || act_is(reader, 0, "ec"))) {
        act_take(reader, 1);
    }
    return true;
}

/* A number whose sign «№» was seen, or which needs none. */
bool act_read_digits(struct act_reader *reader, bool has_sign)
{
    unsigned value;
    struct slice word = act_word(reader, 0);
    size_t digits = act_digits(word, &value);
    if (act_is(reader, 0, "фз")) { /* ФЗ № 152, ФЗ 152 */
        struct slice after = act_word(reader, 1);
        size_t count = act_digits(after, &value);
        if (count == 0 || count != after.len || count > 4 ||
            slice_equal(act_gap(reader, 2), SLICE("."))) {
            return false;
        }
        act_set_number(reader, after, SLICE("ФЗ"));
        act_take(reader, 2);
        return true;
    }
    if (slice_starts_with(word, SLICE("фз-"))) {
        struct slice after = slice_cut(word, strlen("фз-"), word.len);
        if (after.len == 0 || act_digits(after, &value) != after.len) {
            return false;
        }
        act_set_number(reader, after, SLICE("ФЗ"));
        act_take(reader, 1);
        return true;
    }
    if (digits == 0) {
        return false;
    }
    if (digits < word.len) {
        return read_one_word_number(reader, has_sign);
    }
    struct slice series = act_series(act_word(reader, 1));
    bool is_spaced = slice_equal(act_gap(reader, 1), SLICE(" ")) ||
                     slice_equal(act_gap(reader, 1), SLICE(" -")) ||
                     slice_equal(act_gap(reader, 1), SLICE("- ")) ||
                     slice_equal(act_gap(reader, 1), SLICE(" - "));
    bool is_letter_z = slice_equal(series, SLICE("З"));
    if (series.len && is_spaced && !slice_equal(series, SLICE("1")) &&
        (!is_letter_z || has_sign)) {
        act_set_number(reader, word, series);
        act_take(reader, 2);
        return true;
    }
    if (!has_sign) {
        return false;
    }
    if (act_read_slashed(reader)) {
        return true;
    }
    act_set_number(reader, word, (struct slice){0});
    act_take(reader, 1);
    return true;
}

/* «№», «N», «No» at the next word; the letter forms are taken. */
static bool read_number_sign(struct act_reader *reader)
{
    if (act_gap_has(reader, 0, "№")) {
        return true;
    }
    bool is_sign = act_is(reader, 0, "n") || act_is(reader, 0, "no") ||
                   act_is(reader, 0, "nо") || act_is(reader, 0, "номер");
    unsigned value;
    if (is_sign && act_digits(act_word(reader, 1), &value) > 0) {
        act_take(reader, 1);
        return true;
    }
    return false;
}

/* ---- parts ---- */

bool act_read_country(struct act_reader *reader)
{
    static const struct {
        const char *first;
        const char *second; /* NULL: one word */
        enum country country;
    } names[] = {{"рф", NULL, COUNTRY_RU}, {"российск", "федераци", COUNTRY_RU},
        {"россии", NULL, COUNTRY_RU}, {"рб", NULL, COUNTRY_BY},
        {"республик", "беларус", COUNTRY_BY},
        {"рэспублік", "беларус", COUNTRY_BY}, {"беларус", NULL, COUNTRY_BY},
        {"рк", NULL, COUNTRY_KZ}, {"республик", "казахстан", COUNTRY_KZ}};
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        bool is_short = strlen(names[i].first) <= strlen("рф");
        bool matches = is_short ? act_is(reader, 0, names[i].first)
                                : act_starts(reader, 0, names[i].first);
        if (matches &&
            (!names[i].second || act_starts(reader, 1, names[i].second))) {
            reader->country = names[i].country;
            act_take(reader, names[i].second ? 2 : 1);
            return true;
        }
    }
    return false;
}

bool act_read_date(struct act_reader *reader)
{
    struct act_reader saved = *reader;
    if (date_is_set(reader->act.date)) {
        return false;
    }
    if (act_is(reader, 0, "от") || act_is(reader, 0, "ад")) {
        reader->next++;
    }
    if (read_date(reader, &reader->act.date)) {
        return true;
    }
    *reader = saved;
    return false;
}

bool act_read_number(struct act_reader *reader)
{
    if (reader->act.number.len) {
        return false;
    }
    struct act_reader saved = *reader;
    bool has_sign = read_number_sign(reader);
    if (act_read_digits(reader, has_sign)) {
        return true;
    }
    *reader = saved;
    return false;
}
