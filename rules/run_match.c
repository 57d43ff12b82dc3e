/*
 * run_match.c - which phrases match where.
 *
 * For each sentence the tokens (literals, lexicon entries) that occur in it
 * are gathered; the index gives the phrases that one of them is the key of;
 * a phrase is run only when all its groups have a token there.
 */
#include "rules/run.h"

#include <string.h>

struct gathering {
    struct check_context *context;
    struct sightings sightings; /* in the unit that is looked at */
    uint32_t signs;             /* of the unit's text: pattern.h */
    uint8_t *phrase_scopes;     /* by phrase of a rule: the bit of its scope;
                                   0: the rule is not needed */
    uint64_t *pending;     /* a bit for each phrase: called, and not run yet;
                              the lexicon's stand behind those of rules */
    struct id_list called; /* phrases of rules that may match in the unit */
    bool has_scope[SCOPE_PAGE + 1]; /* some needed rule has it */
    bool is_noting;                 /* phrases that match, for the memo */
};

static bool has_token(const struct gathering *gathering, uint32_t token)
{
    return sightings_find(&gathering->sightings, token) != NONE;
}

static bool may_match(const struct gathering *gathering, uint32_t phrase)
{
    const struct phrase_table *table =
        &gathering->context->ruleset->vocabulary.phrases;
    const struct stored_phrase *stored = &table->phrases[phrase];
    if (stored->signs & ~gathering->signs) {
        return false;
    }
    for (uint32_t i = 0; i < stored->group_count; i++) {
        const struct token_group *group = &table->groups[stored->groups + i];
        bool has = false;
        for (uint32_t k = 0; k < group->count && !has; k++) {
            has = has_token(gathering, table->tokens[group->first + k]);
        }
        if (!has) {
            return false;
        }
    }
    return true;
}

static void call(struct gathering *gathering, uint32_t phrase)
{
    gathering->pending[phrase / 64] |= UINT64_C(1) << phrase % 64;
}

/* Call the phrases of the lexicon that the token is a key of; they stand
   behind those of rules. */
static void call_lexicon(struct gathering *gathering, uint32_t token)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (uint32_t i = ruleset->index_starts[token + 1];
         i-- > ruleset->index_starts[token] &&
         ruleset->index[i] >= ruleset->rule_phrase_count;) {
        call(gathering, ruleset->index[i]);
    }
}

static void call_rule(
    struct gathering *gathering, uint32_t phrase, uint32_t scopes)
{
    if (gathering->phrase_scopes[phrase] & scopes) {
        call(gathering, phrase);
    }
}

static void call_rules(
    struct gathering *gathering, uint32_t token, uint32_t scopes)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    for (uint32_t i = ruleset->index_starts[token];
         i < ruleset->index_starts[token + 1] &&
         ruleset->index[i] < ruleset->rule_phrase_count;
         i++) {
        call_rule(gathering, ruleset->index[i], scopes);
    }
}

/* Gather the tokens of a unit. */
static void look_at(struct gathering *gathering, struct unit *unit)
{
    struct sightings *sightings = &gathering->sightings;
    sightings_clear(sightings);
    sightings_add_unit(sightings, unit);
    unit->sightings = sightings;
}

/* Look at a unit, and call what its tokens are keys of: phrases of rules with
   these scopes (bits), or, where there are none, those of the lexicon. */
static void look_and_call(
    struct gathering *gathering, struct unit *unit, uint32_t scopes)
{
    const struct sightings *sightings = &gathering->sightings;
    look_at(gathering, unit);
    for (uint32_t i = 0; i < sightings->count; i++) {
        uint32_t token = sightings->items[i].token;
        if (!sightings_is_first(sightings, i)) {
            continue;
        }
        if (scopes) {
            call_rules(gathering, token, scopes);
        } else {
            call_lexicon(gathering, token);
        }
    }
}

static void label_with(struct gathering *gathering,
    const struct indexed_phrase *phrase, struct labelling *to)
{
    struct check_context *context = gathering->context;
    bool is_new = !has_token(gathering, TOKEN_CLASS(phrase->class));
    struct program program =
        phrase_program(&context->ruleset->vocabulary.phrases, phrase->phrase);
    matcher_label(context->matcher, &program.sides[0], to, phrase->class);
    if (is_new && has_token(gathering, TOKEN_CLASS(phrase->class))) {
        call_lexicon(gathering, TOKEN_CLASS(phrase->class));
    }
}

/* The next phrase in [from, end) that was called, which is no longer; NONE when
   there is none. */
static uint32_t next_called(
    struct gathering *gathering, size_t from, size_t end)
{
    uint64_t *pending = gathering->pending;
    uint64_t least = UINT64_MAX << from % 64;
    for (size_t w = from / 64; w * 64 < end; w++, least = UINT64_MAX) {
        uint64_t bits = pending[w] & least;
        size_t phrase = bits ? w * 64 + (size_t)__builtin_ctzll(bits) : end;
        if (phrase < end) {
            pending[w] &= ~(bits & -bits);
            return (uint32_t)phrase;
        }
    }
    return NONE;
}

