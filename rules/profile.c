/*
 * profile.c - whose document this is, and which law it applies.
 *
 * Two sums are made for each country. Identity adds the registry numbers,
 * legal forms, addresses, phones and the site's own domain, each kind once,
 * from sentences that are not about somebody else. Regime adds the acts,
 * regulators and courts that the text submits itself to, and the wording of
 * statutes. The operator's country is known or probable from the first sum
 * alone; the second says which other law the text applies to itself.
 */
#include "rules/profile.h"

#include "parser/utf8.h"
#include "rules/check.h"
#include "rules/document_type.h"
#include "rules/operator_type.h"
#include "rules/script.h"
#include "rules/signal.h"

#include <stdlib.h>

enum {
    COUNTRIES = 9,     /* bits of enum jurisdiction that are countries */
    SURE_REGISTRY = 5, /* a registry number that decides alone */
    KNOWN_SUM = 8,     /* identity that is known, and its lead */
    KNOWN_LEAD = 6,
    PROBABLE_SUM = 5, /* identity that is probable, and its rival */
    PROBABLE_RIVAL = 2,
    WEAK_DOMAIN = 4,   /* a domain that needs the law beside it */
    APPLIES_SUM = 7,   /* a law that the text applies */
    PRINTS_APPLY = 8,  /* statutory wording that tells an unnamed law */
    PRINTS_LIMIT = 12, /* more wording adds no more */
    HINTS_LIMIT = 6,
};

/* The sums of one country. */
struct tally {
    const struct mention *best[SIGNAL_NOT_OWN + 1]; /* the weightiest */
    int identity;
    int law;    /* acts, legislation, codes it submits to */
    int regime; /* all of the regime axis */
    int prints;
    int named; /* the weightiest act or regulator named in any context */
};

struct scale {
    struct tally tallies[COUNTRIES];
    bool says_belarus; /* in full: then «РБ» is no Bashkortostan */
};

static size_t country_index(uint32_t bit)
{
    size_t index = 0;
    while (bit > 1) {
        bit >>= 1;
        index++;
    }
    return index;
}

/* Does the sentence introduce the operator by its name? */
static bool defines_operator(const struct doc *doc, const struct stretch *unit)
{
    if (unit->sentence == NONE) {
        return false;
    }
    struct span span = doc->sentences[unit->sentence].span;
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        if (term->party == PARTY_OPERATOR && term->is_alias &&
            term->name_at.clause == unit->clause &&
            term->name_at.span.begin >= span.begin &&
            term->name_at.span.end <= span.end) {
            return true;
        }
    }
    return false;
}

/* Are the sentence's requisites those of somebody else? A table whose header
   speaks of recipients is all about them. */
static bool is_about_others(const struct doc *doc, const struct mentions *all,
    const struct stretch *unit, uint32_t foreign_table)
{
    const struct clause *clause = &doc->clauses[unit->clause];
    if (clause->table != NONE && clause->kind == CLAUSE_ROW &&
        clause->table == foreign_table) {
        return true;
    }
    bool is_other = unit->is_not_own;
    if (unit->sentence != NONE && doc->sentences[unit->sentence].lead != NONE) {
        uint32_t lead = doc->sentences[unit->sentence].lead;
        is_other |= all->units[all->unit_of_sentence[lead]].is_not_own;
    }
    return is_other && !defines_operator(doc, unit);
}

static void weigh(struct tally *tally, const struct mention *mention)
{
    const struct mention **best = &tally->best[mention->signal->kind];
    if (*best == NULL || mention->signal->weight > (*best)->signal->weight) {
        *best = mention;
    }
}

/* The contexts in which a text submits itself to a law. */
static bool submits(uint32_t context)
{
    return context == CONTEXT_GOVERN || context == CONTEXT_AUTHORITY ||
           context == CONTEXT_DISPUTE;
}

/* Is the mention one of the weak ones with «РБ», which may be another? */
static bool is_doubtful(const struct mention *mention)
{
    return mention->signal->jurisdiction == JURISDICTION_BY &&
           mention->signal->weight == 4 &&
           mention->signal->kind >= SIGNAL_LAW &&
           mention->signal->kind <= SIGNAL_AUTHORITY;
}

static void count_regime(const struct doc *doc, const struct mentions *all,
    const struct mention *mention, struct tally *tally)
{
    enum signal_kind kind = (enum signal_kind)mention->signal->kind;
    if ((kind == SIGNAL_LAW || kind == SIGNAL_LEGISLATION ||
            kind == SIGNAL_REGULATOR) &&
        mention->signal->weight > tally->named) {
        tally->named = mention->signal->weight;
    }
    if (kind == SIGNAL_PRINT || kind == SIGNAL_TERM || kind == SIGNAL_SCHOOL) {
        tally->prints += kind == SIGNAL_PRINT ? mention->signal->weight : 0;
        weigh(tally, mention);
    } else if (kind < SIGNAL_VERB && kind != SIGNAL_HINT &&
               submits(mention_context(doc, all, mention))) {
        weigh(tally, mention);
    }
}

