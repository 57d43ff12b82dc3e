/*
 * reference.c - «п. 2.1», «раздел 5», «подпункт "а" пункта 3», «настоящая
 * Политика»: what in the document they lead to.
 *
 * A locator that belongs to a citation of law is none; one that another
 * document's name follows («п. 3 Оферты») is external and leads nowhere.
 */
#include "parser/ascii.h"
#include "parser/clause_index.h"
#include "parser/locator.h"
#include "parser/title_reference.h"

/* Words between a locator and the document it is of: «п. 3 настоящего
   Пользовательского соглашения». */
#define DOCUMENT_DISTANCE 3
#define REFERENCES_LIMIT 100000
/* Each of these looks through all titles. */
#define TITLE_REFERENCES_LIMIT 200

enum owner {
    OWNER_NONE,  /* no document is named */
    OWNER_SELF,  /* «настоящей Политики» */
    OWNER_OTHER, /* «Оферты», «Закона» */
};

struct finder {
    struct doc *doc;
    struct arena *scratch; /* words and locators; freed at the end */
    struct clause_index index;
    struct slice titles; /* folded: what the document calls itself */
    uint32_t clause;
    struct word_list list;
    size_t citation; /* the first that does not end before what is read */
    size_t reference_capacity;
    bool has_titles;
    size_t title_references;
};

/* ---- whose clause it is ---- */

static const char *const documents[] = {"оферт", "договор", "соглашени",
    "правил", "услови", "закон", "кодекс", "положени", "постановлени", "приказ",
    "указ", "регламент", "инструкци", "устав", "стандарт", "гост", "политик",
    "документ", "согласи"};

static const char *document_of(struct slice word)
{
    size_t count = COUNT_OF(documents);
    for (size_t i = 0; i < count; i++) {
        if (slice_begins(word, documents[i])) {
            return documents[i];
        }
    }
    return NULL;
}

static bool is_this(struct slice word)
{
    return word_has_form(word, "настоящ", "ий|его|ему|им|ем|ая|ей|ую|ее|ие|их");
}

/* Does the document call itself by the noun? */
static bool is_own_name(const struct finder *finder, const char *stem)
{
    if (slice_is(SLICE("политик"), stem) || slice_is(SLICE("документ"), stem)) {
        return true;
    }
    return slice_find(finder->titles, slice_from(stem), 0) != SLICE_NOT_FOUND;
}

/* The document that the words from index on name; *ret_next is the word behind
   its noun when one is named. */
static enum owner owner_at(
    const struct finder *finder, size_t index, size_t *ret_next)
{
    bool is_present = false;
    for (size_t i = index;
         i < finder->list.count && i < index + DOCUMENT_DISTANCE; i++) {
        const struct word *word = &finder->list.items[i];
        uint8_t signs = WORD_AFTER_STOP | WORD_AFTER_COMMA | WORD_AFTER_CLOSE;
        if (word->before & signs) {
            break;
        }
        struct slice text = word_at(&finder->list, i);
        const char *stem = document_of(text);
        if (stem) {
            *ret_next = i + 1;
            return is_present || is_own_name(finder, stem) ? OWNER_SELF
                                                           : OWNER_OTHER;
        }
        is_present |= is_this(text);
        bool is_between = is_this(text) || slice_equal(text, SLICE("к")) ||
                          slice_equal(text, SLICE("данной")) ||
                          slice_starts_with(text, SLICE("публичн")) ||
                          slice_starts_with(text, SLICE("указанн")) ||
                          slice_starts_with(text, SLICE("лицензионн")) ||
                          slice_starts_with(text, SLICE("пользовательск"));
        if (!is_between) {
            break;
        }
    }
    return is_present ? OWNER_SELF : OWNER_NONE;
}

/* ---- where it leads ---- */

static uint32_t appendix_of(const struct finder *finder, struct slice number)
{
    return clause_of_kind(&finder->index, number, CLAUSE_APPENDIX);
}

/* The clause that «пункт 1 раздела 2» means: a number with a dot is a whole
   one, whatever section it is said to be of. */
static uint32_t point_of_section(
    const struct finder *finder, struct slice section, struct slice point)
{
    const struct clause_index *index = &finder->index;
    uint32_t above = clause_by_number(index, section, finder->clause, true);
    uint32_t found = above == NONE ? NONE : clause_below(index, point, above);
    bool is_whole = slice_find(point, SLICE("."), 0) != SLICE_NOT_FOUND;
    return found == NONE && is_whole
               ? clause_by_number(index, point, finder->clause, false)
               : found;
}

