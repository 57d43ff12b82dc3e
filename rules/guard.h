/*
 * guard.h - when words that match a phrase do not state what they seem to.
 *
 * «Согласие не является бессрочным» has the words of a wrong statement and is
 * a right one. What can take a statement back is the same for all rules, so
 * the engine looks for it; a rule names the guards that it does not want.
 */
#ifndef RULES_GUARD_H
#define RULES_GUARD_H

#include "parser/error.h"
#include "rules/finding.h"
#include "rules/matcher.h"

enum guard {
    GUARD_NEGATION = 1u << 0, /* «не», «без», «запрещается» govern the words */
    GUARD_DEFINITION = 1u << 1, /* «X — это …», «под X понимается …» */
    GUARD_HEADING = 1u << 2, /* headings and tables of contents */
    GUARD_STATUTE =
        1u << 3, /* the statute retold: «в случаях, указанных в …» */
    GUARD_THIRD_PARTY = 1u << 4, /* what somebody else does */
    GUARD_PLACEHOLDER = 1u << 5, /* «___», «[Название]» */
    GUARD_QUOTE = 1u << 6,       /* inside the quoted title of a document */
};

/* "negation" and so on; 0 for no guard's name. */
uint32_t guard_from_name(struct slice name);

/* The name of one bit, empty for 0. */
struct slice guard_name(uint32_t guard);

/* The names, for «did you mean». */
extern const struct slice guard_names[];
extern const size_t guard_name_count;

/* Lexicon entries of the guards' own words. They are compiled with the
   lexicon of the packs, and their labels are what guards look at. */
enum guard_words {
    WORDS_NEGATION, /* stands before what it takes back */
    WORDS_NO_NEGATION, /* looks like one: «не позднее», «не только» */
    WORDS_NEGATED_PREDICATE, /* stands behind it: «не осуществляется» */
    WORDS_SUBORDINATOR, /* begins a clause of its own: «который», «если» */
    WORDS_DEFINITION,
    WORDS_DEFINITION_BODY, /* behind the dash of «X - любое действие …» */
    WORDS_STATUTE, /* retells the statute, whatever the rule */
    WORDS_STATUTE_WEAK, /* «в случаях, предусмотренных законом» */
    WORDS_THIRD_PARTY,
    WORDS_PLACEHOLDER,
    WORDS_MAY,
    WORDS_MUST,
    WORDS_KIND_COUNT,
};

/* Name of the entry, and its phrases; *ret_count is their number. */
struct slice guard_words_name(enum guard_words kind);
const char *const *guard_words_lines(enum guard_words kind, size_t *ret_count);

/* What guards need to know of the document; made once for each check. */
struct guard_context {
    const struct reading *reading;
    uint32_t classes[WORDS_KIND_COUNT]; /* numbers of the entries above */
    const uint16_t *kinds_of_classes;   /* a bit for each kind of guard_words
                                           that the entry is, and for the
                                           parties */
    uint16_t *kinds;                    /* by word: those of its labels */
    uint16_t *sentence_kinds;           /* by sentence: those of its words */
    bool *is_definition; /* by sentence: a term is defined there */
    bool has_blanks;     /* «___», «[» and the like stand in the text */
};

void guard_context_init(struct guard_context *ret,
    const struct ruleset *ruleset, const struct reading *reading);

/* The unit is a sentence whose words have all their labels now; those from that
   one on are new. */
void guard_see_sentence(
    struct guard_context *context, const struct unit *unit, uint32_t first);

/* What a match is worth. */
struct verdict {
    bool is_dropped; /* states nothing */
    uint32_t guard;  /* bit of enum guard that dropped it, else 0 */
    enum polarity polarity;
    enum modality modality;
    enum actor actor;
};

struct verdict guard_judge(const struct guard_context *context,
    const struct rule *rule, const struct unit *unit,
    const struct match *match);

#endif
