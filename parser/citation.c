/*
 * citation.c - citations of law, found clause by clause.
 *
 * A sentence is read into members: acts («Федерального закона № 152-ФЗ») and
 * locators («п. 5 ч. 1 ст. 6»). Then each locator is bound to an act: to the
 * one right behind it, else the one right before it, else, when it names an
 * article, to the nearest in the sentence. Last, what does not say which act
 * it is of («указанного Закона») is resolved to an earlier citation.
 */
#include "parser/citation.h"

#include "parser/act.h"
#include "parser/locator.h"
#include "parser/utf8.h"

#include <assert.h>

/* Articles of a range that are written out one by one. */
#define RANGE_LIMIT 40
#define NO_MEMBER SIZE_MAX
/* Members that are bound together; real sentences have a few, and what is
   beyond begins anew. */
#define MEMBERS_LIMIT 256
#define CITATIONS_LIMIT 100000

struct member {
    bool is_act;
    bool is_used; /* an act that stands inside a locator's citation */
    struct span span;
    size_t begin; /* words [begin, next) */
    size_t next;
    struct act act;
    struct locator locator;
    size_t act_member; /* of a locator: the act it is bound to, or NO_MEMBER */
    bool is_adjacent;  /* nothing but signs between the two */
};

/* What a word may begin. */
enum mark { MARK_ACT = 1u << 0, MARK_LOCATOR = 1u << 1 };

struct finder {
    struct doc *doc;
    struct arena *scratch; /* words and members; freed at the end */
    uint32_t *marks;       /* by form: bits of enum mark */
    uint32_t clause;
    struct word_list list;
    struct member *members; /* of the sentence at hand */
    size_t member_count;
    size_t member_capacity;
    size_t citation_capacity;
    bool *is_generic; /* for each citation of the document */
    size_t generic_capacity;
};

/* ---- a sentence into members ---- */

/* Does the text have a capital letter where the folded byte comes from? */
static bool is_capital(const struct finder *finder, uint32_t folded_byte)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    struct span span = folded_to_text(
        &clause->folded, (struct span){folded_byte, folded_byte + 1});
    size_t offset = span.begin;
    return offset < clause->text.bytes.len &&
           utf8_is_upper(utf8_next(clause->text.bytes, &offset));
}

static bool is_announcement(struct slice word)
{
    return slice_equal(word, SLICE("далее")) ||
           slice_equal(word, SLICE("тексту")) ||
           slice_equal(word, SLICE("также")) ||
           slice_equal(word, SLICE("дальнейшем"));
}

/* «Закон», «указанный закон»: is it one law and not laws in general? */
static bool is_particular(
    const struct finder *finder, const struct act *act, size_t begin)
{
    if (begin > 0 && is_announcement(word_at(&finder->list, begin - 1))) {
        return false; /* the alias itself: «(далее — Закон)» */
    }
    struct slice last = word_at(&finder->list, act->next - 1);
    if (word_has_form(last, "закон", "ы|ов|ам|ами|ах")) {
        return false;
    }
    if (act->is_pointed || is_capital(finder, act->span.begin)) {
        return true;
    }
    return finder->member_count > 0 &&
           finder->members[finder->member_count - 1].next == begin;
}

static void add_member(struct finder *finder, struct member member)
{
    finder->members = arena_grow(finder->scratch, finder->members,
        finder->member_count, &finder->member_capacity, sizeof(member));
    finder->members[finder->member_count++] = member;
}

/* Returns the word to go on with: limit, or the one where too many members
   were read. */
