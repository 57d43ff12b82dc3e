/*
 * guard_look.h - what guards see of one match: the words around it, what kinds
 * of words they are, and where the parts of the sentence begin.
 *
 * Private to guard*.c. Words are told by their index in the unit.
 */
#ifndef RULES_GUARD_LOOK_H
#define RULES_GUARD_LOOK_H

#include "rules/guard.h"

/* Words around a match that are looked at, so that a sentence without end
   costs no more than a long one. */
#define LOOK_WINDOW 400u

/* Looking at one match. */
struct look {
    const struct guard_context *context;
    const struct reading *reading;
    const struct unit *unit;
    const struct match *match;
    uint32_t kinds; /* that words of the unit can have */
};

/* May a word of the unit be of the kind? */
static inline bool look_may_have(const struct look *look, enum guard_words kind)
{
    return look->kinds >> kind & 1;
}

static inline uint32_t look_window_begin(
    const struct look *look, uint32_t least)
{
    uint32_t begin = look->match->begin;
    return begin > least + LOOK_WINDOW ? begin - LOOK_WINDOW : least;
}

static inline uint32_t look_window_end(const struct look *look)
{
    uint32_t end = look->match->end + LOOK_WINDOW;
    return end < look->unit->count ? end : look->unit->count;
}

static inline uint8_t look_signs_before(const struct look *look, uint32_t at)
{
    return look->reading->words[unit_word(look->unit, at)].before;
}

static inline uint32_t look_kinds_at(const struct look *look, uint32_t at)
{
    return look->context->kinds[unit_word(look->unit, at)];
}

static inline bool look_is_labelled(
    const struct look *look, uint32_t at, enum guard_words kind)
{
    return look_kinds_at(look, at) >> kind & 1;
}

static inline struct slice look_spelling(const struct look *look, uint32_t at)
{
    return reading_spelling(look->reading, unit_word(look->unit, at));
}

static inline bool look_is_spelt(
    const struct look *look, uint32_t at, struct slice word)
{
    return slice_equal(look_spelling(look, at), word);
}

/* Number of words that the longest label of the kind covers, or 0. */
uint32_t look_label_length(
    const struct look *look, uint32_t at, enum guard_words kind);

/* Does a new part of the sentence begin at the word? */
bool look_is_break(const struct look *look, uint32_t at);

/* Does a label of the kind stand anywhere in the last part of the unit? */
bool look_has_words(const struct look *look, enum guard_words kind);

/* Do the words say that something is not so: by a negation before, inside or
   behind them? */
bool guard_is_negated(const struct look *look);

/* Do the words stand in an item whose lead-in forbids it: «Оператор не
   вправе:», «Мы не будем:», «Запрещается:»? A negation of their own («без
   уведомления») is another matter, which the rule may leave unguarded. */
bool guard_is_forbidden_by_lead(const struct look *look);

/* «___», «[Название]», «{{…}}» in the sentence, beside the match. */
bool guard_has_blank(const struct look *look);

/* Do the words stand within quotation marks that name a document? */
bool guard_is_quoted_title(const struct look *look);

/* «Нельзя писать «Используя сайт, вы соглашаетесь»»: words that an article
   speaks of, behind a colon or in quotation marks. */
bool guard_is_mentioned(const struct look *look);

#endif
