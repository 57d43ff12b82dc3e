/*
 * check_jurisdiction.c - words of another country's law in the operator's
 * document.
 *
 * A country may be named for many honest reasons: data go there, customers
 * live there, a parent company sits there. Only what governs the document or
 * submits it to another country's bodies is a mismatch, and the message
 * always says why the operator is taken for whose he is.
 */
#include "rules/check_jurisdiction.h"

#include "rules/signal.h"

#include <string.h>

enum {
    NEAR_BYTES = 160,   /* between the two halves of a contradiction */
    SHOWN_EVIDENCE = 2, /* signals of the operator's country in a message */
    STRONG_LAW = 7,     /* the weight of a law that is surely a country's */
};

struct country {
    uint32_t bit;
    const char *operator_ru; /* «оператор российский» */
    const char *of_ru;       /* «закон России» */
    const char *operator_en;
    const char *of_en;
};

static const struct country countries[] = {
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
    while (i + 1 < sizeof(countries) / sizeof(countries[0]) &&
           countries[i].bit != bit) {
        i++;
    }
    return &countries[i];
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

/* What a check says of a foreign mention, and what a Russian operator should
   write instead. A Belarusian one is told so by the rule itself; others have
   to ask their own law. */
enum { SAYS_RU, SAYS_EN, FIX_OF_RUSSIAN, WORDING_PARTS };

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

static bool is_in_body(const struct doc *doc, const struct mention *mention)
{
    if (mention->passage.clause == NONE) {
        return false;
    }
    const struct clause *clause = &doc->clauses[mention->passage.clause];
    return clause->region == REGION_BODY && !clause->is_toc;
}

static bool is_law(const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_LAW ||
           mention->signal->kind == SIGNAL_LEGISLATION ||
           mention->signal->kind == SIGNAL_CODE;
}

/* What a check has to know of the document as a whole, found in one pass. */
struct judge {
    struct check_context *context;
    const struct doc *doc;
    const struct profile *profile;
    const struct mentions *all;
    uint32_t own;   /* the operator's country, or 0 */
    uint32_t apart; /* countries that the text keeps apart: its own law is
                       named, and they are tied to an audience */
    uint32_t hints[sizeof(countries) / sizeof(countries[0])]; /* different */
    bool is_own_law_named;
    bool is_belarus_named; /* in full; else «РБ» may be Bashkortostan */
};

static void judge_read(struct judge *judge, const struct mention *mention)
{
    const struct signal *signal = mention->signal;
    if (is_law(mention) && signal->jurisdiction == judge->own) {
        judge->is_own_law_named = true;
    }
    if (signal->kind == SIGNAL_COUNTRY &&
        signal->jurisdiction == JURISDICTION_BY &&
        mention->passage.span.end - mention->passage.span.begin > 4) {
        judge->is_belarus_named = true;
    }
}

static void judge_init(struct judge *judge, struct check_context *context)
{
    *judge = (struct judge){.context = context};
    judge->doc = check_document(context);
    judge->profile = check_profile(context);
    judge->all = judge->profile->mentions;
    judge->own = judge->profile->operator_country;
    const struct signal *last[sizeof(countries) / sizeof(countries[0])] = {0};
    bool governs = judge->own == 0;
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        const struct signal *signal = mention->signal;
        judge_read(judge, mention);
        if (!governs && is_law(mention) && signal->jurisdiction == judge->own) {
            governs = mention_context(judge->doc, judge->all, mention) ==
                      CONTEXT_GOVERN;
        }
        size_t country = (size_t)(country_of(signal->jurisdiction) - countries);
        if (signal->kind == SIGNAL_HINT && signal->weight > 1 &&
            signal != last[country]) {
            last[country] = signal;
            judge->hints[country]++;
        }
    }
    /* The law of the Union may be kept for its people without more words. */
    uint32_t tied = governs ? UINT32_MAX : (uint32_t)JURISDICTION_EU;
    for (size_t i = 0; i < judge->all->unit_count; i++) {
        judge->apart |= judge->all->units[i].audience & tied;
    }
}

/* «РБ» in the document of a Russian operator that names Belarus nowhere in
   full is Bashkortostan or Buryatia. */
static bool is_other_rb(
    const struct judge *judge, const struct mention *mention)
{
    const struct span *span = &mention->passage.span;
    bool is_short = mention->signal->weight == 4 ||
                    (mention->signal->kind == SIGNAL_COUNTRY &&
                        span->end - span->begin <= 4);
    return mention->signal->jurisdiction == JURISDICTION_BY && is_short &&
           judge->own == JURISDICTION_RU && !judge->is_belarus_named;
}

