#include "rules/reading.h"

#include "parser/word.h"

#include <string.h>

#define BUCKETS_FIRST 1024u

static uint64_t hash_of(struct slice bytes)
{
    uint64_t hash = UINT64_C(0xcbf29ce484222325);
    for (size_t i = 0; i < bytes.len; i++) {
        hash = (hash ^ (uint8_t)bytes.bytes[i]) * UINT64_C(0x100000001b3);
    }
    return hash ^ (hash >> 29);
}

static void make_buckets(struct reading *reading)
{
    if (reading->form_count < reading->bucket_count) {
        return;
    }
    reading->bucket_count =
        reading->bucket_count ? reading->bucket_count * 4 : BUCKETS_FIRST;
    reading->buckets = arena_array(
        reading->doc->arena, reading->bucket_count, sizeof(uint32_t));
    memset(reading->buckets, 0xff, reading->bucket_count * sizeof(uint32_t));
    for (size_t i = 0; i < reading->form_count; i++) {
        struct form *form = &reading->forms[i];
        uint64_t bucket = form->hash & (reading->bucket_count - 1);
        form->next = reading->buckets[bucket];
        reading->buckets[bucket] = (uint32_t)i;
    }
}

static uint32_t find_form(
    const struct reading *reading, struct slice bytes, uint64_t hash)
{
    uint32_t at = reading->buckets[hash & (reading->bucket_count - 1)];
    while (at != NONE) {
        const struct form *form = &reading->forms[at];
        if (form->hash == hash && slice_equal(form->bytes, bytes)) {
            return at;
        }
        at = form->next;
    }
    return NONE;
}

static uint32_t add_form(struct reading *reading,
    const struct literal_table *literals, struct slice bytes, bool is_number)
{
    make_buckets(reading);
    uint64_t hash = hash_of(bytes);
    uint32_t at = find_form(reading, bytes, hash);
    if (at != NONE) {
        return at;
    }
    struct arena *arena = reading->doc->arena;
    reading->forms = arena_grow(arena, reading->forms, reading->form_count,
        &reading->form_capacity, sizeof(struct form));
    at = (uint32_t)reading->form_count++;
    struct id_list found = {.arena = arena};
    literals_of_word(literals, bytes, is_number, &found);
    uint64_t bucket = hash & (reading->bucket_count - 1);
    reading->forms[at] = (struct form){
        .bytes = bytes,
        .is_number = is_number,
        .hash = hash,
        .next = reading->buckets[bucket],
        .literals = found.items,
        .literal_count = (uint32_t)found.count,
    };
    reading->buckets[bucket] = at;
    return at;
}

static void read_clause(struct reading *reading,
    const struct literal_table *literals, uint32_t clause, size_t *capacity)
{
    struct arena *arena = reading->doc->arena;
    struct slice folded = reading->doc->clauses[clause].folded.bytes;
    struct word *words;
    size_t count = words_split(arena, folded, &words);
    uint32_t first = (uint32_t)reading->word_count;
    for (size_t i = 0; i < count; i++) {
        reading->words = arena_grow(arena, reading->words, reading->word_count,
            capacity, sizeof(struct reading_word));
        uint32_t form = add_form(reading, literals,
            word_slice(folded, words[i]), words[i].kind == WORD_NUMBER);
        reading->words[reading->word_count++] =
            (struct reading_word){.form = form,
                .clause = clause,
                .folded = words[i].span,
                .before = words[i].before,
                .label = NONE};
    }
    reading->clauses[clause] = (struct word_range){first, (uint32_t)count};
}

/* The words of the range that begin in the folded span. */
static struct word_range words_within(
    const struct reading *reading, struct word_range range, struct span folded)
{
    uint32_t first = range.first;
    uint32_t end = range.first + range.count;
    while (first < end && reading->words[first].folded.begin < folded.begin) {
        first++;
    }
    uint32_t last = first;
    while (last < end && reading->words[last].folded.begin < folded.end) {
        last++;
    }
    return (struct word_range){first, last - first};
}

static void find_sentences(struct reading *reading)
{
    const struct doc *doc = reading->doc;
    uint32_t clause = NONE;
    struct word_range rest = {0};
    for (size_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        if (sentence->clause != clause) {
            clause = sentence->clause;
            rest = reading->clauses[clause];
        }
        struct word_range found = words_within(reading, rest, sentence->folded);
        reading->sentences[i] = found;
        uint32_t end = rest.first + rest.count;
        rest.first = found.first + found.count;
        rest.count = end - rest.first;
    }
}

