/*
 * term.c - the terms that a document defines.
 *
 * Four shapes are known: the alias «(далее — X)», «… объединены понятием X»,
 * «под X понимается …», and «X — это …», which in a section or table of
 * definitions needs no «это». Where the terms are used is found in term_use.c.
 */
#include "parser/doc.h"
#include "parser/party.h"
#include "parser/term_use.h"
#include "parser/utf8.h"
#include "parser/word.h"

#include <stdlib.h>
#include <string.h>

/* Definitions beyond these are passed over. */
#define TERM_LIMIT 1000
#define ALIAS_WORDS_LIMIT 8
#define NAME_WORDS_LIMIT 12
#define COLON_NAME_WORDS_LIMIT 4 /* «Сайт: …», not a whole sentence */
#define NAME_BYTES_LIMIT 300
#define BRACKET_LIMIT 400 /* folded bytes of «(далее — …)» */
#define FILLER_LIMIT 16   /* words between «далее» and the name */

/* Words that one of the shapes has. */
enum mark {
    MARK_ANNOUNCES = 1u << 0, /* «далее», «в дальнейшем», «именуемый далее» */
    MARK_UNITES = 1u << 1,    /* «объединены» */
    MARK_UNDER = 1u << 2,     /* «под» */
    MARK_MEANS = 1u << 3,     /* «означает» */
};

static const struct {
    enum mark mark;
    const char *words;
} marked[] = {
    {MARK_ANNOUNCES, "далее далей дальнейшем именуется"},
    {MARK_UNITES, "объединен* обозначен* охвачен*"},
    {MARK_UNDER, "под"},
    {MARK_MEANS, "означает"},
};

struct finder {
    struct doc *doc;
    struct arena *scratch; /* what is known of forms; freed at the end */
    uint32_t *marks;       /* by form: bits of enum mark */
    size_t term_capacity;
    bool has_operator;
    uint32_t section_end; /* clauses before it define terms */
    uint32_t clause;
    struct word_list list; /* of the clause */
    uint32_t found;        /* marks of all its words */
    size_t begin;          /* words [begin, limit) are the sentence */
    size_t limit;
};

static bool has_mark(const struct finder *finder, size_t index, enum mark mark)
{
    return finder->marks[finder->list.items[index].form] & mark;
}

static struct slice folded_of(const struct finder *finder)
{
    return finder->list.folded;
}

static uint32_t word_begin(const struct finder *finder, size_t index)
{
    return finder->list.items[index].span.begin;
}

static uint32_t word_end(const struct finder *finder, size_t index)
{
    return finder->list.items[index].span.end;
}

static uint8_t before(const struct finder *finder, size_t index)
{
    return index < finder->limit ? finder->list.items[index].before : 0;
}

static struct slice word_of(const struct finder *finder, size_t index)
{
    return index < finder->limit ? word_at(&finder->list, index)
                                 : (struct slice){0};
}

/* Folded byte behind the last word of the sentence. */
static uint32_t sentence_end(const struct finder *finder)
{
    return finder->limit > finder->begin ? word_end(finder, finder->limit - 1)
                                         : 0;
}

static bool is_capital(const struct finder *finder, uint32_t folded_byte)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    size_t offset = folded_to_text(
        &clause->folded, (struct span){folded_byte, folded_byte + 1})
                        .begin;
    return offset < clause->text.bytes.len &&
           utf8_is_upper(utf8_next(clause->text.bytes, &offset));
}

/* Without spaces, dashes, commas and quotation marks at both ends. */
static struct span trimmed(struct slice text, struct span span)
{
    struct slice signs = SLICE(" -,;:\".");
    while (span.begin < span.end &&
           memchr(signs.bytes, text.bytes[span.begin], signs.len)) {
        span.begin++;
    }
    while (span.begin < span.end &&
           memchr(signs.bytes, text.bytes[span.end - 1], signs.len)) {
        span.end--;
    }
    return span;
}

