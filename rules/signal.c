/*
 * signal.c - find the signals of a document in one pass over its words.
 *
 * A form knows in which places of which phrases it can stand (forms.h), so at
 * each word only the few phrases are tried that begin with it; a phrase looks
 * at a bounded number of words. Sentences of the body and of the page around it
 * are read alike: a footer can name the operator.
 */
#include "rules/signal.h"

#include "parser/utf8.h"
#include "rules/forms.h"
#include "rules/signal_index.h"

#include <stdlib.h>
#include <string.h>

enum {
    GAP = 4,        /* words that ".." may stand for */
    LIST_VERBS = 3, /* operations of one law alone that make its list */
};

/* Where phrases are looked for. */
struct search {
    const struct doc *doc;
    const struct signal_index *index;
    const struct form_tokens *forms;
};

/* The list of operations as a signal of its own: no phrase can say it. */
static const struct signal processing_list = {
    .jurisdiction = JURISDICTION_RU,
    .kind = SIGNAL_PRINT,
    .weight = 4,
};

/* Can the form stand for the part, which is no first one? */
static bool can_fill(const struct search *search, uint32_t form, uint32_t part)
{
    struct number_list others = form_others(&search->forms[form]);
    uint32_t low = 0;
    uint32_t high = others.count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (others.items[middle] < part) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low < others.count && others.items[low] == part;
}

/* Match what follows the first part of a phrase from a word of the unit on.
   Returns the index after its last word, or 0. */
static uint32_t phrase_match(const struct search *search, uint32_t part,
    const struct stretch *unit, uint32_t at)
{
    const struct signal_part *parts = search->index->parts;
    while (!parts[part].is_last) {
        part++;
        uint32_t skip = parts[part].is_behind_gap ? GAP : 0;
        while (at < unit->word_count && skip > 0 &&
               !can_fill(search, unit->words[at].form, part)) {
            at++;
            skip--;
        }
        if (at >= unit->word_count ||
            !can_fill(search, unit->words[at].form, part)) {
            return 0;
        }
        at++;
    }
    return at;
}

static bool is_capitals(struct slice text)
{
    size_t offset = 0;
    while (offset < text.len) {
        uint32_t code_point = utf8_next(text, &offset);
        bool is_small = (code_point >= 'a' && code_point <= 'z') ||
                        (code_point >= 0x430 && code_point <= 0x45F);
        if (is_small) {
            return false;
        }
    }
    return true;
}

/* Do the flags of a signal hold for the words [first, end)? */
static bool flags_hold(const struct signal *signal, const struct clause *clause,
    const struct stretch *unit, uint32_t first, uint32_t end)
{
    if ((signal->flags & SIGNAL_CAPITALS) != 0) {
        struct span folded = {
            unit->words[first].span.begin, unit->words[end - 1].span.end};
        struct span text = folded_to_text(&clause->folded, folded);
        if (!is_capitals(slice_cut(clause->text.bytes, text.begin, text.end))) {
            return false;
        }
    }
    if ((signal->flags & SIGNAL_QUOTED) != 0) {
        return end < unit->word_count &&
               (unit->words[end].before & WORD_AFTER_QUOTE) != 0;
    }
    return true;
}

void mention_add(const struct doc *doc, struct mentions *mentions,
    const struct signal *signal, uint32_t unit, struct span folded)
{
    uint32_t clause = mentions->units[unit].clause;
    struct mention mention = {.signal = signal, .unit = unit};
    mention.passage.clause = clause;
    mention.passage.span = folded_to_text(&doc->clauses[clause].folded, folded);
    mention.span = doc_source_span(doc, mention.passage);
    mentions->items = arena_grow(doc->arena, mentions->items, mentions->count,
        &mentions->capacity, sizeof(mention));
    mentions->items[mentions->count++] = mention;
}

/* What a unit has of a statutory list of operations. */
struct operations {
    struct span span; /* folded, from the first operation to the last */
    uint32_t own;     /* operations that one law alone has */
    const struct signal *last;
};

