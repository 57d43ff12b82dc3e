/*
 * known.h - the files that say which findings do not count: allowance files
 * and baselines, each read once for all documents.
 *
 * Not for several threads at once.
 */
#ifndef CMD_KNOWN_H
#define CMD_KNOWN_H

#include "cmd/allow_file.h"
#include "cmd/baseline.h"
#include "cmd/settings.h"

struct known {
    struct arena *arena;
    struct allow_file **allow_files;
    size_t allow_count;
    size_t allow_capacity;
    struct baseline **baselines;
    size_t baseline_count;
    size_t baseline_capacity;
};

/* The files of a document, read when they are asked for first; NULL for those
   that its settings do not have. */
struct known_files {
    struct allow_file *allow;
    struct baseline *baseline;
};

/* The folder, absolute, of a document's file of allowances, whether there is
   one or not; empty: it has none. */
struct slice known_allow_folder(
    struct arena *arena, const struct settings *settings);

/* Fails when one cannot be read or is not as it should be. */
bool known_open(struct known *known, const struct settings *settings,
    struct known_files *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* Mark the findings of a document, by its absolute path, that do not count. */
void known_apply(const struct known_files *files, struct arena *arena,
    const struct options *options, struct slice path,
    const struct report *report);

#endif
