/*
 * run_report.c - from hits to findings, and what checks in C call.
 */
#include "rules/checks.h"
#include "rules/deadline.h"
#include "rules/purpose.h"
#include "rules/run.h"

#include "parser/text.h"

#include <stdlib.h>
#include <string.h>

/* Lists there is room for at first; twice as many as a check asks about. */
#define LISTINGS_FIRST 128

/* Facts there is room for at first; few policies state more. */
#define FACTS_FIRST 256

const struct doc *check_document(const struct check_context *context)
{
    return context->doc;
}

const struct check_options *check_options(const struct check_context *context)
{
    return context->options;
}

const struct profile *check_profile(const struct check_context *context)
{
    return &context->profile;
}

bool check_is_read(const struct clause *clause)
{
    return clause->region == REGION_BODY && !clause->is_toc;
}

struct arena *check_arena(const struct check_context *context)
{
    return context->arena;
}

const struct fact *check_facts(
    const struct check_context *context, size_t *ret_count)
{
    *ret_count = context->fact_count;
    return context->facts;
}

const struct deadline_list *check_deadlines(struct check_context *context)
{
    if (!context->deadlines) {
        struct deadline_list *list = arena_alloc(context->arena, sizeof(*list));
        deadlines_find(context, list);
        context->deadlines = list;
    }
    return context->deadlines;
}

const struct purpose_matrix *check_purposes(struct check_context *context)
{
    if (!context->purposes) {
        struct purpose_matrix *found =
            arena_alloc(context->arena, sizeof(*found));
        purposes_find(context->doc, found);
        context->purposes = found;
    }
    return context->purposes;
}

const uint8_t *check_numbering(struct check_context *context)
{
    if (!context->faults) {
        const struct doc *doc = context->doc;
        uint8_t *faults =
            arena_array(context->arena, doc->clause_count, sizeof(*faults));
        numbering_judge(doc, context->arena, faults);
        context->faults = faults;
    }
    return context->faults;
}

/* The place of the list in the table, which is not full. */
static struct listing *find_listing(
    const struct check_context *context, const char *list)
{
    size_t mask = context->listing_capacity - 1;
    size_t at = (uintptr_t)list / 8 & mask;
    while (context->listings[at].list && context->listings[at].list != list) {
        at = (at + 1) & mask;
    }
    return &context->listings[at];
}

static void widen_listings(struct check_context *context)
{
    struct listing *old = context->listings;
    size_t count = context->listing_capacity;
    context->listing_capacity = count ? 2 * count : LISTINGS_FIRST;
    context->listings =
        arena_array(context->arena, context->listing_capacity, sizeof(*old));
    for (size_t i = 0; i < count; i++) {
        if (old[i].list) {
            *find_listing(context, old[i].list) = old[i];
        }
    }
}

const bool *check_listed(struct check_context *context, const char *list)
{
    if (2 * context->listing_count >= context->listing_capacity) {
        widen_listings(context);
    }
    struct listing *listing = find_listing(context, list);
    if (!listing->list) {
        *listing = (struct listing){list,
            doc_forms_listed(context->doc, context->arena, slice_from(list))};
        context->listing_count++;
    }
    return listing->is_listed;
}

bool check_holds(const struct check_context *context, struct slice id)
{
    const struct rule *rule = ruleset_find(context->ruleset, id);
    return rule && context->states[rule->index].holds;
}

static struct finding *add_finding(
    struct check_context *context, const struct rule *rule)
{
    struct finding *finding = arena_alloc(context->arena, sizeof(*finding));
    finding->rule = rule;
    finding->message = rule->message;
    finding->fix = rule->fix;
    context->findings = arena_grow(context->arena, context->findings,
        context->finding_count, &context->finding_capacity, sizeof(finding));
    context->findings[context->finding_count++] = finding;
    return finding;
}

struct finding *check_report_source(struct check_context *context,
    const struct rule *rule, struct passage passage, struct span span)
{
    struct finding *finding = add_finding(context, rule);
    finding->message = rule->message;
    finding->passage = passage;
    finding->span = span;
    finding->quote = slice_cut(context->doc->source.text, span.begin, span.end);
    return finding;
}

struct finding *check_report(struct check_context *context,
    const struct rule *rule, struct passage passage,
    const struct words *message)
{
    struct finding *finding = add_finding(context, rule);
    finding->message = message ? *message : rule->message;
    finding->passage = passage;
    finding->span = doc_source_span(context->doc, passage);
    finding->quote = doc_quote(context->doc, passage);
    return finding;
}

/* The clause of the first sentence that the rule's `near` phrases match, among
   headings or among the others; NONE when there is none. */
