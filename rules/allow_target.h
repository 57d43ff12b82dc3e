/*
 * allow_target.h - which bytes of a document a comment between its clauses is
 * for. A document may have thousands of both.
 */
#ifndef RULES_ALLOW_TARGET_H
#define RULES_ALLOW_TARGET_H

#include "parser/doc.h"

/* The clauses of a document as they stand in its source. */
struct allow_places;

/* Lives in the arena; the document must outlive it. */
struct allow_places *allow_places_new(struct arena *arena,
    const struct doc *doc) __attribute__((returns_nonnull));

/* The clause that a comment stands in or follows, else the next one with all
   below it; empty when nothing follows. */
struct span allow_places_target(
    const struct allow_places *places, struct span comment);

#endif
