/*
 * act_reader.h - what the files that read an act's name share; for act*.c
 * only.
 */
#ifndef PARSER_ACT_READER_H
#define PARSER_ACT_READER_H

#include "parser/act.h"

enum head {
    HEAD_NONE,
    HEAD_NUMBER,  /* no kind, the number comes first */
    HEAD_LAW,     /* закон */
    HEAD_FEDERAL, /* федеральный закон, ФЗ */
    HEAD_CODE,    /* кодекс, ГК, КоАП */
    HEAD_ORDER,   /* приказ, постановление, указ */
    HEAD_EUROPEAN /* регламент, директива, GDPR */
};

enum country { COUNTRY_NONE, COUNTRY_RU, COUNTRY_BY, COUNTRY_KZ };

struct act_reader {
    struct arena *arena;
    const struct word_list *list;
    size_t limit;
    size_t next;  /* the word to be read */
    uint32_t end; /* folded byte behind what was read */
    enum head head;
    struct slice kind_word; /* "закон", "гк", "приказ" */
    struct slice issuer;    /* canonical, "роскомнадзора" */
    enum country country;
    struct act act;
};

/* The word that is ahead by so many, empty at the limit, and the bits of what
   stands before it. */
struct slice act_word(const struct act_reader *reader, size_t ahead);
uint8_t act_before(const struct act_reader *reader, size_t ahead);

/* Is that word the text, does it start with the stem, is the sign in the gap
   before it? */
bool act_is(const struct act_reader *reader, size_t ahead, const char *text);
bool act_starts(
    const struct act_reader *reader, size_t ahead, const char *stem);
bool act_gap_has(
    const struct act_reader *reader, size_t ahead, const char *sign);

/* Move over words that belong to the act. */
void act_take(struct act_reader *reader, size_t count);

/* Digits at the start of a word; returns how many, 0 when too many. */
size_t act_digits(struct slice word, unsigned *ret);

/* The series letters of a number in one spelling («ФЗ», «З»); "1" for the
   Roman one of «2300-I»; empty for none. */
struct slice act_series(struct slice word);

void act_set_number(
    struct act_reader *reader, struct slice digits, struct slice series);

/* Each reads one part of the act's name at the next word, or leaves the
   reader as it was and returns false. A date or a number that was read
   before is not read again. */
bool act_read_date(struct act_reader *reader);
bool act_read_number(struct act_reader *reader);
bool act_read_country(struct act_reader *reader);

/* A number whose sign «№» was seen, or which needs none. */
bool act_read_digits(struct act_reader *reader, bool has_sign);

/* «2016/679», «55/86/20»: words joined by slashes. */
bool act_read_slashed(struct act_reader *reader);

/* What an act begins with: its kind or its number. */
bool act_read_head(struct act_reader *reader);

#endif
