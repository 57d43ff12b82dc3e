/*
 * lsp_check.h - documents checked for the server as `check` checks them: the
 * rules that are loaded, and what is found in one text.
 */
#ifndef CMD_LSP_CHECK_H
#define CMD_LSP_CHECK_H

#include "cmd/load.h"
#include "cmd/report.h"

/* The rules in use. All zero: none are loaded. */
struct lsp_rules {
    struct arena *arena;
    struct rules_loaded loaded;
    struct options options; /* as_of is the day of loading */
};

/* Load the rules, again where some are loaded. When that fails the former
   ones stay, and false is returned; why is said on standard error. */
bool lsp_rules_load(struct lsp_rules *rules, const struct options *options)
    __attribute__((warn_unused_result));

void lsp_rules_clear(struct lsp_rules *rules);

/* What is known of one version of a text. All zero: nothing. */
struct lsp_checked {
    struct arena *arena;      /* owns the rest */
    struct checked_file file; /* doc NULL: the text cannot be read */
    struct words trouble;     /* why not */
};

/* Check a text under the name of a file. The bytes must outlive the result. */
void lsp_check(struct lsp_rules *rules, struct slice name, struct slice bytes,
    struct lsp_checked *ret);

void lsp_checked_clear(struct lsp_checked *checked);

#endif
