/*
 * phrase.h - phrases of rule packs, compiled.
 *
 * «без права [его] (отзыв*|отмен*)» becomes a short program of words, gaps
 * and forks. All jumps go forwards, and the program is run over a sentence
 * with a table «latest start» for each place in it, so matching takes time
 * linear in the sentence whatever the phrase says: there is nothing to go back
 * over. clauselint-pack(5) describes the syntax.
 */
#ifndef RULES_PHRASE_H
#define RULES_PHRASE_H

#include "parser/error.h"
#include "rules/literal.h"
#include "rules/name_table.h"
#include "rules/pattern.h"
#include "rules/rule.h"

#include <stdbool.h>
#include <stdint.h>

#define PHRASE_CODE_LIMIT 512     /* instructions of one side */
#define PHRASE_DEPTH_LIMIT 12     /* brackets within brackets */
#define PHRASE_SIDE_LIMIT 4       /* phrases joined by & */
#define PHRASE_JUMP_LIMIT 63      /* words: of a gap, and of a lexicon entry */
#define PHRASE_PATTERN_LIMIT 4000 /* bytes of a re: line */
#define ENTRY_COUNT_LIMIT 5000u   /* entries of the lexicon, of all packs */

enum op {
    OP_WORD,  /* one word that satisfies the literal `argument` */
    OP_CLASS, /* words labelled with the lexicon entry `argument` */
    OP_GAP,   /* 0 to `argument` words */
    OP_ANY,   /* any number of words */
    OP_FORK,  /* go on with the next instruction and with `target` */
    OP_JUMP,  /* go on with `target` */
    OP_BEGIN_MARK,
    OP_END_MARK,
    OP_AT_START, /* only at the start of the sentence */
    OP_AT_END,   /* only at its end */
    OP_FAIL,     /* a branch that is left out: see phrase_variant() */
    OP_MATCH,
};

/* Small: what a check runs of the program's phrases is more than the nearest
   cache holds. */
struct instruction {
    uint32_t argument;
    uint16_t target; /* always greater than the instruction's own index; but
                        of OP_FORK and OP_JUMP the next one */
    uint8_t op;      /* enum op */
};

/* A literal or a lexicon entry as one number. */
#define TOKEN_LITERAL(id) ((id) << 1)
#define TOKEN_CLASS(id) ((id) << 1 | 1u)

/* Is it a word or an entry that is asked for? */
static inline bool instruction_has_token(const struct instruction *instruction)
{
    return instruction->op == OP_WORD || instruction->op == OP_CLASS;
}

static inline uint32_t instruction_token(const struct instruction *instruction)
{
    return instruction->op == OP_WORD ? TOKEN_LITERAL(instruction->argument)
                                      : TOKEN_CLASS(instruction->argument);
}

/* The bit of a token in a small set: others have the same, so such a set can
   only say no for certain. */
static inline uint64_t token_bit(uint32_t token)
{
    return UINT64_C(1) << (token * 0x9e3779b1u >> 26);
}

/* Tokens of which one at least must be in a sentence that matches. */
struct token_group {
    uint32_t count;
    uint32_t tokens[];
};

/* The group that stands behind it. */
static inline const struct token_group *token_group_next(
    const struct token_group *group)
{
    return (const struct token_group *)(group->tokens + group->count);
}

/* What a sentence has that a wording matches in; what a check asks of most
   wordings is no more than this. */
struct wording_needs {
    uint32_t signs; /* of its pattern: pattern.h */
    uint32_t group_count;
    uint32_t groups[]; /* struct token_group one behind the other */
};

static inline const struct token_group *needs_groups(
    const struct wording_needs *needs)
{
    return (const struct token_group *)needs->groups;
}

/* Has each of the groups a token in the set? */
static inline bool needs_groups_met(const struct wording_needs *needs,
    bool (*has)(const void *set, uint32_t token), const void *set)
{
    const struct token_group *group = needs_groups(needs);
    for (uint32_t i = 0; i < needs->group_count; i++) {
        bool is_met = false;
        for (uint32_t k = 0; k < group->count && !is_met; k++) {
            is_met = has(set, group->tokens[k]);
        }
        if (!is_met) {
            return false;
        }
        group = token_group_next(group);
    }
    return true;
}

/* One alternative of a choice: the instruction it begins with. */
struct branch {
    uint32_t choice;   /* alternatives of one choice share its number */
    uint32_t entry;    /* index of its first instruction */
    struct slice text; /* as the pack spells it, for messages */
};

/* One phrase of those that & joins. */
struct side {
    const struct instruction *code;
    size_t code_count;
    const struct branch *branches; /* none in a snapshot: snapshot.h */
    size_t branch_count;
    bool has_mark;   /* {…}: else the whole match is marked */
    uint32_t width;  /* words of every match; 0: they differ */
    uint64_t firsts; /* token_bit() of what a match can begin with; all of
                        them where it may begin with any word */
};

/* A compiled line of a pack, ready to be run: a view by value, as a slice is,
   of what the ruleset owns. */
struct program {
    struct side sides[PHRASE_SIDE_LIMIT];
    size_t side_count; /* 0: a pattern */
    struct pattern_source pattern;
};

/* A compiled line as the table has it: numbers of the first of its sides, and
   so on. */
struct stored_side {
    uint32_t code; /* index of its first instruction */
    uint32_t code_count;
    uint32_t branches;
    uint32_t branch_count;
    bool has_mark;
    bool is_choice; /* every match is one of the tokens of the code: those of
                       its only group */
    uint32_t width;
    uint64_t firsts;
};