static struct finding *report(const struct judge *judge,
    const struct rule *rule, struct passage passage, uint32_t country,
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

/* The contexts in which naming another country's law or body is wrong. */
static bool is_mismatch(
    const struct judge *judge, const struct mention *mention, uint32_t wanted)
{
    uint32_t country = mention->signal->jurisdiction;
    if (judge->own == 0 || country == judge->own ||
        !is_in_body(judge->doc, mention) || is_other_rb(judge, mention)) {
        return false;
    }
    uint32_t found = mention_context(judge->doc, judge->all, mention);
    if ((found & wanted) == 0) {
        return false;
    }
    uint32_t audience = mention_audience(judge->doc, judge->all, mention);
    return found == CONTEXT_GOVERN || (audience & country) == 0;
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
                          !is_other_rb(judge, mention);
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

/* Does the sentence say of a Belarusian law or body that it is a federal one,
   or the reverse? Gives the words from the first half to the last. */
static bool contradicts(
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

/* One finding for all that governs, with a list of the places; one more for
   each dispute clause. */
static void report_laws(const struct judge *judge, const struct rule *rule,
    bool (*belongs)(const struct mention *mention),
    const char *const what[WORDING_PARTS])
{
    struct finding *merged[sizeof(countries) / sizeof(countries[0])] = {0};
    for (size_t i = 0; i < judge->all->count; i++) {
        const struct mention *mention = &judge->all->items[i];
        if (!belongs(mention) ||
            !is_mismatch(judge, mention, CONTEXT_GOVERN | CONTEXT_DISPUTE)) {
            continue;
        }
        struct group group = group_at(judge, i, belongs);
        i = group.end - 1;
        struct passage ignored;
        bool is_governing =
            group.context == CONTEXT_GOVERN || !is_legislation(mention);
        if (contradicts(judge, mention->unit, &ignored) ||
            has_body(judge, mention) ||
            (is_governing && (judge->apart & group.country) != 0)) {
            continue;
        }
        struct finding **first = &merged[country_of(group.country) - countries];
        if (*first != NULL && is_governing) {
            struct words also = {SLICE("и здесь"), SLICE("and here")};
            check_add_related(judge->context, *first, group.passage, also);
            continue;
        }
        struct finding *finding =
            report(judge, rule, group.passage, group.country, what);
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
            !is_mismatch(
                &judge, mention, CONTEXT_AUTHORITY | CONTEXT_DISPUTE) ||
            (kind == SIGNAL_REGULATOR && is_listed(&judge, parents, mention))) {
            continue;
        }
        reported = mention->unit;
        if (contradicts(&judge, mention->unit, &ignored)) {
            continue;
        }
        report(&judge, rule, mention->passage, mention->signal->jurisdiction,
            what);
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

/* Is the mention of another country, in the body, and not kept apart? */
static bool is_foreign(const struct judge *judge, const struct mention *mention)
{
    uint32_t country = mention->signal->jurisdiction;
    return judge->own != 0 && country != judge->own &&
           is_in_body(judge->doc, mention) && (judge->apart & country) == 0;
}

/* Is the whole document under the other country's law, its own named nowhere?
   Then that is the mistake, and each word of it no further one. */
static bool is_wholly_foreign(const struct judge *judge, uint32_t country)
{
    return (judge->profile->applied & country) != 0 && !judge->is_own_law_named;
}

/* Report the foreign words that the check wants, those of one sentence as one
   finding from the first to the last. */
static void report_each(struct check_context *context, const struct rule *rule,
    bool (*wants)(const struct judge *judge, const struct mention *mention),
    const char *const what[WORDING_PARTS])
{
    struct judge judge;
    judge_init(&judge, context);
    for (size_t i = 0; i < judge.all->count; i++) {
        const struct mention *mention = &judge.all->items[i];
        uint32_t country = mention->signal->jurisdiction;
        if (!is_foreign(&judge, mention) || !wants(&judge, mention)) {
            continue;
        }
        struct passage passage = mention->passage;
        uint32_t unit = mention->unit;
        while (
            i + 1 < judge.all->count && judge.all->items[i + 1].unit == unit) {
            const struct mention *next = &judge.all->items[++i];
            if (next->signal->jurisdiction == country && wants(&judge, next) &&
                next->passage.span.end > passage.span.end) {
                passage.span.end = next->passage.span.end;
            }
        }
        report(&judge, rule, passage, country, what);
    }
}

static bool is_duty(const struct judge *judge, const struct mention *mention)
{
    (void)judge;
    return mention->signal->kind == SIGNAL_DUTY;
}

void check_duty_leftover(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Описана обязанность, которая есть только в законе",
        "The duty described exists only in the law of", ""};
    report_each(context, rule, is_duty, what);
}

/* Wording of one law alone, or several weak signs of it. */
static bool is_wording(const struct judge *judge, const struct mention *mention)
{
    const struct signal *signal = mention->signal;
    size_t country = (size_t)(country_of(signal->jurisdiction) - countries);
    if (is_wholly_foreign(judge, signal->jurisdiction)) {
        return false;
    }
    return signal->kind == SIGNAL_PRINT ||
           (signal->kind == SIGNAL_HINT && signal->weight > 1 &&
               judge->hints[country] > 1);
}

void check_foreign_terminology(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Формулировка взята из закона", "The wording is of the law of",
        "Используйте термины ст. 3 152-ФЗ."};
    report_each(context, rule, is_wording, what);
}

/* Does the sentence speak of what an operator does at a request, and not of
   how long something is kept? */
static bool is_of_requests(const struct doc *doc, const struct stretch *unit)
{
    static const char *const stems[] = {"отзыв", "заявлен", "запрос", "обращен",
        "уничтож", "прекра", "уточн", "сообщ", "ответ", "уведом"};
    struct slice folded = doc->clauses[unit->clause].folded.bytes;
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < sizeof(stems) / sizeof(stems[0]); k++) {
            if (slice_starts_with(word, slice_from(stems[k]))) {
                return true;
            }
        }
    }
    return false;
}

