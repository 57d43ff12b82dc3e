/*
 * revision.h - a file as it stood in a revision of its git repository.
 *
 * The only place where another program is run: `git`, without a shell, with
 * its arguments fixed but for the revision and the file's name, and told not
 * to fetch anything.
 */
#ifndef CMD_REVISION_H
#define CMD_REVISION_H

#include "parser/arena.h"
#include "parser/error.h"
#include "parser/slice.h"

#include <stdbool.h>

/* "A..B" names two revisions, an empty one being HEAD; "A" one, and then
   *ret_new is empty: the file as it stands. Fails on no revision, on "A...B",
   and on one that begins with "-". */
bool revision_split(struct slice spelling, struct slice *ret_old,
    struct slice *ret_new, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The bytes of the file in the revision. Fails when there is no git, no
   repository, no such revision, or no such file in it. */
bool revision_read(struct arena *arena, struct slice revision,
    struct slice path, struct slice *ret_bytes, struct error *ret_error)
    __attribute__((warn_unused_result));

#endif
