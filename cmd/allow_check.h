/*
 * allow_check.h - what is wrong with an allowance file, as findings in it.
 */
#ifndef CMD_ALLOW_CHECK_H
#define CMD_ALLOW_CHECK_H

#include "cmd/allow_file.h"
#include "cmd/load.h"
#include "cmd/report.h"

/* Check the file as a document: an entry that has expired, gives no reason,
   names no rule or allows nothing in a document that was checked is a finding
   at its fingerprint. Of the result its options are given, and the rest is
   filled in; finding_count 0: nothing is wrong. All of it lives in the arena,
   but the options and the rules. */
bool allow_file_check(const struct allow_file *file, struct arena *arena,
    const struct rules_loaded *rules, struct checked_file *ret,
    struct error *ret_error) __attribute__((warn_unused_result));

#endif