static uint32_t find_near_in(
    struct check_context *context, const struct rule *rule, bool of_headings)
{
    const struct doc *doc = context->doc;
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        uint32_t index = doc->sentences[i].clause;
        const struct clause *clause = &doc->clauses[index];
        if (check_is_read(clause) && clause->is_heading == of_headings &&
            run_phrases(context, rule->near, rule->near_count, i)) {
            return index;
        }
    }
    return NONE;
}

/* The first heading whose words the rule's `near` phrases match, else the
   first clause: a section by its name is a better home than a sentence that
   mentions the matter in passing. */
static uint32_t find_near(
    struct check_context *context, const struct rule *rule)
{
    if (rule->near_count == 0) {
        return NONE;
    }
    uint32_t heading = find_near_in(context, rule, true);
    return heading != NONE ? heading : find_near_in(context, rule, false);
}

/* Where something that is missing is reported when nothing is near: at the
   title, else at the first clause that has text. */
static uint32_t find_place(const struct doc *doc)
{
    uint32_t found = NONE;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region != REGION_BODY || clause->text.bytes.len == 0) {
            continue;
        }
        if (clause->kind == CLAUSE_TITLE) {
            return i;
        }
        found = found == NONE ? i : found;
    }
    return found;
}

/* The source of the first line of the clause's text. */
static struct span first_line(const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    struct span all = {0, (uint32_t)clause->text.bytes.len};
    struct span span =
        all.end ? text_to_source(&clause->text, all) : clause->span;
    struct slice source = doc->source.text;
    for (uint32_t at = span.begin; at < span.end; at++) {
        if (source.bytes[at] == '\n' || source.bytes[at] == '\r') {
            span.end = at;
        }
    }
    return span;
}

struct finding *check_report_absence(struct check_context *context,
    const struct rule *rule, uint32_t clause, const struct words *message)
{
    struct finding *finding = add_finding(context, rule);
    finding->message = message ? *message : rule->message;
    finding->is_absence = true;
    if (clause == NONE) {
        clause = find_near(context, rule);
    }
    if (clause == NONE) {
        clause = find_place(context->doc);
    }
    finding->passage = (struct passage){clause, {0, 0}};
    if (clause != NONE) {
        finding->span = first_line(context->doc, clause);
        uint32_t len = (uint32_t)context->doc->clauses[clause].text.bytes.len;
        finding->passage.span.end = len;
    }
    return finding;
}

void check_add_related(struct check_context *context, struct finding *finding,
    struct passage passage, struct words message)
{
    finding->related = list_grow(context->arena, finding->related,
        finding->related_count, sizeof(struct related));
    finding->related[finding->related_count++] = (struct related){
        .message = message,
        .passage = passage,
        .span = doc_source_span(context->doc, passage),
        .quote = doc_quote(context->doc, passage),
    };
}

static const struct hit *first_of(
    const struct hit_list *list, enum polarity polarity)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i].verdict.polarity == polarity) {
            return &list->items[i];
        }
    }
    return NULL;
}

/* Of further places so many are shown. */
#define FURTHER_LIMIT 20u

/* Further words that say the same in place of what is missing. */
static void add_denials(struct check_context *context, struct finding *finding,
    const struct hit_list *denials, const struct hit *reported)
{
    struct words message = {SLICE("и здесь"), SLICE("here too")};
    for (size_t i = 0; i < denials->count; i++) {
        const struct hit *hit = &denials->items[i];
        if (hit != reported && hit->verdict.polarity == POLARITY_AFFIRMED &&
            finding->related_count < FURTHER_LIMIT) {
            check_add_related(context, finding, hit->passage, message);
        }
    }
}

/* A statement that the document denies is missing at the words that deny it. */
static void report_presence(
    struct check_context *context, const struct rule *rule)
{
    struct rule_state *state = &context->states[rule->index];
    state->holds = first_of(&state->finds, POLARITY_AFFIRMED) != NULL;
    if (!state->is_applied || state->holds) {
        return;
    }
    const struct hit *denial = first_of(&state->denials, POLARITY_AFFIRMED);
    if (!denial) {
        denial = first_of(&state->finds, POLARITY_DENIED);
    }
    if (denial) {
        struct finding *finding =
            check_report(context, rule, denial->passage, NULL);
        add_denials(context, finding, &state->denials, denial);
    } else {
        check_report_absence(context, rule, NONE, NULL);
    }
}

/* All that is found in the sentence of hit `at` as one hit, from the first word
   to the last, at the highest of their levels; *ret_next is the hit after. */
