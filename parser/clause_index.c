#include "parser/clause_index.h"

#include <stdlib.h>

/* Clauses of one number, or below one clause, that are looked at: real
   documents have a few, and more would make hostile ones slow. */
#define CANDIDATES_LIMIT 64

static int compare_entries(const void *left, const void *right)
{
    const struct clause_entry *a = left;
    const struct clause_entry *b = right;
    int order = slice_compare(a->key, b->key);
    return order ? order : (a->clause > b->clause) - (a->clause < b->clause);
}

/* The value of a Roman number in folded letters; 0 when it is none. */
static unsigned roman_value(struct slice text)
{
    static const char letters[] = "ivxlc";
    static const unsigned values[] = {1, 5, 10, 50, 100};
    unsigned total = 0;
    unsigned last = 0;
    for (size_t i = text.len; i-- > 0;) {
        unsigned value = 0;
        for (size_t k = 0; letters[k]; k++) {
            value = letters[k] == text.bytes[i] ? values[k] : value;
        }
        if (value == 0 || text.len > 8) {
            return 0;
        }
        total = value < last ? total - value : total + value;
        last = value > last ? value : last;
    }
    return total;
}

static struct slice key_of(struct arena *arena, struct slice number)
{
    unsigned value = roman_value(number);
    return value ? arena_format(arena, "%u", value) : number;
}

struct clause_index clause_index_of(const struct doc *doc)
{
    struct clause_index index = {.doc = doc};
    index.entries =
        arena_array(doc->arena, doc->clause_count, sizeof(*index.entries));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->number.len == 0 || clause->is_toc ||
            clause->kind == CLAUSE_FURNITURE) {
            continue;
        }
        struct slice number = fold_slice(doc->arena, clause->number);
        index.entries[index.count++] =
            (struct clause_entry){key_of(doc->arena, number), i};
    }
    if (index.count) {
        qsort(index.entries, index.count, sizeof(*index.entries),
            compare_entries);
    }
    return index;
}

/* The first entry whose key is not less. */
static size_t lower_bound(const struct clause_index *index, struct slice key)
{
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (slice_compare(index->entries[middle].key, key) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

uint32_t clause_above(
    const struct doc *doc, uint32_t clause, enum clause_kind kind)
{
    while (clause != NONE && doc->clauses[clause].kind != kind) {
        clause = doc->clauses[clause].parent;
    }
    return clause;
}

/* How well a clause fits what a reader at from means; more is better. */
static int fitness(
    const struct doc *doc, uint32_t clause, uint32_t from, bool is_section)
{
    const struct clause *item = &doc->clauses[clause];
    int fit = 0;
    if (clause_above(doc, clause, CLAUSE_APPENDIX) ==
        clause_above(doc, from, CLAUSE_APPENDIX)) {
        fit += 8;
    }
    if (item->kind == CLAUSE_SECTION) {
        fit += is_section ? 4 : 1;
    }
    bool is_near = clause_above(doc, clause, CLAUSE_SECTION) ==
                   clause_above(doc, from, CLAUSE_SECTION);
    if (item->kind == CLAUSE_CLAUSE) {
        fit += is_near && !is_section ? 3 : 1;
    }
    return fit;
}

static uint32_t best_of(const struct clause_index *index, struct slice key,
    uint32_t from, bool is_section)
{
    uint32_t best = NONE;
    int best_fit = -1;
    size_t begin = lower_bound(index, key);
    for (size_t i = begin; i < index->count && i - begin < CANDIDATES_LIMIT &&
                           slice_equal(index->entries[i].key, key);
         i++) {
        uint32_t clause = index->entries[i].clause;
        int fit = fitness(index->doc, clause, from, is_section);
        if (fit > best_fit) {
            best = clause;
            best_fit = fit;
        }
    }
    return best;
}

uint32_t clause_of_kind(const struct clause_index *index, struct slice number,
    enum clause_kind kind)
{
    struct slice key = key_of(index->doc->arena, number);
    size_t begin = lower_bound(index, key);
    for (size_t i = begin; i < index->count && i - begin < CANDIDATES_LIMIT &&
                           slice_equal(index->entries[i].key, key);
         i++) {
        uint32_t clause = index->entries[i].clause;
        if (index->doc->clauses[clause].kind == kind) {
            return clause;
        }
    }
    return NONE;
}

uint32_t clause_below(
    const struct clause_index *index, struct slice number, uint32_t above)
{
    const struct clause *clauses = index->doc->clauses;
    struct clause_entry wanted = {key_of(index->doc->arena, number), above + 1};
    size_t low = 0;
    size_t high = index->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_entries(&index->entries[middle], &wanted) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    bool is_found = low < index->count &&
                    slice_equal(index->entries[low].key, wanted.key) &&
                    index->entries[low].clause < clauses[above].end;
    return is_found ? index->entries[low].clause : NONE;
}

uint32_t clause_by_number(const struct clause_index *index, struct slice number,
    uint32_t from, bool is_section)
{
    struct slice key = key_of(index->doc->arena, number);
    uint32_t found = best_of(index, key, from, is_section);
    if (found != NONE) {
        return found;
    }
    size_t dot = number.len;
    while (dot > 0 && number.bytes[dot - 1] != '.') {
        dot--;
    }
    if (dot < 2) {
        return NONE;
    }
    /* a section with provisions of its own numbers, or a provision */
    struct slice prefix = slice_cut(number, 0, dot - 1);
    struct slice last = slice_cut(number, dot, number.len);
    for (int i = 0; i < 2 && found == NONE; i++) {
        struct slice above_key = key_of(index->doc->arena, prefix);
        uint32_t above = best_of(index, above_key, from, i == 0);
        found = above == NONE ? NONE : clause_below(index, last, above);
    }
    return found;
}

uint32_t clause_paragraph(const struct doc *doc, uint32_t clause, unsigned n)
{
    if (n <= 1) {
        return n == 1 ? clause : NONE;
    }
    unsigned seen = 1;
    uint32_t child = clause + 1;
    for (size_t i = 0; i < CANDIDATES_LIMIT && child < doc->clauses[clause].end;
         i++) {
        seen += doc->clauses[child].number.len == 0;
        if (seen == n) {
            return child;
        }
        child = doc->clauses[child].end;
    }
    return NONE;
}
