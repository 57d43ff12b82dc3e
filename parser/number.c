#include "parser/number.h"

#include "parser/utf8.h"

#include <string.h>

/* Longest word before a number: «приложение», in code points. */
#define WORD_LONGEST 12
#define ROMAN_LARGEST 49

struct named_word {
    const char *name; /* lower case */
    enum number_word word;
    bool is_abbreviation; /* a full stop follows */
};

static const struct named_word named_words[] = {
    {"приложение", NUMBER_WORD_APPENDIX, false},
    {"дадатак", NUMBER_WORD_APPENDIX, false},
    {"appendix", NUMBER_WORD_APPENDIX, false},
    {"annex", NUMBER_WORD_APPENDIX, false},
    {"часть", NUMBER_WORD_PART, false},
    {"частка", NUMBER_WORD_PART, false},
    {"part", NUMBER_WORD_PART, false},
    {"раздел", NUMBER_WORD_SECTION, false},
    {"раздзел", NUMBER_WORD_SECTION, false},
    {"section", NUMBER_WORD_SECTION, false},
    {"глава", NUMBER_WORD_CHAPTER, false},
    {"chapter", NUMBER_WORD_CHAPTER, false},
    {"статья", NUMBER_WORD_ARTICLE, false},
    {"артыкул", NUMBER_WORD_ARTICLE, false},
    {"article", NUMBER_WORD_ARTICLE, false},
    {"§", NUMBER_WORD_SIGN, false},
    {"параграф", NUMBER_WORD_SIGN, false},
    {"пункт", NUMBER_WORD_CLAUSE, false},
    {"п", NUMBER_WORD_CLAUSE, true},
};

/* What is counted or measured stands after a number that is no clause's. */
static const char *const units[] = {"млн", "млрд", "тыс", "руб", "бел", "коп",
    "лет", "год", "мес", "дн", "час", "мин", "сек", "км", "кг", "мм", "см",
    "гб", "мб", "процент", "балл", "раз"};

/* Letters of a unit that is written with capitals. */
#define UNIT_SIGN_LONGEST 2

/* Lists skip ё, й, ъ, ы, ь. */
static const char cyrillic_order[] = "абвгдежзиклмнопрстуфхцчшщэюя";

struct reader {
    struct slice text;
    size_t at;
};

static uint32_t peek(const struct reader *reader)
{
    size_t next = reader->at;
    return next < reader->text.len ? utf8_next(reader->text, &next) : 0;
}

static void skip_spaces(struct reader *reader)
{
    while (reader->at < reader->text.len) {
        size_t next = reader->at;
        if (!utf8_is_space(utf8_next(reader->text, &next))) {
            break;
        }
        reader->at = next;
    }
}

static bool take(struct reader *reader, uint32_t code_point)
{
    if (peek(reader) != code_point) {
        return false;
    }
    size_t next = reader->at;
    utf8_next(reader->text, &next);
    reader->at = next;
    return true;
}

static bool is_digit(uint32_t code_point)
{
    return code_point >= '0' && code_point <= '9';
}

static bool is_opening_quote(uint32_t code_point)
{
    return code_point == '"' || code_point == 0x00AB || code_point == 0x201C ||
           code_point == 0x201E || code_point == 0x201D;
}

/* The lower-case letters at the reader, which moves behind them; empty when
   there are none or more than WORD_LONGEST. The sign § is one. */
static struct slice take_word(
    struct reader *reader, char ret[WORD_LONGEST * UTF8_LONGEST])
{
    size_t len = 0;
    size_t next = reader->at;
    for (size_t count = 0; next < reader->text.len; count++) {
        size_t before = next;
        uint32_t code_point = utf8_next(reader->text, &next);
        if (!utf8_is_letter(code_point) && code_point != 0xA7) {
            next = before;
            break;
        }
        if (count == WORD_LONGEST) {
            return (struct slice){ret, 0};
        }
        len += utf8_encode(utf8_lower(code_point), ret + len);
        if (code_point == 0xA7) {
            break;
        }
    }
    reader->at = next;
    return (struct slice){ret, len};
}