static void count_mentions(
    const struct doc *doc, struct mentions *all, struct scale *scale)
{
    uint32_t foreign_table = NONE;
    for (size_t i = 0; i < all->unit_count; i++) {
        const struct stretch *unit = &all->units[i];
        const struct clause *clause = &doc->clauses[unit->clause];
        if (clause->is_header && unit->is_not_own) {
            foreign_table = clause->table;
        }
        bool is_other = is_about_others(doc, all, unit, foreign_table);
        for (uint32_t k = unit->first; k < unit->end; k++) {
            struct mention *mention = &all->items[k];
            const struct signal *signal = mention->signal;
            struct tally *tally =
                &scale->tallies[country_index(signal->jurisdiction)];
            if (signal->kind == SIGNAL_COUNTRY) {
                scale->says_belarus |=
                    signal->jurisdiction == JURISDICTION_BY &&
                    mention->passage.span.end - mention->passage.span.begin > 4;
            } else if (!signal_is_identity(signal)) {
                count_regime(doc, all, mention, tally);
            } else if (!is_other || signal->kind == SIGNAL_DOMAIN) {
                mention->is_own = true;
                weigh(tally, mention);
            }
        }
    }
}

static int weight_of(const struct tally *tally, enum signal_kind kind)
{
    return tally->best[kind] != NULL ? tally->best[kind]->signal->weight : 0;
}

static int at_most(int value, int limit)
{
    return value < limit ? value : limit;
}

static void add_up(struct tally *tally)
{
    for (int kind = SIGNAL_REGISTRY; kind <= SIGNAL_PAPERS; kind++) {
        tally->identity += weight_of(tally, (enum signal_kind)kind);
    }
    tally->law = weight_of(tally, SIGNAL_LAW) +
                 weight_of(tally, SIGNAL_LEGISLATION) +
                 weight_of(tally, SIGNAL_CODE);
    tally->regime =
        tally->law + weight_of(tally, SIGNAL_REGULATOR) +
        weight_of(tally, SIGNAL_AUTHORITY) + weight_of(tally, SIGNAL_COURT) +
        weight_of(tally, SIGNAL_DUTY) + weight_of(tally, SIGNAL_TERM) +
        at_most(tally->prints, PRINTS_LIMIT);
}

/* «РБ» of a Russian operator is Bashkortostan or Buryatia. */
static void drop_doubtful(struct scale *scale)
{
    struct tally *by = &scale->tallies[country_index(JURISDICTION_BY)];
    const struct tally *ru = &scale->tallies[country_index(JURISDICTION_RU)];
    int ru_identity = weight_of(ru, SIGNAL_REGISTRY) +
                      weight_of(ru, SIGNAL_PLACE) +
                      weight_of(ru, SIGNAL_DOMAIN) +
                      weight_of(ru, SIGNAL_PHONE) + weight_of(ru, SIGNAL_FORM);
    bool has_by_identity =
        weight_of(by, SIGNAL_REGISTRY) > 0 || weight_of(by, SIGNAL_PLACE) > 0 ||
        weight_of(by, SIGNAL_DOMAIN) > 0 || weight_of(by, SIGNAL_PHONE) > 0;
    if (ru_identity == 0 || has_by_identity || scale->says_belarus) {
        return;
    }
    for (int kind = SIGNAL_LAW; kind <= SIGNAL_AUTHORITY; kind++) {
        if (by->best[kind] != NULL && is_doubtful(by->best[kind])) {
            by->best[kind] = NULL;
        }
    }
}

/* The country with the largest identity, and the runner-up's sum. */
static size_t leader(const struct scale *scale, int *ret_second)
{
    size_t top = 0;
    *ret_second = 0;
    for (size_t i = 1; i < COUNTRIES; i++) {
        if (scale->tallies[i].identity > scale->tallies[top].identity) {
            top = i;
        }
    }
    for (size_t i = 0; i < COUNTRIES; i++) {
        if (i != top && scale->tallies[i].identity > *ret_second) {
            *ret_second = scale->tallies[i].identity;
        }
    }
    return top;
}

/* The one country that has a registry number, or COUNTRIES. */
static size_t registered_in(const struct scale *scale)
{
    size_t found = COUNTRIES;
    for (size_t i = 0; i < COUNTRIES; i++) {
        if (weight_of(&scale->tallies[i], SIGNAL_REGISTRY) >= SURE_REGISTRY) {
            if (found != COUNTRIES) {
                return COUNTRIES;
            }
            found = i;
        }
    }
    return found;
}

