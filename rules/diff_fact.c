/*
 * diff_fact.c - what the rules of the packs say of a change: elements that
 * the law wants and that are stated no longer, statements that it forbids and
 * that came, and whether what was dropped is said elsewhere.
 */
#include "rules/diff_judge.h"

#include <stdlib.h>

/* Facts of one rule that are looked at when something was dropped. */
#define ELSEWHERE_LIMIT 16
/* Thousandths of the telling words of a unit that another must have to say
   the same. */
#define SAYS_SAME 600

/* To which category a rule's subject belongs, by the first words of the name
   behind its pack; the first that fits. */
static const struct {
    enum diff_category category;
    const char *names;
} concerns[] = {
    {DIFF_SCOPE,
        "consent-unlimited-scope* purpose* data-* retention* third-parties* "
        "processor* confidentiality-carve-out dissemination* cross-border* "
        "localisation-contradiction special-categories* biometrics* "
        "technical-data* analytics* recommender* anonymised* cookies-undis* "
        "hedging* redundant*"},
    {DIFF_RIGHTS,
        "consent* withdraw* access* rectification* erasure* stop-processing* "
        "complaint* response* right* marketing* cookies-optout* automated* "
        "mandatory-pretrial jurisdiction-clause continued-use* acceptance* "
        "change-* minors* contact-channel* appeal* answer* term-of-answer*"},
    {DIFF_OBLIGATIONS,
        "security* breach* destruction* liability* accuracy* responsible* "
        "policy-terminable localisation-missing measures* internal-control*"},
};

/* Elements whose loss takes a bound away: purposes, data and terms that are
   no longer named can be any. Others of the scope tell of a practice, and
   losing them may as well mean that it ended. */
static const char bounds[] = "purposes-missing purposes-without-terms "
                             "retention* data-list* purpose-matrix";

/* Elements that are terms. */
static const char terms[] = "retention* purposes-without-terms response-term* "
                            "answer* term-of-answer* destruction-term*";

struct fact_reason {
    bool is_term; /* the element is one */
    enum diff_category category;
    enum diff_course course;
    struct words message;
    uint32_t next; /* of the same group, or NONE */
};

/* What one edition states and where; by rule index. */
struct stated {
    const struct diff_edition *edition;
    enum statement *statements;
    bool *is_asked;             /* the rule applies to the edition */
    uint32_t *first_fact;       /* of the rule, or NONE */
    uint32_t *next_fact;        /* by fact */
    uint32_t *sentence_fact;    /* by sentence: the first, or NONE */
    uint32_t *next_of_sentence; /* by fact */
};

struct diff_facts {
    struct arena *arena;
    const struct diff_lexis *lexis;
    const struct diff_alignment *alignment;
    struct stated old_stated;
    struct stated new_stated;
    uint32_t *first; /* by group, into reasons; NONE */
    struct fact_reason *reasons;
    size_t reason_count;
    size_t reason_capacity;
};

static struct slice name_of_rule(const struct rule *rule)
{
    size_t slash = slice_find(rule->id, SLICE("/"), 0);
    return slash == SLICE_NOT_FOUND
               ? rule->id
               : slice_cut(rule->id, slash + 1, rule->id.len);
}

static enum diff_category category_of(const struct rule *rule)
{
    for (size_t i = 0; i < COUNT_OF(concerns); i++) {
        if (diff_is_listed(concerns[i].names, name_of_rule(rule))) {
            return concerns[i].category;
        }
    }
    return DIFF_WORDING;
}

/* ---- what is stated ---- */

static uint32_t *nones(struct arena *arena, size_t count)
{
    uint32_t *items = arena_array(arena, count, sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        items[i] = NONE;
    }
    return items;
}

static size_t rules_of(const struct report *report)
{
    size_t count = 0;
    for (size_t i = 0; i < report->requirement_count; i++) {
        size_t index = report->requirements[i].rule->index;
        count = index >= count ? index + 1 : count;
    }
    for (size_t i = 0; i < report->fact_count; i++) {
        size_t index = report->facts[i].rule->index;
        count = index >= count ? index + 1 : count;
    }
    return count;
}

static void read_stated(struct arena *arena, const struct diff_edition *edition,
    size_t rules, struct stated *ret)
{
    const struct report *report = edition->report;
    *ret = (struct stated){.edition = edition,
        .statements = arena_array(arena, rules, sizeof(enum statement)),
        .is_asked = arena_array(arena, rules, sizeof(bool)),
        .first_fact = nones(arena, rules),
        .next_fact = nones(arena, report->fact_count),
        .sentence_fact = nones(arena, edition->doc->sentence_count),
        .next_of_sentence = nones(arena, report->fact_count)};
    for (size_t i = 0; i < report->requirement_count; i++) {
        const struct requirement *requirement = &report->requirements[i];
        ret->is_asked[requirement->rule->index] = true;
        ret->statements[requirement->rule->index] = requirement->statement;
    }
    for (uint32_t i = (uint32_t)report->fact_count; i-- > 0;) {
        const struct fact *fact = &report->facts[i];
        ret->next_fact[i] = ret->first_fact[fact->rule->index];
        ret->first_fact[fact->rule->index] = i;
        ret->next_of_sentence[i] = ret->sentence_fact[fact->sentence];
        ret->sentence_fact[fact->sentence] = i;
    }
}

