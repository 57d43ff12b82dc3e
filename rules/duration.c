#include "rules/duration.h"

#include "rules/numeral.h"

/* A number that is greater, or that stands for a year of the calendar, is no
   count of units. */
#define VALUE_LARGEST 100000u
#define FIRST_CALENDAR_YEAR 1900u
#define LAST_CALENDAR_YEAR 2199u

struct unit_form {
    enum duration_unit unit;
    const char *stem;
    const char *endings;
};

static const struct unit_form units[] = {
    {DURATION_HOUR, "час", "|а|ов|у|ам|ы"},
    {DURATION_HOUR, "гадзін", "|а|ы|у"},
    {DURATION_DAY, "д", "ень|ня|ней|ни|ням|нях|ню|н"},
    {DURATION_DAY, "дз", "ень|ен"},
    {DURATION_DAY, "сут", "ки|ок|кам"},
    {DURATION_WEEK, "недел", "я|и|ь|ю|е"},
    {DURATION_WEEK, "тыд", "зень|ня|няў|ні"},
    {DURATION_MONTH, "месяц", "|а|ев|ы|у|ам|аў"},
    {DURATION_MONTH, "", "мес"},
    {DURATION_YEAR, "год", "|а|у|ы|ов"},
    {DURATION_YEAR, "", "лет"},
    {DURATION_YEAR, "гад", "оў|ы|ам"},
};

/* How the unit goes on in «15-дневный», «трёхмесячный». */
static const struct unit_form compounds[] = {
    {DURATION_DAY, "дневн", NULL},
    {DURATION_DAY, "дзенн", NULL},
    {DURATION_MONTH, "месячн", NULL},
    {DURATION_YEAR, "летн", NULL},
    {DURATION_YEAR, "годичн", NULL},
    {DURATION_YEAR, "гадов", NULL},
    {DURATION_WEEK, "недельн", NULL},
    {DURATION_HOUR, "часов", NULL},
};

static bool read_unit(struct slice word, enum duration_unit *ret)
{
    for (size_t i = 0; i < sizeof(units) / sizeof(*units); i++) {
        if (word_has_form(word, units[i].stem, units[i].endings)) {
            *ret = units[i].unit;
            return true;
        }
    }
    return false;
}

static bool read_compound(struct slice rest, enum duration_unit *ret)
{
    for (size_t i = 0; i < sizeof(compounds) / sizeof(*compounds); i++) {
        if (slice_begins(rest, compounds[i].stem)) {
            *ret = compounds[i].unit;
            return true;
        }
    }
    return false;
}

/* A number, in figures, in words, or in both. */
struct count {
    uint32_t value;
    uint32_t spelled; /* beside figures, or 0 */
    size_t words;
};

/* A number in figures that is one word. */
static bool read_figure(const struct word_list *words, size_t at, uint32_t *ret)
{
    struct slice word = word_at(words, at);
    return word.len && numeral_figure(word, ret) == word.len;
}

static bool read_count(
    const struct word_list *words, size_t at, struct count *ret)
{
    struct count count = {0, 0, 0};
    uint32_t other;
    if (read_figure(words, at, &count.value)) {
        count.words = 1;
        bool is_open = at + 1 < words->count &&
                       words->items[at + 1].before & WORD_AFTER_OPEN;
        size_t more = is_open ? numeral_read(words, at + 1, &other) : 0;
        if (more) {
            count.spelled = other;
            count.words += more;
        }
    } else {
        count.words = numeral_read(words, at, &count.value);
        size_t next = at + count.words;
        if (count.words && next < words->count &&
            words->items[next].before & WORD_AFTER_OPEN &&
            read_figure(words, next, &other)) {
            count.spelled = count.value;
            count.value = other;
            count.words++;
        }
    }
    *ret = count;
    return count.words && count.value && count.value <= VALUE_LARGEST;
}

/* «полугода», «полтора года»: in months. */
static bool read_half(
    const struct word_list *words, size_t at, struct duration *duration)
{
    struct slice word = word_at(words, at);
    duration->unit = DURATION_MONTH;
    if (word_has_form(word, "пол", "года|угода|угодия|угодие|угодовой")) {
        duration->value = 6;
        duration->count = 1;
        return true;
    }
    if (word_has_form(word, "пол", "тора|утора") &&
        word_has_form(word_at(words, at + 1), "", "года|лет")) {
        duration->value = 18;
        duration->count = 2;
        return true;
    }
    return false;
}

/* «15-дневный», «15-ти дневный», «пятнадцатидневный», «месячный». */
static bool read_adjective(
    const struct word_list *words, size_t at, struct duration *duration)
{
    struct slice word = word_at(words, at);
    size_t len = numeral_figure(word, &duration->value);
    if (len == 0) {
        len = numeral_prefix(word, &duration->value);
    }
    if (len == 0) {
        duration->value = 1;
        duration->count = 1;
        return slice_starts_with(word, SLICE("месячн")) &&
               read_compound(word, &duration->unit);
    }
    duration->count = 1;
    if (read_compound(slice_cut(word, len, word.len), &duration->unit)) {
        return true;
    }
    duration->count = 2;
    return len == word.len && at + 1 < words->count &&
           !(words->items[at + 1].before & ~(uint8_t)WORD_AFTER_DASH) &&
           read_compound(word_at(words, at + 1), &duration->unit);
}

