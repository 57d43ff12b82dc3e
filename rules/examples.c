/*
 * examples.c - the examples of a pack as its tests.
 *
 * Each quote is a policy of its own, read by the real parser and checked by
 * its one rule. Afterwards every phrase, and every alternative of it, must
 * have matched in some example.
 */
#include "rules/run.h"

#include "parser/utf8.h"

#include <stdlib.h>
#include <string.h>

/* A phrase with all but one alternative of a choice left out. */
struct variant {
    struct program program;
    const struct phrase_line *line;
    enum role role;
    struct slice branch; /* empty: the phrase as it stands */
    bool is_reached;
};

struct tester {
    const struct ruleset *ruleset;
    const struct rule *rule;
    struct arena *arena; /* of the failures */
    struct example_failure *failures;
    size_t failure_count;
    size_t failure_capacity;
    struct variant *variants;
    size_t variant_count;
    size_t variant_capacity;
    struct check_options options;
};

static void add_failure(struct tester *tester, struct example_failure failure)
{
    tester->failures =
        arena_grow(tester->arena, tester->failures, tester->failure_count,
            &tester->failure_capacity, sizeof(struct example_failure));
    tester->failures[tester->failure_count++] = failure;
}

static void fail(
    struct tester *tester, const struct example *example, struct words message)
{
    uint32_t line = example ? example->line : tester->rule->line;
    add_failure(tester, (struct example_failure){
                            tester->rule, example, message, {line, 1}, {0}});
}

/* The words of a list as «a», «b». */
static struct slice quoted(
    struct arena *arena, const struct slice *items, size_t count)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        buffer_append(&buffer, i ? SLICE(", «") : SLICE("«"));
        buffer_append(&buffer, items[i]);
        buffer_append(&buffer, SLICE("»"));
    }
    return buffer_slice(&buffer);
}

/* What a list of passages quotes. */
struct quotes {
    struct passage *passages;
    struct slice *words;
    size_t count;
};

static struct quotes quotes_new(struct arena *arena, size_t room)
{
    return (struct quotes){
        .passages = arena_array(arena, room, sizeof(struct passage)),
        .words = arena_array(arena, room, sizeof(struct slice)),
    };
}

static void add_quote(
    struct quotes *quotes, struct passage passage, struct slice words)
{
    quotes->passages[quotes->count] = passage;
    quotes->words[quotes->count++] = words;
}

static struct quotes bold_words(struct arena *arena, const struct doc *doc)
{
    size_t room = 0;
    for (size_t i = 0; i < doc->clause_count; i++) {
        room += doc->clauses[i].text.strong_count;
    }
    struct quotes quotes = quotes_new(arena, room);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct text *text = &doc->clauses[i].text;
        for (size_t k = 0; k < text->strong_count; k++) {
            struct passage passage = {i, text->strong[k]};
            add_quote(&quotes, passage,
                slice_cut(text->bytes, passage.span.begin, passage.span.end));
        }
    }
    return quotes;
}

static void add_finding(struct quotes *quotes, struct passage passage,
    bool is_absence, struct slice words)
{
    for (size_t i = 0; i < quotes->count; i++) {
        const struct passage *other = &quotes->passages[i];
        if (other->clause == passage.clause &&
            other->span.begin == passage.span.begin) {
            return;
        }
    }
    add_quote(quotes, passage, is_absence ? SLICE("(отсутствие)") : words);
}

static int compare_places(const void *a, const void *b)
{
    const struct passage *x = a;
    const struct passage *y = b;
    if (x->clause != y->clause) {
        return x->clause < y->clause ? -1 : 1;
    }
    return (x->span.begin > y->span.begin) - (x->span.begin < y->span.begin);
}

/* What was found; with_related: both sides of contradictions. */
static struct quotes found_words(
    const struct check_context *context, bool with_related)
{
    size_t room = context->finding_count;
    for (size_t i = 0; with_related && i < context->finding_count; i++) {
        room += context->findings[i]->related_count;
    }
    struct quotes quotes = quotes_new(context->arena, room);
    for (size_t i = 0; i < context->finding_count; i++) {
        const struct finding *finding = context->findings[i];
        add_finding(
            &quotes, finding->passage, finding->is_absence, finding->quote);
        for (size_t k = 0; with_related && k < finding->related_count; k++) {
            add_finding(&quotes, finding->related[k].passage, false,
                finding->related[k].quote);
        }
    }
    if (with_related && quotes.count) { /* the words are for messages only */
        qsort(quotes.passages, quotes.count, sizeof(struct passage),
            compare_places);
    }
    return quotes;
}

