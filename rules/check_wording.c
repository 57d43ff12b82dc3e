/*
 * check_wording.c - a notion of the document's own in the statute's place.
 *
 * «Персональная информация» matters where it is defined, is in the document's
 * title, or is what the document says instead of «персональные данные»: one
 * mention in five. A single slip of the pen does not.
 */
#include "rules/checks.h"

/* Of a hundred mentions of personal data at least so many are by the notion
   that the law does not know. */
#define LEAST_SHARE 20
/* Words between the two in «персональных данных и личной информации», where
   they are kept apart. */
#define PAIR_REACH 4
#define FURTHER_LIMIT 20 /* related places */

struct mentions {
    size_t own;     /* «персональные данные», «ПДн» */
    size_t foreign; /* «персональная информация», «личные данные» */
    struct passage first; /* of the foreign ones, outside headings */
};

static bool starts(
    const struct word_list *words, size_t at, const char *a, const char *b)
{
    struct slice word = word_at(words, at);
    return slice_starts_with(word, slice_from(a)) ||
           slice_starts_with(word, slice_from(b));
}

static void count_clause(const struct check_context *context, uint32_t index,
    struct mentions *mentions)
{
    const struct clause *clause = &check_document(context)->clauses[index];
    struct word_list words =
        word_list_of(check_arena(context), clause->folded.bytes);
    size_t last_own = NONE;
    for (size_t i = 0; i < words.count; i++) {
        bool is_statutory = starts(&words, i, "персональн", "персональн");
        bool is_foreign = is_statutory ||
                          starts(&words, i, "личная", "личной") ||
                          starts(&words, i, "личную", "личных") ||
                          starts(&words, i, "личные", "личными");
        bool is_data =
            i + 1 < words.count && starts(&words, i + 1, "данны", "данне");
        bool is_notion = i + 1 < words.count &&
                         starts(&words, i + 1, "информаци", "сведени");
        if ((is_statutory && is_data) || starts(&words, i, "пдн", "пдн")) {
            mentions->own++;
            last_own = i;
        }
        bool is_beside = last_own != NONE && i - last_own <= PAIR_REACH;
        bool is_named = is_statutory ? is_notion : is_data || is_notion;
        if (!is_foreign || !is_named || is_beside) {
            continue;
        }
        mentions->foreign++;
        if (mentions->first.clause == NONE && !clause->is_heading) {
            struct span folded = {
                words.items[i].span.begin, words.items[i + 1].span.end};
            mentions->first = (struct passage){
                index, folded_to_text(&clause->folded, folded)};
        }
    }
}

static struct mentions count_mentions(const struct check_context *context)
{
    const struct doc *doc = check_document(context);
    struct mentions mentions = {.first = {.clause = NONE}};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY && !clause->is_toc) {
            count_clause(context, i, &mentions);
        }
    }
    return mentions;
}

/* What the rule's phrases found: definitions and titles. The first is
   reported, the others are its related places. */
static bool report_defined(
    struct check_context *context, const struct rule *rule)
{
    size_t count;
    const struct fact *facts = check_facts(context, &count);
    struct finding *finding = NULL;
    for (size_t i = 0; i < count; i++) {
        if (facts[i].rule != rule || facts[i].polarity == POLARITY_DENIED) {
            continue;
        }
        if (!finding) {
            finding = check_report(context, rule, facts[i].passage, NULL);
        } else if (finding->related_count < FURTHER_LIMIT) {
            check_add_related(context, finding, facts[i].passage,
                (struct words){SLICE("и здесь"), SLICE("here too")});
        }
    }
    return finding != NULL;
}

void check_own_notion(struct check_context *context, const struct rule *rule)
{
    if (report_defined(context, rule)) {
        return;
    }
    struct mentions mentions = count_mentions(context);
    size_t all = mentions.own + mentions.foreign;
    if (mentions.first.clause != NONE &&
        mentions.foreign * 100 >= all * LEAST_SHARE) {
        check_report(context, rule, mentions.first, NULL);
    }
}
