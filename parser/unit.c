/*
 * unit.c - unit words, and the numbers that follow them.
 *
 * Numbers are read from the bytes, not from the words, because «2.1» and
 * «2-11» are more than one word, and what stands behind a number tells
 * whether it is one: «ст. 9, 152-ФЗ» and «п. 3 и 5 дней» are no lists.
 */
#include "parser/unit.h"

#include "parser/utf8.h"

#include <string.h>

/* Numbers of more parts than «1.2.3.4.5.6» are none. */
#define NUMBER_PARTS_LIMIT 6
/* Numbers of one list «п. 1, 2 и 5»: each citation tells the whole of it. */
#define NUMBERS_LIMIT 64

struct unit_name {
    const char *stem;
    const char *endings;
    enum unit unit;
    bool is_plural;
};

static const struct unit_name unit_names[] = {
    {"абз", "|", UNIT_PARAGRAPH, false},
    {"абзац", "|а|у|ем|е", UNIT_PARAGRAPH, false},
    {"абзац", "ы|ев|ам|ами|ах", UNIT_PARAGRAPH, true},
    {"подп", "|", UNIT_SUBPOINT, false},
    {"подпункт", "|а|у|ом|е", UNIT_SUBPOINT, false},
    {"подпункт", "ы|ов|ам|ами|ах", UNIT_SUBPOINT, true},
    {"падпункт", "|а|у|ам|е", UNIT_SUBPOINT, false},
    {"п", "|", UNIT_POINT, false},
    {"пп", "|", UNIT_POINT, true},
    {"пункт", "|а|у|ом|е", UNIT_POINT, false},
    {"пункт", "ы|ов|ам|ами|ах", UNIT_POINT, true},
    {"ч", "|", UNIT_PART, false},
    {"част", "ь|и|ью", UNIT_PART, false},
    {"част", "ей|ям|ями|ях", UNIT_PART, true},
    {"ст", "|", UNIT_ARTICLE, false},
    {"стать", "я|и|е|ю|ей|ею", UNIT_ARTICLE, false},
    {"стат", "ей", UNIT_ARTICLE, true},
    {"стать", "ям|ями|ях", UNIT_ARTICLE, true},
    {"артыкул", "|а|у|ам|е", UNIT_ARTICLE, false},
    {"раздел", "|а|у|ом|е", UNIT_SECTION, false},
    {"раздел", "ы|ов|ам|ами|ах", UNIT_SECTION, true},
    {"разд", "|", UNIT_SECTION, false},
    {"глав", "а|ы|е|у|ой", UNIT_SECTION, false},
    {"приложени", "е|я|ю|ем|и", UNIT_APPENDIX, false},
};

enum unit unit_of_word(struct slice word, bool *ret_is_plural)
{
    for (size_t i = 0; i < COUNT_OF(unit_names); i++) {
        const struct unit_name *name = &unit_names[i];
        if (word_has_form(word, name->stem, name->endings)) {
            *ret_is_plural = name->is_plural;
            return name->unit;
        }
    }
    return UNIT_COUNT;
}

static bool is_digit_at(struct slice text, size_t offset)
{
    return offset < text.len && text.bytes[offset] >= '0' &&
           text.bytes[offset] <= '9';
}

static bool is_letter_at(struct slice text, size_t offset)
{
    return offset < text.len && utf8_is_letter(utf8_next(text, &offset));
}

/* Skip spaces and the signs of the list, each a C string. */
static size_t skip(struct slice text, size_t offset, const char *const *signs)
{
    for (bool moved = true; moved;) {
        moved = false;
        for (const char *const *sign = signs; *sign; sign++) {
            struct slice rest = slice_cut(text, offset, text.len);
            struct slice what = slice_from(*sign);
            if (slice_starts_with(rest, what)) {
                offset += what.len;
                moved = true;
            }
        }
    }
    return offset;
}

/* Are the digits before end part of something else: «152-фз», «2016/679»? */
static bool is_part_of_word(struct slice text, size_t end)
{
    if (end < text.len && strchr("/%@_", text.bytes[end])) {
        return true;
    }
    return is_letter_at(text, end) ||
           (end < text.len && text.bytes[end] == '-' &&
               is_letter_at(text, end + 1));
}

/* What follows digits that count or date something, so that they do not
   continue a list: «5 рабочих дней», «2006 г.», «152 ФЗ». */
static bool is_quantity(struct slice text, size_t end)
{
    static const char *const nouns[] = {"дн", "день", "рабоч", "календ", "час ",
        "часо", "часа", "месяц", "лет", "год", "г.", "руб", "минут", "процент",
        "раз ", "фз", "январ", "феврал", "март", "апрел", "мая", "июн", "июл",
        "август", "сентябр", "октябр", "ноябр", "декабр"};
    struct slice rest = slice_cut(text, end, text.len);
    if (rest.len == 0 || rest.bytes[0] != ' ') {
        return false;
    }
    rest = slice_cut(rest, 1, rest.len);
    for (size_t i = 0; i < COUNT_OF(nouns); i++) {
        if (slice_begins(rest, nouns[i])) {
            return true;
        }
    }
    return false;
}

/* The end of «2.1» at begin, or begin when none stands there. */
static size_t digits_end(struct slice text, size_t begin)
{
    size_t end = begin;
    size_t parts = 0;
    size_t last_part = begin;
    while (is_digit_at(text, end)) {
        last_part = end;
        while (is_digit_at(text, end)) {
            end++;
        }
        parts++;
        if (end >= text.len || text.bytes[end] != '.' ||
            !is_digit_at(text, end + 1)) {
            break;
        }
        end++;
    }
    bool is_date = parts == 3 && end - last_part == 4;
    if (parts == 0 || parts > NUMBER_PARTS_LIMIT || is_date ||
        end - begin > 24 || is_part_of_word(text, end)) {
        return begin;
    }
    return end;
}

