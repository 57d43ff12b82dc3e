/*
 * allow_file.h - what is allowed beside the documents, in a file, so that
 * published pages stay as they are:
 *
 *     [0f1e2d3c4b5a69788796a5b4c3d2e1f0]     the finding's fingerprint
 *     rule = ru/consent-irrevocable
 *     path = legal/policy.html               as a section of a configuration
 *     reason = решение юриста от 01.11.2026
 *     until = 2027-01-31
 */
#ifndef CMD_ALLOW_FILE_H
#define CMD_ALLOW_FILE_H

#include "parser/arena.h"
#include "parser/date.h"
#include "parser/error.h"
#include "rules/check.h"

#define ALLOW_FILE_NAME ".clauselint-allow.ini"

/* One section. */
struct allow_entry {
    struct slice fingerprint; /* 32 hexadecimal digits */
    struct slice rule;        /* an id; perhaps of no rule */
    struct slice path;        /* a pattern, from the file's folder */
    struct slice reason;      /* may be empty */
    struct date until;        /* the last day; not set: for ever */
    struct place place;       /* of its fingerprint */
    bool is_met;              /* a document of that path was checked */
    bool is_used;             /* and had the finding */
};

/* Lives in the arena it was read into. */
struct allow_file {
    struct slice path;   /* as people see it */
    struct slice folder; /* absolute */
    struct slice bytes;
    struct allow_entry *entries;
    size_t count;
    size_t capacity;
};

/* Read the bytes of such a file. Fails, with the place, at what is no section
   or key of these, at a wrong date, and where the rule or the path is
   missing. */
bool allow_file_read(struct arena *arena, struct slice path, struct slice bytes,
    struct allow_file *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* What is asked of the entries. */
struct allow_wish {
    struct date as_of;
    bool requires_reason;
};

bool allow_entry_is_expired(
    const struct allow_entry *entry, const struct allow_wish *wish);

/* Mark the findings of a document, by its absolute path, that the file
   allows, and the entries that do so. */
void allow_file_apply(struct allow_file *file, struct arena *arena,
    struct slice path, const struct allow_wish *wish,
    const struct report *report);

#endif
