/*
 * matcher_parts.h - what the files of the matcher share.
 *
 *     matcher.c          programs of words and gaps
 *     matcher_pattern.c  patterns
 *
 * For matcher*.c only.
 */
#ifndef RULES_MATCHER_PARTS_H
#define RULES_MATCHER_PARTS_H

#include "rules/matcher.h"

#define MATCHES_LIMIT 250u /* of one phrase in one sentence */

struct state;

struct matcher {
    struct arena *arena;
    size_t code_limit;
    size_t mask_count;    /* 64-bit words of a row's mask */
    uint64_t *masks;      /* ROWS x mask_count */
    struct state *states; /* ROWS x code_limit */
    struct match *matches;
    size_t match_count;
    size_t match_capacity;
    struct pattern_cache *patterns;
    struct slice subject; /* of the last pattern */
    uint32_t signs;       /* of subject */
};

void matcher_add(struct matcher *matcher, struct match match);

/* Add the matches of a pattern. */
void matcher_run_pattern(
    struct matcher *matcher, struct slice pattern, const struct unit *unit);

#endif
