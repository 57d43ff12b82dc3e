#include "cmd/progress.h"

#include "cmd/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* To the first column, and empty the line: any terminal but a "dumb" one. */
#define EMPTY_LINE "\r\033[K"

static bool is_capable(void)
{
    const char *terminal = getenv("TERM");
    return isatty(STDERR_FILENO) && terminal && strcmp(terminal, "dumb") != 0;
}

void progress_begin(struct progress *progress, size_t total, bool is_quiet,
    enum language language)
{
    *progress = (struct progress){
        .is_wanted = total > 1 && !is_quiet && is_capable(),
        .language = language,
        .total = total,
        .begin = timing_now() + PROGRESS_DELAY,
    };
}

void progress_step(struct progress *progress)
{
    progress->done++;
    if (!progress->is_wanted || timing_now() < progress->begin) {
        return;
    }
    if (progress->language == LANGUAGE_RU) {
        fprintf(stderr, EMPTY_LINE "проверено %zu из %zu", progress->done,
            progress->total);
    } else {
        fprintf(stderr, EMPTY_LINE "%zu of %zu checked", progress->done,
            progress->total);
    }
    progress->is_shown = true;
}

void progress_hide(struct progress *progress)
{
    if (progress->is_shown) {
        fputs(EMPTY_LINE, stderr);
        progress->is_shown = false;
    }
}
