/*
 * check_repeat.c - words and paragraphs that stand twice by mistake.
 */
#include "rules/checks.h"

#include "parser/clause_index.h"
#include "parser/utf8.h"
#include "parser/word.h"

#include <stdlib.h>

/* ---- words ---- */

/* Words that stand twice in good Russian: «передать их их представителям»,
   «то, что что-либо …», «данных данных лиц». */
static const char *const doubled_words[] = {"его", "ее", "их", "им", "что",
    "то", "все", "это", "того", "чего", "как", "да", "нет", "очень", "едва",
    "чуть", "еле", "долго", "данных", "данные", "данным", "данными", "иных",
    "самого", "самой", "одного", "друг", "раз", "точь", "мало", "так", "ха"};

/* Is it a word that starts with a small letter, not a number? */
static bool is_small_word(const struct clause *clause, const struct word *word)
{
    struct slice text = clause->text.bytes;
    size_t offset = folded_to_text(&clause->folded, word->span).begin;
    return word->kind == WORD_PLAIN && utf8_is_lower(utf8_next(text, &offset));
}

static bool is_doubled(
    const struct clause *clause, const struct word_list *words, size_t at)
{
    return at + 1 < words->count && !words->items[at + 1].before &&
           words->items[at].form == words->items[at + 1].form &&
           is_small_word(clause, &words->items[at + 1]) &&
           !slice_is_among(
               word_at(words, at), doubled_words, COUNT_OF(doubled_words));
}

/* Do both words stand in one cell? */
static bool is_one_cell(const struct clause *clause, struct span span)
{
    const struct cell *cell = clause_cell_at(clause, span.end - 1);
    return !cell || cell->span.begin <= span.begin;
}

static void find_doubled_words(
    struct check_context *context, const struct rule *rule, uint32_t index)
{
    const struct doc *doc = check_document(context);
    const struct clause *clause = &doc->clauses[index];
    struct word_list words = doc_clause_words(doc, index);
    for (size_t i = 0; i + 1 < words.count; i++) {
        if (!is_doubled(clause, &words, i)) {
            continue;
        }
        struct span folded = {
            words.items[i].span.begin, words.items[i + 1].span.end};
        struct span span = folded_to_text(&clause->folded, folded);
        if (is_one_cell(clause, span)) {
            check_report(context, rule, (struct passage){index, span}, NULL);
            i++;
        }
    }
}

void check_repeated_word(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (check_is_read(&doc->clauses[i])) {
            find_doubled_words(context, rule, i);
        }
    }
}

/* ---- sentences ---- */

/* Shorter sentences are formulas: «Срок обработки — 1 год.». */
#define WORDS_FEWEST 10
#define BYTES_FEWEST 120
/* Words at each end by which sentences that differ a little are brought
   together, and the words that such a sentence has at least. */
#define WORDS_AT_END 6
#define WORDS_FEWEST_NEAR 16
/* Words that one of them may have more in the middle. */
#define WORDS_ADDED 2

/* A sentence that should not return. */
struct prose {
    uint32_t sentence;
    uint32_t appendix; /* that it stands in, or NONE: forms repeat the text */
    struct word_list words;
    uint64_t hash;
};

static uint64_t hash_words(
    uint64_t hash, const struct prose *prose, size_t first, size_t end)
{
    for (size_t i = first; i < end; i++) {
        hash = (hash ^ prose->words.items[i].form) * 1099511628211u;
    }
    return hash;
}

static uint64_t hash_whole(const struct prose *prose)
{
    return hash_words(14695981039346656037u, prose, 0, prose->words.count);
}

static uint64_t hash_ends(const struct prose *prose)
{
    size_t count = prose->words.count;
    uint64_t hash = hash_words(14695981039346656037u, prose, 0, WORDS_AT_END);
    return hash_words(hash, prose, count - WORDS_AT_END, count);
}

/* A list item or a cell says the same of each purpose by design; so does
   «Способ обработки: …». */
static bool is_prose(const struct clause *clause, struct slice folded)
{
    bool is_paragraph =
        clause->kind == CLAUSE_CLAUSE || clause->kind == CLAUSE_PREAMBLE;
    return is_paragraph && check_is_read(clause) && !clause->is_heading &&
           folded.len >= BYTES_FEWEST &&
           slice_find(slice_cut(folded, 0, BYTES_FEWEST), SLICE(":"), 0) ==
               SLICE_NOT_FOUND;
}

