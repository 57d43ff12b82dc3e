#include "cmd/lsp_index.h"

#include "cmd/lsp_features.h"
#include "cmd/lsp_memory.h"
#include "cmd/lsp_uri.h"

#include <stdlib.h>
#include <string.h>

void lsp_index_begin(struct lsp_index *index)
{
    index->round++;
    index->next = 0;
}

/* The place of a file; count when there is none. Files are asked for in the
   same order each time. */
static size_t find(const struct lsp_index *index, struct slice path)
{
    for (size_t i = 0; i < index->count; i++) {
        size_t at = (index->next + i) % index->count;
        if (slice_equal(index->items[at]->path, path)) {
            return at;
        }
    }
    return index->count;
}

static void list_symbols(
    struct lsp_indexed *file, const struct doc *doc, enum lsp_encoding encoding)
{
    struct lsp_text text = {.encoding = encoding};
    lsp_text_set(&text, doc->source.text);
    file->symbols =
        arena_array(file->arena, doc->clause_count, sizeof(*file->symbols));
    for (size_t i = 0; i < doc->clause_count; i++) {
        if (lsp_is_outlined(&doc->clauses[i])) {
            file->symbols[file->count++] =
                lsp_symbol_of(file->arena, &text, &doc->clauses[i]);
        }
    }
    lsp_text_clear(&text);
}

/* A file that cannot be read has no clauses. */
static struct lsp_indexed *read_file(const struct input *input,
    const struct input_stamp *stamp, enum lsp_encoding encoding)
{
    struct arena *arena = arena_new();
    struct arena *own = arena_new(); /* of the document */
    struct lsp_indexed *file = arena_alloc(arena, sizeof(*file));
    *file = (struct lsp_indexed){.arena = arena,
        .path = arena_copy(arena, input->path),
        .uri = lsp_uri_of_path(arena, input->path),
        .stamp = *stamp};
    struct slice bytes;
    struct doc doc;
    struct error error;
    if (input_read(own, input, &bytes, &error) &&
        doc_read(own, input->path, bytes, &doc, &error)) {
        list_symbols(file, &doc, encoding);
    }
    arena_free(own);
    return file;
}

static void put(struct lsp_index *index, size_t at, struct lsp_indexed *file)
{
    if (at < index->count) {
        arena_free(index->items[at]->arena);
    } else {
        if (index->count == index->capacity) {
            index->capacity = index->capacity ? 2 * index->capacity : 64;
            index->items = lsp_resize(
                index->items, index->capacity, sizeof(*index->items));
        }
        index->count++;
    }
    index->items[at] = file;
}

const struct lsp_indexed *lsp_index_file(struct lsp_index *index,
    const struct input *input, enum lsp_encoding encoding)
{
    struct input_stamp stamp;
    if (!input_stamp(input, &stamp)) {
        return NULL;
    }
    size_t at = find(index, input->path);
    if (at == index->count ||
        !input_stamp_equal(&index->items[at]->stamp, &stamp)) {
        put(index, at, read_file(input, &stamp, encoding));
    }
    index->items[at]->round = index->round;
    index->next = at + 1;
    return index->items[at];
}

void lsp_index_end(struct lsp_index *index)
{
    size_t kept = 0;
    for (size_t i = 0; i < index->count; i++) {
        if (index->items[i]->round == index->round) {
            index->items[kept++] = index->items[i];
        } else {
            arena_free(index->items[i]->arena);
        }
    }
    index->count = kept;
}

void lsp_index_clear(struct lsp_index *index)
{
    index->round++;
    lsp_index_end(index);
    free(index->items);
    *index = (struct lsp_index){0};
}
