/* Terms, references and citations in colours of their own. */
#include "cmd/lsp_features.h"

#include <stdlib.h>

/* Indices into the legend (lsp_lifecycle.c). */
enum token_type { TOKEN_TERM, TOKEN_REFERENCE, TOKEN_CITATION };

#define TOKEN_DEFINITION 1u /* bit of the only modifier */

struct token {
    struct span span; /* bytes of the source */
    enum token_type type;
    unsigned modifiers;
};

struct token_list {
    struct arena *arena;
    struct token *items;
    size_t count;
    size_t capacity;
};

static void add(struct token_list *list, const struct doc *doc,
    struct passage passage, struct token token)
{
    if (passage.clause == NONE) {
        return;
    }
    token.span = doc_source_span(doc, passage);
    if (token.span.begin < token.span.end) {
        list->items = arena_grow(list->arena, list->items, list->count,
            &list->capacity, sizeof(*list->items));
        list->items[list->count++] = token;
    }
}

static void collect(struct token_list *list, const struct doc *doc)
{
    for (size_t i = 0; i < doc->term_count; i++) {
        const struct term *term = &doc->terms[i];
        add(list, doc, term->name_at,
            (struct token){.type = TOKEN_TERM, .modifiers = TOKEN_DEFINITION});
        for (size_t j = 0; j < term->use_count; j++) {
            add(list, doc, term->uses[j].passage,
                (struct token){.type = TOKEN_TERM});
        }
    }
    for (size_t i = 0; i < doc->reference_count; i++) {
        add(list, doc, doc->references[i].passage,
            (struct token){.type = TOKEN_REFERENCE});
    }
    for (size_t i = 0; i < doc->citation_count; i++) {
        add(list, doc, doc->citations[i].passage,
            (struct token){.type = TOKEN_CITATION});
    }
}

/* By beginning, the longer first, so that it wins over what is in it. */
static int compare(const void *left, const void *right)
{
    const struct token *a = left;
    const struct token *b = right;
    if (a->span.begin != b->span.begin) {
        return a->span.begin < b->span.begin ? -1 : 1;
    }
    return a->span.end > b->span.end ? -1 : a->span.end < b->span.end;
}

/* The numbers that the protocol wants: each place relative to the last. */
struct token_writer {
    const struct lsp_text *text;
    json_t *numbers;
    struct lsp_position last;
};

static void write_piece(
    struct token_writer *writer, struct span span, const struct token *token)
{
    struct lsp_range range = lsp_text_range(writer->text, span);
    uint32_t lines = range.start.line - writer->last.line;
    uint32_t before = lines == 0 ? writer->last.character : 0;
    const json_int_t numbers[] = {lines, range.start.character - before,
        range.end.character - range.start.character, token->type,
        token->modifiers};
    for (size_t i = 0; i < COUNT_OF(numbers); i++) {
        json_array_append_new(writer->numbers, json_integer(numbers[i]));
    }
    writer->last = range.start;
}

/* A token must not reach over the end of a line: one piece for each. */
static void write_token(struct token_writer *writer, const struct token *token)
{
    uint32_t begin = token->span.begin;
    while (begin < token->span.end) {
        uint32_t number = lsp_text_position(writer->text, begin).line;
        struct span line = lsp_text_line(writer->text, number);
        uint32_t end = line.end < token->span.end ? line.end : token->span.end;
        if (begin < end) {
            write_piece(writer, (struct span){begin, end}, token);
        }
        if (number + 1 >= writer->text->line_count) {
            break;
        }
        begin = writer->text->line_starts[number + 1];
    }
}

json_t *lsp_semantic_tokens(struct lsp_query *query)
{
    struct token_list list = {.arena = query->arena};
    collect(&list, query->doc);
    if (list.count > 0) {
        qsort(list.items, list.count, sizeof(*list.items), compare);
    }
    struct token_writer writer = {
        .text = &query->document->text, .numbers = json_array()};
    uint32_t end = 0;
    for (size_t i = 0; i < list.count; i++) {
        if (list.items[i].span.begin >= end) {
            write_token(&writer, &list.items[i]);
            end = list.items[i].span.end;
        }
    }
    return json_pack("{s:o}", "data", writer.numbers);
}
