#include "rules/guard.h"

#include "parser/utf8.h"
#include "parser/word.h"
#include "rules/ruleset.h"

#include <string.h>

/* Words between a negation and what it governs; the catalogue's «about 6». */
#define NEGATION_REACH 6u
#define PREDICATE_REACH 8u

/* Words around a match that are looked at, so that a sentence without end
   costs no more than a long one. */
#define WINDOW 400u

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

/* Looking at one match. */
struct look {
    const struct guard_context *context;
    const struct reading *reading;
    const struct unit *unit;
    const struct match *match;
    uint32_t kinds; /* that words of the unit can have */
};

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

/* May a word of the unit be of the kind? */
static bool may_have(const struct look *look, enum guard_words kind)
{
    return look->kinds >> kind & 1;
}

static uint32_t window_begin(const struct look *look, uint32_t least)
{
    uint32_t begin = look->match->begin;
    return begin > least + WINDOW ? begin - WINDOW : least;
}

static uint32_t window_end(const struct look *look)
{
    uint32_t end = look->match->end + WINDOW;
    return end < look->unit->count ? end : look->unit->count;
}

static uint8_t before(const struct look *look, uint32_t at)
{
    return look->reading->words[unit_word(look->unit, at)].before;
}

static uint32_t kinds_at(const struct look *look, uint32_t at)
{
    return look->context->kinds[unit_word(look->unit, at)];
}

static bool is_labelled(
    const struct look *look, uint32_t at, enum guard_words kind)
{
    return kinds_at(look, at) >> kind & 1;
}

/* Number of words that the longest label of the kind covers, or 0. */
static uint32_t label_length(
    const struct look *look, uint32_t at, enum guard_words kind)
{
    if (!is_labelled(look, at, kind)) {
        return 0;
    }
    const struct reading *reading = look->reading;
    uint32_t longest = 0;
    uint32_t next = reading->first_labels[unit_word(look->unit, at)];
    while (next != NONE) {
        const struct label *label = &reading->labels[next];
        if (label->class == look->context->classes[kind] &&
            label->count > longest) {
            longest = label->count;
        }
        next = label->next;
    }
    return longest;
}

static bool is_spelt(const struct look *look, uint32_t at, struct slice word)
{
    return slice_equal(
        reading_spelling(look->reading, unit_word(look->unit, at)), word);
}

/* «собранную», «поступившие», «относящихся»: behind a comma such a word begins
   a part of the sentence of its own. */
static bool is_participle(struct slice word)
{
    static const char *const endings[] = {"ый", "ая", "ое", "ые", "ого", "ой",
        "ых", "ую", "ым", "ыми", "ому", "ий", "ее", "ие", "его", "ей", "их",
        "им", "ими", "ему"};
    static const char *const suffixes[] = {"нн", "щ", "вш", "аем", "яем"};
    if (slice_ends_with(word, SLICE("ся"))) {
        word.len -= 4;
    }
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct slice ending = slice_from(endings[i]);
        if (!slice_ends_with(word, ending)) {
            continue;
        }
        struct slice stem = slice_cut(word, 0, word.len - ending.len);
        for (size_t k = 0; k < COUNT_OF(suffixes); k++) {
            if (stem.len > 8 &&
                slice_ends_with(stem, slice_from(suffixes[k]))) {
                return true;
            }
        }
    }
    return false;
}

/* Does a new part of the sentence begin at the word? */
static bool is_break(const struct look *look, uint32_t at)
{
    uint8_t signs = before(look, at);
    if (at > 0 && at == look->unit->boundary) {
        return false; /* the colon of a lead-in: its words govern the item */
    }
    if (signs & WORD_AFTER_STOP) {
        return true;
    }
    struct slice word =
        reading_spelling(look->reading, unit_word(look->unit, at));
    if (signs & WORD_AFTER_COMMA && is_participle(word)) {
        return true;
    }
    return (signs & (WORD_AFTER_COMMA | WORD_AFTER_DASH)) &&
           is_labelled(look, at, WORDS_SUBORDINATOR);
}

/* Is the negation at the word one that takes nothing back? */
static bool is_no_negation(const struct look *look, uint32_t at)
{
    uint32_t from = at > 6 ? at - 6 : 0;
    for (uint32_t i = from; i <= at; i++) {
        uint32_t length = label_length(look, i, WORDS_NO_NEGATION);
        if (length && i + length > at) {
            return true;
        }
    }
    return false;
}

