/*
 * Sentences of the clauses. A full stop ends a sentence unless it belongs to
 * an abbreviation, an initial, a number or an address; a semicolon or a colon
 * never does. Each cell of a table row is at least one sentence.
 */
#include "parser/doc.h"
#include "parser/utf8.h"

#include <string.h>

/* Longest word that is looked up, in bytes. */
#define ABBREVIATION_LONGEST 24
/* A column's title is read again with each cell below it, so it is short, in
   bytes, and more columns than this have none. */
#define COLUMN_TITLE_LIMIT 200
#define COLUMN_LIMIT 64
/* Words of a sentence that introduces a list: it is read again with each item.
   The longest of 688 lists had 51. */
#define LEAD_LIMIT 256
#define HEADING_LIMIT 120 /* bytes of a heading that says what a list holds */

/* Something always follows these: «ст. 9», «ул. Ленина», «т. е.». */
static const char *const never_last[] = {"ст", "пп", "подп", "чч", "абз", "ул",
    "стр", "корп", "кв", "оф", "обл", "респ", "просп", "пер", "пл", "наб",
    "бул", "мкр", "тел", "моб", "доб", "см", "ср", "рис", "табл", "гл", "разд",
    "прил", "проф", "акад", "гр", "напр", "ред", "англ", "пос", "дер", "пом",
    "эт", "вн", "ком", "лит", "вл", "no", "vs", "mr", "mrs", "dr", "art", "sec",
    "para", "arts", "арт", "вул", "зав", "буд", "р-н", "комн", "каб", "эл",
    "св", "св-во", "помещ", "тер", "яндекс", "рег"};

/* These may end a sentence: «и др.», «100 руб.», «т. п.». */
static const char *const may_be_last[] = {"др", "пр", "руб", "коп", "тыс", "гг",
    "мин", "сек", "час", "экз", "шт", "чел", "inc", "ltd", "co", "corp", "etc",
    "мес", "дн", "бел"};

static bool is_stop(uint32_t code_point)
{
    return code_point == '.' || code_point == '!' || code_point == '?' ||
           code_point == 0x2026;
}

static bool is_closing(uint32_t code_point)
{
    return code_point == ')' || code_point == ']' || code_point == '"' ||
           code_point == '\'' || code_point == 0x00BB || code_point == 0x2019 ||
           code_point == 0x201C || code_point == 0x201D;
}

static bool is_opening(uint32_t code_point)
{
    return code_point == '(' || code_point == '[' || code_point == '"' ||
           code_point == 0x00AB || code_point == 0x201C ||
           code_point == 0x201E || code_point == 0x201D ||
           code_point == 0x2013 || code_point == 0x2014 || code_point == '-' ||
           code_point == 0x2022;
}

/* The word that ends at end, lower case, hyphens inside it kept; begin is
   where it starts. Empty when it is longer than any abbreviation. */
static struct slice word_before(struct slice text, size_t end, size_t *begin,
    char ret[ABBREVIATION_LONGEST * 2])
{
    size_t at = end;
    while (at > 0) {
        size_t previous = at;
        uint32_t code_point = utf8_previous(text, &previous);
        if (!utf8_is_letter(code_point) && code_point != '-') {
            break;
        }
        at = previous;
        if (end - at > ABBREVIATION_LONGEST) {
            *begin = at;
            return (struct slice){ret, 0};
        }
    }
    *begin = at;
    size_t len = 0;
    while (at < end) {
        len += utf8_encode(utf8_lower(utf8_next(text, &at)), ret + len);
    }
    return (struct slice){ret, len};
}

/* The code point before offset, spaces skipped; 0 at the start of the text. */
static uint32_t visible_before(struct slice text, size_t offset)
{
    while (offset > 0) {
        uint32_t code_point = utf8_previous(text, &offset);
        if (!utf8_is_space(code_point)) {
            return code_point;
        }
    }
    return 0;
}

/* Digits that end at offset, spaces skipped. */
static size_t digits_before(struct slice text, size_t offset)
{
    size_t count = 0;
    while (offset > 0) {
        uint32_t code_point = utf8_previous(text, &offset);
        if (utf8_is_digit(code_point)) {
            count++;
        } else if (count || !utf8_is_space(code_point)) {
            break;
        }
    }
    return count;
}

/* Of words of one letter, «2006 г.», «XX в.», «т. д.», «т. п.» and «5 р.» may
   be last; «г. Минск», «625022 г. Тюмень», «д. 5», «т. ч.» are not. */
