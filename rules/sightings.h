/*
 * sightings.h - where the tokens of a unit stand.
 *
 * The words of a unit are counted in blocks of 64, and a token has one set of
 * bits for each block that it stands in: nearly every sentence is one block.
 * So a phrase is run over all words of a sentence at once.
 */
#ifndef RULES_SIGHTINGS_H
#define RULES_SIGHTINGS_H

#include "rules/reading.h"

/* A token in one block. */
struct sighting {
    uint32_t token;
    uint32_t block;
    uint32_t next;   /* the same token in a later block: index, or NONE */
    uint32_t last;   /* of its first sighting: which was added to last */
    uint64_t bits;   /* of the words of the block that have it */
    uint64_t longer; /* of these, those with a label of it that covers more than
                        the word */
};

/* Of one unit at a time, used again and again. Lives in an arena. */
struct sightings {
    struct arena *arena;
    uint64_t *present; /* a bit for each token that has a sighting */
    uint32_t *firsts; /* by token: its first sighting in items, if it has one */
    struct sighting *items;
    size_t count;
    size_t capacity;
};

/* For tokens below token_count. */
struct sightings sightings_make(struct arena *arena, size_t token_count);

/* Forget the unit before. */
void sightings_clear(struct sightings *sightings);

/* The token stands at the word, counted inside the unit. False: that is known.
 */
bool sightings_add(struct sightings *sightings, uint32_t token, uint32_t word);

/* The same of the token of a lexicon entry; count: words that the label
   covers. */
bool sightings_add_label(
    struct sightings *sightings, uint32_t class, uint32_t word, uint32_t count);

/* Add the literals and labels of the unit's words. */
void sightings_add_unit(struct sightings *sightings, const struct unit *unit);

static inline bool sightings_has(
    const struct sightings *sightings, uint32_t token)
{
    return sightings->present[token / 64] >> token % 64 & 1;
}

/* The first sighting of the token, or NONE. */
static inline uint32_t sightings_find(
    const struct sightings *sightings, uint32_t token)
{
    return sightings_has(sightings, token) ? sightings->firsts[token] : NONE;
}

/* Is it the first sighting of its token? */
static inline bool sightings_is_first(
    const struct sightings *sightings, uint32_t sighting)
{
    return sightings->firsts[sightings->items[sighting].token] == sighting;
}

#endif
