/*
 * judge.c - what the checks of another country's law ask of a document.
 *
 * A country may be named for many honest reasons: data go there, customers
 * live there, a parent company sits there. Only what governs the document or
 * submits it to another country's bodies is a mismatch, and the message
 * always says why the operator is taken for whose he is.
 */
#include "rules/judge.h"

enum {
    NEAR_BYTES = 160,   /* between the two halves of a contradiction */
    SHOWN_EVIDENCE = 2, /* signals of the operator's country in a message */
};

struct country {
    uint32_t bit;
    const char *operator_ru; /* «оператор российский» */
    const char *of_ru;       /* «закон России» */
    const char *operator_en;
    const char *of_en;
};

static const struct country countries[COUNTRY_COUNT] = {
    {JURISDICTION_RU, "российский", "России", "Russian", "Russia"},
    {JURISDICTION_BY, "белорусский", "Беларуси", "Belarusian", "Belarus"},
    {JURISDICTION_KZ, "казахстанский", "Казахстана", "Kazakh", "Kazakhstan"},
    {JURISDICTION_UA, "украинский", "Украины", "Ukrainian", "Ukraine"},
    {JURISDICTION_UZ, "узбекистанский", "Узбекистана", "Uzbek", "Uzbekistan"},
    {JURISDICTION_KG, "кыргызский", "Кыргызстана", "Kyrgyz", "Kyrgyzstan"},
    {JURISDICTION_MD, "молдавский", "Молдовы", "Moldovan", "Moldova"},
    {JURISDICTION_EU, "из Европейского союза", "Европейского союза",
        "in the European Union", "the European Union"},
    {JURISDICTION_OTHER, "иностранный", "другого государства", "foreign",
        "another state"},
};

static const struct country *country_of(uint32_t bit)
{
    size_t i = 0;
    while (i + 1 < COUNTRY_COUNT && countries[i].bit != bit) {
        i++;
    }
    return &countries[i];
}

size_t country_place(uint32_t bit)
{
    return (size_t)(country_of(bit) - countries);
}

struct words country_genitive(uint32_t bit)
{
    const struct country *country = country_of(bit);
    return (struct words){
        slice_from(country->of_ru), slice_from(country->of_en)};
}

/* «домен «westmet.by», телефон «+375 …»»: why the country is thought so. */
static struct words reasons(const struct check_context *context)
{
    const struct profile *profile = check_profile(context);
    struct buffer ru = {.arena = check_arena(context)};
    struct buffer en = {.arena = check_arena(context)};
    int shown = 0;
    for (int weight = 10; weight > 0 && shown < SHOWN_EVIDENCE; weight--) {
        for (size_t i = 0;
             i < profile->evidence_count && shown < SHOWN_EVIDENCE; i++) {
            const struct evidence *evidence = &profile->evidence[i];
            if (evidence->is_identity && evidence->weight == weight &&
                evidence->jurisdiction == profile->operator_country) {
                struct slice comma = SLICE(", ");
                buffer_append(&ru, shown > 0 ? comma : (struct slice){0});
                buffer_append(&en, shown > 0 ? comma : (struct slice){0});
                buffer_append(&ru, evidence->what.ru);
                buffer_append(&en, evidence->what.en);
                shown++;
            }
        }
    }
    if (shown == 0) {
        return (struct words){
            SLICE("задано при запуске"), SLICE("given by option")};
    }
    return (struct words){buffer_slice(&ru), buffer_slice(&en)};
}