static bool is_adjective(struct slice word)
{
    static const char *const endings[] = {
        "ого", "его", "ой", "ей", "ых", "их", "либо", "ему", "ому"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (slice_ends_with(word, slice_from(endings[i]))) {
            return true;
        }
    }
    return false;
}

/* «Без» governs a noun: what follows at once, or behind its adjectives. */
static bool without_reaches(
    const struct look *look, uint32_t at, uint32_t begin)
{
    for (uint32_t i = at + 1; i < begin; i++) {
        struct slice word =
            reading_spelling(look->reading, unit_word(look->unit, i));
        if (!is_adjective(word) || before(look, i) & WORD_AFTER_COMMA) {
            return false;
        }
    }
    return true;
}

/* Does the sentence's part that the word stands in begin with «если» and the
   like? Then a negation ends with it, at the comma. */
static bool is_in_condition(const struct look *look, uint32_t at)
{
    for (uint32_t i = at;; i--) {
        if (is_labelled(look, i, WORDS_SUBORDINATOR)) {
            return true;
        }
        if (i == 0 || before(look, i) & (WORD_AFTER_COMMA | WORD_AFTER_STOP) ||
            at - i >= NEGATION_REACH + 2) {
            return false;
        }
    }
}

/* Does a negation at the word reach the word begin? */
static bool negation_reaches(
    const struct look *look, uint32_t at, uint32_t begin)
{
    if (is_no_negation(look, at)) {
        return false;
    }
    if (is_spelt(look, at, SLICE("без"))) {
        return without_reaches(look, at, begin);
    }
    bool ends_at_comma = is_in_condition(look, at);
    for (uint32_t i = at + 1; i <= begin; i++) {
        if (is_break(look, i) ||
            (ends_at_comma && before(look, i) & WORD_AFTER_COMMA)) {
            return false;
        }
    }
    return true;
}

static bool is_negated_before(const struct look *look)
{
    uint32_t begin = look->match->begin;
    uint32_t from = begin > NEGATION_REACH + 1 ? begin - NEGATION_REACH - 1 : 0;
    for (uint32_t at = from; at < begin; at++) {
        uint32_t length = label_length(look, at, WORDS_NEGATION);
        if (length == 0) {
            continue;
        }
        uint32_t last = at + length - 1;
        if (last < begin && negation_reaches(look, last, begin)) {
            return true;
        }
        if (last >= begin && negation_reaches(look, at, begin)) {
            return true;
        }
    }
    return false;
}

static bool is_consumed(const struct match *match, uint32_t at)
{
    uint32_t bit = at - match->begin;
    return bit >= 64 || (match->consumed >> bit & 1);
}

/* A negation among the words that only fill a gap of the phrase, which reaches
   the next word that the phrase asked for. */
static bool is_negated_inside(const struct look *look)
{
    const struct match *match = look->match;
    for (uint32_t at = match->begin; at < match->end; at++) {
        if (is_consumed(match, at) || !is_labelled(look, at, WORDS_NEGATION)) {
            continue;
        }
        uint32_t next = at + 1;
        while (next < match->end && !is_consumed(match, next)) {
            next++;
        }
        if (next < match->end && next - at <= NEGATION_REACH + 1 &&
            negation_reaches(look, at, next)) {
            return true;
        }
    }
    return false;
}

/* The first predicate behind the match that is negated; NONE when none is near.
 */
static uint32_t negated_predicate(const struct look *look)
{
    uint32_t limit = look->match->end + PREDICATE_REACH;
    if (limit > look->unit->count) {
        limit = look->unit->count;
    }
    for (uint32_t at = look->match->end; at < limit; at++) {
        if (is_labelled(look, at, WORDS_NEGATED_PREDICATE) &&
            !is_no_negation(look, at)) {
            return at;
        }
    }
    return NONE;
}

/* «… не допускается» behind the match, in the same part of the sentence. */
static bool is_negated_behind(const struct look *look)
{
    uint32_t predicate = negated_predicate(look);
    if (predicate == NONE) {
        return false;
    }
    for (uint32_t at = look->match->end; at <= predicate; at++) {
        if (is_break(look, at)) {
            return false;
        }
    }
    bool is_another =
        predicate > 0 && (is_spelt(look, predicate - 1, SLICE("и")) ||
                             is_spelt(look, predicate - 1, SLICE("или")) ||
                             before(look, predicate) & WORD_AFTER_COMMA);
    return !is_another;
}

