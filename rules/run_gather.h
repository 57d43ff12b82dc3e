/*
 * run_gather.h - which phrases may match in a unit, and what they match.
 *
 * The tokens (literals, lexicon entries) that occur in the unit are gathered;
 * the index gives the wordings that one of them is the key of; a wording is
 * run only when all its groups have a token there, and once, whatever number
 * of rules have it.
 *
 * For run_*.c only.
 */
#ifndef RULES_RUN_GATHER_H
#define RULES_RUN_GATHER_H

#include "rules/run.h"

/* What a wording matches in the unit. */
struct outcome {
    uint32_t wording;
    uint32_t count;
    const struct match *matches;
};

/* Lives in the arena of the document; one unit is looked at after the other. */
struct gathering {
    struct check_context *context;
    struct sightings sightings; /* in the unit */
    uint32_t signs;             /* of its text: pattern.h */
    uint8_t *phrase_scopes;     /* by phrase of a rule: the bit of its scope;
                                   0: the rule is not needed */
    uint8_t *wording_scopes;    /* by wording: those of all its phrases */
    uint64_t *called_lexicon; /* a bit for each of its phrases that is not tried
                                 yet */
    uint64_t *wanted;      /* a bit for each phrase of a rule: it may match */
    struct id_list called; /* phrases of rules that may match in the unit */
    struct outcome *outcomes; /* of the wordings that were run over it */
    size_t outcome_count;
    size_t outcome_capacity;
    uint8_t *parts; /* by word of the unit: sentence_part.h */
    size_t part_capacity;
    bool has_parts;       /* they are numbered */
    uint32_t *outcome_of; /* by wording: where its outcome would be */
    uint32_t scopes;      /* bits of those that needed rules have */
    bool is_noting;       /* phrases that match, for the memo */
    size_t index_count;   /* of indexes that a word of the document can call: of
                             most users' packs none can */
};

void gathering_init(struct gathering *ret, struct check_context *context);

/* Gather the tokens of a unit, which has them from now on. */
void gathering_look_at(struct gathering *gathering, struct unit *unit);

static inline bool gathering_has(
    const struct gathering *gathering, uint32_t token)
{
    return sightings_has(&gathering->sightings, token);
}

/* Can the wording match in the unit? needs: as struct call has them. */
bool gathering_may_match(
    const struct gathering *gathering, uint32_t wording, uint32_t needs);

/* All matches of the wording in the unit, which are valid until the next one is
   looked at. */
size_t gathering_match(struct gathering *gathering, uint32_t wording,
    const struct unit *unit, const struct match **ret);

/* The part of the sentence that each word of the unit stands in, which was
   looked at. */
const uint8_t *gathering_parts(
    struct gathering *gathering, const struct unit *unit);

/* A walk over a set of numbers in ascending order, which takes out each that it
   comes to. What is added meanwhile must be greater. */
struct bit_walk {
    uint64_t *words;
    size_t word;
    size_t word_count;
};

/* The next number, or NONE. */
static inline uint32_t take_bit(struct bit_walk *walk)
{
    for (; walk->word < walk->word_count; walk->word++) {
        uint64_t bits = walk->words[walk->word];
        if (bits) {
            walk->words[walk->word] = bits & (bits - 1);
            return (uint32_t)(walk->word * 64) +
                   (uint32_t)__builtin_ctzll(bits);
        }
    }
    return NONE;
}

/* Call the phrases of the lexicon that the token is a key of. */
void gathering_call_lexicon(struct gathering *gathering, uint32_t token);
/* Those that were called, counted among those of the lexicon. */
struct bit_walk gathering_called_lexicon(struct gathering *gathering);

/* List the phrases of rules with these scopes (bits) that may match in the
   unit, in order, as `called`. */
void gathering_call_rules(
    struct gathering *gathering, const struct unit *unit, uint32_t scopes);

/* run_label.c: label the uses of the document's own terms: «Компания» is an
   operator here. */
void label_terms(struct check_context *context);
/* Label the lexicon's entries in a sentence. Those before it, its lead among
   them, must have been labelled. Returns it, looked at unless the memo had
   it. */
struct unit label_sentence(struct gathering *gathering, uint32_t sentence);

#endif
