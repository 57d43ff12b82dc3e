/*
 * snapshot_none.c - for programs without a snapshot: packs are loaded.
 */
#include "rules/snapshot.h"

const struct ruleset *snapshot_ruleset(void)
{
    return NULL;
}

const struct signal_index *snapshot_signals(void)
{
    return NULL;
}
