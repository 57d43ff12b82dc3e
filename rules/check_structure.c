/*
 * check_structure.c - what the mark-up broke: sentences and items cut in two,
 * bytes that could not be decoded.
 */
#include "rules/check_context.h"
#include "rules/checks.h"

#include "parser/utf8.h"
#include "parser/word.h"

/* Words shown on each side of a cut. */
#define WORDS_BESIDE_CUT 4

/* The words around an offset of a clause's text: up to WORDS_BESIDE_CUT on
   each side. */
static struct span words_around(
    const struct doc *doc, const struct clause *clause, uint32_t offset)
{
    const struct word *words = doc->words + clause->first_word;
    size_t count = clause->word_count;
    struct span around = {offset, offset};
    size_t right = 0;
    while (right < count &&
           clause->folded.origin[words[right].span.begin] < offset) {
        right++;
    }
    size_t left = right > WORDS_BESIDE_CUT ? right - WORDS_BESIDE_CUT : 0;
    size_t end = right + WORDS_BESIDE_CUT;
    end = end > count ? count : end;
    if (left < right) {
        around.begin = folded_to_text(&clause->folded, words[left].span).begin;
    }
    if (right < end) {
        around.end = folded_to_text(&clause->folded, words[end - 1].span).end;
    }
    return around;
}

static struct passage joint_words(
    struct check_context *context, const struct joint *joint)
{
    const struct clause *clause =
        &check_document(context)->clauses[joint->clause];
    return (struct passage){joint->clause,
        words_around(check_document(context), clause, joint->offset)};
}

/* A first half of a word or two is an address or a field on a line of its own,
   meant to stand there. */
static bool is_short_line(
    const struct doc *doc, struct passage words, const struct joint *joint)
{
    struct slice text = doc->clauses[joint->clause].text.bytes;
    struct slice before = slice_cut(text, words.span.begin, joint->offset);
    size_t spaces = 0;
    for (size_t i = 0; i < before.len; i++) {
        spaces += before.bytes[i] == ' ';
    }
    return spaces + 1 < WORDS_BESIDE_CUT;
}

/* A form lays out its blanks on lines of their own («ученика», «класса ____»).
 */
static bool has_blank(const struct doc *doc, struct passage words)
{
    return slice_find(doc_quote(doc, words), SLICE("___"), 0) !=
           SLICE_NOT_FOUND;
}

/* «Я, (фамилия, имя),», «документ: ____»: one sentence of a form, its fields on
   lines of their own. */
static bool is_form(const struct doc *doc, const struct joint *joint)
{
    return slice_starts_with(
        doc->clauses[joint->clause].text.bytes, SLICE("Я,"));
}

/* One finding a clause: a clause cut twice is still one broken clause. */
void check_broken_item(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct finding *finding = NULL;
    for (size_t i = 0; i < doc->joint_count; i++) {
        const struct joint *joint = &doc->joints[i];
        struct passage passage = joint_words(context, joint);
        if (doc->clauses[joint->clause].region != REGION_BODY ||
            is_short_line(doc, passage, joint) || has_blank(doc, passage) ||
            is_form(doc, joint)) {
            continue;
        }
        if (finding && finding->passage.clause == joint->clause) {
            struct words message = {
                SLICE("и ещё один разрыв"), SLICE("and one more cut")};
            check_add_related(context, finding, passage, message);
        } else {
            finding = check_report(context, rule, passage, NULL);
        }
    }
}

/* The next run of U+FFFD at or after *offset; false when there is none. */
static bool next_replacement(
    struct slice text, size_t *offset, struct span *ret)
{
    const struct slice replacement = SLICE("\uFFFD");
    size_t begin = slice_find(text, replacement, *offset);
    if (begin == SLICE_NOT_FOUND) {
        return false;
    }
    size_t end = begin + replacement.len;
    while (slice_starts_with(slice_cut(text, end, text.len), replacement)) {
        end += replacement.len;
    }
    *ret = (struct span){(uint32_t)begin, (uint32_t)end};
    *offset = end;
    return true;
}

void check_undecodable(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct span span;
        size_t offset = 0;
        while (doc->clauses[i].signs & WORD_AFTER_OTHER &&
               next_replacement(doc->clauses[i].text.bytes, &offset, &span)) {
            check_report(context, rule, (struct passage){i, span}, NULL);
        }
    }
}

/* A file without text, or with headings only, is not a clean policy: nothing
   in it could be checked. */
