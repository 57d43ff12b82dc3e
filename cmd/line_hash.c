#include "cmd/line_hash.h"

#include "parser/utf8.h"

#include <inttypes.h>
#include <stdbool.h>
#include <stdlib.h>

#define WINDOW 100 /* units that a line's hash is of */
#define FACTOR 37u
#define END_OF_FILE 0xFFFFu

/* The units that count, and where among them each line begins. */
struct units {
    uint16_t *items;
    size_t count;
    size_t *line_starts; /* indices into items */
    size_t line_count;
    size_t line_capacity;
    bool is_line_start; /* the next unit begins a line */
};

/* The bytes that may follow a lead byte, and how many. */
struct continuation {
    unsigned count; /* 0: the byte leads nothing */
    uint8_t least;  /* of the first of them */
    uint8_t most;
};

static struct continuation continuation_of(uint8_t lead)
{
    struct continuation next = {0, 0x80, 0xBF};
    if (lead >= 0xC2 && lead <= 0xDF) {
        next.count = 1;
    } else if (lead >= 0xE0 && lead <= 0xEF) {
        next.count = 2;
    } else if (lead >= 0xF0 && lead <= 0xF4) {
        next.count = 3;
    }
    if (lead == 0xE0 || lead == 0xF0) {
        next.least = lead == 0xE0 ? 0xA0 : 0x90;
    } else if (lead == 0xED || lead == 0xF4) {
        next.most = lead == 0xED ? 0x9F : 0x8F;
    }
    return next;
}

/* The code point at *offset, which moves behind it. A sequence that breaks
   off is one U+FFFD: utf8_next() makes one of each of its bytes. */
static uint32_t decode(struct slice bytes, size_t *offset)
{
    uint8_t lead = (uint8_t)bytes.bytes[(*offset)++];
    struct continuation next = continuation_of(lead);
    if (lead < 0x80 || next.count == 0) {
        return lead < 0x80 ? lead : UTF8_REPLACEMENT;
    }
    uint32_t code_point = lead & (0x3Fu >> next.count);
    for (; next.count > 0; next.count--) {
        uint8_t byte = *offset < bytes.len ? (uint8_t)bytes.bytes[*offset] : 0;
        if (byte < next.least || byte > next.most) {
            return UTF8_REPLACEMENT;
        }
        code_point = code_point << 6 | (byte & 0x3Fu);
        next.least = 0x80;
        next.most = 0xBF;
        ++*offset;
    }
    return code_point;
}

static void add_unit(struct arena *arena, struct units *units, uint32_t unit)
{
    if (units->is_line_start) {
        units->line_starts =
            arena_grow(arena, units->line_starts, units->line_count,
                &units->line_capacity, sizeof(*units->line_starts));
        units->line_starts[units->line_count++] = units->count;
    }
    units->is_line_start = unit == '\n';
    units->items[units->count++] = (uint16_t)unit;
}

static struct units read_units(struct arena *arena, struct slice bytes)
{
    /* No code point has more units than bytes; the zeros come after. */
    struct units units = {.is_line_start = true};
    units.items =
        arena_array(arena, bytes.len + 1 + 2 * WINDOW, sizeof(*units.items));
    bool is_after_cr = false;
    for (size_t offset = 0; offset < bytes.len;) {
        uint32_t code_point = decode(bytes, &offset);
        bool is_left_out = code_point == ' ' || code_point == '\t' ||
                           (is_after_cr && code_point == '\n');
        is_after_cr = code_point == '\r';
        if (is_left_out) {
            continue;
        }
        if (code_point > 0xFFFF) {
            uint32_t rest = code_point - 0x10000;
            add_unit(arena, &units, 0xD800 + (rest >> 10));
            add_unit(arena, &units, 0xDC00 + (rest & 0x3FF));
        } else {
            add_unit(arena, &units, is_after_cr ? '\n' : code_point);
        }
    }
    add_unit(arena, &units, END_OF_FILE);
    return units;
}

/* Slide a window over the units and note its hash at each line's start. */
static void hash_lines(const struct units *units, struct line_hash *hashes)
{
    uint64_t out = 1; /* what a unit counts for when it leaves */
    uint64_t hash = 0;
    for (size_t i = 0; i < WINDOW; i++) {
        out *= FACTOR;
        hash = hash * FACTOR + units->items[i];
    }
    size_t at = 0;
    for (size_t i = 0; i < units->line_count; i++) {
        for (; at < units->line_starts[i]; at++) {
            hash = hash * FACTOR + units->items[at + WINDOW] -
                   units->items[at] * out;
        }
        hashes[i].value = hash;
    }
}

/* By value, equal ones in the order of lines. */
static int compare_hashes(const void *a, const void *b)
{
    const struct line_hash *const *left = a;
    const struct line_hash *const *right = b;
    if ((*left)->value != (*right)->value) {
        return (*left)->value < (*right)->value ? -1 : 1;
    }
    return (*left > *right) - (*left < *right);
}

static void count_occurrences(
    struct arena *arena, struct line_hash *hashes, size_t count)
{
    struct line_hash **sorted = arena_array(arena, count, sizeof(*sorted));
    for (size_t i = 0; i < count; i++) {
        sorted[i] = &hashes[i];
    }
    qsort(sorted, count, sizeof(*sorted), compare_hashes);
    for (size_t i = 0; i < count; i++) {
        bool is_again = i > 0 && sorted[i]->value == sorted[i - 1]->value;
        sorted[i]->occurrence = is_again ? sorted[i - 1]->occurrence + 1 : 1;
    }
}

struct line_hash *line_hashes(
    struct arena *arena, struct slice bytes, size_t *ret_count)
{
    struct units units = read_units(arena, bytes);
    struct line_hash *hashes =
        arena_array(arena, units.line_count, sizeof(*hashes));
    hash_lines(&units, hashes);
    count_occurrences(arena, hashes, units.line_count);
    *ret_count = units.line_count;
    return hashes;
}

struct slice line_hash_words(struct arena *arena, struct line_hash hash)
{
    return arena_format(
        arena, "%" PRIx64 ":%" PRIu32, hash.value, hash.occurrence);
}