/* Does the text submit itself to the law of this country and of no other? */
static bool is_only_law(const struct scale *scale, size_t country)
{
    for (size_t i = 0; i < COUNTRIES; i++) {
        bool applies = scale->tallies[i].law >= APPLIES_SUM;
        if (applies != (i == country)) {
            return false;
        }
    }
    return true;
}

static void decide_operator(const struct scale *scale, struct profile *profile)
{
    int second;
    size_t top = leader(scale, &second);
    size_t registered = registered_in(scale);
    int sum = scale->tallies[top].identity;
    if (registered != COUNTRIES) {
        top = registered;
        profile->confidence = CONFIDENCE_KNOWN;
    } else if (sum >= KNOWN_SUM && sum - second >= KNOWN_LEAD) {
        profile->confidence = CONFIDENCE_KNOWN;
    } else if (sum >= PROBABLE_SUM && second <= PROBABLE_RIVAL) {
        profile->confidence = CONFIDENCE_PROBABLE;
    } else if (sum >= WEAK_DOMAIN && second <= PROBABLE_RIVAL &&
               is_only_law(scale, top)) {
        profile->confidence = CONFIDENCE_PROBABLE;
    } else {
        return;
    }
    profile->operator_country = 1u << top;
}

/* The law of a text that submits itself to none: of the one country whose
   act or regulator it names at all; else of the one that its domain, phone or
   money points to. Only the laws that the packs know are worth the guess. */
static uint32_t guess_law(const struct scale *scale)
{
    size_t named = COUNTRIES;
    size_t pointed = COUNTRIES;
    size_t names = 0;
    size_t points = 0;
    for (size_t i = 0; i < COUNTRIES; i++) {
        if (scale->tallies[i].named > 0) {
            named = i;
            names++;
        }
        if (scale->tallies[i].identity > 0) {
            pointed = i;
            points++;
        }
    }
    size_t guess = names == 1 ? named : pointed;
    if (names > 1 || (names == 0 && points != 1)) {
        return 0;
    }
    return (1u << guess) & (JURISDICTION_RU | JURISDICTION_BY);
}

/* Does anything at all point to a country? */
static bool has_signal(const struct scale *scale)
{
    for (size_t i = 0; i < COUNTRIES; i++) {
        const struct tally *tally = &scale->tallies[i];
        if (tally->identity || tally->regime || tally->named || tally->prints) {
            return true;
        }
    }
    return false;
}

/* Is the text Russian? Half of its letters are Cyrillic, and next to none of
   them are letters that only its neighbours write. */
static bool is_russian(const struct doc *doc)
{
    size_t letters = 0;
    size_t cyrillic = 0;
    size_t foreign = 0;
    for (size_t i = 0; i < doc->clause_count; i++) {
        struct slice text = doc->clauses[i].folded.bytes;
        for (size_t offset = 0; offset < text.len;) {
            uint32_t letter = utf8_next(text, &offset);
            letters += utf8_is_letter(letter);
            cyrillic += utf8_is_cyrillic(letter);
            foreign += letter > 0x44F && utf8_is_cyrillic(letter);
        }
    }
    return cyrillic > letters / 2 && foreign * 100 <= cyrillic;
}

/* A Russian text in which nothing points to any country is read by Russian
   law, and the reader is told why: most such texts are Russian, and silence
   would look like approval. The operator's country stays unknown. */
static void assume_law(
    const struct doc *doc, const struct scale *scale, struct profile *profile)
{
    if (profile->applied != 0 || has_signal(scale) || !is_russian(doc)) {
        return;
    }
    struct passage passage = {0, {0, (uint32_t)doc->clauses[0].text.bytes.len}};
    profile->applied = JURISDICTION_RU;
    struct evidence *evidence =
        arena_array(doc->arena, profile->evidence_count + 1, sizeof(*evidence));
    for (size_t i = 0; i < profile->evidence_count; i++) {
        evidence[i + 1] = profile->evidence[i];
    }
    profile->evidence = evidence;
    profile->evidence_count++;
    evidence[0] = (struct evidence){
        .what = {SLICE("русский язык текста, иных признаков страны нет"),
            SLICE("the text is Russian and nothing else tells the country")},
        .jurisdiction = JURISDICTION_RU,
        .weight = 1,
        .passage = passage,
        .span = doc_source_span(doc, passage),
        .quote = doc_quote(doc, passage),
    };
}

