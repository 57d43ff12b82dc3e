/*
 * run_match.c - which phrases match where.
 */
#include "rules/run_gather.h"
#include "rules/sentence_part.h"

static void add_hit(struct arena *arena, struct hit_list *list, struct hit hit)
{
    list->items = arena_grow(
        arena, list->items, list->count, &list->capacity, sizeof(hit));
    list->items[list->count++] = hit;
}

static bool overlaps(const struct hit *a, const struct hit *b)
{
    return a->passage.clause == b->passage.clause &&
           a->passage.span.begin < b->passage.span.end &&
           b->passage.span.begin < a->passage.span.end;
}

static uint32_t length(const struct hit *hit)
{
    return hit->passage.span.end - hit->passage.span.begin;
}

/* Of hits that overlap the longest stays. The list's first `from` hits are of
   other units. */
static void keep_hit(
    struct arena *arena, struct hit_list *list, size_t from, struct hit hit)
{
    for (size_t i = from; i < list->count; i++) {
        if (overlaps(&list->items[i], &hit) &&
            length(&list->items[i]) >= length(&hit)) {
            return;
        }
    }
    size_t kept = from;
    for (size_t i = from; i < list->count; i++) {
        if (!overlaps(&list->items[i], &hit)) {
            list->items[kept++] = list->items[i];
        }
    }
    list->count = kept;
    add_hit(arena, list, hit);
}

/* The match inside the unit that guards look at: lead-in and item, since
   «Компания не вправе:» takes back what its items say. */
static struct verdict judge(struct check_context *context,
    const struct rule *rule, const struct unit *unit, struct match match)
{
    if (unit->boundary || rule->scope == SCOPE_CLAUSE) {
        return guard_judge(&context->guards, rule, unit, &match);
    }
    struct unit wide = unit_of_lead(&context->reading, unit->sentence);
    match.begin += wide.boundary;
    match.end += wide.boundary;
    match.mark_begin += wide.boundary;
    match.mark_end += wide.boundary;
    return guard_judge(&context->guards, rule, &wide, &match);
}

static struct hit_list *list_of(struct rule_state *state, enum role role)
{
    return role == ROLE_DENY      ? &state->denials
           : role == ROLE_AGAINST ? &state->againsts
                                  : &state->finds;
}

/* A heading or a definition states nothing for certain; the statute retold, a
   third party's promise or a blank leave it open. */
static void keep_guarded(
    struct rule_state *state, enum role role, struct hit hit)
{
    const uint32_t open = GUARD_STATUTE | GUARD_THIRD_PARTY | GUARD_PLACEHOLDER;
    if (role == ROLE_FIND && hit.verdict.guard & open &&
        state->guarded.verdict.guard == 0) {
        state->guarded = hit;
    }
}

/* «Под данными понимается то, что сообщил Пользователь»: a definition states
   nothing that was asked for, but one that goes in a circle or narrows the
   notion is itself the defect. */
static bool is_denial_by_definition(enum role role, struct verdict verdict)
{
    return role == ROLE_DENY && verdict.guard == GUARD_DEFINITION;
}

static enum severity limit_of(
    const struct check_context *context, const struct stored_phrase *phrase)
{
    struct date before = phrase->at_most_before;
    bool is_over = date_is_set(before) &&
                   date_compare(before, context->options->as_of) <= 0;
    return is_over ? SEVERITY_NONE : phrase->at_most;
}

/* Does the phrase count yet? */
static bool is_in_force(
    const struct check_context *context, const struct stored_phrase *phrase)
{
    return !date_is_set(phrase->from) ||
           date_compare(phrase->from, context->options->as_of) <= 0;
}

static void add_match(struct check_context *context,
    const struct indexed_phrase *phrase, const struct unit *unit,
    const struct match *match, size_t from)
{
    const struct ruleset *ruleset = context->ruleset;
    const struct stored_phrase *stored =
        phrase_stored(&ruleset->vocabulary.phrases, phrase->phrase);
    struct verdict verdict =
        judge(context, ruleset->rules[phrase->rule], unit, *match);
    if (match->is_in_lead || !is_in_force(context, stored)) {
        return;
    }
    struct hit hit = {
        .passage = match->passage,
        .sentence = reading_sentence_at(&context->reading, match->passage),
        .verdict = verdict,
        .at_most = limit_of(context, stored),
    };
    struct rule_state *state = &context->states[phrase->rule];
    if (verdict.is_dropped && !is_denial_by_definition(phrase->role, verdict)) {
        keep_guarded(state, phrase->role, hit);
        return;
    }
    keep_hit(context->arena, list_of(state, phrase->role), from, hit);
}

/* What the `unless` phrases of a rule take back in a unit: all, or only what
   stands in some parts of it. */
struct taken_back {
    bool is_all;
    uint64_t parts; /* sentence_part.h */
};

