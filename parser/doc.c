#include "parser/doc.h"

/* The blocks of the source, by its format. */
static bool blocks_read(const struct source *source, struct block_list *ret,
    struct error *ret_error)
{
    switch (source->format) {
    case FORMAT_MARKDOWN:
        return markdown_read(source, ret, ret_error);
    case FORMAT_HTML:
        return html_read(source, ret, ret_error);
    case FORMAT_TEXT:
        break;
    }
    return plain_read(source, ret, ret_error);
}

bool doc_read_timed(struct arena *arena, const struct doc_input *input,
    struct doc *ret, struct error *ret_error)
{
    struct stopwatch *watch = input->watch;
    struct doc doc = {.arena = arena};
    if (!source_read(
            arena, input->name, input->bytes, &doc.source, ret_error)) {
        return false;
    }
    stopwatch_lap(watch, STAGE_DECODE);
    doc.blocks.arena = arena;
    if (!blocks_read(&doc.source, &doc.blocks, ret_error)) {
        return false;
    }
    comments_sort(&doc.blocks.comments);
    stopwatch_lap(watch, STAGE_BLOCKS);
    clauses_build(&doc);
    stopwatch_lap(watch, STAGE_CLAUSES);
    words_find(&doc);
    sentences_find(&doc);
    /* In this order: citations know the aliases of laws, references what is
       a citation. */
    terms_find(&doc);
    citations_find(&doc);
    references_find(&doc);
    stopwatch_lap(watch, STAGE_SENTENCES);
    *ret = doc;
    return true;
}

bool doc_read(struct arena *arena, struct slice name, struct slice bytes,
    struct doc *ret, struct error *ret_error)
{
    const struct doc_input input = {.name = name, .bytes = bytes};
    return doc_read_timed(arena, &input, ret, ret_error);
}

struct span doc_source_span(const struct doc *doc, struct passage passage)
{
    return text_to_source(&doc->clauses[passage.clause].text, passage.span);
}

struct passage doc_passage(
    const struct doc *doc, uint32_t clause, struct span folded)
{
    return (struct passage){
        clause, folded_to_text(&doc->clauses[clause].folded, folded)};
}

struct slice doc_quote(const struct doc *doc, struct passage passage)
{
    return slice_cut(doc->clauses[passage.clause].text.bytes,
        passage.span.begin, passage.span.end);
}

const struct cell *clause_cell_at(const struct clause *clause, uint32_t byte)
{
    uint32_t low = 0;
    uint32_t high = clause->cell_count;
    while (low < high) {
        uint32_t middle = low + (high - low) / 2;
        if (clause->cells[middle].span.begin <= byte) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low > 0 ? &clause->cells[low - 1] : NULL;
}
