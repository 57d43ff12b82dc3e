/*
 * check_jurisdiction.c - the law, the bodies and the courts of another country
 * in the operator's document.
 */
#include "rules/check_jurisdiction.h"

#include "rules/judge.h"

enum {
    STRONG_LAW = 7,  /* the weight of a law that is surely a country's */
    ARBITRATION = 3, /* of a court that parties of any country may choose */
};

/* The clauses below which the operator's own regulator is named: a list of
   regulators by country names its own among them. One flag a clause. */
static bool *own_regulator_parents(const struct judge *judge)
{
    bool *parents = arena_array(check_arena(judge->context),
        judge->doc->clause_count + 1, sizeof(bool));
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        if (mention->signal->kind == SIGNAL_REGULATOR &&
            mention->signal->jurisdiction == judge->own &&
            mention->passage.clause != NONE) {
            uint32_t parent =
                judge->doc->clauses[mention->passage.clause].parent;
            parents[parent != NONE ? parent : judge->doc->clause_count] = true;
        }
    }
    return parents;
}

static bool is_listed(const struct judge *judge, const bool *parents,
    const struct mention *mention)
{
    const struct stretch *unit = &judge->all->units[mention->unit];
    uint32_t parent = judge->doc->clauses[unit->clause].parent;
    return (unit->countries & mention->signal->jurisdiction) != 0 &&
           parents[parent != NONE ? parent : judge->doc->clause_count];
}

/* The words of all mentions of the same kind and country in a sentence. */
struct group {
    struct passage passage;
    uint32_t country;
    uint32_t context;
    size_t end; /* index after its last mention */
};

/* The group that begins with a mention. */
static struct group group_at(const struct judge *judge, size_t first,
    bool (*belongs)(const struct mention *mention))
{
    const struct mentions *all = judge->all;
    const struct mention *mention = &all->items[first];
    struct group group = {
        .passage = mention->passage,
        .country = mention->signal->jurisdiction,
        .context = mention_context(judge->doc, all, mention),
        .end = first + 1,
    };
    while (group.end < all->count) {
        const struct mention *next = &all->items[group.end];
        if (next->unit != mention->unit) {
            break;
        }
        if (belongs(next) && next->signal->jurisdiction == group.country &&
            next->passage.span.end > group.passage.span.end) {
            group.passage.span.end = next->passage.span.end;
        }
        group.end++;
    }
    return group;
}

static bool is_act(const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_LAW ||
           mention->signal->kind == SIGNAL_CODE;
}

static bool is_legislation(const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_LEGISLATION;
}

/* Is a body of the same country named in the sentence? Then it is reported,
   and the legislation beside it is the same mistake. */
static bool has_body(const struct judge *judge, const struct mention *mention)
{
    const struct stretch *unit = &judge->all->units[mention->unit];
    for (uint32_t i = unit->first; i < unit->end; i++) {
        const struct signal *signal = judge->all->items[i].signal;
        if (signal->jurisdiction == mention->signal->jurisdiction &&
            (signal->kind == SIGNAL_AUTHORITY || signal->kind == SIGNAL_COURT ||
                signal->kind == SIGNAL_REGULATOR)) {
            return true;
        }
    }
    return false;
}

/* «ст. 437 ГК» with no country beside it: a sign of a copy, not a choice of
   law. */
static bool is_bare_article(
    const struct judge *judge, const struct mention *mention)
{
    const struct stretch *unit = &judge->all->units[mention->unit];
    return mention->signal->kind == SIGNAL_CODE &&
           (unit->countries & mention->signal->jurisdiction) == 0;
}

/* One finding for all that governs, with a list of the places; one more for
   each dispute clause. */
