#include "rules/diff_index.h"

#include "parser/hash.h"

static size_t slot_of(const struct diff_index *index, uint64_t feature)
{
    size_t at =
        hash_numbers(&feature, 1, index->slots) & (index->slot_count - 1);
    while (index->slots[at].feature && index->slots[at].feature != feature) {
        at = (at + 1) & (index->slot_count - 1);
    }
    return at;
}

void diff_index_init(struct diff_index *index, struct arena *arena,
    size_t feature_count, size_t thing_count)
{
    size_t slots = 16;
    while (slots < feature_count * 2) {
        slots *= 2;
    }
    *index = (struct diff_index){.arena = arena, .slot_count = slots};
    index->slots = arena_array(arena, slots, sizeof(*index->slots));
    index->shared = arena_array(arena, thing_count, sizeof(uint32_t));
    index->touched = arena_array(arena, thing_count, sizeof(uint32_t));
}

void diff_index_add(struct diff_index *index, uint64_t feature, uint32_t thing)
{
    struct diff_posting *slot = &index->slots[slot_of(index, feature)];
    slot->feature = feature;
    bool is_repeated = slot->count > 0 && slot->count <= DIFF_POSTINGS &&
                       slot->things[slot->count - 1] == thing;
    if (is_repeated || slot->count > DIFF_POSTINGS) {
        return;
    }
    if (slot->count < DIFF_POSTINGS) {
        slot->things[slot->count] = thing;
    }
    slot->count++;
}

const struct diff_posting *diff_index_find(
    const struct diff_index *index, uint64_t feature)
{
    const struct diff_posting *slot = &index->slots[slot_of(index, feature)];
    return slot->feature ? slot : NULL;
}

void diff_index_count(
    struct diff_index *index, const uint64_t *features, size_t feature_count)
{
    for (size_t i = 0; i < index->touched_count; i++) {
        index->shared[index->touched[i]] = 0;
    }
    index->touched_count = 0;
    for (size_t i = 0; i < feature_count; i++) {
        const struct diff_posting *found = diff_index_find(index, features[i]);
        if (!found || found->count > DIFF_POSTINGS) {
            continue;
        }
        for (uint32_t k = 0; k < found->count; k++) {
            uint32_t thing = found->things[k];
            if (index->shared[thing]++ == 0) {
                index->touched[index->touched_count++] = thing;
            }
        }
    }
}
