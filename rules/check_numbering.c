/*
 * check_numbering.c - numbers of provisions that repeat, jump or stand in the
 * wrong place.
 *
 * Dotted numbers («3.4») are compared within the whole document, or within
 * their appendix, since that is where a reference looks for them. Single ones
 * («5», «5)») start anew in every list, so they are compared with the sibling
 * before them only. Letters and Roman numerals are left to the reader.
 */
#include "rules/check_context.h"
#include "rules/checks.h"

#include <string.h>

#define LEVELS 6 /* deeper numbers are not compared */
#define VALUE_LIMIT 10000

struct number {
    uint32_t values[LEVELS];
    size_t count; /* 0: not a number of digits and dots */
};

static struct number read_number(struct slice text)
{
    struct number number = {.count = 0};
    struct slice part;
    while (slice_next_part(&text, '.', &part)) {
        uint32_t value = 0;
        for (size_t i = 0; i < part.len; i++) {
            if (part.bytes[i] < '0' || part.bytes[i] > '9' ||
                value > VALUE_LIMIT) {
                return (struct number){.count = 0};
            }
            value = value * 10 + (uint32_t)(part.bytes[i] - '0');
        }
        if (part.len == 0 || number.count == LEVELS) {
            return (struct number){.count = 0};
        }
        number.values[number.count++] = value;
    }
    return number;
}

static bool same_prefix(const struct number *a, const struct number *b)
{
    return a->count == b->count &&
           !memcmp(a->values, b->values, (a->count - 1) * sizeof(a->values[0]));
}

/* What is wrong with a number after the one before it. */
enum fault { FAULT_NONE, FAULT_REPEATED, FAULT_SKIPPED, FAULT_ORDER };

static enum fault compare_last(
    const struct number *before, const struct number *number)
{
    uint32_t last = before->values[before->count - 1];
    uint32_t value = number->values[number->count - 1];
    if (value == last) {
        return FAULT_REPEATED;
    }
    if (value == last + 1) {
        return FAULT_NONE;
    }
    return value > last ? FAULT_SKIPPED : FAULT_ORDER;
}

/* The latest number seen of each depth, what it was meant to be where it bears
   the number of another section, and the last part of the highest one with the
   same parts before it. */
struct trail {
    struct number numbers[LEVELS + 1];
    struct number meant[LEVELS + 1];
    uint32_t highest[LEVELS + 1];
};

/* The single number of the section that the clause stands in, or 0. */
static uint32_t section_value(const struct doc *doc, uint32_t index)
{
    for (uint32_t up = doc->clauses[index].parent; up != NONE;
         up = doc->clauses[up].parent) {
        struct number number = read_number(doc->clauses[up].number);
        if (doc->clauses[up].kind == CLAUSE_SECTION && number.count == 1) {
            return number.values[0];
        }
    }
    return 0;
}

static enum fault judge_dotted(struct trail *trail, const struct doc *doc,
    const struct number *number, uint32_t clause)
{
    struct number *before = &trail->numbers[number->count];
    struct number *meant = &trail->meant[number->count];
    uint32_t section = section_value(doc, clause);
    uint32_t *highest = &trail->highest[number->count];
    uint32_t value = number->values[number->count - 1];
    enum fault fault = FAULT_NONE;
    if (before->count && same_prefix(before, number)) {
        fault = compare_last(before, number);
        /* «5, 6, 5, 7»: the second 5 is wrong, and 7 goes on behind 6. */
        if (fault == FAULT_SKIPPED && value == *highest + 1) {
            fault = FAULT_NONE;
        }
        *highest = value > *highest ? value : *highest;
    } else if (meant->count && same_prefix(meant, number)) {
        /* «3.2.4, 4.2.5, 3.2.6»: only the second is wrong. */
        fault = compare_last(meant, number);
    } else if (section && section != number->values[0]) {
        fault = FAULT_ORDER;
    } else if (before->count && memcmp(before->values, number->values,
                                    sizeof(before->values)) > 0) {
        fault = FAULT_ORDER;
    }
    if (!before->count || !same_prefix(before, number)) {
        *highest = value;
    }
    *before = *number;
    *meant = *number;
    meant->values[0] = section ? section : number->values[0];
    return fault;
}

