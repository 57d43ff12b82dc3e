/*
 * act_head.c - what the name of a law begins with: «Федеральный закон», «ГК
 * РФ», «приказ Роскомнадзора», «GDPR», or its number.
 */
#include "parser/act_reader.h"

#include "parser/ascii.h"

#include <string.h>

/* Words between «приказ» and its number or date: the issuer's full name. */
#define ISSUER_WORDS_LIMIT 24

static bool is_law_word(struct slice word)
{
    return word_has_form(word, "закон", "|а|у|ом|е|ы|ов|ам|ами|ах") ||
           slice_equal(word, SLICE("законе"));
}

static bool read_law_head(struct act_reader *reader)
{
    size_t count = 0;
    if (act_starts(reader, 0, "федеральн") || act_is(reader, 0, "фед")) {
        count = act_starts(reader, 1, "конституционн") ? 2 : 1;
        reader->head = HEAD_FEDERAL;
        reader->kind_word = SLICE("федеральный закон");
    }
    if (is_law_word(act_word(reader, count))) {
        if (count == 0) {
            reader->head = HEAD_LAW;
            reader->kind_word = SLICE("закон");
        }
        act_take(reader, count + 1);
        return true;
    }
    if (count == 0 && act_is(reader, 0, "фз")) {
        reader->head = HEAD_FEDERAL;
        reader->kind_word = SLICE("федеральный закон");
        if (!act_read_digits(reader, false)) {
            act_take(reader, 1);
        }
        return true;
    }
    reader->head = HEAD_NONE;
    return false;
}

struct code {
    const char *short_name;
    const char *first; /* stem before «кодекс», or NULL */
    const char *second;
    bool needs_country; /* the abbreviation means other things as well */
};

static const struct code codes[] = {
    {"коап", NULL, NULL, false},
    {"гпк", "гражданск", "процессуальн", false},
    {"апк", "арбитражн", "процессуальн", false},
    {"упк", "уголовн", "процессуальн", false},
    {"упк", "уголовно-процессуальн", NULL, false},
    {"гк", "гражданск", NULL, true},
    {"тк", "трудов", NULL, true},
    {"ук", "уголовн", NULL, true},
    {"нк", "налогов", NULL, true},
    {"ск", "семейн", NULL, true},
    {"жк", "жилищн", NULL, true},
};

static bool is_code_word(const struct act_reader *reader, size_t ahead)
{
    return word_has_form(act_word(reader, ahead), "кодекс", "|а|у|ом|е");
}

/* «Кодекс РФ об административных правонарушениях». */
static bool read_offences_code(struct act_reader *reader)
{
    if (!is_code_word(reader, 0)) {
        return false;
    }
    struct act_reader saved = *reader;
    act_take(reader, 1);
    act_read_country(reader);
    if (act_is(reader, 0, "об") && act_starts(reader, 1, "административн") &&
        act_starts(reader, 2, "правонарушен")) {
        act_take(reader, 3);
        reader->kind_word = SLICE("коап");
        return true;
    }
    *reader = saved;
    return false;
}

static bool read_code(struct act_reader *reader, const struct code *code)
{
    if (act_is(reader, 0, code->short_name)) {
        struct act_reader saved = *reader;
        act_take(reader, 1);
        if (act_read_country(reader) || !code->needs_country) {
            reader->kind_word = slice_from(code->short_name);
            return true;
        }
        *reader = saved;
    }
    size_t count = code->second ? 2 : 1;
    if (code->first && act_starts(reader, 0, code->first) &&
        (!code->second || act_starts(reader, 1, code->second)) &&
        is_code_word(reader, count)) {
        act_take(reader, count + 1);
        reader->kind_word = slice_from(code->short_name);
        return true;
    }
    return false;
}

static bool read_code_head(struct act_reader *reader)
{
    reader->head = HEAD_CODE;
    if (read_offences_code(reader)) {
        return true;
    }
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (read_code(reader, &codes[i])) {
            return true;
        }
    }
    reader->head = HEAD_NONE;
    return false;
}

/* Who issues orders: a stem among the words, and the name in one spelling. */
static struct slice issuer_of(struct slice word)
{
    static const struct {
        const char *stem;
        const char *name;
    } issuers[] = {{"правительств", "правительства"},
        {"президент", "президента"}, {"роскомнадзор", "роскомнадзора"},
        {"ркн", "роскомнадзора"}, {"связи", "роскомнадзора"},
        {"фстэк", "фстэк"}, {"фсб", "фсб"}, {"фапси", "фапси"}, {"оац", "оац"},
        {"оперативно-аналитическ", "оац"}, {"нцзпд", "нцзпд"},
        {"национальн", "нцзпд"}, {"министров", "совета министров"},
        {"мининформсвяз", "фстэк"}, {"минздрав", "минздрава"},
        {"росархив", "росархива"}};
    for (size_t i = 0; i < COUNT_OF(issuers); i++) {
        if (slice_begins(word, issuers[i].stem)) {
            return slice_from(issuers[i].name);
        }
    }
    return (struct slice){0};
}

