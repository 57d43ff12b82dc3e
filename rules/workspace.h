/*
 * workspace.h - what a thread keeps from one check to the next.
 *
 * For check.c only; check.h has what callers need.
 */
#ifndef RULES_WORKSPACE_H
#define RULES_WORKSPACE_H

#include "rules/check.h"
#include "rules/form_memo.h"
#include "rules/matcher.h"
#include "rules/run_memo.h"

struct workspace {
    struct pattern_cache *patterns; /* of the ruleset's phrases */
    struct matcher_tables *tables;
    struct form_memo *forms;
    const struct signal_index *signals;
    struct run_memo *memo; /* or NULL */
};

#endif
