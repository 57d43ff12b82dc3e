#include "cmd/lsp_documents.h"

#include "cmd/lsp_memory.h"
#include "cmd/lsp_uri.h"

#include <stdlib.h>
#include <string.h>

struct lsp_document *lsp_documents_find(
    const struct lsp_documents *documents, struct slice uri)
{
    for (size_t i = 0; i < documents->count; i++) {
        if (slice_equal(documents->items[i]->uri, uri)) {
            return documents->items[i];
        }
    }
    return NULL;
}

struct lsp_document *lsp_documents_of_path(
    const struct lsp_documents *documents, struct slice path)
{
    for (size_t i = 0; i < documents->count; i++) {
        if (path.len > 0 && slice_equal(documents->items[i]->path, path)) {
            return documents->items[i];
        }
    }
    return NULL;
}

/* The name of a file that is none: what the editor calls it, with the ending
   of its language. */
static struct slice made_up_name(
    struct arena *arena, struct slice uri, struct slice language_id)
{
    const char *ending = ".md";
    if (slice_equal(language_id, SLICE("html"))) {
        ending = ".html";
    } else if (slice_equal(language_id, SLICE("plaintext"))) {
        ending = ".txt";
    }
    return arena_format(arena, "%.*s%s", (int)uri.len, uri.bytes, ending);
}

struct lsp_document *lsp_documents_add(
    struct lsp_documents *documents, struct slice uri, struct slice language_id)
{
    if (documents->count == documents->capacity) {
        documents->capacity = documents->capacity ? 2 * documents->capacity : 8;
        documents->items = lsp_resize(
            documents->items, documents->capacity, sizeof(*documents->items));
    }
    struct arena *arena = arena_new();
    struct lsp_document *document = arena_alloc(arena, sizeof(*document));
    document->arena = arena;
    document->uri = arena_copy(arena, uri);
    document->path = lsp_uri_path(arena, uri);
    document->name = document->path.len > 0
                         ? document->path
                         : made_up_name(arena, uri, language_id);
    documents->items[documents->count++] = document;
    return document;
}

static void document_free(struct lsp_document *document)
{
    lsp_checked_clear(&document->checked);
    lsp_text_clear(&document->text);
    arena_free(document->arena);
}

void lsp_documents_remove(
    struct lsp_documents *documents, struct lsp_document *document)
{
    size_t at = 0;
    while (documents->items[at] != document) {
        at++;
    }
    documents->count--;
    memmove(&documents->items[at], &documents->items[at + 1],
        (documents->count - at) * sizeof(*documents->items));
    document_free(document);
}

void lsp_documents_clear(struct lsp_documents *documents)
{
    for (size_t i = 0; i < documents->count; i++) {
        document_free(documents->items[i]);
    }
    free(documents->items);
    *documents = (struct lsp_documents){0};
}

/* A reader that takes the text for something else than UTF-8 would count other
   bytes than the editor has. */
static void refuse_other_text(struct lsp_checked *checked, struct slice text)
{
    struct slice read = lsp_checked_text(checked);
    if (read.len > 0 && !slice_equal(read, text)) {
        checked->file.doc = NULL;
        checked->pack = NULL;
        checked->has_trouble = true;
        checked->trouble.path = checked->file.path;
        error_set(&checked->trouble.error, "не текст: в нём нулевые байты",
            "not a text: it holds NUL bytes");
    }
}

static void tell_lost(
    const struct lsp_document *document, struct lsp_checked *ret)
{
    *ret = (struct lsp_checked){.arena = arena_new(),
        .file = {.path = document->name},
        .has_trouble = true,
        .trouble = {.path = document->name}};
    error_set(&ret->trouble.error,
        "текст не известен: его изменение не принято; откройте файл заново",
        "the text is not known: a change of it was not taken; open the file "
        "again");
}

const struct lsp_checked *lsp_document_check(
    struct lsp_document *document, struct lsp_rules *rules)
{
    if (!document->checked.arena && document->is_lost) {
        tell_lost(document, &document->checked);
    } else if (!document->checked.arena) {
        struct slice text = lsp_text_slice(&document->text);
        lsp_check(rules, document->name, text, &document->checked);
        refuse_other_text(&document->checked, text);
    }
    return &document->checked;
}

void lsp_document_lose(struct lsp_document *document)
{
    document->is_lost = true;
    lsp_document_changed(document);
}

void lsp_document_changed(struct lsp_document *document)
{
    lsp_checked_clear(&document->checked);
    document->is_unpublished = true;
}