/* ---- reasons ---- */

static void add_reason(struct diff_facts *facts, uint32_t group,
    const struct rule *rule, enum diff_course course, struct words message)
{
    struct fact_reason reason = {rule->kind == RULE_PRESENCE &&
                                     diff_is_listed(terms, name_of_rule(rule)),
        category_of(rule), course, message, facts->first[group]};
    if (reason.category <= DIFF_WORDING) {
        return;
    }
    facts->reasons = arena_grow(facts->arena, facts->reasons,
        facts->reason_count, &facts->reason_capacity, sizeof(reason));
    facts->first[group] = (uint32_t)facts->reason_count;
    facts->reasons[facts->reason_count++] = reason;
}

/* The first sentence of the clause that ends behind the byte; NONE when none
   does. */
static uint32_t sentence_at(const struct doc *doc, struct passage passage)
{
    const struct clause *clause = &doc->clauses[passage.clause];
    uint32_t low = clause->first_sentence;
    uint32_t high = low + clause->sentence_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (doc->sentences[middle].span.end > passage.span.begin) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low < clause->first_sentence + clause->sentence_count ? low : NONE;
}

static uint32_t group_at(const struct diff_facts *facts,
    const struct diff_edition *edition, struct passage passage, bool is_old)
{
    if (passage.clause == NONE) {
        return NONE;
    }
    uint32_t sentence = sentence_at(edition->doc, passage);
    uint32_t unit = sentence == NONE ? NONE : edition->of_sentence[sentence];
    if (unit == NONE) {
        return NONE;
    }
    return is_old ? facts->alignment->old_group[unit]
                  : facts->alignment->new_group[unit];
}

/* An element that one edition states and the other does not. */
static void judge_elements(struct diff_facts *facts, const struct stated *here,
    const struct stated *there, bool is_old)
{
    const struct report *report = here->edition->report;
    for (size_t i = 0; i < report->requirement_count; i++) {
        const struct requirement *requirement = &report->requirements[i];
        const struct rule *rule = requirement->rule;
        uint32_t group =
            group_at(facts, here->edition, requirement->passage, is_old);
        if (requirement->statement != STATEMENT_STATED || group == NONE ||
            !there->is_asked[rule->index] ||
            there->statements[rule->index] == STATEMENT_STATED ||
            rule->element.ru.len == 0) {
            continue;
        }
        if (category_of(rule) == DIFF_SCOPE &&
            !diff_is_listed(bounds, name_of_rule(rule))) {
            continue;
        }
        struct words message = {
            arena_format(facts->arena, "%s: %.*s",
                is_old ? "больше не сказано" : "теперь сказано",
                (int)rule->element.ru.len, rule->element.ru.bytes),
            arena_format(facts->arena, "%s: %.*s",
                is_old ? "no longer stated" : "now stated",
                (int)rule->element.en.len, rule->element.en.bytes)};
        add_reason(
            facts, group, rule, is_old ? DIFF_WORSE : DIFF_BETTER, message);
    }
}

/* A rule that a group breaks. Packs of two countries say the same under the
   same name; where another law applies than before, a rule of the same concern
   is taken for the same. */
static uint64_t breach_of(
    const struct diff_facts *facts, const struct rule *rule, uint32_t group)
{
    uint64_t name = diff_hash(DIFF_HASH_BEGIN, name_of_rule(rule));
    if (facts->old_stated.edition->report->profile.applied !=
        facts->new_stated.edition->report->profile.applied) {
        name = (uint64_t)category_of(rule) + 1;
    }
    return diff_stir(name) ^ group;
}

static int order_breaches(const void *a, const void *b)
{
    uint64_t x = *(const uint64_t *)a;
    uint64_t y = *(const uint64_t *)b;
    return x < y ? -1 : x > y;
}

/* What the edition's groups break, in order. */
static uint64_t *breaches_of(
    struct diff_facts *facts, const struct stated *stated, bool is_old)
{
    const struct report *report = stated->edition->report;
    uint64_t *breaches =
        arena_array(facts->arena, report->finding_count, sizeof(uint64_t));
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct finding *finding = &report->findings[i];
        breaches[i] = breach_of(facts, finding->rule,
            group_at(facts, stated->edition, finding->passage, is_old));
    }
    qsort(breaches, report->finding_count, sizeof(uint64_t), order_breaches);
    return breaches;
}

