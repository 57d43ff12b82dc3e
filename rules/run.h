/*
 * run.h - one check of one document, while it is made. For check*.c only.
 *
 *     prepare    which rules apply, which others they ask about
 *     match      words, labels, phrases, guards: hits of each rule
 *     report     hits and C checks to findings
 *     settle     conditions, levels, what yields to what, order
 */
#ifndef RULES_RUN_H
#define RULES_RUN_H

#include "rules/allow.h"
#include "rules/check_context.h"
#include "rules/guard.h"
#include "rules/matcher.h"
#include "rules/ruleset.h"
#include "rules/run_memo.h"

/* Words that a phrase of a rule matched, and what the guards made of them. */
struct hit {
    struct passage passage;
    uint32_t sentence;
    struct verdict verdict;
    enum severity at_most; /* of its phrase */
};

struct hit_list {
    struct hit *items;
    size_t count;
    size_t capacity;
};

struct rule_state {
    bool is_applied;         /* its findings are wanted */
    bool is_needed;          /* its phrases are run */
    bool holds;              /* stated, or (other kinds) found to be so */
    struct hit_list finds;   /* affirmed and denied */
    struct hit_list denials; /* of deny phrases */
    struct hit_list againsts;
    struct hit guarded; /* the first of `find` whose guard leaves it open
                           whether it is stated; verdict.guard 0: none */
};

/* A list of words, and which forms of the document are in it. */
struct listing {
    const char *list;
    const bool *is_listed; /* by form */
};

struct check_context {
    const struct ruleset *ruleset;
    const struct doc *doc;
    const struct check_options *options;
    const struct rule *only; /* an example is run for this rule alone */
    struct arena *arena;     /* of the document */
    struct profile profile;
    struct reading reading;
    struct guard_context guards;
    struct matcher *matcher;
    struct run_memo *memo;     /* or NULL */
    struct rule_state *states; /* by rule index */
    struct fact *facts;
    size_t fact_count;
    size_t fact_capacity;
    struct finding **findings;
    size_t finding_count;
    size_t finding_capacity;
    const struct deadline_list *deadlines; /* NULL until a check asks */
    const struct purpose_matrix *purposes;
    const uint8_t *faults;    /* of numbers, by clause */
    struct listing *listings; /* lists that checks have asked about: a hash
                                 table by address, a power of two large */
    size_t listing_count;
    size_t listing_capacity;
    struct allow_list *allowances;     /* NULL: nobody has asked yet */
    const struct rule *unused_rule;    /* reports those unused; or NULL */
    struct token_set *sentence_tokens; /* by sentence, run_match.c */
    struct requirement *requirements;  /* matrix.h */
    size_t requirement_count;
};

/* run_match.c */
void run_match(struct check_context *context);
/* Does any phrase of the list match in the sentence? */
bool run_phrases(struct check_context *context, const uint32_t *phrases,
    size_t count, uint32_t sentence);

/* run_report.c */
void run_report(struct check_context *context);

/* matrix.c: what the laws require, before findings are settled. */
void run_matrix(struct check_context *context);

/* run_settle.c */
void run_settle(struct check_context *context);
/* The level of a rule in this document and on this day; SEVERITY_NONE where
   its conditions fail. */
enum severity run_level(
    const struct check_context *context, const struct rule *rule);

/* fingerprint.c: fill the fingerprints of findings that are in order. */
void run_fingerprints(struct check_context *context);

/* All of a check; only: NULL, or the one rule to run. The context lives in the
   arena of the document; who runs phrases in it afterwards must have given a
   workspace. */
struct check_context *check_run(const struct ruleset *ruleset,
    const struct doc *doc, const struct check_options *options,
    const struct rule *only);

#endif
