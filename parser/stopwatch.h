/*
 * stopwatch.h - how long each stage of a document takes.
 *
 * Nothing below cmd/ asks the time: who wants to know hands a stopwatch with a
 * clock down, and each stage adds to it what passed since the one before.
 * Without a stopwatch (NULL) nothing is measured.
 */
#ifndef PARSER_STOPWATCH_H
#define PARSER_STOPWATCH_H

#include <stddef.h>
#include <stdint.h>

enum stage {
    STAGE_DECODE,    /* bytes to text */
    STAGE_BLOCKS,    /* Markdown or HTML */
    STAGE_CLAUSES,   /* the tree */
    STAGE_SENTENCES, /* words, sentences, terms, citations, references */
    STAGE_PROFILE,   /* document type, operator, law */
    STAGE_MATCH,     /* phrases of the packs */
    STAGE_CHECKS,    /* checks in C, and what both find made findings */
    STAGE_SETTLE,    /* conditions, levels, order */
    STAGE_COUNT,
};

/* One document's. Begin with the clock and the time. */
struct stopwatch {
    uint64_t (*now)(void);        /* nanoseconds since any moment */
    uint64_t since;               /* when the present stage began */
    uint64_t stages[STAGE_COUNT]; /* nanoseconds */
    uint64_t *rules; /* the same of each rule, by its index; or NULL. The owner
                        of the stopwatch owns them */
};

/* The stage ends, and the next one begins. */
void stopwatch_lap(struct stopwatch *watch, enum stage stage);

/* The time now, and the time since then added to a rule: a part of its stage,
   whose end it does not tell. 0 and nothing without a stopwatch. */
uint64_t stopwatch_begin(const struct stopwatch *watch);
void stopwatch_end(
    const struct stopwatch *watch, uint64_t begin, uint32_t rule);

#endif