/* «приказ Роскомнадзора от 28.10.2022 № 179»: only with its number or date. */
static bool read_order_head(struct act_reader *reader)
{
    static const struct {
        const char *stem;
        const char *endings;
        const char *kind;
    } orders[] = {{"приказ", "|а|у|ом|е|ы|ов|ам|ами|ах", "приказ"},
        {"постановлени", "е|я|ю|ем|и|й|ям|ями|ях", "постановление"},
        {"указ", "|а|у|ом|е", "указ"}, {"пп", "", "постановление"},
        {"распоряжени", "е|я|ю|ем|и", "распоряжение"}};
    struct slice word = act_word(reader, 0);
    for (size_t i = 0; i < COUNT_OF(orders); i++) {
        bool matches =
            orders[i].endings[0]
                ? word_has_form(word, orders[i].stem, orders[i].endings)
                : act_is(reader, 0, "пп") && act_is(reader, 1, "рф");
        if (!matches) {
            continue;
        }
        reader->head = HEAD_ORDER;
        reader->kind_word = slice_from(orders[i].kind);
        if (!orders[i].endings[0]) {
            reader->issuer = SLICE("правительства");
        }
        act_take(reader, 1);
        return true;
    }
    return false;
}

/* The issuer's words up to the number or the date; false without those. */
static bool read_issuer(struct act_reader *reader)
{
    struct act_reader saved = *reader;
    for (size_t i = 0; i < ISSUER_WORDS_LIMIT; i++) {
        if (reader->next >= reader->limit ||
            (act_before(reader, 0) & WORD_AFTER_STOP)) {
            break;
        }
        struct act_reader here = *reader;
        if (act_read_number(reader) || act_read_date(reader)) {
            return true;
        }
        *reader = here;
        if (act_read_country(reader)) {
            continue;
        }
        struct slice issuer = issuer_of(act_word(reader, 0));
        if (issuer.len && !reader->issuer.len) {
            reader->issuer = issuer;
        }
        act_take(reader, 1);
    }
    *reader = saved;
    return false;
}

static bool read_european_head(struct act_reader *reader)
{
    reader->head = HEAD_EUROPEAN;
    if (act_is(reader, 0, "gdpr")) {
        reader->kind_word = SLICE("gdpr");
        reader->act.number = SLICE("2016/679");
        act_take(reader, 1);
        return true;
    }
    bool is_general =
        word_has_form(act_word(reader, 0), "общ", "ий|его|ему|им|ем");
    if (!act_starts(reader, is_general, "регламент") &&
        !act_starts(reader, 0, "директив")) {
        reader->head = HEAD_NONE;
        return false;
    }
    struct act_reader saved = *reader;
    reader->kind_word =
        act_starts(reader, 0, "директив") ? SLICE("директива") : SLICE("gdpr");
    act_take(reader, 1 + (size_t)is_general);
    if (is_general && (act_is(reader, 0, "по") || act_is(reader, 0, "о")) &&
        act_starts(reader, 1, "защит") && act_starts(reader, 2, "данн")) {
        reader->act.number = SLICE("2016/679");
        act_take(reader, 3);
        return true;
    }
    for (size_t i = 0; i < 8 && reader->next < reader->limit; i++) {
        if (act_read_slashed(reader)) {
            return true;
        }
        act_take(reader, 1);
    }
    *reader = saved;
    reader->head = HEAD_NONE;
    return false;
}

/* «152-ФЗ», «№ 99-З» */
static bool read_number_head(struct act_reader *reader)
{
    reader->head = HEAD_NUMBER;
    bool has_sign = act_gap_has(reader, 0, "№");
    struct slice word = act_word(reader, 0);
    unsigned value;
    size_t digits = act_digits(word, &value);
    bool is_bare = digits == word.len && !act_series(act_word(reader, 1)).len;
    if (digits == 0 && !slice_starts_with(word, SLICE("фз-"))) {
        return false;
    }
    return !is_bare && act_read_digits(reader, has_sign) &&
           (slice_ends_with(reader->act.number, SLICE("З")));
}

bool act_read_head(struct act_reader *reader)
{
    struct slice word = act_word(reader, 0);
    if (word.len && ascii_is_digit(word.bytes[0])) {
        return read_number_head(reader); /* no other begins so */
    }
    if (read_law_head(reader) || read_code_head(reader)) {
        return true;
    }
    if (read_european_head(reader)) {
        return true;
    }
    if (act_starts(reader, 0, "конституци")) {
        reader->head = HEAD_CODE;
        reader->kind_word = SLICE("конституция");
        act_take(reader, 1);
        return true;
    }
    if (read_order_head(reader)) {
        return read_issuer(reader);
    }
    return read_number_head(reader);
}