static void add_term(
    struct finder *finder, struct span name, struct span definition, bool alias)
{
    struct doc *doc = finder->doc;
    name = trimmed(folded_of(finder), name);
    definition = trimmed(folded_of(finder), definition);
    if (name.begin >= name.end || name.end - name.begin > NAME_BYTES_LIMIT ||
        doc->term_count >= TERM_LIMIT) {
        return;
    }
    struct term term = {
        .folded = slice_cut(folded_of(finder), name.begin, name.end),
        .name_at = doc_passage(finder->doc, finder->clause, name),
        .definition = doc_passage(finder->doc, finder->clause, definition),
        .is_alias = alias,
    };
    struct slice text = doc->clauses[finder->clause].text.bytes;
    term.name = slice_cut(text, term.name_at.span.begin, term.name_at.span.end);
    term.party = party_of(term.folded,
        slice_cut(folded_of(finder), definition.begin, definition.end), alias,
        finder->has_operator);
    finder->has_operator |= term.party == PARTY_OPERATOR;
    doc->terms = arena_grow(doc->arena, doc->terms, doc->term_count,
        &finder->term_capacity, sizeof(term));
    doc->terms[doc->term_count++] = term;
}

/* ---- «(далее — X)» ---- */

/* The bracket that is open at the byte, SLICE_NOT_FOUND when none is. */
static size_t open_bracket(const struct finder *finder, uint32_t at)
{
    struct slice text = folded_of(finder);
    uint32_t begin = word_begin(finder, finder->begin);
    size_t depth = 0;
    for (size_t i = at; i > begin && at - i < BRACKET_LIMIT; i--) {
        if (text.bytes[i - 1] == ')') {
            depth++;
        } else if (text.bytes[i - 1] == '(' && depth-- == 0) {
            return i - 1;
        }
    }
    return SLICE_NOT_FOUND;
}

/* The bracket that closes the one opened before the byte; the sentence's end,
   or as far as is looked, when none does. */
static uint32_t closing_bracket(const struct finder *finder, uint32_t at)
{
    struct slice text = folded_of(finder);
    size_t depth = 0;
    for (size_t i = at; i < text.len && i - at < BRACKET_LIMIT; i++) {
        if (text.bytes[i] == '(') {
            depth++;
        } else if (text.bytes[i] == ')' && depth-- == 0) {
            return (uint32_t)i;
        }
    }
    uint32_t end = sentence_end(finder);
    return end < at + BRACKET_LIMIT ? end : at + BRACKET_LIMIT;
}

/* Words between «далее» and the name. */
static bool is_filler(struct slice word)
{
    static const char *const words[] = {"по", "тексту", "также", "совместно",
        "вместе", "сокращенно", "соответственно", "в", "тексте", "настоящей",
        "настоящем", "политике", "документе", "соглашении", "дальнейшем", "и",
        "или", "как", "далее", "при", "упоминании", "па", "тэксце"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_is(word, words[i])) {
            return true;
        }
    }
    return slice_starts_with(word, SLICE("именуем")) ||
           slice_starts_with(word, SLICE("именует")) ||
           slice_starts_with(word, SLICE("именоват")) ||
           slice_starts_with(word, SLICE("называ"));
}

/* Is a new name at the word, behind a comma, «или» or a quotation mark? */
static bool is_name_start(const struct finder *finder, size_t index)
{
    uint8_t signs = before(finder, index);
    if (signs & (WORD_AFTER_QUOTE | WORD_AFTER_COMMA)) {
        return true;
    }
    struct slice gap =
        index ? slice_cut(folded_of(finder), word_end(finder, index - 1),
                    word_begin(finder, index))
              : SLICE("");
    return slice_find(gap, SLICE("/"), 0) != SLICE_NOT_FOUND ||
           slice_find(gap, SLICE(";"), 0) != SLICE_NOT_FOUND;
}

static bool is_conjunction(struct slice word)
{
    return slice_equal(word, SLICE("или")) ||
           slice_equal(word, SLICE("либо")) ||
           slice_equal(word, SLICE("также"));
}

/* Words [index, ret) of one name before the byte end. A name in quotation
   marks ends with them. */
static size_t name_end(const struct finder *finder, size_t index, uint32_t end)
{
    struct slice text = folded_of(finder);
    uint32_t begin = word_begin(finder, index);
    bool is_quoted = begin > 0 && text.bytes[begin - 1] == '"';
    size_t close =
        is_quoted ? slice_find(text, SLICE("\""), begin) : SLICE_NOT_FOUND;
    if (close != SLICE_NOT_FOUND && close < end) {
        end = (uint32_t)close;
    }
    size_t next = index + 1;
    while (next < finder->limit && word_begin(finder, next) < end &&
           next - index <= ALIAS_WORDS_LIMIT &&
           (close != SLICE_NOT_FOUND ||
               (!is_name_start(finder, next) &&
                   !is_conjunction(word_of(finder, next))))) {
        next++;
    }
    return next;
}

