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
#include "rules/literal.h"

#include <stdbool.h>
#include <stdint.h>

struct ruleset;

/* One spelling that occurs in the document. */
struct form {
    struct slice bytes; /* folded */
    bool is_number;
    uint64_t hash;
    uint32_t next;      /* in its bucket, or NONE */
    uint32_t *literals; /* those it satisfies */
    uint32_t literal_count;
};

/* Words that a lexicon entry covers, from the word that lists it. */
struct label {
    uint32_t class; /* number of the entry */
    uint32_t count; /* words */
    uint32_t next;  /* another label of the same word, or NONE */
};

struct reading_word {
    uint32_t form;
    uint32_t clause;
    struct span folded; /* bytes of the clause's folded text */
    uint8_t before;     /* bits of enum word_before */
    uint32_t label;     /* the first, or NONE */
};

struct word_range {
    uint32_t first;
    uint32_t count;
};

struct reading {
    const struct doc *doc;
    struct reading_word *words; /* of all clauses, in reading order */
    size_t word_count;
    struct form *forms;
    size_t form_count;
    size_t form_capacity;
    uint32_t *buckets;
    size_t bucket_count;
    struct label *labels;
    size_t label_count;
    size_t label_capacity;
    struct word_range *sentences; /* one for each of doc.sentences */
    struct word_range *clauses;   /* one for each of doc.clauses */
};

/* Words that a phrase is matched against: one range, or a lead-in and its
   item as if they were one sentence. */
struct unit {
    const struct reading *reading;
    struct word_range parts[2];
    uint32_t count;    /* words of both */
    uint32_t boundary; /* words of the first, if there are two; else 0 */
    uint32_t sentence; /* the (first) sentence of the last part */
};

struct unit unit_of_sentence(const struct reading *reading, uint32_t sentence);
/* The lead-in and the sentence; the sentence alone if it has none. */
struct unit unit_of_lead(const struct reading *reading, uint32_t sentence);
struct unit unit_of_clause(const struct reading *reading, uint32_t clause);

/* Index into reading.words of a word of the unit. */
uint32_t unit_word(const struct unit *unit, uint32_t at);

/* Split the document into words and look up the literals of each; labels are
   put on by lexicon_label(). */
void reading_init(struct reading *ret, const struct doc *doc,
    const struct literal_table *literals);

/* Add a label unless the word has it. */
void reading_label(
    struct reading *reading, uint32_t word, uint32_t class, uint32_t count);

bool reading_has_literal(
    const struct reading *reading, uint32_t word, uint32_t literal);

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