static void count_operation(struct operations *operations,
    const struct signal *signal, struct span span)
{
    if (operations->span.end == 0) {
        operations->span.begin = span.begin;
    }
    operations->span.end = span.end;
    if (signal->weight > 0 && signal != operations->last) {
        operations->own++;
        operations->last = signal;
    }
}

/* Take note of a matched signal: some are mentions, some are of the unit. */
static void take(const struct doc *doc, struct mentions *mentions,
    uint32_t index, const struct signal *signal, struct span span)
{
    struct stretch *unit = &mentions->units[index];
    switch ((enum signal_kind)signal->kind) {
    case SIGNAL_CONTEXT:
        unit->contexts |= signal->context;
        return;
    case SIGNAL_AUDIENCE:
        unit->contexts |= signal->context;
        unit->audience |= signal->jurisdiction;
        return;
    case SIGNAL_NOT_OWN:
        unit->is_not_own = true;
        return;
    case SIGNAL_COUNTRY:
        unit->countries |= signal->jurisdiction;
        mention_add(doc, mentions, signal, index, span);
        return;
    case SIGNAL_VERB:
    case SIGNAL_LABEL:
        return;
    case SIGNAL_REGISTRY:
    case SIGNAL_OFFICE:
    case SIGNAL_FORM:
    case SIGNAL_PLACE:
    case SIGNAL_POSTCODE:
    case SIGNAL_PHONE:
    case SIGNAL_DOMAIN:
    case SIGNAL_CURRENCY:
    case SIGNAL_BANK:
    case SIGNAL_PAYMENT:
    case SIGNAL_PAPERS:
    case SIGNAL_LAW:
    case SIGNAL_LEGISLATION:
    case SIGNAL_CODE:
    case SIGNAL_REGULATOR:
    case SIGNAL_AUTHORITY:
    case SIGNAL_COURT:
    case SIGNAL_DUTY:
    case SIGNAL_PRINT:
    case SIGNAL_HINT:
    case SIGNAL_TERM:
    case SIGNAL_SCHOOL:
        mention_add(doc, mentions, signal, index, span);
        return;
    }
}

/* A walk over the words of one unit. */
struct scan {
    const struct search *search;
    struct mentions *mentions;
    uint32_t unit; /* index into mentions.units */
    struct operations operations;
};

/* Try the phrase that begins with the part at a word of the unit. */
static void try_phrase(struct scan *scan, uint32_t part, uint32_t at)
{
    const struct doc *doc = scan->search->doc;
    const struct signal *signal =
        &signal_table[scan->search->index->parts[part].signal];
    const struct stretch *unit = &scan->mentions->units[scan->unit];
    uint32_t end = phrase_match(scan->search, part, unit, at + 1);
    if (end == 0 ||
        !flags_hold(signal, &doc->clauses[unit->clause], unit, at, end)) {
        return;
    }
    struct span span = {
        unit->words[at].span.begin, unit->words[end - 1].span.end};
    if (signal->kind == SIGNAL_VERB) {
        count_operation(&scan->operations, signal, span);
    } else if (signal->kind == SIGNAL_LABEL) {
        register_find(doc, scan->mentions, scan->unit, at);
    } else {
        take(doc, scan->mentions, scan->unit, signal, span);
    }
}

static void scan_unit(
    const struct search *search, struct mentions *mentions, uint32_t index)
{
    const struct stretch *unit = &mentions->units[index];
    struct scan scan = {.search = search, .mentions = mentions, .unit = index};
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct number_list firsts =
            form_firsts(&search->forms[unit->words[i].form]);
        for (uint32_t k = 0; k < firsts.count; k++) {
            try_phrase(&scan, firsts.items[k], i);
        }
    }
    if (scan.operations.own >= LIST_VERBS) {
        mention_add(search->doc, mentions, &processing_list, index,
            scan.operations.span);
    }
}

