/*
 * checks.c - the checks that rules name with "Check: NAME".
 */
#include "rules/checks.h"
#include "rules/check_jurisdiction.h"

/* One line for each, in alphabetical order. */
static const struct check checks[] = {
    {"allow-expired", check_allow_expired},
    {"allow-malformed", check_allow_malformed},
    {"allow-no-reason", check_allow_no_reason},
    {"allow-unclosed", check_allow_unclosed},
    {"allow-unknown", check_allow_unknown},
    {"allow-unused", check_allow_unused},
    {"article-miscited", check_article_miscited},
    {"breach-term", check_breach_term},
    {"broken-item", check_broken_item},
    {"broken-reference", check_broken_reference},
    {"by-article", check_by_article},
    {"by-breach-term", check_by_breach_term},
    {"by-deadline", check_by_deadline},
    {"by-law-reference", check_by_law_reference},
    {"by-purpose-matrix", check_by_purpose_matrix},
    {"by-requisite-checksum", check_by_requisite_checksum},
    {"contradiction", check_contradiction},
    {"destruction-term", check_destruction_term},
    {"double-definition", check_double_definition},
    {"duty-leftover", check_duty_leftover},
    {"empty-document", check_empty_document},
    {"empty-section", check_empty_section},
    {"eu-leftover", check_eu_leftover},
    {"foreign-authority", check_foreign_authority},
    {"foreign-court", check_foreign_court},
    {"foreign-deadline", check_foreign_deadline},
    {"foreign-law", check_foreign_law},
    {"foreign-regulator", check_foreign_regulator},
    {"foreign-terminology", check_foreign_terminology},
    {"governing-law", check_governing_law},
    {"impossible-date", check_impossible_date},
    {"jurisdiction-mismatch", check_jurisdiction_mismatch},
    {"law-misdated", check_law_misdated},
    {"law-misnamed", check_law_misnamed},
    {"law-repealed", check_law_repealed},
    {"mixed-address", check_mixed_address},
    {"mixed-alphabets", check_mixed_alphabets},
    {"mixed-voice", check_mixed_voice},
    {"not-russian", check_not_russian},
    {"number-words", check_number_words},
    {"numbering-order", check_numbering_order},
    {"numbering-repeated", check_numbering_repeated},
    {"numbering-skipped", check_numbering_skipped},
    {"optout-term", check_optout_term},
    {"own-notion", check_own_notion},
    {"placeholder", check_placeholder},
    {"policy-stale", check_policy_stale},
    {"purpose-data", check_purpose_data},
    {"purpose-destruction", check_purpose_destruction},
    {"purpose-methods", check_purpose_methods},
    {"purpose-subjects", check_purpose_subjects},
    {"purpose-terms", check_purpose_terms},
    {"registry-id", check_registry_id},
    {"repeated-text", check_repeated_text},
    {"repeated-word", check_repeated_word},
    {"requisite-checksum", check_requisite_checksum},
    {"response-term", check_response_term},
    {"self-contradiction", check_self_contradiction},
    {"two-names", check_two_names},
    {"undecodable", check_undecodable},
    {"undefined-term", check_undefined_term},
    {"unknown-operator", check_unknown_operator},
    {"unmatched-bracket", check_unmatched_bracket},
    {"unmatched-quote", check_unmatched_quote},
    {"unused-term", check_unused_term},
    {"withdrawal-term", check_withdrawal_term},
};

const struct check *check_list(size_t *ret_count)
{
    *ret_count = COUNT_OF(checks);
    return checks;
}

const struct check *check_find(struct slice name)
{
    size_t low = 0;
    size_t high = COUNT_OF(checks);
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        int order = slice_compare(slice_from(checks[middle].name), name);
        if (order == 0) {
            return &checks[middle];
        }
        if (order < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return NULL;
}
