/*
 * form_memo.h - what the forms of words are in a ruleset, from one document to
 * the next.
 *
 * Nine in ten forms of a policy stand in policies before it as well, where all
 * their beginnings and ends were looked for among the literals. The first
 * document that a memo is used for is not remembered: most runs have no other.
 */
#ifndef RULES_FORM_MEMO_H
#define RULES_FORM_MEMO_H

#include "rules/forms.h"

/* Of one thread, and of no more than FORM_MEMO_LIMIT forms: those that came
   first, which are the common ones. Longer forms are not remembered. */
struct form_memo;

#define FORM_MEMO_LIMIT 8192u
#define FORM_MEMO_LONGEST 64u /* bytes */

struct form_memo *form_memo_new(void);
void form_memo_free(struct form_memo *memo); /* NULL is accepted */

/* A document begins. What is remembered counts only for this ruleset. */
void form_memo_begin(struct form_memo *memo, const struct ruleset *ruleset);

/* What is known of the form, or NULL; valid until the next document begins. */
const struct form_tokens *form_memo_find(
    const struct form_memo *memo, const struct word_form *form);

/* Remember it, unless it is long or there is no more room. It must not be
 * known. */
void form_memo_add(struct form_memo *memo, const struct word_form *form,
    struct form_tokens tokens);

#endif