static size_t read_members(struct finder *finder, size_t begin, size_t limit)
{
    struct arena *arena = finder->doc->arena;
    finder->member_count = 0;
    size_t i = begin;
    while (i < limit && finder->member_count < MEMBERS_LIMIT) {
        uint32_t mark = finder->marks[finder->list.items[i].form];
        if (!mark) {
            i++;
            continue;
        }
        struct member member = {.begin = i, .act_member = NO_MEMBER};
        if (mark & MARK_ACT &&
            act_read(arena, &finder->list, i, limit, &member.act)) {
            member.is_act = true;
            member.span = member.act.span;
            member.next = member.act.next;
            if (member.act.is_generic &&
                !is_particular(finder, &member.act, i)) {
                i = member.next;
                continue;
            }
        } else if (mark & MARK_LOCATOR &&
                   locator_read(finder->scratch, &finder->list, i, limit,
                       &member.locator)) {
            member.span = member.locator.span;
            member.next = member.locator.next;
        } else {
            i++;
            continue;
        }
        add_member(finder, member);
        i = member.next;
    }
    return i;
}

/* ---- locators to acts ---- */

/* Signs before any of the words from one member's end to the next's begin. */
static uint8_t signs_between(
    const struct finder *finder, const struct member *a, const struct member *b)
{
    uint8_t signs = 0;
    for (size_t i = a->next; i <= b->begin; i++) {
        signs |= finder->list.items[i].before;
    }
    return signs;
}

/* At most two words without a meaning of their own stand between. */
static bool is_connected(
    const struct finder *finder, const struct member *a, const struct member *b)
{
    if (b->begin - a->next > 2) {
        return false;
    }
    for (size_t i = a->next; i < b->begin; i++) {
        struct slice word = word_at(&finder->list, i);
        if (!slice_equal(word, SLICE("и")) &&
            !slice_equal(word, SLICE("или")) &&
            !slice_equal(word, SLICE("а")) &&
            !slice_equal(word, SLICE("также")) &&
            !slice_equal(word, SLICE("в")) &&
            !slice_equal(word, SLICE("именно"))) {
            return false;
        }
    }
    return !(signs_between(finder, a, b) & WORD_AFTER_STOP);
}

/* Is the act the very next thing: «ст. 9 Закона», «ст. 9 (Закон …)»? */
static bool is_direct(
    const struct finder *finder, const struct member *a, const struct member *b)
{
    return a->next == b->begin && !(signs_between(finder, a, b) &
                                      (WORD_AFTER_STOP | WORD_AFTER_COMMA));
}

/* What the locator does not say but the next one of the list does: «п. 2 и
   п. 5 ч. 1 ст. 6». */
static void inherit_units(struct locator *locator, const struct locator *from)
{
    enum unit highest = UNIT_PARAGRAPH;
    for (enum unit unit = UNIT_PARAGRAPH; unit < UNIT_COUNT; unit++) {
        highest = locator->has[unit] ? unit : highest;
    }
    for (enum unit unit = highest + 1; unit <= UNIT_ARTICLE; unit++) {
        if (from->has[unit]) {
            locator->has[unit] = true;
            locator->units[unit] = from->units[unit];
        }
    }
}

/* From right to left: the act right behind, also at the end of a list. */
static void bind_forwards(struct finder *finder)
{
    for (size_t i = finder->member_count; i-- > 1;) {
        struct member *member = &finder->members[i - 1];
        struct member *next = &finder->members[i];
        if (member->is_act) {
            continue;
        }
        if (next->is_act) {
            if (is_direct(finder, member, next)) {
                member->act_member = i;
                member->is_adjacent = true;
            }
        } else if (is_connected(finder, member, next)) {
            member->act_member = next->act_member;
            if (!member->locator.has[UNIT_ARTICLE]) {
                inherit_units(&member->locator, &next->locator);
            }
        }
    }
}

/* Is the locator's document named and no law: «ст. 5 Оферты»? */
static bool is_of_document(const struct finder *finder, size_t next)
{
    static const char *const stems[] = {"оферт", "договор", "соглашени",
        "политик", "правил", "настоящ", "услови", "положени", "устав"};
    struct slice word = word_at(&finder->list, next);
    for (size_t i = 0; i < COUNT_OF(stems); i++) {
        if (slice_begins(word, stems[i])) {
            return true;
        }
    }
    return false;
}