/* A single number is compared with the sibling before it; 1 starts anew. */
static enum fault judge_single(const struct doc *doc, uint32_t sibling,
    const struct number *number, enum clause_kind kind)
{
    if (sibling == NONE || number->values[0] <= 1 ||
        doc->clauses[sibling].kind != kind) {
        return FAULT_NONE;
    }
    struct number before = read_number(doc->clauses[sibling].number);
    if (before.count != 1) {
        return FAULT_NONE;
    }
    return compare_last(&before, number);
}

/* Numbered text of the document's own body? */
static bool is_numbered(const struct clause *clause)
{
    return clause->region == REGION_BODY && !clause->is_toc &&
           clause->number.len && clause->kind != CLAUSE_FURNITURE &&
           clause->kind != CLAUSE_ROW && clause->kind != CLAUSE_APPENDIX;
}

/* Words of the clause, to be shown beside its number. */
static struct span first_line(const struct clause *clause)
{
    uint32_t end = (uint32_t)clause->text.bytes.len;
    if (clause->sentence_count && clause->text.bytes.len > 120) {
        end = 0;
        while (end < 80 || clause->text.bytes.bytes[end] != ' ') {
            end++;
            if (end == clause->text.bytes.len) {
                break;
            }
        }
    }
    return (struct span){0, end};
}

/* Mark the number with the words after it; the number itself is no part of
   the clause's text. */
static void report_number(
    struct check_context *context, const struct rule *rule, uint32_t index)
{
    const struct clause *clause = &check_document(context)->clauses[index];
    struct finding *finding = check_report(
        context, rule, (struct passage){index, first_line(clause)}, NULL);
    if (clause->number_span.end > clause->number_span.begin &&
        clause->number_span.begin < finding->span.begin) {
        finding->span.begin = clause->number_span.begin;
        finding->quote = arena_format(check_arena(context), "%.*s %.*s",
            (int)clause->number.len, clause->number.bytes,
            (int)finding->quote.len, finding->quote.bytes);
    }
}

void numbering_judge(
    const struct doc *doc, struct arena *arena, uint8_t *faults)
{
    /* The sibling before, by depth: indices of clauses. */
    uint32_t *siblings =
        arena_array(arena, doc->clause_count + 1, sizeof(uint32_t));
    struct trail trail = {.numbers = {{.count = 0}}};
    uint32_t deepest = 0;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        for (uint32_t depth = clause->depth + 1; depth <= deepest; depth++) {
            siblings[depth] = NONE;
        }
        uint32_t sibling =
            clause->depth <= deepest && i ? siblings[clause->depth] : NONE;
        deepest = clause->depth;
        siblings[clause->depth] = i;
        if (clause->kind == CLAUSE_APPENDIX) {
            trail = (struct trail){.numbers = {{.count = 0}}};
        }
        if (!is_numbered(clause)) {
            continue;
        }
        struct number number = read_number(clause->number);
        enum fault fault = FAULT_NONE;
        if (number.count == 1) {
            fault = judge_single(doc, sibling, &number, clause->kind);
        } else if (number.count > 1) {
            fault = judge_dotted(&trail, doc, &number, i);
        }
        faults[i] = (uint8_t)fault;
    }
}

static void report_all(
    struct check_context *context, const struct rule *rule, enum fault wanted)
{
    const uint8_t *faults = check_numbering(context);
    for (uint32_t i = 0; i < check_document(context)->clause_count; i++) {
        if (faults[i] == wanted) {
            report_number(context, rule, i);
        }
    }
}

void check_numbering_repeated(
    struct check_context *context, const struct rule *rule)
{
    report_all(context, rule, FAULT_REPEATED);
}

void check_numbering_skipped(
    struct check_context *context, const struct rule *rule)
{
    report_all(context, rule, FAULT_SKIPPED);
}

void check_numbering_order(
    struct check_context *context, const struct rule *rule)
{
    report_all(context, rule, FAULT_ORDER);
}