/* The names of an alias from the word on, up to the byte end. Each after the
   first must be in quotation marks or begin with a capital letter. */
static void add_names(
    struct finder *finder, size_t index, uint32_t end, struct span definition)
{
    bool is_first = true;
    while (index < finder->limit && word_begin(finder, index) < end) {
        if (is_conjunction(word_of(finder, index)) ||
            word_is(&finder->list, index, SLICE("и"))) {
            index++;
            continue;
        }
        size_t next = name_end(finder, index, end);
        uint32_t begin = word_begin(finder, index);
        bool is_quoted = slice_ends_with(
            slice_cut(folded_of(finder), 0, begin), SLICE("\""));
        bool is_name = is_first || is_quoted || is_capital(finder, begin);
        if (!is_name) {
            return;
        }
        if (next - index <= ALIAS_WORDS_LIMIT) {
            struct span name = {begin, word_end(finder, next - 1)};
            add_term(finder, name, definition, true);
        }
        is_first = false;
        index = next;
    }
}

/* Read the alias announced at the word; returns the word behind it. *from is
   where its definition begins, and moves behind the alias. */
static size_t read_alias(struct finder *finder, size_t index, uint32_t *from)
{
    size_t bracket = open_bracket(finder, word_begin(finder, index));
    bool is_bracketed = bracket != SLICE_NOT_FOUND;
    size_t first = index + 1;
    bool is_named =
        index >= finder->begin + 2 &&
        slice_starts_with(word_of(finder, index - 2), SLICE("именуем"));
    uint8_t marks = WORD_AFTER_DASH | WORD_AFTER_QUOTE;
    bool is_marked = false;
    while (first < finder->limit && is_filler(word_of(finder, first)) &&
           !(before(finder, first) & WORD_AFTER_QUOTE) &&
           !is_capital(finder, word_begin(finder, first))) {
        is_marked |= (before(finder, first) & marks) != 0;
        is_named |= slice_starts_with(word_of(finder, first), SLICE("имен"));
        first++;
        if (first - index > FILLER_LIMIT) {
            return index + 1;
        }
    }
    if (first >= finder->limit) {
        return first;
    }
    is_marked |= (before(finder, first) & marks) ||
                 (is_named && is_capital(finder, word_begin(finder, first)));
    uint32_t name_begin = word_begin(finder, first);
    uint32_t end = is_bracketed
                       ? closing_bracket(finder, name_begin)
                       : word_end(finder,
                             name_end(finder, first, sentence_end(finder)) - 1);
    /* «(далее по тексту это видно)» names nothing */
    bool is_bare =
        !is_marked && slice_equal(word_of(finder, first), SLICE("это"));
    if ((!is_marked && !is_bracketed) || name_begin >= end || is_bare) {
        return index + 1;
    }
    size_t definition_end = is_bracketed ? bracket : word_begin(finder, index);
    /* A bracket that holds another alias was opened before that one's end. */
    uint32_t definition_begin =
        *from <= definition_end ? *from : word_begin(finder, finder->begin);
    struct span definition = {definition_begin, (uint32_t)definition_end};
    add_names(finder, first, end, definition);
    *from = end;
    size_t next = word_from(&finder->list, end);
    return next > first ? next : first + 1;
}

static void find_aliases(struct finder *finder)
{
    uint32_t from = word_begin(finder, finder->begin);
    for (size_t i = finder->begin; i < finder->limit;) {
        i = has_mark(finder, i, MARK_ANNOUNCES) ? read_alias(finder, i, &from)
                                                : i + 1;
    }
}

/* ---- «под X понимается …» ---- */

/* «под термином X … понимается» at the word; *ret_verb is the word
   «понимается». */
