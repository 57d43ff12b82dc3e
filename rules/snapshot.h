/*
 * snapshot.h - the packs of the program as its build loaded them.
 *
 * Reading the packs takes longer than checking a policy, so the build does it:
 * make_snapshot.c loads them with the loader that reads a user's own pack, and
 * writes the finished ruleset as constants in C. The linker puts them where
 * they belong; at run time nothing is parsed, compiled or copied. C source
 * knows no byte order and no size of a pointer, and the same packs give the
 * same bytes of it; but for the code of patterns, which belongs to the PCRE2
 * of the build (pattern_encode()).
 *
 * For the files of rules/ only.
 */
#ifndef RULES_SNAPSHOT_H
#define RULES_SNAPSHOT_H

#include "rules/ruleset.h"
#include "rules/signal_index.h"

/* The finished ruleset of all packs, without an arena; NULL in a program that
   has to load them itself: make_snapshot, and all of a build that cannot run
   what it makes. What only tests of packs ask for is left out: branches. */
const struct ruleset *snapshot_ruleset(void);

/* The words of signal_table; NULL where snapshot_ruleset() is. */
const struct signal_index *snapshot_signals(void);

/* word_count.c: count the words of the examples that the rules have, by the
   literals that they satisfy, before the ruleset is finished: then the index
   finds out sooner that a phrase cannot match. Nothing else depends on it, and
   the snapshot keeps it for packs that are added. */
void ruleset_count_words(struct ruleset *ruleset);

/* C source that defines snapshot_ruleset() to be this finished ruleset, which
   began with no snapshot, and snapshot_signals(). */
struct slice snapshot_write(const struct ruleset *ruleset, struct arena *arena);

#endif