static uint32_t target_of(const struct finder *finder,
    const struct locator *locator, enum unit unit, struct slice number)
{
    const struct clause_index *index = &finder->index;
    uint32_t above = NONE;
    if (unit == UNIT_SECTION || unit == UNIT_ARTICLE) {
        return clause_by_number(index, number, finder->clause, true);
    }
    if (unit == UNIT_APPENDIX) {
        return appendix_of(finder, number);
    }
    if (unit == UNIT_POINT && locator->has[UNIT_SECTION]) {
        return point_of_section(
            finder, locator->units[UNIT_SECTION].numbers[0].first, number);
    }
    if (unit == UNIT_POINT) {
        return clause_by_number(index, number, finder->clause, false);
    }
    if (locator->has[UNIT_POINT]) {
        above = target_of(finder, locator, UNIT_POINT,
            locator->units[UNIT_POINT].numbers[0].first);
    }
    if (unit == UNIT_SUBPOINT) {
        uint32_t found =
            above == NONE ? NONE : clause_below(index, number, above);
        return found != NONE
                   ? found
                   : clause_by_number(index, number, finder->clause, false);
    }
    if (unit == UNIT_PARAGRAPH && above != NONE && number.len <= 2) {
        unsigned n = 0;
        for (size_t i = 0; i < number.len; i++) {
            n = n * 10 + (unsigned)(number.bytes[i] - '0');
        }
        return clause_paragraph(finder->doc, above, n);
    }
    return above;
}

/* ---- references ---- */

static void add_reference(struct finder *finder, struct reference reference)
{
    struct doc *doc = finder->doc;
    if (doc->reference_count >= REFERENCES_LIMIT) {
        return;
    }
    doc->references = arena_grow(doc->arena, doc->references,
        doc->reference_count, &finder->reference_capacity, sizeof(reference));
    doc->references[doc->reference_count++] = reference;
}

/* Is the span part of a citation of law? Spans come in ascending order. */
static bool is_cited(struct finder *finder, struct span span)
{
    const struct doc *doc = finder->doc;
    struct passage own = doc_passage(finder->doc, finder->clause, span);
    while (finder->citation < doc->citation_count) {
        const struct passage *cited = &doc->citations[finder->citation].passage;
        bool is_past =
            cited->clause < own.clause ||
            (cited->clause == own.clause && cited->span.end <= own.span.begin);
        if (!is_past) {
            return cited->clause == own.clause &&
                   cited->span.begin < own.span.end;
        }
        finder->citation++;
    }
    return false;
}

/* The unit that the reference is about: the smallest. */
static enum unit smallest_of(const struct locator *locator)
{
    for (enum unit unit = UNIT_PARAGRAPH; unit < UNIT_COUNT; unit++) {
        if (locator->has[unit] && unit != UNIT_PART) {
            return unit;
        }
    }
    return UNIT_PART;
}

/* Do these words send the reader anywhere in this document? «часть 2» alone
   and «Приложение 2» of an app do not. */
static bool is_reference(const struct finder *finder,
    const struct locator *locator, enum unit unit, enum owner owner)
{
    struct slice first = locator->units[unit].numbers[0].first;
    switch (unit) {
    case UNIT_PARAGRAPH:
        return locator->has[UNIT_POINT] || locator->has[UNIT_SUBPOINT];
    case UNIT_SUBPOINT:
        return !locator->has[UNIT_ARTICLE];
    case UNIT_POINT: /* «(статья 6 GDPR, параграф 1, пункт b)» */
        return !locator->has[UNIT_ARTICLE] &&
               !(first.len == 1 && ascii_is_letter(first.bytes[0]) &&
                   target_of(finder, locator, unit, first) == NONE);
    case UNIT_SECTION:
        return true;
    case UNIT_ARTICLE:
        return owner != OWNER_NONE ||
               target_of(finder, locator, unit, first) != NONE;
    case UNIT_APPENDIX:
        return owner != OWNER_NONE || appendix_of(finder, first) != NONE;
    case UNIT_PART:
    case UNIT_COUNT:
        break;
    }
    return false;
}

static void add_numbers(struct finder *finder, const struct locator *locator,
    enum owner owner, struct span whole)
{
    enum unit unit = smallest_of(locator);
    const struct unit_mention *mention = &locator->units[unit];
    for (size_t i = 0; i < mention->number_count; i++) {
        const struct unit_number *number = &mention->numbers[i];
        bool is_last = i + 1 == mention->number_count;
        struct span span = number->span;
        span.begin = i == 0 ? whole.begin : span.begin;
        span.end = is_last ? whole.end : span.end;
        struct reference reference = {
            .passage = doc_passage(finder->doc, finder->clause, span),
            .number = number->first,
            .last = number->last,
            .target = NONE,
            .last_target = NONE,
            .is_external = owner == OWNER_OTHER,
        };
        if (owner != OWNER_OTHER) {
            reference.target = target_of(finder, locator, unit, number->first);
        }
        if (owner != OWNER_OTHER && number->last.len) {
            reference.last_target =
                target_of(finder, locator, unit, number->last);
        }
        add_reference(finder, reference);
    }
}

