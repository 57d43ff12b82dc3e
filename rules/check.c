#include "rules/check.h"

#include "parser/memory.h"
#include "rules/matrix.h"
#include "rules/run.h"
#include "rules/signal_index.h"
#include "rules/workspace.h"

#include <assert.h>
#include <stdlib.h>
#include <string.h>

static bool is_applicable(
    const struct check_context *context, const struct rule *rule)
{
    const struct check_options *options = context->options;
    const struct profile *profile = &context->profile;
    if (options->is_disabled && options->is_disabled[rule->index]) {
        return false;
    }
    if (rule->is_off &&
        !(options->is_selected && options->is_selected[rule->index])) {
        return false;
    }
    uint32_t in_russian =
        JURISDICTION_RU | JURISDICTION_BY | JURISDICTION_UNKNOWN;
    if (profile->is_unread && rule->jurisdictions & in_russian) {
        return false;
    }
    uint32_t applied = profile->applied;
    if (!(applied & (JURISDICTION_RU | JURISDICTION_BY))) {
        applied |= JURISDICTION_UNKNOWN;
    }
    return period_holds(rule->period, options->as_of) &&
           (!rule->jurisdictions || rule->jurisdictions & applied) &&
           (!rule->document_types ||
               rule->document_types & (uint32_t)profile->document_type) &&
           (!rule->operator_types ||
               rule->operator_types & (uint32_t)profile->operator_type);
}

static void need(
    struct check_context *context, const struct slice *ids, size_t count)
{
    for (size_t i = 0; i < count; i++) {
        const struct rule *rule = ruleset_find(context->ruleset, ids[i]);
        if (rule) {
            context->states[rule->index].is_needed = true;
        }
    }
}

/* Rules that apply, the concepts, and what the rules that apply ask about. */
static void choose_rules(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        struct rule_state *state = &context->states[i];
        if (context->only) {
            state->is_applied = rule == context->only;
            state->is_needed |= state->is_applied;
            if (state->is_applied) { /* a check may look at their facts */
                need(context, rule->only_when, rule->only_when_count);
            }
            continue;
        }
        state->is_applied = is_applicable(context, rule);
        state->is_needed |= state->is_applied || rule->kind == RULE_CONCEPT;
        if (!state->is_applied) {
            continue;
        }
        for (size_t k = 0; k < rule->need_count; k++) {
            context->states[rule->needs[k]].is_needed = true;
        }
    }
}

struct workspace *workspace_new(void)
{
    struct workspace *workspace = memory_take_zeroed(1, sizeof(*workspace));
    workspace->patterns = pattern_cache_new();
    workspace->tables = matcher_tables_new();
    workspace->forms = form_memo_new();
    workspace->signals = signal_index_new();
    return workspace;
}

void workspace_remember(struct workspace *workspace)
{
    if (!workspace->memo) {
        workspace->memo = run_memo_new();
    }
}

void workspace_free(struct workspace *workspace)
{
    if (workspace) {
        pattern_cache_free(workspace->patterns);
        matcher_tables_free(workspace->tables);
        form_memo_free(workspace->forms);
        signal_index_free(workspace->signals);
        run_memo_free(workspace->memo);
        free(workspace);
    }
}

struct check_context *check_run(const struct ruleset *ruleset,
    const struct doc *doc, const struct check_options *options,
    const struct rule *only)
{
    assert(ruleset->is_finished);
    struct check_context *context = arena_alloc(doc->arena, sizeof(*context));
    *context = (struct check_context){
        .ruleset = ruleset,
        .doc = doc,
        .options = options,
        .only = only,
        .arena = doc->arena,
    };
    context->states =
        arena_array(doc->arena, ruleset->rule_count, sizeof(struct rule_state));
    struct workspace *workspace =
        options->workspace ? options->workspace : workspace_new();
    const struct form_tokens *forms =
        forms_read(doc, ruleset, workspace->signals, workspace->forms);
    profile_infer(doc, workspace->signals, forms, options, &context->profile);
    stopwatch_lap(options->watch, STAGE_PROFILE);
    choose_rules(context);
    reading_init(&context->reading, doc, forms);
    context->matcher = matcher_new(doc->arena, workspace, ruleset->code_limit,
        ruleset->guard_classes[WORDS_NEGATION]);
    context->memo = workspace->memo;
    run_match(context);
    stopwatch_lap(options->watch, STAGE_MATCH);
    run_report(context);
    stopwatch_lap(options->watch, STAGE_CHECKS);
    if (!(options->left_out & PART_REQUIREMENTS)) {
        run_matrix(context);
    }
    run_settle(context);
    stopwatch_lap(options->watch, STAGE_SETTLE);
    if (workspace != options->workspace) {
        workspace_free(workspace);
    }
    return context;
}

void check_doc(const struct ruleset *ruleset, const struct doc *doc,
    const struct check_options *options, struct report *ret)
{
    struct check_context *context = check_run(ruleset, doc, options, NULL);
    *ret = (struct report){
        .profile = context->profile,
        .facts = context->facts,
        .fact_count = context->fact_count,
        .finding_count = context->finding_count,
        .requirements = context->requirements,
        .requirement_count = context->requirement_count,
    };
    ret->findings =
        arena_array(doc->arena, context->finding_count, sizeof(struct finding));
    for (size_t i = 0; i < context->finding_count; i++) {
        ret->findings[i] = *context->findings[i];
    }
}
