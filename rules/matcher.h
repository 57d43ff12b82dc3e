/*
 * matcher.h - run compiled phrases over words.
 */
#ifndef RULES_MATCHER_H
#define RULES_MATCHER_H

#include "rules/pattern.h"
#include "rules/phrase.h"
#include "rules/reading.h"
#include "rules/sightings.h"

/* Words are counted inside the unit. */
struct match {
    uint32_t begin; /* the tightest match: [begin, end) */
    uint32_t end;
    uint32_t mark_begin; /* what {…} holds, else the same */
    uint32_t mark_end;
    uint64_t consumed; /* bit i: word begin + i was asked for by the phrase,
                          and is not just inside a gap; all of them where no
                          word inside has a label of the matcher's class */
    struct passage passage; /* of the mark, in the last part of the unit */
    bool is_in_lead; /* nothing of it stands in the last part: no passage */
};

struct workspace;

/* Room to run programs in, which a thread keeps from one check to the next. */
struct matcher_tables;

struct matcher_tables *matcher_tables_new(void);
void matcher_tables_free(struct matcher_tables *tables); /* NULL is accepted */

/* What runs the phrases of one check. Lives in an arena. */
struct matcher;

/* For programs of up to code_limit instructions. inner_class: of labels that
   matter inside a match, where the phrase did not ask for them; or NONE. */
struct matcher *matcher_new(struct arena *arena, struct workspace *workspace,
    size_t code_limit, uint32_t inner_class);

/* What patterns see of a unit: the folded text of its last part, from the
   first word to the last, and the signs that stand around them up to the edges
   of the clause. */
struct view {
    uint32_t clause;
    uint32_t begin; /* of the text, in the folded text of the clause */
    struct slice text;
};

/* The text is empty when the part has no words. */
struct view view_of(const struct unit *unit);

/* The signs (pattern.h) of the text that patterns see of the unit. */
uint32_t matcher_signs(struct matcher *matcher, const struct unit *unit);

/* All matches of a program in the unit, in order, without overlaps. They are
   valid until they are forgotten. */
size_t matcher_run(struct matcher *matcher, const struct program *program,
    const struct unit *unit, const struct match **ret);

/* Forget all matches so far; their room is used again. */
void matcher_forget(struct matcher *matcher);

/* A unit whose words are being labelled, and where that is written. */
struct labelling {
    struct unit unit; /* has the sightings below */
    struct reading *reading;
    struct sightings *sightings;
};

/* Label the words with the entry, unless they are or are too many. */
void labelling_add(
    struct labelling *to, uint32_t class, uint32_t start, uint32_t width);

/* Label each run of words that the side matches with the lexicon entry. */
void matcher_label(struct matcher *matcher, const struct side *side,
    struct labelling *to, uint32_t class);

#endif
