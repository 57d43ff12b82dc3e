#include "cmd/lsp_insert.h"

#include "cmd/lsp_target.h"
#include "parser/ascii.h"

#include <string.h>

#define NUMBER_LIMIT 100000u /* no clause has more */

struct slice lsp_next_number(struct arena *arena, struct slice number)
{
    size_t begin = number.len;
    unsigned value = 0;
    while (begin > 0 && ascii_is_digit(number.bytes[begin - 1])) {
        begin--;
    }
    for (size_t i = begin; i < number.len && value < NUMBER_LIMIT; i++) {
        value = value * 10 + (unsigned)(number.bytes[i] - '0');
    }
    if (begin == number.len || value >= NUMBER_LIMIT) {
        return SLICE("");
    }
    return arena_format(arena, "%.*s%u", (int)begin, number.bytes, value + 1);
}

static bool is_body(const struct clause *clause)
{
    return clause->kind != CLAUSE_FURNITURE && !clause->is_toc;
}

/* The last clause that stands in the document itself, or NONE. */
static uint32_t last_of_doc(const struct doc *doc)
{
    uint32_t last = NONE;
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (is_body(&doc->clauses[i]) &&
            doc->clauses[i].kind != CLAUSE_APPENDIX) {
            last = i;
        }
        if (doc->clauses[i].kind == CLAUSE_APPENDIX) {
            i = doc->clauses[i].end - 1;
        }
    }
    return last;
}

/* The last clause right below the section that the clause is in; the clause
   itself where it is in none, or is an empty section. */
static uint32_t last_sibling(const struct doc *doc, uint32_t clause)
{
    uint32_t above = doc->clauses[clause].kind == CLAUSE_SECTION
                         ? clause
                         : doc->clauses[clause].parent;
    uint32_t last = clause;
    if (above == NONE) {
        return clause;
    }
    for (uint32_t i = above + 1; i < doc->clauses[above].end; i++) {
        if (doc->clauses[i].parent == above && is_body(&doc->clauses[i]) &&
            doc->clauses[i].kind != CLAUSE_SECTION) {
            last = i;
        }
    }
    return last;
}

/* What stands on the clause's line before its number, if that is only what a
   list item has there. */
static struct slice line_prefix(const struct doc *doc, uint32_t begin)
{
    struct slice text = doc->source.text;
    uint32_t start = begin;
    while (start > 0 && text.bytes[start - 1] != '\n') {
        start--;
    }
    for (uint32_t i = start; i < begin; i++) {
        if (!strchr(" \t-*+>", text.bytes[i]) || text.bytes[i] == '\0') {
            return SLICE("");
        }
    }
    return slice_cut(text, start, begin);
}

/* ". " or ") " behind the number, as the clause has it. */
static struct slice after_number(const struct doc *doc, uint32_t end)
{
    struct slice text = doc->source.text;
    uint32_t at = end;
    while (at < text.len && strchr(".)* \t", text.bytes[at]) &&
           text.bytes[at] != '\0') {
        at++;
    }
    return at > end ? slice_cut(text, end, at) : SLICE(" ");
}

static void append_escaped(struct buffer *buffer, struct slice words)
{
    for (size_t i = 0; i < words.len; i++) {
        switch (words.bytes[i]) {
        case '&':
            buffer_append(buffer, SLICE("&amp;"));
            break;
        case '<':
            buffer_append(buffer, SLICE("&lt;"));
            break;
        default:
            buffer_append_byte(buffer, words.bytes[i]);
        }
    }
}

/* Behind the tags that close the block whose words end at the byte. */
static uint32_t behind_block(struct slice text, uint32_t end)
{
    static const char *const blocks[] = {
        "p", "li", "div", "h1", "h2", "h3", "h4", "h5", "h6", NULL};
    size_t at = end;
    while (slice_starts_with(slice_cut(text, at, text.len), SLICE("</"))) {
        size_t close = slice_find(text, SLICE(">"), at);
        if (close == SLICE_NOT_FOUND) {
            break;
        }
        struct slice name = slice_trim(slice_cut(text, at + 2, close));
        at = close + 1;
        for (size_t i = 0; blocks[i]; i++) {
            if (slice_equal_any_case(name, slice_from(blocks[i]))) {
                return (uint32_t)at;
            }
        }
    }
    return end;
}

