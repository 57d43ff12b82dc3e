/*
 * matrix.c - the requirements of each law that is checked, with verdicts.
 */
#include "rules/matrix.h"

#include "rules/run.h"

static const struct hit *first_hit(
    const struct hit_list *list, enum polarity polarity)
{
    const struct hit *first = NULL;
    for (size_t i = 0; i < list->count; i++) {
        const struct hit *hit = &list->items[i];
        if (hit->verdict.polarity == polarity &&
            (!first || passage_begins_before(hit->passage, first->passage))) {
            first = hit;
        }
    }
    return first;
}

/* The first words that deny it: of a `deny` phrase, or a find negated. */
static const struct hit *first_denial(const struct rule_state *state)
{
    const struct hit *denial = first_hit(&state->denials, POLARITY_AFFIRMED);
    return denial ? denial : first_hit(&state->finds, POLARITY_DENIED);
}

/* The words that decide, and what they come to. A rule that a check runs
   holds or not as the check found; phrases only show where. */
static const struct hit *judge(
    const struct rule_state *state, struct requirement *requirement)
{
    const struct hit *stated = first_hit(&state->finds, POLARITY_AFFIRMED);
    if (state->holds) {
        requirement->statement = STATEMENT_STATED;
        return stated;
    }
    const struct hit *denial = first_denial(state);
    if (denial) {
        requirement->statement = STATEMENT_DENIED;
        return denial;
    }
    if (state->guarded.verdict.guard) {
        requirement->statement = STATEMENT_UNCLEAR;
        requirement->guard = state->guarded.verdict.guard;
        return &state->guarded;
    }
    requirement->statement = STATEMENT_SILENT;
    return NULL;
}

static void add_requirement(struct check_context *context,
    const struct rule *rule, uint32_t jurisdiction)
{
    const struct rule_state *state = &context->states[rule->index];
    if (rule->kind != RULE_PRESENCE || !state->is_applied) {
        return;
    }
    enum severity severity = run_level(context, rule);
    if (severity == SEVERITY_NONE) {
        return;
    }
    struct requirement requirement = {
        .rule = rule,
        .jurisdiction = jurisdiction,
        .severity = severity,
        .passage = {.clause = NONE},
    };
    const struct hit *hit = judge(state, &requirement);
    if (hit) {
        requirement.passage = hit->passage;
        requirement.span = doc_source_span(context->doc, hit->passage);
        requirement.quote = doc_quote(context->doc, hit->passage);
    }
    context->requirements = list_grow(context->arena, context->requirements,
        context->requirement_count, sizeof(requirement));
    context->requirements[context->requirement_count++] = requirement;
}

void run_matrix(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    for (uint32_t bit = 1; bit <= JURISDICTION_UNKNOWN; bit <<= 1) {
        bool is_checked =
            bit == JURISDICTION_UNKNOWN || bit & context->profile.applied;
        for (size_t i = 0; is_checked && i < ruleset->rule_count; i++) {
            if (ruleset->rules[i]->jurisdictions & bit) {
                add_requirement(context, ruleset->rules[i], bit);
            }
        }
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        if (ruleset->rules[i]->jurisdictions == 0) {
            add_requirement(context, ruleset->rules[i], 0);
        }
    }
}
