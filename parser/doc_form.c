/*
 * doc_form.c - the forms of a document by their first bytes.
 *
 * A policy has some four hundred different spellings, a check asks for dozens
 * of lists of dozens of words. Each word of a list is looked up among the
 * forms, not each form in the list.
 */
#include "parser/doc.h"

#include <stdlib.h>

/* The first bytes of a text as a number that orders as they do: what is not
   there is `filler`. */
static uint64_t opening_of(struct slice bytes, unsigned char filler)
{
    uint64_t opening = 0;
    for (size_t i = 0; i < sizeof(opening); i++) {
        unsigned char byte =
            i < bytes.len ? (unsigned char)bytes.bytes[i] : filler;
        opening = opening << 8 | byte;
    }
    return opening;
}

static int compare_openings(const void *left, const void *right)
{
    const struct form_opening *a = left;
    const struct form_opening *b = right;
    if (a->bytes != b->bytes) {
        return a->bytes < b->bytes ? -1 : 1;
    }
    return (a->form > b->form) - (a->form < b->form);
}

void forms_order(struct doc *doc)
{
    doc->openings =
        arena_array(doc->arena, doc->form_count, sizeof(*doc->openings));
    for (uint32_t i = 0; i < doc->form_count; i++) {
        doc->openings[i] =
            (struct form_opening){opening_of(doc->forms[i].bytes, 0), i};
    }
    if (doc->form_count) {
        qsort(doc->openings, doc->form_count, sizeof(*doc->openings),
            compare_openings);
    }
}

struct form_walk doc_forms_from(const struct doc *doc, struct slice prefix)
{
    struct form_walk walk = {
        .doc = doc,
        .prefix = prefix,
        .last = opening_of(prefix, 0xff),
    };
    uint64_t first = opening_of(prefix, 0);
    size_t high = doc->form_count;
    while (walk.at < high) {
        size_t middle = walk.at + (high - walk.at) / 2;
        if (doc->openings[middle].bytes < first) {
            walk.at = middle + 1;
        } else {
            high = middle;
        }
    }
    return walk;
}

bool form_walk_next(struct form_walk *walk, uint32_t *ret)
{
    const struct doc *doc = walk->doc;
    while (walk->at < doc->form_count &&
           doc->openings[walk->at].bytes <= walk->last) {
        uint32_t form = doc->openings[walk->at++].form;
        if (slice_starts_with(doc->forms[form].bytes, walk->prefix)) {
            *ret = form;
            return true;
        }
    }
    return false;
}

bool *doc_forms_listed(
    const struct doc *doc, struct arena *arena, struct slice list)
{
    bool *found = arena_array(arena, doc->form_count, sizeof(bool));
    struct slice item;
    while (slice_next_part(&list, ' ', &item)) {
        bool is_whole = !slice_ends_with(item, SLICE("*"));
        struct slice word = slice_cut(item, 0, item.len - !is_whole);
        struct form_walk walk = doc_forms_from(doc, word);
        uint32_t form;
        while (word.len && form_walk_next(&walk, &form)) {
            found[form] |= !is_whole || doc->forms[form].bytes.len == word.len;
        }
    }
    return found;
}

bool *doc_forms_that(const struct doc *doc, struct arena *arena,
    bool (*holds)(struct slice word))
{
    bool *found = arena_array(arena, doc->form_count, sizeof(bool));
    for (size_t i = 0; i < doc->form_count; i++) {
        found[i] = holds(doc->forms[i].bytes);
    }
    return found;
}
