/*
 * run_settle.c - which findings stay, at what level, in what order.
 */
#include "rules/run.h"

#include <stdlib.h>
#include <string.h>

bool period_holds(struct period period, struct date day)
{
    return (!date_is_set(period.from) || date_compare(period.from, day) <= 0) &&
           (!date_is_set(period.to) || date_compare(day, period.to) <= 0);
}

static bool any_holds(
    const struct check_context *context, const struct slice *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        if (check_holds(context, ids[i])) {
            return true;
        }
    }
    return false;
}

static bool case_holds(
    const struct check_context *context, const struct severity_case *severity)
{
    uint32_t operator=(uint32_t) context->profile.operator_type;
    uint32_t document = (uint32_t)context->profile.document_type;
    return period_holds(severity->period, context->options->as_of) &&
           (!severity->operator_types || severity->operator_types & operator) &&
           (!severity->document_types || severity->document_types & document) &&
           (severity->when_count == 0 ||
               any_holds(context, severity->when, severity->when_count));
}

static enum severity level_of(
    const struct check_context *context, const struct rule *rule)
{
    enum severity level = SEVERITY_NONE;
    for (size_t i = 0; i < rule->severity_count; i++) {
        if (case_holds(context, &rule->severities[i])) {
            level = rule->severities[i].severity;
        }
    }
    return level;
}

static bool conditions_hold(
    const struct check_context *context, const struct rule *rule)
{
    return (rule->only_when_count == 0 ||
               any_holds(context, rule->only_when, rule->only_when_count)) &&
           !any_holds(context, rule->only_when_not, rule->only_when_not_count);
}

/* A concept is not stated where its own conditions do not hold. Those ask for
   what is stated by words alone: concepts do not wait for each other. */
static void settle_concepts(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    bool *is_unmet =
        arena_array(context->arena, ruleset->rule_count, sizeof(*is_unmet));
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        is_unmet[i] = rule->kind == RULE_CONCEPT && context->states[i].holds &&
                      !conditions_hold(context, rule);
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        context->states[i].holds &= !is_unmet[i];
    }
}

enum severity run_level(
    const struct check_context *context, const struct rule *rule)
{
    enum severity level = level_of(context, rule);
    if (context->only) { /* an example takes the rule to apply */
        return level == SEVERITY_NONE ? SEVERITY_NOTE : level;
    }
    return conditions_hold(context, rule) ? level : SEVERITY_NONE;
}

static void drop_findings(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    enum severity *levels =
        arena_array(context->arena, ruleset->rule_count, sizeof(*levels));
    bool *is_known = /* by rule: its level */
        arena_array(context->arena, ruleset->rule_count, sizeof(*is_known));
    size_t kept = 0;
    for (size_t i = 0; i < context->finding_count; i++) {
        struct finding *finding = context->findings[i];
        uint32_t index = finding->rule->index;
        if (!is_known[index]) {
            levels[index] = context->states[index].is_applied
                                ? run_level(context, finding->rule)
                                : SEVERITY_NONE;
            is_known[index] = true;
        }
        enum severity level = levels[index];
        bool is_lowered = /* by a check, for this place */
            finding->severity != SEVERITY_NONE && finding->severity < level;
        finding->severity = is_lowered ? finding->severity : level;
        if (finding->severity != SEVERITY_NONE) {
            context->findings[kept++] = finding;
        }
    }
    context->finding_count = kept;
}

static bool yields_to(const struct rule *rule, const struct rule *other)
{
    for (size_t i = 0; i < rule->yields_to_count; i++) {
        if (slice_equal(rule->yields_to[i], other->id)) {
            return true;
        }
    }
    return false;
}

static bool is_same_place(const struct finding *a, const struct finding *b)
{
    if (a->is_absence || b->is_absence) {
        return a->is_absence && b->is_absence;
    }
    return a->span.begin < b->span.end && b->span.begin < a->span.end;
}

/* A presence rule that reports the words of a denial: any other rule that
   reports them says more. */
static bool is_denial(const struct finding *finding)
{
    return finding->rule->kind == RULE_PRESENCE && !finding->is_absence &&
           finding->rule->check.len == 0;
}

/* Does the finding give way to the other? */
static bool gives_way(
    const struct finding *finding, const struct finding *other)
{
    if (finding == other || !is_same_place(finding, other)) {
        return false;
    }
    return yields_to(finding->rule, other->rule) ||
           (is_denial(finding) && !is_denial(other) &&
               other->rule->kind == RULE_PROHIBITION);
}

/* How many findings before this one are looked at for words that overlap;
   findings are in order of their place. */
#define NEIGHBOURS 64u

/* The finding that this one gives way to, or NONE. An absence is compared
   with every other, and there are no more absences than rules. */
