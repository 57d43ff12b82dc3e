/*
 * guard_negation.c - words that are said not to be so.
 */
#include "rules/guard_look.h"

/* Words between a negation and what it governs; the catalogue's «about 6». */
#define NEGATION_REACH 6u
#define PREDICATE_REACH 8u

/* Is the negation at the word one that takes nothing back? */
static bool is_no_negation(const struct look *look, uint32_t at)
{
    uint32_t from = at > 6 ? at - 6 : 0;
    for (uint32_t i = from; i <= at; i++) {
        uint32_t length = look_label_length(look, i, WORDS_NO_NEGATION);
        if (length && i + length > at) {
            return true;
        }
    }
    return false;
}

static bool is_adjective(struct slice word)
{
    static const char *const endings[] = {
        "ого", "его", "ой", "ей", "ых", "их", "либо", "ему", "ому"};
    return slice_ends_among(word, endings, COUNT_OF(endings));
}

/* «Без» governs a noun: what follows at once, or behind its adjectives. */
static bool without_reaches(
    const struct look *look, uint32_t at, uint32_t begin)
{
    for (uint32_t i = at + 1; i < begin; i++) {
        struct slice word = look_spelling(look, i);
        if (!is_adjective(word) ||
            look_signs_before(look, i) & WORD_AFTER_COMMA) {
            return false;
        }
    }
    return true;
}

/* Does the sentence's part that the word stands in begin with «если» and the
   like? Then a negation ends with it, at the comma. */
static bool is_in_condition(const struct look *look, uint32_t at)
{
    for (uint32_t i = at;; i--) {
        if (look_is_labelled(look, i, WORDS_SUBORDINATOR)) {
            return true;
        }
        if (i == 0 ||
            look_signs_before(look, i) & (WORD_AFTER_COMMA | WORD_AFTER_STOP) ||
            at - i >= NEGATION_REACH + 2) {
            return false;
        }
    }
}

/* Does a negation at the word reach the word begin? */
static bool negation_reaches(
    const struct look *look, uint32_t at, uint32_t begin)
{
    if (is_no_negation(look, at)) {
        return false;
    }
    if (look_is_spelt(look, at, SLICE("без"))) {
        return without_reaches(look, at, begin);
    }
    bool ends_at_comma = is_in_condition(look, at);
    for (uint32_t i = at + 1; i <= begin; i++) {
        if (look_is_break(look, i) ||
            (ends_at_comma && look_signs_before(look, i) & WORD_AFTER_COMMA)) {
            return false;
        }
    }
    return true;
}

static bool is_negated_before(const struct look *look)
{
    uint32_t begin = look->match->begin;
    uint32_t from = begin > NEGATION_REACH + 1 ? begin - NEGATION_REACH - 1 : 0;
    for (uint32_t at = from; at < begin; at++) {
        uint32_t length = look_label_length(look, at, WORDS_NEGATION);
        if (length == 0) {
            continue;
        }
        uint32_t last = at + length - 1;
        if (last < begin && negation_reaches(look, last, begin)) {
            return true;
        }
        if (last >= begin && negation_reaches(look, at, begin)) {
            return true;
        }
    }
    return false;
}

static bool is_consumed(const struct match *match, uint32_t at)
{
    uint32_t bit = at - match->begin;
    return bit >= 64 || (match->consumed >> bit & 1);
}

/* A negation among the words that only fill a gap of the phrase, which reaches
   the next word that the phrase asked for. */
static bool is_negated_inside(const struct look *look)
{
    const struct match *match = look->match;
    for (uint32_t at = match->begin; at < match->end; at++) {
        if (is_consumed(match, at) ||
            !look_is_labelled(look, at, WORDS_NEGATION)) {
            continue;
        }
        uint32_t next = at + 1;
        while (next < match->end && !is_consumed(match, next)) {
            next++;
        }
        if (next < match->end && next - at <= NEGATION_REACH + 1 &&
            negation_reaches(look, at, next)) {
            return true;
        }
    }
    return false;
}

/* The first predicate behind the match that is negated; NONE when none is near.
 */
static uint32_t negated_predicate(const struct look *look)
{
    uint32_t limit = look->match->end + PREDICATE_REACH;
    if (limit > look->unit->count) {
        limit = look->unit->count;
    }
    for (uint32_t at = look->match->end; at < limit; at++) {
        if (look_is_labelled(look, at, WORDS_NEGATED_PREDICATE) &&
            !is_no_negation(look, at)) {
            return at;
        }
    }
    return NONE;
}

/* «… не допускается» behind the match, in the same part of the sentence. */
static bool is_negated_behind(const struct look *look)
{
    uint32_t predicate = negated_predicate(look);
    if (predicate == NONE) {
        return false;
    }
    for (uint32_t at = look->match->end; at <= predicate; at++) {
        if (look_is_break(look, at)) {
            return false;
        }
    }
    bool is_another =
        predicate > 0 &&
        (look_is_spelt(look, predicate - 1, SLICE("и")) ||
            look_is_spelt(look, predicate - 1, SLICE("или")) ||
            look_signs_before(look, predicate) & WORD_AFTER_COMMA);
    return !is_another;
}

bool guard_is_negated(const struct look *look)
{
    return (look_may_have(look, WORDS_NEGATION) &&
               (is_negated_before(look) || is_negated_inside(look))) ||
           (look_may_have(look, WORDS_NEGATED_PREDICATE) &&
               is_negated_behind(look));
}
bool guard_is_forbidden_by_lead(const struct look *look)
{
    static const char *const bans[] = {"запрещено", "запрещается", "запрещены",
        "недопустимо", "недопустимы", "нельзя", "исключено"};
    static const char *const denied[] = {"вправе", "права", "может", "могут",
        "можем", "должен", "должна", "должны", "будет", "будем", "станет",
        "станем", "допускается", "допускает", "допускаем", "допускаются"};
    enum { REACH = 3 }; /* «не имеет права» */
    uint32_t boundary = look->unit->boundary;
    if (boundary == 0 || look->match->begin < boundary) {
        return false;
    }
    struct slice last = look_spelling(look, boundary - 1);
    if (slice_is_among(last, bans, COUNT_OF(bans))) {
        return true;
    }
    if (!slice_is_among(last, denied, COUNT_OF(denied))) {
        return false;
    }
    for (uint32_t back = 2; back <= REACH && back <= boundary; back++) {
        if (look_is_spelt(look, boundary - back, SLICE("не"))) {
            return true;
        }
    }
    return false;
}