static struct hit join_sentence(
    const struct hit_list *hits, size_t at, size_t *ret_next)
{
    struct hit joined = hits->items[at];
    struct span *span = &joined.passage.span;
    size_t i = at + 1;
    while (i < hits->count && hits->items[i].sentence == joined.sentence &&
           hits->items[i].passage.clause == joined.passage.clause) {
        const struct hit *hit = &hits->items[i++];
        if (hit->verdict.polarity == POLARITY_DENIED) {
            continue;
        }
        struct span other = hit->passage.span;
        span->begin = other.begin < span->begin ? other.begin : span->begin;
        span->end = other.end > span->end ? other.end : span->end;
        if (joined.at_most != SEVERITY_NONE &&
            (hit->at_most == SEVERITY_NONE || hit->at_most > joined.at_most)) {
            joined.at_most = hit->at_most;
        }
    }
    *ret_next = i;
    return joined;
}

/* Does the finding stand for this place too? */
static bool stands_for(
    const struct rule *rule, const struct finding *finding, struct passage at)
{
    return finding && (rule->report == REPORT_ONCE ||
                          (rule->report == REPORT_CLAUSE &&
                              finding->passage.clause == at.clause));
}

/* A rule that is reported once: its message says how often it is found. */
static void add_further(struct check_context *context, struct finding *finding,
    struct passage passage, size_t count)
{
    struct words message = {SLICE("и здесь"), SLICE("here too")};
    if (finding->related_count < FURTHER_LIMIT) {
        check_add_related(context, finding, passage, message);
    }
    struct words own = finding->rule->message;
    finding->message.ru = arena_format(context->arena, "%.*s Таких мест: %zu.",
        (int)own.ru.len, own.ru.bytes, count);
    finding->message.en = arena_format(context->arena,
        "%.*s Found in %zu places.", (int)own.en.len, own.en.bytes, count);
}

static void report_prohibition(
    struct check_context *context, const struct rule *rule)
{
    struct rule_state *state = &context->states[rule->index];
    struct finding *finding = NULL;
    size_t count = 0;
    for (size_t i = 0; i < state->finds.count;) {
        const struct hit *hit = &state->finds.items[i];
        struct hit joined = *hit;
        size_t next = i + 1;
        if (rule->report != REPORT_PLACE &&
            hit->verdict.polarity == POLARITY_AFFIRMED) {
            joined = join_sentence(&state->finds, i, &next);
        }
        i = next;
        if (hit->verdict.polarity == POLARITY_DENIED) {
            continue;
        }
        state->holds = true;
        count++;
        if (!state->is_applied) {
            continue;
        }
        if (stands_for(rule, finding, joined.passage)) {
            add_further(context, finding, joined.passage, count);
        } else {
            count = 1;
            finding = check_report(context, rule, joined.passage, NULL);
            finding->severity = joined.at_most;
        }
    }
}

static bool is_same_place(const struct hit *a, const struct hit *b)
{
    return a->passage.clause == b->passage.clause &&
           a->passage.span.begin < b->passage.span.end &&
           b->passage.span.begin < a->passage.span.end;
}

/* The first statement of the other side that is not the same words. */
static const struct hit *opposite(
    const struct rule_state *state, const struct hit *hit)
{
    for (size_t i = 0; i < state->againsts.count; i++) {
        const struct hit *other = &state->againsts.items[i];
        if (other->verdict.polarity == POLARITY_AFFIRMED &&
            !is_same_place(hit, other)) {
            return other;
        }
    }
    return NULL;
}

static void report_consistency(
    struct check_context *context, const struct rule *rule)
{
    struct rule_state *state = &context->states[rule->index];
    struct words message = {
        SLICE("здесь сказано другое"), SLICE("this says otherwise")};
    for (size_t i = 0; i < state->finds.count; i++) {
        const struct hit *hit = &state->finds.items[i];
        const struct hit *other = hit->verdict.polarity == POLARITY_AFFIRMED
                                      ? opposite(state, hit)
                                      : NULL;
        if (!other) {
            continue;
        }
        state->holds = true;
        if (state->is_applied) {
            struct finding *finding =
                check_report(context, rule, hit->passage, NULL);
            check_add_related(context, finding, other->passage, message);
        }
    }
}

static void report_rule(struct check_context *context, const struct rule *rule)
{
    switch (rule->kind) {
    case RULE_PRESENCE:
        report_presence(context, rule);
        break;
    case RULE_CONCEPT:
        context->states[rule->index].holds =
            first_of(&context->states[rule->index].finds, POLARITY_AFFIRMED) !=
            NULL;
        break;
    case RULE_PROHIBITION:
    case RULE_TERMINOLOGY:
        report_prohibition(context, rule);
        break;
    case RULE_CONSISTENCY:
        report_consistency(context, rule);
        break;
    }
}

/* Run a check in C. What it reports of a rule that does not apply is
   forgotten, but tells whether the rule holds. */
