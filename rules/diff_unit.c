#include "rules/diff_unit.h"

#include "parser/ascii.h"
#include "parser/hash.h"
#include "parser/utf8.h"

#include <string.h>

#define FORM_BUCKETS 1024
/* Columns of a table whose headers are known to their cells. */
#define COLUMN_LIMIT 64

uint64_t diff_hash(uint64_t hash, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        hash = (hash ^ (uint8_t)bytes.bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash;
}

uint64_t diff_stir(uint64_t value)
{
    value ^= value >> 33;
    value *= UINT64_C(0xff51afd7ed558ccd);
    value ^= value >> 33;
    value *= UINT64_C(0xc4ceb9fe1a85ec53);
    return value ^ value >> 33;
}

/* ---- forms ---- */

/* The bucket that holds the spelling, or the free one it belongs in. */
static size_t form_bucket(const struct diff_forms *forms, struct slice spelling)
{
    size_t at = hash_bytes(spelling, forms->arena) & (forms->bucket_count - 1);
    while (forms->buckets[at] &&
           !slice_equal(forms->items[forms->buckets[at] - 1], spelling)) {
        at = (at + 1) & (forms->bucket_count - 1);
    }
    return at;
}

static void grow_buckets(struct diff_forms *forms)
{
    forms->bucket_count *= 2;
    forms->buckets =
        arena_array(forms->arena, forms->bucket_count, sizeof(uint32_t));
    for (size_t i = 0; i < forms->count; i++) {
        forms->buckets[form_bucket(forms, forms->items[i])] = (uint32_t)i + 1;
    }
}

uint32_t diff_form(struct diff_forms *forms, struct slice spelling)
{
    size_t at = form_bucket(forms, spelling);
    if (forms->buckets[at]) {
        return forms->buckets[at] - 1;
    }
    forms->items = arena_grow(forms->arena, forms->items, forms->count,
        &forms->capacity, sizeof(*forms->items));
    forms->items[forms->count++] = spelling;
    forms->buckets[at] = (uint32_t)forms->count;
    if (forms->count * 2 > forms->bucket_count) {
        grow_buckets(forms);
    }
    return (uint32_t)forms->count - 1;
}

void diff_forms_init(struct diff_forms *forms, struct arena *arena)
{
    *forms = (struct diff_forms){.arena = arena, .bucket_count = FORM_BUCKETS};
    forms->buckets = arena_array(arena, FORM_BUCKETS, sizeof(uint32_t));
    diff_form(forms, SLICE("\x01")); /* DIFF_FORM_REFERENCE: no word is this */
}

/* ---- words ---- */

/* One edition on its way into units. */
struct edition_reader {
    struct arena *arena;
    struct diff_forms *forms;
    struct diff_edition *edition;
    size_t unit_capacity;
    size_t reference; /* the first of the clause or behind it */
    uint32_t section;
    uint32_t table; /* whose headers these are */
    uint32_t headers[COLUMN_LIMIT];
};

/* A link without what its spelling may lack. */
static struct slice bare_link(struct slice word)
{
    static const struct slice prefixes[] = {
        {"mailto:", 7}, {"http://", 7}, {"https://", 8}, {"www.", 4}};
    for (size_t i = 0; i < COUNT_OF(prefixes); i++) {
        if (slice_starts_with(word, prefixes[i])) {
            word = slice_cut(word, prefixes[i].len, word.len);
        }
    }
    return slice_ends_with(word, SLICE("/")) && word.len > 1
               ? slice_cut(word, 0, word.len - 1)
               : word;
}

static bool is_word_among(struct slice word, const char *const *words, size_t n)
{
    return slice_is_among(word, words, n);
}

/* Is word at the «at» or the dot of a disguised address: «pd [at] mail.ru»? */
static bool is_disguised(const struct word_list *list, size_t at)
{
    static const char *const stand_ins[] = {
        "at", "собака", "эт", "dot", "точка"};
    return at > 0 && at + 1 < list->count &&
           list->items[at].before & WORD_AFTER_OPEN &&
           list->items[at + 1].before & WORD_AFTER_CLOSE &&
           is_word_among(word_at(list, at), stand_ins, COUNT_OF(stand_ins));
}

static struct slice unveiled(struct arena *arena, struct slice before,
    struct slice stand_in, struct slice behind)
{
    bool is_dot = slice_equal(stand_in, SLICE("dot")) ||
                  slice_equal(stand_in, SLICE("точка"));
    return arena_format(arena, "%.*s%s%.*s", (int)before.len, before.bytes,
        is_dot ? "." : "@", (int)behind.len, behind.bytes);
}

/* Is the word inside a reference, and a part of its number? */
static bool is_reference_number(struct edition_reader *reader,
    const struct clause *clause, uint32_t index, struct span folded)
{
    const struct doc *doc = reader->edition->doc;
    struct span text = folded_to_text(&clause->folded, folded);
    while (reader->reference < doc->reference_count) {
        struct passage at = doc->references[reader->reference].passage;
        if (at.clause > index ||
            (at.clause == index && at.span.end > text.begin)) {
            break;
        }
        reader->reference++;
    }
    if (reader->reference == doc->reference_count) {
        return false;
    }
    struct passage at = doc->references[reader->reference].passage;
    return at.clause == index && at.span.begin <= text.begin &&
           folded.end > folded.begin &&
           ascii_is_digit(clause->folded.bytes.bytes[folded.begin]);
}

static void read_words(struct edition_reader *reader, struct diff_unit *unit,
    struct span folded, uint32_t index)
{
    const struct clause *clause = &reader->edition->doc->clauses[index];
    struct word_list list = word_list_of(reader->arena,
        slice_cut(clause->folded.bytes, folded.begin, folded.end));
    unit->words =
        arena_array(reader->arena, list.count, sizeof(struct diff_word));
    struct slice last = SLICE("");
    for (size_t i = 0; i < list.count; i++) {
        struct span span = {list.items[i].span.begin + folded.begin,
            list.items[i].span.end + folded.begin};
        struct slice spelling = bare_link(word_at(&list, i));
        struct diff_word *previous =
            unit->word_count ? &unit->words[unit->word_count - 1] : NULL;
        if (previous && is_disguised(&list, i)) {
            spelling =
                unveiled(reader->arena, last, spelling, word_at(&list, ++i));
            previous->form = diff_form(reader->forms, spelling);
            previous->span.end = list.items[i].span.end + folded.begin;
            last = spelling;
            continue;
        }
        bool is_number = is_reference_number(reader, clause, index, span);
        if (is_number && previous && previous->form == DIFF_FORM_REFERENCE) {
            previous->span.end = span.end;
            continue;
        }
        unit->words[unit->word_count++] =
            (struct diff_word){is_number ? DIFF_FORM_REFERENCE
                                         : diff_form(reader->forms, spelling),
                span, list.items[i].before};
        last = spelling;
    }
}

/* ---- units ---- */

struct span diff_word_text(const struct diff_edition *edition,
    const struct diff_unit *unit, const struct diff_word *word)
{
    const struct clause *clause = &edition->doc->clauses[unit->passage.clause];
    return folded_to_text(&clause->folded, word->span);
}

static uint64_t key_of(const struct diff_unit *unit)
{
    uint64_t key = DIFF_HASH_BEGIN;
    for (size_t i = 0; i < unit->word_count; i++) {
        key = diff_stir(key ^ unit->words[i].form);
    }
    return key;
}

/* The hash of visible text, white space of every kind left out. */
static uint64_t hash_visible(uint64_t hash, struct slice text)
{
    for (size_t offset = 0; offset < text.len;) {
        uint32_t code_point = utf8_next(text, &offset);
        if (!utf8_is_space(code_point)) {
            hash = (hash ^ code_point) * UINT64_C(0x100000001b3);
        }
    }
    return hash;
}

static uint64_t looks_of(
    const struct diff_edition *edition, const struct diff_unit *unit)
{
    struct slice text = edition->doc->clauses[unit->passage.clause].text.bytes;
    uint64_t hash = DIFF_HASH_BEGIN;
    uint32_t from = unit->passage.span.begin;
    for (size_t i = 0; i < unit->word_count; i++) {
        if (unit->words[i].form != DIFF_FORM_REFERENCE) {
            continue;
        }
        struct span number = diff_word_text(edition, unit, &unit->words[i]);
        hash = hash_visible(hash, slice_cut(text, from, number.begin));
        from = number.end;
    }
    return hash_visible(hash, slice_cut(text, from, unit->passage.span.end));
}

/* Column of a row's cell in which the byte of the text stands. */
static uint32_t column_at(const struct clause *clause, uint32_t byte)
{
    const struct cell *cell = clause_cell_at(clause, byte);
    return cell && byte < cell->span.end ? cell->column : NONE;
}

/* The header of the cell's column; a header itself has none. */
static uint32_t header_of(struct edition_reader *reader,
    const struct clause *clause, uint32_t column, uint32_t unit)
{
    if (column >= COLUMN_LIMIT) {
        return NONE;
    }
    if (clause->table != reader->table) {
        reader->table = clause->table;
        memset(reader->headers, 0xff, sizeof(reader->headers));
    }
    if (clause->is_header) {
        reader->headers[column] = unit;
        return NONE;
    }
    return reader->headers[column];
}

static void add_unit(
    struct edition_reader *reader, uint32_t clause_index, uint32_t sentence)
{
    struct diff_edition *edition = reader->edition;
    const struct doc *doc = edition->doc;
    const struct clause *clause = &doc->clauses[clause_index];
    const struct sentence *from = &doc->sentences[sentence];
    struct diff_unit unit = {
        .passage = {clause_index, from->span},
        .sentence = sentence,
        .column = clause->kind == CLAUSE_ROW
                      ? column_at(clause, from->span.begin)
                      : NONE,
        .section = reader->section,
        .lead = from->lead == NONE ? NONE : edition->of_sentence[from->lead],
        .is_heading = clause->is_heading || clause->kind == CLAUSE_TITLE,
    };
    read_words(reader, &unit, from->folded, clause_index);
    if (unit.word_count == 0) {
        return;
    }
    unit.header =
        header_of(reader, clause, unit.column, (uint32_t)edition->unit_count);
    unit.key = key_of(&unit);
    unit.looks = looks_of(edition, &unit);
    edition->units = arena_grow(reader->arena, edition->units,
        edition->unit_count, &reader->unit_capacity, sizeof(unit));
    edition->of_sentence[sentence] = (uint32_t)edition->unit_count;
    if (unit.is_heading) {
        reader->section = (uint32_t)edition->unit_count;
    }
    edition->units[edition->unit_count++] = unit;
}

void diff_edition_read(struct arena *arena, struct diff_forms *forms,
    const struct diff_side *side, struct diff_edition *ret)
{
    const struct doc *doc = side->doc;
    *ret = (struct diff_edition){.doc = doc, .report = side->report};
    ret->of_sentence =
        arena_array(arena, doc->sentence_count, sizeof(uint32_t));
    memset(ret->of_sentence, 0xff, doc->sentence_count * sizeof(uint32_t));
    struct edition_reader reader = {
        .arena = arena, .forms = forms, .edition = ret, .section = NONE};
    reader.table = NONE;
    for (uint32_t c = 0; c < doc->clause_count; c++) {
        const struct clause *clause = &doc->clauses[c];
        if (clause->region != REGION_BODY || clause->is_toc ||
            clause->kind == CLAUSE_FURNITURE) {
            continue;
        }
        for (uint32_t s = 0; s < clause->sentence_count; s++) {
            add_unit(&reader, c, clause->first_sentence + s);
        }
    }
}
