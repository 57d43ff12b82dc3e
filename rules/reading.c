#include "rules/reading.h"

#include "rules/form_memo.h"

/* The words with their literals and without labels. */
static void read_words(struct reading *reading, const uint64_t *form_tokens)
{
    const struct doc *doc = reading->doc;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct word_range range = reading_clause(reading, i);
        for (uint32_t w = range.first; w < range.first + range.count; w++) {
            reading->clauses[w] = i;
            reading->first_labels[w] = NONE;
            reading->tokens[w] = form_tokens[doc->words[w].form];
        }
    }
}

/* Forms being looked up. */
struct form_reader {
    const struct ruleset *ruleset;
    struct form_memo *memo;
    struct id_list numbers; /* of all forms so far */
    uint64_t *is_listed;    /* a bit for each entry that the form has */
};

/* Add the entries that list the token, unless the form has them. */
static void add_entries(struct form_reader *reader, uint32_t token)
{
    const struct ruleset *ruleset = reader->ruleset;
    for (size_t k = 0; k < ruleset->index_count; k++) {
        struct call_list calls =
            calls_of(ruleset->indexes[k], token, CALL_ENTRIES);
        for (uint32_t i = 0; i < calls.count; i++) {
            uint32_t class = calls.items[i].number;
            uint64_t bit = UINT64_C(1) << class % 64;
            if (!(reader->is_listed[class / 64] & bit)) {
                reader->is_listed[class / 64] |= bit;
                id_list_add(&reader->numbers, class);
            }
        }
    }
}

/* Add the literals of the form and its entries. */
static struct form_tokens read_form(
    struct form_reader *reader, const struct word_form *form)
{
    struct id_list *numbers = &reader->numbers;
    size_t first = numbers->count;
    literals_of_word(&reader->ruleset->vocabulary.literals, form->bytes,
        form->kind == WORD_NUMBER, numbers);
    size_t end = numbers->count;
    for (size_t i = first; i < end; i++) {
        add_entries(reader, TOKEN_LITERAL(numbers->items[i]));
    }
    for (size_t i = end; i < numbers->count; i++) {
        add_entries(reader, TOKEN_CLASS(numbers->items[i]));
    }
    for (size_t i = end; i < numbers->count; i++) {
        reader->is_listed[numbers->items[i] / 64] = 0;
    }
    return (struct form_tokens){numbers->items + first, (uint32_t)(end - first),
        (uint32_t)(numbers->count - end)};
}

/* The same of the form that the memo has, or that it is to remember. */
static struct form_tokens recall_form(
    struct form_reader *reader, const struct word_form *form)
{
    const struct form_tokens *known = form_memo_find(reader->memo, form);
    if (!known) {
        struct form_tokens tokens = read_form(reader, form);
        form_memo_add(reader->memo, form, tokens);
        return tokens;
    }
    for (uint32_t i = 0; i < known->literal_count + known->entry_count; i++) {
        id_list_add(&reader->numbers, known->numbers[i]);
    }
    return *known;
}

static uint64_t literal_bits(struct form_tokens tokens)
{
    uint64_t bits = 0;
    for (uint32_t i = 0; i < tokens.literal_count; i++) {
        bits |= token_bit(TOKEN_LITERAL(tokens.numbers[i]));
    }
    return bits;
}

void reading_init(struct reading *ret, const struct doc *doc,
    const struct ruleset *ruleset, struct form_memo *memo)
{
    struct arena *arena = doc->arena;
    struct form_reader reader = {
        .ruleset = ruleset,
        .memo = memo,
        .numbers = {.arena = arena,
            .items = arena_array(arena, doc->form_count + 1, sizeof(uint32_t)),
            .capacity = doc->form_count + 1},
        .is_listed = arena_array(
            arena, ruleset->vocabulary.class_count / 64 + 1, sizeof(uint64_t)),
    };
    *ret = (struct reading){
        .doc = doc,
        .words = doc->words,
        .clauses = arena_array(arena, doc->word_count, sizeof(uint32_t)),
        .first_labels = arena_array(arena, doc->word_count, sizeof(uint32_t)),
        .tokens = arena_array(arena, doc->word_count, sizeof(uint64_t)),
        .forms =
            arena_array(arena, doc->form_count, sizeof(struct form_literals)),
    };
    uint64_t *tokens = arena_array(arena, doc->form_count, sizeof(uint64_t));
    form_memo_begin(memo, ruleset);
    for (size_t i = 0; i < doc->form_count; i++) {
        uint32_t first = (uint32_t)reader.numbers.count;
        struct form_tokens form = recall_form(&reader, &doc->forms[i]);
        ret->forms[i] =
            (struct form_literals){first, form.literal_count, form.entry_count};
        tokens[i] = literal_bits(form);
    }
    ret->literals = reader.numbers.items;
    read_words(ret, tokens);
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
