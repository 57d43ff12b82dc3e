/*
 * lsp_pack_view.h - the packs that a name of one of them may stand in, and what
 * the words of the format mean: shared by the features for packs.
 */
#ifndef CMD_LSP_PACK_VIEW_H
#define CMD_LSP_PACK_VIEW_H

#include "cmd/lsp_features.h"

/* A pack, for as long as it is visited. */
struct lsp_pack_view {
    struct slice uri;
    const struct lsp_text *text;
    const struct pack_page *page;
};

struct lsp_pack_visit {
    /* Returns false when no more are to be visited. */
    bool (*visit)(const struct lsp_pack_view *view, void *context);
    void *context;
};

/* Visit the pack of the query, then the others that are open, then those of
   the configuration. */
void lsp_pack_each(const struct lsp_query *query, struct lsp_pack_visit visit);

/* The rule or entry of that name in the packs of the program, and the page of
   the pack that it stands in; false when there is none. */
bool lsp_pack_find_own(struct arena *arena, const struct pack_name *name,
    struct pack_page *ret_page, const struct pack_part **ret_part);

/* A place in the packs of the program; all zero is their beginning. */
struct lsp_pack_cursor {
    size_t pack;
    size_t at; /* byte of it */
};

/* The name of the next rule there, or of the next entry, without <>; false
   when there are no more. */
bool lsp_pack_next_own(
    struct lsp_pack_cursor *cursor, bool is_entry, struct slice *ret);

/* Words of the format. */
enum lsp_pack_word {
    LSP_WORD_KEY,
    LSP_WORD_VALUE, /* of a key */
    LSP_WORD_FENCE,
    LSP_WORD_SIGN, /* of a phrase */
};

/* What the word means, whatever its case; empty when nothing is to be said. */
struct slice lsp_pack_meaning(
    enum lsp_pack_word kind, struct slice word, enum language language);

#endif