/* «152-ФЗ, ст. 9», «152-ФЗ (п. 5)», but not «152-ФЗ и п. 5». */
static bool is_in_apposition(const struct finder *finder,
    const struct member *act, const struct member *locator)
{
    uint8_t signs = signs_between(finder, act, locator);
    bool is_list = locator->begin > act->next &&
                   !word_is(&finder->list, act->next, SLICE("в")) &&
                   !word_is(&finder->list, act->next, SLICE("а"));
    return !is_list &&
           (locator->locator.has[UNIT_ARTICLE] || (signs & WORD_AFTER_OPEN));
}

/* From left to right: the act right before, «152-ФЗ (ст. 9, ст. 14)». */
static void bind_backwards(struct finder *finder)
{
    for (size_t i = 1; i < finder->member_count; i++) {
        struct member *member = &finder->members[i];
        const struct member *last = &finder->members[i - 1];
        if (member->is_act || member->act_member != NO_MEMBER ||
            !is_connected(finder, last, member) ||
            is_of_document(finder, member->next) ||
            (last->is_act && !is_in_apposition(finder, last, member))) {
            continue;
        }
        member->act_member = last->is_act ? i - 1 : last->act_member;
        member->is_adjacent = last->is_act;
    }
}

/* An article that nothing adjoins: the nearest act of the sentence. */
static void bind_nearest(struct finder *finder)
{
    size_t behind = NO_MEMBER;
    for (size_t i = finder->member_count; i-- > 0;) {
        struct member *member = &finder->members[i];
        if (member->is_act) {
            behind = i;
        } else if (member->act_member == NO_MEMBER &&
                   member->locator.has[UNIT_ARTICLE]) {
            member->act_member = behind;
        }
    }
    size_t before = NO_MEMBER;
    for (size_t i = 0; i < finder->member_count; i++) {
        struct member *member = &finder->members[i];
        if (member->is_act) {
            before = i;
            continue;
        }
        bool is_near = !member->is_adjacent && before != NO_MEMBER &&
                       member->locator.has[UNIT_ARTICLE];
        if (!is_near) {
            continue;
        }
        size_t distance = member->begin - finder->members[before].next;
        size_t found = member->act_member;
        if (found == NO_MEMBER ||
            (found > i &&
                finder->members[found].begin - member->next > distance &&
                !is_connected(finder, member, &finder->members[i + 1]))) {
            member->act_member = before;
        }
    }
}

/* ---- members to citations ---- */

static void add_citation(
    struct finder *finder, struct citation citation, bool is_generic)
{
    struct doc *doc = finder->doc;
    if (doc->citation_count >= CITATIONS_LIMIT) {
        return;
    }
    finder->is_generic = arena_grow(finder->scratch, finder->is_generic,
        doc->citation_count, &finder->generic_capacity, sizeof(bool));
    doc->citations = arena_grow(doc->arena, doc->citations, doc->citation_count,
        &finder->citation_capacity, sizeof(citation));
    finder->is_generic[doc->citation_count] = is_generic;
    doc->citations[doc->citation_count++] = citation;
}

/* The act's part of a citation; act may be NULL. */
static struct citation citation_of(
    const struct finder *finder, const struct act *act)
{
    struct citation citation = {.antecedent = NONE};
    citation.law.clause = finder->clause;
    if (act) {
        citation.number = act->number;
        citation.title = act->title;
        citation.kind = act->kind;
        citation.date = act->date;
        citation.law = doc_passage(finder->doc, finder->clause, act->span);
    }
    return citation;
}

static unsigned small_number(struct slice digits)
{
    unsigned value = 0;
    for (size_t i = 0; i < digits.len; i++) {
        if (digits.bytes[i] < '0' || digits.bytes[i] > '9' || i == 4) {
            return 0;
        }
        value = value * 10 + (unsigned)(digits.bytes[i] - '0');
    }
    return value;
}

