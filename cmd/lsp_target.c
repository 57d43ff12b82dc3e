#include "cmd/lsp_target.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

static bool holds(struct span span, uint32_t offset)
{
    return span.begin <= offset && offset <= span.end;
}

uint32_t lsp_clause_at(const struct doc *doc, uint32_t offset)
{
    uint32_t found = NONE;
    uint32_t size = UINT32_MAX;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct span span = doc->clauses[i].span;
        if (holds(span, offset) && span.end - span.begin <= size) {
            found = i;
            size = span.end - span.begin;
        }
    }
    return found;
}

/* Is the passage at the byte? Its source bytes go to *ret. */
static bool passage_holds(const struct doc *doc, struct passage passage,
    uint32_t offset, struct span *ret)
{
    if (passage.clause == NONE ||
        !holds(doc->clauses[passage.clause].span, offset)) {
        return false;
    }
    *ret = doc_source_span(doc, passage);
    return ret->begin < ret->end && holds(*ret, offset);
}

static bool find_term(
    const struct doc *doc, uint32_t offset, struct lsp_target *ret)
{
    for (uint32_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        ret->index = i;
        if (passage_holds(doc, term->name_at, offset, &ret->span)) {
            return true;
        }
        for (size_t j = 0; j < term->use_count; j++) {
            if (passage_holds(doc, term->uses[j].passage, offset, &ret->span)) {
                return true;
            }
        }
    }
    return false;
}

static bool find_reference(
    const struct doc *doc, uint32_t offset, struct lsp_target *ret)
{
    for (uint32_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        if (reference->target != NONE &&
            passage_holds(doc, reference->passage, offset, &ret->span)) {
            ret->index = reference->target;
            ret->reference = i;
            return true;
        }
    }
    return false;
}

static bool find_number(
    const struct doc *doc, uint32_t offset, struct lsp_target *ret)
{
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        struct span span = doc->clauses[i].number_span;
        if (span.begin < span.end && holds(span, offset)) {
            ret->index = i;
            ret->span = span;
            return true;
        }
    }
    return false;
}

static bool find_citation(
    const struct doc *doc, uint32_t offset, struct lsp_target *ret)
{
    for (uint32_t i = 0; i < doc->citation_count; i++) {
        if (passage_holds(doc, doc->citations[i].passage, offset, &ret->span)) {
            ret->index = i;
            return true;
        }
    }
    return false;
}

struct lsp_target lsp_target_at(const struct doc *doc, uint32_t offset)
{
    struct lsp_target target = {.reference = NONE};
    if (find_number(doc, offset, &target) ||
        find_reference(doc, offset, &target)) {
        target.kind = LSP_TARGET_CLAUSE;
    } else if (find_citation(doc, offset, &target)) {
        target.kind = LSP_TARGET_CITATION;
    } else if (find_term(doc, offset, &target)) {
        target.kind = LSP_TARGET_TERM;
    }
    return target;
}

static size_t term_places(struct arena *arena, const struct doc *doc,
    const struct term *term, struct lsp_place **ret)
{
    struct lsp_place *places =
        arena_array(arena, term->use_count + 1, sizeof(*places));
    size_t count = 0;
    if (term->name_at.clause != NONE) {
        places[count++] =
            (struct lsp_place){doc_source_span(doc, term->name_at), true, true};
    }
    for (size_t i = 0; i < term->use_count; i++) {
        places[count++] =
            (struct lsp_place){doc_source_span(doc, term->uses[i].passage),
                false, term->uses[i].is_exact};
    }
    *ret = places;
    return count;
}

