/*
 * check_context.h - what a check written in C is given, and how it reports.
 *
 * A rule with "Check: NAME" is run by the function of that name in the table
 * of checks.c; its text, levels and examples stand in a pack like those of
 * every other rule. Whether the rule applies (law, document, date, "only
 * when"), its level, "yields to" and the order of findings are the engine's
 * concern: a check just looks, and reports what it sees.
 */
#ifndef RULES_CHECK_CONTEXT_H
#define RULES_CHECK_CONTEXT_H

#include "rules/check.h"

struct check_context;
struct deadline_list;
struct purpose_matrix;

struct check {
    const char *name;
    void (*run)(struct check_context *context, const struct rule *rule);
};

/* The table of checks.c. */
const struct check *check_list(size_t *ret_count);

const struct doc *check_document(const struct check_context *context);
const struct check_options *check_options(const struct check_context *context);
const struct profile *check_profile(const struct check_context *context);

/* Is it text of the document's own: no menu, page footer or table of
   contents? */
bool check_is_read(const struct clause *clause);

/* Memory that lives as long as the report. */
struct arena *check_arena(const struct check_context *context);

/* Facts of all phrases that were run, in reading order. */
const struct fact *check_facts(
    const struct check_context *context, size_t *ret_count);

/* What several checks look at: found by the first that asks. */
const struct deadline_list *check_deadlines(struct check_context *context);
const struct purpose_matrix *check_purposes(struct check_context *context);
/* By clause: what is wrong with its number, as check_numbering.c tells it. */
const uint8_t *check_numbering(struct check_context *context);

/* By form of the document: is it one of the words of the list, folded and
   separated by blanks, "слов*" being all that begin so? The list must be a
   constant of the program: the answer is kept by its address. */
const bool *check_listed(struct check_context *context, const char *list);

/* Is the rule or concept stated (prohibition: violated) in the document?
   False for an id that there is none of. */
bool check_holds(const struct check_context *context, struct slice id);

/* Report the words of the passage. message NULL: the rule's own. Findings may
   be reported in any order. Returns the finding, so that the caller can add
   related places, set another fix, or a severity below the rule's own. */
struct finding *check_report(struct check_context *context,
    const struct rule *rule, struct passage passage,
    const struct words *message);

/* Report words that no reader sees: bytes of the source. */
struct finding *check_report_source(struct check_context *context,
    const struct rule *rule, struct passage passage, struct span span);

/* Report that something is missing. clause: where it would belong, or NONE to
   let the rule's `near` phrases, else the title, decide. */
struct finding *check_report_absence(struct check_context *context,
    const struct rule *rule, uint32_t clause, const struct words *message);

/* Add a second place; its span and quote are made from the passage. */
void check_add_related(struct check_context *context, struct finding *finding,
    struct passage passage, struct words message);

#endif
