/*
 * lsp_index.h - the clauses of the workspace's files that are not open, for a
 * search that comes again with every key: a file is read once, and again when
 * it has changed.
 */
#ifndef CMD_LSP_INDEX_H
#define CMD_LSP_INDEX_H

#include "cmd/input.h"
#include "cmd/lsp_text.h"

/* A clause as the client lists it. */
struct lsp_symbol {
    struct slice label;
    struct slice folded;  /* the label, to be searched in */
    struct slice address; /* «п. 3.4» */
    int kind;             /* SymbolKind */
    struct lsp_range range;
};

/* One file. */
struct lsp_indexed {
    struct arena *arena; /* owns the rest, and this */
    struct slice path;
    struct slice uri;
    struct input_stamp stamp; /* as of the reading */
    struct lsp_symbol *symbols;
    size_t count;
    unsigned round; /* of the last search that asked for it */
};

/* All zero: nothing is known. */
struct lsp_index {
    struct lsp_indexed **items;
    size_t count;
    size_t capacity;
    size_t next; /* where the next file is likely to be */
    unsigned round;
};

/* A search begins: the files are asked for again. */
void lsp_index_begin(struct lsp_index *index);

/* The file as it is now; NULL when it cannot be read. Valid until the next
   call. */
const struct lsp_indexed *lsp_index_file(struct lsp_index *index,
    const struct input *input, enum lsp_encoding encoding);

/* The search has asked for all files: forget the others. */
void lsp_index_end(struct lsp_index *index);

void lsp_index_clear(struct lsp_index *index);

#endif