/* «Оператор вероятно белорусский (домен …), а здесь WHAT России.» */
static struct words message_of(const struct check_context *context,
    uint32_t foreign, const char *const what[WORDING_PARTS])
{
    const struct profile *profile = check_profile(context);
    const struct country *own = country_of(profile->operator_country);
    const struct country *other = country_of(foreign);
    struct words why = reasons(context);
    bool is_probable = profile->confidence == CONFIDENCE_PROBABLE;
    return (struct words){
        .ru = arena_format(check_arena(context), "%s %s; оператор %s%s: %.*s.",
            what[SAYS_RU], other->of_ru, is_probable ? "вероятно " : "",
            own->operator_ru, (int)why.ru.len, why.ru.bytes),
        .en = arena_format(check_arena(context),
            "%s %s; the operator is %s%s: %.*s.", what[SAYS_EN], other->of_en,
            is_probable ? "probably " : "", own->operator_en, (int)why.en.len,
            why.en.bytes),
    };
}

bool mention_is_in_body(const struct doc *doc, const struct mention *mention)
{
    if (mention->passage.clause == NONE) {
        return false;
    }
    const struct clause *clause = &doc->clauses[mention->passage.clause];
    return clause->region == REGION_BODY && !clause->is_toc;
}

bool mention_is_law(const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_LAW ||
           mention->signal->kind == SIGNAL_LEGISLATION ||
           mention->signal->kind == SIGNAL_CODE;
}

static void judge_read(struct judge *judge, const struct mention *mention)
{
    const struct signal *signal = mention->signal;
    if (mention_is_law(mention) && signal->jurisdiction == judge->own) {
        judge->is_own_law_named = true;
    }
    if (signal->kind == SIGNAL_COUNTRY &&
        signal->jurisdiction == JURISDICTION_BY &&
        mention->passage.span.end - mention->passage.span.begin > 4) {
        judge->is_belarus_named = true;
    }
}

/* «данные граждан Российской Федерации в базах на территории России» is the
   formula of a duty, not a section for Russians. */
static bool states_duty(const struct mentions *all, const struct stretch *unit)
{
    for (uint32_t i = unit->first; i < unit->end; i++) {
        if (all->items[i].signal->kind == SIGNAL_DUTY) {
            return true;
        }
    }
    return false;
}

void judge_init(struct judge *judge, struct check_context *context)
{
    *judge = (struct judge){.context = context};
    judge->doc = check_document(context);
    judge->profile = check_profile(context);
    judge->all = judge->profile->mentions;
    judge->own = judge->profile->operator_country;
    const struct signal *last[COUNTRY_COUNT] = {0};
    bool governs = judge->own == 0;
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        const struct signal *signal = mention->signal;
        judge_read(judge, mention);
        if (!governs && mention_is_law(mention) &&
            signal->jurisdiction == judge->own) {
            governs = mention_context(judge->doc, judge->all, mention) ==
                      CONTEXT_GOVERN;
        }
        size_t country = country_place(signal->jurisdiction);
        if (signal->kind == SIGNAL_HINT && signal->weight > 1 &&
            signal != last[country]) {
            last[country] = signal;
            judge->hints[country]++;
        }
    }
    /* The law of the Union may be kept for its people without more words. */
    uint32_t tied = governs ? UINT32_MAX : (uint32_t)JURISDICTION_EU;
    for (size_t i = 0; i < judge->all->unit_count; i++) {
        const struct stretch *unit = &judge->all->units[i];
        if ((unit->audience & tied) != 0 && !states_duty(judge->all, unit)) {
            judge->apart |= unit->audience & tied;
        }
    }
}

bool judge_is_other_rb(const struct judge *judge, const struct mention *mention)
{
    const struct span *span = &mention->passage.span;
    bool is_short = mention->signal->weight == 4 ||
                    (mention->signal->kind == SIGNAL_COUNTRY &&
                        span->end - span->begin <= 4);
    return mention->signal->jurisdiction == JURISDICTION_BY && is_short &&
           judge->own == JURISDICTION_RU && !judge->is_belarus_named;
}

struct finding *judge_report(const struct judge *judge, const struct rule *rule,
    struct passage passage, uint32_t country,
    const char *const what[WORDING_PARTS])
{
    struct words message = message_of(judge->context, country, what);
    struct finding *finding =
        check_report(judge->context, rule, passage, &message);
    if (judge->own != JURISDICTION_BY) {
        bool is_russian = judge->own == JURISDICTION_RU;
        finding->fix = slice_from(is_russian ? what[FIX_OF_RUSSIAN] : "");
    }
    return finding;
}

