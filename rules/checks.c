/*
 * checks.c - the checks that rules name with "Check: NAME".
 */
#include "rules/checks.h"

/* One line for each, in alphabetical order. */
static const struct check checks[] = {
    {"article-miscited", check_article_miscited},
    {"broken-item", check_broken_item},
    {"broken-reference", check_broken_reference},
    {"by-article", check_by_article},
    {"by-law-reference", check_by_law_reference},
    {"double-definition", check_double_definition},
    {"law-misdated", check_law_misdated},
    {"law-misnamed", check_law_misnamed},
    {"law-repealed", check_law_repealed},
    {"numbering-order", check_numbering_order},
    {"numbering-repeated", check_numbering_repeated},
    {"numbering-skipped", check_numbering_skipped},
    {"placeholder", check_placeholder},
    {"undecodable", check_undecodable},
    {"undefined-term", check_undefined_term},
};

const struct check *check_list(size_t *ret_count)
{
    *ret_count = sizeof(checks) / sizeof(checks[0]);
    return checks;
}
