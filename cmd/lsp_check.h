/*
 * lsp_check.h - documents checked for the server as `check` checks them: the
 * rules that are loaded, and what is found in one text.
 */
#ifndef CMD_LSP_CHECK_H
#define CMD_LSP_CHECK_H

#include "cmd/checker.h"
#include "cmd/lsp_pack.h"

/* The rules in use. All zero: none are loaded. */
struct lsp_rules {
    struct arena *arena;
    struct options *options; /* as_of is the day of loading, if none is given */
    struct checker *checker;
};

/* Load the rules, again where some are loaded. When that fails the former
   ones stay. */
bool lsp_rules_load(struct lsp_rules *rules, const struct options *options,
    struct trouble *ret_trouble) __attribute__((warn_unused_result));

/* Has the day changed since they were loaded, and with it the law? */
bool lsp_rules_are_of_another_day(
    const struct lsp_rules *rules, const struct options *options);

void lsp_rules_clear(struct lsp_rules *rules);

/* What is known of one version of a text. All zero: nothing. */
struct lsp_checked {
    struct arena *arena;      /* owns the rest */
    struct checked_file file; /* doc NULL: the text was not checked */
    struct lsp_pack *pack;    /* or NULL: it is no rule pack */
    bool has_trouble;
    struct trouble trouble; /* why not; in the file itself or in another */
};

/* Check a text under the name of a file; both must outlive the result. */
void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret);

/* Is it a file of ours, ".clauselint.ini" or what stands beside it? A
   configuration is read as one, the others are not checked. */
bool lsp_is_own_file(struct slice name);

/* The text that was read of it, as UTF-8; empty when none was. */
struct slice lsp_checked_text(const struct lsp_checked *checked);

void lsp_checked_clear(struct lsp_checked *checked);

#endif
