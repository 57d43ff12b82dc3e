/*
 * doc_form.c - the forms of a document by their first bytes.
 *
 * A policy has some four hundred different spellings, a check asks for dozens
 * of lists of dozens of words. Each word of a list is looked up among the
 * forms, not each form in the list.
 */
#include "parser/doc.h"

#include <stdlib.h>
#include <string.h>

static int compare_openings(const void *left, const void *right)
{
    const struct form_opening *a = left;
    const struct form_opening *b = right;
    if (a->bytes != b->bytes) {
        return a->bytes < b->bytes ? -1 : 1;
    }
    return (a->form > b->form) - (a->form < b->form);
}

/* Forms are parted by their first letter: one part for each of U+0400 to
   U+047F by its two bytes, one for all before, one for all behind. */
#define LETTER_FIRST 0xD080u
#define LETTER_LAST 0xD1BFu
#define PARTS (LETTER_LAST - LETTER_FIRST + 3)

static size_t part_of(uint64_t opening)
{
    uint64_t letter = opening >> 48;
    if (letter < LETTER_FIRST) {
        return 0;
    }
    return letter > LETTER_LAST ? PARTS - 1 : letter - LETTER_FIRST + 1;
}

/* Put the forms into their parts; the starts of these become their ends. */
static void part_forms(struct doc *doc, uint32_t *starts)
{
    for (size_t i = 0; i < doc->form_count; i++) {
        starts[part_of(slice_opening(doc->forms[i].bytes)) + 1]++;
    }
    for (size_t i = 1; i <= PARTS; i++) {
        starts[i] += starts[i - 1];
    }
    for (uint32_t i = 0; i < doc->form_count; i++) {
        uint64_t opening = slice_opening(doc->forms[i].bytes);
        doc->openings[starts[part_of(opening)]++] =
            (struct form_opening){opening, i};
    }
}

static void note_letters(struct doc *doc)
{
    doc->first_letters =
        arena_array(doc->arena, FORM_BITS / 64, sizeof(uint64_t));
    for (size_t i = 0; i < doc->form_count; i++) {
        struct slice bytes = doc->forms[i].bytes;
        if (bytes.len >= FORM_LETTERS) {
            uint32_t bit = form_bit(bytes.bytes);
            doc->first_letters[bit / 64] |= UINT64_C(1) << bit % 64;
        }
    }
}

/* Most parts have a few forms, which need no qsort() and its memory. */
#define FEW_FORMS 64

static void sort_part(struct form_opening *openings, size_t count)
{
    if (count > FEW_FORMS) {
        qsort(openings, count, sizeof(*openings), compare_openings);
        return;
    }
    for (size_t i = 1; i < count; i++) {
        struct form_opening opening = openings[i];
        size_t at = i;
        while (at > 0 && openings[at - 1].bytes > opening.bytes) {
            openings[at] = openings[at - 1];
            at--;
        }
        openings[at] = opening;
    }
}

void forms_order(struct doc *doc)
{
    doc->openings =
        arena_array(doc->arena, doc->form_count, sizeof(*doc->openings));
    uint32_t *ends = arena_array(doc->arena, PARTS + 2, sizeof(*ends));
    doc->opening_starts = ends; /* each part starts where the last one ends */
    part_forms(doc, ++ends);
    for (size_t i = 0; i < PARTS; i++) {
        uint32_t start = doc->opening_starts[i];
        sort_part(doc->openings + start, ends[i] - start);
    }
    note_letters(doc);
}

struct form_walk doc_forms_from(const struct doc *doc, struct slice prefix)
{
    struct form_walk walk = {
        .doc = doc, .prefix = prefix, .at = doc->form_count};
    if (!doc_may_have_form(doc, prefix)) {
        return walk;
    }
    uint64_t first = slice_opening(prefix);
    walk.last = first;
    if (prefix.len < sizeof(first)) {
        walk.last |= UINT64_MAX >> 8 * prefix.len;
    }
    const uint32_t *starts = doc->opening_starts + part_of(first);
    walk.at = starts[0];
    size_t count = starts[1] - starts[0]; /* the first is among these or next */
    while (count > 0) { /* no branch to guess: half of them would be wrong */
        size_t half = (count + 1) / 2;
        bool is_before = doc->openings[walk.at + half - 1].bytes < first;
        walk.at += is_before ? half : 0;
        count -= half;
    }
    return walk;
}

bool form_walk_next(struct form_walk *walk, uint32_t *ret)
{
    const struct doc *doc = walk->doc;
    bool is_told = walk->prefix.len <= sizeof(walk->last); /* by the opening */
    while (walk->at < doc->form_count &&
           doc->openings[walk->at].bytes <= walk->last) {
        uint32_t form = doc->openings[walk->at++].form;
        if (is_told ||
            slice_starts_with(doc->forms[form].bytes, walk->prefix)) {
            *ret = form;
            return true;
        }
    }
    return false;
}

/* A walk over the forms that are words of a list. */
struct listed {
    const struct doc *doc;
    struct slice rest;     /* of the list */
    struct form_walk walk; /* over those of its word with a star at hand */
};

/* The next form, which may come again with another word; false at the end. */
static bool next_listed(struct listed *listed, uint32_t *ret)
{
    struct slice item;
    while (!form_walk_next(&listed->walk, ret)) {
        if (!slice_next_part(&listed->rest, ' ', &item)) {
            return false;
        }
        if (item.len > 1 && slice_ends_with(item, SLICE("*"))) {
            item.len--;
            listed->walk = doc_forms_from(listed->doc, item);
            continue;
        }
        *ret = doc_form(listed->doc, item);
        if (*ret != NONE) {
            return true;
        }
    }
    return true;
}

static struct listed forms_listed(const struct doc *doc, struct slice list)
{
    return (struct listed){
        .doc = doc, .rest = list, .walk = {.doc = doc, .at = doc->form_count}};
}

bool *doc_forms_listed(
    const struct doc *doc, struct arena *arena, struct slice list)
{
    bool *found = arena_array(arena, doc->form_count, sizeof(bool));
    struct listed listed = forms_listed(doc, list);
    uint32_t form;
    while (next_listed(&listed, &form)) {
        found[form] = true;
    }
    return found;
}

void doc_forms_mark(
    const struct doc *doc, struct slice list, uint32_t mark, uint32_t *marks)
{
    struct listed listed = forms_listed(doc, list);
    uint32_t form;
    while (next_listed(&listed, &form)) {
        marks[form] |= mark;
    }
}
