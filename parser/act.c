/*
 * act.c - the words that name a law.
 *
 * An act begins with its kind («Федеральный закон», «приказ», «ГК») or with
 * its number («152-ФЗ»). Behind that its country, issuer, date, number and
 * title come in any order, each at most once; what is none of these ends it.
 */
#include "parser/act_reader.h"

#include <string.h>

/* Bytes of a title in quotation marks. */
#define TITLE_LIMIT 600

/* ---- titles ---- */

static bool is_title_start(struct slice word)
{
    return slice_equal(word, SLICE("о")) || slice_equal(word, SLICE("об")) ||
           slice_equal(word, SLICE("аб")) || slice_equal(word, SLICE("обо"));
}

/* A title in quotation marks at the next word. */
static bool read_quoted_title(struct act_reader *reader)
{
    if (!(act_before(reader, 0) & WORD_AFTER_QUOTE) ||
        !is_title_start(act_word(reader, 0))) {
        return false;
    }
    struct slice text = reader->list->folded;
    size_t begin = reader->list->items[reader->next].span.begin;
    size_t close = slice_find(text, SLICE("\""), begin);
    if (close == SLICE_NOT_FOUND || close - begin > TITLE_LIMIT) {
        return false;
    }
    struct slice title = slice_trim(slice_cut(text, begin, close));
    size_t behind = word_from(reader->list, (uint32_t)close);
    if (behind > reader->limit) {
        return false;
    }
    while (title.len && strchr(".,; ", title.bytes[title.len - 1])) {
        title.len--;
    }
    reader->act.title = title;
    reader->next = behind;
    reader->end = (uint32_t)close + 1;
    return true;
}

/* Titles that people write without quotation marks. Longer ones first. */
static bool read_bare_title(struct act_reader *reader)
{
    static const char *const titles[] = {
        "об информации информационных технологиях и о защите информации",
        "об информации информационных технологиях и защите информации",
        "об информации информатизации и защите информации",
        "о защите персональных данных", "об обработке персональных данных",
        "о персональных данных", "аб абароне персанальных даных",
        "аб абароне персанальных дадзеных", "о защите прав потребителей",
        "о рекламе", "о связи", "об электронной цифровой подписи",
        "об электронной подписи", "о пдн", "о пд"};
    if (!is_title_start(act_word(reader, 0))) {
        return false;
    }
    for (size_t i = 0; i < COUNT_OF(titles); i++) {
        struct slice rest = slice_from(titles[i]);
        struct slice word;
        size_t count = 0;
        while (slice_next_part(&rest, ' ', &word) &&
               slice_equal(word, act_word(reader, count))) {
            count++;
            word = (struct slice){0};
        }
        if (word.len == 0 && rest.len == 0) {
            reader->act.title = slice_from(titles[i]);
            act_take(reader, count);
            return true;
        }
    }
    return false;
}

/* ---- what stands behind the head ---- */

/* Step over «(ред. от 24.06.2025)», «(далее - Закон)» and the like, when they
   stand at the next word. What is skipped becomes part of the act only if
   more of it follows. */
static bool skip_bracket(struct act_reader *reader)
{
    static const char *const openers[] = {"ред", "в", "с", "далее", "принят",
        "одобрен", "действ", "зарегистрирован"};
    if (!(act_before(reader, 0) & WORD_AFTER_OPEN)) {
        return false;
    }
    bool is_known = false;
    for (size_t i = 0; i < COUNT_OF(openers); i++) {
        is_known |= strlen(openers[i]) <= strlen("в")
                        ? act_is(reader, 0, openers[i])
                        : act_starts(reader, 0, openers[i]);
    }
    struct slice text = reader->list->folded;
    size_t begin = reader->list->items[reader->next].span.begin;
    size_t close =
        slice_find(slice_cut(text, 0, begin + 200), SLICE(")"), begin);
    if (!is_known || close == SLICE_NOT_FOUND) {
        return false;
    }
    reader->next = word_from(reader->list, (uint32_t)close);
    return reader->next < reader->limit;
}

