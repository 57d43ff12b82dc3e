/* The addresses of clauses that have no printed number, beside them. */
#include "cmd/lsp_features.h"

#include "cmd/json_value.h"

/* A title and a numbered clause say themselves what they are. */
static bool wants_hint(const struct clause *clause)
{
    switch (clause->kind) {
    case CLAUSE_PREAMBLE:
    case CLAUSE_CLAUSE:
    case CLAUSE_ITEM:
    case CLAUSE_ROW:
        return clause->number.len == 0 && clause->address.len > 0;
    case CLAUSE_TITLE:
    case CLAUSE_SECTION:
    case CLAUSE_APPENDIX:
    case CLAUSE_FURNITURE:
        break;
    }
    return false;
}

json_t *lsp_inlay_hint(struct lsp_query *query)
{
    json_t *list = json_array();
    if (!query->server->settings.has_inlay_hints) {
        return list;
    }
    for (size_t i = 0; i < query->doc->clause_count; i++) {
        const struct clause *clause = &query->doc->clauses[i];
        struct span at = {clause->span.begin, clause->span.begin};
        if (!wants_hint(clause) || at.begin < query->range.begin ||
            at.begin > query->range.end) {
            continue;
        }
        json_t *range = lsp_range_json(&query->document->text, at);
        json_t *hint = json_object();
        json_object_set(hint, "position", json_object_get(range, "start"));
        json_object_set_new(hint, "label", json_slice(clause->address));
        json_object_set_new(hint, "paddingRight", json_true());
        json_array_append_new(list, hint);
        json_decref(range);
    }
    return list;
}