static enum number_word read_word(struct reader *reader)
{
    char bytes[WORD_LONGEST * UTF8_LONGEST];
    struct reader ahead = *reader;
    struct slice word = take_word(&ahead, bytes);
    for (size_t i = 0; word.len && i < COUNT_OF(named_words); i++) {
        if (!slice_is(word, named_words[i].name)) {
            continue;
        }
        if (named_words[i].is_abbreviation && !take(&ahead, '.')) {
            return NUMBER_WORD_NONE;
        }
        skip_spaces(&ahead);
        if (take(&ahead, 0x2116)) { /* № */
            skip_spaces(&ahead);
        } else if (peek(&ahead) == 'N') {
            take(&ahead, 'N');
            skip_spaces(&ahead);
        }
        *reader = ahead;
        return named_words[i].word;
    }
    return NUMBER_WORD_NONE;
}

/* One run of up to three digits; 0 when it is none, too long, or starts with
   a zero. */
static uint16_t read_value(struct reader *reader)
{
    unsigned value = 0;
    size_t count = 0;
    if (peek(reader) == '0') {
        return 0;
    }
    while (is_digit(peek(reader))) {
        if (++count > 3) {
            return 0;
        }
        value = value * 10 + (peek(reader) - '0');
        reader->at++;
    }
    return (uint16_t)value;
}

static bool read_decimal(struct reader *reader, struct number *number)
{
    number->printed.begin = (uint32_t)reader->at;
    for (;;) {
        uint16_t value = read_value(reader);
        if (!value || number->depth == NUMBER_DEEPEST) {
            return false;
        }
        number->values[number->depth++] = value;
        number->printed.end = (uint32_t)reader->at;
        struct reader ahead = *reader;
        if (!take(&ahead, '.') || !is_digit(peek(&ahead))) {
            break;
        }
        *reader = ahead;
    }
    number->style = NUMBER_DECIMAL;
    return true;
}

static int roman_value(uint32_t code_point)
{
    switch (code_point) {
    case 'I':
    case 0x0406: /* І */
        return 1;
    case 'V':
        return 5;
    case 'X':
    case 0x0425: /* Х */
        return 10;
    case 'L':
        return 50;
    default:
        return 0;
    }
}

/* A numeral up to ROMAN_LARGEST. The Cyrillic Х and І pass for Latin ones. */
static bool read_roman(struct reader *reader, struct number *number)
{
    struct reader ahead = *reader;
    int total = 0;
    int previous = 0;
    size_t count = 0;
    for (; roman_value(peek(&ahead)) && count < 8; count++) {
        int value = roman_value(peek(&ahead));
        total += value;
        if (previous && value > previous) {
            total -= 2 * previous;
        }
        previous = value;
        take(&ahead, peek(&ahead));
    }
    if (total <= 0 || total > ROMAN_LARGEST || utf8_is_letter(peek(&ahead))) {
        return false;
    }
    number->style = NUMBER_ROMAN;
    number->printed = (struct span){(uint32_t)reader->at, (uint32_t)ahead.at};
    number->values[0] = (uint16_t)total;
    number->depth = 1;
    *reader = ahead;
    return true;
}

/* Place of a letter in its alphabet, from 1; 0 for a letter no list uses. */
static uint16_t letter_value(uint32_t code_point)
{
    uint32_t lower = utf8_lower(code_point);
    if (lower >= 'a' && lower <= 'z') {
        return (uint16_t)(lower - 'a' + 1);
    }
    struct slice order = SLICE(cyrillic_order);
    uint16_t value = 1;
    for (size_t next = 0; next < order.len; value++) {
        if (utf8_next(order, &next) == lower) {
            return value;
        }
    }
    return 0;
}