static bool read_understood(const struct finder *finder, size_t index,
    struct span *ret_name, size_t *ret_verb)
{
    size_t begin = index + 1;
    struct slice word = word_of(finder, begin);
    if (slice_starts_with(word, SLICE("термин")) ||
        slice_starts_with(word, SLICE("понят"))) {
        begin++;
    }
    size_t verb = begin;
    size_t end = 0; /* of the name, where «в настоящей Политике» follows */
    while (verb < finder->limit && verb - index <= NAME_WORDS_LIMIT + 4 &&
           !slice_starts_with(word_of(finder, verb), SLICE("понима"))) {
        if (!end && (word_is(&finder->list, verb, SLICE("в")) ||
                        word_is(&finder->list, verb, SLICE("для")))) {
            end = verb;
        }
        verb++;
    }
    end = end ? end : verb;
    if (!slice_starts_with(word_of(finder, verb), SLICE("понима")) ||
        end <= begin) {
        return false;
    }
    *ret_name =
        (struct span){word_begin(finder, begin), word_end(finder, end - 1)};
    *ret_verb = verb;
    return true;
}

/* A definition ends where the next one of the sentence begins. */
static void find_understood(struct finder *finder)
{
    struct span name = {0, 0}; /* the one whose definition is being read */
    struct span definition = {0, 0};
    for (size_t i = finder->begin; i < finder->limit; i++) {
        struct span next;
        size_t verb;
        if (!has_mark(finder, i, MARK_UNDER) ||
            !read_understood(finder, i, &next, &verb)) {
            continue;
        }
        if (name.end) {
            definition.end = word_begin(finder, i);
            add_term(finder, name, definition, false);
        }
        name = next;
        definition.begin = word_end(finder, verb);
        i = verb;
    }
    if (name.end) {
        definition.end = sentence_end(finder);
        add_term(finder, name, definition, false);
    }
}

/* ---- «… объединены общим понятием X» ---- */

static void find_united(struct finder *finder)
{
    static const char *const nouns[] = {
        "понятием", "термином", "названием", "наименованием"};
    for (size_t i = finder->begin + 1; i + 1 < finder->limit; i++) {
        bool is_near =
            has_mark(finder, i - 1, MARK_UNITES) ||
            (i > finder->begin + 1 && has_mark(finder, i - 2, MARK_UNITES));
        if (!is_near ||
            !slice_is_among(word_of(finder, i), nouns, COUNT_OF(nouns))) {
            continue;
        }
        size_t next = name_end(finder, i + 1, sentence_end(finder));
        struct span name = {
            word_begin(finder, i + 1), word_end(finder, next - 1)};
        struct span definition = {
            word_begin(finder, finder->begin), word_begin(finder, i)};
        add_term(finder, name, definition, true);
        return;
    }
}

/* ---- «X — это …» ---- */

/* Is the dash or colon before the word outside brackets, counted from the
   sentence's begin? depth is kept by the caller. */
static size_t depth_after(struct slice gap, size_t depth)
{
    for (size_t i = 0; i < gap.len; i++) {
        if (gap.bytes[i] == '(') {
            depth++;
        } else if (gap.bytes[i] == ')' && depth) {
            depth--;
        }
    }
    return depth;
}

static struct slice gap_of(const struct finder *finder, size_t index)
{
    return slice_cut(folded_of(finder), word_end(finder, index - 1),
        word_begin(finder, index));
}

/* Does the sentence begin with a word in quotation marks, with «термин», or
   with what only a definition says of («Обработка … означает»)? */
static bool is_named_as_term(const struct finder *finder)
{
    struct slice folded = folded_of(finder);
    uint32_t begin = word_begin(finder, finder->begin);
    return (begin > 0 && folded.bytes[begin - 1] == '"') ||
           slice_starts_with(word_of(finder, finder->begin), SLICE("термин"));
}

/* «X — любая информация, …», «X — любое действие …»: what a definition alone
   says behind a dash. */
static bool is_any_of_a_kind(const struct finder *finder, size_t index)
{
    return index + 1 < finder->limit &&
           word_has_form(word_of(finder, index), "люб", "ая|ое|ой|ые") &&
           slice_is_listed(word_of(finder, index + 1),
               SLICE("информация действие действия лицо сведения данные"), ' ');
}

/* The first word of the definition, when the sentence is one: behind a dash
   or, in a section of definitions, a colon; or behind «это», «означает». 0
   when there is none. *ret_name_end is the word behind the name. */
