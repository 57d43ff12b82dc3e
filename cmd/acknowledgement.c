#include "cmd/acknowledgement.h"

#include "parser/ascii.h"
#include "rules/diff.h"

#include <stdlib.h>

static bool is_id(struct slice word)
{
    bool is_hexadecimal = word.len == DIFF_ID_LENGTH;
    for (size_t i = 0; i < word.len; i++) {
        is_hexadecimal &= ascii_digit_value(word.bytes[i]) < 16;
    }
    return is_hexadecimal;
}

/* An id as a number. */
static uint64_t id_value(struct slice id)
{
    uint64_t value = 0;
    for (size_t i = 0; i < id.len; i++) {
        value = value << 4 | (uint64_t)ascii_digit_value(id.bytes[i]);
    }
    return value;
}

/* By id; equal ones by line. */
static int compare(const void *a, const void *b)
{
    const struct acknowledgement *x = *(struct acknowledgement *const *)a;
    const struct acknowledgement *y = *(struct acknowledgement *const *)b;
    uint64_t left = id_value(x->id);
    uint64_t right = id_value(y->id);
    int order = (left > right) - (left < right);
    return order ? order : (x->line > y->line) - (x->line < y->line);
}

static bool read_line(struct arena *arena, struct slice line, uint32_t number,
    struct acknowledgement_list *list, struct error *ret_error)
{
    struct slice rest = slice_trim(line);
    struct slice id = SLICE("");
    if (rest.len == 0 || rest.bytes[0] == '#') {
        return true;
    }
    slice_next_part(&rest, ' ', &id);
    struct slice reason = slice_trim(rest);
    if (is_id(id) && reason.len > 0) {
        list->items = arena_grow(arena, list->items, list->count,
            &list->capacity, sizeof(*list->items));
        list->items[list->count++] =
            (struct acknowledgement){id, reason, number, false};
        return true;
    }
    if (!is_id(id)) {
        error_set(ret_error, "строка начинается с id изменения (%d знаков)",
            "a line begins with the id of a change (%d characters)",
            DIFF_ID_LENGTH);
    } else {
        error_set(ret_error, "не сказано, почему изменение согласовано",
            "why the change is agreed to is not said");
    }
    ret_error->place = (struct place){number, 1};
    return false;
}

static void sort_by_id(struct arena *arena, struct acknowledgement_list *list)
{
    list->by_id = arena_array(arena, list->count, sizeof(*list->by_id));
    for (size_t i = 0; i < list->count; i++) {
        list->by_id[i] = &list->items[i];
    }
    if (list->count > 0) {
        qsort(list->by_id, list->count, sizeof(struct acknowledgement *),
            compare);
    }
}

/* The first line whose id stands above it already; 0: there is none. */
static uint32_t repeated_line(const struct acknowledgement_list *list)
{
    uint32_t line = 0;
    for (size_t i = 1; i < list->count; i++) {
        const struct acknowledgement *item = list->by_id[i];
        if (id_value(item->id) == id_value(list->by_id[i - 1]->id) &&
            (line == 0 || item->line < line)) {
            line = item->line;
        }
    }
    return line;
}

bool acknowledgements_read(struct arena *arena, struct slice bytes,
    struct acknowledgement_list *ret, struct error *ret_error)
{
    struct acknowledgement_list list = {0};
    struct slice line;
    bool is_good = true;
    for (uint32_t number = 1; is_good && slice_next_line(&bytes, &line);
         number++) {
        is_good = read_line(arena, line, number, &list, ret_error);
    }
    sort_by_id(arena, &list);
    uint32_t repeated = repeated_line(&list);
    if (repeated > 0) { /* above the line that is wrong otherwise */
        error_set(ret_error, "изменение уже согласовано выше",
            "the change is agreed to above already");
        ret_error->place = (struct place){repeated, 1};
        return false;
    }
    *ret = is_good ? list : *ret;
    return is_good;
}

struct acknowledgement *acknowledgement_find(
    const struct acknowledgement_list *list, struct slice id)
{
    uint64_t wanted = id_value(id);
    size_t low = 0;
    size_t high = list->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        uint64_t value = id_value(list->by_id[middle]->id);
        if (value == wanted) {
            return list->by_id[middle];
        }
        low = value < wanted ? middle + 1 : low;
        high = value < wanted ? high : middle;
    }
    return NULL;
}
