/*
 * baseline.h - the findings that were there when a project began to check its
 * documents: they are known, and only others count.
 *
 * A finding is known again by its rule and fingerprint in the same document,
 * so that clauses may move and be renumbered. The file is JSON with a finding
 * a line, in order of path, rule and fingerprint; address and quote are for
 * people.
 */
#ifndef CMD_BASELINE_H
#define CMD_BASELINE_H

#include "parser/arena.h"
#include "parser/error.h"
#include "rules/finding.h"

#include <stdio.h>

#define BASELINE_NAME ".clauselint-baseline.json"

struct baseline_entry {
    struct slice path; /* from the folder of the baseline */
    struct slice rule;
    struct slice fingerprint;
    struct slice address;
    struct slice quote;
    bool is_met;  /* the document was checked */
    bool is_used; /* and has the finding */
};

/* Lives in the arena. */
struct baseline {
    struct arena *arena;
    struct slice path;   /* as people see it */
    struct slice folder; /* absolute */
    struct baseline_entry *entries;
    size_t count;
    size_t capacity;
};

/* Read the bytes of a baseline. Fails, with the place, when they are no JSON,
   or not of a baseline. */
bool baseline_read(struct arena *arena, struct slice path, struct slice bytes,
    struct baseline *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* One without entries. */
struct baseline baseline_new(struct arena *arena, struct slice path);

/* Mark the findings of a document, by its absolute path, that are known and
   not allowed otherwise, and their entries. */
void baseline_apply(struct baseline *baseline, struct slice path,
    struct finding *findings, size_t count);

/* Add a finding of a document; address and quote are copied. */
void baseline_add(struct baseline *baseline, struct slice path,
    const struct doc *doc, const struct finding *finding);

/* Put the entries in order, once all were added. */
void baseline_sort(struct baseline *baseline);

/* Is the entry in a baseline that is in order? */
bool baseline_has(
    const struct baseline *baseline, const struct baseline_entry *entry);

/* Write out one that is in order. */
void baseline_write(const struct baseline *baseline, FILE *file);

#endif
