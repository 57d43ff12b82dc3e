/*
 * fuzz.h - what the fuzz targets share.
 *
 * A target NAME_fuzz.c hands any bytes to one reader and goes as far with them
 * as the program does. Each call begins from nothing, so that what a file of
 * the corpus does depends on its bytes only. clang's libFuzzer drives a target
 * when the build is configured with -Dfuzz=true; in every build replay.c runs
 * it over corpus/NAME.
 */
#ifndef FUZZ_FUZZ_H
#define FUZZ_FUZZ_H

#include "cmd/checker.h"

#include <stdio.h>

/* What libFuzzer calls; always 0. */
int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size);

/* Bytes as a slice that ends where the allocation ends, as libFuzzer's does. */
struct slice fuzz_slice(const uint8_t *bytes, size_t size);

/* Take the slice up to the next line that is exactly the word, and leave in
 *rest what stands behind that line; all of it when there is none. */
struct slice fuzz_part(struct slice *rest, struct slice line);

/* A command line: "check --format=json policy.md", words parted by a space.
   The day is set, and no configuration is looked for. Aborts when it is not
   understood. */
struct options fuzz_options(struct arena *arena, const char *words);

/* The embedded rules. Aborts when they do not load. */
struct checker *fuzz_checker(
    struct arena *arena, const struct options *options);

/* Write the checked file with one of the writers, to nowhere: targets choose by
   the size of their input, for to run all takes longer than the rest. */
void fuzz_report(struct arena *arena, const struct checker *checker,
    const struct checked_file *file, size_t which);

/* A file that swallows all; to be closed. */
FILE *fuzz_nowhere(void);

/* Of a failure: that it says something, in both languages. */
void fuzz_see_error(const struct error *error);

#endif
