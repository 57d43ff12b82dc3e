/*
 * check_term.c - references to nothing, terms defined twice.
 */
#include "rules/check_context.h"
#include "rules/checks.h"

#include <string.h>

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

/* The clauses in which words of a stem stand: from the first to the last. */
struct stem_use {
    uint32_t first; /* NONE: it stands nowhere */
    uint32_t last;
};

/* Terms without uses, and the stems that they begin with. */
struct unused_list {
    uint32_t *terms; /* indices into doc.terms */
    uint32_t *stems; /* of each of them: index into uses */
    size_t count;
    struct stem_use *uses; /* no more of them than terms */
    uint32_t *of_form;     /* by form: index into uses, or NONE */
};

/* «(далее — мы, нас, наш)» lists forms of one word. */
static bool is_pronoun(struct slice word)
{
    static const char *const pronouns[] = {"мы", "нас", "нам", "нами", "наш",
        "наша", "наше", "наши", "вы", "вас", "вам", "вами", "ваш", "ваша",
        "ваше", "ваши", "я", "меня", "мой"};
    return slice_is_among(word, pronouns, COUNT_OF(pronouns));
}

/* The stem of a term's first word, given to all forms that have it; `fresh` if
   no term before had the same. */
static uint32_t stem_of(const struct doc *doc, const struct unused_list *list,
    struct slice word, uint32_t fresh)
{
    struct form_walk walk = doc_forms_from(doc, slice_cut(word, 0, STEM_BYTES));
    uint32_t form;
    while (form_walk_next(&walk, &form)) {
        bool has_stem =
            word.len >= STEM_BYTES || doc->forms[form].bytes.len == word.len;
        if (has_stem && list->of_form[form] != NONE) {
            return list->of_form[form];
        }
        if (has_stem) {
            list->of_form[form] = fresh;
        }
    }
    return fresh;
}

static struct unused_list list_unused(
    const struct doc *doc, struct arena *arena)
{
    struct unused_list list = {
        .terms = arena_array(arena, doc->term_count, sizeof(uint32_t)),
        .stems = arena_array(arena, doc->term_count, sizeof(uint32_t)),
        .uses = arena_array(arena, doc->term_count, sizeof(*list.uses)),
        .of_form = arena_array(arena, doc->form_count, sizeof(uint32_t)),
    };
    memset(list.of_form, 0xff, doc->form_count * sizeof(uint32_t)); /* NONE */
    for (uint32_t i = 0; i < doc->term_count; i++) {
        struct slice rest = doc->terms[i].folded;
        struct slice word;
        if (doc->terms[i].use_count == 0 &&
            slice_next_part(&rest, ' ', &word) && !is_pronoun(word)) {
            uint32_t fresh = (uint32_t)list.count;
            list.uses[fresh].first = NONE;
            list.terms[fresh] = i;
            list.stems[fresh] = stem_of(doc, &list, word, fresh);
            list.count++;
        }
    }
    return list;
}

static void note_uses(
    const struct doc *doc, const struct unused_list *list, uint32_t clause)
{
    struct word_list words = doc_clause_words(doc, clause);
    for (size_t i = 0; i < words.count; i++) {
        uint32_t stem = list->of_form[words.items[i].form];
        if (stem != NONE) {
            struct stem_use *use = &list->uses[stem];
            use->first = use->first == NONE ? clause : use->first;
            use->last = clause;
        }
    }
}

/* A word of the stem, outside the clause that defines the term, is a use:
   «блокирование» of «Блокирование персональных данных». */
void check_unused_term(struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct unused_list list = list_unused(doc, check_arena(context));
    for (uint32_t i = 0; list.count && i < doc->clause_count; i++) {
        note_uses(doc, &list, i);
    }
    for (size_t i = 0; i < list.count; i++) {
        struct passage name = doc->terms[list.terms[i]].name_at;
        const struct stem_use *use = &list.uses[list.stems[i]];
        bool is_used = use->first != NONE &&
                       (use->first != name.clause || use->last != name.clause);
        if (!is_used) {
            check_report(context, rule, name, NULL);
        }
    }
}