static bool is_negated(const struct look *look)
{
    return (may_have(look, WORDS_NEGATION) &&
               (is_negated_before(look) || is_negated_inside(look))) ||
           (may_have(look, WORDS_NEGATED_PREDICATE) && is_negated_behind(look));
}

/* Does a label of the kind stand anywhere in the last part of the unit? */
static bool has_words(const struct look *look, enum guard_words kind)
{
    uint32_t end = may_have(look, kind) ? window_end(look) : 0;
    for (uint32_t at = window_begin(look, look->unit->boundary); at < end;
         at++) {
        if (is_labelled(look, at, kind)) {
            return true;
        }
    }
    return false;
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
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        if (word.len > 4 && slice_ends_with(word, slice_from(endings[i]))) {
            return true;
        }
    }
    return false;
}

/* «Яндекс обрабатывает …»: the sentence begins with a third party, and an
   active verb follows. */
static bool is_third_party(const struct look *look)
{
    uint32_t begin = look->unit->boundary;
    if (begin >= look->match->end || begin >= look->unit->count) {
        return false;
    }
    uint32_t length = label_length(look, begin, WORDS_THIRD_PARTY);
    uint32_t limit = begin + length + 4;
    for (uint32_t at = begin + length;
         length && at < limit && at < look->unit->count; at++) {
        struct slice word =
            reading_spelling(look->reading, unit_word(look->unit, at));
        if (is_active_verb(word)) {
            return true;
        }
        if (slice_ends_with(word, SLICE("ся")) || is_break(look, at)) {
            return false;
        }
    }
    return false;
}

static struct slice match_clause_text(const struct look *look)
{
    uint32_t clause = look->match->passage.clause;
    return look->reading->doc->clauses[clause].text.bytes;
}

/* The sentence of the match, as far as the window. */
static struct span sentence_span(const struct look *look)
{
    const uint32_t reach = WINDOW * 16; /* bytes */
    struct span span = look->reading->doc->sentences[look->unit->sentence].span;
    struct span match = look->match->passage.span;
    if (match.begin > span.begin + reach) {
        span.begin = match.begin - reach;
    }
    if (span.end > match.end + reach) {
        span.end = match.end + reach;
    }
    return span;
}

/* What the signer fills in is no template: of «Я, ____, паспорт ____, даю
   согласие ООО …» only the words behind the consent count, and of «телефон
   ____, настоящим даю согласие ООО …», where the form cut the line, too. */
static size_t behind_signer(const struct look *look, size_t begin)
{
    struct slice clause = match_clause_text(look);
    struct span sentence =
        look->reading->doc->sentences[look->unit->sentence].span;
    struct slice text =
        slice_cut(clause, sentence.begin, look->match->passage.span.end);
    if (!slice_starts_with(text, SLICE("Я,")) &&
        !slice_starts_with(text, SLICE("Я ")) &&
        slice_find(text, SLICE(" даю "), 0) == SLICE_NOT_FOUND) {
        return begin;
    }
    for (size_t at = slice_find(text, SLICE("соглас"), 0);
         at != SLICE_NOT_FOUND;
         at = slice_find(text, SLICE("соглас"), at + 1)) {
        if (sentence.begin + at > begin) {
            begin = sentence.begin + at;
        }
    }
    return begin;
}

/* A blank this far from the words, in bytes, is for something else: «Я,
   ______ (ФИО), даю согласие ООО «Вектор»». */
#define BLANK_REACH 120u

static bool parts(char byte)
{
    return byte == ',' || byte == ';';
}

/* The words around the match, up to a comma on either side: «ООО «Вектор»,
   телефон ______» names the company. Commas in square brackets part nothing. */
static struct span part_around(struct slice text, struct span match)
{
    struct span part = match;
    bool is_inside = false;
    while (part.end < text.len && (is_inside || !parts(text.bytes[part.end]))) {
        is_inside = text.bytes[part.end] == '[' ||
                    (is_inside && text.bytes[part.end] != ']');
        part.end++;
    }
    is_inside = false;
    while (
        part.begin > 0 && (is_inside || !parts(text.bytes[part.begin - 1]))) {
        part.begin--;
        is_inside = text.bytes[part.begin] == ']' ||
                    (is_inside && text.bytes[part.begin] != '[');
    }
    return part;
}