static struct quotes stated_words(
    struct arena *arena, const struct check_context *context)
{
    const struct hit_list *hits = &context->states[context->only->index].finds;
    struct quotes quotes = quotes_new(arena, hits->count);
    for (size_t i = 0; i < hits->count; i++) {
        if (hits->items[i].verdict.polarity == POLARITY_AFFIRMED) {
            add_quote(&quotes, hits->items[i].passage,
                doc_quote(context->doc, hits->items[i].passage));
        }
    }
    return quotes;
}

/* The span without signs at its ends: «и т. д.» is the same as «и т. д». */
static struct span without_signs(const struct doc *doc, struct passage passage)
{
    struct slice text = doc->clauses[passage.clause].text.bytes;
    struct span span = passage.span;
    while (span.begin < span.end) {
        size_t next = span.begin;
        uint32_t code_point = utf8_next(text, &next);
        if (utf8_is_letter(code_point) || utf8_is_digit(code_point)) {
            break;
        }
        span.begin = (uint32_t)next;
    }
    while (span.begin < span.end) {
        size_t previous = span.end;
        uint32_t code_point = utf8_previous(text, &previous);
        if (utf8_is_letter(code_point) || utf8_is_digit(code_point)) {
            break;
        }
        span.end = (uint32_t)previous;
    }
    return span;
}

static bool is_same(
    const struct doc *doc, const struct quotes *a, const struct quotes *b)
{
    if (a->count != b->count) {
        return false;
    }
    for (size_t i = 0; i < a->count; i++) {
        struct span x = without_signs(doc, a->passages[i]);
        struct span y = without_signs(doc, b->passages[i]);
        if (a->passages[i].clause != b->passages[i].clause ||
            x.begin != y.begin || x.end != y.end) {
            return false;
        }
    }
    return true;
}

static void fail_quotes(struct tester *tester, const struct example *example,
    const struct quotes *wanted, const struct quotes *found)
{
    struct arena *arena = tester->arena;
    struct slice want = quoted(arena, wanted->words, wanted->count);
    struct slice have = quoted(arena, found->words, found->count);
    struct words message = {
        arena_format(arena, "ожидалось: %.*s; найдено: %.*s", (int)want.len,
            want.bytes, (int)have.len, have.bytes),
        arena_format(arena, "expected: %.*s; found: %.*s", (int)want.len,
            want.bytes, (int)have.len, have.bytes),
    };
    if (want.len == 0) {
        message.ru = arena_format(arena,
            "не должно быть находок; найдено: %.*s", (int)have.len, have.bytes);
        message.en = arena_format(arena, "nothing may be found; found: %.*s",
            (int)have.len, have.bytes);
    } else if (have.len == 0) {
        message.ru = arena_format(arena, "ожидалось: %.*s; не найдено ничего",
            (int)want.len, want.bytes);
        message.en = arena_format(
            arena, "expected: %.*s; nothing found", (int)want.len, want.bytes);
    }
    fail(tester, example, message);
}

/* Presence and concepts: is it stated? */
static void judge_statement(struct tester *tester,
    const struct example *example, const struct check_context *context)
{
    struct arena *arena = context->arena;
    bool holds = context->states[tester->rule->index].holds;
    struct quotes bold = bold_words(arena, context->doc);
    struct quotes stated = stated_words(arena, context);
    if (holds == example->is_wrong) {
        struct slice have = quoted(tester->arena, stated.words, stated.count);
        struct words silent = {SLICE("правило не нашло в примере Right того, "
                                     "что должно быть сказано"),
            SLICE("the rule does not find in this Right example what must be "
                  "stated")};
        struct words loud = {
            arena_format(tester->arena,
                "пример Wrong, но правило считает, что сказано: %.*s",
                (int)have.len, have.len ? have.bytes : ""),
            arena_format(tester->arena,
                "a Wrong example, but the rule takes it as stated: %.*s",
                (int)have.len, have.len ? have.bytes : "")};
        fail(tester, example, example->is_wrong ? loud : silent);
        return;
    }
    if (tester->rule->check.len) {
        return;
    }
    struct quotes found = found_words(context, false);
    if (bold.count && example->is_wrong &&
        !is_same(context->doc, &bold, &found)) {
        fail_quotes(tester, example, &bold, &found);
    } else if (bold.count && !example->is_wrong &&
               !is_same(context->doc, &bold, &stated)) {
        fail_quotes(tester, example, &bold, &stated);
    }
}