static bool ends_after_letter(
    struct slice text, size_t begin, struct slice letter)
{
    uint32_t before = visible_before(text, begin);
    if (slice_equal(letter, SLICE("г"))) {
        return digits_before(text, begin) == 4;
    }
    if (slice_equal(letter, SLICE("в"))) {
        return utf8_is_upper(before);
    }
    if (slice_equal(letter, SLICE("р"))) {
        return utf8_is_digit(before);
    }
    bool is_so_on =
        slice_equal(letter, SLICE("д")) || slice_equal(letter, SLICE("п"));
    return is_so_on && before == '.';
}

/* A capital alone is an initial; «раздел I.» is not. */
static bool is_initial(struct slice text, size_t begin, size_t end)
{
    size_t next = begin;
    uint32_t letter = utf8_next(text, &next);
    return next == end && utf8_is_upper(letter) && letter != 'I' &&
           letter != 'V' && letter != 'X';
}

/* May the single full stop at stop end a sentence that began at from? */
static bool may_end_at(struct slice text, size_t from, size_t stop)
{
    char bytes[ABBREVIATION_LONGEST * 2];
    size_t begin;
    struct slice word = word_before(text, stop, &begin, bytes);
    if (begin == stop) {
        /* After a digit or a bracket. «1. Оператор»: a number of its own. */
        size_t at = from;
        while (at < stop && strchr("0123456789.", text.bytes[at])) {
            at++;
        }
        return at < stop;
    }
    if (begin < from || is_initial(text, begin, stop)) {
        return false;
    }
    size_t next = begin;
    uint32_t first = utf8_next(text, &next);
    if (next == stop && utf8_is_lower(first) && utf8_is_cyrillic(first)) {
        return ends_after_letter(text, begin, word);
    }
    if (slice_equal(word, SLICE("пр"))) { /* «и пр.», but «пр. Мира» */
        return begin >= 3 &&
               slice_ends_with(slice_cut(text, 0, begin - 1), SLICE("и"));
    }
    return !slice_is_among(word, never_last, COUNT_OF(never_last));
}

/* «N 152-ФЗ»: the letter stands for «№». */
static bool is_number_sign(struct slice text, size_t after)
{
    while (after < text.len) {
        uint32_t code_point = utf8_next(text, &after);
        if (!utf8_is_space(code_point)) {
            return utf8_is_digit(code_point);
        }
    }
    return false;
}

/* Does a sentence begin at offset, after white space? */
static bool may_begin_at(struct slice text, size_t offset)
{
    while (offset < text.len) {
        uint32_t code_point = utf8_next(text, &offset);
        if (!is_opening(code_point) && !utf8_is_space(code_point)) {
            return !utf8_is_lower(code_point) && code_point != 0x2116 &&
                   code_point != ',' && code_point != ';' &&
                   !(code_point == 'N' && is_number_sign(text, offset));
        }
    }
    return true;
}

/* «др. 15 дней»: after an abbreviation only a capital begins a sentence. */
static bool is_abbreviated(struct slice text, size_t stop)
{
    char bytes[ABBREVIATION_LONGEST * 2];
    size_t begin;
    struct slice word = word_before(text, stop, &begin, bytes);
    return slice_is_among(word, may_be_last, COUNT_OF(may_be_last)) ||
           word.len <= 2; /* one letter: «2006 г.» */
}

/* «(адрес и пр.) Оператор»: does the stop of a word end a bracket? */
static bool ends_in_bracket(struct slice text, struct span stops)
{
    size_t before = stops.begin;
    return text.bytes[stops.end] == ')' &&
           !is_closing(utf8_previous(text, &before));
}

/* «пункта 3.1. Политики», «от 2022 г. «О защите…»: what follows belongs to the
   number or the year. */
static bool goes_on_with_number(struct slice text, size_t stop, size_t next)
{
    static const char *const owners[] = {"Политик", "Соглашени", "Оферт",
        "Договор", "Правил", "Положени", "Согласи", "Закона", "Федерального"};
    struct slice rest = slice_cut(text, next, text.len);
    size_t before = stop;
    uint32_t last = before > 0 ? utf8_previous(text, &before) : 0;
    if (last == 0x0433) { /* г */
        return slice_starts_with(rest, SLICE("«")) ||
               slice_starts_with(rest, SLICE("\""));
    }
    for (size_t i = 0; utf8_is_digit(last) && i < COUNT_OF(owners); i++) {
        if (slice_begins(rest, owners[i])) {
            return true;
        }
    }
    return false;
}

/* «данных.Оператор»: the space was forgotten. Two capitals are one name:
   «Яндекс.Метрика». */
