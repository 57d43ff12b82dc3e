/*
 * checks.c - the checks that rules name with "Check: NAME".
 */
#include "rules/check_jurisdiction.h"
#include "rules/checks.h"

/* One line for each, in alphabetical order. */
static const struct check checks[] = {
    {"article-miscited", check_article_miscited},
    {"broken-item", check_broken_item},
    {"broken-reference", check_broken_reference},
    {"by-article", check_by_article},
    {"by-law-reference", check_by_law_reference},
    {"contradiction", check_contradiction},
    {"double-definition", check_double_definition},
    {"duty-leftover", check_duty_leftover},
    {"eu-leftover", check_eu_leftover},
    {"foreign-authority", check_foreign_authority},
    {"foreign-court", check_foreign_court},
    {"foreign-deadline", check_foreign_deadline},
    {"foreign-law", check_foreign_law},
    {"foreign-regulator", check_foreign_regulator},
    {"foreign-terminology", check_foreign_terminology},
    {"governing-law", check_governing_law},
    {"jurisdiction-mismatch", check_jurisdiction_mismatch},
    {"law-misdated", check_law_misdated},
    {"law-misnamed", check_law_misnamed},
    {"law-repealed", check_law_repealed},
    {"numbering-order", check_numbering_order},
    {"numbering-repeated", check_numbering_repeated},
    {"numbering-skipped", check_numbering_skipped},
    {"placeholder", check_placeholder},
    {"registry-id", check_registry_id},
    {"undecodable", check_undecodable},
    {"undefined-term", check_undefined_term},
    {"unknown-operator", check_unknown_operator},
};

const struct check *check_list(size_t *ret_count)
{
    *ret_count = sizeof(checks) / sizeof(checks[0]);
    return checks;
}
