#include "rules/guard_look.h"

#include "parser/word.h"
#include "rules/ruleset.h"

#include <string.h>

/* Does the one who consents say what he means: «под обработкой я понимаю сбор,
   распространение и любые иные действия»? That is the extent of the consent,
   no retelling of the law. */
static bool is_own_meaning(const struct doc *doc, uint32_t sentence)
{
    struct word_list words = doc_sentence_words(doc, sentence);
    for (size_t i = 0; i < words.count; i++) {
        if (slice_equal(word_at(&words, i), SLICE("понимаю"))) {
            return true;
        }
    }
    return false;
}

/* Sentences in which a term is defined («X — это …»). */
static void find_definitions(struct guard_context *context)
{
    const struct doc *doc = context->reading->doc;
    context->is_definition =
        arena_array(doc->arena, doc->sentence_count, sizeof(bool));
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        if (term->is_alias) {
            continue;
        }
        uint32_t sentence =
            reading_sentence_at(context->reading, term->name_at);
        if (sentence != NONE && !is_own_meaning(doc, sentence)) {
            context->is_definition[sentence] = true;
        }
    }
}

/* Bits of guard_context.kinds behind those of WORDS_…. */
#define KIND_OPERATOR (1u << WORDS_KIND_COUNT)
#define KIND_SUBJECT (2u << WORDS_KIND_COUNT)

/* The bits of each class. */
static uint16_t *kinds_of_classes(
    const struct ruleset *ruleset, struct arena *arena)
{
    size_t count = ruleset->vocabulary.class_count;
    uint16_t *kinds = arena_array(arena, count, sizeof(*kinds));
    for (size_t i = 0; i < ruleset->party_count; i++) {
        uint32_t class = ruleset->parties[i];
        enum party party = ruleset->lexicon[class].party;
        kinds[class] = party == PARTY_OPERATOR  ? KIND_OPERATOR
                       : party == PARTY_SUBJECT ? KIND_SUBJECT
                                                : 0;
    }
    for (size_t i = 0; i < WORDS_KIND_COUNT; i++) {
        kinds[ruleset->guard_classes[i]] |= (uint16_t)(1u << i);
    }
    return kinds;
}

/* The reading has more labels, from that one on. */
static void see_labels(struct guard_context *context, uint32_t first)
{
    const struct reading *reading = context->reading;
    for (size_t i = first; i < reading->label_count; i++) {
        const struct label *label = &reading->labels[i];
        context->kinds[label->word] |= context->kinds_of_classes[label->class];
    }
}

void guard_see_sentence(
    struct guard_context *context, const struct unit *unit, uint32_t first)
{
    see_labels(context, first);
    for (uint32_t i = 0; i < unit->count; i++) {
        context->sentence_kinds[unit->sentence] |=
            context->kinds[unit_word(unit, i)];
    }
}

/* What stands where something is to be filled in: «[Название]» with more to be
   seen to. */
static const char *const blanks[] = {"___", "{{", "…………", "["};

static void find_blanks(struct guard_context *context)
{
    const struct doc *doc = context->reading->doc;
    for (size_t i = 0; i < doc->clause_count && !context->has_blanks; i++) {
        struct slice text = doc->clauses[i].text.bytes;
        for (size_t k = 0; k < COUNT_OF(blanks); k++) {
            context->has_blanks |=
                slice_find(text, slice_from(blanks[k]), 0) != SLICE_NOT_FOUND;
        }
    }
}

void guard_context_init(struct guard_context *ret,
    const struct ruleset *ruleset, const struct reading *reading)
{
    struct arena *arena = reading->doc->arena;
    *ret = (struct guard_context){.reading = reading};
    memcpy(ret->classes, ruleset->guard_classes, sizeof(ret->classes));
    ret->kinds_of_classes = kinds_of_classes(ruleset, arena);
    ret->kinds =
        arena_array(arena, reading->doc->word_count, sizeof(*ret->kinds));
    ret->sentence_kinds = arena_array(
        arena, reading->doc->sentence_count, sizeof(*ret->sentence_kinds));
    see_labels(ret, 0);
    find_definitions(ret);
    find_blanks(ret);
}
/* The kinds of words that the unit can have: all of them, where it is more than
   a sentence and its lead. */
