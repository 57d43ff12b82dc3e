/* From one place to those that belong to it: definition, references,
   highlights. */
#include "cmd/lsp_features.h"

#include "cmd/lsp_target.h"

static json_t *location(const struct lsp_query *query, struct span span)
{
    return lsp_location(query->document->uri, &query->document->text, span);
}

json_t *lsp_definition(struct lsp_query *query)
{
    struct lsp_target target = lsp_target_at(query->doc, query->offset);
    struct lsp_place *places;
    size_t count =
        lsp_target_places(query->arena, query->doc, &target, &places);
    return count > 0 && places[0].is_own ? location(query, places[0].span)
                                         : NULL;
}

json_t *lsp_references(struct lsp_query *query)
{
    struct lsp_target target = lsp_target_at(query->doc, query->offset);
    bool has_own = lsp_get_bool(query->params, "context.includeDeclaration");
    struct lsp_place *places;
    size_t count =
        lsp_target_places(query->arena, query->doc, &target, &places);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        if (has_own || !places[i].is_own) {
            json_array_append_new(list, location(query, places[i].span));
        }
    }
    return list;
}

json_t *lsp_document_highlight(struct lsp_query *query)
{
    struct lsp_target target = lsp_target_at(query->doc, query->offset);
    struct lsp_place *places;
    size_t count =
        lsp_target_places(query->arena, query->doc, &target, &places);
    json_t *list = json_array();
    for (size_t i = 0; i < count; i++) {
        json_t *highlight = json_object();
        json_object_set_new(highlight, "range",
            lsp_range_json(&query->document->text, places[i].span));
        /* DocumentHighlightKind: 2 is read, 3 is written. */
        json_object_set_new(
            highlight, "kind", json_integer(places[i].is_own ? 3 : 2));
        json_array_append_new(list, highlight);
    }
    return list;
}
