/*
 * diff_finding.h - which findings one edition has and the other lacks. For
 * diff*.c only.
 */
#ifndef RULES_DIFF_FINDING_H
#define RULES_DIFF_FINDING_H

#include "rules/diff_align.h"

/* Fill in what came and what is gone. A finding is the same when its
   fingerprint is, or when its rule stands in units that became each other: a
   sentence that was reworded and is still wrong has no new fault. */
void diff_findings(struct arena *arena, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment, struct diff *ret);

#endif
