/*
 * acknowledgement.h - changes that somebody agreed to, one a line of a file:
 *
 *     # what was decided
 *     0f1e2d3c4b5a решение юриста от 01.11.2026
 */
#ifndef CMD_ACKNOWLEDGEMENT_H
#define CMD_ACKNOWLEDGEMENT_H

#include "parser/arena.h"
#include "parser/error.h"

struct acknowledgement {
    struct slice id; /* of the change, DIFF_ID_LENGTH hexadecimal digits */
    struct slice reason;
    uint32_t line; /* from 1 */
    bool is_used;  /* the comparison has the change */
};

/* Lives in the arena it was read into; its texts are the bytes read. */
struct acknowledgement_list {
    struct acknowledgement *items; /* by line */
    size_t count;
    size_t capacity;
    struct acknowledgement **by_id; /* the same, sorted */
};

/* Read lines of "ID REASON"; "#" begins a comment. Fails, with the line, on
   what is no id, an id without a reason, and one that comes twice. */
bool acknowledgements_read(struct arena *arena, struct slice bytes,
    struct acknowledgement_list *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* That of a change by its id, in letters of either case; NULL: none. */
struct acknowledgement *acknowledgement_find(
    const struct acknowledgement_list *list, struct slice id);

#endif
