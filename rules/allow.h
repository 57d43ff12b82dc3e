/*
 * allow.h - what the document itself allows, in comments:
 *
 *     <!-- clauselint-allow RULE[, RULE] [until=YYYY-MM-DD]: reason -->
 *     <!-- clauselint-allow-start RULE: reason --> ... <!-- ...-end RULE -->
 *     <!-- clauselint-allow-file RULE: reason -->
 *
 * The first stands for the clause that it is written in, else for the next one
 * with all that is below it; the second for what is between the two comments,
 * the third for the document. A finding that is allowed stays in the report,
 * with the reason. What is wrong with an allowance is a finding of the pack
 * "allow", and one that is wrong allows nothing.
 */
#ifndef RULES_ALLOW_H
#define RULES_ALLOW_H

#include "rules/allow_target.h"
#include "rules/check_context.h"

/* Further allowances of a document are not read, and that is reported: no
   person has considered so many. */
#define ALLOWANCE_LIMIT 4096

/* What may be wrong with a comment. */
enum allow_fault {
    ALLOW_GOOD,
    ALLOW_MALFORMED,
    ALLOW_UNKNOWN_RULE,
    ALLOW_UNCLOSED,
};

/* One rule of one comment. */
struct allowance {
    struct span comment; /* bytes of the source */
    struct span mark;    /* the word in it that is wrong, else all of it */
    struct span target;  /* bytes of the source in which it holds */
    enum allow_fault fault;
    struct words message;    /* of the fault */
    const struct rule *rule; /* NULL where there is none of its name */
    struct slice reason;     /* may be empty */
    struct date until;       /* the last day; not set: for ever */
    bool is_used;
};

struct allow_list {
    struct allowance *items; /* in the order of the comments */
    size_t count;
    size_t capacity;
    struct allow_places *places; /* NULL: no comment asked where it stands */
};

/* Those of the document, read by the first that asks. */
const struct allow_list *check_allowances(struct check_context *context);

/* Mark the findings that are allowed, then report the allowances that allow
   none. After all other findings are settled. */
void run_allow(struct check_context *context);

#endif
