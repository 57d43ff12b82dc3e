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

struct pattern; /* compiled; on the heap, not shared between threads */

/* Is it a pattern? On failure *ret_offset is the byte at fault. */
bool pattern_check(struct slice text, size_t *ret_offset,
    struct error *ret_error) __attribute__((warn_unused_result));

#define NEEDLES_LIMIT 32u

/* Runs of letters, three at least, of which every match has one inside some
   word: the index looks for them, so that a pattern is not even compiled for
   a document without them. Returns their number; 0 when there is no telling.
   They are parts of text. */
size_t pattern_needles(struct slice text, struct slice ret[NEEDLES_LIMIT]);

/* NULL when the text is no pattern. */
struct pattern *pattern_new(struct slice text);
void pattern_free(struct pattern *pattern); /* NULL is accepted */

/* The next match at or after from: *ret_whole is all of it, *ret_mark what \K
   or the group named "mark" leaves. An empty match counts as none. */
bool pattern_find(struct pattern *pattern, struct slice subject, size_t from,
    struct span *ret_whole, struct span *ret_mark);

#endif