static void add_unit(const struct doc *doc, struct mentions *mentions,
    uint32_t clause, uint32_t sentence)
{
    const struct folded *folded = &doc->clauses[clause].folded;
    struct stretch *unit = &mentions->units[mentions->unit_count++];
    *unit = (struct stretch){.clause = clause, .sentence = sentence};
    unit->folded = (struct span){0, (uint32_t)folded->bytes.len};
    struct word_list words = doc_clause_words(doc, clause);
    if (sentence != NONE) {
        unit->folded = doc->sentences[sentence].folded;
        words = doc_sentence_words(doc, sentence);
    }
    unit->words = words.items;
    unit->word_count = (uint32_t)words.count;
}

static void list_units(const struct doc *doc, struct mentions *mentions)
{
    mentions->units = arena_array(doc->arena,
        doc->clause_count + doc->sentence_count + 1, sizeof(struct stretch));
    mentions->unit_of_sentence =
        arena_array(doc->arena, doc->sentence_count + 1, sizeof(uint32_t));
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        for (uint32_t k = 0; k < clause->sentence_count; k++) {
            uint32_t sentence = clause->first_sentence + k;
            mentions->unit_of_sentence[sentence] =
                (uint32_t)mentions->unit_count;
            add_unit(doc, mentions, i, sentence);
        }
        if (clause->sentence_count == 0 && clause->text.bytes.len > 0) {
            add_unit(doc, mentions, i, NONE);
        }
    }
}

static int compare_mentions(const void *left, const void *right)
{
    const struct mention *a = left;
    const struct mention *b = right;
    if (a->unit != b->unit) {
        return a->unit < b->unit ? -1 : 1;
    }
    if (a->passage.span.begin != b->passage.span.begin) {
        return a->passage.span.begin < b->passage.span.begin ? -1 : 1;
    }
    /* The longer first; then, so that the order is total, by address. */
    if (a->passage.span.end != b->passage.span.end) {
        return a->passage.span.end > b->passage.span.end ? -1 : 1;
    }
    return (a->signal > b->signal) - (a->signal < b->signal);
}

static void share_out(struct mentions *mentions)
{
    if (mentions->count > 0) {
        qsort(mentions->items, mentions->count, sizeof(mentions->items[0]),
            compare_mentions);
    }
    size_t at = 0;
    for (uint32_t i = 0; i < mentions->unit_count; i++) {
        struct stretch *unit = &mentions->units[i];
        unit->first = (uint32_t)at;
        while (at < mentions->count && mentions->items[at].unit == i) {
            at++;
        }
        unit->end = (uint32_t)at;
    }
}

void mentions_find(const struct doc *doc, const struct signal_index *index,
    const struct form_tokens *forms, struct mentions *ret)
{
    *ret = (struct mentions){0};
    list_units(doc, ret);
    struct search search = {doc, index, forms};
    for (uint32_t i = 0; i < ret->unit_count; i++) {
        scan_unit(&search, ret, i);
    }
    numbers_find(doc, forms, ret);
    domain_find(doc, ret);
    share_out(ret);
}

/* The countries to whose people the headings above speak. */
static uint32_t headed_audience(
    const struct doc *doc, const struct mentions *mentions, uint32_t clause)
{
    uint32_t audience = 0;
    for (; clause != NONE; clause = doc->clauses[clause].parent) {
        const struct clause *above = &doc->clauses[clause];
        if (above->is_heading && above->sentence_count > 0) {
            uint32_t unit = mentions->unit_of_sentence[above->first_sentence];
            audience |= mentions->units[unit].audience;
        }
    }
    return audience;
}

/* Kinds that govern: words about a transfer or a delivery beside them do not
   make them harmless while the sentence says «в соответствии с». */
static bool is_governing(enum signal_kind kind)
{
    return kind == SIGNAL_LAW || kind == SIGNAL_LEGISLATION ||
           kind == SIGNAL_CODE;
}

/* The context that a kind has of itself. */
static uint32_t own_context(enum signal_kind kind)
{
    if (kind == SIGNAL_AUTHORITY) {
        return CONTEXT_AUTHORITY;
    }
    if (kind == SIGNAL_COURT || kind == SIGNAL_REGULATOR) {
        return CONTEXT_DISPUTE;
    }
    return 0;
}