static bool read_letter(struct reader *reader, struct number *number)
{
    struct reader ahead = *reader;
    bool is_quoted = is_opening_quote(peek(&ahead));
    if (is_quoted) {
        take(&ahead, peek(&ahead));
    }
    struct span printed = {.begin = (uint32_t)ahead.at};
    uint32_t letter = peek(&ahead);
    if (!letter || !take(&ahead, letter)) {
        return false;
    }
    printed.end = (uint32_t)ahead.at;
    if (is_quoted && !take(&ahead, 0x00BB) && !take(&ahead, '"') &&
        !take(&ahead, 0x201D) && !take(&ahead, 0x201C)) {
        return false;
    }
    if (utf8_is_letter(peek(&ahead)) || is_digit(peek(&ahead))) {
        return false;
    }
    uint16_t value = letter_value(letter);
    if (!value) {
        return false;
    }
    number->printed = printed;
    number->style = NUMBER_LETTER;
    number->values[0] = value;
    number->depth = 1;
    *reader = ahead;
    return true;
}

/* Does a title or a sentence begin here, not a continuation? */
static bool is_beginning(uint32_t code_point)
{
    return utf8_is_upper(code_point) || is_opening_quote(code_point);
}

static bool is_unit(const struct reader *reader)
{
    char bytes[WORD_LONGEST * UTF8_LONGEST];
    struct reader ahead = *reader;
    struct slice word = take_word(&ahead, bytes);
    for (size_t i = 0; i < COUNT_OF(units); i++) {
        if (slice_begins(word, units[i])) {
            return true;
        }
    }
    return peek(reader) == '%' || peek(reader) == 0x20BD;
}

/* A word with a capital, longer than «ГБ» or «МБ»? */
static bool begins_title(const struct reader *reader)
{
    struct reader ahead = *reader;
    for (size_t count = 0; count < UNIT_SIGN_LONGEST; count++) {
        if (ahead.at >= ahead.text.len ||
            !utf8_is_letter(utf8_next(ahead.text, &ahead.at))) {
            return false;
        }
    }
    return utf8_is_upper(peek(reader)) && utf8_is_lower(peek(&ahead));
}

/* Four values with a large one among them: an IP address; three that could be
   «12.11.22 г.»: a date. */
static bool is_address_or_date(
    const struct number *number, const struct reader *after)
{
    struct slice rest = slice_cut(after->text, after->at, after->text.len);
    if (number->depth == 3 && slice_starts_with(rest, SLICE("г"))) {
        return true;
    }
    bool has_large = false;
    for (size_t i = 0; i < number->depth; i++) {
        has_large |= number->values[i] > 150;
    }
    return has_large && number->depth > 1;
}

/* A number with nothing closing it: «1.1 Сайт», «2.5 млн», «152-ФЗ». */
static bool is_open_number(
    const struct reader *reader, bool is_spaced, struct number *number)
{
    uint32_t next = peek(reader);
    if (!is_spaced) {
        number->is_sure = number->depth > 1;
        return number->depth > 1 && utf8_is_upper(next);
    }
    /* «1.1 Разработчик», «1.1 Частное учреждение» measure nothing */
    bool is_title = number->depth > 1 && begins_title(reader);
    if (!is_title && is_unit(reader)) {
        return false;
    }
    if (number->depth > 1) {
        number->is_sure = is_beginning(next);
        return utf8_is_letter(next) || is_opening_quote(next);
    }
    number->is_sure = false;
    return is_beginning(next);
}

/* A closed number with something right behind it: «1.Общие», «1.г». */
static bool may_touch(const struct number *number, uint32_t next)
{
    if (is_beginning(next) || next == '(' || next == '[') {
        return true;
    }
    bool is_strong = number->depth > 1 || number->is_bracketed;
    return is_strong && number->style == NUMBER_DECIMAL && utf8_is_letter(next);
}

/* The punctuation behind a number without a word, and whether what follows
   lets it be one. */
