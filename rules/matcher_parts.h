/*
 * matcher_parts.h - what the files of the matcher share.
 *
 *     matcher.c          matches of programs, from what the next two tell
 *     matcher_sets.c     where a match ends: all words of a unit at once
 *     matcher_rows.c     how it came about: word for word
 *     matcher_pattern.c  matches of patterns
 *
 * For matcher*.c only.
 */
#ifndef RULES_MATCHER_PARTS_H
#define RULES_MATCHER_PARTS_H

#include "rules/matcher.h"
#include "rules/sightings.h"

#define MATCHES_LIMIT 250u /* of one phrase in one sentence */
#define ROWS (PHRASE_JUMP_LIMIT + 1u)

/* An instruction that is alive before a word. */
struct row_state {
    uint32_t start; /* the word that the match begins with */
    uint32_t mark_begin;
    uint32_t mark_end;
    uint64_t consumed; /* as in struct match */
};

/* For programs of up to code_limit instructions. On the heap, since most of it
   is never touched. */
struct matcher_tables {
    size_t code_limit;
    uint64_t *row_masks; /* ROWS sets of instructions; empty between runs */
    struct row_state *row_states; /* of each row and instruction */
    uint64_t *now;     /* by instruction: struct sets_run; empty between runs */
    uint64_t *later;   /* the same */
    uint32_t *cursors; /* by instruction: struct sets_run */
};

struct matcher {
    struct arena *arena;
    struct matcher_tables *tables;
    struct pattern_cache *patterns;
    uint32_t inner_class;  /* matcher_new() */
    struct match *matches; /* that are not forgotten */
    size_t match_count;
    size_t first; /* of the program that is run */
    size_t match_capacity;
    struct pattern_subject subject; /* that was looked at last */
};

/* May the program that is run have more matches? */
bool matcher_has_room(const struct matcher *matcher);
void matcher_add(struct matcher *matcher, struct match match);

/* Add the matches of a pattern. */
void matcher_run_pattern(struct matcher *matcher,
    const struct pattern_source *source, const struct unit *unit);

/* The next match of the side at or after the word from: of those that end
   first the one that begins last. Its mark is not placed yet. */
bool rows_next(struct matcher_tables *tables, const struct side *side,
    const struct unit *unit, uint32_t from, struct match *ret);

/* A run of a side over a unit that has its sightings: block by block, each with
   all its words at once. */
struct sets_run {
    const struct side *side;
    const struct unit *unit;
    uint64_t *now;   /* by instruction: the words of the block that it is alive
                        before, by jumps and from the block before */
    uint64_t *later; /* those of the next block */
    uint32_t *cursors; /* by instruction that has a token, where there are
                          several blocks: its sighting in the block `base` or
                          the first behind it; NONE: there are no more */
    uint32_t block;    /* the next one */
    uint32_t base;     /* the same, or the one before it */
    uint32_t last_block;
    bool goes_on; /* something is alive in the next block */
};

void sets_begin(struct sets_run *ret, struct matcher_tables *tables,
    const struct side *side, const struct unit *unit);
/* Where the first match ends that begins at the word from or later; NONE:
   there is no such match. from may not fall from call to call. */
uint32_t sets_next_end(struct sets_run *run, uint32_t from);
/* Where the match begins last that ends there, which sets_next_end() has just
   returned; NONE: that is not easily told. */
uint32_t sets_last_start(struct sets_run *run, uint32_t from, uint32_t end);
/* As matcher_label(). */
void sets_label(struct sets_run *run, struct labelling *to, uint32_t class);

#endif