/*
 * What a line says. Lines that are spelt the same share it, whatever rule they
 * stand in: a third of all lines of the program's packs are repeated, and what
 * one says is looked for once in a sentence.
 */
struct wording {
    uint32_t first; /* of its sides; its pattern where it has none */
    uint32_t needs; /* index into phrase_table.needs */
    uint32_t side_count;
};

/* A line of a pack. */
struct stored_phrase {
    uint32_t wording;
    uint32_t needs; /* the wording's */
    /* What it finds is reported at most at this level; SEVERITY_NONE: at the
       rule's own. */
    enum severity at_most;
    struct date at_most_before; /* only until the day before; unset: always */
    struct date from;           /* it counts from this day on; unset: always */
    bool is_here; /* of unless: it cancels in its part of the sentence only */
};

/* Where a phrase stands in its pack. */
struct phrase_line {
    struct slice text;
    struct slice file;
    struct place place;
};

/*
 * All phrases of a ruleset, by number. The arrays refer to each other by
 * index, not by pointer: a table in constants (snapshot.h) needs no
 * relocation, and only the pages of it are read that a check asks for.
 *
 * What a user's packs add stands in a table of its own above that one: its
 * phrases and wordings are numbered on, and nothing of the base is copied.
 */
struct phrase_table {
    struct arena *arena;
    const struct phrase_table *base; /* a finished one, or NULL */
    uint32_t first_phrase;           /* number of the first of its own */
    uint32_t first_wording;
    struct instruction *code;
    size_t code_count;
    size_t code_capacity;
    struct branch *branches;
    size_t branch_count;
    size_t branch_capacity;
    struct stored_side *sides;
    size_t side_count;
    size_t side_capacity;
    uint32_t *needs;   /* of wordings, one behind the other */
    size_t need_count; /* numbers in it */
    size_t need_capacity;
    struct pattern_source *patterns; /* what stands after re: */
    size_t pattern_count;
    size_t pattern_capacity;
    struct wording *own_wordings;
    size_t wording_count;
    size_t wording_capacity;
    struct stored_phrase *own_phrases;
    size_t phrase_count;
    size_t phrase_capacity;
    struct phrase_line *lines; /* by phrase; none in a snapshot */
    size_t line_count;
    size_t line_capacity;
    struct name_table texts; /* of the lines so far, with their wordings */
};

/* The table that has the wording, by its number there. */
static inline const struct phrase_table *wording_home(
    const struct phrase_table *table, uint32_t *wording)
{
    if (*wording < table->first_wording) {
        return table->base;
    }
    *wording -= table->first_wording;
    return table;
}

static inline struct stored_phrase *phrase_stored(
    const struct phrase_table *table, uint32_t phrase)
{
    return phrase < table->first_phrase
               ? &table->base->own_phrases[phrase]
               : &table->own_phrases[phrase - table->first_phrase];
}

/* Of a wording, by its number there, in the table that has it. */
static inline const struct wording_needs *wording_needs_at(
    const struct phrase_table *table, uint32_t wording, uint32_t needs)
{
    const struct phrase_table *home =
        wording < table->first_wording ? table->base : table;
    return (const struct wording_needs *)(home->needs + needs);
}

/* The first of its sides; it must have one. */
struct side wording_first_side(
    const struct phrase_table *table, uint32_t wording);
struct program wording_program(
    const struct phrase_table *table, uint32_t wording);
struct program phrase_program(
    const struct phrase_table *table, uint32_t phrase);

/* Where it stands in its pack: for the loader to fill. NULL for a phrase of a
   snapshot. */
struct phrase_line *phrase_line(
    const struct phrase_table *table, uint32_t phrase);

/* Where compiled phrases find the numbers of words and of lexicon entries. */
struct vocabulary {
    struct literal_table literals;
    struct phrase_table phrases;
    /* Numbers of lexicon entries by folded name; an entry may be named before
       it is defined. */
    struct slice *classes;
    size_t class_count;
    size_t class_capacity;
    struct name_table class_names; /* the same as lines spell them */
    struct arena *scratch; /* of the line that is being compiled, cleared behind
                              it; NULL: there is none */
};

/* The entry of the name, a new one if there is none; NONE when that would be
   one more than ENTRY_COUNT_LIMIT, which it is for the caller to say. */
uint32_t vocabulary_class(struct vocabulary *vocabulary, struct slice name);

/* An empty one, that grows in the arena. */
struct vocabulary vocabulary_make(struct arena *arena);

/* One that begins with all that another has, which must outlive it, and has
   room for a pack of so many bytes. */
struct vocabulary vocabulary_above(
    struct arena *arena, const struct vocabulary *base, size_t size);

/* Compile a line, which must outlive the table: *ret is its number. On failure
   *ret_offset is the byte of the line at fault, and the table is of no more
   use. */
bool phrase_compile(struct vocabulary *vocabulary, struct slice line,
    uint32_t *ret, size_t *ret_offset, struct error *ret_error)
    __attribute__((warn_unused_result));

/* phrase.c: compile what a line says, for phrase_compile(). */
bool wording_compile(struct vocabulary *vocabulary, struct slice line,
    uint32_t *ret, size_t *ret_offset, struct error *ret_error)
    __attribute__((warn_unused_result));

/* phrase_side.c: fill in what follows from the side's code: width, firsts,
   is_choice. */
void side_measure(struct stored_side *side, const struct instruction *code);

/* The side with every other alternative of the branch's choice left out. */
struct side phrase_variant(
    struct arena *arena, const struct side *side, size_t branch);

#endif
