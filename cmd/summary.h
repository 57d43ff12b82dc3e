/*
 * summary.h - the parts of the text report that are not findings: labelled
 * lines, what a document was taken for, and what a run came to.
 */
#ifndef CMD_SUMMARY_H
#define CMD_SUMMARY_H

#include "cmd/report.h"
#include "cmd/terminal.h"

#define SUMMARY_INDENT 2 /* cells before all that belongs to a heading line */

enum style severity_style(enum severity severity);

/* One labelled line; nothing for an empty text. */
void print_detail(
    const struct terminal *terminal, const char *label, struct slice text);

/* What the document was taken for, and under which law it was checked; and
   the weightiest signals behind that decision. In words, and printed. */
struct slice profile_words(
    const struct profile *profile, enum language language, struct arena *arena);
struct slice evidence_words(
    const struct profile *profile, enum language language, struct arena *arena);
void print_profile(
    const struct terminal *terminal, const struct checked_file *file);
void print_evidence(
    const struct terminal *terminal, const struct checked_file *file);

/* «нарушений не найдено; допущено 1», of a document without findings. */
void print_clean_file(
    const struct terminal *terminal, const struct checked_file *file);

/* Counts by severity, then the rules of each. */
void print_total(const struct terminal *terminal, const struct run *run);

#endif
