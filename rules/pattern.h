/*
 * pattern.h - the re: lines of rule packs: PCRE2 over folded text.
 *
 * A pattern can be slow whoever wrote it, so each match runs under limits on
 * steps, depth and memory; one that exceeds them does not match.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include "parser/arena.h"
#include "parser/error.h"
#include "parser/slice.h"
#include "rules/pattern_subject.h"

#include <stdbool.h>
#include <stdint.h>

/* Is it a pattern? On failure *ret_offset is the byte at fault. */
bool pattern_check(struct slice text, size_t *ret_offset,
    struct error *ret_error) __attribute__((warn_unused_result));

#define NEEDLES_LIMIT 32u

/* Signs without which there is no match; bits. */
enum pattern_sign {
    PATTERN_AT = 1u << 0,    /* @ */
    PATTERN_PLUS = 1u << 1,  /* + */
    PATTERN_QUOTE = 1u << 2, /* " */
    PATTERN_DASH = 1u << 3,  /* " - " */
    PATTERN_DIGIT = 1u << 4, /* one; the bits above it: that many in a row */
};

/* The signs of so many digits in a row, up to PATTERN_DIGITS_LIMIT: one bit for
   each. */
#define PATTERN_DIGITS(count) (((1u << (count)) - 1u) * PATTERN_DIGIT)

/* Letters that a match has. */
struct pattern_needle {
    struct slice letters; /* parts of the pattern */
    bool begins_word;     /* no letter, digit or _ stands before them */
};

/* A match has one of them. */
struct needle_set {
    struct pattern_needle items[NEEDLES_LIMIT];
    size_t count;
    size_t shortest; /* code points; 0: the set says nothing */
};

#define NEEDLE_SETS_LIMIT 4u

/* What every match of a pattern has: all signs, and of each set a needle. */
struct pattern_demand {
    uint32_t signs;
    struct needle_set sets[NEEDLE_SETS_LIMIT];
    size_t set_count;
};

/* Demands nothing when there is no telling. */
void pattern_demand(struct slice text, struct pattern_demand *ret);
/* Of each needle of the set what the index looks for in words, so that a
   pattern is not even compiled for a document without them: a run of letters
   that stands in some word, of three at least, or of two to four that begin a
   part of one (LITERAL_PART). Returns their number; 0 when a needle has none.
 */
size_t pattern_needle_words(
    const struct needle_set *set, struct pattern_needle ret[NEEDLES_LIMIT]);
/* Compiled patterns. On the heap and of one thread, since a match writes into
   them; they may serve any number of checks. */
struct pattern_cache;
struct pattern;

struct pattern_cache *pattern_cache_new(void);
void pattern_cache_free(struct pattern_cache *cache); /* NULL is accepted */

/* A pattern as a ruleset has it. */
struct pattern_source {
    struct slice text;
    struct slice code; /* what pattern_encode() gave when the program was
                          built, at an address that 8 divides; or empty */
    uint32_t signs;    /* that every match has */
};

/* The pattern, which is compiled when it is first looked for, or decoded where
   this PCRE2 is the one that encoded it. It is known by where its text stands,
   which must outlive the cache. */
struct pattern *pattern_cache_get(
    struct pattern_cache *cache, const struct pattern_source *source);

/* A valid pattern compiled: bytes for the same PCRE2 on the same kind of
   machine, the same for the same text. Empty where they cannot be had. */
struct slice pattern_encode(struct arena *arena, struct slice text);

/* The next match at or after from: *ret_whole is all of it, *ret_mark what \K
   or the group named "mark" leaves. An empty match counts as none. */
bool pattern_find(struct pattern *pattern,
    const struct pattern_subject *subject, size_t from, struct span *ret_whole,
    struct span *ret_mark);
#endif
