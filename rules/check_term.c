/*
 * check_term.c - references to nothing, terms used and never defined, terms
 * defined twice.
 */
#include "rules/check_context.h"
#include "rules/checks.h"

#include "parser/utf8.h"
#include "parser/word.h"

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

/* Roles and things that a policy defines before it uses them. Beginnings of
   folded words; what they may end in is not looked at. Words that are names
   or titles as often («Администрация города») are judged by their context. */
static const char *const role_words[] = {
    "оператор",
    "компани",
    "исполнител",
    "заказчик",
    "покупател",
    "продав", /* «Продавец», «Продавца» */
    "клиент",
    "посетител",
    "администраци",
    "правообладател",
    "лицензиат",
    "лицензиар",
    "подписчик",
    "услуг",
    "сервис",
    "товар",
    "подписк",
    "продукт",
    "заказ",
    "контент",
    "ресурс",
    "приложени",
    "учреждени",
    "организаци",
    "регулятор",
    "плательщик",
    "агент",
    "поставщик",
};
#define ROLE_COUNT COUNT_OF(role_words)

/* Index of the role that a folded word names, or ROLE_COUNT. An ending adds at
   most three letters (six bytes) to the beginning. */
static size_t role_of(struct slice word)
{
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        struct slice role = slice_from(role_words[i]);
        if (slice_starts_with(word, role) && word.len - role.len <= 6) {
            return i;
        }
    }
    return ROLE_COUNT;
}

/* «Оператором персональных данных является»: the telling word is this near. */
#define WORDS_TO_TELLING 3

/* Does the document define the role, under any name that holds its word? */
static bool is_defined(const struct doc *doc, struct slice role)
{
    for (size_t i = 0; i < doc->term_count; i++) {
        struct slice rest = doc->terms[i].folded;
        struct slice word;
        while (slice_next_part(&rest, ' ', &word)) {
            if (slice_starts_with(word, role)) {
                return true;
            }
        }
    }
    return false;
}

/* A word with a capital first letter and small ones behind it, as a defined
   term is written inside a sentence. */
static bool is_capitalised(const struct clause *clause, struct word word)
{
    struct span span = folded_to_text(&clause->folded, word.span);
    struct slice visible = slice_cut(clause->text.bytes, span.begin, span.end);
    size_t offset = 0;
    if (!utf8_is_upper(utf8_next(visible, &offset)) || offset == visible.len) {
        return false;
    }
    return utf8_is_lower(utf8_next(visible, &offset));
}

/* The first word of a table cell is written like that of a sentence. */
static bool starts_cell(const struct clause *clause, struct word word)
{
    uint32_t begin = folded_to_text(&clause->folded, word.span).begin;
    for (uint32_t i = 0; i < clause->cell_count; i++) {
        if (clause->cells[i].span.begin == begin) {
            return true;
        }
    }
    return false;
}

/* Role words found so far, so that each is reported at its first use only. */
struct roles {
    bool is_settled[ROLE_COUNT]; /* defined, or reported already */
};

/* «Сайта» in «Администрация Сайта»: whose role it is, part of its name. */
static bool names_owner(struct slice word)
{
    static const char *const owners[] = {
        "сайта", "сервиса", "ресурса", "портала", "приложения", "магазина"};
    for (size_t i = 0; i < COUNT_OF(owners); i++) {
        if (slice_is(word, owners[i])) {
            return true;
        }
    }
    return false;
}

/* «Исполнителем ИП Иванова»: the name behind the role says who it is. */
static bool names_party(struct slice word)
{
    static const char *const forms[] = {
        "ип", "ооо", "ао", "пао", "зао", "оао", "одо", "чуп", "ано"};
    for (size_t i = 0; i < sizeof(forms) / sizeof(*forms); i++) {
        if (slice_is(word, forms[i])) {
            return true;
        }
    }
    return false;
}

/* Is the word written as a defined term? The first word of a sentence has its
   capital anyway, so it needs an owner behind it; with another capitalised
   word behind it the term is a name («Администрация Тверской области»).
   *ret_count is how many words the term takes. */