/* One more part of the act's name; false when the next word is none. */
static bool read_part(struct act_reader *reader)
{
    if (reader->next >= reader->limit) {
        return false;
    }
    uint8_t before = act_before(reader, 0);
    if (before & WORD_AFTER_STOP) {
        struct slice last = word_at(reader->list, reader->next - 1);
        /* «27.07.2006 г. № 152-ФЗ», «27.07.2006. №152-ФЗ» */
        if (!slice_ends_with(last, SLICE("г")) &&
            !act_gap_has(reader, 0, "№")) {
            return false;
        }
    }
    if (!reader->act.title.len && read_quoted_title(reader)) {
        return true;
    }
    bool is_list = reader->head == HEAD_CODE && (before & WORD_AFTER_COMMA);
    if (!is_list && (act_read_number(reader) || act_read_date(reader))) {
        return true;
    }
    if (before & (WORD_AFTER_COMMA | WORD_AFTER_CLOSE)) {
        return false;
    }
    bool is_named = reader->act.number.len && reader->act.title.len;
    if (!is_named && reader->country == COUNTRY_NONE &&
        act_read_country(reader)) {
        return true;
    }
    bool takes_title = reader->head == HEAD_LAW ||
                       reader->head == HEAD_FEDERAL ||
                       reader->head == HEAD_NUMBER;
    return takes_title && !reader->act.title.len && read_bare_title(reader);
}

static void read_parts(struct act_reader *reader)
{
    for (;;) {
        struct act_reader saved = *reader;
        if (read_part(reader)) {
            continue;
        }
        if (skip_bracket(reader) && read_part(reader)) {
            continue;
        }
        *reader = saved;
        return;
    }
}

/* ---- the whole ---- */

static bool is_pointing(struct slice word)
{
    return word_has_form(word, "указанн", "ый|ого|ому|ым|ом") ||
           word_has_form(word, "вышеуказанн", "ый|ого|ому|ым|ом") ||
           word_has_form(word, "названн", "ый|ого|ому|ым|ом") ||
           word_has_form(word, "упомянут", "ый|ого|ому|ым|ом") ||
           word_has_form(word, "данн", "ый|ого|ому|ым|ом") ||
           word_has_form(word, "настоящ", "ий|его|ему|им|ем") ||
           word_has_form(word, "эт", "от|ого|ому|им|ом");
}

static void set_kind(struct act_reader *reader)
{
    static const char *const countries[] = {"", " рф", " рб", " рк"};
    struct slice kind = reader->kind_word;
    struct slice issuer = reader->issuer;
    reader->act.kind = arena_format(reader->arena, "%.*s%s%.*s%s",
        (int)kind.len, kind.bytes ? kind.bytes : "", issuer.len ? " " : "",
        (int)issuer.len, issuer.bytes ? issuer.bytes : "",
        countries[reader->country]);
}

bool act_read(struct arena *arena, const struct word_list *list, size_t index,
    size_t limit, struct act *ret)
{
    struct act_reader reader = {
        .arena = arena, .list = list, .limit = limit, .next = index};
    bool is_pointed = is_pointing(act_word(&reader, 0));
    if (is_pointed) {
        reader.next++;
    }
    if (reader.next >= limit || !act_read_head(&reader)) {
        return false;
    }
    read_parts(&reader);
    struct act *act = &reader.act;
    set_kind(&reader);
    if (reader.head == HEAD_FEDERAL && act->number.len) {
        unsigned value;
        if (act_digits(act->number, &value) == act->number.len) {
            act_set_number(&reader, act->number, SLICE("ФЗ"));
        }
    }
    bool is_law = reader.head == HEAD_LAW || reader.head == HEAD_FEDERAL;
    act->is_generic = is_law && !act->number.len && !act->title.len &&
                      !date_is_set(act->date);
    act->is_pointed = is_pointed;
    act->span = (struct span){list->items[index].span.begin, reader.end};
    act->next = reader.next;
    *ret = *act;
    return true;
}