/* The other kinds: exactly the bold words of a Wrong example are marked. */
static void judge_findings(struct tester *tester, const struct example *example,
    const struct check_context *context)
{
    struct quotes found = found_words(context, false);
    if (!example->is_wrong) {
        if (found.count) {
            struct quotes none = {0};
            fail_quotes(tester, example, &none, &found);
        }
        return;
    }
    struct quotes bold = bold_words(context->arena, context->doc);
    bool has_no_words = context->finding_count &&
                        (context->findings[0]->is_absence ||
                            context->findings[0]->passage.clause == NONE);
    if (bold.count == 0 && has_no_words) {
        return; /* a check in C misses something, or finds it in a comment */
    }
    if (bold.count == 0) {
        struct words message = {
            SLICE(
                "в примере Wrong нужны слова жирным: что должно быть найдено"),
            SLICE("a Wrong example needs bold words: what must be found")};
        fail(tester, example, message);
        return;
    }
    struct quotes both = found_words(context, true);
    if (!is_same(context->doc, &bold, &found) &&
        !is_same(context->doc, &bold, &both)) {
        fail_quotes(tester, example, &bold, &found);
    }
}

/* Does the variant match anywhere in the document? */
static bool is_reached(struct check_context *context, const struct rule *rule,
    const struct variant *variant)
{
    const struct reading *reading = &context->reading;
    const struct match *matches;
    matcher_forget(context->matcher);
    for (uint32_t i = 0; i < context->doc->sentence_count; i++) {
        bool has_lead = rule->scope == SCOPE_LEAD || rule->scope == SCOPE_PAGE;
        struct unit unit =
            has_lead ? unit_of_lead(reading, i) : unit_of_sentence(reading, i);
        if (matcher_run(context->matcher, &variant->program, &unit, &matches)) {
            return true;
        }
    }
    for (uint32_t i = 0;
         rule->scope == SCOPE_CLAUSE && i < context->doc->clause_count; i++) {
        struct unit unit = unit_of_clause(reading, i);
        if (matcher_run(context->matcher, &variant->program, &unit, &matches)) {
            return true;
        }
    }
    return false;
}

static void note_reached(struct tester *tester, struct check_context *context)
{
    for (size_t i = 0; i < tester->variant_count; i++) {
        struct variant *variant = &tester->variants[i];
        if (!variant->is_reached) {
            variant->is_reached = is_reached(context, tester->rule, variant);
        }
    }
}

static void run_example(struct tester *tester, const struct example *example)
{
    struct arena *arena = arena_new();
    struct doc doc;
    struct error error;
    struct slice markdown = example_markdown(arena, tester->rule, example);
    if (!doc_read(arena, SLICE("example.md"), markdown, &doc, &error)) {
        struct slice ru = slice_from(error.ru);
        struct slice en = slice_from(error.en);
        struct words message = {
            arena_copy(tester->arena, ru), arena_copy(tester->arena, en)};
        fail(tester, example, message);
        arena_free(arena);
        return;
    }
    struct check_context *context =
        check_run(tester->ruleset, &doc, &tester->options, tester->rule);
    if (tester->rule->kind == RULE_PRESENCE ||
        tester->rule->kind == RULE_CONCEPT) {
        judge_statement(tester, example, context);
    } else {
        judge_findings(tester, example, context);
    }
    note_reached(tester, context);
    arena_free(arena);
}

static void add_variant(struct tester *tester, struct variant variant)
{
    tester->variants = arena_grow(tester->arena, tester->variants,
        tester->variant_count, &tester->variant_capacity, sizeof(variant));
    tester->variants[tester->variant_count++] = variant;
}

static void add_branches(struct tester *tester, const struct variant *whole)
{
    for (size_t s = 0; s < whole->program.side_count; s++) {
        const struct side *side = &whole->program.sides[s];
        for (size_t b = 0; b < side->branch_count; b++) {
            struct variant variant = *whole;
            variant.branch = side->branches[b].text;
            variant.program.sides[s] = phrase_variant(tester->arena, side, b);
            size_t siblings = 0;
            for (size_t k = 0; k < side->branch_count; k++) {
                siblings +=
                    side->branches[k].choice == side->branches[b].choice;
            }
            if (siblings > 1) { /* an optional part need not be reached */
                add_variant(tester, variant);
            }
        }
    }
}

