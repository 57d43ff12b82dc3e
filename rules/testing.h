/*
 * testing.h - what unit tests of rules/ share: a pack and a policy of a few
 * lines, and what is found.
 */
#ifndef RULES_TESTING_H
#define RULES_TESTING_H

#include "rules/check.h"

/* A ruleset made of one pack. Fails the test when it does not load. */
struct ruleset *testing_ruleset(const char *markdown);

/* The message with which the pack fails to load; fails the test if it loads.
   The place goes to *ret_place. */
struct slice testing_error(
    struct arena *arena, const char *markdown, struct place *ret_place);

/* A pack with a lexicon and the rule x/rule of the given kind, whose `find`
   are the lines. */
const char *testing_pack(
    struct arena *arena, const char *kind, const char *lines);

/* What the pack's rules mark in the policy, in order, joined by " | "; an
   absence is "(absence)". Everything applies. */
struct slice testing_found(
    struct arena *arena, const char *pack, const char *policy);

#endif
