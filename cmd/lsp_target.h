/*
 * lsp_target.h - what stands at a place in a document: a defined term, a
 * reference to a clause, the number of a clause, a citation of law.
 */
#ifndef CMD_LSP_TARGET_H
#define CMD_LSP_TARGET_H

#include "parser/doc.h"

enum lsp_target_kind {
    LSP_TARGET_NONE,
    LSP_TARGET_TERM,   /* where it is defined, or used */
    LSP_TARGET_CLAUSE, /* its printed number, or a reference to it */
    LSP_TARGET_CITATION,
};

struct lsp_target {
    enum lsp_target_kind kind;
    uint32_t index; /* into doc.terms, doc.clauses or doc.citations */
    /* The reference that leads to the clause, or NONE at its own number. */
    uint32_t reference;
    struct span span; /* source bytes of the words */
};

/* A place that belongs to a target. */
struct lsp_place {
    struct span span; /* bytes of the source */
    bool is_own;      /* the definition, or the clause's own number */
    bool is_exact;    /* spelt as the target itself is */
};

/* The innermost clause whose own words hold the source byte; NONE when it is
   in none. A byte between two clauses is in none. */
uint32_t lsp_clause_at(const struct doc *doc, uint32_t offset);

/* What stands at the byte, or ends before it. */
struct lsp_target lsp_target_at(const struct doc *doc, uint32_t offset);

/* All places of a term, or of a clause's number, in reading order but for the
   target's own, which is the first. Returns how many; *ret is of the arena. */
size_t lsp_target_places(struct arena *arena, const struct doc *doc,
    const struct lsp_target *target, struct lsp_place **ret);

/* Source bytes of a number in the words of a reference: empty when it stands
   there not at all, or twice, so that one cannot tell which is meant. */
struct span lsp_number_in(
    const struct doc *doc, struct passage passage, struct slice number);

/* The clause's printed number, or, for want of one, all of its own words. */
struct span lsp_clause_name(const struct clause *clause);

/* The first words of a clause, of at most so many code points. */
struct slice lsp_clause_head(const struct clause *clause, size_t most);

/* The clause's own words without the white space behind them. */
struct span lsp_clause_span(const struct doc *doc, uint32_t clause);

/* The bytes from the clause's first to the last of what is below it. */
struct span lsp_clause_extent(const struct doc *doc, uint32_t clause);

#endif
