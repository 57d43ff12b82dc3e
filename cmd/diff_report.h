/*
 * diff_report.h - a comparison as it is shown: what its writers have in
 * common, and the writers.
 */
#ifndef CMD_DIFF_REPORT_H
#define CMD_DIFF_REPORT_H

#include "cmd/acknowledgement.h"
#include "cmd/options.h"
#include "rules/diff.h"

#include <stdio.h>

struct diff_report {
    const struct options *options;
    const struct diff *diff;
    struct slice old_name; /* a path, «policy.md@main» */
    struct slice new_name;
    const struct acknowledgement **agreed; /* by change; NULL: not */
    struct acknowledgement_list acknowledgements;
    size_t failing; /* changes and new findings that --fail-on names, without
                       those changes that somebody agreed to */
};

/* Find who agreed to what, and count what fails. */
void diff_report_settle(struct arena *arena, struct diff_report *report);

/* Is it one of those that --fail-on names? */
bool diff_change_fails(
    const struct options *options, const struct diff_change *change);

/* For programs: "rights", "scope" ...; "worse", "better", "neutral". */
const char *diff_category_name(enum diff_category category);
const char *diff_course_name(enum diff_course course);

/* For people: «права сужены», «охват расширен», «формулировки». */
const char *diff_title(enum diff_category category, enum diff_course course,
    enum language language);

/* Where the change stands: «п. 5.6», «п. 5.6 → п. 6.2», «п. 7 (исключён)».
   Addresses are written once each. */
struct slice diff_place(struct arena *arena, const struct diff *diff,
    const struct diff_change *change);

/* The address of a clause of one side. */
struct slice diff_address(const struct diff_side *side, uint32_t clause);

/* One side's words of a part, in pieces that alternate between those that
   are common and those that changed. */
struct diff_piece {
    struct slice text;
    bool is_changed;
};

/* Take the next piece; *at starts as part->passage.span.begin. */
bool diff_next_piece(const struct diff_side *side, const struct diff_part *part,
    uint32_t *at, struct diff_piece *ret);

/* «было 3, стало 5» of the whole: "rights narrowed 2, wording 5". */
struct slice diff_totals(struct arena *arena, const struct diff_report *report);

/* Changes of meaning are shown in full, those of typography by place. */
bool diff_is_shown(const struct diff_change *change);

/* The writers. */
void diff_text(FILE *file, const struct diff_report *report);
void diff_json(FILE *file, const struct diff_report *report);
void diff_markdown(FILE *file, const struct diff_report *report);
void diff_html(FILE *file, const struct diff_report *report);

#endif