static uint32_t kinds_in(
    const struct guard_context *context, const struct unit *unit)
{
    const struct sentence *sentence =
        &context->reading->doc->sentences[unit->sentence];
    uint32_t kinds = context->sentence_kinds[unit->sentence];
    if (unit->boundary) {
        return kinds | context->sentence_kinds[sentence->lead];
    }
    return unit->count == sentence->word_count ? kinds : UINT32_MAX;
}

/* Does the word look like a verb that somebody does: «обрабатывает», «вправе»,
   but not «используется»? */
static bool is_active_verb(struct slice word)
{
    static const char *const endings[] = {"ет", "ит", "ют", "ут", "ят", "ат"};
    if (slice_equal(word, SLICE("вправе")) ||
        slice_equal(word, SLICE("обязан")) ||
        slice_equal(word, SLICE("обязаны"))) {
        return true;
    }
    return word.len > 4 && slice_ends_among(word, endings, COUNT_OF(endings));
}

/* «Яндекс обрабатывает …»: the sentence begins with a third party, and an
   active verb follows. */
static bool is_third_party(const struct look *look)
{
    uint32_t begin = look->unit->boundary;
    if (begin >= look->match->end || begin >= look->unit->count) {
        return false;
    }
    uint32_t length = look_label_length(look, begin, WORDS_THIRD_PARTY);
    uint32_t limit = begin + length + 4;
    for (uint32_t at = begin + length;
         length && at < limit && at < look->unit->count; at++) {
        struct slice word = look_spelling(look, at);
        if (is_active_verb(word)) {
            return true;
        }
        if (slice_ends_with(word, SLICE("ся")) || look_is_break(look, at)) {
            return false;
        }
    }
    return false;
}
static bool is_placeholder(const struct look *look)
{
    return (look->context->has_blanks && guard_has_blank(look)) ||
           look_has_words(look, WORDS_PLACEHOLDER);
}
static bool is_heading(const struct look *look)
{
    const struct clause *clause =
        &look->reading->doc->clauses[look->match->passage.clause];
    return clause->is_heading || clause->is_toc ||
           clause->kind == CLAUSE_TITLE || clause->is_header;
}

/* Do the words before a dash make a statement of their own: «Врач записывает
   жалобы — это …»? */
static bool has_verb_before(const struct look *look, uint32_t end)
{
    for (uint32_t at = look->unit->boundary; at < end; at++) {
        if (word_is_predicate(look_spelling(look, at))) {
            return true;
        }
    }
    return false;
}

/* A definition sentence, by its term or by its words. */
static bool is_definition(const struct look *look)
{
    if (look->context->is_definition[look->unit->sentence]) {
        return true;
    }
    if (!look_may_have(look, WORDS_DEFINITION) &&
        !look_may_have(look, WORDS_DEFINITION_BODY)) {
        return false;
    }
    uint32_t limit = look->unit->boundary + 12;
    for (uint32_t at = look->unit->boundary;
         at < limit && at < look->unit->count; at++) {
        if (look_is_labelled(look, at, WORDS_DEFINITION) ||
            (look_signs_before(look, at) & WORD_AFTER_DASH &&
                look_is_labelled(look, at, WORDS_DEFINITION_BODY) &&
                !has_verb_before(look, at))) {
            return true;
        }
    }
    return false;
}

/* Guards that a kind of rule wants. A wrong word is wrong in a definition
   too; that a right exists may be said in the statute's words. */
