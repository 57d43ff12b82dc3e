/*
 * reading.h - the words of a document as phrases see them.
 *
 * Each word knows which literals of the ruleset it satisfies and which
 * lexicon entries begin at it, so that running a phrase compares numbers
 * only. Made once for each check, in the arena of the document.
 */
#ifndef RULES_READING_H
#define RULES_READING_H

#include "parser/doc.h"
#include "rules/forms.h"
#include "rules/literal.h"
#include "rules/phrase.h"

#include <stdbool.h>
#include <stdint.h>

struct sightings;

/* Words that a lexicon entry covers, from the word that lists it. */
struct label {
    uint32_t class; /* number of the entry */
    uint32_t count; /* words */
    uint32_t next;  /* another label of the same word, or NONE */
    uint32_t word;  /* index into reading.words */
};

struct word_range {
    uint32_t first;
    uint32_t count;
};

struct reading {
    const struct doc *doc;
    const struct word *words;        /* doc.words */
    uint32_t *clauses;               /* by word: the clause it stands in */
    const struct form_tokens *forms; /* by form */
    uint32_t *first_labels; /* by word: the first of its labels, or NONE */
    uint64_t *tokens; /* by word: token_bit() of its literals and labels */
    struct label *labels;
    size_t label_count;
    size_t label_capacity;
};

/* Words that a phrase is matched against: one range, or a lead-in and its
   item as if they were one sentence. */
struct unit {
    const struct reading *reading;
    struct word_range parts[2];
    uint32_t count;    /* words of both */
    uint32_t boundary; /* words of the first, if there are two; else 0 */
    uint32_t sentence; /* the (first) sentence of the last part */
    const struct sightings *sightings; /* of its tokens, so that phrases are run
                                    faster; or NULL */
};

struct unit unit_of_sentence(const struct reading *reading, uint32_t sentence);
/* The lead-in and the sentence; the sentence alone if it has none. */
struct unit unit_of_lead(const struct reading *reading, uint32_t sentence);
struct unit unit_of_clause(const struct reading *reading, uint32_t clause);

/* Index into reading.words of a word of the unit. */
static inline uint32_t unit_word(const struct unit *unit, uint32_t at)
{
    return at < unit->parts[0].count
               ? unit->parts[0].first + at
               : unit->parts[1].first + (at - unit->parts[0].count);
}

/* The words of a sentence or a clause, as indices into reading.words. */
struct word_range reading_sentence(
    const struct reading *reading, uint32_t sentence);
struct word_range reading_clause(
    const struct reading *reading, uint32_t clause);

/* Labels are put on by run_match.c. */
void reading_init(struct reading *ret, const struct doc *doc,
    const struct form_tokens *forms);

/* Add a label that the word does not have. */
void reading_add_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count);
/* Add a label unless the word has it. */
void reading_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count);

static inline struct number_list reading_literals(
    const struct reading *reading, uint32_t word)
{
    return form_literals(&reading->forms[reading->words[word].form]);
}

static inline bool reading_has_literal(
    const struct reading *reading, uint32_t word, uint32_t literal)
{
    struct number_list literals = reading_literals(reading, word);
    for (uint32_t i = 0; i < literals.count; i++) {
        if (literals.items[i] == literal) {
            return true;
        }
    }
    return false;
}

static inline bool reading_has_label(
    const struct reading *reading, uint32_t word, uint32_t class)
{
    uint32_t at = reading->first_labels[word];
    while (at != NONE && reading->labels[at].class != class) {
        at = reading->labels[at].next;
    }
    return at != NONE;
}

/* Spelling of a word, folded. */
struct slice reading_spelling(const struct reading *reading, uint32_t word);

/* The words [first, first + count), which stand in one clause, as a passage. */
struct passage reading_passage(
    const struct reading *reading, struct word_range range);

/* The sentence that the passage begins in; NONE when its clause has none. */
uint32_t reading_sentence_at(
    const struct reading *reading, struct passage passage);

/* The words of a clause that a text span touches. */
struct word_range reading_words_at(
    const struct reading *reading, struct passage passage);

#endif
