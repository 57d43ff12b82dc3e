/*
 * locator.h - a place in a law or a document as people give it: «п. 5 ч. 1
 * ст. 6», «статьи 9 (часть 2)», «подпункт "а" пункта 3», «абз. 2 п. 3.4».
 *
 * A locator is a chain of unit mentions, each kind at most once, from the
 * small to the large («п. 5 ч. 1 ст. 6») or from the large to the small
 * («ст. 6 ч. 1 п. 5»).
 */
#ifndef PARSER_LOCATOR_H
#define PARSER_LOCATOR_H

#include "parser/unit.h"

struct locator {
    struct span span; /* folded bytes */
    size_t next;      /* index of the first word behind */
    bool has[UNIT_COUNT];
    struct unit_mention units[UNIT_COUNT]; /* where has[] is true */
};

/* Read the locator that begins at the word; words from limit on are not
   looked at. False when none begins there. */
bool locator_read(struct arena *arena, const struct word_list *list,
    size_t index, size_t limit, struct locator *ret);

/* The numbers of a unit as printed; empty when the locator lacks the unit. */
struct slice locator_number(
    const struct locator *locator, struct slice folded, enum unit unit);

#endif
