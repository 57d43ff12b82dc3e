/*
 * load.h - the rules of a run: the embedded packs, the user's own, and what
 * --select and --ignore make of them.
 */
#ifndef CMD_LOAD_H
#define CMD_LOAD_H

#include "cmd/settings.h"
#include "rules/check.h"

struct rules_loaded {
    struct ruleset *ruleset;
    bool *is_disabled;     /* by rule index; in the arena */
    bool *is_selected;     /* by rule index: named in full, so run though off */
    enum severity *levels; /* by rule index; SEVERITY_NONE: the rule's own */
};

/* The embedded packs, and those of the user's own files. */
struct packs_loaded {
    struct ruleset *ruleset;
    struct option_list files;
};

/* Load them, whatever is wanted of their rules. Fails when something is wrong
   with one, with nothing to be freed; else ruleset_free() what was loaded. */
bool packs_load(struct arena *arena, const struct option_list *files,
    struct packs_loaded *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* What the settings want of loaded rules: none of a pack that they do not
   name. Fails at a word that names no rule. */
bool rules_choose(struct arena *arena, const struct packs_loaded *packs,
    const struct settings *settings, struct rules_loaded *ret,
    struct trouble *ret_trouble) __attribute__((warn_unused_result));

/* Both, by the command line alone. */
bool rules_load(struct arena *arena, const struct options *options,
    struct rules_loaded *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* What commands without a document take of the configuration of the current
   folder, as the command line has it: packs and language. */
bool options_here(struct arena *arena, const struct options *given,
    struct options *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* Add a pack of the user's to a ruleset that is not finished. */
bool rules_add_file(struct arena *arena, struct ruleset *ruleset,
    struct slice path, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* ruleset_finish(), with the pack that is at fault. */
bool rules_finish(struct arena *arena, struct ruleset *ruleset,
    struct trouble *ret_trouble) __attribute__((warn_unused_result));

void rules_unload(struct rules_loaded *rules);

/* The rules that a word of --select or --ignore names: by id, by pack («ru»),
   or with a final star («ru/consent-*»). */
struct rule_range rules_named(const struct ruleset *ruleset, struct slice word);

/* The part of an id behind its pack. */
struct slice rule_short_name(struct slice id);

/* "no rule x; did you mean y?" */
void rule_unknown(
    const struct ruleset *ruleset, struct slice word, struct error *ret_error);

#endif