/* One citation for each article of the number or range. */
static void add_articles(struct finder *finder, struct citation citation,
    const struct unit_number *number, bool is_generic)
{
    citation.article = number->first;
    add_citation(finder, citation, is_generic);
    unsigned first = small_number(number->first);
    unsigned last = small_number(number->last);
    if (number->last.len == 0) {
        return;
    }
    if (first && last > first && last - first <= RANGE_LIMIT) {
        for (unsigned i = first + 1; i < last; i++) {
            citation.article = arena_format(finder->doc->arena, "%u", i);
            add_citation(finder, citation, is_generic);
        }
    }
    citation.article = number->last;
    add_citation(finder, citation, is_generic);
}

static void add_located(struct finder *finder, const struct member *member)
{
    bool has_act = member->act_member != NO_MEMBER;
    struct member *other =
        has_act ? &finder->members[member->act_member] : NULL;
    const struct locator *locator = &member->locator;
    struct slice folded = finder->list.folded;
    struct citation citation = citation_of(finder, other ? &other->act : NULL);
    citation.part = locator_number(locator, folded, UNIT_PART);
    citation.point = locator_number(locator, folded, UNIT_POINT);
    citation.subpoint = locator_number(locator, folded, UNIT_SUBPOINT);
    citation.paragraph = locator_number(locator, folded, UNIT_PARAGRAPH);
    bool is_generic = !other || other->act.is_generic;
    struct span whole = member->span;
    if (other && member->is_adjacent) {
        bool is_behind = other->span.begin > whole.begin;
        whole.begin = is_behind ? whole.begin : other->span.begin;
        whole.end = is_behind ? other->span.end : whole.end;
        other->is_used = true;
    }
    size_t count = locator->has[UNIT_ARTICLE]
                       ? locator->units[UNIT_ARTICLE].number_count
                       : 0;
    if (count == 0) {
        citation.passage = doc_passage(finder->doc, finder->clause, whole);
        add_citation(finder, citation, is_generic);
    }
    for (size_t i = 0; i < count; i++) {
        const struct unit_number *number =
            &locator->units[UNIT_ARTICLE].numbers[i];
        bool is_own = number->span.begin >= member->span.begin &&
                      number->span.end <= member->span.end;
        struct span span = number->span;
        span.begin = i == 0 || !is_own ? whole.begin : span.begin;
        span.end = i + 1 == count || !is_own ? whole.end : span.end;
        citation.passage = doc_passage(finder->doc, finder->clause, span);
        add_articles(finder, citation, number, is_generic);
    }
}

static void add_citations(struct finder *finder)
{
    for (size_t i = 0; i < finder->member_count; i++) {
        struct member *member = &finder->members[i];
        if (!member->is_act && member->is_adjacent) {
            finder->members[member->act_member].is_used = true;
        }
    }
    for (size_t i = 0; i < finder->member_count; i++) {
        const struct member *member = &finder->members[i];
        if (member->is_act) {
            if (!member->is_used) {
                struct citation citation = citation_of(finder, &member->act);
                citation.passage = citation.law;
                add_citation(finder, citation, member->act.is_generic);
            }
            continue;
        }
        bool is_law = member->act_member != NO_MEMBER ||
                      (member->locator.has[UNIT_ARTICLE] &&
                          finder->doc->citation_count > 0);
        if (is_law &&
            (member->is_adjacent || !is_of_document(finder, member->next))) {
            add_located(finder, member);
        }
    }
}

static void find_in_words(struct finder *finder, size_t begin, size_t limit)
{
    while (begin < limit) {
        begin = read_members(finder, begin, limit);
        bind_forwards(finder);
        bind_backwards(finder);
        bind_nearest(finder);
        add_citations(finder);
    }
}