static struct taken_back taken_back_in(struct gathering *gathering,
    const struct rule *rule, const struct unit *unit)
{
    const struct phrase_table *table =
        &gathering->context->ruleset->vocabulary.phrases;
    struct taken_back taken = {0};
    for (size_t i = 0; i < rule->unless_count && !taken.is_all; i++) {
        const struct stored_phrase *unless =
            phrase_stored(table, rule->unless[i]);
        const struct match *matches;
        size_t count =
            gathering_may_match(gathering, unless->wording, unless->needs)
                ? gathering_match(gathering, unless->wording, unit, &matches)
                : 0;
        taken.is_all = count > 0 && !unless->is_here;
        for (size_t k = 0; k < count && unless->is_here; k++) {
            taken.parts |= sentence_parts_from(
                gathering_parts(gathering, unit), &matches[k]);
        }
    }
    return taken;
}

static bool is_taken_back(struct gathering *gathering,
    const struct taken_back *taken, const struct unit *unit,
    const struct match *match)
{
    return taken->is_all ||
           (taken->parts &&
               taken->parts &
                   sentence_parts_of(gathering_parts(gathering, unit), match));
}

/* Run the called phrases of one rule and one role; they are neighbours. */
static void run_rule(struct gathering *gathering, const uint32_t *phrases,
    size_t count, const struct unit *unit)
{
    struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    const struct indexed_phrase *first = ruleset_phrase(ruleset, phrases[0]);
    const struct rule *rule = ruleset->rules[first->rule];
    struct hit_list *list = list_of(&context->states[first->rule], first->role);
    size_t from = list->count;
    bool is_asked = first->role != ROLE_FIND; /* what `unless` takes back */
    struct taken_back taken = {0};
    for (size_t i = 0; i < count; i++) {
        const struct indexed_phrase *phrase =
            ruleset_phrase(ruleset, phrases[i]);
        const struct match *matches;
        size_t found =
            gathering_match(gathering, phrase->wording, unit, &matches);
        if (found && gathering->is_noting) {
            run_memo_note(context->memo, phrases[i]);
        }
        if (found && !is_asked) {
            is_asked = true;
            taken = taken_back_in(gathering, rule, unit);
        }
        for (size_t k = 0; k < found; k++) {
            if (!is_taken_back(gathering, &taken, unit, &matches[k])) {
                add_match(context, phrase, unit, &matches[k], from);
            }
        }
    }
}

/* List those that do, as is known from the last document. */
static void call_known(struct gathering *gathering, struct unit *unit,
    const struct run_memo_unit *known)
{
    for (size_t i = 0; i < known->count; i++) {
        id_list_add(&gathering->called, known->numbers[i]);
    }
    if (known->count > 0) {
        if (!unit->sightings) {
            gathering_look_at(gathering, unit);
        }
        gathering->signs = matcher_signs(gathering->context->matcher, unit);
    }
}

/* Is it of the same rule and role? */
static bool is_of_list(
    const struct indexed_phrase *first, const struct indexed_phrase *phrase)
{
    return phrase->rule == first->rule && phrase->role == first->role;
}

static void run_called(struct gathering *gathering, const struct unit *unit)
{
    const struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    const uint32_t *called = gathering->called.items;
    size_t count = gathering->called.count;
    for (size_t i = 0; i < count;) {
        const struct indexed_phrase *first = ruleset_phrase(ruleset, called[i]);
        size_t end = i + 1;
        while (end < count &&
               is_of_list(first, ruleset_phrase(ruleset, called[end]))) {
            end++;
        }
        uint64_t begin = stopwatch_begin(context->options->watch);
        run_rule(gathering, called + i, end - i, unit);
        stopwatch_end(context->options->watch, begin, first->rule);
        i = end;
    }
}

/* Run the rules of the given scopes (bits) over a unit, which may have been
   looked at. */
static void run_unit(
    struct gathering *gathering, struct unit *unit, uint32_t scopes)
{
    struct run_memo *memo = gathering->context->memo;
    struct run_memo_unit known = {0};
    if (memo) {
        known = run_memo_find(memo, unit, scopes);
    }
    gathering->called.count = 0;
    gathering->is_noting = memo && !known.is_known;
    if (known.is_known) {
        call_known(gathering, unit, &known);
    } else {
        if (!unit->sightings) {
            gathering_look_at(gathering, unit);
        }
        gathering_call_rules(gathering, unit, scopes);
    }
    run_called(gathering, unit);
}

/* The tokens of a sentence, each as one of so many bits: it can only say no for
   certain. */
#define TOKEN_BITS_LOG 8

struct token_set {
    uint64_t bits[(1u << TOKEN_BITS_LOG) / 64];
};

static uint32_t token_place(uint32_t token)
{
    return token * 0x9e3779b1u >> (32 - TOKEN_BITS_LOG);
}

static void add_token(struct token_set *set, uint32_t token)
{
    uint32_t place = token_place(token);
    set->bits[place / 64] |= UINT64_C(1) << place % 64;
}

static bool may_have(const void *set, uint32_t token)
{
    const struct token_set *tokens = set;
    uint32_t place = token_place(token);
    return tokens->bits[place / 64] >> place % 64 & 1;
}

static void add_word(
    struct token_set *set, const struct reading *reading, uint32_t word)
{
    struct number_list literals = reading_literals(reading, word);
    for (uint32_t i = 0; i < literals.count; i++) {
        add_token(set, TOKEN_LITERAL(literals.items[i]));
    }
    for (uint32_t at = reading->first_labels[word]; at != NONE;
         at = reading->labels[at].next) {
        add_token(set, TOKEN_CLASS(reading->labels[at].class));
    }
}

