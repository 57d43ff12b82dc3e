/*
 * checks.h - the checks written in C, one for each "Check: NAME" of a pack.
 *
 * Each reports what its rule says; what it does with awkward documents stands
 * in its own file.
 */
#ifndef RULES_CHECKS_H
#define RULES_CHECKS_H

#include "rules/check_context.h"

/* check_structure.c: what the mark-up broke. */
void check_broken_item(struct check_context *context, const struct rule *rule);
void check_empty_document(
    struct check_context *context, const struct rule *rule);
void check_not_russian(struct check_context *context, const struct rule *rule);
void check_undecodable(struct check_context *context, const struct rule *rule);

void check_empty_section(
    struct check_context *context, const struct rule *rule);

/* check_allow.c: comments that allow what a rule finds, and what is wrong
 * there. */
void check_allow_expired(
    struct check_context *context, const struct rule *rule);
void check_allow_malformed(
    struct check_context *context, const struct rule *rule);
void check_allow_no_reason(
    struct check_context *context, const struct rule *rule);
void check_allow_unclosed(
    struct check_context *context, const struct rule *rule);
void check_allow_unknown(
    struct check_context *context, const struct rule *rule);
void check_allow_unused(struct check_context *context, const struct rule *rule);

/* check_pairs.c: brackets and quotation marks without a partner. */
void check_unmatched_bracket(
    struct check_context *context, const struct rule *rule);
void check_unmatched_quote(
    struct check_context *context, const struct rule *rule);

/* check_alphabet.c: letters of another alphabet. */
void check_mixed_alphabets(
    struct check_context *context, const struct rule *rule);

/* check_repeat.c: words and sentences that stand twice. */
void check_repeated_word(
    struct check_context *context, const struct rule *rule);
void check_repeated_text(
    struct check_context *context, const struct rule *rule);

/* check_numbering.c: numbers of provisions. All are judged at once, by clause,
   for check_numbering(). */
void numbering_judge(
    const struct doc *doc, struct arena *arena, uint8_t *faults);
void check_numbering_repeated(
    struct check_context *context, const struct rule *rule);
void check_numbering_skipped(
    struct check_context *context, const struct rule *rule);
void check_numbering_order(
    struct check_context *context, const struct rule *rule);

/* check_placeholder.c: fields of a template left unfilled. */
void check_placeholder(struct check_context *context, const struct rule *rule);

/* check_undefined.c: terms used and never defined. */
void check_undefined_term(
    struct check_context *context, const struct rule *rule);

/* check_term.c: references to nothing; terms defined twice. */
void check_broken_reference(
    struct check_context *context, const struct rule *rule);
void check_double_definition(
    struct check_context *context, const struct rule *rule);
void check_unused_term(struct check_context *context, const struct rule *rule);

/* check_party.c: one party under several names. */
void check_mixed_address(
    struct check_context *context, const struct rule *rule);
void check_mixed_voice(struct check_context *context, const struct rule *rule);
void check_two_names(struct check_context *context, const struct rule *rule);

/* check_edition.c: an edition older than the present law. */
void check_policy_stale(struct check_context *context, const struct rule *rule);

/* check_wording.c: «персональная информация» for personal data. */
void check_own_notion(struct check_context *context, const struct rule *rule);

/* check_law.c: acts misnamed, misdated, out of force. */
void check_law_misnamed(struct check_context *context, const struct rule *rule);
void check_law_misdated(struct check_context *context, const struct rule *rule);
void check_law_repealed(struct check_context *context, const struct rule *rule);

/* check_law_by.c: the Belarusian law under a wrong name. */
void check_by_law_reference(
    struct check_context *context, const struct rule *rule);

/* check_article.c: articles that are not there or say something else. */
void check_article_miscited(
    struct check_context *context, const struct rule *rule);
void check_by_article(struct check_context *context, const struct rule *rule);

/* check_deadline.c: promised terms longer than the law's. */
void check_withdrawal_term(
    struct check_context *context, const struct rule *rule);
void check_optout_term(struct check_context *context, const struct rule *rule);
void check_response_term(
    struct check_context *context, const struct rule *rule);
void check_destruction_term(
    struct check_context *context, const struct rule *rule);
void check_breach_term(struct check_context *context, const struct rule *rule);
void check_by_breach_term(
    struct check_context *context, const struct rule *rule);
void check_by_deadline(struct check_context *context, const struct rule *rule);

/* check_contradiction.c: statements that exclude each other. */
void check_self_contradiction(
    struct check_context *context, const struct rule *rule);

/* check_requisite.c: registry numbers with wrong check digits. */
void check_requisite_checksum(
    struct check_context *context, const struct rule *rule);
void check_by_requisite_checksum(
    struct check_context *context, const struct rule *rule);

/* check_value.c: numbers and dates that cannot be right. */
void check_number_words(struct check_context *context, const struct rule *rule);
void check_impossible_date(
    struct check_context *context, const struct rule *rule);

/* check_purpose.c: what is not said for each purpose. */
void check_purpose_data(struct check_context *context, const struct rule *rule);
void check_purpose_subjects(
    struct check_context *context, const struct rule *rule);
void check_purpose_methods(
    struct check_context *context, const struct rule *rule);
void check_purpose_terms(
    struct check_context *context, const struct rule *rule);
void check_purpose_destruction(
    struct check_context *context, const struct rule *rule);
void check_by_purpose_matrix(
    struct check_context *context, const struct rule *rule);

#endif
