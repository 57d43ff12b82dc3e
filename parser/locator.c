#include "parser/locator.h"

#include <string.h>

/* Signs that may stand before a unit that continues the chain. */
#define CHAIN_SIGNS (WORD_AFTER_QUOTE | WORD_AFTER_OPEN | WORD_AFTER_CLOSE)

/* Units that nothing but a larger whole can follow. */
static bool is_whole(enum unit unit)
{
    return unit >= UNIT_ARTICLE;
}

static void add_mention(struct locator *locator, struct unit_mention mention)
{
    locator->has[mention.unit] = true;
    locator->units[mention.unit] = mention;
    locator->span.end = mention.span.end;
    locator->next = mention.next;
}

/* «ст», «ч», «п» behind a dot: people write «п.5 ч.1. ст.6». */
static bool is_abbreviation(const struct word_list *list, size_t index)
{
    const struct word *word = &list->items[index];
    bool is_short = word->span.end - word->span.begin <= strlen("ст");
    return is_short && index > 0 &&
           list->folded.bytes[list->items[index - 1].span.end] == '.';
}

/* The next unit of the chain, when nothing but the given signs and spaces
   stand before it. */
static bool read_next(struct arena *arena, const struct word_list *list,
    const struct locator *locator, uint8_t signs, struct unit_mention *ret)
{
    size_t next = locator->next;
    if (next >= list->count) {
        return false;
    }
    if (is_abbreviation(list, next)) {
        signs |= WORD_AFTER_STOP;
    }
    return !(list->items[next].before & ~signs) &&
           unit_read(arena, list, next, ret);
}

/* «пп. 1 п. 1 ст. 6»: here «пп.» was a подпункт, not пункты. */
static bool make_subpoint(struct locator *locator)
{
    const struct unit_mention *points = &locator->units[UNIT_POINT];
    bool is_one = locator->has[UNIT_POINT] && points->is_plural &&
                  points->number_count == 1 && points->numbers[0].last.len == 0;
    if (!is_one || locator->has[UNIT_SUBPOINT]) {
        return false;
    }
    locator->units[UNIT_SUBPOINT] = *points;
    locator->has[UNIT_SUBPOINT] = true;
    locator->has[UNIT_POINT] = false;
    return true;
}

/* From the small to the large, beginning with what the locator has. */
static void read_upwards(struct arena *arena, const struct word_list *list,
    size_t limit, struct locator *locator)
{
    struct unit_mention mention;
    while (!locator->has[UNIT_ARTICLE] && locator->next < limit &&
           read_next(arena, list, locator, CHAIN_SIGNS, &mention)) {
        if (locator->has[mention.unit] &&
            (mention.unit != UNIT_POINT || !make_subpoint(locator))) {
            return;
        }
        add_mention(locator, mention);
    }
}

/* From the large to the small: «статьи 9 (часть 2)», «ст. 6, ч. 1». Units that
   lead up to another whole («ст. 9, ч. 2 ст. 10») are left to it. */
static void read_downwards(struct arena *arena, const struct word_list *list,
    size_t limit, struct locator *locator)
{
    struct unit_mention mention;
    if (locator->next >= limit ||
        !read_next(
            arena, list, locator, CHAIN_SIGNS | WORD_AFTER_COMMA, &mention) ||
        is_whole(mention.unit)) {
        return;
    }
    struct locator below = {.span = mention.span};
    add_mention(&below, mention);
    read_upwards(arena, list, limit, &below);
    for (enum unit unit = UNIT_ARTICLE; unit < UNIT_COUNT; unit++) {
        if (below.has[unit]) {
            return;
        }
    }
    for (enum unit unit = UNIT_PARAGRAPH; unit < UNIT_ARTICLE; unit++) {
        if (below.has[unit]) {
            add_mention(locator, below.units[unit]);
        }
    }
    locator->span.end = below.span.end;
    locator->next = below.next;
}

bool locator_read(struct arena *arena, const struct word_list *list,
    size_t index, size_t limit, struct locator *ret)
{
    struct unit_mention mention;
    if (index >= limit || !unit_read(arena, list, index, &mention)) {
        return false;
    }
    struct locator locator = {.span = mention.span};
    add_mention(&locator, mention);
    if (is_whole(mention.unit)) {
        read_downwards(arena, list, limit, &locator);
    } else {
        read_upwards(arena, list, limit, &locator);
    }
    struct slice inside =
        slice_cut(list->folded, locator.span.begin, locator.span.end);
    struct slice behind =
        slice_cut(list->folded, locator.span.end, list->folded.len);
    if (slice_find(inside, SLICE("("), 0) != SLICE_NOT_FOUND &&
        slice_starts_with(behind, SLICE(")"))) {
        locator.span.end++;
    }
    *ret = locator;
    return true;
}

struct slice locator_number(
    const struct locator *locator, struct slice folded, enum unit unit)
{
    if (!locator->has[unit]) {
        return (struct slice){0};
    }
    const struct unit_mention *mention = &locator->units[unit];
    const struct unit_number *first = &mention->numbers[0];
    if (mention->number_count == 1 && first->last.len == 0) {
        return first->first;
    }
    return slice_cut(folded, first->span.begin,
        mention->numbers[mention->number_count - 1].span.end);
}