static bool read_closing(
    struct reader *reader, bool is_parenthesised, struct number *number)
{
    bool has_stop = take(reader, '.');
    struct reader ahead = *reader;
    if (!has_stop && number->depth > 1 && take(&ahead, ' ') &&
        take(&ahead, '.')) { /* «8.2 .Получатель» */
        *reader = ahead;
        has_stop = true;
    }
    number->is_bracketed = take(reader, ')');
    if (is_parenthesised && !number->is_bracketed) {
        return false;
    }
    if (number->is_bracketed && !has_stop) {
        take(reader, '.');
    }
    bool is_closed = has_stop || number->is_bracketed;
    size_t end = reader->at;
    skip_spaces(reader);
    uint32_t next = peek(reader);
    if (is_address_or_date(number, reader)) {
        return false;
    }
    if (!next) {
        number->is_sure = is_closed || number->depth > 1;
        return number->style == NUMBER_DECIMAL || is_closed;
    }
    if (!is_closed) {
        return number->style != NUMBER_LETTER &&
               is_open_number(reader, reader->at > end, number);
    }
    number->is_sure = number->is_bracketed || number->style != NUMBER_LETTER;
    return reader->at > end || may_touch(number, next);
}

static bool read_plain(struct reader *reader, struct number *number)
{
    bool is_parenthesised = take(reader, '(');
    bool is_number = read_decimal(reader, number);
    if (!is_number && number->depth == 0) {
        is_number =
            (!is_parenthesised && read_roman(reader, number)) ||
            (!is_opening_quote(peek(reader)) && read_letter(reader, number));
    }
    return is_number && read_closing(reader, is_parenthesised, number);
}

/* Behind «Статья 5»: a title or nothing makes it sure; «Раздел 5 применяется»
   is a sentence, «Приложение № 1 к Политике» may be a heading. */
static bool read_after_word(struct reader *reader, struct number *number)
{
    bool has_number = read_decimal(reader, number);
    if (!has_number) {
        has_number = number->depth == 0 && (read_roman(reader, number) ||
                                               read_letter(reader, number));
    }
    if (!has_number && number->word != NUMBER_WORD_APPENDIX) {
        return false;
    }
    size_t end = reader->at;
    bool is_closed =
        take(reader, '.') || take(reader, ':') || take(reader, ')');
    skip_spaces(reader);
    uint32_t next = peek(reader);
    if (next && reader->at == end) {
        return false;
    }
    if (!has_number && !is_closed && next) {
        return false;
    }
    number->is_sure = (!next || is_beginning(next)) &&
                      (number->style != NUMBER_LETTER || !next || is_closed);
    if (number->word == NUMBER_WORD_CLAUSE) {
        number->is_sure = number->is_sure && is_closed;
    }
    return true;
}

bool number_read(struct slice text, struct number *ret)
{
    struct reader reader = {.text = text};
    struct number number = {0};
    number.word = read_word(&reader);
    bool is_number = number.word ? read_after_word(&reader, &number)
                                 : read_plain(&reader, &number);
    if (!is_number) {
        return false;
    }
    number.len = (uint32_t)reader.at;
    *ret = number;
    return true;
}

bool number_is_set(const struct number *number)
{
    return number->word != NUMBER_WORD_NONE || number->style != NUMBER_NONE;
}

bool number_is_alike(const struct number *a, const struct number *b)
{
    return number_is_set(a) && a->word == b->word && a->style == b->style &&
           a->depth == b->depth && a->is_bracketed == b->is_bracketed;
}

uint16_t number_last(const struct number *number)
{
    return number->depth ? number->values[number->depth - 1] : 0;
}

bool number_is_below(const struct number *number, const struct number *prefix)
{
    if (prefix->depth == 0 || number->depth <= prefix->depth ||
        prefix->style == NUMBER_LETTER) {
        return false;
    }
    return !memcmp(number->values, prefix->values,
        prefix->depth * sizeof(prefix->values[0]));
}