static size_t definition_start(
    const struct finder *finder, bool in_section, size_t *ret_name_end)
{
    size_t depth = 0;
    size_t name_words = 0;
    size_t name = 0;
    for (size_t i = finder->begin + 1;
         i < finder->limit && name_words <= NAME_WORDS_LIMIT; i++) {
        struct slice gap = gap_of(finder, i);
        size_t depth_before = depth;
        depth = depth_after(gap, depth);
        if (depth_before == 0 && depth > 0 && !name) {
            name = i; /* the name ends at its bracket */
        }
        if (depth > 0) {
            continue;
        }
        name_words++;
        bool has_dash = before(finder, i) & WORD_AFTER_DASH;
        bool has_colon = in_section && name_words <= COLON_NAME_WORDS_LIMIT &&
                         slice_find(gap, SLICE(":"), 0) != SLICE_NOT_FOUND;
        struct slice word = word_of(finder, i);
        /* «Использование Сайта означает согласие» defines nothing */
        bool is_verb = slice_equal(word, SLICE("означает")) &&
                       (in_section || is_named_as_term(finder));
        bool is_this = slice_equal(word, SLICE("это")) && has_dash;
        bool is_kind = has_dash && is_any_of_a_kind(finder, i);
        if (is_verb || is_this || is_kind ||
            (in_section && (has_dash || has_colon))) {
            *ret_name_end = name ? name : i;
            return is_verb || is_this ? i + 1 : i;
        }
        if (has_dash || (before(finder, i) & WORD_AFTER_STOP)) {
            return 0;
        }
    }
    return 0;
}

/* «Часть работ выполняется за границей — это …», «Врач записывает жалобы — это
   …» are statements. */
static bool has_verb(const struct finder *finder, size_t begin, size_t end)
{
    for (size_t i = begin + 1; i < end; i++) {
        if (word_is_predicate(word_of(finder, i))) {
            return true;
        }
    }
    return false;
}

static void find_definition(struct finder *finder, bool in_section)
{
    size_t begin = finder->begin;
    size_t end = 0;
    size_t start = definition_start(finder, in_section, &end);
    if (!start || start >= finder->limit ||
        (!in_section && has_verb(finder, begin, end))) {
        return;
    }
    struct slice word = word_of(finder, begin);
    if (end - begin > 1 && (slice_starts_with(word, SLICE("термин")) ||
                               word_has_form(word, "настоящ", "ая|ий|ее|ие"))) {
        begin++;
    }
    bool is_marked = is_capital(finder, word_begin(finder, begin)) ||
                     (before(finder, begin) & WORD_AFTER_QUOTE);
    if (begin >= end || (!in_section && !is_marked)) {
        return;
    }
    struct span name = {word_begin(finder, begin), word_end(finder, end - 1)};
    struct span definition = {word_begin(finder, start), sentence_end(finder)};
    add_term(finder, name, definition, false);
}

/* ---- sections and tables of definitions ---- */

/* Does the heading or lead say that what follows are definitions? */
static bool opens_definitions(
    const struct clause *clause, const struct word_list *list)
{
    bool is_heading = clause->kind == CLAUSE_SECTION || clause->is_heading;
    bool is_lead =
        clause->end > 0 && slice_ends_with(clause->folded.bytes, SLICE(":"));
    if (!is_heading && !is_lead) {
        return false;
    }
    for (size_t i = 0; i < list->count; i++) {
        struct slice word = word_at(list, i);
        if (word_has_form(word, "термин", "ы|ов|ах|ами|ам") ||
            word_has_form(word, "понят", "ия|ий|иях") ||
            word_has_form(word, "тэрмін", "ы|аў|ах") ||
            (slice_equal(word, SLICE("определения")) && list->count <= 6) ||
            (slice_equal(word, SLICE("сокращения")) && list->count <= 6)) {
            return true;
        }
    }
    return false;
}

static bool has_letter(struct slice text)
{
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.bytes[i] > 0x7f ||
            (text.bytes[i] >= 'a' && text.bytes[i] <= 'z')) {
            return true;
        }
    }
    return false;
}