static bool is_touching_sentence(struct slice text, size_t stop, size_t next)
{
    size_t begin;
    char bytes[ABBREVIATION_LONGEST * 2];
    struct slice word = word_before(text, stop, &begin, bytes);
    size_t previous = stop;
    bool is_after_word = (stop - begin > 4 || word.len == 0) && stop > begin &&
                         utf8_is_cyrillic(utf8_previous(text, &previous));
    size_t word_start = begin;
    uint32_t first = utf8_next(text, &next);
    bool is_name = utf8_is_upper(utf8_next(text, &word_start));
    return is_after_word && !is_name && utf8_is_cyrillic(first) &&
           utf8_is_upper(first);
}

static size_t skip_while(
    struct slice text, size_t offset, size_t end, bool (*is_wanted)(uint32_t))
{
    while (offset < end) {
        size_t next = offset;
        if (!is_wanted(utf8_next(text, &next))) {
            break;
        }
        offset = next;
    }
    return offset;
}

/* Does the run of stops [stop, after), closed by what ends at close, end the
   sentence that began at from? */
static bool is_boundary(
    struct slice text, size_t from, struct span stops, size_t close)
{
    bool is_single =
        stops.end - stops.begin == 1 && text.bytes[stops.begin] == '.';
    size_t next = close;
    if (!utf8_is_space(utf8_next(text, &next))) {
        return is_single && close == stops.end &&
               is_touching_sentence(text, stops.begin, close);
    }
    if (!may_begin_at(text, next)) {
        return false;
    }
    if (!is_single) {
        return true;
    }
    if (is_abbreviated(text, stops.begin)) {
        if (ends_in_bracket(text, stops)) {
            return false;
        }
        size_t begin = skip_while(text, next, text.len, is_opening);
        if (begin < text.len && utf8_is_digit(utf8_next(text, &begin))) {
            return false;
        }
    }
    return !goes_on_with_number(text, stops.begin, next) &&
           may_end_at(text, from, stops.begin);
}

/* Where the sentence that begins at from ends, at most at end. */
static size_t sentence_end(struct slice text, size_t from, size_t end)
{
    struct slice part = slice_cut(text, 0, end);
    struct slice openings = SLICE(".!?\xE2"); /* of stops */
    size_t at = from;
    while ((at = slice_find_any(part, openings, at)) < end) {
        size_t next = at;
        if (!is_stop(utf8_next(text, &next))) {
            at = next;
            continue;
        }
        struct span stops = {
            (uint32_t)at, (uint32_t)skip_while(text, at, end, is_stop)};
        at = skip_while(text, stops.end, end, is_closing);
        if (at >= end || is_boundary(text, from, stops, at)) {
            return at;
        }
    }
    return end;
}

struct sentence_list {
    struct arena *arena;
    struct sentence *items;
    size_t count;
    size_t capacity;
};

