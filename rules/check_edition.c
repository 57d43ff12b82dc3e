/*
 * check_edition.c - the day of the edition, held against the law's.
 *
 * A policy whose newest date is older than the present rules on consent
 * (1 September 2025) was hardly read since. The dates of acts that it cites
 * are not its own.
 */
#include "rules/checks.h"
#include "rules/written_date.h"

/* Words before a date among which those stand that make it the edition's. */
#define REACH 12

static const struct date present_rules = {2025, 9, 1};

/* «Редакция», «версия», «утверждена», «действует», «обновлена»; but acts are
   cited «в редакции от». */
static bool tells_edition(const struct word_list *words, size_t date)
{
    static const char *const stems[] = {"редакци", "верси", "утвержд",
        "действу", "обнов", "вступ", "опубликован", "публикаци", "изменени",
        "изменен", "актуальн"};
    size_t from = date > REACH ? date - REACH : 0;
    for (size_t i = from; i < date; i++) {
        for (size_t k = 0; k < COUNT_OF(stems); k++) {
            if (slice_begins(word_at(words, i), stems[k])) {
                return i == 0 || !word_has_form(word_at(words, i - 1), "", "в");
            }
        }
    }
    return date == 0; /* a line that begins with its date */
}

/* The newest day so far, and where it stands; acts are passed as the dates
   are. */
struct edition {
    struct date day;
    struct passage at;
    size_t act; /* index of the first citation that ends behind the last date */
};

/* «Приказом директора № 5 от …» approves the policy itself; orders of a
   ministry or a service are acts. */
static bool is_own_order(const struct doc *doc, const struct citation *act)
{
    static const char *const authorities[] = {"роскомнадзор", "фстэк", "фсб",
        "министерств", "минцифр", "служб", "россии", "федеральн"};
    if (!slice_starts_with(act->kind, SLICE("приказ"))) {
        return false;
    }
    struct slice words = fold_slice(doc->arena, doc_quote(doc, act->passage));
    for (size_t i = 0; i < COUNT_OF(authorities); i++) {
        struct slice name = slice_from(authorities[i]);
        if (slice_find(words, name, 0) != SLICE_NOT_FOUND) {
            return false;
        }
    }
    return true;
}

/* Is the date one of a cited act: «от 27.07.2006 № 152-ФЗ»? */
static bool is_of_act(
    const struct doc *doc, struct passage date, struct edition *edition)
{
    while (edition->act < doc->citation_count &&
           passage_ends_before(doc->citations[edition->act].passage, date)) {
        edition->act++;
    }
    if (edition->act == doc->citation_count) {
        return false;
    }
    const struct citation *act = &doc->citations[edition->act];
    return !passage_ends_before(date, act->passage) && !is_own_order(doc, act);
}

static void read_clause(const struct check_context *context, uint32_t index,
    struct edition *edition)
{
    const struct doc *doc = check_document(context);
    const struct clause *clause = &doc->clauses[index];
    struct word_list words = doc_clause_words(doc, index);
    struct written_date date;
    for (size_t at = 0; at < words.count; at++) {
        if (!written_date_may_begin(&words, at) ||
            !written_date_read(&words, at, &date)) {
            continue;
        }
        struct span folded = {words.items[at].span.begin,
            words.items[at + date.count - 1].span.end};
        struct passage passage = {
            index, folded_to_text(&clause->folded, folded)};
        struct date day = written_date_value(&date);
        bool is_newer =
            date_is_set(day) &&
            (!date_is_set(edition->day) || date_compare(edition->day, day) < 0);
        if (is_newer && tells_edition(&words, at) &&
            !is_of_act(doc, passage, edition)) {
            edition->day = day;
            edition->at = passage;
        }
        at += date.count - 1;
    }
}

void check_policy_stale(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct edition edition = {.act = 0};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY && !clause->is_toc) {
            read_clause(context, i, &edition);
        }
    }
    if (date_is_set(edition.day) &&
        date_compare(edition.day, present_rules) < 0) {
        check_report(context, rule, edition.at, NULL);
    }
}
