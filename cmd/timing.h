/*
 * timing.h - where the time of a run went: --timing.
 *
 * Times of documents are added up over all threads; they are of the wall
 * clock, so on a busy machine, or with more threads than processors, a stage
 * is charged with the time it waited. The start is processor time.
 */
#ifndef CMD_TIMING_H
#define CMD_TIMING_H

#include "cmd/options.h"
#include "parser/stopwatch.h"
#include "rules/check.h"

/* What one document took, in nanoseconds; in its arena. */
struct file_timing {
    uint64_t read;     /* its bytes */
    uint64_t settings; /* its configuration, and the rules it chooses */
    struct stopwatch watch;
};

/* What the run took. */
struct timing {
    uint64_t start;  /* of the program: until the first document is read */
    uint64_t report; /* writing the reports */
    uint64_t begun;  /* when the first document was */
    size_t file_count;
    size_t rule_count;
    struct file_timing files; /* sums */
};

/* The clock, in nanoseconds. */
uint64_t timing_now(void);

/* For a document whose settings are looked up next; NULL where the options ask
   for no timing. */
struct file_timing *file_timing_new(
    struct arena *arena, const struct options *options);

/* Settings are known, decoding begins. Returns the stopwatch for it, or NULL
   without a timing. */
struct stopwatch *file_timing_begin(struct file_timing *file,
    struct arena *arena, const struct ruleset *ruleset);

/* The program is ready for its first document. */
void timing_begin(
    struct timing *timing, struct arena *arena, const struct ruleset *ruleset);

/* Add a document; NULL is accepted. */
void timing_add(struct timing *timing, const struct file_timing *file);

/* Tell on standard error. The ruleset is that of timing_begin(). */
void timing_print(const struct timing *timing, const struct ruleset *ruleset,
    enum language language);

#endif
