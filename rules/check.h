/*
 * check.h - run a set of rules over a document.
 *
 *     struct ruleset *ruleset = ruleset_new();
 *     ruleset_add_embedded(ruleset, &error);
 *     ruleset_add(ruleset, name, bytes, &error);     (a user's own pack)
 *     ruleset_finish(ruleset, &error);
 *     struct report report;
 *     check_doc(ruleset, &doc, &options, &report);
 */
#ifndef RULES_CHECK_H
#define RULES_CHECK_H

#include "parser/error.h"
#include "rules/finding.h"
#include "rules/matrix.h"
#include "rules/profile.h"

/* Rules, lexicon and compiled phrases of all packs loaded. Read-only once
   finished, so that threads can share it. */
struct ruleset;

struct ruleset *ruleset_new(void);
void ruleset_free(struct ruleset *ruleset); /* NULL is accepted */

/* Load one pack, whose Markdown must outlive the ruleset. Fails, with the place
   in the pack, at the first thing that is not as clauselint-pack(5) says. name
   is for messages only. */
bool ruleset_add(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct error *ret_error)
    __attribute__((warn_unused_result));

/* What is wrong in packs. */
struct pack_error {
    struct slice file; /* the name that the pack was added under */
    struct error error;
};

/* Start with the arena and the limit set and the rest 0. */
struct pack_errors {
    struct arena *arena;
    struct pack_error *items;
    size_t count;
    size_t capacity;
    size_t limit; /* at so many, at least 1, no more are looked for */
};

/* Add a copy; false when that was the last one wanted. */
bool pack_errors_add(
    struct pack_errors *errors, struct slice file, const struct error *error);

/* The same for someone who is still writing the pack: what is wrong in it is
   told, up to the limit, and left out, and all else is loaded. A rule with a
   fault is there by its name, but its examples are not run. */
void ruleset_add_all(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct pack_errors *errors);

/* Load the packs that the program was built with: into a ruleset without
   packs, as the build left them, which takes no time (snapshot.h); else from
   their sources. */
bool ruleset_add_embedded(struct ruleset *ruleset, struct error *ret_error)
    __attribute__((warn_unused_result));

/* Load the same from their Markdown, but for the packs with these file names
   ("ru-consent.md"): the caller has others in their place. */
bool ruleset_add_sources(struct ruleset *ruleset, const struct slice *without,
    size_t without_count, struct error *ret_error)
    __attribute__((warn_unused_result));

/* Resolve what packs say of each other (lexicon, ids) and build the index of
   literals. Call once, after the last pack. */
bool ruleset_finish(struct ruleset *ruleset, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The same after ruleset_add_all(): what names nothing is told and left out. */
void ruleset_finish_all(struct ruleset *ruleset, struct pack_errors *errors);

size_t ruleset_count(const struct ruleset *ruleset);
const struct rule *ruleset_rule(const struct ruleset *ruleset, size_t index);
/* NULL when there is no such rule. */
const struct rule *ruleset_find(const struct ruleset *ruleset, struct slice id);

/* Rules that are neighbours in the order of their ids: places there, [first,
   end). Of a finished ruleset. */
struct rule_range {
    size_t first;
    size_t end;
};

/* The rule at a place below ruleset_count(). */
const struct rule *ruleset_in_order(
    const struct ruleset *ruleset, size_t place);
/* The one of that id, or none. */
struct rule_range ruleset_of_id(const struct ruleset *ruleset, struct slice id);
/* Those whose ids begin so. */
struct rule_range ruleset_beginning(
    const struct ruleset *ruleset, struct slice text);
/* Those of the pack. */
struct rule_range ruleset_of_pack(
    const struct ruleset *ruleset, struct slice pack);

/* What a thread keeps from one check to the next so that the next is faster;
   findings do not depend on it. Rulesets that it is used with must outlive
   it. */
struct workspace;

struct workspace *workspace_new(void);
void workspace_free(struct workspace *workspace); /* NULL is accepted */

/* Have it remember what matched in the last document, for one that is checked
   again and again while it is written. */
void workspace_remember(struct workspace *workspace);

/* What a report need not have where nobody looks at it; bits. */
enum report_part {
    PART_FINGERPRINTS = 1u << 0, /* of findings */
    PART_REQUIREMENTS = 1u << 1,
};

/* What the user asked for. All zero: decide everything from the document. */
struct check_options {
    struct date as_of;       /* must be set: nothing below cmd/ asks the time */
    uint32_t jurisdictions;  /* bits; 0: infer */
    uint32_t operator_types; /* one bit; 0: infer */
    uint32_t document_types; /* one bit; 0: infer */
    const bool *is_disabled; /* by rule index, or NULL */
    const bool *is_selected; /* by rule index: run though off; or NULL */
    struct workspace *workspace; /* of this thread; NULL: of this check alone */
    bool has_no_allow;           /* comments allow nothing */
    bool requires_reason;        /* one without a reason allows nothing */
    uint32_t left_out;           /* bits of enum report_part: left empty */
    struct stopwatch *watch;     /* NULL: nothing is measured */
};

/* Lives in the arena of the document. */
struct report {
    struct profile profile;
    struct fact *facts; /* in reading order */
    size_t fact_count;
    struct finding *findings; /* in reading order, then by rule id */
    size_t finding_count;
    struct requirement *requirements; /* by law, then in pack order */
    size_t requirement_count;
};

void check_doc(const struct ruleset *ruleset, const struct doc *doc,
    const struct check_options *options, struct report *ret);

/* One example that does not do what it says. */
struct example_failure {
    const struct rule *rule;
    const struct example *example; /* or NULL */
    struct words message;          /* what was expected and what was found */
    struct place place;  /* in the pack: of the phrase that none reaches, of
                            the example, else of the rule */
    struct slice phrase; /* the words there, of a phrase; else empty */
};

/* Run the examples of every rule of the pack, given by its name or as the name
   of one of its files (empty: of all packs), and see that each alternative of
   its phrases is reached by one. These rules must come from their sources;
   those with a fault are passed over.
   Returns the number of examples run; failures are written to the arena. */
size_t ruleset_test(const struct ruleset *ruleset, struct slice pack,
    struct arena *arena, struct example_failure **ret_failures,
    size_t *ret_failure_count);

#endif
