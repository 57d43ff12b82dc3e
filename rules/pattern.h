/*
 * pattern.h - the re: lines of rule packs: PCRE2 over folded text.
 *
 * A pattern can be slow whoever wrote it, so each match runs under limits on
 * steps, depth and memory; one that exceeds them does not match.
 */
#ifndef RULES_PATTERN_H
#define RULES_PATTERN_H

#include "parser/error.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

/* Is it a pattern? On failure *ret_offset is the byte at fault. */
bool pattern_check(struct slice text, size_t *ret_offset,
    struct error *ret_error) __attribute__((warn_unused_result));

#define NEEDLES_LIMIT 32u

/* Runs of letters, three at least, of which every match has one inside some
   word: the index looks for them, so that a pattern is not even compiled for
   a document without them. Returns their number; 0 when there is no telling.
   They are parts of text. */
size_t pattern_needles(struct slice text, struct slice ret[NEEDLES_LIMIT]);

/* Signs without which there is no match; bits. */
enum pattern_sign {
    PATTERN_DIGIT = 1u << 0,
    PATTERN_AT = 1u << 1,    /* @ */
    PATTERN_PLUS = 1u << 2,  /* + */
    PATTERN_QUOTE = 1u << 3, /* " */
};

/* The signs that every match of the pattern has; 0 when there is no telling. */
uint32_t pattern_signs(struct slice text);
/* The signs that a text has. */
uint32_t pattern_signs_of(struct slice subject);

/* Compiled patterns. On the heap and of one thread, since a match writes into
   them; they may serve any number of checks. */
struct pattern_cache;
struct pattern;

struct pattern_cache *pattern_cache_new(void);
void pattern_cache_free(struct pattern_cache *cache); /* NULL is accepted */

/* The pattern, which is compiled when it is first looked for. It is known by
   where its text stands, which must outlive the cache. */
struct pattern *pattern_cache_get(
    struct pattern_cache *cache, struct slice text);

/* The next match at or after from: *ret_whole is all of it, *ret_mark what \K
   or the group named "mark" leaves. An empty match counts as none. */
bool pattern_find(struct pattern *pattern, struct slice subject, size_t from,
    struct span *ret_whole, struct span *ret_mark);
/* Has the subject the signs that the pattern needs? */
bool pattern_may_match(const struct pattern *pattern, uint32_t subject_signs);

#endif
