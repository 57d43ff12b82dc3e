/*
 * forms.h - what the words of a document are to phrases, form by form.
 *
 * A form stands in many places, and what phrases ask of a word is told by its
 * form alone: which literals of the ruleset it satisfies, which entries of the
 * lexicon list it, in which signals it can stand. So each form is looked up
 * once, or not at all where an earlier document had it (form_memo.h).
 */
#ifndef RULES_FORMS_H
#define RULES_FORMS_H

#include "parser/doc.h"

struct form_memo;
struct ruleset;
struct signal_index;

/* What a form is; the lists stand one behind the other. */
struct form_tokens {
    const uint32_t *numbers;
    uint32_t literal_count;
    uint32_t entry_count; /* entries of the lexicon that list the form, or list
                             an entry that does */
    uint32_t first_count; /* parts (signal_index.h) that begin a signal */
    uint32_t other_count; /* and those that do not; both ascend */
    uint32_t digits;      /* that its spelling has */
    uint64_t bits;        /* token_bit() of its literals */
};

static inline size_t form_number_count(const struct form_tokens *form)
{
    return (size_t)form->literal_count + form->entry_count + form->first_count +
           form->other_count;
}

/* Numbers of a list. */
struct number_list {
    const uint32_t *items;
    uint32_t count;
};

static inline struct number_list form_literals(const struct form_tokens *form)
{
    return (struct number_list){form->numbers, form->literal_count};
}

static inline struct number_list form_entries(const struct form_tokens *form)
{
    return (struct number_list){
        form->numbers + form->literal_count, form->entry_count};
}

static inline struct number_list form_firsts(const struct form_tokens *form)
{
    return (struct number_list){
        form_entries(form).items + form->entry_count, form->first_count};
}

static inline struct number_list form_others(const struct form_tokens *form)
{
    return (struct number_list){
        form_firsts(form).items + form->first_count, form->other_count};
}

/* All forms of the document, in its arena and the memo's: valid until a
   document of another ruleset begins there. */
const struct form_tokens *forms_read(const struct doc *doc,
    const struct ruleset *ruleset, const struct signal_index *signals,
    struct form_memo *memo);

#endif