/* «настоящий раздел», «настоящая Политика» at the word. */
static bool read_self(struct finder *finder, size_t index)
{
    struct slice noun = word_at(&finder->list, index + 1);
    bool is_plural;
    enum unit unit = unit_of_word(noun, &is_plural);
    bool is_unit = unit == UNIT_SECTION || unit == UNIT_POINT ||
                   unit == UNIT_SUBPOINT || unit == UNIT_APPENDIX;
    if (!is_this(word_at(&finder->list, index)) ||
        (!is_unit && !document_of(noun)) ||
        finder->list.items[index + 1].before) {
        return false;
    }
    const struct doc *doc = finder->doc;
    struct span span = {finder->list.items[index].span.begin,
        finder->list.items[index + 1].span.end};
    struct reference reference = {
        .passage = doc_passage(finder->doc, finder->clause, span),
        .target = NONE,
        .last_target = NONE,
        .is_self = true,
    };
    if (unit == UNIT_SECTION) {
        reference.target = clause_above(doc, finder->clause, CLAUSE_SECTION);
    } else if (unit == UNIT_APPENDIX) {
        reference.target = clause_above(doc, finder->clause, CLAUSE_APPENDIX);
    } else if (is_unit) {
        reference.target = finder->clause;
    } else if (doc->clauses[0].kind == CLAUSE_TITLE) {
        reference.target = 0;
    }
    if (!is_cited(finder, span)) {
        add_reference(finder, reference);
    }
    return true;
}

/* «в разделе «Права субъекта»»; returns the word behind, or 0 when none is
   at the word. */
static size_t read_title(struct finder *finder, size_t index)
{
    struct title_reference title;
    if (!finder->has_titles ||
        finder->title_references >= TITLE_REFERENCES_LIMIT ||
        !title_reference_read(&finder->list, index, &title)) {
        return 0;
    }
    finder->title_references++;
    struct reference reference = {
        .passage = doc_passage(finder->doc, finder->clause, title.span),
        .title = title.title,
        .target = clause_by_title(finder->doc, finder->clause, &title),
        .last_target = NONE,
    };
    reference.is_external = reference.target == NONE && !title.is_sent;
    if (!title.is_about || title.is_sent) {
        add_reference(finder, reference);
    }
    return title.next;
}

/* Read the locator at the word; returns the word behind. */
static size_t read_locator(struct finder *finder, size_t index)
{
    struct locator locator;
    if (!locator_read(finder->scratch, &finder->list, index, finder->list.count,
            &locator)) {
        return index + 1;
    }
    struct span whole = locator.span;
    size_t next = locator.next;
    enum owner owner = owner_at(finder, locator.next, &next);
    if (is_cited(finder, whole) ||
        !is_reference(finder, &locator, smallest_of(&locator), owner)) {
        return locator.next;
    }
    if (next > locator.next) {
        whole.end = finder->list.items[next - 1].span.end;
    }
    add_numbers(finder, &locator, owner, whole);
    return next;
}

/* Read what begins at the word; returns the word behind. */
static size_t read_reference(struct finder *finder, size_t index)
{
    if (read_self(finder, index)) {
        return index + 2;
    }
    size_t next = read_title(finder, index);
    return next ? next : read_locator(finder, index);
}

/* Folded words that the document calls itself: its titles and the aliases of
   those, one space between. */
static struct slice titles_of(const struct doc *doc)
{
    struct buffer buffer = {.arena = doc->arena};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (doc->clauses[i].kind == CLAUSE_TITLE) {
            buffer_append(&buffer, doc->clauses[i].folded.bytes);
            buffer_append_byte(&buffer, ' ');
        }
    }
    for (size_t i = 0; i < doc->term_count; i++) {
        if (doc->terms[i].party == PARTY_POLICY) {
            buffer_append(&buffer, doc->terms[i].folded);
            buffer_append_byte(&buffer, ' ');
        }
    }
    return buffer_slice(&buffer);
}

void references_find(struct doc *doc)
{
    struct finder finder = {.doc = doc, .scratch = arena_new()};
    finder.index = clause_index_of(doc);
    finder.titles = titles_of(doc);
    finder.has_titles = has_titles(doc);
    const bool *begins =
        doc_forms_listed(doc, finder.scratch, SLICE(UNIT_WORDS " настоящ*"));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->kind == CLAUSE_FURNITURE || clause->is_toc) {
            continue;
        }
        finder.clause = i;
        finder.list = doc_clause_words(doc, i);
        for (size_t word = 0; word < finder.list.count;) {
            word = begins[finder.list.items[word].form]
                       ? read_reference(&finder, word)
                       : word + 1;
        }
    }
    arena_free(finder.scratch);
}
