/*
 * literal.h - the words that phrases name, each with a number.
 *
 * All phrases of a ruleset share one table, so that a word of a document is
 * looked up once, however many rules ask for it: the answer is the list of
 * literals that it satisfies («согласием»: согласием, соглас*, согласи*).
 */
#ifndef RULES_LITERAL_H
#define RULES_LITERAL_H

#include "parser/buffer.h"

#include <stdint.h>

#define INFIX_SLOTS 1024u
/* Numbers of bits, powers of two: so many that few of those asked about are set
   by chance. */
#define LITERAL_BITS 32768u
#define RUN_BITS 4096u

enum literal_kind {
    LITERAL_EXACT,  /* слово */
    LITERAL_PREFIX, /* слов* */
    LITERAL_SUFFIX, /* *лово */
    LITERAL_INFIX,  /* *лов* */
    LITERAL_NUMBER, /* # */
    LITERAL_PART,   /* how a part of a word begins: what stands behind \b in a
                       pattern, so the second part of «e-mail» too */
};

struct literal {
    enum literal_kind kind;
    uint32_t begin; /* of its folded bytes in the table's text */
    uint32_t len;   /* bytes; 0 for LITERAL_NUMBER */
    uint64_t hash;
    uint32_t next;       /* in its bucket, or NONE */
    uint32_t next_infix; /* 1 + the next with the same beginning, or 0 */
};

/* Start with the arena set and the rest 0, or with literal_table_above(). The
   sets below are made with the first literal, or infix. */
struct literal_table {
    struct arena *arena;
    const struct literal_table *base; /* a finished one, or NULL: what it has is
                                         looked up there, and its numbers come
                                         first */
    uint32_t first;                   /* number of the first of its own */
    struct literal *items;            /* its own */
    size_t count;
    size_t capacity;
    struct buffer text;      /* of all literals */
    uint32_t *buckets;       /* first literal of each, or NONE */
    size_t bucket_count;     /* 0 or a power of two */
    size_t longest_prefix;   /* bytes, of LITERAL_PREFIX and LITERAL_PART */
    size_t longest_part;     /* bytes */
    uint32_t *short_infixes; /* shorter than three code points: tried one by
                                one */
    size_t short_infix_count;
    size_t short_infix_capacity;
    uint32_t *infixes; /* INFIX_SLOTS, by a hash of the first three code points:
                          1 + the first literal, 0 for none; or NULL */
    /* LITERAL_BITS by hash, of its literals, those of the base, too, and of the
       ends of suffixes: most of what a word is asked about is none of them, and
       is told so here. */
    uint32_t *known;
    uint32_t *runs;  /* RUN_BITS: the same of the first three code points of
                        infixes */
    uint32_t number; /* the literal «#», or NONE; valid when count > 0 */
};

/* A growing list of numbers in an arena. */
struct id_list {
    struct arena *arena;
    uint32_t *items;
    size_t count;
    size_t capacity;
};

/* A table for what is added to another, which must outlive it, with room for
   so many literals. */
struct literal_table literal_table_above(
    struct arena *arena, const struct literal_table *base, size_t count);

/* Of the base, too. */
size_t literal_count(const struct literal_table *table);

void id_list_add(struct id_list *list, uint32_t id);
bool id_list_has(const struct id_list *list, uint32_t id);

/* The number of a literal, the same for the same bytes and kind. */
uint32_t literal_add(
    struct literal_table *table, enum literal_kind kind, struct slice bytes);

struct slice literal_bytes(
    const struct literal_table *table, const struct literal *literal);

/* Append the literals that the folded word satisfies. Linear in the word and
   in the number of short infixes. */
void literals_of_word(const struct literal_table *table, struct slice word,
    bool is_number, struct id_list *ret);

#endif
