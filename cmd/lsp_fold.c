/* What an editor folds, and how a selection grows: by the clause tree. */
#include "cmd/lsp_features.h"

#include "cmd/lsp_target.h"
#include "parser/utf8.h"

void lsp_add_fold(json_t *list, const struct lsp_text *text, struct span span)
{
    struct lsp_range range = lsp_text_range(text, span);
    bool ends_before = range.end.character == 0;
    uint32_t end = range.end.line - (ends_before && range.end.line > 0);
    if (end > range.start.line) {
        json_array_append_new(list, json_pack("{s:I, s:I, s:s}", "startLine",
                                        (json_int_t)range.start.line, "endLine",
                                        (json_int_t)end, "kind", "region"));
    }
}

json_t *lsp_folding_range(struct lsp_query *query)
{
    const struct lsp_text *text = &query->document->text;
    json_t *list = json_array();
    for (uint32_t i = 0; i < query->doc->clause_count; i++) {
        lsp_add_fold(list, text, lsp_clause_extent(query->doc, i));
    }
    return list;
}

void lsp_selection_grow(struct lsp_selection *selection, struct span span)
{
    if (selection->count == LSP_SELECTION_LEVELS) {
        return;
    }
    struct span last = selection->spans[selection->count - 1];
    bool holds_last = span.begin <= last.begin && last.end <= span.end;
    if (holds_last && span.end - span.begin > last.end - last.begin) {
        selection->spans[selection->count++] = span;
    }
}

static bool is_of_word(uint32_t code_point)
{
    return utf8_is_letter(code_point) || utf8_is_digit(code_point);
}

static void grow_in_clause(
    struct lsp_selection *selection, const struct doc *doc, uint32_t index)
{
    const struct clause *clause = &doc->clauses[index];
    for (uint32_t i = 0; i < clause->sentence_count; i++) {
        const struct sentence *sentence =
            &doc->sentences[clause->first_sentence + i];
        lsp_selection_grow(selection,
            doc_source_span(doc, (struct passage){index, sentence->span}));
    }
    lsp_selection_grow(selection, clause->span);
    for (; index != NONE; index = doc->clauses[index].parent) {
        lsp_selection_grow(selection, lsp_clause_extent(doc, index));
    }
}

static json_t *selection_json(
    const struct lsp_text *text, const struct lsp_selection *selection)
{
    json_t *json = NULL;
    for (size_t i = selection->count; i > 0; i--) {
        json_t *inner = json_object();
        json_object_set_new(
            inner, "range", lsp_range_json(text, selection->spans[i - 1]));
        if (json) {
            json_object_set_new(inner, "parent", json);
        }
        json = inner;
    }
    return json;
}

static json_t *selection_at(struct lsp_query *query, uint32_t offset)
{
    const struct lsp_text *text = &query->document->text;
    struct lsp_selection selection = {
        .spans = {lsp_text_word(text, offset, is_of_word)}, .count = 1};
    uint32_t clause = query->doc ? lsp_clause_at(query->doc, offset) : NONE;
    if (clause != NONE) {
        grow_in_clause(&selection, query->doc, clause);
    }
    if (query->pack) {
        lsp_pack_select(query, offset, &selection);
    }
    lsp_selection_grow(&selection, (struct span){0, (uint32_t)text->len});
    return selection_json(text, &selection);
}

json_t *lsp_selection_range(struct lsp_query *query)
{
    const json_t *positions = lsp_get(query->params, "positions");
    json_t *list = json_array();
    size_t index;
    const json_t *one;
    json_array_foreach(positions, index, one)
    {
        struct lsp_position position;
        if (!lsp_read_position(one, &position)) {
            json_decref(list);
            return lsp_refuse(query, LSP_INVALID_PARAMS, "no position");
        }
        uint32_t offset = lsp_text_offset(&query->document->text, position);
        json_array_append_new(list, selection_at(query, offset));
    }
    return list;
}
