/*
 * deadline.h - the terms that a document promises, and the duties that they
 * belong to.
 *
 * A duty is known by the words that must stand beside the term, in its
 * sentence or the sentence that leads in to it, and by those that must not:
 * «30 дней» is too long for an answer and right for a repeated request.
 * Where a sentence has several terms, each is judged by its own part between
 * commas only, so that one right's term is not taken for another's. A term
 * may also stand beside its duty without a preposition: «Ответ на запрос: 30
 * дней», or in the table row «Ответ на запрос | 30 дней» under «Срок».
 */
#ifndef RULES_DEADLINE_H
#define RULES_DEADLINE_H

#include "rules/check_context.h"
#include "rules/duration.h"

#define DUTY_NEEDS 3

/* Lists of words are folded and separated by blanks; "слов*" is a word that
   begins so. */
struct duty {
    const char *needs[DUTY_NEEDS]; /* one word of each list; NULL: no list */
    const char *bars;  /* with one of these the term belongs to something else;
                          «если иное не предусмотрено законом» bars nothing */
    const char *until; /* words that, behind «до», end a storage instead of
                          beginning a term («до отзыва»); NULL: none */
    bool is_cell;      /* only a term that is a table cell by itself */
    enum duration_unit unit; /* the law's term */
    uint32_t limit;
    const char *message_ru; /* NULL: the rule's own message */
    const char *message_en;
};

/* One term that something must be done within. */
struct deadline {
    struct duration duration;
    struct passage passage; /* with «в течение», «не позднее» before it */
    uint32_t sentence;
    /* Where the words that tell its duty stand. */
    struct word_list own;
    struct word_list lead; /* empty without a lead-in */
    size_t part_begin;     /* words of own: its part of the sentence */
    size_t part_end;
    bool is_hinged; /* by a preposition, not only by «срок» before it */
    bool is_cell;   /* all that its table cell says; the lead-in is the first
                       cell of the row, which names what must be done */
};

/* A duration that a sentence states, whatever it is for. */
struct stated_duration {
    uint32_t sentence;
    struct duration duration; /* words of the sentence */
};

/* All of a document's own text, in reading order, in the report's arena. */
struct deadline_list {
    struct deadline *items;
    size_t count;
    size_t capacity;
    struct stated_duration *durations;
    size_t duration_count;
    size_t duration_capacity;
};

/* Find the durations and the terms of the document's body; check_deadlines()
   does it once for all checks. A time that must have passed («не ранее чем
   через», «по истечении»), notice in advance («за 10 дней») and ages are none.
 */
void deadlines_find(struct check_context *context, struct deadline_list *ret);

/* A sentence without a term, for those who look for their own: all its words
   are its part, and it has no lead-in. */
struct deadline deadline_sentence(
    const struct check_context *context, uint32_t sentence);

/* The sentence that the passage begins in; NONE when it is in none. */
uint32_t deadline_sentence_at(const struct doc *doc, struct passage passage);

/* The words of a duration of the sentence, with those that belong to it. */
struct passage deadline_passage(struct check_context *context,
    const struct deadline *sentence, const struct duration *duration);

/* Is it a term of the duty? */
bool deadline_is_of(struct check_context *context,
    const struct deadline *deadline, const struct duty *duty);

/* Is there a word of the list beside the term? */
bool deadline_has(struct check_context *context,
    const struct deadline *deadline, const char *list);

/* Does a claim before court («претензия») stand shortly before the sentence,
   so that an answer in it may be the answer to the claim? */
bool deadline_is_after_claim(const struct doc *doc, uint32_t sentence);

/* Report each term that is longer than its duty allows; the first duty of
   the list that it belongs to is the one it is held against. */
void deadlines_report(struct check_context *context, const struct rule *rule,
    const struct duty *duties, size_t count);

#endif
