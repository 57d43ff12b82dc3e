#include "rules/reading.h"

/* The words with their literals and without labels. */
static void read_words(struct reading *reading)
{
    const struct doc *doc = reading->doc;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct word_range range = reading_clause(reading, i);
        for (uint32_t w = range.first; w < range.first + range.count; w++) {
            reading->clauses[w] = i;
            reading->first_labels[w] = NONE;
            reading->tokens[w] = reading->forms[doc->words[w].form].bits;
        }
    }
}

/* Labels there is room for at first, as many as most policies have. */
#define LABELS_FIRST 2048

void reading_init(
    struct reading *ret, const struct doc *doc, const struct form_tokens *forms)
{
    struct arena *arena = doc->arena;
    *ret = (struct reading){
        .doc = doc,
        .words = doc->words,
        .clauses = arena_room(arena, doc->word_count * sizeof(uint32_t)),
        .first_labels = arena_room(arena, doc->word_count * sizeof(uint32_t)),
        .tokens = arena_room(arena, doc->word_count * sizeof(uint64_t)),
        .forms = forms,
        .labels = arena_room(arena, LABELS_FIRST * sizeof(struct label)),
        .label_capacity = LABELS_FIRST,
    };
    read_words(ret);
}

struct word_range reading_sentence(
    const struct reading *reading, uint32_t sentence)
{
    const struct sentence *found = &reading->doc->sentences[sentence];
    return (struct word_range){found->first_word, found->word_count};
}

struct word_range reading_clause(const struct reading *reading, uint32_t clause)
{
    const struct clause *found = &reading->doc->clauses[clause];
    return (struct word_range){found->first_word, found->word_count};
}

void reading_add_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count)
{
    reading->labels = arena_grow(reading->doc->arena, reading->labels,
        reading->label_count, &reading->label_capacity, sizeof(struct label));
    reading->labels[reading->label_count] =
        (struct label){class, count, reading->first_labels[word], word};
    reading->first_labels[word] = (uint32_t)reading->label_count++;
    reading->tokens[word] |= token_bit(TOKEN_CLASS(class));
}

void reading_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count)
{
    uint32_t at = reading->first_labels[word];
    while (at != NONE) {
        const struct label *label = &reading->labels[at];
        if (label->class == class && label->count == count) {
            return;
        }
        at = label->next;
    }
    reading_add_label(reading, word, class, count);
}

struct slice reading_spelling(const struct reading *reading, uint32_t word)
{
    return reading->doc->forms[reading->words[word].form].bytes;
}

struct passage reading_passage(
    const struct reading *reading, struct word_range range)
{
    const struct word *first = &reading->words[range.first];
    const struct word *last = &reading->words[range.first + range.count - 1];
    return doc_passage(reading->doc, reading->clauses[range.first],
        (struct span){first->span.begin, last->span.end});
}

struct word_range reading_words_at(
    const struct reading *reading, struct passage passage)
{
    struct word_list words = doc_words_at(reading->doc, passage);
    return (struct word_range){
        (uint32_t)(words.items - reading->words), (uint32_t)words.count};
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
    struct word_range words = reading_sentence(reading, sentence);
    return (struct unit){
        .reading = reading,
        .parts = {words},
        .count = words.count,
        .sentence = sentence,
    };
}

struct unit unit_of_lead(const struct reading *reading, uint32_t sentence)
{
    uint32_t index = reading->doc->sentences[sentence].lead;
    struct unit unit = unit_of_sentence(reading, sentence);
    struct word_range lead = {0};
    if (index != NONE) {
        lead = reading_sentence(reading, index);
    }
    if (lead.count) {
        unit.parts[1] = unit.parts[0];
        unit.parts[0] = lead;
        unit.count += lead.count;
        unit.boundary = lead.count;
    }
    return unit;
}

struct unit unit_of_clause(const struct reading *reading, uint32_t clause)
{
    struct word_range words = reading_clause(reading, clause);
    return (struct unit){
        .reading = reading,
        .parts = {words},
        .count = words.count,
        .sentence = reading->doc->clauses[clause].first_sentence,
    };
}
