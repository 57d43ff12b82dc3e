/*
 * crew.h - many pieces of work done by several threads, told in order.
 *
 * Pieces are numbered. Workers, of whom the caller's thread is one, make them,
 * each in an arena of its own. They tell the results in the order of the
 * numbers, whoever was first, and the arena is cleared for another piece. No
 * more than CREW_WINDOW pieces a worker are made ahead, so memory does not grow
 * with their number.
 */
#ifndef CMD_CREW_H
#define CMD_CREW_H

#include "parser/arena.h"

#define CREW_LIMIT 64u /* workers */
#define CREW_WINDOW 4u

struct crew_task {
    size_t count; /* of pieces */
    /* Make one piece in the arena; may run in several threads at once. */
    void *(*make)(void *context, size_t index, struct arena *arena);
    /* Take what make() returned, one by one. */
    void (*tell)(void *context, void *piece);
    void *context;
};

/* How many workers this machine has use for: its processors, 1 to CREW_LIMIT.
   For one piece it is not asked. */
size_t crew_size(size_t pieces);

/* Do all of the task with so many workers. With one, or one piece, all is done
   in the caller's thread; so is what is left when no thread can be started. */
void crew_run(const struct crew_task *task, size_t workers);

#endif