static void report_check(struct check_context *context, const struct rule *rule)
{
    size_t before = context->finding_count;
    size_t check_count;
    check_list(&check_count)[rule->check_number].run(context, rule);
    bool has_reported = context->finding_count > before;
    struct rule_state *state = &context->states[rule->index];
    state->holds = rule->kind == RULE_PRESENCE ? !has_reported : has_reported;
    if (!state->is_applied) {
        context->finding_count = before;
    }
}

static int compare_facts(const void *a, const void *b)
{
    const struct fact *x = a;
    const struct fact *y = b;
    if (x->passage.clause != y->passage.clause) {
        return x->passage.clause < y->passage.clause ? -1 : 1;
    }
    if (x->passage.span.begin != y->passage.span.begin) {
        return x->passage.span.begin < y->passage.span.begin ? -1 : 1;
    }
    if (x->passage.span.end != y->passage.span.end) {
        return x->passage.span.end < y->passage.span.end ? -1 : 1;
    }
    return (x->rule->index > y->rule->index) -
           (x->rule->index < y->rule->index);
}

static void add_facts(struct check_context *context, const struct rule *rule,
    const struct hit_list *hits, bool is_denial)
{
    for (size_t i = 0; i < hits->count; i++) {
        const struct hit *hit = &hits->items[i];
        enum polarity polarity = hit->verdict.polarity;
        if (is_denial && polarity == POLARITY_DENIED) {
            continue; /* a denial denied states nothing */
        }
        context->facts = arena_grow(context->arena, context->facts,
            context->fact_count, &context->fact_capacity, sizeof(struct fact));
        context->facts[context->fact_count++] = (struct fact){
            .rule = rule,
            .passage = hit->passage,
            .sentence = hit->sentence,
            .polarity = is_denial ? POLARITY_DENIED : polarity,
            .modality = hit->verdict.modality,
            .actor = hit->verdict.actor,
        };
    }
}

/* Most clauses have a few facts, which need no qsort() and its memory. */
#define FEW_FACTS 32

static void sort_few(struct fact *facts, size_t count)
{
    for (size_t i = 1; i < count; i++) {
        struct fact fact = facts[i];
        size_t at = i;
        while (at > 0 && compare_facts(&facts[at - 1], &fact) > 0) {
            facts[at] = facts[at - 1];
            at--;
        }
        facts[at] = fact;
    }
}

/* Put the facts into reading order: into their clauses first. */
static void sort_facts(struct check_context *context)
{
    size_t clauses = context->doc->clause_count;
    uint32_t *ends = /* by clause; one more before */
        arena_array(context->arena, clauses + 2, sizeof(*ends));
    for (size_t i = 0; i < context->fact_count; i++) {
        ends[context->facts[i].passage.clause + 2]++;
    }
    for (size_t i = 1; i < clauses + 2; i++) {
        ends[i] += ends[i - 1];
    }
    struct fact *sorted =
        arena_room(context->arena, context->fact_count * sizeof(*sorted));
    for (size_t i = 0; i < context->fact_count; i++) {
        sorted[ends[context->facts[i].passage.clause + 1]++] =
            context->facts[i];
    }
    for (size_t i = 0; i < clauses; i++) {
        size_t count = ends[i + 1] - ends[i];
        if (count <= FEW_FACTS) {
            sort_few(sorted + ends[i], count);
        } else {
            qsort(sorted + ends[i], count, sizeof(*sorted), compare_facts);
        }
    }
    context->facts = sorted;
}

/* A rule's phrases are reported while its state is at hand; a check in C looks
   at the facts of all. */
void run_report(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    const struct stopwatch *watch = context->options->watch;
    const struct rule **checked =
        arena_room(context->arena, ruleset->rule_count * sizeof(struct rule *));
    size_t checked_count = 0;
    context->fact_capacity = FACTS_FIRST;
    context->facts =
        arena_room(context->arena, FACTS_FIRST * sizeof(*context->facts));
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule_state *state = &context->states[i];
        const struct rule *rule = ruleset->rules[i];
        if (state->finds.count + state->denials.count > 0) {
            add_facts(context, rule, &state->finds, false);
            add_facts(context, rule, &state->denials, true);
        }
        if (state->is_needed && rule->check.len) {
            checked[checked_count++] = rule;
        } else if (state->is_needed) {
            uint64_t begin = stopwatch_begin(watch);
            report_rule(context, rule);
            stopwatch_end(watch, begin, rule->index);
        }
    }
    sort_facts(context);
    for (size_t i = 0; i < checked_count; i++) {
        uint64_t begin = stopwatch_begin(watch);
        report_check(context, checked[i]);
        stopwatch_end(watch, begin, checked[i]->index);
    }
}