/* Note what the sentence has, once it is labelled. */
static void note_tokens(struct check_context *context, const struct unit *unit)
{
    struct token_set *set = &context->sentence_tokens[unit->sentence];
    const struct sightings *sightings = unit->sightings;
    for (size_t i = 0; sightings && i < sightings->count; i++) {
        add_token(set, sightings->items[i].token);
    }
    for (uint32_t i = 0; !sightings && i < unit->count; i++) {
        add_word(set, unit->reading, unit_word(unit, i));
    }
}

/* Label the sentence, and run the rules over it; more_scopes: of those that are
   run over it as well. */
static void run_sentence(
    struct gathering *gathering, uint32_t sentence, uint32_t more_scopes)
{
    struct unit alone = label_sentence(gathering, sentence);
    note_tokens(gathering->context, &alone);
    struct unit wide = unit_of_lead(alone.reading, sentence);
    const uint32_t wide_scopes = 1u << SCOPE_LEAD | 1u << SCOPE_PAGE;
    uint32_t scopes = 1u << SCOPE_SENTENCE | more_scopes;
    run_unit(gathering, &alone, wide.boundary ? scopes : scopes | wide_scopes);
    if (wide.boundary && gathering->scopes & wide_scopes) {
        run_unit(gathering, &wide, wide_scopes);
    }
}

/* The sentences of the clause, and all of its words: mostly the same. */
static void run_clause(struct gathering *gathering, uint32_t index)
{
    const struct reading *reading = &gathering->context->reading;
    const struct clause *clause = &reading->doc->clauses[index];
    struct unit all = unit_of_clause(reading, index);
    bool is_one = clause->sentence_count == 1 &&
                  unit_of_sentence(reading, all.sentence).count == all.count;
    for (uint32_t k = 0; k < clause->sentence_count; k++) {
        run_sentence(gathering, clause->first_sentence + k,
            is_one ? 1u << SCOPE_CLAUSE : 0);
    }
    if (!is_one && gathering->scopes & 1u << SCOPE_CLAUSE &&
        clause->sentence_count) {
        run_unit(gathering, &all, 1u << SCOPE_CLAUSE);
    }
}

/* Only the body of the document states anything. */
static bool is_body(const struct clause *clause)
{
    return clause->region == REGION_BODY && clause->kind != CLAUSE_FURNITURE;
}

/* How to reach the operator may stand around the document, and forms beside
   it take consent; menus say nothing. */
static bool is_around(const struct clause *clause)
{
    return clause->region != REGION_BODY && clause->region != REGION_MENU;
}

/* Only what is looked for in the whole page is, and not in all of it. */
static void run_around(struct gathering *gathering, const struct clause *clause)
{
    for (uint32_t k = 0; k < clause->sentence_count; k++) {
        struct unit unit =
            label_sentence(gathering, clause->first_sentence + k);
        note_tokens(gathering->context, &unit);
        if (gathering->scopes & 1u << SCOPE_PAGE && is_around(clause)) {
            run_unit(gathering, &unit, 1u << SCOPE_PAGE);
        }
    }
}

/* May the phrase match where these tokens are? */
static bool may_match(const struct phrase_table *table, uint32_t phrase,
    const struct token_set *tokens)
{
    const struct stored_phrase *stored = phrase_stored(table, phrase);
    return needs_groups_met(
        wording_needs_at(table, stored->wording, stored->needs), may_have,
        tokens);
}

bool run_phrases(struct check_context *context, const uint32_t *phrases,
    size_t count, uint32_t sentence)
{
    const struct phrase_table *table = &context->ruleset->vocabulary.phrases;
    struct unit unit = unit_of_sentence(&context->reading, sentence);
    const struct match *matches;
    const struct token_set *tokens = &context->sentence_tokens[sentence];
    matcher_forget(context->matcher);
    for (size_t i = 0; i < count; i++) {
        if (!may_match(table, phrases[i], tokens)) {
            continue;
        }
        struct program program = phrase_program(table, phrases[i]);
        if (matcher_run(context->matcher, &program, &unit, &matches)) {
            return true;
        }
    }
    return false;
}

/* A sentence is labelled just before the rules are run over it: while what it
   has is known. */
void run_match(struct check_context *context)
{
    const struct doc *doc = context->doc;
    struct gathering gathering;
    gathering_init(&gathering, context);
    context->sentence_tokens = arena_array(
        context->arena, doc->sentence_count, sizeof(struct token_set));
    if (context->memo) {
        run_memo_begin(context->memo, context->ruleset, gathering.phrase_scopes,
            context->ruleset->phrase_count);
    }
    label_terms(context);
    guard_context_init(&context->guards, context->ruleset, &context->reading);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (is_body(&doc->clauses[i])) {
            run_clause(&gathering, i);
        } else {
            run_around(&gathering, &doc->clauses[i]);
        }
    }
    if (context->memo) {
        run_memo_end(context->memo);
    }
}
