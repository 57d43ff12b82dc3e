#include "cmd/timing.h"

#include <stdio.h>
#include <stdlib.h>
#include <time.h>

#define DEAREST_COUNT 10u

static uint64_t nanoseconds(clockid_t clock)
{
    struct timespec time = {0};
    clock_gettime(clock, &time);
    return (uint64_t)time.tv_sec * 1000000000u + (uint64_t)time.tv_nsec;
}

uint64_t timing_now(void)
{
    return nanoseconds(CLOCK_MONOTONIC);
}

struct file_timing *file_timing_new(
    struct arena *arena, const struct options *options)
{
    if (!options->has_timing) {
        return NULL;
    }
    struct file_timing *file = arena_alloc(arena, sizeof(*file));
    file->watch.now = timing_now;
    file->watch.since = timing_now();
    return file;
}

struct stopwatch *file_timing_begin(struct file_timing *file,
    struct arena *arena, const struct ruleset *ruleset)
{
    if (!file) {
        return NULL;
    }
    uint64_t now = timing_now();
    file->settings = now - file->watch.since;
    file->watch.since = now;
    file->watch.rules =
        arena_array(arena, ruleset_count(ruleset), sizeof(uint64_t));
    return &file->watch;
}

void timing_begin(
    struct timing *timing, struct arena *arena, const struct ruleset *ruleset)
{
    *timing = (struct timing){
        .start = nanoseconds(CLOCK_PROCESS_CPUTIME_ID),
        .begun = timing_now(),
        .rule_count = ruleset_count(ruleset),
    };
    timing->files.watch.rules =
        arena_array(arena, timing->rule_count, sizeof(uint64_t));
}

void timing_add(struct timing *timing, const struct file_timing *file)
{
    if (!file) {
        return;
    }
    timing->file_count++;
    timing->files.read += file->read;
    timing->files.settings += file->settings;
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        timing->files.watch.stages[i] += file->watch.stages[i];
    }
    for (size_t i = 0; file->watch.rules && i < timing->rule_count; i++) {
        timing->files.watch.rules[i] += file->watch.rules[i];
    }
}

static const struct words stage_names[STAGE_COUNT] = {
    [STAGE_DECODE] = {{"кодировка", 18}, {"decode", 6}},
    [STAGE_BLOCKS] = {{"разметка", 16}, {"blocks", 6}},
    [STAGE_CLAUSES] = {{"пункты", 12}, {"clauses", 7}},
    [STAGE_SENTENCES] = {{"предложения, термины, ссылки", 52},
        {"sentences, terms, references", 28}},
    [STAGE_PROFILE] = {{"вид документа и право", 39}, {"profile", 7}},
    [STAGE_MATCH] = {{"поиск фраз", 19}, {"match", 5}},
    [STAGE_CHECKS] = {{"проверки", 16}, {"checks", 6}},
    [STAGE_SETTLE] = {{"условия и порядок", 32}, {"settle", 6}},
};

/* One line: milliseconds, what took them. */
static void print_line(uint64_t time, struct slice name)
{
    fprintf(stderr, "%10.3f  %.*s\n", (double)time / 1e6, (int)name.len,
        name.bytes);
}

static void print_stage(
    enum language language, uint64_t time, const char *ru, const char *en)
{
    print_line(time, slice_from(language_pick(language, ru, en)));
}

/* A rule and its time, for sorting. */
struct dear_rule {
    const struct rule *rule;
    uint64_t time;
};

static int compare_dear(const void *a, const void *b)
{
    const struct dear_rule *x = a;
    const struct dear_rule *y = b;
    if (x->time != y->time) {
        return x->time < y->time ? 1 : -1;
    }
    return slice_compare(x->rule->id, y->rule->id);
}

static void print_rules(const struct timing *timing,
    const struct ruleset *ruleset, enum language language)
{
    struct arena *arena = arena_new();
    size_t count = timing->rule_count;
    struct dear_rule *rules = arena_array(arena, count, sizeof(*rules));
    uint64_t sum = 0;
    for (size_t i = 0; i < count; i++) {
        rules[i].rule = ruleset_rule(ruleset, i);
        rules[i].time = timing->files.watch.rules[i];
        sum += rules[i].time;
    }
    if (count) {
        qsort(rules, count, sizeof(*rules), compare_dear);
    }
    fputs(
        language_pick(language,
            "из поиска фраз и проверок — правила, мс; прочее общее для них:\n",
            "of match and checks: rules, ms; the rest is common to them:\n"),
        stderr);
    print_stage(language, sum, "все правила", "all rules");
    for (size_t i = 0; i < count && i < DEAREST_COUNT && rules[i].time; i++) {
        print_line(rules[i].time, rules[i].rule->id);
    }
    arena_free(arena);
}

void timing_print(const struct timing *timing, const struct ruleset *ruleset,
    enum language language)
{
    fputs(language_pick(
              language, "время, мс; документов: ", "time, ms; documents: "),
        stderr);
    fprintf(stderr, "%zu\n", timing->file_count);
    print_stage(language, timing->start, "запуск", "start");
    print_stage(language, timing->files.read, "чтение файлов", "read");
    print_stage(language, timing->files.settings, "настройки", "settings");
    for (size_t i = 0; i < STAGE_COUNT; i++) {
        print_line(timing->files.watch.stages[i],
            language_choose(language, stage_names[i]));
    }
    print_stage(language, timing->report, "отчёт", "report");
    print_stage(language, timing_now() - timing->begun,
        "всего по часам после запуска", "by the clock, after the start");
    print_rules(timing, ruleset, language);
}
