/*
 * report.h - how the findings of a run are shown: one writer for each format.
 *
 * A writer is begun once, is given each checked file in turn, and is finished
 * with the totals. One run may have several, each in a place of its own. A
 * new format is a new case of writer_for() in report.c.
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
    const bool *is_disabled; /* by rule index: not asked for */
    bool has_trouble;        /* some input could not be checked */
    size_t file_count;       /* checked so far */
    size_t counts[4];        /* findings shown, by enum severity */
    size_t suppressed[3];    /* those that are not, by suppression_kind */
    size_t (*of_rule)[4];    /* by rule index and enum severity */
};

/* One document; lives as long as its arena. */
struct checked_file {
    struct slice path;
    const struct options *options; /* those by which it was checked */
    struct slice bytes; /* of the file, before they were made UTF-8 */
    /* Where allowances of the document are kept: absolute; empty: nowhere. */
    struct slice allow_folder;
    const struct doc *doc;
    const struct report *report;
    struct file_timing *timing;      /* NULL: not asked for */
    const struct finding **findings; /* those to be shown, in order */
    size_t finding_count;
    /* Those that would be, but are allowed or known: for programs. */
    const struct finding **suppressed;
    size_t suppressed_count;
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
extern const struct report_writer report_jsonl;
extern const struct report_writer report_gcc;
extern const struct report_writer report_allow;
extern const struct report_writer report_github;
extern const struct report_writer report_sarif;
extern const struct report_writer report_gitlab;
extern const struct report_writer report_checkstyle;
extern const struct report_writer report_junit;
extern const struct report_writer report_html;
extern const struct report_writer report_matrix; /* text for --matrix */

/* All reports of one run, each with its writer and its place. */
struct reports {
    const struct run *run;
    struct report_open *items; /* in the order of options->reports */
    size_t count;
};

/* Begin what run->options ask for; run must outlive the reports. What cannot
   be written is said on standard error, and false returned, with all files
   as they were. */
bool reports_begin(struct reports *ret, struct arena *arena,
    const struct run *run) __attribute__((warn_unused_result));

/* What any of them tells; bits of enum report_part. */
uint32_t reports_parts(const struct reports *reports);

void reports_add(struct reports *reports, const struct checked_file *file);

/* Finish all of them; false, said on standard error, when one could not be
   written: its file is as it was, the others are complete. */
bool reports_finish(struct reports *reports)
    __attribute__((warn_unused_result));

/* The citations of the list that are in force on the day, with "; " between
   them. */
struct slice basis_in_force(struct arena *arena, const struct basis *bases,
    size_t count, struct date day);

/* The address of a passage's clause, empty for the document as a whole. */
struct slice passage_address(
    const struct doc *doc, const struct passage *passage);

#endif