static bool is_term_use(const struct clause *clause, const struct word *words,
    size_t left, size_t *ret_count)
{
    const uint8_t breaks = WORD_AFTER_STOP | WORD_AFTER_QUOTE |
                           WORD_AFTER_DASH | WORD_AFTER_OTHER | WORD_AFTER_OPEN;
    bool has_next =
        left > 1 && !words[1].before && is_capitalised(clause, words[1]);
    struct slice next = has_next ? word_slice(clause->folded.bytes, words[1])
                                 : (struct slice){0};
    bool has_owner = has_next && names_owner(next);
    bool is_first = (words[0].before & breaks) || words[0].span.begin == 0 ||
                    starts_cell(clause, words[0]);
    *ret_count = has_owner ? 2 : 1;
    if (left > 1 && !words[1].before &&
        names_party(word_slice(clause->folded.bytes, words[1]))) {
        return false;
    }
    return is_capitalised(clause, words[0]) && (has_owner || !is_first) &&
           (!has_next || has_owner || role_of(next) != ROLE_COUNT);
}

static bool introduces(struct slice word)
{
    static const char *const introducing[] = {"является", "являются",
        "выступает", "выступают", "именуется", "именуемый", "именуемая",
        "именуемое", "далее", "это"};
    for (size_t i = 0; i < sizeof(introducing) / sizeof(*introducing); i++) {
        if (slice_is(word, introducing[i])) {
            return true;
        }
    }
    return false;
}

/* «Оператором персональных данных является ООО …», «Исполнитель — ИП Иванов»,
   «Оператор данных: …»: do the words after a role say who it is? */
static bool is_told_after(
    struct slice folded, const struct word *words, size_t left, bool is_first)
{
    for (size_t i = 1; i < left && i <= WORDS_TO_TELLING; i++) {
        bool is_equated =
            is_first && (words[i].before & (WORD_AFTER_DASH | WORD_AFTER_STOP));
        if (is_equated || introduces(word_slice(folded, words[i]))) {
            return true;
        }
    }
    return false;
}

/* Roles that are said to be somebody, though not in the form of a
   definition. */
static void settle_introduced(
    struct check_context *context, uint32_t index, struct roles *roles)
{
    const struct doc *doc = check_document(context);
    struct slice folded = doc->clauses[index].folded.bytes;
    const struct word *words = doc->words + doc->clauses[index].first_word;
    size_t count = doc->clauses[index].word_count;
    for (size_t i = 0; i < count; i++) {
        size_t role = role_of(word_slice(folded, words[i]));
        if (role < ROLE_COUNT) {
            roles->is_settled[role] |=
                (i > 0 && introduces(word_slice(folded, words[i - 1]))) ||
                is_told_after(folded, &words[i], count - i, i == 0) ||
                (i == 0 && slice_ends_with(folded, SLICE(":")));
        }
    }
}

static void find_undefined(struct check_context *context,
    const struct rule *rule, uint32_t index, struct roles *roles)
{
    const struct clause *clause = &check_document(context)->clauses[index];
    const struct word *words =
        check_document(context)->words + clause->first_word;
    size_t count = clause->word_count;
    for (size_t i = 0; i < count; i++) {
        size_t taken;
        size_t role = role_of(word_slice(clause->folded.bytes, words[i]));
        if (role == ROLE_COUNT || roles->is_settled[role] ||
            !is_term_use(clause, &words[i], count - i, &taken)) {
            continue;
        }
        roles->is_settled[role] = true;
        struct span folded = {
            words[i].span.begin, words[i + taken - 1].span.end};
        struct passage passage = {
            index, folded_to_text(&clause->folded, folded)};
        struct slice quote = doc_quote(check_document(context), passage);
        struct words message = words_format(check_arena(context),
            "Слово «%.*s» пишется с прописной буквы как термин, но нигде в "
            "документе не определено.",
            "«%.*s» is capitalised as a defined term, but the document defines "
            "it nowhere.",
            (int)quote.len, quote.bytes);
        check_report(context, rule, passage, &message);
    }
}

/* Is it text of the document in which a term would be used? */
static bool uses_terms(const struct clause *clause)
{
    return clause->region == REGION_BODY && !clause->is_heading &&
           !clause->is_toc && clause->kind != CLAUSE_TITLE;
}

void check_undefined_term(
    struct check_context *context, const struct rule *rule)
{
    const struct doc *doc = check_document(context);
    struct roles roles;
    for (size_t i = 0; i < ROLE_COUNT; i++) {
        roles.is_settled[i] = is_defined(doc, slice_from(role_words[i]));
    }
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        settle_introduced(context, i, &roles);
    }
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (uses_terms(&doc->clauses[i])) {
            find_undefined(context, rule, i, &roles);
        }
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
