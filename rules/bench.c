/*
 * bench.c - what a check costs once the rules are loaded.
 *
 *     bench [-n ROUNDS] FILE…
 *
 * Each file is read and checked ROUNDS times with the embedded packs, as an
 * editor does while its user types. One line is printed for each file: its
 * size, the median processor time of reading and of checking, what a kilobyte
 * costs, and the memory that the document and its report took. The time of
 * the process is measured, not that of the clock: other programs do not count.
 */
#include "rules/check.h"
#include "rules/tool_file.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <time.h>

#define ROUNDS_DEFAULT 21u
#define ROUNDS_LIMIT 100000u

struct bench {
    const struct ruleset *ruleset;
    struct check_options options;
    size_t rounds;
    double *reading; /* milliseconds of each round */
    double *checking;
    double total; /* of the medians */
    size_t bytes;
};

static double now(void)
{
    struct timespec time;
    clock_gettime(CLOCK_PROCESS_CPUTIME_ID, &time);
    return (double)time.tv_sec * 1e3 + (double)time.tv_nsec / 1e6;
}

static int compare(const void *a, const void *b)
{
    double x = *(const double *)a;
    double y = *(const double *)b;
    return (x > y) - (x < y);
}

static double median(double *times, size_t count)
{
    qsort(times, count, sizeof(*times), compare);
    return times[count / 2];
}

/* One round; returns the bytes that the document and the report took. */
static bool run_round(struct bench *bench, size_t round, struct slice name,
    struct slice bytes, size_t *ret_memory)
{
    struct arena *arena = arena_new();
    struct doc doc;
    struct report report;
    struct error error;
    double start = now();
    bool is_read = doc_read(arena, name, bytes, &doc, &error);
    double middle = now();
    if (is_read) {
        check_doc(bench->ruleset, &doc, &bench->options, &report);
    } else {
        fprintf(stderr, "%s: %s\n", name.bytes, error.en);
    }
    bench->reading[round] = middle - start;
    bench->checking[round] = now() - middle;
    *ret_memory = arena_size(arena);
    arena_free(arena);
    return is_read;
}

static bool run_file(struct bench *bench, struct arena *arena, const char *path)
{
    struct slice bytes;
    size_t memory = 0;
    if (!tool_file_read(arena, path, &bytes)) {
        fprintf(stderr, "%s: cannot be read\n", path);
        return false;
    }
    for (size_t i = 0; i < bench->rounds; i++) {
        if (!run_round(bench, i, slice_from(path), bytes, &memory)) {
            return false;
        }
    }
    double reading = median(bench->reading, bench->rounds);
    double checking = median(bench->checking, bench->rounds);
    double kilobytes = (double)bytes.len / 1024;
    printf("%8zu B  read %8.3f ms  check %8.3f ms  %6.4f ms/KB  %7zu KB  %s\n",
        bytes.len, reading, checking, (reading + checking) / kilobytes,
        memory / 1024, path);
    bench->total += reading + checking;
    bench->bytes += bytes.len;
    return true;
}

static int run(struct bench *bench, char **paths)
{
    struct arena *arena = arena_new();
    int status = EXIT_SUCCESS;
    bench->reading = arena_array(arena, bench->rounds, sizeof(double));
    bench->checking = arena_array(arena, bench->rounds, sizeof(double));
    for (; *paths; paths++) {
        if (!run_file(bench, arena, *paths)) {
            status = EXIT_FAILURE;
        }
    }
    if (bench->bytes) {
        printf("%8zu B  %.3f ms  %.4f ms/KB\n", bench->bytes, bench->total,
            bench->total * 1024 / (double)bench->bytes);
    }
    arena_free(arena);
    return status;
}

/* 1 for what is no number of rounds. */
static size_t rounds_of(const char *digits)
{
    size_t rounds = 0;
    for (; *digits >= '0' && *digits <= '9' && rounds < ROUNDS_LIMIT;
         digits++) {
        rounds = rounds * 10 + (size_t)(*digits - '0');
    }
    return *digits || rounds == 0 ? 1 : rounds;
}

int main(int argc, char **argv)
{
    struct bench bench = {
        .options = {.as_of = {2026, 11, 22}}, .rounds = ROUNDS_DEFAULT};
    char **paths = argv + 1;
    if (argc > 2 && strcmp(argv[1], "-n") == 0) {
        bench.rounds = rounds_of(argv[2]);
        paths += 2;
    }
    struct ruleset *ruleset = ruleset_new();
    struct error error;
    int status = EXIT_FAILURE;
    if (ruleset_add_embedded(ruleset, &error) &&
        ruleset_finish(ruleset, &error)) {
        bench.ruleset = ruleset;
        bench.options.workspace = workspace_new();
        status = run(&bench, paths);
        workspace_free(bench.options.workspace);
    } else {
        fprintf(stderr, "%s\n", error.en);
    }
    ruleset_free(ruleset);
    return status;
}
