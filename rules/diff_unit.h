/*
 * diff_unit.h - an edition as units that can be compared: sentences and table
 * cells, each a row of word forms. For diff*.c only.
 *
 * Two units read the same when their forms are the same: letters are folded,
 * punctuation is passed over, «pd [at] mail.ru» is an address, a link is told
 * without its scheme, and the number in «п. 3.4» is one form whatever it is.
 */
#ifndef RULES_DIFF_UNIT_H
#define RULES_DIFF_UNIT_H

#include "rules/diff.h"

#include "parser/word.h"

/* The spellings of both editions; a form is an index into items. */
struct diff_forms {
    struct arena *arena;
    struct slice *items;
    size_t count;
    size_t capacity;
    uint32_t *buckets; /* form + 1, 0: free; open addressing */
    size_t bucket_count;
};

struct diff_word {
    uint32_t form;
    struct span span; /* bytes of the clause's folded text */
    uint8_t before;   /* bits of enum word_before */
};

struct diff_unit {
    struct passage passage;
    uint32_t sentence; /* index into doc.sentences */
    uint32_t column;   /* of a table; NONE elsewhere */
    uint32_t header;   /* the unit that heads the column, or NONE */
    uint32_t section;  /* the unit of the heading it stands under, or NONE */
    uint32_t lead;     /* the unit that introduces it, or NONE */
    bool is_heading;
    struct diff_word *words;
    size_t word_count;
    uint64_t key;   /* of the forms */
    uint64_t looks; /* of the text as printed, white space and numbers of
                       references apart */
};

/* Words of a unit that say what stands below it: the header of a column and
   the heading of a section are read again with each unit there. */
#define DIFF_HEAD_WORDS 64

struct diff_edition {
    const struct doc *doc;
    const struct report *report;
    struct diff_unit *units; /* in reading order */
    size_t unit_count;
    uint32_t *of_sentence; /* unit of a sentence, or NONE */
};

/* The form of a reference's number. */
#define DIFF_FORM_REFERENCE 0u

void diff_forms_init(struct diff_forms *forms, struct arena *arena);
uint32_t diff_form(struct diff_forms *forms, struct slice spelling);

void diff_edition_read(struct arena *arena, struct diff_forms *forms,
    const struct diff_side *side, struct diff_edition *ret);

/* The span of a word in the clause's text. */
struct span diff_word_text(const struct diff_edition *edition,
    const struct diff_unit *unit, const struct diff_word *word);

/* A step of the hash that keys and ids are made of; begin with
   DIFF_HASH_BEGIN. */
#define DIFF_HASH_BEGIN UINT64_C(0xcbf29ce484222325)
uint64_t diff_hash(uint64_t hash, struct slice bytes);
uint64_t diff_stir(uint64_t value);

#endif