static void report_laws(const struct judge *judge, const struct rule *rule,
    bool (*belongs)(const struct mention *mention),
    const char *const what[WORDING_PARTS])
{
    struct finding *merged[COUNTRY_COUNT] = {0};
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        if (!belongs(mention) || !judge_is_mismatch(judge, mention,
                                     CONTEXT_GOVERN | CONTEXT_DISPUTE)) {
            continue;
        }
        struct group group = group_at(judge, i, belongs);
        i = group.end - 1;
        struct passage ignored;
        bool is_governing =
            group.context == CONTEXT_GOVERN || !is_legislation(mention);
        if (judge_contradicts(judge, mention->unit, &ignored) ||
            has_body(judge, mention) ||
            (is_governing && (judge->apart & group.country) != 0)) {
            continue;
        }
        struct finding **first = &merged[country_place(group.country)];
        if (*first != NULL && is_governing) {
            struct words also = {SLICE("и здесь"), SLICE("and here")};
            check_add_related(judge->context, *first, group.passage, also);
            continue;
        }
        struct finding *finding =
            judge_report(judge, rule, group.passage, group.country, what);
        if (is_bare_article(judge, mention)) {
            finding->severity = SEVERITY_WARNING;
        }
        *first = is_governing ? finding : *first;
    }
}

/* Is the European law named as one that the document follows, while its own
   country's is named nowhere? */
static bool is_reported_act(const struct mention *mention)
{
    return is_act(mention) &&
           mention->signal->jurisdiction != JURISDICTION_EU &&
           mention->signal->jurisdiction != JURISDICTION_OTHER;
}

static bool is_european_act(const struct mention *mention)
{
    return is_act(mention) && mention->signal->jurisdiction == JURISDICTION_EU;
}

void check_foreign_law(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Документ опирается на закон", "The document relies on an act of",
        "Политика разработана в соответствии с Федеральным законом от "
        "27.07.2006 № 152-ФЗ «О персональных данных»."};
    struct judge judge;
    judge_init(&judge, context);
    report_laws(&judge, rule, is_reported_act, what);
    if (!judge.is_own_law_named) {
        report_laws(&judge, rule, is_european_act, what);
    }
}

void check_governing_law(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Документ подчинён законодательству",
        "The document is governed by the law of",
        "К настоящей Политике применяется законодательство Российской "
        "Федерации."};
    struct judge judge;
    judge_init(&judge, context);
    report_laws(&judge, rule, is_legislation, what);
}

/* «Национальный центр защиты персональных данных» without a country is in a
   Moldovan text that of Moldova. */
static bool is_moldovan_centre(
    const struct judge *judge, const struct mention *mention)
{
    const struct stretch *unit = &judge->all->units[mention->unit];
    return judge->own == JURISDICTION_MD &&
           mention->signal->jurisdiction == JURISDICTION_BY &&
           (unit->countries & JURISDICTION_BY) == 0;
}

/* One finding for each sentence where a body of another country has a say. */
static void report_bodies(struct check_context *context,
    const struct rule *rule, enum signal_kind kind,
    const char *const what[WORDING_PARTS])
{
    struct judge judge;
    judge_init(&judge, context);
    const bool *parents = own_regulator_parents(&judge);
    uint32_t reported = NONE; /* the sentence of the last finding */
    for (size_t i = 0; i < judge.all->count; i++) {
        const struct mention *mention = &judge.all->items[i];
        struct passage ignored;
        if (mention->signal->kind != kind || mention->unit == reported ||
            !judge_is_mismatch(
                &judge, mention, CONTEXT_AUTHORITY | CONTEXT_DISPUTE) ||
            (kind == SIGNAL_REGULATOR &&
                (is_listed(&judge, parents, mention) ||
                    is_moldovan_centre(&judge, mention)))) {
            continue;
        }
        reported = mention->unit;
        if (judge_contradicts(&judge, mention->unit, &ignored)) {
            continue;
        }
        struct finding *finding = judge_report(&judge, rule, mention->passage,
            mention->signal->jurisdiction, what);
        if (mention->signal->weight <= ARBITRATION) {
            finding->severity = SEVERITY_NOTE;
        }
    }
}

void check_foreign_regulator(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {"Назван надзорный орган",
        "The regulator named is that of",
        "Действия Оператора можно обжаловать в Роскомнадзор."};
    report_bodies(context, rule, SIGNAL_REGULATOR, what);
}

void check_foreign_authority(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Данные передаются органам власти", "Data go to public bodies of",
        "Данные предоставляются органам власти Российской Федерации в случаях, "
        "предусмотренных федеральными законами."};
    report_bodies(context, rule, SIGNAL_AUTHORITY, what);
}