static size_t find_stronger(const struct check_context *context, size_t at)
{
    const struct finding *finding = context->findings[at];
    if (finding->rule->yields_to_count == 0 && !is_denial(finding)) {
        return NONE;
    }
    size_t from = finding->is_absence || at < NEIGHBOURS ? 0 : at - NEIGHBOURS;
    for (size_t i = from; i < context->finding_count; i++) {
        const struct finding *other = context->findings[i];
        if (!finding->is_absence && other->span.begin >= finding->span.end) {
            break;
        }
        if (gives_way(finding, other)) {
            return i;
        }
    }
    return NONE;
}

/* Is the concept stated at words that overlap the finding's? */
static bool is_stated_at(const struct check_context *context,
    const struct rule *concept, const struct finding *finding)
{
    const struct hit_list *hits = &context->states[concept->index].finds;
    struct passage place = finding->passage;
    size_t low = 0;
    size_t high = hits->count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (hits->items[middle].passage.clause < place.clause) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    for (size_t i = low; i < hits->count && i < low + NEIGHBOURS; i++) {
        const struct hit *hit = &hits->items[i];
        if (hit->passage.clause != place.clause) {
            break;
        }
        if (hit->verdict.polarity == POLARITY_AFFIRMED &&
            hit->passage.span.begin < place.span.end &&
            place.span.begin < hit->passage.span.end) {
            return true;
        }
    }
    return false;
}

/* A finding that yields to a concept: what is stated at its words takes it
   back. */
static bool is_taken_back(
    const struct check_context *context, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    for (size_t i = 0; i < rule->yields_to_count && !finding->is_absence; i++) {
        const struct rule *other =
            ruleset_find(context->ruleset, rule->yields_to[i]);
        if (other && other->kind == RULE_CONCEPT &&
            is_stated_at(context, other, finding)) {
            return true;
        }
    }
    return false;
}

static void drop_taken_back(struct check_context *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < context->finding_count; i++) {
        if (!is_taken_back(context, context->findings[i])) {
            context->findings[kept++] = context->findings[i];
        }
    }
    context->finding_count = kept;
}

static void add_related(struct check_context *context, struct finding *to,
    const struct finding *from)
{
    to->related = list_grow(
        context->arena, to->related, to->related_count, sizeof(struct related));
    to->related[to->related_count++] = (struct related){
        .message = from->message,
        .passage = from->passage,
        .span = from->span,
        .quote = from->quote,
    };
}

static void yield(struct check_context *context)
{
    size_t count = context->finding_count;
    size_t *stronger = arena_array(context->arena, count, sizeof(*stronger));
    for (size_t i = 0; i < count; i++) {
        stronger[i] = find_stronger(context, i);
    }
    size_t most = context->ruleset->rule_count; /* steps without a circle */
    size_t kept = 0;
    struct finding **stay = arena_array(context->arena, count, sizeof(*stay));
    for (size_t i = 0; i < count; i++) {
        size_t root = i;
        size_t steps = 0;
        while (stronger[root] != NONE && steps <= most) {
            root = stronger[root];
            steps++;
        }
        if (root == i || steps > most) { /* rules that yield in a circle */
            stay[kept++] = context->findings[i];
        } else {
            add_related(context, context->findings[root], context->findings[i]);
        }
    }
    context->findings = stay;
    context->finding_count = kept;
    context->finding_capacity = count;
}

static int compare_findings(const void *a, const void *b)
{
    const struct finding *x = *(struct finding *const *)a;
    const struct finding *y = *(struct finding *const *)b;
    if (x->span.begin != y->span.begin) {
        return x->span.begin < y->span.begin ? -1 : 1;
    }
    if (x->span.end != y->span.end) {
        return x->span.end < y->span.end ? -1 : 1;
    }
    int order = slice_compare(x->rule->id, y->rule->id);
    return order ? order : slice_compare(x->message.ru, y->message.ru);
}

static bool is_ordered(const struct check_context *context)
{
    for (size_t i = 1; i < context->finding_count; i++) {
        if (compare_findings(&context->findings[i - 1], &context->findings[i]) >
            0) {
            return false;
        }
    }
    return true;
}

static void run_order(struct check_context *context)
{
    if (!is_ordered(context)) {
        qsort(context->findings, context->finding_count,
            sizeof(*context->findings), compare_findings);
    }
}

/* The same rule twice at the same words, from two of its phrases or from a
   check, is one finding. */
static void drop_doubles(struct check_context *context)
{
    size_t kept = 0;
    for (size_t i = 0; i < context->finding_count; i++) {
        const struct finding *last = kept ? context->findings[kept - 1] : NULL;
        if (last && compare_findings(&context->findings[kept - 1],
                        &context->findings[i]) == 0) {
            continue;
        }
        context->findings[kept++] = context->findings[i];
    }
    context->finding_count = kept;
}

void run_settle(struct check_context *context)
{
    if (!context->only) {
        settle_concepts(context);
    }
    drop_findings(context);
    run_order(context);
    drop_doubles(context);
    if (!context->only) {
        drop_taken_back(context);
        yield(context);
    }
    run_allow(context);
    run_order(context);
    if (!(context->options->left_out & PART_FINGERPRINTS)) {
        run_fingerprints(context);
    }
}
