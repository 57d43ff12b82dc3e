/*
 * judge.h - what the checks of another country's law ask of a document.
 *
 * The profile has decided whose document it is. A judge adds, in one pass,
 * what the checks have to know of the document as a whole, and says of one
 * mention whether naming another country there is wrong.
 */
#ifndef RULES_JUDGE_H
#define RULES_JUDGE_H

#include "rules/check_context.h"
#include "rules/signal.h"

enum { COUNTRY_COUNT = 9 /* bits of enum jurisdiction that are countries */ };

/* What a check says of a foreign mention, and what a Russian operator should
   write instead. A Belarusian one is told so by the rule itself; others have
   to ask their own law. */
enum { SAYS_RU, SAYS_EN, FIX_OF_RUSSIAN, WORDING_PARTS };

/* What a check has to know of the document as a whole, found in one pass. */
struct judge {
    struct check_context *context;
    const struct doc *doc;
    const struct profile *profile;
    const struct mentions *all;
    uint32_t own;   /* the operator's country, or 0 */
    uint32_t apart; /* countries that the text keeps apart: its own law is
                       named, and they are tied to an audience */
    uint32_t hints[COUNTRY_COUNT]; /* different */
    bool is_own_law_named;
    bool is_belarus_named; /* in full; else «РБ» may be Bashkortostan */
};

void judge_init(struct judge *judge, struct check_context *context);

/* A country's place in arrays of COUNTRY_COUNT; that of
   JURISDICTION_OTHER for a bit that is no country. */
size_t country_place(uint32_t bit);

/* «России», "Russia". */
struct words country_genitive(uint32_t bit);

/* An act, a code, or legislation as a whole? */
bool mention_is_law(const struct mention *mention);

/* In the text itself, not in the page around it or its table of contents? */
bool mention_is_in_body(const struct doc *doc, const struct mention *mention);

/* «РБ» in the document of a Russian operator that names Belarus nowhere in
   full is Bashkortostan or Buryatia. */
bool judge_is_other_rb(
    const struct judge *judge, const struct mention *mention);

/* Is the mention of another country than the operator's, in the body, in one
   of the wanted contexts (bits of enum mention_context), and not for that
   country's own people? */
bool judge_is_mismatch(
    const struct judge *judge, const struct mention *mention, uint32_t wanted);

/* Does the sentence (index of mentions.units) say of a Belarusian law or body
   that it is a federal one, or the reverse? Gives the words from the first
   half to the last. */
bool judge_contradicts(
    const struct judge *judge, uint32_t index, struct passage *ret_passage);

/* Report the passage, saying whose law it is and why the operator is taken
   for whose he is. what: three texts, see SAYS_RU. */
struct finding *judge_report(const struct judge *judge, const struct rule *rule,
    struct passage passage, uint32_t country,
    const char *const what[WORDING_PARTS]);

#endif