/* Note the labels from one on, all of the sentence, in the order in which they
   were added. */
static void note_labels(
    struct check_context *context, const struct unit *unit, uint32_t first)
{
    const struct reading *reading = &context->reading;
    for (uint32_t l = first; l < reading->label_count; l++) {
        const struct label *label = &reading->labels[l];
        run_memo_note(context->memo, label->word - unit->parts[0].first);
        run_memo_note(context->memo, label->class);
        run_memo_note(context->memo, label->count);
    }
}

/* Put on the labels that the last document had there. */
static void label_again(struct reading *reading, const struct unit *unit,
    const struct run_memo_unit *known)
{
    for (size_t i = 0; i < known->count; i += 3) {
        const uint32_t *label = &known->numbers[i];
        reading_label(
            reading, unit->parts[0].first + label[0], label[1], label[2]);
    }
}

/* Label the lexicon entries of a sentence. An entry stands behind those that
   it uses, so that a label calls only phrases that come later, and one pass in
   order sees every label that it can need. */
static void label_sentence(struct gathering *gathering, uint32_t sentence)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    struct reading *reading = &gathering->context->reading;
    struct labelling to = {
        .unit = unit_of_sentence(reading, sentence),
        .reading = reading,
        .sightings = &gathering->sightings,
    };
    struct run_memo *memo = gathering->context->memo;
    struct run_memo_unit known = {0};
    if (memo) {
        known = run_memo_find(memo, &to.unit, 0);
    }
    if (known.is_known) {
        label_again(reading, &to.unit, &known);
        return;
    }
    uint32_t first = (uint32_t)reading->label_count;
    look_and_call(gathering, &to.unit, 0);
    uint32_t i = (uint32_t)ruleset->rule_phrase_count;
    while ((i = next_called(gathering, i, ruleset->phrase_count)) != NONE) {
        if (may_match(gathering, ruleset->phrases[i].phrase)) {
            label_with(gathering, &ruleset->phrases[i], &to);
        }
    }
    if (memo) {
        note_labels(gathering->context, &to.unit, first);
    }
}

static void label_uses(
    struct reading *reading, const struct term *term, uint32_t class)
{
    for (size_t i = 0; i < term->use_count; i++) {
        struct word_range range =
            reading_words_at(reading, term->uses[i].passage);
        if (range.count && range.count <= PHRASE_JUMP_LIMIT) {
            reading_label(reading, range.first, class, range.count);
        }
    }
}

/* The document's own terms: «Компания» is an operator here. */
static void label_terms(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    for (size_t i = 0; i < context->doc->term_count; i++) {
        const struct term *term = &context->doc->terms[i];
        for (uint32_t c = 0; c < ruleset->vocabulary.class_count; c++) {
            const struct lexicon_entry *entry = &ruleset->lexicon[c];
            if (entry->has_party && entry->party == term->party) {
                label_uses(&context->reading, term, c);
            }
        }
    }
}

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
        &ruleset->vocabulary.phrases.phrases[phrase->phrase];
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

/* gathering: of the unit, or NULL. */
static bool any_matches(struct check_context *context,
    const struct gathering *gathering, const uint32_t *phrases, size_t count,
    const struct unit *unit)
{
    const struct phrase_table *table = &context->ruleset->vocabulary.phrases;
    for (size_t i = 0; i < count; i++) {
        if (gathering && !may_match(gathering, phrases[i])) {
            continue;
        }
        struct program program = phrase_program(table, phrases[i]);
        struct match *matches;
        if (matcher_run(context->matcher, &program, unit, &matches)) {
            return true;
        }
    }
    return false;
}

/* Run the called phrases of one rule and one role; they are neighbours. */
static void run_rule(struct gathering *gathering, const uint32_t *phrases,
    size_t count, const struct unit *unit)
{
    struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    const struct indexed_phrase *first = &ruleset->phrases[phrases[0]];
    struct hit_list *list = list_of(&context->states[first->rule], first->role);
    size_t from = list->count;
    int unless = -1; /* not tried yet */
    for (size_t i = 0; i < count; i++) {
        const struct indexed_phrase *phrase = &ruleset->phrases[phrases[i]];
        struct program program =
            phrase_program(&ruleset->vocabulary.phrases, phrase->phrase);
        struct match *matches;
        size_t found = matcher_run(context->matcher, &program, unit, &matches);
        if (found && gathering->is_noting) {
            run_memo_note(context->memo, phrases[i]);
        }
        const struct rule *rule = ruleset->rules[phrase->rule];
        if (found && phrase->role == ROLE_FIND && unless < 0 &&
            rule->unless_count) {
            unless = any_matches(
                context, gathering, rule->unless, rule->unless_count, unit);
            found = unless ? 0
                           : matcher_run(
                                 context->matcher, &program, unit, &matches);
        }
        for (size_t k = 0; k < found && unless < 1; k++) {
            add_match(context, phrase, unit, &matches[k], from);
        }
    }
}

