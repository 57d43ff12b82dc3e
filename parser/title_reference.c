#include "parser/title_reference.h"

#include "parser/unit.h"

#include <string.h>

/* Bytes of a title in quotation marks. */
#define TITLE_LONGEST 160
/* Words of «о обработке cookie» that are looked at. */
#define ABOUT_WORDS 3
/* Words before and after in which the sentence says where it leads. */
#define WORDS_BEFORE 7
#define WORDS_AFTER 4
/* Words by which a form of another case is known: five letters. */
#define STEM_BYTES 10
#define WORD_SHORTEST 5 /* bytes: prepositions say nothing */
/* A provision of so many words may be called by them. */
#define SHORT_PROVISION 10
/* Headings that make a document one with sections. */
#define TITLES_LEAST 2

/* What has sections of its own besides the document. Stems. */
static const char *const elsewhere[] = {"сайт", "приложени", "меню", "кабинет",
    "аккаунт", "профил", "настрой", "портал", "сервис", "браузер", "вкладк",
    "страниц", "устройств", "магазин", "бот", "форум", "платформ", "закон",
    "кодекс", "договор", "оферт", "соглашени", "правил", "справк", "помощ",
    "программ"};

/* Words that send the reader on. Stems. */
static const char *const sending[] = {"указан", "приведен", "описан", "изложен",
    "предусмотрен", "установлен", "определен", "перечислен", "подробн",
    "согласно", "содерж", "раскрыт", "настоящ", "смотри", "поименован",
    "названн", "соответстви"};

static bool has_stem(
    struct slice word, const char *const *stems, size_t stem_count)
{
    for (size_t i = 0; i < stem_count; i++) {
        if (slice_starts_with(word, slice_from(stems[i]))) {
            return true;
        }
    }
    return false;
}

/* Does a sentence end between the words index - 1 and index? */
static bool is_apart(const struct word_list *list, size_t index)
{
    return index > 0 &&
           slice_find(slice_cut(list->folded, list->items[index - 1].span.end,
                          list->items[index].span.begin),
               SLICE(". "), 0) != SLICE_NOT_FOUND;
}

/* The word behind a list that goes on with further titles: «разделах
   "Доставка", "Оплата" и "Возврат"». */
static size_t behind_titles(const struct word_list *list, size_t next)
{
    static const char *const joining[] = {"и", "или", "либо"};
    while (next + 1 < list->count) {
        bool is_joined =
            slice_is_among(word_at(list, next), joining, COUNT_OF(joining));
        size_t title = is_joined ? next + 1 : next;
        if (!(list->items[title].before & WORD_AFTER_QUOTE)) {
            break;
        }
        size_t close = slice_find(
            list->folded, SLICE("\""), list->items[title].span.begin);
        if (close == SLICE_NOT_FOUND) {
            break;
        }
        next = word_from(list, (uint32_t)close + 1);
    }
    return next;
}

/* Do the words around [index, next) send the reader into this document? */
static bool is_sent(const struct word_list *list, size_t index, size_t next)
{
    bool is_sending = false;
    for (size_t i = index; i > 0 && index - i < WORDS_BEFORE; i--) {
        struct slice word = word_at(list, i - 1);
        if (is_apart(list, i) && !slice_equal(word, SLICE("см"))) {
            break;
        }
        if (has_stem(word, elsewhere, COUNT_OF(elsewhere))) {
            return false;
        }
        is_sending |= has_stem(word, sending, COUNT_OF(sending)) ||
                      slice_equal(word, SLICE("см"));
    }
    next = behind_titles(list, next);
    for (size_t i = next; i < list->count && i - next < WORDS_AFTER; i++) {
        struct slice word = word_at(list, i);
        if (is_apart(list, i)) {
            break;
        }
        if (has_stem(word, elsewhere, COUNT_OF(elsewhere))) {
            return false;
        }
        is_sending |= slice_starts_with(word, SLICE("настоящ"));
    }
    return is_sending;
}

