/* The clause tree as the editor's outline, folds and growing selections. */
#include "cmd/lsp_features.h"

#include "cmd/json_value.h"
#include "cmd/lsp_target.h"
#include "parser/ascii.h"

/* Levels of the outline; what is deeper stands in the last. */
#define OUTLINE_LEVELS 64

#define HEAD_LENGTH 80 /* code points of a clause in the outline */

/* SymbolKind, by what an editor's picture for it suggests. */
static int symbol_kind(enum clause_kind kind)
{
    switch (kind) {
    case CLAUSE_TITLE:
        return 1; /* File */
    case CLAUSE_APPENDIX:
        return 2; /* Module */
    case CLAUSE_SECTION:
        return 3; /* Namespace */
    case CLAUSE_CLAUSE:
    case CLAUSE_PREAMBLE:
        return 7; /* Property */
    case CLAUSE_ITEM:
        return 22; /* EnumMember */
    case CLAUSE_ROW:
        return 23; /* Struct */
    case CLAUSE_FURNITURE:
        return 15; /* String */
    }
    return 15;
}

struct slice lsp_clause_label(struct arena *arena, const struct clause *clause)
{
    struct slice head = lsp_clause_head(clause, HEAD_LENGTH);
    struct slice number = clause->number;
    if (number.len > 0) {
        bool is_digit = ascii_is_digit(number.bytes[0]);
        return arena_format(arena, "%.*s%s %.*s", (int)number.len, number.bytes,
            is_digit ? "." : "", (int)head.len, head.bytes);
    }
    return head.len > 0 ? head : clause->address;
}

static json_t *symbol_json(struct lsp_query *query, uint32_t index)
{
    const struct clause *clause = &query->doc->clauses[index];
    const struct lsp_text *text = &query->document->text;
    json_t *json = json_object();
    json_object_set_new(
        json, "name", json_slice(lsp_clause_label(query->arena, clause)));
    json_object_set_new(json, "detail", json_slice(clause->address));
    json_object_set_new(json, "kind", json_integer(symbol_kind(clause->kind)));
    json_object_set_new(json, "range",
        lsp_range_json(text, lsp_clause_extent(query->doc, index)));
    json_object_set_new(json, "selectionRange",
        lsp_range_json(text, lsp_clause_span(query->doc, index)));
    return json;
}

/* Put each clause into the list of the one above it. */
static json_t *symbol_tree(struct lsp_query *query)
{
    const struct doc *doc = query->doc;
    json_t *top = json_array();
    /* The list that a clause of each level goes into, and its symbol. */
    json_t *symbols[OUTLINE_LEVELS] = {0};
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (!lsp_is_outlined(clause)) {
            continue;
        }
        uint32_t level =
            clause->depth < OUTLINE_LEVELS ? clause->depth : OUTLINE_LEVELS - 1;
        json_t *symbol = symbol_json(query, i);
        json_t *above = level > 0 ? symbols[level - 1] : NULL;
        json_t *list = above ? json_object_get(above, "children") : top;
        if (!list) {
            list = json_array();
            json_object_set_new(above, "children", list);
        }
        json_array_append_new(list, symbol);
        for (uint32_t deeper = level; deeper < OUTLINE_LEVELS; deeper++) {
            symbols[deeper] = deeper == level ? symbol : NULL;
        }
    }
    return top;
}

struct lsp_symbol lsp_symbol_of(struct arena *arena,
    const struct lsp_text *text, const struct clause *clause)
{
    struct slice label = lsp_clause_label(arena, clause);
    return (struct lsp_symbol){
        .label = arena_copy(arena, label),
        .folded = fold_slice(arena, label),
        .address = arena_copy(arena, clause->address),
        .kind = symbol_kind(clause->kind),
        .range = lsp_text_range(text, clause->span),
    };
}

json_t *lsp_flat_symbol(struct slice uri, const struct lsp_symbol *symbol)
{
    json_t *location = json_object();
    json_object_set_new(location, "uri", json_slice(uri));
    json_object_set_new(location, "range", lsp_range_value(symbol->range));
    json_t *json = json_object();
    json_object_set_new(json, "name", json_slice(symbol->label));
    json_object_set_new(json, "containerName", json_slice(symbol->address));
    json_object_set_new(json, "kind", json_integer(symbol->kind));
    json_object_set_new(json, "location", location);
    return json;
}

bool lsp_is_outlined(const struct clause *clause)
{
    return clause->kind != CLAUSE_FURNITURE && !clause->is_toc;
}

json_t *lsp_document_symbol(struct lsp_query *query)
{
    if (query->server->client.has_symbol_tree) {
        return symbol_tree(query);
    }
    json_t *list = json_array();
    for (uint32_t i = 0; i < query->doc->clause_count; i++) {
        const struct clause *clause = &query->doc->clauses[i];
        if (lsp_is_outlined(clause)) {
            struct lsp_symbol symbol =
                lsp_symbol_of(query->arena, &query->document->text, clause);
            json_array_append_new(
                list, lsp_flat_symbol(query->document->uri, &symbol));
        }
    }
    return list;
}
