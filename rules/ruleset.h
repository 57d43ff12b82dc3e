/*
 * ruleset.h - the rules, lexicon and index behind check.h's struct ruleset.
 *
 * For the files of rules/ only.
 */
#ifndef RULES_RULESET_H
#define RULES_RULESET_H

#include "rules/check.h"
#include "rules/guard.h"
#include "rules/phrase.h"

#define RULE_COUNT_LIMIT 5000u
#define PHRASE_COUNT_LIMIT 100000u

/* An entry of the lexicon: <имя>. Its number is that of its name in the
   vocabulary. Those of a snapshot have lists and places no more. */
struct lexicon_entry {
    bool is_defined;
    bool is_faulty; /* something is wrong in it: ruleset_add_all() */
    bool has_party;
    enum party party;  /* also stands for the document's own terms of it */
    uint32_t *phrases; /* numbers in the vocabulary */
    size_t phrase_count;
    struct id_list uses; /* entries that its phrases name */
    struct slice file;   /* of the pack that defines or first names it */
    struct place place;
};

/* What the lines of a fence are for. */
enum role { ROLE_FIND, ROLE_UNLESS, ROLE_DENY, ROLE_AGAINST, ROLE_NEAR };

/* A phrase that is looked for. */
struct indexed_phrase {
    uint32_t phrase;  /* its number in the vocabulary */
    uint32_t wording; /* what it says: phrase.h */
    uint32_t rule;    /* index, or NONE: of the lexicon */
    uint32_t class;   /* of the lexicon */
    uint32_t needs;   /* of the lexicon: beside what calls it, as of a call */
    enum role role;
};

/* What a token calls. */
enum call_kind {
    CALL_RULES,   /* wordings of rules */
    CALL_LEXICON, /* phrases of the lexicon that are more than a choice */
    CALL_ENTRIES, /* entries of the lexicon that it is one of the words of */
    CALL_KIND_COUNT,
};

/* Most of what is called lacks some other word of a sentence, and need not be
   looked at. */
struct call {
    uint32_t number; /* of the wording, the phrase or the entry */
    uint32_t with;   /* a token that it needs as well: where it needs none, the
                        one that calls it */
    uint32_t needs;  /* of a wording: phrase.h; NONE where these two are all
                        that it needs */
};

/* All calls of a token, kind after kind. */
struct token_calls {
    uint32_t ends[CALL_KIND_COUNT]; /* of each kind, as indices into items */
    struct call items[];
};

/* A pattern that no word calls. */
struct sign_call {
    uint32_t wording;
    uint32_t signs; /* that a match has: pattern.h */
};

/* Phrases that are looked for, and what words call them. What a user's packs
   add has an index of its own, which goes on numbering where that of the
   snapshot ends. */
struct phrase_index {
    struct indexed_phrase *phrases; /* of rules, in order */
    uint32_t first_phrase;
    uint32_t phrase_end;
    struct indexed_phrase *lexicon; /* phrases of entries, those of one behind
                                       those of entries that it uses */
    uint32_t first_lexicon;
    uint32_t lexicon_end;
    uint32_t first_wording;
    uint32_t wording_end;
    uint32_t *wording_starts;  /* by wording from the first on, and one more */
    uint32_t *wording_phrases; /* of rules, those of one wording in order */
    uint32_t first_token;      /* none before it calls anything */
    uint32_t *rows; /* by token from that on: where its calls stand below; 0 for
                       those which call nothing */
    uint32_t *calls;  /* struct token_calls one behind the other: what belongs
                         together is read together; the first is empty */
    size_t call_size; /* numbers in it */
    uint32_t *commonness; /* by token, where there is no other index below: see
                             ruleset_index.c */
    size_t token_count;
    struct sign_call *sign_calls;
    size_t sign_call_count;
};

struct call_list {
    const struct call *items;
    uint32_t count;
};

static inline struct call_list calls_of(
    const struct phrase_index *index, uint32_t token, enum call_kind kind)
{
    if (token < index->first_token || token >= index->token_count) {
        return (struct call_list){0};
    }
    uint32_t row = index->rows[token - index->first_token];
    const struct token_calls *calls =
        (const struct token_calls *)(index->calls + row);
    uint32_t begin = kind ? calls->ends[kind - 1] : 0;
    return (struct call_list){calls->items + begin, calls->ends[kind] - begin};
}

#define INDEX_LIMIT 2u /* the snapshot's, and that of what was added to it */