static void find_in_clause(struct finder *finder)
{
    const struct clause *clause = &finder->doc->clauses[finder->clause];
    finder->list = doc_clause_words(finder->doc, finder->clause);
    if (clause->sentence_count == 0) {
        find_in_words(finder, 0, finder->list.count);
    }
    for (uint32_t i = 0; i < clause->sentence_count; i++) {
        const struct sentence *sentence =
            &finder->doc->sentences[clause->first_sentence + i];
        size_t first = sentence->first_word - clause->first_word;
        find_in_words(finder, first, first + sentence->word_count);
    }
}

/* ---- antecedents ---- */

static bool is_statute(const struct citation *citation)
{
    return slice_starts_with(citation->kind, SLICE("закон")) ||
           slice_starts_with(citation->kind, SLICE("федеральный закон")) ||
           slice_ends_with(citation->number, SLICE("З"));
}

/* «(далее — Закон)», «(далее — ФЗ)»: an alias that alone names no act. */
static bool is_short_alias(const struct term *term)
{
    return term->is_alias &&
           (slice_equal(term->folded, SLICE("закон")) ||
               slice_equal(term->folded, SLICE("фз")) ||
               slice_equal(term->folded, SLICE("федеральный закон")));
}

/* Is the citation in the clause, beside it or above it, so that an article
   without a law can be of the same? */
static bool is_near(const struct doc *doc, uint32_t citation, uint32_t clause)
{
    if (citation == NONE) {
        return false;
    }
    uint32_t other = doc->citations[citation].passage.clause;
    return other == clause ||
           doc->clauses[other].parent == doc->clauses[clause].parent ||
           (other < clause && clause < doc->clauses[other].end);
}

/* In one walk through citations and terms, both in reading order. */
static void resolve(struct finder *finder)
{
    struct doc *doc = finder->doc;
    uint32_t last = NONE;  /* the last statute that is named in full */
    uint32_t first = NONE; /* the first of the document, for what precedes it */
    uint32_t alias = NONE; /* the one called «Закон» from then on */
    size_t term = 0;
    assert(finder->is_generic || doc->citation_count == 0);
    for (uint32_t i = 0; i < doc->citation_count && first == NONE; i++) {
        bool is_full = !finder->is_generic[i] && is_statute(&doc->citations[i]);
        first = is_full ? i : NONE;
    }
    for (uint32_t i = 0; i < doc->citation_count; i++) {
        struct citation *citation = &doc->citations[i];
        for (; term < doc->term_count &&
               passage_ends_before(doc->terms[term].name_at, citation->passage);
             term++) {
            bool is_here = last != NONE && is_short_alias(&doc->terms[term]) &&
                           doc->citations[last].law.clause ==
                               doc->terms[term].name_at.clause;
            alias = is_here ? last : alias;
        }
        if (!finder->is_generic[i]) {
            last = is_statute(citation) ? i : last;
            continue;
        }
        bool is_named = citation->kind.len > 0;
        if (is_named || is_near(doc, last, citation->passage.clause)) {
            citation->antecedent = is_named && alias != NONE ? alias
                                   : last != NONE            ? last
                                                             : first;
        }
    }
}

void citations_find(struct doc *doc)
{
    struct finder finder = {.doc = doc, .scratch = arena_new()};
    finder.marks =
        arena_array(finder.scratch, doc->form_count, sizeof(*finder.marks));
    doc_forms_mark(doc, SLICE(UNIT_WORDS), MARK_LOCATOR, finder.marks);
    doc_forms_mark(doc, SLICE(ACT_WORDS), MARK_ACT, finder.marks);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        finder.clause = i;
        if (doc->clauses[i].kind != CLAUSE_FURNITURE) {
            find_in_clause(&finder);
        }
    }
    resolve(&finder);
    arena_free(finder.scratch);
}

const struct citation *citation_act(
    const struct doc *doc, const struct citation *citation)
{
    if (citation->antecedent != NONE) {
        return &doc->citations[citation->antecedent];
    }
    bool is_named = citation->number.len || citation->title.len ||
                    date_is_set(citation->date) ||
                    (citation->kind.len && !is_statute(citation));
    return is_named ? citation : NULL;
}
