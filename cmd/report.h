/*
 * report.h - how the findings of a run are shown: one writer for each format.
 *
 * A writer is begun once, is given each checked file in turn, and is finished
 * with the totals. A new format is a new row of the table in report.c.
 */
#ifndef CMD_REPORT_H
#define CMD_REPORT_H

#include "cmd/options.h"
#include "rules/check.h"

#include <stdio.h>

/* What the whole run has in common, and what it came to so far. */
struct run {
    const struct options *options; /* as_of is set */
    const struct ruleset *ruleset;
    size_t file_count;    /* checked so far */
    size_t counts[4];     /* findings shown, by enum severity */
    size_t (*of_rule)[4]; /* by rule index and enum severity */
};

/* One document; lives as long as its arena. */
struct checked_file {
    struct slice path;
    const struct doc *doc;
    const struct report *report;
    const struct finding **findings; /* those to be shown, in order */
    size_t finding_count;
};

struct report_writer {
    /* Returns the writer's own state. */
    void *(*begin)(const struct run *run, FILE *file);
    void (*file)(void *state, const struct checked_file *file);
    /* Ends the report and frees the state. */
    void (*finish)(void *state);
};

extern const struct report_writer report_text;
extern const struct report_writer report_json;
extern const struct report_writer report_matrix; /* text for --matrix */

const struct report_writer *report_writer_for(enum output_format format);

/* The citations of the list that are in force on the day, with "; " between
   them. */
struct slice basis_in_force(struct arena *arena, const struct basis *bases,
    size_t count, struct date day);

/* The address of a passage's clause, empty for the document as a whole. */
struct slice passage_address(
    const struct doc *doc, const struct passage *passage);

#endif