void reading_init(struct reading *ret, const struct doc *doc,
    const struct literal_table *literals)
{
    *ret = (struct reading){.doc = doc};
    ret->clauses =
        arena_array(doc->arena, doc->clause_count, sizeof(*ret->clauses));
    ret->sentences =
        arena_array(doc->arena, doc->sentence_count, sizeof(*ret->sentences));
    size_t capacity = 0;
    for (size_t i = 0; i < doc->clause_count; i++) {
        read_clause(ret, literals, (uint32_t)i, &capacity);
    }
    find_sentences(ret);
}

void reading_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count)
{
    uint32_t at = reading->words[word].label;
    while (at != NONE) {
        const struct label *label = &reading->labels[at];
        if (label->class == class && label->count == count) {
            return;
        }
        at = label->next;
    }
    reading->labels = arena_grow(reading->doc->arena, reading->labels,
        reading->label_count, &reading->label_capacity, sizeof(struct label));
    reading->labels[reading->label_count] =
        (struct label){class, count, reading->words[word].label};
    reading->words[word].label = (uint32_t)reading->label_count++;
}

bool reading_has_literal(
    const struct reading *reading, uint32_t word, uint32_t literal)
{
    const struct form *form = &reading->forms[reading->words[word].form];
    for (uint32_t i = 0; i < form->literal_count; i++) {
        if (form->literals[i] == literal) {
            return true;
        }
    }
    return false;
}

struct slice reading_spelling(const struct reading *reading, uint32_t word)
{
    return reading->forms[reading->words[word].form].bytes;
}

struct passage reading_passage(
    const struct reading *reading, struct word_range range)
{
    const struct reading_word *first = &reading->words[range.first];
    const struct reading_word *last =
        &reading->words[range.first + range.count - 1];
    struct span folded = {first->folded.begin, last->folded.end};
    const struct clause *clause = &reading->doc->clauses[first->clause];
    return (struct passage){
        first->clause, folded_to_text(&clause->folded, folded)};
}

/* Index of the first word in the range that ends behind the folded byte. */
static uint32_t word_behind(
    const struct reading *reading, struct word_range range, uint32_t text_byte)
{
    const uint32_t *origin =
        reading->doc->clauses[reading->words[range.first].clause].folded.origin;
    uint32_t low = range.first;
    uint32_t high = range.first + range.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (origin[reading->words[middle].folded.end] > text_byte) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low;
}

struct word_range reading_words_at(
    const struct reading *reading, struct passage passage)
{
    struct word_range range = reading->clauses[passage.clause];
    if (range.count == 0 || passage.span.begin >= passage.span.end) {
        return (struct word_range){range.first, 0};
    }
    uint32_t first = word_behind(reading, range, passage.span.begin);
    uint32_t end = word_behind(reading, range, passage.span.end - 1);
    uint32_t limit = range.first + range.count;
    const uint32_t *origin =
        reading->doc->clauses[passage.clause].folded.origin;
    if (end < limit &&
        origin[reading->words[end].folded.begin] < passage.span.end) {
        end++;
    }
    return (struct word_range){first, end - first};
}

uint32_t reading_sentence_at(
    const struct reading *reading, struct passage passage)
{
    const struct clause *clause = &reading->doc->clauses[passage.clause];
    uint32_t low = clause->first_sentence;
    uint32_t high = low + clause->sentence_count;
    if (low == high) {
        return NONE;
    }
    while (high - low > 1) { /* the answer is in [low, high) */
        uint32_t middle = low + (high - low) / 2;
        if (reading->doc->sentences[middle].span.begin <= passage.span.begin) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct unit unit_of_sentence(const struct reading *reading, uint32_t sentence)
{
    return (struct unit){
        .reading = reading,
        .parts = {reading->sentences[sentence]},
        .count = reading->sentences[sentence].count,
        .sentence = sentence,
    };
}

struct unit unit_of_lead(const struct reading *reading, uint32_t sentence)
{
    uint32_t lead = reading->doc->sentences[sentence].lead;
    if (lead == NONE || reading->sentences[lead].count == 0) {
        return unit_of_sentence(reading, sentence);
    }
    return (struct unit){
        .reading = reading,
        .parts = {reading->sentences[lead], reading->sentences[sentence]},
        .count =
            reading->sentences[lead].count + reading->sentences[sentence].count,
        .boundary = reading->sentences[lead].count,
        .sentence = sentence,
    };
}

struct unit unit_of_clause(const struct reading *reading, uint32_t clause)
{
    return (struct unit){
        .reading = reading,
        .parts = {reading->clauses[clause]},
        .count = reading->clauses[clause].count,
        .sentence = reading->doc->clauses[clause].first_sentence,
    };
}

uint32_t unit_word(const struct unit *unit, uint32_t at)
{
    return at < unit->parts[0].count
               ? unit->parts[0].first + at
               : unit->parts[1].first + (at - unit->parts[0].count);
}
