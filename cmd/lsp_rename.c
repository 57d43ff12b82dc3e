/* A new name for a defined term, a new number for a clause. */
#include "cmd/lsp_features.h"

#include "cmd/lsp_edit.h"
#include "cmd/lsp_target.h"
#include "parser/ascii.h"

#define NAME_LONGEST 200 /* bytes of a new name */

/* What can be renamed: a term, or a clause whose number is printed. */
static bool find_target(struct lsp_query *query, struct lsp_target *ret)
{
    *ret = lsp_target_at(query->doc, query->offset);
    if (ret->kind == LSP_TARGET_TERM) {
        return true;
    }
    if (ret->kind != LSP_TARGET_CLAUSE) {
        return false;
    }
    const struct clause *clause = &query->doc->clauses[ret->index];
    return clause->number_span.begin < clause->number_span.end;
}

/* The words that the editor is to put into its box: the number alone of a
   reference. */
static struct span name_at(
    const struct lsp_query *query, const struct lsp_target *target)
{
    if (target->kind == LSP_TARGET_CLAUSE && target->reference != NONE) {
        const struct reference *reference =
            &query->doc->references[target->reference];
        struct span number =
            lsp_number_in(query->doc, reference->passage, reference->number);
        if (number.begin < number.end) {
            return number;
        }
    }
    return target->span;
}

json_t *lsp_prepare_rename(struct lsp_query *query)
{
    struct lsp_target target;
    if (!find_target(query, &target)) {
        return NULL;
    }
    const struct doc *doc = query->doc;
    struct slice name = target.kind == LSP_TARGET_TERM
                            ? doc->terms[target.index].name
                            : doc->clauses[target.index].number;
    json_t *json = json_object();
    json_object_set_new(json, "range",
        lsp_range_json(&query->document->text, name_at(query, &target)));
    json_object_set_new(
        json, "placeholder", json_stringn(name.bytes, name.len));
    return json;
}

/* Only what is spelt as the term itself is renamed, in the source too: a use
   that mark-up runs through is left as it is. */
static json_t *rename_term(struct lsp_query *query,
    const struct lsp_target *target, struct slice new_name)
{
    struct slice name = query->doc->terms[target->index].name;
    struct slice source = lsp_text_slice(&query->document->text);
    struct lsp_place *places;
    size_t count = lsp_target_places(query->arena, query->doc, target, &places);
    json_t *edits = json_array();
    for (size_t i = 0; i < count; i++) {
        struct span span = places[i].span;
        if (slice_equal(slice_cut(source, span.begin, span.end), name)) {
            json_array_append_new(
                edits, lsp_edit(&query->document->text, span, new_name));
        }
    }
    return edits;
}

/* A number as it is printed: digits, letters, dots and hyphens. */
static bool is_number(struct slice number)
{
    for (size_t i = 0; i < number.len; i++) {
        char byte = number.bytes[i];
        bool is_letter = ascii_is_alphanumeric(byte) || (byte & 0x80);
        if (!is_letter && byte != '.' && byte != '-') {
            return false;
        }
    }
    return number.len > 0 && !slice_ends_with(number, SLICE("."));
}

json_t *lsp_rename(struct lsp_query *query)
{
    struct lsp_target target;
    struct slice new_name = slice_trim(lsp_get_slice(query->params, "newName"));
    bool is_good = new_name.len > 0 && new_name.len <= NAME_LONGEST &&
                   slice_find(new_name, SLICE("\n"), 0) == SLICE_NOT_FOUND;
    if (!is_good) {
        return lsp_refuse(query, LSP_INVALID_PARAMS, "this is no name");
    }
    if (!find_target(query, &target)) {
        return lsp_refuse(
            query, LSP_REQUEST_FAILED, "neither a term nor a clause number");
    }
    if (target.kind == LSP_TARGET_TERM) {
        return lsp_workspace_edit(query->server, query->document,
            rename_term(query, &target, new_name));
    }
    if (!is_number(new_name)) {
        return lsp_refuse(query, LSP_INVALID_PARAMS, "this is no number");
    }
    struct lsp_renumbering item = {target.index, new_name};
    json_t *edits = json_array();
    lsp_renumber(edits, query->document, &item, 1);
    return lsp_workspace_edit(query->server, query->document, edits);
}