bool judge_is_mismatch(
    const struct judge *judge, const struct mention *mention, uint32_t wanted)
{
    uint32_t country = mention->signal->jurisdiction;
    if (judge->own == 0 || country == judge->own ||
        !mention_is_in_body(judge->doc, mention) ||
        judge_is_other_rb(judge, mention)) {
        return false;
    }
    uint32_t found = mention_context(judge->doc, judge->all, mention);
    if ((found & wanted) == 0) {
        return false;
    }
    uint32_t audience = mention_audience(judge->doc, judge->all, mention);
    return found == CONTEXT_GOVERN || (audience & country) == 0;
}

/* Do two halves that exclude each other stand near each other? */
static bool are_near(const struct mention *a, const struct mention *b)
{
    uint32_t begin = a->passage.span.end < b->passage.span.end
                         ? a->passage.span.end
                         : b->passage.span.end;
    uint32_t end = a->passage.span.begin > b->passage.span.begin
                       ? a->passage.span.begin
                       : b->passage.span.begin;
    return end <= begin || end - begin <= NEAR_BYTES;
}

/* Is this a country by name or by its legislation? */
static bool names_country(const struct mention *mention, uint32_t country)
{
    return mention->signal->jurisdiction == country &&
           (mention->signal->kind == SIGNAL_COUNTRY ||
               mention->signal->kind == SIGNAL_LEGISLATION);
}

static bool can_contradict(const struct mention *mention)
{
    return (mention->signal->kind == SIGNAL_LAW &&
               mention->signal->jurisdiction == JURISDICTION_RU) ||
           (mention->signal->kind == SIGNAL_REGULATOR &&
               (mention->signal->jurisdiction == JURISDICTION_RU ||
                   mention->signal->jurisdiction == JURISDICTION_BY));
}

/* The mention that stands nearest before, or after, a law or a body and names
   the country it cannot be of. One pass over the sentence. */
static bool find_clash(const struct judge *judge, const struct stretch *unit,
    struct passage *ret_passage)
{
    const struct mention *country = NULL; /* the last one */
    const struct mention *law = NULL;
    for (uint32_t i = unit->first; i < unit->end; i++) {
        const struct mention *mention = &judge->all->items[i];
        bool is_law_now = can_contradict(mention);
        bool is_country = (names_country(mention, JURISDICTION_RU) ||
                              names_country(mention, JURISDICTION_BY)) &&
                          !judge_is_other_rb(judge, mention);
        law = is_law_now ? mention : law;
        bool is_inside = country != NULL &&
                         mention->passage.span.end <= country->passage.span.end;
        country = is_country && !is_inside ? mention : country;
        if ((is_law_now || is_country) && law != NULL && country != NULL &&
            law->signal->jurisdiction != country->signal->jurisdiction &&
            are_near(law, country)) {
            const struct mention *first = law < country ? law : country;
            *ret_passage = first->passage;
            ret_passage->span.end = mention->passage.span.end;
            return true;
        }
    }
    return false;
}

bool judge_contradicts(
    const struct judge *judge, uint32_t index, struct passage *ret_passage)
{
    const struct stretch *unit = &judge->all->units[index];
    const struct clause *clause = &judge->doc->clauses[unit->clause];
    uint32_t harmless =
        CONTEXT_NEGATED | CONTEXT_LINK | CONTEXT_RECIPIENT | CONTEXT_AUDIENCE;
    uint32_t both = JURISDICTION_RU | JURISDICTION_BY;
    if ((unit->contexts & harmless) != 0 || (unit->countries & both) == both ||
        clause->region != REGION_BODY || clause->is_toc) {
        return false;
    }
    return find_clash(judge, unit, ret_passage);
}
