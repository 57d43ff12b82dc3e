/*
 * run_memo.h - which phrases matched in the units of the last document, and how
 * its sentences were labelled, for an editor that has it checked again after
 * every key.
 *
 * Whether a phrase matches in a unit is told by the words and labels of the
 * unit and by the text that patterns see of it. Of a unit that was in the last
 * document with the same ones, only the phrases that matched there are run
 * again; the others would find nothing. So all findings are as without a memo.
 * The same holds for the labels that the lexicon adds to a sentence.
 *
 * A unit is known by 128 bits of its words, labels and text.
 */
#ifndef RULES_RUN_MEMO_H
#define RULES_RUN_MEMO_H

#include "rules/reading.h"
#include "rules/ruleset.h"

/* Grows with one document, and forgets what the next one has not. */
struct run_memo;

struct run_memo *run_memo_new(void);
void run_memo_free(struct run_memo *memo); /* NULL is accepted */

/* A document begins. What is remembered counts only for these rules, and while
   the same phrases are looked for: phrase_scopes has phrase_count bytes. */
void run_memo_begin(struct run_memo *memo, const struct ruleset *ruleset,
    const uint8_t *phrase_scopes, size_t phrase_count);

/* What is known of a unit. */
struct run_memo_unit {
    bool is_known;
    const uint32_t *numbers; /* what was noted; valid until the next is found */
    size_t count;
};

/* Look a unit up; scopes tell which phrases are run over it, 0: those of the
   lexicon. One that is known stays so; of one that is not, run_memo_note()
   takes numbers, until the next is looked up: the phrases that match, or the
   labels, each as word of the unit, class and count. */
struct run_memo_unit run_memo_find(
    struct run_memo *memo, const struct unit *unit, uint32_t scopes);
void run_memo_note(struct run_memo *memo, uint32_t number);

/* The document has ended: forget the units that it did not have. */
void run_memo_end(struct run_memo *memo);

#endif
