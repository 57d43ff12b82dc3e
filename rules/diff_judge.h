/*
 * diff_judge.h - what the change of a group is, and for whom it is worse. For
 * diff*.c only.
 */
#ifndef RULES_DIFF_JUDGE_H
#define RULES_DIFF_JUDGE_H

#include "rules/diff_align.h"
#include "rules/diff_item.h"
#include "rules/diff_words.h"

struct diff_reason_list {
    struct arena *arena;
    struct diff_reason *items;
    size_t count;
    size_t capacity;
};

/* Append a reason unless the list has it. */
void diff_reason_add(struct diff_reason_list *list, enum diff_category category,
    enum diff_course course, struct words message);

/* One side of a group that changed. */
struct diff_half {
    const struct diff_edition *edition;
    const uint32_t *units;
    size_t count; /* 0: the other edition only */
    struct diff_tokens tokens;
};

struct diff_judge {
    struct arena *arena;
    const struct diff_lexis *lexis;
    struct diff_item_set old_items;
    struct diff_item_set new_items;
    struct diff_facts *facts;
};

/* diff_judge.c: all reasons of a group whose words differ. */
void diff_judge_group(struct diff_judge *judge, uint32_t group,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list);

/* diff_term.c: do both halves name terms, and the same? */
bool diff_terms_same(struct arena *arena, const struct diff_half *old_half,
    const struct diff_half *new_half);

/* Terms that became longer or shorter, came or went. */
void diff_judge_terms(const struct diff_half *old_half,
    const struct diff_half *new_half, struct diff_reason_list *list);

/* diff_list.c: what came into or went from lists of purposes, data and
   recipients, and countries. */
void diff_judge_lists(struct diff_judge *judge,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list);

/* diff_fact.c: what the rules of the packs found. */
struct diff_facts;

struct diff_facts *diff_facts_make(struct arena *arena,
    const struct diff_lexis *lexis, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment);

/* same_terms: an element that is a term is stated still, in words that its
   rule does not know. */
void diff_judge_facts(const struct diff_facts *facts, uint32_t group,
    bool same_terms, struct diff_reason_list *list);

/* The clause of the other edition that says what the unit, which was dropped
   (or is new), says; NONE when none does. */
uint32_t diff_said_elsewhere(const struct diff_facts *facts,
    const struct diff_edition *edition, uint32_t unit);

#endif
