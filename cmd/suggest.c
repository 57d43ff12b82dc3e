#include "cmd/suggest.h"

#include <string.h>

static size_t least(size_t a, size_t b)
{
    return a < b ? a : b;
}

size_t suggest_distance(struct slice a, struct slice b)
{
    a = slice_cut(a, 0, SUGGEST_LONGEST);
    b = slice_cut(b, 0, SUGGEST_LONGEST);
    size_t rows[3][SUGGEST_LONGEST + 1];
    size_t *before = rows[0];
    size_t *above = rows[1];
    size_t *row = rows[2];
    for (size_t j = 0; j <= b.len; j++) {
        above[j] = j;
    }
    for (size_t i = 1; i <= a.len; i++) {
        row[0] = i;
        for (size_t j = 1; j <= b.len; j++) {
            size_t change = a.bytes[i - 1] != b.bytes[j - 1];
            row[j] =
                least(above[j - 1] + change, least(above[j], row[j - 1]) + 1);
            if (i > 1 && j > 1 && a.bytes[i - 1] == b.bytes[j - 2] &&
                a.bytes[i - 2] == b.bytes[j - 1]) {
                row[j] = least(row[j], before[j - 2] + 1);
            }
        }
        size_t *spare = before;
        before = above;
        above = row;
        row = spare;
    }
    return above[b.len];
}

void suggest_try(struct suggestion *suggestion, struct slice candidate)
{
    size_t distance = suggest_distance(suggestion->name, candidate);
    size_t tolerable = 1 + candidate.len / 4;
    if (distance > tolerable ||
        (suggestion->nearest.len && distance >= suggestion->distance)) {
        return;
    }
    suggestion->nearest = candidate;
    suggestion->distance = distance;
}
