/*
 * check_term.c - references to nothing, terms defined twice.
 */
#include "rules/check_context.h"
#include "rules/checks.h"

#include <stdlib.h>

static bool is_broken(const struct reference *reference)
{
    bool is_missing = reference->target == NONE ||
                      (reference->last.len && reference->last_target == NONE);
    return is_missing && !reference->is_self && !reference->is_external &&
           (reference->number.len || reference->title.len);
}

void check_broken_reference(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        const struct clause *clause = &doc->clauses[reference->passage.clause];
        if (clause->region != REGION_BODY || !is_broken(reference)) {
            continue;
        }
        struct slice quote = doc_quote(doc, reference->passage);
        struct words by_title = {
            SLICE("Раздела с таким заголовком в документе нет."),
            SLICE("The document has no section with this title.")};
        struct words by_number = words_format(check_arena(context),
            "Ссылка «%.*s» ведёт к положению, которого в документе нет.",
            "The reference «%.*s» points to a provision that the document "
            "does not have.",
            (int)quote.len, quote.bytes);
        check_report(context, rule, reference->passage,
            reference->title.len ? &by_title : &by_number);
    }
}

/* A definition with the name that it defines. */
static struct passage whole(const struct term *term)
{
    struct passage passage = term->definition;
    if (term->name_at.clause != passage.clause ||
        passage.span.begin == passage.span.end) {
        return term->name_at;
    }
    if (term->name_at.span.begin < passage.span.begin) {
        passage.span.begin = term->name_at.span.begin;
    } else {
        passage.span.end = term->name_at.span.end;
    }
    return passage;
}

/* «Персональные данные, разрешённые субъектом для распространения, — …»: what
   is defined is not the bare name. */
static bool is_qualified(const struct doc *doc, const struct term *term)
{
    struct slice text = doc->clauses[term->name_at.clause].text.bytes;
    uint32_t end = term->name_at.span.end;
    return end < text.len && text.bytes[end] == ',';
}

/* Two definitions of one name clash. A short name («далее — Исполнитель») goes
   with a description of the role, but not with the words by which the statute
   defines whoever processes data. */
static bool clash(
    const struct doc *doc, const struct term *first, const struct term *second)
{
    if (!slice_equal(first->folded, second->folded) ||
        (first->is_alias && second->is_alias) || is_qualified(doc, second)) {
        return false;
    }
    if (first->name_at.clause == second->name_at.clause && second->is_alias) {
        return false; /* a definition that gives its short name */
    }
    struct slice words = doc_quote(doc, second->definition);
    return !first->is_alias ||
           slice_starts_with(words, SLICE("государственный орган"));
}

void check_double_definition(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    for (size_t i = 1; i < doc->term_count; i++) {
        for (size_t k = 0; k < i; k++) {
            if (!clash(doc, &doc->terms[k], &doc->terms[i])) {
                continue;
            }
            struct finding *finding =
                check_report(context, rule, whole(&doc->terms[i]), NULL);
            check_add_related(context, finding, doc->terms[k].name_at,
                (struct words){SLICE("первое определение"),
                    SLICE("the first definition")});
            break;
        }
    }
}

/* ---- terms that nothing uses ---- */

/* Words of one stem: five letters. */
#define STEM_BYTES 10

struct unused {
    uint64_t stem; /* hash of the first word's stem */
    uint32_t term;
    bool is_used;
};

/* FNV-1a of the first letters of a word. */
static uint64_t stem_hash(struct slice word)
{
    uint64_t hash = 14695981039346656037u;
    for (size_t i = 0; i < word.len && i < STEM_BYTES; i++) {
        hash = (hash ^ (unsigned char)word.bytes[i]) * 1099511628211u;
    }
    return hash;
}

static int compare_stems(const void *left, const void *right)
{
    uint64_t a = ((const struct unused *)left)->stem;
    uint64_t b = ((const struct unused *)right)->stem;
    return (a > b) - (a < b);
}

/* «(далее — мы, нас, наш)» lists forms of one word. */
static bool is_pronoun(struct slice word)
{
    static const char *const pronouns[] = {"мы", "нас", "нам", "нами", "наш",
        "наша", "наше", "наши", "вы", "вас", "вам", "вами", "ваш", "ваша",
        "ваше", "ваши", "я", "меня", "мой"};
    return slice_is_among(word, pronouns, COUNT_OF(pronouns));
}

/* Terms without uses, by stem. */
static struct unused *list_unused(
    struct check_context *context, size_t *ret_count)
{
    const struct doc *doc = check_document(context);
    struct unused *list =
        arena_array(check_arena(context), doc->term_count + 1, sizeof(*list));
    *ret_count = 0;
    for (uint32_t i = 0; i < doc->term_count; i++) {
        struct slice rest = doc->terms[i].folded;
        struct slice word;
        if (doc->terms[i].use_count == 0 &&
            slice_next_part(&rest, ' ', &word) && !is_pronoun(word)) {
            list[(*ret_count)++] =
                (struct unused){.stem = stem_hash(word), .term = i};
        }
    }
    qsort(list, *ret_count, sizeof(*list), compare_stems);
    return list;
}

/* A word of the stem, outside the clause that defines the term, is a use:
   «блокирование» of «Блокирование персональных данных». */
static void note_uses(const struct doc *doc, struct unused *list, size_t count,
    uint32_t clause, struct slice word)
{
    struct unused key = {.stem = stem_hash(word)};
    struct unused *found =
        bsearch(&key, list, count, sizeof(*list), compare_stems);
    while (found && found > list && found[-1].stem == key.stem) {
        found--;
    }
    for (; found && found < list + count && found->stem == key.stem; found++) {
        found->is_used |= doc->terms[found->term].name_at.clause != clause;
    }
}

void check_unused_term(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    size_t count;
    struct unused *list = list_unused(context, &count);
    for (uint32_t i = 0; count && i < doc->clause_count; i++) {
        struct word_list words = doc_clause_words(doc, i);
        for (size_t k = 0; k < words.count; k++) {
            note_uses(doc, list, count, i, word_at(&words, k));
        }
    }
    for (size_t i = 0; i < count; i++) {
        if (!list[i].is_used) {
            check_report(context, rule, doc->terms[list[i].term].name_at, NULL);
        }
    }
}