static void decide_laws(const struct scale *scale, struct profile *profile)
{
    profile->applied = profile->operator_country;
    for (size_t i = 0; i < COUNTRIES; i++) {
        const struct tally *tally = &scale->tallies[i];
        int sum = tally->law;
        if (profile->operator_country == 0) {
            sum += weight_of(tally, SIGNAL_REGULATOR) +
                   weight_of(tally, SIGNAL_DUTY);
        }
        if (sum >= APPLIES_SUM) {
            profile->applied |= 1u << i;
        }
    }
    if (profile->applied != 0) {
        return;
    }
    for (size_t i = 0; i < COUNTRIES; i++) {
        if (scale->tallies[i].prints >= PRINTS_APPLY) {
            profile->applied |= 1u << i;
        }
    }
    if (profile->applied == 0) {
        profile->applied = guess_law(scale);
    }
}

static struct words describe(
    struct arena *arena, const struct mention *mention, struct slice quote)
{
    struct words kind =
        signal_kind_name((enum signal_kind)mention->signal->kind);
    return (struct words){
        .ru = arena_format(arena, "%.*s «%.*s»", (int)kind.ru.len,
            kind.ru.bytes, (int)quote.len, quote.bytes),
        .en = arena_format(arena, "%.*s “%.*s”", (int)kind.en.len,
            kind.en.bytes, (int)quote.len, quote.bytes),
    };
}

static int compare_evidence(const void *left, const void *right)
{
    const struct evidence *a = left;
    const struct evidence *b = right;
    if (a->span.begin != b->span.begin) {
        return a->span.begin < b->span.begin ? -1 : 1;
    }
    if (a->jurisdiction != b->jurisdiction) {
        return a->jurisdiction < b->jurisdiction ? -1 : 1;
    }
    return (a->weight < b->weight) - (a->weight > b->weight);
}

static void write_evidence(
    const struct doc *doc, const struct scale *scale, struct profile *profile)
{
    size_t kinds = SIGNAL_NOT_OWN + 1;
    profile->evidence =
        arena_room(doc->arena, COUNTRIES * kinds * sizeof(struct evidence));
    for (size_t i = 0; i < COUNTRIES; i++) {
        for (size_t kind = 0; kind < kinds; kind++) {
            const struct mention *mention = scale->tallies[i].best[kind];
            if (mention == NULL || mention->signal->weight == 0) {
                continue;
            }
            struct slice quote = slice_cut(
                doc->source.text, mention->span.begin, mention->span.end);
            if (mention->passage.clause != NONE) {
                quote = doc_quote(doc, mention->passage);
            }
            profile->evidence[profile->evidence_count++] = (struct evidence){
                .what = describe(doc->arena, mention, quote),
                .jurisdiction = 1u << i,
                .weight = mention->signal->weight,
                .is_identity = signal_is_identity(mention->signal),
                .passage = mention->passage,
                .span = mention->span,
                .quote = quote,
            };
        }
    }
    if (profile->evidence_count > 0) {
        qsort(profile->evidence, profile->evidence_count,
            sizeof(profile->evidence[0]), compare_evidence);
    }
}

/* What the user said goes before what the text says. */
static void obey(const struct check_options *options, struct profile *profile)
{
    if (options == NULL) {
        return;
    }
    if (options->document_types != 0) {
        profile->document_type = (enum document_type)options->document_types;
    }
    if (options->operator_types != 0) {
        profile->operator_type = (enum operator_type)options->operator_types;
    }
    uint32_t given = options->jurisdictions;
    if (given == 0) {
        return;
    }
    profile->applied = given;
    if ((given & (given - 1)) == 0) {
        profile->operator_country = given;
        profile->confidence = CONFIDENCE_KNOWN;
    } else if ((given & profile->operator_country) == 0) {
        profile->operator_country = 0;
        profile->confidence = CONFIDENCE_NONE;
    }
}

void profile_infer(const struct doc *doc, const struct signal_index *signals,
    const struct form_tokens *forms, const struct check_options *options,
    struct profile *ret)
{
    *ret = (struct profile){0};
    struct mentions *mentions = arena_alloc(doc->arena, sizeof(*mentions));
    mentions_find(doc, signals, forms, mentions);
    ret->mentions = mentions;
    struct scale *scale = arena_alloc(doc->arena, sizeof(*scale));
    count_mentions(doc, mentions, scale);
    drop_doubtful(scale);
    for (size_t i = 0; i < COUNTRIES; i++) {
        add_up(&scale->tallies[i]);
    }
    decide_operator(scale, ret);
    decide_laws(scale, ret);
    write_evidence(doc, scale, ret);
    ret->document_type = document_type_infer(doc);
    ret->operator_type = operator_type_infer(doc, mentions);
    obey(options, ret);
    assume_law(doc, scale, ret);
    enum script script = script_infer(doc);
    ret->is_unread =
        script == SCRIPT_GARBLED ||
        (script == SCRIPT_FOREIGN && ret->document_type != DOCUMENT_OTHER);
    ret->applied = ret->is_unread ? 0 : ret->applied;
}