/* «разделе "права субъекта"» */
static bool read_quoted(
    const struct word_list *list, size_t index, struct title_reference *ret)
{
    uint32_t begin = list->items[index + 1].span.begin;
    struct slice folded = list->folded;
    size_t close = slice_find(folded, SLICE("\""), begin);
    if (close == SLICE_NOT_FOUND || close - begin > TITLE_LONGEST ||
        folded.bytes[begin - 1] != '"') {
        return false;
    }
    ret->span.end = (uint32_t)close + 1;
    ret->title = slice_cut(folded, begin, close);
    ret->next = word_from(list, ret->span.end);
    return true;
}

/* «разделе о файлах cookie» */
static bool read_about(
    const struct word_list *list, size_t index, struct title_reference *ret)
{
    static const char *const about[] = {"о", "об", "обо", "про"};
    if (!slice_is_among(word_at(list, index + 1), about, COUNT_OF(about)) ||
        list->items[index + 1].before) {
        return false;
    }
    size_t end = index + 2;
    while (end < list->count && end < index + 2 + ABOUT_WORDS &&
           !list->items[end].before) {
        end++;
    }
    if (end == index + 2) {
        return false;
    }
    ret->span.end = list->items[end - 1].span.end;
    ret->title = slice_cut(
        list->folded, list->items[index + 2].span.begin, ret->span.end);
    ret->next = end;
    ret->is_about = true;
    return true;
}

bool title_reference_read(
    const struct word_list *list, size_t index, struct title_reference *ret)
{
    bool is_plural;
    if (index + 1 >= list->count ||
        unit_of_word(word_at(list, index), &is_plural) != UNIT_SECTION) {
        return false;
    }
    struct title_reference reference = {.span = list->items[index].span};
    bool is_quoted = list->items[index + 1].before == WORD_AFTER_QUOTE;
    if (!(is_quoted ? read_quoted(list, index, &reference)
                    : read_about(list, index, &reference))) {
        return false;
    }
    reference.is_sent = is_sent(list, index, reference.next);
    *ret = reference;
    return true;
}

static bool is_title(const struct clause *clause, size_t words)
{
    return clause->kind == CLAUSE_SECTION || clause->kind == CLAUSE_APPENDIX ||
           clause->kind == CLAUSE_TITLE || clause->is_heading ||
           clause->is_toc || words <= SHORT_PROVISION;
}

/* Forms of one word: they begin alike. */
static bool is_form_of(struct slice word, struct slice other)
{
    size_t len = word.len < other.len ? word.len : other.len;
    len = len < STEM_BYTES ? len : STEM_BYTES;
    return len >= WORD_SHORTEST && !memcmp(word.bytes, other.bytes, len);
}

static bool has_form(const struct word_list *list, struct slice word)
{
    for (size_t i = 0; i < list->count; i++) {
        if (is_form_of(word, word_at(list, i))) {
            return true;
        }
    }
    return false;
}

static bool fits(
    const struct word_list *list, const struct title_reference *reference)
{
    struct slice rest = reference->title;
    struct slice word;
    bool has_any = false;
    while (slice_next_part(&rest, ' ', &word)) {
        if (word.len < WORD_SHORTEST) {
            continue;
        }
        bool has_it = has_form(list, word);
        has_any |= has_it;
        if (!has_it && !reference->is_about) {
            return false;
        }
    }
    return has_any;
}

uint32_t clause_by_title(const struct doc *doc, uint32_t from,
    const struct title_reference *reference)
{
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (i == from) {
            continue;
        }
        struct word_list list = doc_clause_words(doc, i);
        if (is_title(&doc->clauses[i], list.count) && fits(&list, reference)) {
            return i;
        }
    }
    return NONE;
}

bool has_titles(const struct doc *doc)
{
    size_t count = 0;
    for (size_t i = 0; i < doc->clause_count && count < TITLES_LEAST; i++) {
        count += doc->clauses[i].kind == CLAUSE_SECTION;
    }
    return count >= TITLES_LEAST;
}