static bool is_period(const struct judge *judge, const struct mention *mention)
{
    return mention->signal->kind == SIGNAL_TERM &&
           !is_wholly_foreign(judge, mention->signal->jurisdiction) &&
           is_of_requests(judge->doc, &judge->all->units[mention->unit]);
}

void check_foreign_deadline(
    struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Срок взят из закона", "The period is that of the law of", ""};
    report_each(context, rule, is_period, what);
}

static bool is_european(
    const struct judge *judge, const struct mention *mention)
{
    (void)judge;
    return mention->signal->kind == SIGNAL_SCHOOL;
}

void check_eu_leftover(struct check_context *context, const struct rule *rule)
{
    static const char *const what[WORDING_PARTS] = {
        "Понятие взято из права", "The notion is of the law of", ""};
    report_each(context, rule, is_european, what);
}

/* A sign as strong as a registry number that the operator is of another
   country: a number of its register, or the site's own domain. */
static const struct mention *other_identity(
    const struct mentions *all, const struct mention *registered)
{
    for (size_t i = 0; i < all->count; i++) {
        const struct mention *mention = &all->items[i];
        bool is_sign = mention->signal->kind == SIGNAL_REGISTRY ||
                       mention->signal->kind == SIGNAL_DOMAIN;
        if (mention->is_own && is_sign && mention->signal->weight >= 5 &&
            mention->signal->jurisdiction != registered->signal->jurisdiction &&
            mention->passage.clause != NONE) {
            return mention;
        }
    }
    return NULL;
}

void check_registry_id(struct check_context *context, const struct rule *rule)
{
    const struct mentions *all = check_profile(context)->mentions;
    for (size_t i = 0; i < all->count; i++) {
        const struct mention *mention = &all->items[i];
        if (mention->signal->kind != SIGNAL_REGISTRY || !mention->is_own) {
            continue;
        }
        const struct mention *other = other_identity(all, mention);
        if (other == NULL) {
            return;
        }
        const struct country *here = country_of(mention->signal->jurisdiction);
        const struct country *there = country_of(other->signal->jurisdiction);
        struct words kind =
            signal_kind_name((enum signal_kind)other->signal->kind);
        struct words message = {
            .ru = arena_format(check_arena(context),
                "Регистрационный номер оператора — %s, а %.*s — %s.",
                here->of_ru, (int)kind.ru.len, kind.ru.bytes, there->of_ru),
            .en = arena_format(check_arena(context),
                "The operator's registration number is of %s, but the %.*s "
                "is of %s.",
                here->of_en, (int)kind.en.len, kind.en.bytes, there->of_en),
        };
        struct finding *finding =
            check_report(context, rule, mention->passage, &message);
        check_add_related(context, finding, other->passage, kind);
        return;
    }
}

void check_contradiction(struct check_context *context, const struct rule *rule)
{
    struct judge judge;
    judge_init(&judge, context);
    for (uint32_t i = 0; i < judge.all->unit_count; i++) {
        struct passage passage;
        if (contradicts(&judge, i, &passage)) {
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
        if ((mention->signal->jurisdiction & wanted) == 0 || !is_law(mention) ||
            !is_in_body(judge->doc, mention) || is_other_rb(judge, mention) ||
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
        contradicts(&judge, russian->unit, &ignored)) {
        return;
    }
    const struct mention *last = russian > other ? russian : other;
    const struct mention *first = russian > other ? other : russian;
    struct finding *finding = check_report(context, rule, last->passage, NULL);
    check_add_related(context, finding, first->passage,
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
        if (contradicts(&judge, i, &passage)) {
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