/* «___», «[Название]», «{{…}}» in the sentence, beside the match. */
static bool has_blank(const struct look *look)
{
    struct span span = sentence_span(look);
    struct span match = look->match->passage.span;
    if (match.begin > span.begin + BLANK_REACH) {
        span.begin = match.begin - BLANK_REACH;
    }
    if (span.end > match.end + BLANK_REACH) {
        span.end = match.end + BLANK_REACH;
    }
    span.begin = (uint32_t)behind_signer(look, span.begin);
    struct slice text =
        slice_cut(match_clause_text(look), span.begin, span.end);
    if (match.begin >= span.begin && match.end <= span.end) {
        struct span within = {match.begin - span.begin, match.end - span.begin};
        within = part_around(text, within);
        text = slice_cut(text, within.begin, within.end);
    }
    if (slice_find(text, SLICE("___"), 0) != SLICE_NOT_FOUND ||
        slice_find(text, SLICE("{{"), 0) != SLICE_NOT_FOUND ||
        slice_find(text, SLICE("…………"), 0) != SLICE_NOT_FOUND) {
        return true;
    }
    for (size_t at = slice_find(text, SLICE("["), 0); at != SLICE_NOT_FOUND;
         at = slice_find(text, SLICE("["), at + 1)) {
        size_t next = at + 1;
        size_t end = slice_find(text, SLICE("]"), at);
        if (end != SLICE_NOT_FOUND && end > at + 5 && next < text.len &&
            utf8_is_letter(utf8_next(text, &next))) {
            return true;
        }
    }
    return false;
}

static bool is_placeholder(const struct look *look)
{
    return (look->context->has_blanks && has_blank(look)) ||
           has_words(look, WORDS_PLACEHOLDER);
}

/* First words of the title of a document or a law. */
static const char *const title_words[] = {"о", "об", "политик", "согласи",
    "положени", "соглашени", "оферт", "договор", "правил", "регламент",
    "услови", "порядок", "порядк", "инструкци", "публичн", "пользовательск"};

static bool begins_title(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(title_words); i++) {
        struct slice title = slice_from(title_words[i]);
        if (title.len <= 4 ? slice_equal(word, title)
                           : slice_starts_with(word, title)) {
            return true;
        }
    }
    return false;
}

/* Do the words stand within quotation marks that name a document? Quotation
   marks of a folded text do not say which side they are on: those that stand
   before the match are counted. */
static bool is_quoted_title(const struct look *look)
{
    uint32_t open = NONE;
    uint32_t begin = look->match->mark_begin;
    for (uint32_t at = window_begin(look, look->unit->boundary); at <= begin;
         at++) {
        if (at < look->unit->count && before(look, at) & WORD_AFTER_QUOTE) {
            open = open == NONE ? at : NONE;
        }
    }
    if (open == NONE || open > begin) {
        return false;
    }
    uint32_t word = unit_word(look->unit, open);
    if (!begins_title(reading_spelling(look->reading, word))) {
        return false;
    }
    uint32_t end = look->match->mark_end;
    for (uint32_t at = open + 1; at < end; at++) {
        if (before(look, at) & WORD_AFTER_QUOTE) {
            return false;
        }
    }
    return true;
}

static bool spells(const struct look *look, uint32_t at, const char *word)
{
    return slice_is(
        reading_spelling(look->reading, unit_word(look->unit, at)), word);
}

/* Does the word say that what follows is not to be written: «не пишите»,
   «фраза», «плохо»? */
static bool speaks_of_words(const struct look *look, uint32_t at)
{
    static const char *const nouns[] = {"фраза", "фразу", "фразы",
        "формулировка", "формулировку", "формулировки", "неправильно",
        "неверно", "плохо"};
    struct slice word =
        reading_spelling(look->reading, unit_word(look->unit, at));
    bool is_ban =
        at > look->unit->boundary &&
        ((slice_is(word, "пишите") && spells(look, at - 1, "не")) ||
            (slice_is(word, "писать") && spells(look, at - 1, "нельзя")));
    return is_ban || slice_is_among(word, nouns, COUNT_OF(nouns));
}

/* «Нельзя писать «Используя сайт, вы соглашаетесь»»: words that an article
   speaks of, behind a colon or in quotation marks. */
