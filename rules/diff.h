/*
 * diff.h - what changed in meaning between two editions of a document.
 *
 *     units      sentences and table cells, their words in one spelling
 *     align      which old units became which new ones: groups
 *     judge      what a group's change is, and for whom it is worse
 *
 * Numbers of clauses, the order of clauses, the mark-up, white space and how
 * an address is disguised are no part of the text compared: a clause that was
 * moved, renumbered, split or merged has not changed. Page furniture and
 * tables of contents are left out.
 */
#ifndef RULES_DIFF_H
#define RULES_DIFF_H

#include "rules/check.h"

/* From the least to the gravest. */
enum diff_category {
    DIFF_TYPOGRAPHY,  /* quotation marks, dashes, capitals, renumbered
                         references: the words are the same */
    DIFF_WORDING,     /* other words; nothing below was seen in them */
    DIFF_OBLIGATIONS, /* what the operator or the subject must do */
    DIFF_SCOPE,       /* purposes, data, recipients, countries, terms */
    DIFF_RIGHTS,      /* what the subject may do, and how soon he is heard */
    DIFF_CATEGORY_COUNT,
};

/* For the one whose data they are. */
enum diff_course {
    DIFF_NEUTRAL,
    DIFF_BETTER, /* rights widened, scope narrowed, a duty taken on */
    DIFF_WORSE,  /* rights narrowed, scope widened, a duty dropped */
};

/* Why a change is put where it is. */
struct diff_reason {
    enum diff_category category;
    enum diff_course course;
    struct words message; /* one clause of a sentence, no final period */
};

/* A sentence or a cell of one edition, and the words of it that changed. */
struct diff_part {
    struct passage passage;
    struct span *marks; /* bytes of the clause's text, ascending */
    size_t mark_count;
};

#define DIFF_ID_LENGTH 12

struct diff_change {
    /* Hexadecimal, of the words of both sides: it stays when other clauses
       change or move. */
    char id[DIFF_ID_LENGTH + 1];
    enum diff_category category; /* of its gravest reason */
    enum diff_course course;     /* of the same reason */
    struct diff_part *old_parts; /* in reading order; none: it is new */
    size_t old_count;
    struct diff_part *new_parts; /* none: it was dropped */
    size_t new_count;
    struct diff_reason *reasons; /* the gravest first; wording and typography
                                    may have none */
    size_t reason_count;
};

/* A numbered provision or a section that stands elsewhere or under another
   number; what is below it moved with it. */
struct diff_move {
    uint32_t old_clause;
    uint32_t new_clause;
    bool is_moved; /* its place among the others changed; else its number */
};

struct diff_side {
    const struct doc *doc;
    const struct report *report;
};

/* Lives in the arena it was made in; refers to both sides. */
struct diff {
    struct diff_side old_side;
    struct diff_side new_side;
    struct diff_change *changes; /* the gravest first, the worse first, then
                                    in reading order of the new edition */
    size_t change_count;
    struct diff_move *moves; /* in reading order of the new edition */
    size_t move_count;
    const struct finding **came; /* findings of the new edition only */
    size_t came_count;
    const struct finding **gone; /* of the old edition only */
    size_t gone_count;
    /* Number of changes. */
    size_t counts[DIFF_CATEGORY_COUNT][DIFF_WORSE + 1];
};

/* Compare two editions that were checked with one ruleset. Any two documents
   can be compared. Linear in their size, up to sorting. */
void diff_make(struct arena *arena, const struct diff_side *old_side,
    const struct diff_side *new_side, struct diff *ret);

#endif
