/*
 * checker.h - one document checked as the command `check` does it, for every
 * command that does: the command line, the language server.
 *
 *     struct checker *checker;
 *     if (checker_open(arena, options, &checker, &trouble)) {
 *         ... checker_check(checker, own, &file, &trouble) ...
 *         checker_close(checker);
 *     }
 *
 * Opening reads the packs. To read them again, close and open again, each
 * time with a new arena: nothing is kept between two checkers.
 */
#ifndef CMD_CHECKER_H
#define CMD_CHECKER_H

#include "cmd/load.h"
#include "cmd/report.h"

/* The rules, and what the user wants of them. Lives in the arena that it was
   opened with; the options must outlive it. */
struct checker;

/* options->as_of must be set. Fails when something is wrong with a pack or an
   option, with nothing to be closed. */
bool checker_open(struct arena *arena, const struct options *options,
    struct checker **ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* The same documents will be checked again and again while they are written:
   remember what can be. */
void checker_remember(struct checker *checker);

/* Nobody will look at these parts of reports, bits of enum report_part: they
   are left out; fingerprints where no file tells by them which findings are
   known. Not while checker_check() runs. */
void checker_leave_out(struct checker *checker, uint32_t parts);

void checker_close(struct checker *checker); /* NULL is accepted */

/* Check a file whose path and bytes are given, and fill in the rest; there
   need be no such file. All of the result, and of the trouble, lives in the
   given arena; bytes and path must live as long. Fails as doc_read() does, and
   when something is wrong in a configuration, under its path. Several threads
   may call it at once, each with an arena of its own. */
bool checker_check(struct checker *checker, struct arena *arena,
    struct checked_file *file, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* What all documents of a run have in common. */
struct checker_run {
    struct options options;    /* those of its first document */
    struct rules_loaded rules; /* disabled: for all documents */
};

/* Read the configurations of all documents before the first is checked, load
   their packs together, and speak the language of the first. For reports that
   list rules; without it packs are loaded as documents come. Not while
   checker_check() runs. Fails at the first thing that is wrong in one. */
bool checker_prepare(struct checker *checker, const struct slice *paths,
    size_t count, struct checker_run *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* The rules as the command line wants them, whatever the configurations. */
const struct rules_loaded *checker_rules(const struct checker *checker);

/* What holds for a document of that path; all of it in the arena, but what
   its configurations own. */
bool checker_settings(struct checker *checker, struct arena *arena,
    struct slice path, struct settings *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* The allowance files of the documents checked so far, and what is wrong with
   one of them: once all documents are checked, for only then is it known which
   entries allow nothing. finding_count 0: nothing is wrong. */
size_t checker_allow_file_count(const struct checker *checker);
bool checker_check_allow_file(struct checker *checker, size_t index,
    struct arena *arena, struct checked_file *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* The same of the bytes of such a file, without what documents say of it. */
bool checker_check_allow_bytes(struct checker *checker, struct arena *arena,
    struct checked_file *file, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

/* What was read of the files that say which findings do not count. */
struct known;
struct known *checker_known(struct checker *checker);

#endif
