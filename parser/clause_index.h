/*
 * clause_index.h - the clauses of a document by their printed numbers.
 */
#ifndef PARSER_CLAUSE_INDEX_H
#define PARSER_CLAUSE_INDEX_H

#include "parser/doc.h"

struct clause_entry {
    struct slice key; /* the number folded, a Roman one as digits */
    uint32_t clause;
};

/* Lives in the arena of its document. */
struct clause_index {
    const struct doc *doc;
    struct clause_entry *entries; /* by key, then in reading order */
    size_t count;
};

/* Headings of a table of contents and page furniture are left out. */
struct clause_index clause_index_of(const struct doc *doc);

/* The clause that a reader at the clause from is sent to by the number:
   among several the one in the same appendix, then a section for a section's
   number (is_section) or one of the same section for a clause's, then the
   first. «3.4» is found also as item 4 of clause 3. NONE when there is none.
   The number is folded. */
uint32_t clause_by_number(const struct clause_index *index, struct slice number,
    uint32_t from, bool is_section);

/* The same among the clauses below one; NONE when there is none. */
uint32_t clause_below(
    const struct clause_index *index, struct slice number, uint32_t above);

/* The first of the kind with the number; NONE when there is none. */
uint32_t clause_of_kind(const struct clause_index *index, struct slice number,
    enum clause_kind kind);

/* The abzac of a clause, counted as Russian drafting does: the first is the
   clause's own text, the second its first unnumbered item. */
uint32_t clause_paragraph(const struct doc *doc, uint32_t clause, unsigned n);

/* The nearest clause of the kind above, or the clause itself; or NONE. */
uint32_t clause_above(
    const struct doc *doc, uint32_t clause, enum clause_kind kind);

#endif