/* List the phrases of the given scopes (bits) that may match in the unit. */
static void call_all(
    struct gathering *gathering, struct unit *unit, uint32_t scopes)
{
    const struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    gathering->signs = matcher_signs(context->matcher, unit);
    look_and_call(gathering, unit, scopes);
    for (size_t i = 0; i < ruleset->always_count; i++) {
        call_rule(gathering, ruleset->always[i], scopes);
    }
    uint32_t next = 0;
    while ((next = next_called(gathering, next, ruleset->rule_phrase_count)) !=
           NONE) {
        if (may_match(gathering, ruleset->phrases[next].phrase)) {
            id_list_add(&gathering->called, next);
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
        gathering->signs = matcher_signs(gathering->context->matcher, unit);
        look_at(gathering, unit);
    }
}

static void run_called(struct gathering *gathering, const struct unit *unit)
{
    const struct check_context *context = gathering->context;
    const struct ruleset *ruleset = context->ruleset;
    const uint32_t *called = gathering->called.items;
    size_t count = gathering->called.count;
    for (size_t i = 0; i < count;) {
        const struct indexed_phrase *first = &ruleset->phrases[called[i]];
        size_t end = i + 1;
        while (end < count &&
               ruleset->phrases[called[end]].rule == first->rule &&
               ruleset->phrases[called[end]].role == first->role) {
            end++;
        }
        uint64_t begin = stopwatch_begin(context->options->watch);
        run_rule(gathering, called + i, end - i, unit);
        stopwatch_end(context->options->watch, begin, first->rule);
        i = end;
    }
}

/* Run the rules of the given scopes (bits) over a unit. */
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
        call_all(gathering, unit, scopes);
    }
    run_called(gathering, unit);
}

/* more_scopes: of rules that are run over the sentence as well. */
static void run_sentence(
    struct gathering *gathering, uint32_t sentence, uint32_t more_scopes)
{
    const struct reading *reading = &gathering->context->reading;
    struct unit alone = unit_of_sentence(reading, sentence);
    struct unit wide = unit_of_lead(reading, sentence);
    uint32_t scopes = 1u << SCOPE_SENTENCE | 1u << SCOPE_PAGE | more_scopes;
    if (wide.boundary == 0) {
        scopes |= 1u << SCOPE_LEAD;
    } else if (gathering->has_scope[SCOPE_LEAD]) {
        run_unit(gathering, &wide, 1u << SCOPE_LEAD);
    }
    run_unit(gathering, &alone, scopes);
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
    if (!is_one && gathering->has_scope[SCOPE_CLAUSE] &&
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

/* Sentences of the page around the document. */
static void run_around(struct gathering *gathering, const struct clause *clause)
{
    const struct reading *reading = &gathering->context->reading;
    for (uint32_t k = 0; k < clause->sentence_count; k++) {
        struct unit unit =
            unit_of_sentence(reading, clause->first_sentence + k);
        run_unit(gathering, &unit, 1u << SCOPE_PAGE);
    }
}

bool run_phrases(struct check_context *context, const uint32_t *phrases,
    size_t count, uint32_t sentence)
{
    struct unit unit = unit_of_sentence(&context->reading, sentence);
    return any_matches(context, NULL, phrases, count, &unit);
}

static void run_clauses(struct gathering *gathering)
{
    struct check_context *context = gathering->context;
    const struct doc *doc = context->doc;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!is_body(clause)) {
            if (gathering->has_scope[SCOPE_PAGE] && is_around(clause)) {
                run_around(gathering, clause);
            }
            continue;
        }
        run_clause(gathering, i);
    }
}

static void gathering_init(
    struct gathering *gathering, struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    struct arena *arena = context->arena;
    *gathering = (struct gathering){
        .context = context,
        .sightings = sightings_make(arena, ruleset->token_count),
        .phrase_scopes =
            arena_array(arena, ruleset->phrase_count, sizeof(uint8_t)),
        .pending = arena_array(
            arena, ruleset->phrase_count / 64 + 1, sizeof(uint64_t)),
        .called = {.arena = arena},
    };
    for (size_t i = 0; i < ruleset->rule_phrase_count; i++) {
        uint32_t rule = ruleset->phrases[i].rule;
        if (context->states[rule].is_needed) {
            enum rule_scope scope = ruleset->rules[rule]->scope;
            gathering->phrase_scopes[i] = (uint8_t)(1u << scope);
            gathering->has_scope[scope] = true;
        }
    }
}

void run_match(struct check_context *context)
{
    struct gathering gathering;
    gathering_init(&gathering, context);
    if (context->memo) {
        run_memo_begin(context->memo, context->ruleset, gathering.phrase_scopes,
            context->ruleset->rule_phrase_count);
    }
    label_terms(context);
    for (uint32_t i = 0; i < context->doc->sentence_count; i++) {
        label_sentence(&gathering, i);
    }
    guard_context_init(&context->guards, context->ruleset, &context->reading);
    run_clauses(&gathering);
    if (context->memo) {
        run_memo_end(context->memo);
    }
}
