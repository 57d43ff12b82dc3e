#include "rules/sentence_part.h"

#include <string.h>

/* The words of a unit, as folded in its clauses. */
static struct slice word_of(const struct unit *unit, uint32_t at)
{
    const struct reading *reading = unit->reading;
    uint32_t word = unit_word(unit, at);
    const struct clause *clause =
        &reading->doc->clauses[reading->clauses[word]];
    return word_slice(clause->folded.bytes, reading->words[word]);
}

/* Does a semicolon stand between the word and the one before it? */
static bool follows_semicolon(const struct unit *unit, uint32_t at)
{
    struct slice before = word_of(unit, at - 1);
    struct slice word = word_of(unit, at);
    const char *end = before.bytes + before.len;
    return word.bytes > end &&
           memchr(end, ';', (size_t)(word.bytes - end)) != NULL;
}

static bool is_turn(const struct unit *unit, uint32_t at)
{
    static const char *const turns[] = {"а", "но", "однако", "зато", "причем"};
    struct slice word = word_of(unit, at);
    return slice_is_among(word, turns, COUNT_OF(turns)) ||
           (slice_is(word, "при") && at + 1 < unit->count &&
               slice_is(word_of(unit, at + 1), "этом"));
}

static bool begins_part(const struct unit *unit, uint32_t at)
{
    if (at == 0 || at == unit->boundary) {
        return false;
    }
    uint8_t before = unit->reading->words[unit_word(unit, at)].before;
    return (before & WORD_AFTER_STOP && follows_semicolon(unit, at)) ||
           (before & (WORD_AFTER_COMMA | WORD_AFTER_DASH) && is_turn(unit, at));
}

void sentence_parts_number(const struct unit *unit, uint8_t *ret)
{
    uint8_t part = 0;
    for (uint32_t at = 0; at < unit->count; at++) {
        if (part + 1 < SENTENCE_PARTS && begins_part(unit, at)) {
            part++;
        }
        ret[at] = part;
    }
}

uint64_t sentence_parts_of(const uint8_t *numbers, const struct match *match)
{
    uint64_t parts = 0;
    for (unsigned part = numbers[match->begin];
         match->begin < match->end && part <= numbers[match->end - 1]; part++) {
        parts |= UINT64_C(1) << part;
    }
    return parts;
}

uint64_t sentence_parts_from(const uint8_t *numbers, const struct match *match)
{
    return match->begin < match->end ? UINT64_MAX << numbers[match->begin] : 0;
}
