/*
 * doc_word.c - the words of a document, split once for all who read them.
 *
 * Equal words share a form: what depends on the spelling alone is worked out
 * once for a form, not once for each word.
 */
#include "parser/doc.h"
#include "parser/hash.h"

#include <string.h>

#define BUCKETS_FIRST 1024u
/* Bytes of a word and the space behind it, for a first guess. */
#define WORD_BYTES 12u

/* How many forms and words there is room for. */
struct interner {
    struct doc *doc;
    size_t form_capacity;
    size_t word_capacity;
};

static uint32_t *bucket_of(const struct doc *doc, struct slice bytes)
{
    uint64_t hash = hash_bytes(bytes, doc->buckets);
    return &doc->buckets[hash & (doc->bucket_count - 1)];
}

static uint32_t find_form(
    const struct doc *doc, uint32_t first, struct slice bytes)
{
    uint32_t at = first;
    while (at != NONE && !slice_equal(doc->forms[at].bytes, bytes)) {
        at = doc->forms[at].next;
    }
    return at;
}

uint32_t doc_form(const struct doc *doc, struct slice spelling)
{
    return find_form(doc, *bucket_of(doc, spelling), spelling);
}

/* Four times the buckets, as there are as many forms. */
static void add_buckets(struct doc *doc)
{
    size_t count = doc->bucket_count ? 4 * doc->bucket_count : BUCKETS_FIRST;
    doc->bucket_count = count;
    doc->buckets = arena_room(doc->arena, count * sizeof(uint32_t));
    memset(doc->buckets, 0xff, count * sizeof(uint32_t)); /* NONE */
    for (uint32_t i = 0; i < doc->form_count; i++) {
        uint32_t *bucket = bucket_of(doc, doc->forms[i].bytes);
        doc->forms[i].next = *bucket;
        *bucket = i;
    }
}

/* The form of a word, which is added if it is new. */
static uint32_t form_of(
    struct interner *interner, struct slice bytes, enum word_kind kind)
{
    struct doc *doc = interner->doc;
    uint32_t *bucket = bucket_of(doc, bytes);
    uint32_t at = find_form(doc, *bucket, bytes);
    if (at != NONE) {
        return at;
    }
    at = (uint32_t)doc->form_count;
    doc->forms = arena_grow(doc->arena, doc->forms, at,
        &interner->form_capacity, sizeof(*doc->forms));
    doc->forms[at] = (struct word_form){bytes, kind, *bucket};
    *bucket = at;
    if (++doc->form_count == doc->bucket_count) {
        add_buckets(doc);
    }
    return at;
}

static void read_clause(struct interner *interner, struct clause *clause)
{
    struct doc *doc = interner->doc;
    struct slice folded = clause->folded.bytes;
    struct word_splitter splitter = word_splitter(folded);
    struct word word;
    uint8_t signs = 0;
    clause->first_word = (uint32_t)doc->word_count;
    while (word_next(&splitter, &word)) {
        signs |= word.kind == WORD_ADDRESS ? UINT8_MAX : word.before;
        word.form = form_of(
            interner, word_slice(folded, word), (enum word_kind)word.kind);
        doc->words = arena_grow(doc->arena, doc->words, doc->word_count,
            &interner->word_capacity, sizeof(word));
        doc->words[doc->word_count++] = word;
    }
    clause->word_count = (uint32_t)doc->word_count - clause->first_word;
    clause->signs = signs | splitter.behind;
}

void words_find(struct doc *doc)
{
    struct interner interner = {.doc = doc};
    size_t bytes = 0;
    for (size_t i = 0; i < doc->clause_count; i++) {
        bytes += doc->clauses[i].folded.bytes.len;
    }
    add_buckets(doc);
    interner.form_capacity = BUCKETS_FIRST / 2;
    doc->forms =
        arena_room(doc->arena, interner.form_capacity * sizeof(*doc->forms));
    interner.word_capacity = bytes / WORD_BYTES + 1;
    doc->words =
        arena_room(doc->arena, interner.word_capacity * sizeof(*doc->words));
    for (size_t i = 0; i < doc->clause_count; i++) {
        read_clause(&interner, &doc->clauses[i]);
    }
    forms_order(doc);
}

struct word_list doc_clause_words(const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    return (struct word_list){
        .folded = clause->folded.bytes,
        .items = doc->words + clause->first_word,
        .count = clause->word_count,
    };
}

struct word_list doc_sentence_words(const struct doc *doc, uint32_t index)
{
    const struct sentence *sentence = &doc->sentences[index];
    return (struct word_list){
        .folded = doc->clauses[sentence->clause].folded.bytes,
        .items = doc->words + sentence->first_word,
        .count = sentence->word_count,
    };
}

/* Index of the first word that ends behind the text byte. */
static size_t word_behind(
    const struct word_list *words, const uint32_t *origin, uint32_t text_byte)
{
    size_t low = 0;
    size_t high = words->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (origin[words->items[middle].span.end] > text_byte) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

struct word_list doc_words_at(const struct doc *doc, struct passage passage)
{
    struct word_list words = doc_clause_words(doc, passage.clause);
    const uint32_t *origin = doc->clauses[passage.clause].folded.origin;
    struct span span = passage.span;
    if (words.count == 0 || span.begin >= span.end) {
        words.count = 0;
        return words;
    }
    size_t first = word_behind(&words, origin, span.begin);
    size_t end = word_behind(&words, origin, span.end - 1);
    end += end < words.count && origin[words.items[end].span.begin] < span.end;
    words.items += first;
    words.count = end - first;
    return words;
}