/* First byte at or after from whose origin is at or after the text offset. */
static uint32_t folded_offset(
    const struct folded *folded, uint32_t from, uint32_t offset)
{
    uint32_t low = from;
    uint32_t high = (uint32_t)folded->bytes.len;
    if (folded->origin[high] == offset) { /* most clauses are one sentence */
        return high;
    }
    if (folded->origin[low] >= offset) {
        return low;
    }
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (folded->origin[middle] < offset) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The sentences of [begin, end) of a clause's text. folded_at is where the
   folded text has been followed to. */
static void split(struct sentence_list *list, const struct clause *clause,
    uint32_t index, struct span part, uint32_t *folded_at)
{
    struct slice text = clause->text.bytes;
    size_t at = skip_while(text, part.begin, part.end, utf8_is_space);
    while (at < part.end) {
        size_t end = sentence_end(text, at, part.end);
        uint32_t begin_folded =
            folded_offset(&clause->folded, *folded_at, (uint32_t)at);
        *folded_at =
            folded_offset(&clause->folded, begin_folded, (uint32_t)end);
        list->items = arena_grow(list->arena, list->items, list->count,
            &list->capacity, sizeof(*list->items));
        list->items[list->count++] = (struct sentence){
            .clause = index,
            .span = {(uint32_t)at, (uint32_t)end},
            .folded = {begin_folded, *folded_at},
            .lead = NONE,
        };
        at = skip_while(text, end, part.end, utf8_is_space);
    }
}

static void split_clause(
    struct sentence_list *list, struct clause *clause, uint32_t index)
{
    uint32_t folded_at = 0;
    clause->first_sentence = (uint32_t)list->count;
    if (clause->kind == CLAUSE_ROW && clause->cell_count) {
        for (uint32_t i = 0; i < clause->cell_count; i++) {
            split(list, clause, index, clause->cells[i].span, &folded_at);
        }
    } else {
        struct span all = {0, (uint32_t)clause->text.bytes.len};
        split(list, clause, index, all, &folded_at);
    }
    clause->sentence_count = (uint32_t)list->count - clause->first_sentence;
}

/* The words that begin in the sentence. */
static void take_words(const struct doc *doc, struct sentence *sentence)
{
    struct word_list words = doc_clause_words(doc, sentence->clause);
    bool is_last = sentence->folded.end == words.folded.len;
    size_t first = word_from(&words, sentence->folded.begin);
    size_t end =
        is_last ? words.count : word_from(&words, sentence->folded.end);
    sentence->first_word =
        doc->clauses[sentence->clause].first_word + (uint32_t)first;
    sentence->word_count = (uint32_t)(end - first);
}

/* «… в следующих случаях:», «… данные —» */
static bool introduces(const struct doc *doc, const struct sentence *sentence)
{
    struct slice text = doc->clauses[sentence->clause].text.bytes;
    size_t end = sentence->span.end;
    uint32_t last = utf8_previous(text, &end);
    bool is_open = last == ':' || last == 0x2013 || last == 0x2014;
    return is_open && sentence->word_count <= LEAD_LIMIT;
}

/* The heading right above a list says what its items are («Права
   пользователя»); NONE when there is text between. */
static uint32_t heading_of(const struct doc *doc, const struct clause *clause)
{
    uint32_t index = (uint32_t)(clause - doc->clauses);
    const struct clause *parent = &doc->clauses[clause->parent];
    uint32_t last = parent->first_sentence + parent->sentence_count - 1;
    if (clause->kind != CLAUSE_ITEM || !parent->is_heading ||
        doc->sentences[last].span.end > HEADING_LIMIT) {
        return NONE;
    }
    if (index == clause->parent + 1) {
        return last;
    }
    const struct clause *before = &doc->clauses[index - 1];
    bool is_next = before->kind == CLAUSE_ITEM && before->sentence_count &&
                   doc->sentences[before->first_sentence].lead == last;
    return is_next ? last : NONE;
}

/* The sentence that introduces the clause; NONE when nothing does. Parents
   come first, so that theirs are known. */
static uint32_t lead_of(const struct doc *doc, const struct clause *clause)
{
    if (clause->parent == NONE || clause->kind == CLAUSE_ROW ||
        clause->kind == CLAUSE_FURNITURE || clause->is_heading) {
        return NONE;
    }
    const struct clause *parent = &doc->clauses[clause->parent];
    if (parent->sentence_count == 0) {
        return NONE;
    }
    uint32_t last = parent->first_sentence + parent->sentence_count - 1;
    if (introduces(doc, &doc->sentences[last])) {
        return last;
    }
    if (parent->is_heading) {
        return heading_of(doc, clause);
    }
    return parent->kind == CLAUSE_ITEM
               ? doc->sentences[parent->first_sentence].lead
               : NONE;
}

/* The last sentence of the cell, or NONE: it is empty, or too long for the
   title of a column. */
static uint32_t title_sentence(
    const struct doc *doc, const struct clause *row, const struct cell *cell)
{
    if (cell->span.end - cell->span.begin > COLUMN_TITLE_LIMIT) {
        return NONE;
    }
    uint32_t found = NONE;
    for (uint32_t i = 0; i < row->sentence_count; i++) {
        uint32_t index = row->first_sentence + i;
        const struct span *span = &doc->sentences[index].span;
        if (span->begin >= cell->span.begin && span->end <= cell->span.end) {
            found = index;
        }
    }
    return found;
}

/* By column: the sentences that title the cells below. */
struct column_titles {
    uint32_t table;
    uint32_t count;
    uint32_t sentences[COLUMN_LIMIT];
};

static void read_titles(const struct doc *doc, const struct clause *header,
    struct column_titles *titles)
{
    titles->table = header->table;
    titles->count = 0;
    for (uint32_t i = 0; i < header->cell_count; i++) {
        const struct cell *cell = &header->cells[i];
        while (titles->count <= cell->column && titles->count < COLUMN_LIMIT) {
            titles->sentences[titles->count++] = NONE;
        }
        if (cell->column < titles->count) {
            titles->sentences[cell->column] = title_sentence(doc, header, cell);
        }
    }
}

/* Does a title of up to three words end in one of these? */
static bool is_titled(const struct doc *doc, uint32_t title,
    const char *const *words, size_t word_count)
{
    enum { WORDS_MOST = 3 };
    if (title == NONE || doc->sentences[title].word_count == 0 ||
        doc->sentences[title].word_count > WORDS_MOST) {
        return false;
    }
    const struct sentence *sentence = &doc->sentences[title];
    const struct clause *clause = &doc->clauses[sentence->clause];
    uint32_t last = sentence->first_word + sentence->word_count - 1;
    return slice_is_among(
        word_slice(clause->folded.bytes, doc->words[last]), words, word_count);
}

/* «Вопрос | Ответ», «Описание», «Как реализовать»: do the titles leave it to
   the first cell of the row to say what the others hold? */
static bool is_told_by_first(
    const struct doc *doc, uint32_t first, uint32_t title)
{
    static const char *const asking[] = {"вопрос", "вопросы"};
    static const char *const hollow[] = {"значение", "описание", "содержание",
        "пояснение", "комментарий", "реализовать", "воспользоваться",
        "обратиться"};
    return is_titled(doc, first, asking, COUNT_OF(asking)) ||
           is_titled(doc, title, hollow, COUNT_OF(hollow));
}

/* The sentence that says what the cell holds: the title of its column; where
   that says nothing, and in a table of two columns without titles, the first
   cell. */
static uint32_t title_of(const struct doc *doc, const struct clause *row,
    const struct cell *cell, const struct column_titles *titles)
{
    bool has_titles = titles->table == row->table;
    uint32_t title = has_titles && cell->column < titles->count
                         ? titles->sentences[cell->column]
                         : NONE;
    uint32_t first = title == NONE ? NONE : titles->sentences[0];
    bool is_told =
        has_titles ? is_told_by_first(doc, first, title) : row->cell_count == 2;
    return cell != &row->cells[0] && is_told
               ? title_sentence(doc, row, &row->cells[0])
               : title;
}

static void set_cell_leads(struct doc *doc, const struct clause *row,
    const struct column_titles *titles)
{
    uint32_t cell = 0;
    uint32_t lead = NONE;
    uint32_t lead_cell = NONE;
    for (uint32_t i = 0; i < row->sentence_count; i++) {
        struct sentence *sentence = &doc->sentences[row->first_sentence + i];
        while (cell < row->cell_count &&
               row->cells[cell].span.end <= sentence->span.begin) {
            cell++;
        }
        if (cell < row->cell_count && cell != lead_cell) {
            lead = title_of(doc, row, &row->cells[cell], titles);
            lead_cell = cell;
        }
        sentence->lead = cell < row->cell_count ? lead : NONE;
    }
}

/* «Вы не согласны. В этом случае доступ закрывается»: is the case the one that
   the sentence before it tells? */
static bool goes_on_with(const struct doc *doc, uint32_t index)
{
    static const char *const openings[] = {"в этом случае", "в таком случае",
        "в данном случае", "в противном случае"};
    const struct sentence *sentence = &doc->sentences[index];
    struct slice text = slice_cut(doc->clauses[sentence->clause].folded.bytes,
        sentence->folded.begin, sentence->folded.end);
    for (size_t i = 0; i < COUNT_OF(openings); i++) {
        if (slice_starts_with(text, slice_from(openings[i]))) {
            return true;
        }
    }
    return false;
}

void sentences_find(struct doc *doc)
{
    struct sentence_list list = {.arena = doc->arena};
    for (size_t i = 0; i < doc->clause_count; i++) {
        split_clause(&list, &doc->clauses[i], (uint32_t)i);
    }
    doc->sentences = list.items;
    doc->sentence_count = list.count;
    if (!list.items) {
        return;
    }
    for (size_t i = 0; i < doc->sentence_count; i++) {
        take_words(doc, &doc->sentences[i]);
    }
    struct column_titles titles = {.table = NONE};
    for (size_t i = 0; i < doc->clause_count; i++) {
        struct clause *clause = &doc->clauses[i];
        if (clause->kind == CLAUSE_ROW) {
            if (clause->is_header) {
                read_titles(doc, clause, &titles);
            } else {
                set_cell_leads(doc, clause, &titles);
            }
            continue;
        }
        uint32_t lead = lead_of(doc, clause);
        for (uint32_t k = 0; k < clause->sentence_count; k++) {
            uint32_t index = clause->first_sentence + k;
            bool goes_on = k > 0 && lead == NONE && goes_on_with(doc, index);
            doc->sentences[index].lead = goes_on ? index - 1 : lead;
        }
    }
}
