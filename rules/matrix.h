/*
 * matrix.h - what the law wants a document to state, and whether it does.
 *
 * Each presence rule that applies is one requirement of each law that it
 * belongs to. The verdict has three values, and a fourth where the program
 * cannot tell: it says so instead of guessing.
 */
#ifndef RULES_MATRIX_H
#define RULES_MATRIX_H

#include "rules/finding.h"

enum statement {
    STATEMENT_SILENT,
    STATEMENT_STATED,
    STATEMENT_DENIED,
    STATEMENT_UNCLEAR, /* only words that leave it open: see guard */
};

/* Lives in the arena of its document. */
struct requirement {
    const struct rule *rule;
    /* One bit of enum jurisdiction: the law that wants it; UNKNOWN: none is
       known; 0: the rule is of no law. */
    uint32_t jurisdiction;
    enum severity severity; /* of the finding where it is not stated */
    enum statement statement;
    uint32_t guard; /* unclear: the bit of enum guard (guard.h) that stands in
                       the way; else 0 */
    /* The words that state, deny or leave it open. A statement that a check
       made out of the whole document has no words, nor has silence: clause
       NONE. */
    struct passage passage;
    struct span span; /* bytes of the source; empty without words */
    struct slice quote;
};

#endif