/* What the law forbids to state and only one edition states. */
static void judge_forbidden(struct diff_facts *facts, const struct stated *here,
    const struct stated *there, bool is_old)
{
    const struct report *report = here->edition->report;
    const uint64_t *breaches = breaches_of(facts, there, !is_old);
    for (size_t i = 0; i < report->finding_count; i++) {
        const struct finding *finding = &report->findings[i];
        if (finding->rule->kind != RULE_PROHIBITION || finding->is_absence) {
            continue;
        }
        uint32_t group =
            group_at(facts, here->edition, finding->passage, is_old);
        uint64_t breach = breach_of(facts, finding->rule, group);
        if (group == NONE ||
            bsearch(&breach, breaches, there->edition->report->finding_count,
                sizeof(uint64_t), order_breaches)) {
            continue;
        }
        struct words message = {
            arena_format(facts->arena, "%s: %.*s",
                is_old ? "исправлено" : "нарушение",
                (int)finding->message.ru.len, finding->message.ru.bytes),
            arena_format(facts->arena, "%s: %.*s", is_old ? "mended" : "defect",
                (int)finding->message.en.len, finding->message.en.bytes)};
        add_reason(facts, group, finding->rule,
            is_old ? DIFF_BETTER : DIFF_WORSE, message);
    }
}

struct diff_facts *diff_facts_make(struct arena *arena,
    const struct diff_lexis *lexis, const struct diff_edition *old_edition,
    const struct diff_edition *new_edition,
    const struct diff_alignment *alignment)
{
    struct diff_facts *facts = arena_alloc(arena, sizeof(*facts));
    *facts = (struct diff_facts){
        .arena = arena, .lexis = lexis, .alignment = alignment};
    facts->first = nones(arena, alignment->group_count);
    size_t rules = rules_of(old_edition->report);
    size_t others = rules_of(new_edition->report);
    rules = others > rules ? others : rules;
    read_stated(arena, old_edition, rules, &facts->old_stated);
    read_stated(arena, new_edition, rules, &facts->new_stated);
    judge_elements(facts, &facts->old_stated, &facts->new_stated, true);
    judge_elements(facts, &facts->new_stated, &facts->old_stated, false);
    judge_forbidden(facts, &facts->old_stated, &facts->new_stated, true);
    judge_forbidden(facts, &facts->new_stated, &facts->old_stated, false);
    return facts;
}

void diff_judge_facts(const struct diff_facts *facts, uint32_t group,
    bool same_terms, struct diff_reason_list *list)
{
    for (uint32_t i = facts->first[group]; i != NONE;
         i = facts->reasons[i].next) {
        const struct fact_reason *reason = &facts->reasons[i];
        if (!reason->is_term || !same_terms) {
            diff_reason_add(
                list, reason->category, reason->course, reason->message);
        }
    }
}

/* ---- said elsewhere ---- */

/* Thousandths of the telling words of a that b has. */
static uint32_t held_by(const struct diff_lexis *lexis,
    const struct diff_unit *a, const struct diff_unit *b)
{
    size_t telling = 0;
    size_t held = 0;
    size_t words = a->word_count < 64 ? a->word_count : 64;
    size_t others = b->word_count < 256 ? b->word_count : 256;
    for (size_t i = 0; i < words; i++) {
        uint32_t form = a->words[i].form;
        if (lexis->bits[form] &
                (LEXIS_PLAIN | LEXIS_SUBJECT | LEXIS_OPERATOR | LEXIS_MAY) ||
            form == DIFF_FORM_REFERENCE) {
            continue;
        }
        telling++;
        for (size_t k = 0; k < others; k++) {
            if (b->words[k].form == form) {
                held++;
                break;
            }
        }
    }
    return telling ? (uint32_t)(1000 * held / telling) : 0;
}

uint32_t diff_said_elsewhere(const struct diff_facts *facts,
    const struct diff_edition *edition, uint32_t unit)
{
    bool is_old = edition == facts->old_stated.edition;
    const struct stated *here =
        is_old ? &facts->old_stated : &facts->new_stated;
    const struct stated *there =
        is_old ? &facts->new_stated : &facts->old_stated;
    const struct diff_unit *gone = &edition->units[unit];
    const struct report *report = there->edition->report;
    uint32_t best = NONE;
    uint32_t most = SAYS_SAME;
    size_t tried = 0;
    for (uint32_t f = here->sentence_fact[gone->sentence];
         f != NONE && tried < ELSEWHERE_LIMIT; f = here->next_of_sentence[f]) {
        uint32_t rule = edition->report->facts[f].rule->index;
        for (uint32_t g = there->first_fact[rule];
             g != NONE && tried < ELSEWHERE_LIMIT; g = there->next_fact[g]) {
            uint32_t other =
                there->edition->of_sentence[report->facts[g].sentence];
            tried++;
            uint32_t held = other == NONE ? 0
                                          : held_by(facts->lexis, gone,
                                                &there->edition->units[other]);
            if (held >= most) {
                most = held;
                best = there->edition->units[other].passage.clause;
            }
        }
    }
    return best;
}
