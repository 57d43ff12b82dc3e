/*
 * output.h - where a report goes: standard output, or a file that appears
 * only when it is complete.
 */
#ifndef CMD_OUTPUT_H
#define CMD_OUTPUT_H

#include "parser/arena.h"
#include "parser/error.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdio.h>
#include <sys/types.h>

/* Occupy those of the three standard streams that are closed, or a file that
   is opened would get the number of one, and what is said there would be
   written into it. Call before any file is opened. */
void output_guard(void);

/* Has all arrived that was written to standard output? */
bool output_finish(struct error *ret_error) __attribute__((warn_unused_result));

struct output {
    FILE *file;
    char *path;      /* NULL: standard output */
    char *temporary; /* a name beside path; NULL: written in place */
    mode_t mode;     /* permissions that it will have; of no use in place */
};

/* Open the file named path for writing, or standard output for an empty
   path. A regular file is written to one without a name in the same folder, so
   that a run that ends early, or is ended, leaves nothing behind. */
bool output_open(struct output *ret, struct arena *arena, struct slice path,
    struct error *ret_error) __attribute__((warn_unused_result));

/* Finish the writing, copy it beside path and rename that. Only to be killed
   in this moment (SIGKILL) leaves a second file. Fails when anything could not
   be written: the file is then as it was before. With one thread. */
bool output_close(struct output *output, struct error *ret_error)
    __attribute__((warn_unused_result));

/* Leave the file as it was before. */
void output_discard(struct output *output);

#endif