/* «"а"» or «а)»: the letter alone; empty when none stands there. */
static struct span letter_at(struct slice text, size_t begin)
{
    bool is_quoted = begin < text.len && text.bytes[begin] == '"';
    size_t end = begin + is_quoted;
    struct span none = {(uint32_t)begin, (uint32_t)begin};
    if (!is_letter_at(text, end)) {
        return none;
    }
    size_t letter = end;
    utf8_next(text, &end);
    if (end >= text.len || text.bytes[end] != (is_quoted ? '"' : ')')) {
        return none;
    }
    return (struct span){(uint32_t)letter, (uint32_t)end};
}

/* A Roman number: Latin letters, or their Cyrillic twins. */
static size_t roman_end(struct slice text, size_t begin)
{
    static const char *const letters[] = {"i", "v", "x", "l", "і", "х", NULL};
    size_t end = skip(text, begin, letters);
    bool is_word = end > begin && !is_letter_at(text, end) &&
                   !is_digit_at(text, end) && end - begin <= 12;
    return is_word ? end : begin;
}

/* The number that an ordinal in words stands for; empty when it is none. */
static struct slice ordinal_at(struct slice text, size_t begin, size_t *ret_end)
{
    static const char *const stems[] = {"перв", "втор", "трет", "четверт",
        "пят", "шест", "седьм", "восьм", "девят", "десят", "одиннадцат",
        "двенадцат", "тринадцат", "четырнадцат", "пятнадцат", "шестнадцат",
        "семнадцат", "восемнадцат", "девятнадцат", "двадцат"};
    static const char *const digits[] = {"1", "2", "3", "4", "5", "6", "7", "8",
        "9", "10", "11", "12", "13", "14", "15", "16", "17", "18", "19", "20"};
    size_t end = begin;
    while (is_letter_at(text, end) && end - begin < 40) {
        utf8_next(text, &end);
    }
    struct slice word = slice_cut(text, begin, end);
    for (size_t i = 0; i < COUNT_OF(stems); i++) {
        if (word_has_form(word, stems[i],
                "ый|ой|ий|ого|ому|ым|ом|ая|ую|ое|ые|ых|ыми|"
                "ья|ьего|ьему|ьим|ьем|ьей|ью|ье")) {
            *ret_end = end;
            return slice_from(digits[i]);
        }
    }
    return (struct slice){0};
}

static bool read_first(
    struct slice text, size_t begin, enum unit unit, struct unit_number *ret)
{
    size_t end = digits_end(text, begin);
    if (end == begin && unit == UNIT_SECTION) {
        end = roman_end(text, begin);
    }
    if (end == begin && unit <= UNIT_POINT) {
        struct span letter = letter_at(text, begin);
        begin = letter.begin;
        end = letter.end;
    }
    ret->first = slice_cut(text, begin, end);
    ret->last = (struct slice){0};
    if (end == begin && unit <= UNIT_PART) {
        ret->first = ordinal_at(text, begin, &end);
    }
    ret->span = (struct span){(uint32_t)begin, (uint32_t)end};
    return end > begin;
}

/* A number, and behind a dash the last one of a range. */
static bool read_number(
    struct slice text, size_t begin, enum unit unit, struct unit_number *ret)
{
    static const char *const spaces[] = {" ", NULL};
    if (!read_first(text, begin, unit, ret)) {
        return false;
    }
    size_t dash = skip(text, ret->span.end, spaces);
    if (!is_digit_at(text, begin) || dash >= text.len ||
        text.bytes[dash] != '-') {
        return true;
    }
    size_t last = skip(text, dash + 1, spaces);
    size_t end = digits_end(text, last);
    if (end > last) {
        ret->last = slice_cut(text, last, end);
        ret->span.end = (uint32_t)end;
    }
    return true;
}

/* Does a comma or a conjunction join what stands on both sides? */
static bool is_joint(struct slice between)
{
    return slice_find(between, SLICE(","), 0) != SLICE_NOT_FOUND ||
           slice_find(between, SLICE("и"), 0) != SLICE_NOT_FOUND;
}

bool unit_read(struct arena *arena, const struct word_list *list, size_t index,
    struct unit_mention *ret)
{
    static const char *const openers[] = {" ", ".", "№", NULL};
    static const char *const joiners[] = {
        " ", ",", "и ", "или ", "\"", ")", NULL};
    struct unit_mention mention = {0};
    mention.unit = unit_of_word(word_at(list, index), &mention.is_plural);
    if (mention.unit == UNIT_COUNT) {
        return false;
    }
    struct slice text = list->folded;
    mention.span = list->items[index].span;
    size_t begin = skip(text, mention.span.end, openers);
    size_t capacity = 1; /* nearly always enough */
    mention.numbers = arena_array(arena, capacity, sizeof(*mention.numbers));
    struct unit_number number;
    while (mention.number_count < NUMBERS_LIMIT &&
           read_number(text, begin, mention.unit, &number)) {
        mention.numbers = arena_grow(arena, mention.numbers,
            mention.number_count, &capacity, sizeof(*mention.numbers));
        mention.numbers[mention.number_count++] = number;
        mention.span.end = number.span.end;
        begin = skip(text, number.span.end, joiners);
        struct slice between = slice_cut(text, number.span.end, begin);
        size_t further = digits_end(text, begin);
        if (further == begin || is_quantity(text, further)) {
            break;
        }
        if (!is_digit_at(text, number.span.begin) || !is_joint(between)) {
            break;
        }
    }
    mention.next = word_from(list, mention.span.end);
    *ret = mention;
    return mention.number_count > 0;
}
