#include "rules/allow_target.h"

#include <stdlib.h>

/* Bytes between a text and a comment behind it that are looked at. */
#define GAP_LONGEST 1000

/* A clause that has text of its own. */
struct allow_place {
    struct span span;
    uint32_t clause;
    uint32_t reach; /* the greatest end of this one and those before it */
};

struct allow_places {
    const struct doc *doc;
    struct allow_place *items; /* by their begin, then by clause */
    size_t count;
    uint32_t *below; /* by clause: the greatest end of it and all below it */
};

static int compare(const void *a, const void *b)
{
    const struct allow_place *x = a;
    const struct allow_place *y = b;
    int order =
        (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
    return order ? order : (x->clause > y->clause) - (x->clause < y->clause);
}

static void fill_below(struct allow_places *places, struct arena *arena)
{
    const struct doc *doc = places->doc;
    places->below =
        arena_array(arena, doc->clause_count, sizeof(*places->below));
    for (size_t i = doc->clause_count; i-- > 0;) {
        const struct clause *clause = &doc->clauses[i];
        uint32_t *end = &places->below[i];
        *end = clause->span.end > *end ? clause->span.end : *end;
        if (clause->parent != NONE && *end > places->below[clause->parent]) {
            places->below[clause->parent] = *end;
        }
    }
}

struct allow_places *allow_places_new(
    struct arena *arena, const struct doc *doc)
{
    struct allow_places *places = arena_alloc(arena, sizeof(*places));
    places->doc = doc;
    places->items =
        arena_array(arena, doc->clause_count, sizeof(*places->items));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct span span = doc->clauses[i].span;
        if (span.end > span.begin) {
            places->items[places->count++] =
                (struct allow_place){.span = span, .clause = i};
        }
    }
    if (places->count > 0) {
        qsort(places->items, places->count, sizeof(*places->items), compare);
    }
    uint32_t reach = 0;
    for (size_t i = 0; i < places->count; i++) {
        struct allow_place *place = &places->items[i];
        reach = place->span.end > reach ? place->span.end : reach;
        place->reach = reach;
    }
    fill_below(places, arena);
    return places;
}

/* Does a comment follow the text of a clause with nothing but white space and
   comments between? In Markdown it does so in one line. */
static bool follows(const struct doc *doc, uint32_t end, uint32_t begin)
{
    struct slice gap = slice_cut(doc->source.text, end, begin);
    bool ends_line = end > 0 && doc->source.text.bytes[end - 1] == '\n';
    if (ends_line && doc->source.format != FORMAT_HTML) {
        return false;
    }
    size_t at = 0;
    while (at < gap.len && gap.len <= GAP_LONGEST) {
        struct slice rest = slice_cut(gap, at, gap.len);
        bool is_break = gap.bytes[at] == '\n' || gap.bytes[at] == '\r';
        if (slice_starts_with(rest, SLICE("<!--"))) {
            size_t close = slice_find(rest, SLICE("-->"), 0);
            at += close == SLICE_NOT_FOUND ? rest.len : close + 3;
        } else if (gap.bytes[at] == ' ' || gap.bytes[at] == '\t' ||
                   (is_break && doc->source.format == FORMAT_HTML)) {
            at++;
        } else {
            return false;
        }
    }
    return at >= gap.len;
}

/* Does the comment stand in the clause, or follow it? */
static bool is_of(
    const struct allow_places *places, struct span clause, struct span comment)
{
    return clause.end >= comment.end ||
           (clause.end <= comment.begin &&
               follows(places->doc, clause.end, comment.begin));
}

/* The first place that begins at a byte or behind it. */
static size_t first_from(const struct allow_places *places, uint32_t begin)
{
    size_t low = 0;
    size_t high = places->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (places->items[middle].span.begin < begin) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

struct span allow_places_target(
    const struct allow_places *places, struct span comment)
{
    const struct allow_place *own = NULL;
    size_t next = first_from(places, comment.begin + 1);
    for (size_t i = next; i-- > 0;) {
        const struct allow_place *place = &places->items[i];
        if ((uint64_t)place->reach + GAP_LONGEST < comment.begin) {
            break;
        }
        if ((!own || place->clause < own->clause) &&
            is_of(places, place->span, comment)) {
            own = place;
        }
    }
    if (own) {
        return own->span;
    }
    next = first_from(places, comment.end);
    if (next == places->count) {
        return (struct span){0};
    }
    const struct allow_place *place = &places->items[next];
    return (struct span){place->span.begin, places->below[place->clause]};
}