static struct lsp_insertion insert_html(struct arena *arena,
    const struct doc *doc, uint32_t after, struct slice words)
{
    const struct clause *clause = &doc->clauses[after];
    struct slice number = lsp_next_number(arena, clause->number);
    uint32_t end =
        behind_block(doc->source.text, lsp_clause_extent(doc, after).end);
    bool is_printed = clause->number_span.begin < clause->number_span.end;
    bool is_item = clause->number.len > 0 && !is_printed;
    const char *element = is_item ? "li" : "p";
    struct buffer text = {.arena = arena};
    buffer_format(&text, "\n<%s>", element);
    if (number.len > 0 && is_printed && clause->kind != CLAUSE_SECTION) {
        buffer_append(&text, number);
        buffer_append(&text, SLICE(". "));
    }
    append_escaped(&text, words);
    buffer_format(&text, "</%s>", element);
    return (struct lsp_insertion){{end, end}, buffer_slice(&text)};
}

/* A blank line stands between two blocks: one break more than ends the line
   before. */
static struct lsp_insertion insert_lines(struct arena *arena,
    const struct doc *doc, uint32_t after, struct slice words)
{
    const struct clause *clause = &doc->clauses[after];
    struct slice number = lsp_next_number(arena, clause->number);
    struct span extent = lsp_clause_extent(doc, after);
    uint32_t end = extent.end;
    while (end > extent.begin && (doc->source.text.bytes[end - 1] == '\n' ||
                                     doc->source.text.bytes[end - 1] == '\r')) {
        end--;
    }
    struct buffer text = {.arena = arena};
    buffer_append(&text, SLICE("\n\n"));
    if (number.len > 0 && clause->number_span.begin < clause->number_span.end &&
        clause->kind != CLAUSE_SECTION) {
        buffer_append(&text, line_prefix(doc, clause->number_span.begin));
        buffer_append(&text, number);
        buffer_append(&text, after_number(doc, clause->number_span.end));
    }
    buffer_append(&text, words);
    return (struct lsp_insertion){{end, end}, buffer_slice(&text)};
}

struct lsp_insertion lsp_insert_clause(struct arena *arena,
    const struct doc *doc, uint32_t clause, struct slice words)
{
    if (clause == NONE || doc->clauses[clause].kind == CLAUSE_TITLE) {
        clause = last_of_doc(doc);
    } else {
        clause = last_sibling(doc, clause);
    }
    if (clause == NONE) {
        uint32_t end = (uint32_t)doc->source.text.len;
        return (struct lsp_insertion){{end, end}, words};
    }
    return doc->source.format == FORMAT_HTML
               ? insert_html(arena, doc, clause, words)
               : insert_lines(arena, doc, clause, words);
}

struct lsp_insertion lsp_insert_comment(struct arena *arena,
    const struct doc *doc, uint32_t clause, struct slice comment)
{
    struct slice text = doc->source.text;
    uint32_t at = doc->clauses[clause].span.begin;
    bool is_html = doc->source.format == FORMAT_HTML;
    while (!is_html && at > 0 && text.bytes[at - 1] != '\n') {
        at--;
    }
    return (struct lsp_insertion){
        {at, at}, arena_format(arena, "%.*s%s", (int)comment.len, comment.bytes,
                      is_html ? "" : "\n")};
}

struct lsp_insertion lsp_insert_first(
    struct arena *arena, const struct doc *doc, struct slice comment)
{
    if (doc->clause_count > 0) {
        return lsp_insert_comment(arena, doc, 0, comment);
    }
    uint32_t end = (uint32_t)doc->source.text.len;
    return (struct lsp_insertion){{end, end}, comment};
}
