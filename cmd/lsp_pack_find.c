/* From a rule or a lexicon entry of a pack to where it is defined and used: in
   this pack, in others that are open, and in those of the configuration. */
#include "cmd/lsp_pack_view.h"

#include "cmd/input.h"
#include "cmd/lsp_uri.h"
#include "rules/embedded.h"

/* Visit a pack that is not open, as its file is. */
static bool visit_file(const struct lsp_query *query, struct slice path,
    struct lsp_pack_visit visit)
{
    struct arena *arena = arena_new();
    const struct input input = {.path = path};
    struct lsp_text text = {.encoding = query->server->encoding};
    struct pack_page page;
    struct slice bytes;
    struct error error;
    bool goes_on = true;
    if (input_read(arena, &input, &bytes, &error) &&
        pack_page_read(arena, path, bytes, &page, &error)) {
        lsp_text_set(&text, page.text.source.text);
        const struct lsp_pack_view view = {
            lsp_uri_of_path(arena, path), &text, &page};
        goes_on = visit.visit(&view, visit.context);
        lsp_text_clear(&text);
    }
    arena_free(arena);
    return goes_on;
}

static bool visit_document(
    struct lsp_document *document, struct lsp_pack_visit visit)
{
    const struct lsp_pack_view view = {
        document->uri, &document->text, &document->checked.pack->page};
    return visit.visit(&view, visit.context);
}

void lsp_pack_each(const struct lsp_query *query, struct lsp_pack_visit visit)
{
    struct lsp_server *server = query->server;
    bool goes_on = visit_document(query->document, visit);
    for (size_t i = 0; goes_on && i < server->documents.count; i++) {
        struct lsp_document *other = server->documents.items[i];
        if (other != query->document &&
            lsp_document_check(other, &server->rules)->pack) {
            goes_on = visit_document(other, visit);
        }
    }
    const struct option_list *files = &query->pack->files;
    for (size_t i = 0; goes_on && i < files->count; i++) {
        struct slice path = files->items[i];
        if (!lsp_documents_of_path(&server->documents, path)) {
            goes_on = visit_file(query, path, visit);
        }
    }
}

bool lsp_pack_next_own(
    struct lsp_pack_cursor *cursor, bool is_entry, struct slice *ret)
{
    size_t count;
    const struct embedded_pack *packs = embedded_packs(&count);
    while (cursor->pack < count) {
        const struct embedded_pack *pack = &packs[cursor->pack];
        struct slice bytes = {pack->bytes, pack->len};
        struct slice rest = slice_cut(bytes, cursor->at, bytes.len);
        struct slice line;
        while (slice_next_line(&rest, &line)) {
            bool is_of_entry = slice_starts_with(line, SLICE("## <"));
            if (slice_starts_with(line, SLICE("## ")) &&
                is_of_entry == is_entry) {
                cursor->at = bytes.len - rest.len;
                *ret = slice_cut(line, is_entry ? 4 : 3, line.len - is_entry);
                return true;
            }
        }
        cursor->pack++;
        cursor->at = 0;
    }
    return false;
}

bool lsp_pack_find_own(struct arena *arena, const struct pack_name *name,
    struct pack_page *ret_page, const struct pack_part **ret_part)
{
    struct lsp_pack_cursor cursor = {0};
    struct slice found;
    while (lsp_pack_next_own(&cursor, name->is_entry, &found)) {
        if (!slice_equal(found, name->name)) {
            continue;
        }
        size_t count;
        const struct embedded_pack *pack = &embedded_packs(&count)[cursor.pack];
        struct error error;
        if (pack_page_read(arena, slice_from(pack->name),
                (struct slice){pack->bytes, pack->len}, ret_page, &error)) {
            *ret_part = pack_page_find(ret_page, name->is_entry, name->name);
            return *ret_part != NULL;
        }
    }
    return false;
}

static bool is_same(const struct pack_name *one, const struct pack_name *other)
{
    return one->is_entry == other->is_entry &&
           slice_equal(one->name, other->name);
}

/* Places of a name on their way into an array of locations. */
struct gathering {
    const struct pack_name *name;
    bool has_definitions;
    bool has_uses;
    json_t *locations;
};

static bool gather(const struct lsp_pack_view *view, void *context)
{
    struct gathering *gathering = context;
    for (size_t i = 0; i < view->page->name_count; i++) {
        const struct pack_name *name = &view->page->names[i];
        if (is_same(name, gathering->name) &&
            (name->is_definition ? gathering->has_definitions
                                 : gathering->has_uses)) {
            json_array_append_new(gathering->locations,
                lsp_location(view->uri, view->text, name->span));
        }
    }
    return true;
}

/* All places of the name at the cursor; NULL where there is none. */
static json_t *locations(
    struct lsp_query *query, bool has_definitions, bool has_uses)
{
    const struct pack_name *name =
        pack_page_name(&query->pack->page, query->offset);
    if (!name) {
        return NULL;
    }
    struct gathering gathering = {
        name, has_definitions, has_uses, json_array()};
    lsp_pack_each(query, (struct lsp_pack_visit){gather, &gathering});
    return gathering.locations;
}

/* What the program carries has no file to go to. */
json_t *lsp_pack_definition(struct lsp_query *query)
{
    return locations(query, true, false);
}

json_t *lsp_pack_references(struct lsp_query *query)
{
    bool has_own = lsp_get_bool(query->params, "context.includeDeclaration");
    return locations(query, has_own, true);
}

json_t *lsp_pack_highlight(struct lsp_query *query)
{
    const struct pack_page *page = &query->pack->page;
    const struct pack_name *wanted = pack_page_name(page, query->offset);
    json_t *list = json_array();
    for (size_t i = 0; wanted && i < page->name_count; i++) {
        const struct pack_name *name = &page->names[i];
        if (is_same(name, wanted)) {
            json_t *highlight = json_object();
            json_object_set_new(highlight, "range",
                lsp_range_json(&query->document->text, name->span));
            /* DocumentHighlightKind: 2 is read, 3 is written. */
            json_object_set_new(
                highlight, "kind", json_integer(name->is_definition ? 3 : 2));
            json_array_append_new(list, highlight);
        }
    }
    return list;
}
