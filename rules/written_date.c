#include "rules/written_date.h"

#include "parser/ascii.h"

#define MONTHS 12u
#define WEEKDAYS 7u
#define FIRST_YEAR 1900u
#define LAST_YEAR 2199u

/* A word of figures only; its value, or false. */
static bool read_figures(
    const struct word_list *words, size_t at, unsigned *ret)
{
    struct slice word = word_at(words, at);
    unsigned value = 0;
    if (word.len == 0 || word.len > 4) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        if (word.bytes[i] < '0' || word.bytes[i] > '9') {
            return false;
        }
        value = value * 10 + (unsigned)(word.bytes[i] - '0');
    }
    *ret = value;
    return true;
}

/* 1 to 12, or 0. */
static unsigned month_named(struct slice word)
{
    static const char *const stems[MONTHS] = {"январ", "феврал", "март",
        "апрел", "ма", "июн", "июл", "август", "сентябр", "октябр", "ноябр",
        "декабр"};
    for (unsigned i = 0; i < MONTHS; i++) {
        if (word_has_form(word, stems[i], i == 4 ? "я" : "я|а")) {
            return i + 1;
        }
    }
    return 0;
}

static bool is_year(unsigned value)
{
    return value >= FIRST_YEAR && value <= LAST_YEAR;
}

/* Do the words stand with one byte between them, a dot? */
static bool is_dotted(const struct word_list *words, size_t at)
{
    return at > 0 && at < words->count &&
           words->items[at].before == WORD_AFTER_STOP &&
           words->items[at].span.begin == words->items[at - 1].span.end + 1 &&
           words->folded.bytes[words->items[at].span.begin - 1] == '.';
}

/* «15.02.2026», «15.02.26». Four groups are an address or a number of a
   clause. */
static bool read_dotted(
    const struct word_list *words, size_t at, struct written_date *date)
{
    if (!read_figures(words, at, &date->day) || word_at(words, at).len > 2 ||
        !read_figures(words, at + 1, &date->month) ||
        !read_figures(words, at + 2, &date->year) ||
        !is_dotted(words, at + 1) || !is_dotted(words, at + 2)) {
        return false;
    }
    unsigned fourth;
    bool is_longer =
        (is_dotted(words, at) && read_figures(words, at - 1, &fourth)) ||
        (is_dotted(words, at + 3) && read_figures(words, at + 3, &fourth));
    bool has_pairs =
        word_at(words, at).len == 2 && word_at(words, at + 1).len == 2;
    if (word_at(words, at + 2).len == 2 && has_pairs) {
        date->year += 2000;
    }
    date->count = 3;
    return !is_longer && has_pairs && is_year(date->year);
}

/* «31 ноября 2024». */
static bool read_named(
    const struct word_list *words, size_t at, struct written_date *date)
{
    if (!read_figures(words, at, &date->day) || word_at(words, at).len > 2 ||
        words->items[at].before & WORD_AFTER_OTHER) {
        return false;
    }
    date->month = month_named(word_at(words, at + 1));
    const uint8_t apart = (uint8_t) ~(WORD_AFTER_QUOTE | WORD_AFTER_CLOSE);
    if (date->month == 0 || words->items[at + 1].before & apart) {
        return false;
    }
    unsigned year;
    bool has_year = read_figures(words, at + 2, &year) && is_year(year) &&
                    !(words->items[at + 2].before & ~WORD_AFTER_COMMA);
    date->year = has_year ? year : 0;
    date->count = has_year ? 3 : 2;
    return true;
}

/* «2026-02-15», one word. */
static bool read_iso(
    const struct word_list *words, size_t at, struct written_date *date)
{
    struct slice word = word_at(words, at);
    struct date value;
    if (!date_parse_iso(word, &value)) {
        return false;
    }
    date->day = value.day;
    date->month = value.month;
    date->year = (unsigned)value.year;
    date->count = 1;
    return is_year(date->year);
}

bool written_date_read(
    const struct word_list *words, size_t at, struct written_date *ret)
{
    static bool (*const readers[])(const struct word_list *, size_t,
        struct written_date *) = {read_dotted, read_named, read_iso};
    bool may_begin = at < words->count && written_date_may_begin(words, at);
    for (size_t i = 0; may_begin && i < COUNT_OF(readers); i++) {
        struct written_date date = {.first = at};
        if (readers[i](words, at, &date)) {
            *ret = date;
            return true;
        }
    }
    return false;
}

bool written_date_exists(const struct written_date *date)
{
    if (date->day == 0 || date->day > 31 || date->month == 0 ||
        date->month > MONTHS) {
        return false;
    }
    unsigned year = date->year ? date->year : 2000; /* a leap year */
    return date_exists(
        (struct date){(int16_t)year, (uint8_t)date->month, (uint8_t)date->day});
}

struct date written_date_value(const struct written_date *date)
{
    if (!date->year || !written_date_exists(date)) {
        return (struct date){.year = 0};
    }
    return (struct date){
        (int16_t)date->year, (uint8_t)date->month, (uint8_t)date->day};
}

/* Sakamoto's method. */
unsigned weekday_of(struct date date)
{
    static const unsigned shifts[MONTHS] = {0, 3, 2, 5, 0, 3, 5, 1, 4, 6, 2, 4};
    unsigned year = (unsigned)date.year - (date.month < 3 ? 1 : 0);
    unsigned sunday_first = (year + year / 4 - year / 100 + year / 400 +
                                shifts[date.month - 1u] + date.day) %
                            WEEKDAYS;
    return (sunday_first + WEEKDAYS - 1) % WEEKDAYS;
}

unsigned weekday_named(struct slice word)
{
    static const struct {
        const char *stem;
        const char *endings;
    } days[WEEKDAYS] = {
        {"понедельник", "|а|у"},
        {"вторник", "|а|у"},
        {"сред", "а|у|ы"},
        {"четверг", "|а|у"},
        {"пятниц", "а|у|ы"},
        {"суббот", "а|у|ы"},
        {"воскресень", "е|я|ю"},
    };
    unsigned day = 0;
    while (day < WEEKDAYS &&
           !word_has_form(word, days[day].stem, days[day].endings)) {
        day++;
    }
    return day;
}
