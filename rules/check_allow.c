/*
 * check_allow.c - what allowances do, and what is wrong with them.
 */
#include "rules/checks.h"
#include "rules/run.h"

#include <stdlib.h>

static bool is_expired(
    const struct check_context *context, const struct allowance *allowance)
{
    return date_is_set(allowance->until) &&
           date_compare(allowance->until, context->options->as_of) < 0;
}

static bool is_in_force(
    const struct check_context *context, const struct allowance *allowance)
{
    return allowance->fault == ALLOW_GOOD && allowance->rule &&
           !is_expired(context, allowance) &&
           !(context->options->requires_reason && allowance->reason.len == 0);
}

/* The findings as allowances take them. A document has thousands of both, so
   each finding is met once: by the first allowance that covers it. */
struct allow_queue {
    struct finding **findings; /* by rule, then by place */
    size_t count;
    size_t *next; /* by finding: one at or behind it that may still be free */
};

static int compare_to(
    const struct finding *finding, const struct rule *rule, uint32_t begin)
{
    uint32_t index = finding->rule->index;
    int order = (index > rule->index) - (index < rule->index);
    uint32_t place = finding->span.begin;
    return order ? order : (place > begin) - (place < begin);
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *x = *(struct finding *const *)a;
    const struct finding *y = *(struct finding *const *)b;
    return compare_to(x, y->rule, y->span.begin);
}

static struct allow_queue make_queue(const struct check_context *context)
{
    struct allow_queue queue = {.count = context->finding_count};
    queue.findings =
        arena_array(context->arena, queue.count, sizeof(*queue.findings));
    queue.next =
        arena_array(context->arena, queue.count + 1, sizeof(*queue.next));
    for (size_t i = 0; i < queue.count; i++) {
        queue.findings[i] = context->findings[i];
        queue.next[i] = i;
    }
    queue.next[queue.count] = queue.count;
    if (queue.count > 0) {
        qsort(queue.findings, queue.count, sizeof(struct finding *),
            compare_findings);
    }
    return queue;
}

/* The first finding of the rule that begins at a byte or behind it. */
static size_t first_from(
    const struct allow_queue *queue, const struct rule *rule, uint32_t begin)
{
    size_t low = 0;
    size_t high = queue->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (compare_to(queue->findings[middle], rule, begin) < 0) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* The first at or behind a place in the queue that nothing allows. */
static size_t next_free(const struct allow_queue *queue, size_t at)
{
    while (queue->next[at] != at) {
        queue->next[at] = queue->next[queue->next[at]];
        at = queue->next[at];
    }
    return at;
}

static void suppress(const struct check_context *context,
    const struct allow_queue *queue, struct allowance *allowance)
{
    size_t first = first_from(queue, allowance->rule, allowance->target.begin);
    size_t end = first_from(queue, allowance->rule, allowance->target.end);
    if (first >= end) {
        return;
    }
    allowance->is_used = true;
    struct suppression *suppression =
        arena_alloc(context->arena, sizeof(*suppression));
    *suppression = (struct suppression){
        .kind = SUPPRESSED_IN_SOURCE,
        .reason = allowance->reason,
        .until = allowance->until,
    };
    for (size_t i = next_free(queue, first); i < end; i = next_free(queue, i)) {
        queue->findings[i]->suppression = suppression;
        queue->next[i] = i + 1;
    }
}

/* Report words of a comment: they are of no clause. */
static struct finding *report(struct check_context *context,
    const struct rule *rule, struct span span, const struct words *message)
{
    struct passage nowhere = {.clause = NONE};
    struct finding *finding = check_report_source(context, rule, nowhere, span);
    if (message) {
        finding->message = *message;
    }
    return finding;
}

/* An allowance of a rule that was not looked for may still be right. */
static void report_unused(
    struct check_context *context, const struct rule *rule)
{
    enum severity level = run_level(context, rule);
    size_t count = level == SEVERITY_NONE ? 0 : context->allowances->count;
    for (size_t i = 0; i < count; i++) {
        const struct allowance *allowance = &context->allowances->items[i];
        if (is_in_force(context, allowance) && !allowance->is_used &&
            (context->only ||
                context->states[allowance->rule->index].is_applied)) {
            report(context, rule, allowance->mark, NULL)->severity = level;
        }
    }
}

void run_allow(struct check_context *context)
{
    const struct allow_list *list = check_allowances(context);
    if (list->count > 0) {
        struct allow_queue queue = make_queue(context);
        for (size_t i = 0; i < list->count; i++) {
            if (is_in_force(context, &list->items[i])) {
                suppress(context, &queue, &list->items[i]);
            }
        }
    }
    if (context->unused_rule) {
        report_unused(context, context->unused_rule);
    }
}

static void report_faults(struct check_context *context,
    const struct rule *rule, enum allow_fault fault)
{
    const struct allow_list *list = check_allowances(context);
    for (size_t i = 0; i < list->count; i++) {
        const struct allowance *allowance = &list->items[i];
        if (allowance->fault == fault) {
            report(context, rule, allowance->mark, &allowance->message);
        }
    }
}

void check_allow_malformed(
    struct check_context *context, const struct rule *rule)
{
    report_faults(context, rule, ALLOW_MALFORMED);
}

void check_allow_unknown(struct check_context *context, const struct rule *rule)
{
    report_faults(context, rule, ALLOW_UNKNOWN_RULE);
}

void check_allow_unclosed(
    struct check_context *context, const struct rule *rule)
{
    report_faults(context, rule, ALLOW_UNCLOSED);
}

void check_allow_expired(struct check_context *context, const struct rule *rule)
{
    const struct allow_list *list = check_allowances(context);
    for (size_t i = 0; i < list->count; i++) {
        const struct allowance *allowance = &list->items[i];
        if (allowance->fault == ALLOW_GOOD && is_expired(context, allowance)) {
            report(context, rule, allowance->mark, NULL);
        }
    }
}

void check_allow_no_reason(
    struct check_context *context, const struct rule *rule)
{
    const struct allow_list *list = check_allowances(context);
    for (size_t i = 0; i < list->count; i++) {
        const struct allowance *allowance = &list->items[i];
        if (allowance->rule && allowance->reason.len == 0) {
            report(context, rule, allowance->mark, NULL);
        }
    }
}

/* Whether one is unused is known when all findings are settled. */
void check_allow_unused(struct check_context *context, const struct rule *rule)
{
    context->unused_rule = rule;
}