uint32_t mention_audience(const struct doc *doc,
    const struct mentions *mentions, const struct mention *mention)
{
    const struct stretch *unit = &mentions->units[mention->unit];
    uint32_t audience =
        unit->audience | headed_audience(doc, mentions, unit->clause);
    if (unit->sentence != NONE && doc->sentences[unit->sentence].lead != NONE) {
        uint32_t lead = doc->sentences[unit->sentence].lead;
        audience |= mentions->units[mentions->unit_of_sentence[lead]].audience;
    }
    return audience;
}

uint32_t mention_context(const struct doc *doc, const struct mentions *mentions,
    const struct mention *mention)
{
    const struct stretch *unit = &mentions->units[mention->unit];
    enum signal_kind kind = (enum signal_kind)mention->signal->kind;
    uint32_t country = mention->signal->jurisdiction;
    uint32_t contexts = unit->contexts;
    if (unit->sentence != NONE && doc->sentences[unit->sentence].lead != NONE) {
        uint32_t lead = doc->sentences[unit->sentence].lead;
        const struct stretch *above =
            &mentions->units[mentions->unit_of_sentence[lead]];
        contexts |= above->contexts & ~(uint32_t)CONTEXT_NEGATED;
    }
    uint32_t audience = mention_audience(doc, mentions, mention);
    contexts &= ~(uint32_t)CONTEXT_AUDIENCE;
    contexts |= (audience & country) != 0 ? CONTEXT_AUDIENCE : 0;
    if (is_governing(kind)) {
        contexts &= ~(uint32_t)(CONTEXT_AUTHORITY | CONTEXT_ITEM);
        if ((contexts & (CONTEXT_GOVERN | CONTEXT_DISPUTE)) != 0) {
            contexts &= ~(uint32_t)(CONTEXT_RECIPIENT | CONTEXT_TRADE);
        }
    }
    contexts |= own_context(kind);
    return contexts & (~contexts + 1);
}

bool signal_is_identity(const struct signal *signal)
{
    return signal->kind <= SIGNAL_PAPERS;
}

struct words signal_kind_name(enum signal_kind kind)
{
    static const struct {
        const char *ru;
        const char *en;
    } names[] = {
        [SIGNAL_REGISTRY] = {"регистрационный номер", "registration number"},
        [SIGNAL_OFFICE] = {"регистрация", "registration"},
        [SIGNAL_FORM] = {"организационная форма", "legal form"},
        [SIGNAL_PLACE] = {"адрес", "address"},
        [SIGNAL_POSTCODE] = {"почтовый индекс", "postcode"},
        [SIGNAL_PHONE] = {"телефон", "phone number"},
        [SIGNAL_DOMAIN] = {"домен", "domain"},
        [SIGNAL_CURRENCY] = {"валюта", "currency"},
        [SIGNAL_BANK] = {"банковский счёт", "bank account"},
        [SIGNAL_PAYMENT] = {"способ оплаты", "means of payment"},
        [SIGNAL_PAPERS] = {"документ", "document"},
        [SIGNAL_LAW] = {"закон", "act"},
        [SIGNAL_LEGISLATION] = {"законодательство", "legislation"},
        [SIGNAL_CODE] = {"кодекс", "code"},
        [SIGNAL_REGULATOR] = {"надзорный орган", "regulator"},
        [SIGNAL_AUTHORITY] = {"орган власти", "public body"},
        [SIGNAL_COURT] = {"суд", "court"},
        [SIGNAL_DUTY] = {"обязанность", "duty"},
        [SIGNAL_PRINT] = {"формулировка закона", "statutory wording"},
        [SIGNAL_HINT] = {"формулировка", "wording"},
        [SIGNAL_TERM] = {"срок", "period"},
        [SIGNAL_SCHOOL] = {"термин", "term"},
        [SIGNAL_VERB] = {"", ""},
        [SIGNAL_LABEL] = {"", ""},
        [SIGNAL_COUNTRY] = {"страна", "country"},
        [SIGNAL_CONTEXT] = {"", ""},
        [SIGNAL_AUDIENCE] = {"", ""},
        [SIGNAL_NOT_OWN] = {"", ""},
    };
    return (struct words){
        slice_from(names[kind].ru), slice_from(names[kind].en)};
}