static struct prose *read_prose(
    struct check_context *context, size_t *ret_count)
{
    const struct doc *doc = check_document(context);
    struct arena *arena = check_arena(context);
    struct prose *list =
        arena_array(arena, doc->sentence_count + 1, sizeof(*list));
    *ret_count = 0;
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        const struct clause *owner = &doc->clauses[sentence->clause];
        struct slice folded = slice_cut(
            owner->folded.bytes, sentence->folded.begin, sentence->folded.end);
        if (!is_prose(owner, folded)) {
            continue;
        }
        struct word_list words = doc_sentence_words(doc, i);
        if (words.count >= WORDS_FEWEST) {
            list[(*ret_count)++] = (struct prose){
                .sentence = i,
                .appendix =
                    clause_above(doc, sentence->clause, CLAUSE_APPENDIX),
                .words = words,
            };
        }
    }
    return list;
}

static int compare_prose(const void *left, const void *right)
{
    const struct prose *a = left;
    const struct prose *b = right;
    if (a->appendix != b->appendix) {
        return a->appendix < b->appendix ? -1 : 1;
    }
    if (a->hash != b->hash) {
        return a->hash < b->hash ? -1 : 1;
    }
    return (a->sentence > b->sentence) - (a->sentence < b->sentence);
}

static bool same_word(
    const struct prose *a, size_t i, const struct prose *b, size_t k)
{
    return a->words.items[i].form == b->words.items[k].form;
}

/* Are they one sentence, or one with a word or two put in? Both begin and end
   alike. A word exchanged for another makes a parallel: «для продажи», «для
   аренды». */
static bool says_the_same(const struct prose *a, const struct prose *b)
{
    size_t from = 0;
    size_t a_count = a->words.count;
    size_t b_count = b->words.count;
    size_t shorter = a_count < b_count ? a_count : b_count;
    while (from < shorter && same_word(a, from, b, from)) {
        from++;
    }
    size_t back = 0;
    while (back < shorter - from &&
           same_word(a, a_count - back - 1, b, b_count - back - 1)) {
        back++;
    }
    size_t longer = a_count < b_count ? b_count : a_count;
    return from + back == shorter && longer - shorter <= WORDS_ADDED;
}

/* Set twins[sentence] to the first sentence that says the same, for those that
   the hash brings together. */
static void find_twins(struct prose *list, size_t count, uint32_t *twins)
{
    qsort(list, count, sizeof(*list), compare_prose);
    size_t first = 0;
    for (size_t i = 1; i < count; i++) {
        if (list[i].hash != list[first].hash ||
            list[i].appendix != list[first].appendix) {
            first = i;
        } else if (twins[list[i].sentence] == NONE &&
                   says_the_same(&list[first], &list[i])) {
            twins[list[i].sentence] = list[first].sentence;
        }
    }
}

static uint32_t *twins_of(struct check_context *context)
{
    const struct doc *doc = check_document(context);
    uint32_t *twins = arena_array(
        check_arena(context), doc->sentence_count + 1, sizeof(*twins));
    for (size_t i = 0; i <= doc->sentence_count; i++) {
        twins[i] = NONE;
    }
    size_t count;
    struct prose *list = read_prose(context, &count);
    for (size_t i = 0; i < count; i++) {
        list[i].hash = hash_whole(&list[i]);
    }
    find_twins(list, count, twins);
    size_t kept = 0;
    for (size_t i = 0; i < count; i++) {
        if (list[i].words.count >= WORDS_FEWEST_NEAR) {
            list[kept] = list[i];
            list[kept].hash = hash_ends(&list[kept]);
            kept++;
        }
    }
    find_twins(list, kept, twins);
    return twins;
}

/* Does the next sentence go on repeating the same paragraph? */
static bool goes_on(
    const struct doc *doc, const uint32_t *twins, uint32_t sentence)
{
    return sentence + 1 < doc->sentence_count && twins[sentence] != NONE &&
           twins[sentence + 1] == twins[sentence] + 1 &&
           doc->sentences[sentence].clause ==
               doc->sentences[sentence + 1].clause &&
           doc->sentences[twins[sentence]].clause ==
               doc->sentences[twins[sentence + 1]].clause;
}

static struct passage sentences_from(
    const struct doc *doc, uint32_t first, uint32_t last)
{
    return (struct passage){doc->sentences[first].clause,
        {doc->sentences[first].span.begin, doc->sentences[last].span.end}};
}

void check_repeated_text(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    const uint32_t *twins = twins_of(context);
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        if (twins[i] == NONE) {
            continue;
        }
        uint32_t first = i;
        while (goes_on(doc, twins, i)) {
            i++;
        }
        struct finding *finding =
            check_report(context, rule, sentences_from(doc, first, i), NULL);
        check_add_related(context, finding,
            sentences_from(doc, twins[first], twins[i]),
            (struct words){
                SLICE("впервые сказано здесь"), SLICE("first said here")});
    }
}
