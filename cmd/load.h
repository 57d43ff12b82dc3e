/*
 * load.h - the rules of a run: the embedded packs, the user's own, and what
 * --select and --ignore make of them.
 */
#ifndef CMD_LOAD_H
#define CMD_LOAD_H

#include "cmd/complain.h"
#include "cmd/options.h"
#include "rules/check.h"

struct rules_loaded {
    struct ruleset *ruleset;
    bool *is_disabled; /* by rule index; in the arena */
    bool *is_selected; /* by rule index: named in full, so run though off */
};

/* Load all packs. Fails, with nothing to be freed, when something is wrong
   with one of them or with a name that --select or --ignore gives. */
bool rules_load(struct arena *arena, const struct options *options,
    struct rules_loaded *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* Add a pack of the user's to a ruleset that is not finished. */
bool rules_add_file(struct arena *arena, struct ruleset *ruleset,
    struct slice path, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

void rules_unload(struct rules_loaded *rules);

/* "no rule x; did you mean y?" */
void rule_unknown(
    const struct ruleset *ruleset, struct slice word, struct error *ret_error);

#endif