void check_empty_document(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (size_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->region == REGION_BODY && clause->text.bytes.len &&
            clause->kind != CLAUSE_TITLE && !clause->is_heading) {
            return;
        }
    }
    check_report_absence(context, rule, NONE, NULL);
}

/* A text that the rules cannot read is not a clean policy either. */
void check_not_russian(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    if (!check_profile(context)->is_unread) {
        return;
    }
    for (uint32_t i = 0; i < doc->sentence_count; i++) {
        const struct sentence *sentence = &doc->sentences[i];
        const struct clause *clause = &doc->clauses[sentence->clause];
        if (check_is_read(clause) && !clause->is_heading) {
            struct passage passage = {sentence->clause, sentence->span};
            check_report(context, rule, passage, NULL);
            return;
        }
    }
    check_report_absence(context, rule, NONE, NULL);
}

/* ---- headings with nothing below ---- */

/* A longer heading is a statement set in large type. */
#define TITLE_WORDS_MOST 12

/* For each clause: does it hold text, or one below it, that is no heading? */
static bool *texts_below(struct check_context *context)
{
    const struct doc *doc = check_document(context);
    bool *has_text =
        arena_array(check_arena(context), doc->clause_count + 1, sizeof(bool));
    for (size_t i = doc->clause_count; i-- > 0;) {
        const struct clause *clause = &doc->clauses[i];
        has_text[i] |= clause->text.bytes.len && !clause->is_heading &&
                       clause->kind != CLAUSE_SECTION;
        if (has_text[i] && clause->parent != NONE) {
            has_text[clause->parent] = true;
        }
    }
    return has_text;
}

/* A line over text, not a requisite or a statement set as a heading. */
static bool is_title(const struct clause *clause)
{
    struct slice text = clause->folded.bytes;
    size_t spaces = 0;
    bool has_letter = false;
    for (size_t i = 0; i < text.len; i++) {
        spaces += text.bytes[i] == ' ';
        has_letter |= (unsigned char)text.bytes[i] >= 0x80;
        if (text.bytes[i] == '@' || text.bytes[i] == ':' ||
            text.bytes[i] == '.' || text.bytes[i] == '/') {
            return false;
        }
    }
    return has_letter && spaces < TITLE_WORDS_MOST;
}

/* The next clause below the same parent; NONE when there is none. */
static uint32_t sibling_behind(const struct doc *doc, uint32_t index)
{
    uint32_t next = doc->clauses[index].end;
    bool is_sibling = next < doc->clause_count &&
                      doc->clauses[next].parent == doc->clauses[index].parent;
    return is_sibling ? next : NONE;
}

/* «3. Права» between two sections that have text: a title that lost its
   section. */
static bool is_bare_title(
    const struct doc *doc, uint32_t before, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    uint32_t behind = sibling_behind(doc, index);
    return clause->kind == CLAUSE_CLAUSE && clause->number.len &&
           clause->end == index + 1 && before != NONE && behind != NONE &&
           doc->clauses[before].kind == CLAUSE_SECTION &&
           doc->clauses[behind].kind == CLAUSE_SECTION &&
           doc->clauses[before].number.len && doc->clauses[behind].number.len;
}

/* Does text stand right below the section, though its numbers put it beside:
   «3. Согласие» over steps «1», «2», «3»? */
static bool has_text_behind(const struct doc *doc, uint32_t index)
{
    uint32_t behind = sibling_behind(doc, index);
    return behind != NONE && doc->clauses[behind].kind == CLAUSE_CLAUSE &&
           !doc->clauses[behind].is_heading &&
           doc->clauses[behind].text.bytes.len;
}

void check_empty_section(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    const bool *has_text = texts_below(context);
    /* The last clause of each parent seen so far: index 0 is the top. */
    uint32_t *last = arena_array(
        check_arena(context), doc->clause_count + 1, sizeof(uint32_t));
    for (size_t i = 0; i <= doc->clause_count; i++) {
        last[i] = NONE;
    }
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        size_t above = clause->parent == NONE ? 0 : clause->parent + 1;
        uint32_t before = last[above];
        last[above] = i;
        bool is_empty_section =
            clause->kind == CLAUSE_SECTION && !has_text[i] &&
            !has_text_behind(doc, i) &&
            (clause->parent == NONE || has_text[clause->parent]);
        if ((is_empty_section || is_bare_title(doc, before, i)) &&
            check_is_read(clause) && is_title(clause)) {
            struct span whole = {0, (uint32_t)clause->text.bytes.len};
            check_report(context, rule, (struct passage){i, whole}, NULL);
        }
    }
}
