#include "parser/stopwatch.h"

void stopwatch_lap(struct stopwatch *watch, enum stage stage)
{
    if (watch) {
        uint64_t now = watch->now();
        watch->stages[stage] += now - watch->since;
        watch->since = now;
    }
}

uint64_t stopwatch_begin(const struct stopwatch *watch)
{
    return watch ? watch->now() : 0;
}

void stopwatch_end(const struct stopwatch *watch, uint64_t begin, uint32_t rule)
{
    if (watch && watch->rules) {
        watch->rules[rule] += watch->now() - begin;
    }
}