static uint32_t guards_of(enum rule_kind kind)
{
    uint32_t words = GUARD_HEADING | GUARD_QUOTE;
    uint32_t statement = words | GUARD_NEGATION | GUARD_DEFINITION |
                         GUARD_STATUTE | GUARD_THIRD_PARTY;
    switch (kind) {
    case RULE_TERMINOLOGY:
        return words;
    case RULE_PROHIBITION:
    case RULE_CONSISTENCY:
        return statement;
    case RULE_PRESENCE:
    case RULE_CONCEPT:
        return statement | GUARD_PLACEHOLDER;
    }
    return statement;
}
/* The guard that finds the words to state nothing; 0: none does. */
static uint32_t dropped_by(
    const struct look *look, enum rule_kind kind, uint32_t guards)
{
    if (guards & GUARD_HEADING && is_heading(look)) {
        return GUARD_HEADING;
    }
    if (kind == RULE_PROHIBITION && guard_is_forbidden_by_lead(look)) {
        return GUARD_NEGATION;
    }
    if (guards & GUARD_DEFINITION && is_definition(look)) {
        return GUARD_DEFINITION;
    }
    if (guards & GUARD_STATUTE &&
        (look_has_words(look, WORDS_STATUTE) ||
            (kind != RULE_PRESENCE &&
                look_has_words(look, WORDS_STATUTE_WEAK)))) {
        return GUARD_STATUTE;
    }
    if (guards & GUARD_THIRD_PARTY && is_third_party(look)) {
        return GUARD_THIRD_PARTY;
    }
    if (guards & GUARD_PLACEHOLDER && is_placeholder(look)) {
        return GUARD_PLACEHOLDER;
    }
    bool is_quoted = guards & GUARD_QUOTE &&
                     (guard_is_quoted_title(look) ||
                         (kind != RULE_PRESENCE && guard_is_mentioned(look)));
    return is_quoted ? GUARD_QUOTE : 0;
}

/* Who acts: the first party that the sentence names. */
static enum actor find_actor(const struct look *look)
{
    const uint32_t actors =
        KIND_OPERATOR | KIND_SUBJECT | 1u << WORDS_THIRD_PARTY;
    uint32_t end = look->kinds & actors ? look_window_end(look) : 0;
    for (uint32_t at = look_window_begin(look, 0); at < end; at++) {
        uint32_t kinds = look_kinds_at(look, at);
        if (kinds & KIND_OPERATOR) {
            return ACTOR_OPERATOR;
        }
        if (kinds & KIND_SUBJECT) {
            return ACTOR_SUBJECT;
        }
        if (kinds & 1u << WORDS_THIRD_PARTY) {
            return ACTOR_THIRD;
        }
    }
    return ACTOR_UNKNOWN;
}

static enum modality find_modality(const struct look *look)
{
    enum modality modality = MODALITY_STATES;
    bool has_any =
        look_may_have(look, WORDS_MAY) || look_may_have(look, WORDS_MUST);
    uint32_t end = has_any ? look->match->end : 0;
    for (uint32_t at = look_window_begin(look, 0); at < end; at++) {
        if (look_is_labelled(look, at, WORDS_MAY)) {
            modality = MODALITY_MAY;
        } else if (look_is_labelled(look, at, WORDS_MUST)) {
            modality = MODALITY_MUST;
        }
    }
    return modality;
}

struct verdict guard_judge(const struct guard_context *context,
    const struct rule *rule, const struct unit *unit, const struct match *match)
{
    struct look look = {
        context, context->reading, unit, match, kinds_in(context, unit)};
    uint32_t guards = guards_of(rule->kind) & ~rule->unguarded;
    uint32_t guard = dropped_by(&look, rule->kind, guards);
    if (guard) {
        return (struct verdict){.is_dropped = true, .guard = guard};
    }
    bool is_denied = guards & GUARD_NEGATION && guard_is_negated(&look);
    return (struct verdict){
        .polarity = is_denied ? POLARITY_DENIED : POLARITY_AFFIRMED,
        .modality = find_modality(&look),
        .actor = find_actor(&look),
    };
}
