/*
 * word.h - the words of a folded text, and where they stand.
 *
 * A word is a run of letters and digits; a hyphen between two of them keeps
 * it one word («ip-адрес», «152-фз», «e-mail»), a dot does not («т.п.» is two
 * words, «2.1» is two). An e-mail address, a URL and a bare domain name are
 * one word each. Punctuation is skipped, but each word knows what stood
 * between it and the word before.
 */
#ifndef PARSER_WORD_H
#define PARSER_WORD_H

#include "parser/arena.h"
#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

/* What stood before a word; bits of word.before. */
enum word_before {
    WORD_AFTER_STOP = 1u << 0,  /* . ; : ! ? … */
    WORD_AFTER_COMMA = 1u << 1, /* , */
    WORD_AFTER_QUOTE = 1u << 2, /* a quotation mark, opening or closing */
    WORD_AFTER_OPEN = 1u << 3,  /* ( [ { */
    WORD_AFTER_CLOSE = 1u << 4, /* ) ] } */
    WORD_AFTER_DASH = 1u << 5,  /* a dash that joins no word */
    WORD_AFTER_OTHER = 1u << 6, /* any other sign: № / * % … */
};

enum word_kind {
    WORD_PLAIN,
    WORD_NUMBER,  /* digits only */
    WORD_ADDRESS, /* an e-mail address, a URL or a domain name */
};

struct word {
    struct span span; /* bytes of the folded text; never empty */
    uint32_t form;    /* of a document's word: index into doc.forms */
    uint8_t before;   /* bits of enum word_before; of the first word: what
                         stands before it in the text */
    uint8_t kind;     /* enum word_kind */
};

/* A walk over the words of a folded text. */
struct word_splitter {
    struct slice text;
    size_t at;               /* bytes: what is not read yet */
    size_t no_address_until; /* no word that starts before is an address */
    uint8_t behind;          /* at the end: bits of enum word_before of what
                                stands behind the last word */
};

struct word_splitter word_splitter(struct slice folded);

/* The next word; false at the end. Linear in the text. */
bool word_next(struct word_splitter *splitter, struct word *ret);

/* Split a folded text (text that is not folded is split as well). Returns the
   number of words; *ret is an array of the arena, in text order. Linear in
   the text. */
size_t words_split(struct arena *arena, struct slice folded, struct word **ret);

/* The bytes of a word. */
static inline struct slice word_slice(struct slice folded, struct word word)
{
    return slice_cut(folded, word.span.begin, word.span.end);
}

/* The words of one text together with it, for those who walk over both. */
struct word_list {
    struct slice folded;
    struct word *items; /* of the arena */
    size_t count;
};

struct word_list word_list_of(struct arena *arena, struct slice folded);

/* The bytes of the word; empty past the end. */
static inline struct slice word_at(const struct word_list *list, size_t index)
{
    return index < list->count ? word_slice(list->folded, list->items[index])
                               : (struct slice){0};
}

/* Is word index exactly this? false past the end. */
bool word_is(const struct word_list *list, size_t index, struct slice text);

/* Is the ending one of those that "|" separates, of which one may be empty? */
bool word_ending_is(struct slice ending, const char *endings);

/* Does the folded word end as a verb in the third person does («записывает»,
   «выполняется»)? No name of a notion has such a word in it. */
bool word_is_predicate(struct slice word);

/* Is the word the stem with one of the endings:
   word_has_form(w, "раздел", "|а|у|ом|е")? */
static inline bool word_has_form(
    struct slice word, const char *stem, const char *endings)
{
    return slice_begins(word, stem) &&
           word_ending_is(slice_cut(word, strlen(stem), word.len), endings);
}

/* Index of the first word that begins at or after the byte. */
size_t word_from(const struct word_list *list, uint32_t offset);

#endif