/* Words between the number and its unit. */
static size_t read_kind(
    const struct word_list *words, size_t at, struct duration *duration)
{
    static const char *const kinds[] = {"рабоч", "банковск", "раб", "календарн",
        "каляндарн", "полн", "последовательн", "ближайш"};
    size_t count = 0;
    while (count < 2 && at + count < words->count) {
        struct slice word = word_at(words, at + count);
        size_t kind = 0;
        while (kind < sizeof(kinds) / sizeof(*kinds) &&
               !slice_begins(word, kinds[kind])) {
            kind++;
        }
        if (kind == sizeof(kinds) / sizeof(*kinds)) {
            break;
        }
        if (kind < 3) {
            duration->unit = DURATION_WORKING_DAY;
        }
        count++;
    }
    return count;
}

/* «30 (тридцати) календарных дней». */
static bool read_counted(
    const struct word_list *words, size_t at, struct duration *duration)
{
    struct count count;
    if (!read_count(words, at, &count)) {
        return false;
    }
    size_t next = at + count.words;
    duration->unit = DURATION_DAY;
    next += read_kind(words, next, duration);
    bool is_working = duration->unit == DURATION_WORKING_DAY;
    if (!read_unit(word_at(words, next), &duration->unit)) {
        return false;
    }
    if (is_working && duration->unit == DURATION_DAY) {
        duration->unit = DURATION_WORKING_DAY;
    }
    duration->value = count.value;
    duration->spelled = count.spelled;
    duration->count = next + 1 - at;
    bool is_calendar_year = duration->unit == DURATION_YEAR &&
                            count.value >= FIRST_CALENDAR_YEAR &&
                            count.value <= LAST_CALENDAR_YEAR;
    return !is_calendar_year;
}

/* Words behind which a unit alone is a term. */
#define ANNOUNCING SLICE("течение течении через протяжении")

/* «в течение месяца»: one, when the words before say that it is a term. */
static bool read_bare(
    const struct word_list *words, size_t at, struct duration *duration)
{
    if (at == 0 || !slice_is_listed(word_at(words, at - 1), ANNOUNCING, ' ')) {
        return false;
    }
    duration->unit = DURATION_DAY;
    size_t kinds = read_kind(words, at, duration);
    bool is_working = duration->unit == DURATION_WORKING_DAY;
    struct slice word = word_at(words, at + kinds);
    bool is_one = word_has_form(word, "", "месяца|месяц|года|год|недели") ||
                  word_has_form(word, "", "неделю|часа|час|дня|день|суток");
    if (!is_one || !read_unit(word, &duration->unit)) {
        return false;
    }
    if (is_working && duration->unit == DURATION_DAY) {
        duration->unit = DURATION_WORKING_DAY;
    }
    duration->value = 1;
    duration->count = kinds + 1;
    return true;
}

static bool begins_duration(struct slice word)
{
    uint32_t value;
    return numeral_figure(word, &value) > 0 || numeral_is(word) ||
           numeral_prefix(word, &value) > 0 || slice_begins(word, "пол") ||
           slice_begins(word, "месячн");
}

struct duration_forms duration_forms(const struct doc *doc, struct arena *arena)
{
    bool *begins = doc_forms_listed(doc, arena,
        SLICE("0* 1* 2* 3* 4* 5* 6* 7* 8* 9* полгода полугод* полтора полутора "
              "месячн*"));
    numeral_mark_stems(doc, begins);
    for (size_t i = 0; i < doc->form_count; i++) {
        begins[i] = begins[i] && begins_duration(doc->forms[i].bytes);
    }
    return (struct duration_forms){
        begins, doc_forms_listed(doc, arena, ANNOUNCING)};
}

bool duration_may_begin(const struct duration_forms *forms,
    const struct word_list *words, size_t at)
{
    return forms->begins[words->items[at].form] ||
           (at > 0 && forms->announces[words->items[at - 1].form]);
}

bool duration_read(
    const struct word_list *words, size_t at, struct duration *ret)
{
    static bool (*const readers[])(
        const struct word_list *, size_t, struct duration *) = {
        read_counted, read_adjective, read_half, read_bare};
    if (at >= words->count) {
        return false;
    }
    for (size_t i = 0; i < sizeof(readers) / sizeof(*readers); i++) {
        struct duration duration = {.first = at};
        if (readers[i](words, at, &duration) && duration.value) {
            *ret = duration;
            return true;
        }
    }
    return false;
}

uint64_t duration_length(enum duration_unit unit, uint32_t value)
{
    const uint64_t day = 24 * 5;
    switch (unit) {
    case DURATION_HOUR:
        return (uint64_t)value * 5;
    case DURATION_DAY:
        return value * day;
    case DURATION_WORKING_DAY:
        return value * day / 5 * 7;
    case DURATION_WEEK:
        return value * day * 7;
    case DURATION_MONTH:
        return value * day * 30;
    case DURATION_YEAR:
        return value * day * 365;
    }
    return 0;
}

bool duration_exceeds(
    const struct duration *duration, enum duration_unit unit, uint32_t value)
{
    return duration_length(duration->unit, duration->value) >
           duration_length(unit, value);
}