void check_foreign_court(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {"Споры отнесены к суду",
        "Disputes are put before a court of",
        "Споры рассматриваются судами Российской Федерации."};
    report_bodies(context, rule, SIGNAL_COURT, what);
}

void check_contradiction(struct check_context *context, const struct rule *rule)
{
    struct judge judge;
    judge_init(&judge, context);
    for (uint32_t i = 0; i < judge.all->unit_count; i++) {
        struct passage passage;
        if (judge_contradicts(&judge, i, &passage)) {
            check_report(context, rule, passage, NULL);
        }
    }
}

/* The states whose law a Russian document can be mixed with. */
enum {
    NEIGHBOURS = JURISDICTION_BY | JURISDICTION_KZ | JURISDICTION_UA |
                 JURISDICTION_UZ | JURISDICTION_KG | JURISDICTION_MD,
};

/* The first mention by which the text submits itself to a law of these. */
static const struct mention *first_law(
    const struct judge *judge, uint32_t wanted)
{
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        if ((mention->signal->jurisdiction & wanted) == 0 ||
            !mention_is_law(mention) ||
            !mention_is_in_body(judge->doc, mention) ||
            judge_is_other_rb(judge, mention) ||
            (judge->apart & mention->signal->jurisdiction) != 0) {
            continue;
        }
        uint32_t found = mention_context(judge->doc, judge->all, mention);
        if (found == CONTEXT_GOVERN || found == CONTEXT_DISPUTE) {
            return mention;
        }
    }
    return NULL;
}

void check_unknown_operator(
    struct check_context *context, const struct rule *rule)
{
    struct judge judge;
    judge_init(&judge, context);
    const struct mention *russian = first_law(&judge, JURISDICTION_RU);
    const struct mention *other = first_law(&judge, NEIGHBOURS);
    struct passage ignored;
    if (judge.own != 0 || russian == NULL || other == NULL ||
        judge_contradicts(&judge, russian->unit, &ignored)) {
        return;
    }
    /* Where ru/jurisdiction-mismatch is reported, too, it stands there. */
    struct finding *finding =
        check_report(context, rule, russian->passage, NULL);
    check_add_related(context, finding, other->passage,
        (struct words){SLICE("другое право"), SLICE("the other law")});
}

/* Show where the text submits itself to Russian law and where to another. */
static void relate_laws(const struct judge *judge, struct finding *finding)
{
    static const struct {
        uint32_t countries;
        const char *ru;
        const char *en;
    } sides[] = {
        {JURISDICTION_RU, "право России", "Russian law"},
        {NEIGHBOURS, "право другого государства", "another state's law"},
    };
    for (size_t i = 0; i < sizeof(sides) / sizeof(sides[0]); i++) {
        const struct mention *mention = first_law(judge, sides[i].countries);
        if (mention == NULL) {
            continue;
        }
        const struct passage *at = &finding->passage;
        bool is_same = mention->passage.clause == at->clause &&
                       mention->passage.span.begin >= at->span.begin &&
                       mention->passage.span.end <= at->span.end;
        if (!is_same) {
            check_add_related(judge->context, finding, mention->passage,
                (struct words){
                    slice_from(sides[i].ru), slice_from(sides[i].en)});
        }
    }
}

void check_jurisdiction_mismatch(
    struct check_context *context, const struct rule *rule)
{
    struct judge judge;
    judge_init(&judge, context);
    for (uint32_t i = 0; i < judge.all->unit_count; i++) {
        struct passage passage;
        if (judge_contradicts(&judge, i, &passage)) {
            relate_laws(&judge, check_report(context, rule, passage, NULL));
            return;
        }
    }
    const struct mention *russian = first_law(&judge, JURISDICTION_RU);
    const struct mention *other = first_law(&judge, NEIGHBOURS);
    bool is_russian = judge.own == JURISDICTION_RU;
    const struct mention *wrong = is_russian ? other : russian;
    bool is_elsewhere = (judge.own & NEIGHBOURS) != 0 && russian != NULL;
    bool is_mixed = russian != NULL && other != NULL;
    if (wrong == NULL || (!is_mixed && !is_elsewhere && !is_russian) ||
        wrong->signal->weight < STRONG_LAW) {
        return;
    }
    relate_laws(&judge, check_report(context, rule, wrong->passage, NULL));
}
