/*
 * lsp_insert.h - where a new clause goes in the source, and what it is written
 * as there.
 */
#ifndef CMD_LSP_INSERT_H
#define CMD_LSP_INSERT_H

#include "parser/doc.h"

struct lsp_insertion {
    struct span at;    /* empty: bytes of the source */
    struct slice text; /* of the arena */
};

/* A clause of these words at the end of the section that the clause belongs
   to, with the next number where those before have numbers; for NONE or the
   title a paragraph at the end of the document. */
struct lsp_insertion lsp_insert_clause(struct arena *arena,
    const struct doc *doc, uint32_t clause, struct slice words);

/* A comment on the first line, behind front matter or what an HTML page begins
   with. */
struct lsp_insertion lsp_insert_first(
    struct arena *arena, const struct doc *doc, struct slice comment);

/* A comment on the line before the clause; in HTML before its words. */
struct lsp_insertion lsp_insert_comment(struct arena *arena,
    const struct doc *doc, uint32_t clause, struct slice comment);

/* The last number with its last part one higher: "3.4" gives "3.5"; empty when
   that is no number in digits. */
struct slice lsp_next_number(struct arena *arena, struct slice number);

#endif
