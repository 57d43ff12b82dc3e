/*
 * Blocks to clauses: the lines of the document in reading order, each with
 * its number, each below the line that a lawyer would put it below. The steps
 * are in files of their own; clause_line.h says what passes between them.
 */
#include "parser/clause_line.h"

static void make_clause(struct doc *doc, struct line *line, size_t index)
{
    struct clause *clause = &doc->clauses[index];
    uint32_t parent = line->parent;
    *clause = (struct clause){
        .region = line->region,
        .parent = parent,
        .depth = parent == NONE ? 0 : doc->clauses[parent].depth + 1,
        .end = (uint32_t)index + 1,
        .number = line->printed,
        .number_span = line->number_span,
        .text = line->text,
        .folded = line_folded(doc, line),
        .span = line->span,
        .cells = line->cells,
        .cell_count = line->cell_count,
        .table = line->table,
        .is_header = line->is_header,
        .is_toc = line->is_toc,
    };
}

/* Children come behind their parents, so that ends are known from the back. */
static void find_ends(struct doc *doc)
{
    for (size_t i = doc->clause_count; i > 0; i--) {
        const struct clause *clause = &doc->clauses[i - 1];
        if (clause->parent != NONE) {
            struct clause *parent = &doc->clauses[clause->parent];
            if (parent->end < clause->end) {
                parent->end = clause->end;
            }
        }
    }
}

void clauses_build(struct doc *doc)
{
    struct line_list lines = {.doc = doc};
    lines_read(&lines);
    lines_number(&lines);
    lines_find_lists(&lines);
    lines_join(&lines);
    lines_find_titles(&lines);
    lines_place(&lines);
    doc->clause_count = lines.count;
    doc->clauses = arena_array(doc->arena, lines.count, sizeof(struct clause));
    for (size_t i = 0; i < lines.count; i++) {
        make_clause(doc, &lines.items[i], i);
    }
    find_ends(doc);
    clauses_address(&lines);
    doc->joints = lines.joints;
    doc->joint_count = lines.joint_count;
}
