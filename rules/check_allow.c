/*
 * check_allow.c - what allowances do, and what is wrong with them.
 */
#include "rules/checks.h"
#include "rules/run.h"

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

static bool covers(
    const struct allowance *allowance, const struct finding *finding)
{
    return allowance->rule == finding->rule &&
           allowance->target.begin <= finding->span.begin &&
           finding->span.begin < allowance->target.end;
}

static void suppress(struct check_context *context, struct finding *finding,
    struct allowance *allowance)
{
    allowance->is_used = true;
    if (finding->suppression) {
        return; /* by one before this */
    }
    struct suppression *suppression =
        arena_alloc(context->arena, sizeof(*suppression));
    *suppression = (struct suppression){
        .kind = SUPPRESSED_IN_SOURCE,
        .reason = allowance->reason,
        .until = allowance->until,
    };
    finding->suppression = suppression;
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
    size_t allowance_count = check_allowances(context)->count;
    for (size_t i = 0; i < context->finding_count; i++) {
        for (size_t k = 0; k < allowance_count; k++) {
            struct allowance *allowance = &context->allowances->items[k];
            if (covers(allowance, context->findings[i]) &&
                is_in_force(context, allowance)) {
                suppress(context, context->findings[i], allowance);
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