static void list_variants(struct tester *tester)
{
    static const enum role roles[] = {
        ROLE_FIND, ROLE_UNLESS, ROLE_DENY, ROLE_AGAINST, ROLE_NEAR};
    const struct phrase_table *table = &tester->ruleset->vocabulary.phrases;
    tester->variant_count = 0;
    for (size_t r = 0; r < COUNT_OF(roles); r++) {
        size_t count;
        const uint32_t *list = rule_phrases(tester->rule, roles[r], &count);
        for (size_t i = 0; i < count && roles[r] != ROLE_NEAR; i++) {
            struct variant whole = {
                .program = phrase_program(table, list[i]),
                .line = phrase_line(table, list[i]),
                .role = roles[r],
            };
            add_variant(tester, whole);
            add_branches(tester, &whole);
        }
    }
}

static void check_reached(struct tester *tester)
{
    bool is_line_missed = false;
    for (size_t i = 0; i < tester->variant_count; i++) {
        const struct variant *variant = &tester->variants[i];
        struct slice text = variant->line->text;
        struct slice branch = variant->branch;
        bool is_whole = branch.len == 0;
        if (is_whole) {
            is_line_missed = !variant->is_reached;
        }
        if (variant->is_reached || (!is_whole && is_line_missed)) {
            continue;
        }
        struct place place = variant->line->place;
        struct words message = {
            arena_format(tester->arena,
                "ни один пример не доходит до %s«%.*s»%s%.*s",
                is_whole ? "" : "варианта ",
                (int)(is_whole ? text.len : branch.len),
                is_whole ? text.bytes : branch.bytes,
                is_whole ? "" : " в строке ", (int)(is_whole ? 0 : text.len),
                text.bytes),
            arena_format(tester->arena, "no example reaches %s\"%.*s\"%s%.*s",
                is_whole ? "" : "the alternative ",
                (int)(is_whole ? text.len : branch.len),
                is_whole ? text.bytes : branch.bytes, is_whole ? "" : " of ",
                (int)(is_whole ? 0 : text.len), text.bytes),
        };
        if (!is_whole) {
            size_t before = (size_t)(branch.bytes - text.bytes);
            place.column += (uint32_t)utf8_count(slice_cut(text, 0, before));
        }
        add_failure(tester, (struct example_failure){tester->rule, NULL,
                                message, place, is_whole ? text : branch});
    }
}

static void check_counts(struct tester *tester)
{
    size_t wrong = 0;
    for (size_t i = 0; i < tester->rule->example_count; i++) {
        wrong += tester->rule->examples[i].is_wrong;
    }
    if (wrong == 0 || wrong == tester->rule->example_count) {
        struct words message = {SLICE("правилу нужны примеры и Wrong, и Right"),
            SLICE("the rule needs examples of both kinds, Wrong and Right")};
        fail(tester, NULL, message);
    }
}

/* Examples are judged as of the edition of their pack. */
static struct date edition_of(
    const struct ruleset *ruleset, const struct rule *rule)
{
    struct date day = {2026, 1, 1};
    for (size_t i = 0; i < ruleset->pack_count; i++) {
        if (slice_equal(ruleset->packs[i].name, rule->pack) &&
            date_is_set(ruleset->packs[i].edition)) {
            day = ruleset->packs[i].edition;
        }
    }
    return day;
}

size_t ruleset_test(const struct ruleset *ruleset, struct slice pack,
    struct arena *arena, struct example_failure **ret_failures,
    size_t *ret_failure_count)
{
    struct tester tester = {
        .ruleset = ruleset,
        .arena = arena,
        .options = {.workspace = workspace_new()},
    };
    size_t count = 0;
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        if (rule->is_faulty || (pack.len && !slice_equal(rule->pack, pack) &&
                                   !slice_equal(rule->file, pack))) {
            continue;
        }
        tester.rule = rule;
        tester.options.as_of = edition_of(ruleset, rule);
        check_counts(&tester);
        list_variants(&tester);
        for (size_t k = 0; k < rule->example_count; k++) {
            run_example(&tester, &rule->examples[k]);
            count++;
        }
        check_reached(&tester);
    }
    workspace_free(tester.options.workspace);
    *ret_failures = tester.failures;
    *ret_failure_count = tester.failure_count;
    return count;
}
