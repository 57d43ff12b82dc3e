/*
 * documents.h - all the documents that a command line names, checked.
 */
#ifndef CMD_DOCUMENTS_H
#define CMD_DOCUMENTS_H

#include "cmd/checker.h"
#include "cmd/input.h"

struct documents {
    const struct options *options; /* those of the run, once found */
    struct checker *checker;
    struct checker_run *run;
    struct input_list inputs;
    bool has_trouble; /* something could not be checked; it was said */
};

/* Find them, by the operands from a number on, and read their configurations.
   False, with the reason said, when a configuration is wrong. */
bool documents_find(struct documents *ret, struct arena *arena,
    const struct options *options, struct checker *checker, size_t first)
    __attribute__((warn_unused_result));

/* Check them by several threads, and tell the results in order, in this one.
   What cannot be checked is said and passed. */
void documents_check(struct documents *documents,
    void (*tell)(void *context, const struct checked_file *file),
    void *context);

#endif
