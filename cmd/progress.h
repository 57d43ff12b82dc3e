/*
 * progress.h - a line on a terminal that tells how far a long run is.
 *
 * It stands on standard error, only where that is a terminal, and from
 * PROGRESS_DELAY on, so that a short run shows nothing. What else is written
 * goes between progress_hide() and progress_step(), and finds the line empty.
 */
#ifndef CMD_PROGRESS_H
#define CMD_PROGRESS_H

#include "cmd/language.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

#define PROGRESS_DELAY 500000000u /* nanoseconds before the line is shown */

struct progress {
    bool is_wanted;
    bool is_shown;
    enum language language;
    size_t total; /* documents */
    size_t done;
    uint64_t begin; /* when the line may be shown: timing_now() */
};

/* is_quiet: show nothing. */
void progress_begin(struct progress *progress, size_t total, bool is_quiet,
    enum language language);

/* One more is done. */
void progress_step(struct progress *progress);

/* Take the line off the screen; also at the end. */
void progress_hide(struct progress *progress);

#endif
