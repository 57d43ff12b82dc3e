/*
 * check_value.c - numbers and dates that cannot be right whatever the law:
 * figures and words that differ, days that do not exist, days of the week
 * that do not fit.
 */
#include "rules/checks.h"
#include "rules/numeral.h"
#include "rules/written_date.h"

#define GROUP_LIMIT 3 /* «1 000 000» */

/* The words [first, end) with a bracket that closes right behind them. */
static struct passage passage_of(const struct clause *clause, uint32_t index,
    const struct word_list *words, size_t first, size_t end)
{
    struct span folded = {
        words->items[first].span.begin, words->items[end - 1].span.end};
    struct span span = folded_to_text(&clause->folded, folded);
    struct slice text = clause->text.bytes;
    if (span.end < text.len && text.bytes[span.end] == ')') {
        span.end++;
    }
    return (struct passage){index, span};
}

/* Does the bracket close behind the words before end, at most two words
   later («30 (тридцати календарных) дней»)? */
static bool closes(
    const struct clause *clause, const struct word_list *words, size_t end)
{
    size_t i = end;
    for (; i < words->count && i < end + 3; i++) {
        if (words->items[i].before & WORD_AFTER_CLOSE) {
            return true;
        }
        if (words->items[i].before) {
            return false;
        }
    }
    struct slice folded = clause->folded.bytes;
    uint32_t at = words->items[words->count - 1].span.end;
    return i == words->count && at < folded.len && folded.bytes[at] == ')';
}

/* Is the figure the fraction of «2,5», a part of «3.4»? */
static bool is_fraction(const struct word_list *words, size_t at)
{
    return at > 0 &&
           words->items[at].before & (WORD_AFTER_COMMA | WORD_AFTER_STOP) &&
           words->items[at].span.begin == words->items[at - 1].span.end + 1;
}

/* The number in figures that ends with words[at]: «10 000» has two words.
   Returns its first word, or NONE. */
static size_t figures_until(
    const struct word_list *words, size_t at, uint32_t *ret)
{
    uint64_t value = 0;
    uint64_t scale = 1;
    for (size_t groups = 0; groups < GROUP_LIMIT; groups++, at--) {
        uint32_t group;
        struct slice word = word_at(words, at);
        if (numeral_figure(word, &group) != word.len || word.len == 0) {
            return NONE;
        }
        value += group * scale;
        scale *= 1000;
        bool is_group = words->items[at].kind == WORD_NUMBER && word.len == 3 &&
                        at > 0 && !words->items[at].before &&
                        words->items[at - 1].kind == WORD_NUMBER &&
                        word_at(words, at - 1).len <= 3;
        if (!is_group) {
            *ret = (uint32_t)value;
            return is_fraction(words, at) || value > NUMERAL_LARGEST ? NONE
                                                                     : at;
        }
    }
    return NONE;
}

/* The word after the number given twice that begins in words[at], or 0 when
   there is none or when both agree. *ret_first is its first word. */
static size_t mismatch_at(const struct clause *clause,
    const struct word_list *words, size_t at, size_t *ret_first)
{
    uint32_t figures;
    uint32_t spelled;
    size_t count = numeral_read(words, at, &spelled);
    if (count && words->items[at].before & WORD_AFTER_OPEN && at > 0) {
        size_t first = figures_until(words, at - 1, &figures);
        *ret_first = first;
        return first != NONE && figures != spelled &&
                       closes(clause, words, at + count)
                   ? at + count
                   : 0;
    }
    size_t next = at + count;
    if (count == 0 || next >= words->count ||
        !(words->items[next].before & WORD_AFTER_OPEN)) {
        return 0;
    }
    struct slice word = word_at(words, next);
    bool is_figure = numeral_figure(word, &figures) == word.len;
    *ret_first = at;
    return is_figure && figures != spelled &&
                   words->items[next].kind == WORD_NUMBER &&
                   next + 1 < words->count &&
                   words->items[next + 1].before == WORD_AFTER_CLOSE
               ? next + 1
               : 0;
}

void check_number_words(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    const bool *is_numeral = numeral_forms(doc, check_arena(context));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!check_is_read(clause)) {
            continue;
        }
        struct word_list words = doc_clause_words(doc, i);
        for (size_t at = 0; at < words.count; at++) {
            size_t first;
            uint32_t skipped;
            if (!is_numeral[words.items[at].form]) {
                continue;
            }
            size_t end = mismatch_at(clause, &words, at, &first);
            if (end) {
                check_report(context, rule,
                    passage_of(clause, i, &words, first, end), NULL);
            }
            size_t count = numeral_read(&words, at, &skipped);
            at += count > 1 ? count - 1 : 0;
        }
    }
}

/* The day of the week beside the date, or 7: «в среду, 1 января 2025 года»,
   «1 января 2025 года (среда)». *ret_first and *ret_end are widened to it. */
static unsigned weekday_beside(const struct word_list *words,
    const struct written_date *date, size_t *ret_first, size_t *ret_end)
{
    unsigned day = 7;
    if (date->first > 0) {
        day = weekday_named(word_at(words, date->first - 1));
        *ret_first -= day < 7;
    }
    size_t next = date->first + date->count;
    next += word_has_form(word_at(words, next), "г", "|ода");
    if (day == 7 && next < words->count &&
        words->items[next].before & (WORD_AFTER_OPEN | WORD_AFTER_COMMA)) {
        day = weekday_named(word_at(words, next));
        *ret_end = day < 7 ? next + 1 : *ret_end;
    }
    return day;
}

static void check_dates(struct check_context *context, const struct rule *rule,
    uint32_t index, const struct word_list *words)
{
    const struct clause *clause = &check_document(context)->clauses[index];
    struct words no_weekday = {
        SLICE("Этот день недели не приходится на эту дату."),
        SLICE("The date does not fall on this day of the week.")};
    struct written_date date;
    for (size_t at = 0; at < words->count; at++) {
        if (!written_date_may_begin(words, at) ||
            !written_date_read(words, at, &date)) {
            continue;
        }
        size_t first = at;
        size_t end = at + date.count;
        bool is_possible = written_date_exists(&date);
        struct date value = written_date_value(&date);
        unsigned day =
            date_is_set(value) ? weekday_beside(words, &date, &first, &end) : 7;
        if (!is_possible || (day < 7 && day != weekday_of(value))) {
            check_report(context, rule,
                passage_of(clause, index, words, first, end),
                is_possible ? &no_weekday : NULL);
        }
        at = end - 1;
    }
}

void check_impossible_date(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (check_is_read(&doc->clauses[i])) {
            struct word_list words = doc_clause_words(doc, i);
            check_dates(context, rule, i, &words);
        }
    }
}