static bool is_mentioned(const struct look *look)
{
    enum { REACH = 12 }; /* words from the sentence's first on */
    uint32_t begin = look->unit->boundary;
    uint32_t end = look->match->mark_begin;
    for (uint32_t at = begin; at + 1 <= end && at < begin + REACH; at++) {
        if (before(look, at + 1) & (WORD_AFTER_QUOTE | WORD_AFTER_STOP) &&
            speaks_of_words(look, at)) {
            return true;
        }
    }
    return false;
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
        if (word_is_predicate(
                reading_spelling(look->reading, unit_word(look->unit, at)))) {
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
    if (!may_have(look, WORDS_DEFINITION) &&
        !may_have(look, WORDS_DEFINITION_BODY)) {
        return false;
    }
    uint32_t limit = look->unit->boundary + 12;
    for (uint32_t at = look->unit->boundary;
         at < limit && at < look->unit->count; at++) {
        if (is_labelled(look, at, WORDS_DEFINITION) ||
            (before(look, at) & WORD_AFTER_DASH &&
                is_labelled(look, at, WORDS_DEFINITION_BODY) &&
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

/* Do the words stand in an item whose lead-in forbids it: «Оператор не
   вправе:», «Мы не будем:», «Запрещается:»? A negation of their own («без
   уведомления») is another matter, which the rule may leave unguarded. */
static bool is_forbidden_by_lead(const struct look *look)
{
    static const char *const bans[] = {"запрещено", "запрещается", "запрещены",
        "недопустимо", "недопустимы", "нельзя", "исключено"};
    static const char *const denied[] = {"вправе", "права", "может", "могут",
        "можем", "должен", "должна", "должны", "будет", "будем", "станет",
        "станем", "допускается", "допускает", "допускаем", "допускаются"};
    enum { REACH = 3 }; /* «не имеет права» */
    uint32_t boundary = look->unit->boundary;
    if (boundary == 0 || look->match->begin < boundary) {
        return false;
    }
    struct slice last =
        reading_spelling(look->reading, unit_word(look->unit, boundary - 1));
    if (slice_is_among(last, bans, COUNT_OF(bans))) {
        return true;
    }
    if (!slice_is_among(last, denied, COUNT_OF(denied))) {
        return false;
    }
    for (uint32_t back = 2; back <= REACH && back <= boundary; back++) {
        if (is_spelt(look, boundary - back, SLICE("не"))) {
            return true;
        }
    }
    return false;
}

/* The guard that finds the words to state nothing; 0: none does. */
static uint32_t dropped_by(
    const struct look *look, enum rule_kind kind, uint32_t guards)
{
    if (guards & GUARD_HEADING && is_heading(look)) {
        return GUARD_HEADING;
    }
    if (kind == RULE_PROHIBITION && is_forbidden_by_lead(look)) {
        return GUARD_NEGATION;
    }
    if (guards & GUARD_DEFINITION && is_definition(look)) {
        return GUARD_DEFINITION;
    }
    if (guards & GUARD_STATUTE &&
        (has_words(look, WORDS_STATUTE) ||
            (kind != RULE_PRESENCE && has_words(look, WORDS_STATUTE_WEAK)))) {
        return GUARD_STATUTE;
    }
    if (guards & GUARD_THIRD_PARTY && is_third_party(look)) {
        return GUARD_THIRD_PARTY;
    }
    if (guards & GUARD_PLACEHOLDER && is_placeholder(look)) {
        return GUARD_PLACEHOLDER;
    }
    bool is_quoted = guards & GUARD_QUOTE &&
                     (is_quoted_title(look) ||
                         (kind != RULE_PRESENCE && is_mentioned(look)));
    return is_quoted ? GUARD_QUOTE : 0;
}

/* Who acts: the first party that the sentence names. */
static enum actor find_actor(const struct look *look)
{
    const uint32_t actors =
        KIND_OPERATOR | KIND_SUBJECT | 1u << WORDS_THIRD_PARTY;
    uint32_t end = look->kinds & actors ? window_end(look) : 0;
    for (uint32_t at = window_begin(look, 0); at < end; at++) {
        uint32_t kinds = kinds_at(look, at);
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
    bool has_any = may_have(look, WORDS_MAY) || may_have(look, WORDS_MUST);
    uint32_t end = has_any ? look->match->end : 0;
    for (uint32_t at = window_begin(look, 0); at < end; at++) {
        if (is_labelled(look, at, WORDS_MAY)) {
            modality = MODALITY_MAY;
        } else if (is_labelled(look, at, WORDS_MUST)) {
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
    bool is_denied = guards & GUARD_NEGATION && is_negated(&look);
    return (struct verdict){
        .polarity = is_denied ? POLARITY_DENIED : POLARITY_AFFIRMED,
        .modality = find_modality(&look),
        .actor = find_actor(&look),
    };
}