/* The words of a cell as a folded span. */
static struct span cell_span(
    const struct finder *finder, const struct cell *cell)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    struct span span = {UINT32_MAX, 0};
    for (size_t i = 0; i < finder->list.count; i++) {
        uint32_t origin = clause->folded.origin[word_begin(finder, i)];
        if (origin >= cell->span.begin && origin < cell->span.end) {
            span.begin = span.begin < word_begin(finder, i)
                             ? span.begin
                             : word_begin(finder, i);
            span.end = word_end(finder, i);
        }
    }
    return span.begin < span.end ? span : (struct span){0, 0};
}

/* A row of a table of terms: the term, then its meaning. */
static void find_row(struct finder *finder)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    for (uint32_t i = 0; i + 1 < clause->cell_count && i < 2; i++) {
        struct span name = cell_span(finder, &clause->cells[i]);
        struct span definition = cell_span(finder, &clause->cells[i + 1]);
        struct slice text = slice_cut(folded_of(finder), name.begin, name.end);
        if (has_letter(text) && definition.end > definition.begin) {
            add_term(finder, name, definition, false);
            return;
        }
    }
}

/* ---- the whole ---- */

/* Has the clause what must stand behind the name in a definition? */
static bool may_define(const struct finder *finder, bool in_section)
{
    uint8_t signs = finder->doc->clauses[finder->clause].signs;
    return (finder->found & MARK_MEANS) || (signs & WORD_AFTER_DASH) ||
           (in_section && (signs & WORD_AFTER_STOP));
}

static void find_in_sentence(struct finder *finder, bool in_section)
{
    if (finder->begin >= finder->limit) {
        return;
    }
    if (may_define(finder, in_section)) {
        find_definition(finder, in_section);
    }
    if (finder->found & MARK_UNDER) {
        find_understood(finder);
    }
    if (finder->found & MARK_UNITES) {
        find_united(finder);
    }
    if (finder->found & MARK_ANNOUNCES) {
        find_aliases(finder);
    }
}

static uint32_t marks_of_all(const struct finder *finder)
{
    uint32_t found = 0;
    for (size_t i = 0; i < finder->list.count; i++) {
        found |= finder->marks[finder->list.items[i].form];
    }
    return found;
}

static void find_in_clause(struct finder *finder)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    finder->list = doc_clause_words(finder->doc, finder->clause);
    finder->begin = 0;
    finder->limit = finder->list.count;
    finder->found = marks_of_all(finder);
    bool in_section = finder->clause < finder->section_end;
    if (opens_definitions(clause, &finder->list)) {
        finder->section_end = clause->end > finder->section_end
                                  ? clause->end
                                  : finder->section_end;
        in_section = false;
    }
    if (clause->kind == CLAUSE_ROW) {
        if (in_section && !clause->is_header) {
            find_row(finder);
        }
        return;
    }
    if (clause->sentence_count == 0) {
        find_in_sentence(finder, in_section);
    }
    for (uint32_t i = 0; i < clause->sentence_count; i++) {
        const struct sentence *sentence =
            &finder->doc->sentences[clause->first_sentence + i];
        finder->begin = sentence->first_word - clause->first_word;
        finder->limit = finder->begin + sentence->word_count;
        find_in_sentence(finder, in_section);
    }
}

static int compare_terms(const void *left, const void *right)
{
    const struct passage *a = &((const struct term *)left)->name_at;
    const struct passage *b = &((const struct term *)right)->name_at;
    if (a->clause != b->clause) {
        return a->clause < b->clause ? -1 : 1;
    }
    return (a->span.begin > b->span.begin) - (a->span.begin < b->span.begin);
}

void terms_find(struct doc *doc)
{
    struct finder finder = {.doc = doc, .scratch = arena_new()};
    finder.marks =
        arena_array(finder.scratch, doc->form_count, sizeof(*finder.marks));
    for (size_t i = 0; i < COUNT_OF(marked); i++) {
        doc_forms_mark(
            doc, slice_from(marked[i].words), marked[i].mark, finder.marks);
    }
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        finder.clause = i;
        if (doc->clauses[i].kind != CLAUSE_FURNITURE &&
            !doc->clauses[i].is_toc) {
            find_in_clause(&finder);
        }
    }
    if (doc->term_count) {
        qsort(doc->terms, doc->term_count, sizeof(*doc->terms), compare_terms);
    }
    arena_free(finder.scratch);
    term_uses_find(doc);
}
