/*
 * lsp_pack.h - a rule pack that is open in the editor: what `clauselint test`
 * would say of it, and what stands where in it.
 */
#ifndef CMD_LSP_PACK_H
#define CMD_LSP_PACK_H

#include "cmd/options.h"
#include "rules/pack_page.h"
#include "rules/words.h"

/* Faults of one pack that are told. */
#define LSP_FAULT_LIMIT 200

/* Something wrong in a pack, or an example that does not hold. */
struct lsp_fault {
    struct span span;  /* bytes of the text */
    bool is_error;     /* the pack does not load; else an example */
    struct slice rule; /* whose example; else empty */
    struct words message;
};

/* Lives in the arena that it was checked with. */
struct lsp_pack {
    struct pack_page page;
    struct lsp_fault *faults;
    size_t fault_count;
    size_t fault_capacity;
    struct option_list files; /* packs that it is loaded with, absolute */
};

/* Is the text a pack, by its front matter or because the options name its
   absolute path? */
bool lsp_is_pack(
    struct slice path, struct slice bytes, const struct options *options);

/* Load the pack on top of those of the program and those that the options
   name, and run its examples. A file with the name of one of the program's
   takes its place. */
struct lsp_pack *lsp_pack_check(struct arena *arena, struct slice name,
    struct slice bytes, const struct options *options);

#endif