static size_t clause_places(struct arena *arena, const struct doc *doc,
    uint32_t clause, struct lsp_place **ret)
{
    struct lsp_place *places =
        arena_array(arena, doc->reference_count + 1, sizeof(*places));
    size_t count = 0;
    places[count++] =
        (struct lsp_place){lsp_clause_name(&doc->clauses[clause]), true, true};
    for (size_t i = 0; i < doc->reference_count; i++) {
        const struct reference *reference = &doc->references[i];
        if (reference->target != clause) {
            continue;
        }
        struct span number =
            lsp_number_in(doc, reference->passage, reference->number);
        bool is_exact = number.begin < number.end;
        places[count++] = (struct lsp_place){
            is_exact ? number : doc_source_span(doc, reference->passage), false,
            is_exact};
    }
    *ret = places;
    return count;
}

size_t lsp_target_places(struct arena *arena, const struct doc *doc,
    const struct lsp_target *target, struct lsp_place **ret)
{
    switch (target->kind) {
    case LSP_TARGET_TERM:
        return term_places(arena, doc, &doc->terms[target->index], ret);
    case LSP_TARGET_CLAUSE:
        return clause_places(arena, doc, target->index, ret);
    case LSP_TARGET_CITATION:
    case LSP_TARGET_NONE:
        break;
    }
    return 0;
}

/* Does a number go on at the byte: with a digit or a letter, or with a dot
   and a digit? */
static bool goes_on(struct slice text, size_t at)
{
    size_t next = at;
    if (at >= text.len) {
        return false;
    }
    uint32_t code_point = utf8_next(text, &next);
    if (code_point == '.' && next < text.len) {
        return utf8_is_digit((unsigned char)text.bytes[next]);
    }
    return utf8_is_digit(code_point) || utf8_is_letter(code_point);
}

/* Does one come before the byte? */
static bool comes_from(struct slice text, size_t at)
{
    if (at == 0) {
        return false;
    }
    uint32_t code_point = utf8_previous(text, &at);
    if (code_point == '.' && at > 0) {
        code_point = utf8_previous(text, &at);
        return utf8_is_digit(code_point);
    }
    return utf8_is_digit(code_point) || utf8_is_letter(code_point);
}

struct span lsp_number_in(
    const struct doc *doc, struct passage passage, struct slice number)
{
    struct slice quote = doc_quote(doc, passage);
    uint32_t found = NONE;
    if (number.len == 0) {
        return (struct span){0, 0};
    }
    for (size_t at = slice_find(quote, number, 0); at != SLICE_NOT_FOUND;
         at = slice_find(quote, number, at + 1)) {
        if (goes_on(quote, at + number.len) || comes_from(quote, at)) {
            continue;
        }
        if (found != NONE) {
            return (struct span){0, 0};
        }
        found = (uint32_t)at;
    }
    if (found == NONE) {
        return (struct span){0, 0};
    }
    uint32_t begin = passage.span.begin + found;
    struct passage place = {
        passage.clause, {begin, begin + (uint32_t)number.len}};
    return doc_source_span(doc, place);
}

struct span lsp_clause_name(const struct clause *clause)
{
    bool has_number = clause->number_span.begin < clause->number_span.end;
    return has_number ? clause->number_span : clause->span;
}

struct slice lsp_clause_head(const struct clause *clause, size_t most)
{
    struct slice text = clause->text.bytes;
    size_t offset = 0;
    for (size_t i = 0; i < most && offset < text.len; i++) {
        utf8_next(text, &offset);
    }
    return slice_cut(text, 0, offset);
}

struct span lsp_clause_span(const struct doc *doc, uint32_t clause)
{
    struct span span = doc->clauses[clause].span;
    while (span.end > span.begin &&
           ascii_is_space(doc->source.text.bytes[span.end - 1])) {
        span.end--;
    }
    return span;
}

struct span lsp_clause_extent(const struct doc *doc, uint32_t clause)
{
    struct span span = lsp_clause_span(doc, clause);
    for (uint32_t i = clause + 1; i < doc->clauses[clause].end; i++) {
        struct span below = lsp_clause_span(doc, i);
        span.begin = below.begin < span.begin ? below.begin : span.begin;
        span.end = below.end > span.end ? below.end : span.end;
    }
    return span;
}
