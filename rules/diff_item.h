/*
 * diff_item.h - the items of the lists of purposes, data and recipients. For
 * diff*.c only.
 *
 * «Оператор обрабатывает: имя, телефон и адрес доставки» has three items, as
 * has a list of three bullets. An item of one edition is in the other when one
 * of that topic there shares most of its telling words.
 */
#ifndef RULES_DIFF_ITEM_H
#define RULES_DIFF_ITEM_H

#include "rules/diff_index.h"
#include "rules/diff_lexis.h"

struct diff_item {
    enum diff_topic topic;
    uint32_t unit;
    uint32_t first; /* of the unit's words */
    uint32_t count;
    bool is_labelled; /* a label in the unit names the list: «данные: …» */
};

struct diff_item_list {
    struct arena *arena;
    struct diff_item *items;
    size_t count;
    size_t capacity;
};

/* Append the items of a unit. */
void diff_items_read(const struct diff_lexis *lexis,
    const struct diff_edition *edition, uint32_t unit,
    struct diff_item_list *list);

/* The items of a whole edition, to be asked for. */
struct diff_item_set {
    const struct diff_lexis *lexis;
    struct diff_index index;
    uint64_t *features; /* of one item */
};

void diff_item_set_make(struct arena *arena, const struct diff_lexis *lexis,
    const struct diff_edition *edition, const struct diff_item_list *list,
    struct diff_item_set *ret);

/* Does the set lack the item of the other edition? An item without telling
   words is never lacking. */
bool diff_item_is_new(struct diff_item_set *set,
    const struct diff_edition *edition, const struct diff_item *item);

/* The words of an item as printed. */
struct slice diff_item_text(
    const struct diff_edition *edition, const struct diff_item *item);

#endif