struct pack {
    struct slice name; /* "ru" */
    struct slice title;
    struct slice file;
    struct date edition;
};

/* An id that a key of a rule names, until it is known what it is. */
struct named_id {
    struct slice id;
    const struct rule *rule;
    struct place place; /* in the pack's file */
};

struct ruleset {
    struct arena *arena;
    struct vocabulary vocabulary;
    struct lexicon_entry *lexicon; /* by class */
    size_t lexicon_capacity;
    uint32_t *lexicon_order; /* classes that the snapshot has not, an entry
                                after those it uses */
    uint32_t *parties;       /* classes that stand for a party, ascending */
    size_t party_count;
    struct rule **rules;
    size_t rule_count;
    size_t rule_capacity;
    struct named_id *named_ids; /* of packs that were loaded from Markdown */
    size_t named_id_count;
    size_t named_id_capacity;
    uint32_t *order; /* indices of the first rules, in the order of ids */
    size_t ordered_count;
    struct name_table added_ids; /* of the rules behind them */
    struct pack *packs;
    size_t pack_count;
    size_t pack_capacity;
    const struct phrase_index *indexes[INDEX_LIMIT]; /* one behind the other */
    size_t index_count;
    size_t lexicon_index_count; /* so many of the first have phrases of the
                                   lexicon: user's packs seldom do */
    size_t phrase_count;        /* of rules, in all indexes */
    size_t lexicon_count;       /* phrases of the lexicon */
    size_t wording_count;
    size_t token_count;
    size_t code_limit;     /* of the longest program */
    uint32_t *word_counts; /* by literal: snapshot.h; or NULL */
    size_t counted_words;  /* literals that it has: some may come later */
    uint32_t guard_classes[WORDS_KIND_COUNT];
    const struct ruleset *snapshot; /* what it began with, or NULL */
    bool is_finished;
};

/* The first class that the snapshot has not. */
static inline size_t ruleset_first_class(const struct ruleset *ruleset)
{
    const struct ruleset *snapshot = ruleset->snapshot;
    return snapshot ? snapshot->vocabulary.class_count : 0;
}

/* An indexed phrase of a rule, and one of the lexicon. */
static inline const struct indexed_phrase *ruleset_phrase(
    const struct ruleset *ruleset, uint32_t phrase)
{
    const struct phrase_index *index = ruleset->indexes[0];
    if (phrase >= index->phrase_end) {
        index = ruleset->indexes[1];
    }
    return &index->phrases[phrase - index->first_phrase];
}

static inline const struct indexed_phrase *ruleset_lexicon_phrase(
    const struct ruleset *ruleset, uint32_t phrase)
{
    const struct phrase_index *index = ruleset->indexes[0];
    if (phrase >= index->lexicon_end) {
        index = ruleset->indexes[1];
    }
    return &index->lexicon[phrase - index->first_lexicon];
}

/* The index that has the phrases of the wording. */
static inline const struct phrase_index *ruleset_wording_index(
    const struct ruleset *ruleset, uint32_t wording)
{
    return ruleset->indexes[wording >= ruleset->indexes[0]->wording_end];
}

/* pack.c: load one pack's Markdown; what is wrong is left out, and told. */
void pack_load(struct ruleset *ruleset, struct slice name,
    struct slice markdown, struct pack_errors *errors);

/* Note that the rule names an id. */
void ruleset_name_id(struct ruleset *ruleset, const struct rule *rule,
    struct slice id, struct place place);

/* lexicon.c */
struct lexicon_entry *lexicon_entry(struct ruleset *ruleset, uint32_t class);
bool lexicon_add_phrase(
    struct ruleset *ruleset, uint32_t class, uint32_t phrase);
/* See that each entry named is defined, and order them. One that is not, or
   that uses itself, is told and stands for no words; a rule that uses such a
   one is faulty. */
void lexicon_finish(struct ruleset *ruleset, struct pack_errors *errors);

/* ruleset_index.c: index what was added to what the ruleset began with. */
void ruleset_index(struct ruleset *ruleset);

/* The phrases of a rule that stand in one kind of fence. */
const uint32_t *rule_phrases(
    const struct rule *rule, enum role role, size_t *ret_count);

/* A list in the ruleset's arena, one longer at each call; the number of
   objects in it is its only state. */
void *list_grow(
    struct arena *arena, void *items, size_t count, size_t item_size);

#endif
