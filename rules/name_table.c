#include "rules/name_table.h"

#include "parser/hash.h"

#define SLOTS_FIRST 64u

/* The slot that the name has, or the free one that it would get. */
static uint32_t *slot_of(const struct name_table *table, struct slice name)
{
    size_t mask = table->slot_count - 1;
    size_t at = hash_bytes(name, table) & mask;
    while (table->slots[at] &&
           !slice_equal(table->items[table->slots[at] - 1].name, name)) {
        at = (at + 1) & mask;
    }
    return &table->slots[at];
}

static void make_slots(struct name_table *table, size_t count)
{
    table->slot_count = count;
    table->slots = arena_array(table->arena, count, sizeof(*table->slots));
    for (size_t i = 0; i < table->count; i++) {
        *slot_of(table, table->items[i].name) = (uint32_t)i + 1;
    }
}

void name_table_reserve(struct name_table *table, size_t count)
{
    size_t slots = SLOTS_FIRST;
    while (slots <= 2 * count) {
        slots *= 2;
    }
    make_slots(table, slots);
    table->items = arena_room(table->arena, count * sizeof(*table->items));
    table->capacity = count;
}

uint32_t name_table_find(const struct name_table *table, struct slice name)
{
    uint32_t item = table->slot_count ? *slot_of(table, name) : 0;
    return item ? table->items[item - 1].number : NONE;
}

uint32_t *name_table_at(struct name_table *table, struct slice name)
{
    if (table->slot_count <= 2 * (table->count + 1)) {
        make_slots(
            table, table->slot_count ? 2 * table->slot_count : SLOTS_FIRST);
    }
    uint32_t *slot = slot_of(table, name);
    if (*slot == 0) {
        table->items = arena_grow(table->arena, table->items, table->count,
            &table->capacity, sizeof(*table->items));
        table->items[table->count] = (struct numbered_name){name, NONE};
        *slot = (uint32_t)++table->count;
    }
    return &table->items[*slot - 1].number;
}
