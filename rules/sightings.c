#include "rules/sightings.h"

struct sightings sightings_make(struct arena *arena, size_t token_count)
{
    return (struct sightings){
        .arena = arena,
        .present = arena_array(arena, token_count / 64 + 1, sizeof(uint64_t)),
        .firsts = arena_room(arena, token_count * sizeof(uint32_t)),
    };
}

void sightings_clear(struct sightings *sightings)
{
    for (size_t i = 0; i < sightings->count; i++) {
        sightings->present[sightings->items[i].token / 64] = 0;
    }
    sightings->count = 0;
}

/* Seldom: kept apart, so that what is done for each word is short. */
static __attribute__((noinline)) void enlarge(struct sightings *sightings)
{
    sightings->items = arena_enlarge(sightings->arena, sightings->items,
        sightings->count, &sightings->capacity, sizeof(*sightings->items));
}

static uint32_t append(struct sightings *sightings, struct sighting sighting)
{
    if (sightings->count == sightings->capacity) {
        enlarge(sightings);
    }
    sightings->items[sightings->count] = sighting;
    return (uint32_t)sightings->count++;
}

/* The token's sighting in the block, made where it has none; first: its first.
 */
static uint32_t sighting_in(
    struct sightings *sightings, uint32_t token, uint32_t block, uint32_t first)
{
    uint32_t at = sightings->items[first].last; /* words come in order */
    if (sightings->items[at].block > block) {
        at = first;
    }
    if (sightings->items[at].block > block) {
        uint32_t moved = append(sightings, sightings->items[first]);
        sightings->items[first] =
            (struct sighting){token, block, moved, first, 0, 0};
        return first;
    }
    uint32_t next = sightings->items[at].next;
    while (next != NONE && sightings->items[next].block <= block) {
        at = next;
        next = sightings->items[at].next;
    }
    if (sightings->items[at].block != block) {
        uint32_t added = append(
            sightings, (struct sighting){token, block, next, NONE, 0, 0});
        sightings->items[at].next = added;
        at = added;
    }
    return at;
}

/* Where its last sighting is in another block: in a long sentence. */
static __attribute__((noinline)) void go_to_block(
    struct sightings *sightings, uint32_t first, uint32_t token, uint32_t block)
{
    uint32_t at = sighting_in(sightings, token, block, first);
    sightings->items[first].last = at;
}

/* The token's sighting in the block, with or without words as yet. */
static inline struct sighting *sighting_at(
    struct sightings *sightings, uint32_t token, uint32_t block)
{
    uint32_t first = sightings_find(sightings, token);
    if (first == NONE) {
        first = (uint32_t)sightings->count;
        sightings->firsts[token] = first;
        sightings->present[token / 64] |= UINT64_C(1) << token % 64;
        append(sightings, (struct sighting){token, block, NONE, first, 0, 0});
        return &sightings->items[first];
    }
    if (sightings->items[sightings->items[first].last].block != block) {
        go_to_block(sightings, first, token, block);
    }
    return &sightings->items[sightings->items[first].last];
}

bool sightings_add(struct sightings *sightings, uint32_t token, uint32_t word)
{
    struct sighting *sighting = sighting_at(sightings, token, word / 64);
    uint64_t bit = UINT64_C(1) << word % 64;
    bool is_new = !(sighting->bits & bit);
    sighting->bits |= bit;
    return is_new;
}

bool sightings_add_label(
    struct sightings *sightings, uint32_t class, uint32_t word, uint32_t count)
{
    struct sighting *sighting =
        sighting_at(sightings, TOKEN_CLASS(class), word / 64);
    uint64_t bit = UINT64_C(1) << word % 64;
    bool is_new = !(sighting->bits & bit);
    sighting->bits |= bit;
    sighting->longer |= count > 1 ? bit : 0;
    return is_new;
}

void sightings_add_unit(struct sightings *sightings, const struct unit *unit)
{
    const struct reading *reading = unit->reading;
    for (uint32_t at = 0; at < unit->count; at++) {
        uint32_t word = unit_word(unit, at);
        struct number_list literals = reading_literals(reading, word);
        for (uint32_t i = 0; i < literals.count; i++) {
            sightings_add(sightings, TOKEN_LITERAL(literals.items[i]), at);
        }
        for (uint32_t label = reading->first_labels[word]; label != NONE;) {
            const struct label *found = &reading->labels[label];
            sightings_add_label(sightings, found->class, at, found->count);
            label = found->next;
        }
    }
}
