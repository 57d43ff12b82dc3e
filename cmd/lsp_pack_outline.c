/* The outline of a rule pack, what folds in it, and how a selection grows. */
#include "cmd/lsp_features.h"

#include "cmd/json_value.h"

/* SymbolKind */
static int symbol_kind(enum pack_part_kind kind)
{
    switch (kind) {
    case PACK_SECTION:
        return 3; /* Namespace */
    case PACK_RULE:
        return 12; /* Function */
    case PACK_ENTRY:
        return 14; /* Constant */
    case PACK_TABLE:
        return 18; /* Array */
    case PACK_KEY:
    case PACK_FENCE:
    case PACK_EXAMPLE:
        break;
    }
    return 0;
}

/* «<согласие>» of an entry; tables may have no words. */
static json_t *symbol_name(struct arena *arena, const struct pack_part *part)
{
    struct slice name = part->name;
    if (part->kind == PACK_ENTRY) {
        name = arena_format(arena, "<%.*s>", (int)name.len, name.bytes);
    }
    return json_slice(name.len > 0 ? name : SLICE("—"));
}

static json_t *symbol_json(
    const struct lsp_query *query, const struct pack_part *part)
{
    const struct lsp_text *text = &query->document->text;
    json_t *json = json_object();
    json_object_set_new(json, "name", symbol_name(query->arena, part));
    json_object_set_new(json, "kind", json_integer(symbol_kind(part->kind)));
    json_object_set_new(json, "range", lsp_range_json(text, part->span));
    json_object_set_new(
        json, "selectionRange", lsp_range_json(text, part->name_span));
    return json;
}

/* The pack itself, of which all else is a part. */
static json_t *root_json(const struct lsp_query *query)
{
    const struct pack_front *front = &query->pack->page.text.front;
    const struct lsp_text *text = &query->document->text;
    struct span all = {0, (uint32_t)text->len};
    struct span head = {0, (uint32_t)front->end};
    json_t *json = json_object();
    json_object_set_new(json, "name",
        json_slice(front->name.len > 0 ? front->name : SLICE("—")));
    json_object_set_new(json, "detail", json_slice(front->title));
    json_object_set_new(json, "kind", json_integer(4)); /* Package */
    json_object_set_new(json, "range", lsp_range_json(text, all));
    json_object_set_new(json, "selectionRange", lsp_range_json(text, head));
    json_object_set_new(json, "children", json_array());
    return json;
}

/* The array of a symbol's children, made when it is first asked for. */
static json_t *children(json_t *symbol)
{
    if (!json_object_get(symbol, "children")) {
        json_object_set_new(symbol, "children", json_array());
    }
    return json_object_get(symbol, "children");
}

static json_t *symbol_tree(const struct lsp_query *query)
{
    const struct pack_page *page = &query->pack->page;
    json_t *root = root_json(query);
    json_t *section = root; /* that rules go into */
    json_t *rule = NULL;    /* that tables go into */
    for (size_t i = 0; i < page->part_count; i++) {
        const struct pack_part *part = &page->parts[i];
        if (symbol_kind(part->kind) == 0) {
            continue;
        }
        json_t *symbol = symbol_json(query, part);
        if (part->kind == PACK_SECTION) {
            json_array_append_new(children(root), symbol);
            section = symbol;
            rule = NULL;
        } else if (part->kind == PACK_TABLE) {
            json_array_append_new(children(rule ? rule : section), symbol);
        } else {
            json_array_append_new(children(section), symbol);
            rule = symbol;
        }
    }
    return json_pack("[o]", root);
}

/* SymbolInformation */
static json_t *flat_symbol(
    const struct lsp_query *query, const struct pack_part *part)
{
    json_t *json = json_object();
    json_object_set_new(json, "name", symbol_name(query->arena, part));
    json_object_set_new(json, "kind", json_integer(symbol_kind(part->kind)));
    json_object_set_new(json, "location",
        lsp_location(
            query->document->uri, &query->document->text, part->name_span));
    return json;
}

json_t *lsp_pack_symbol(struct lsp_query *query)
{
    if (query->server->client.has_symbol_tree) {
        return symbol_tree(query);
    }
    const struct pack_page *page = &query->pack->page;
    json_t *list = json_array();
    for (size_t i = 0; i < page->part_count; i++) {
        if (symbol_kind(page->parts[i].kind) > 0) {
            json_array_append_new(list, flat_symbol(query, &page->parts[i]));
        }
    }
    return list;
}

json_t *lsp_pack_folding_range(struct lsp_query *query)
{
    const struct pack_page *page = &query->pack->page;
    const struct lsp_text *text = &query->document->text;
    json_t *list = json_array();
    lsp_add_fold(list, text, (struct span){0, (uint32_t)page->text.front.end});
    for (size_t i = 0; i < page->part_count; i++) {
        lsp_add_fold(list, text, page->parts[i].span);
    }
    return list;
}

/* The line of the byte: a phrase of a fence. */
static struct span line_around(const struct lsp_text *text, uint32_t offset)
{
    return lsp_text_line(text, lsp_text_position(text, offset).line);
}

void lsp_pack_select(
    struct lsp_query *query, uint32_t offset, struct lsp_selection *selection)
{
    const struct pack_page *page = &query->pack->page;
    lsp_selection_grow(selection, line_around(&query->document->text, offset));
    for (size_t i = page->part_count; i-- > 0;) {
        lsp_selection_grow(selection, page->parts[i].span);
    }
}
