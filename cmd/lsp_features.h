/*
 * lsp_features.h - the functions behind the methods (lsp_methods.c), and what
 * the features have in common. One file for each: lsp_hover.c and so on.
 */
#ifndef CMD_LSP_FEATURES_H
#define CMD_LSP_FEATURES_H

#include "cmd/lsp_server.h"
#include "cmd/lsp_writer.h"

/* lsp_lifecycle.c */
json_t *lsp_initialize(struct lsp_query *query);
json_t *lsp_initialized(struct lsp_query *query);
json_t *lsp_shutdown(struct lsp_query *query);

/* lsp_sync.c */
json_t *lsp_did_open(struct lsp_query *query);
json_t *lsp_did_change(struct lsp_query *query);
json_t *lsp_did_save(struct lsp_query *query);
json_t *lsp_did_close(struct lsp_query *query);
/* A message was too large to be read: if its first bytes do not say that it is
   no change, the document it names is lost, or, without a name, all are. */
void lsp_lose(struct lsp_server *server, struct slice head);

/* lsp_workspace.c */
json_t *lsp_did_change_configuration(struct lsp_query *query);
json_t *lsp_did_change_watched_files(struct lsp_query *query);
json_t *lsp_did_change_folders(struct lsp_query *query);
/* Is the file one that findings of open documents depend on, beside these? */
bool lsp_depends_on(const struct lsp_server *server, struct slice path);
/* Read {inlayHints: true}, by itself or under "clauselint". */
void lsp_settings_read(struct lsp_server *server, const json_t *settings);
/* Have the folders of the array [{uri, name}] be those of the workspace. */
void lsp_folders_set(struct lsp_server *server, const json_t *folders);

/* lsp_watch.c: have the client tell when files change that findings depend on:
   our own, and those that the options of a document name. */
void lsp_watch_own(struct lsp_server *server);
void lsp_watch_files(struct lsp_server *server, const struct options *options);

/* lsp_diagnostic.c: findings as diagnostics. */
json_t *lsp_diagnostic(struct lsp_query *query);
/* Write the array of diagnostics of a text. */
void lsp_diagnostics_write(struct lsp_writer *writer, struct lsp_server *server,
    struct slice uri, const struct lsp_text *text,
    const struct lsp_checked *checked);
/* What a client compares to see whether anything has changed: of the text,
   and of the rules in use. */
#define LSP_RESULT_ID_SIZE 32
void lsp_result_id(const struct lsp_server *server, struct slice text,
    char ret[LSP_RESULT_ID_SIZE]);
/* Publish the findings of one document that has unpublished ones; false when
   there is none. */
bool lsp_publish_next(struct lsp_server *server);
/* Tell the client that the document has no findings. */
void lsp_publish_nothing(
    struct lsp_server *server, const struct lsp_document *document);

/* lsp_trouble.c: what is wrong in a configuration or a pack. */
json_t *lsp_trouble_json(const struct lsp_server *server,
    const struct lsp_text *text, const struct error *error);
/* Tell it in the file at fault, once until all is forgotten. */
void lsp_trouble_show(struct lsp_server *server, const struct trouble *trouble);
/* Clear what was told. */
void lsp_troubles_forget(struct lsp_server *server);

/* lsp_job.c: workspace/diagnostic. */
json_t *lsp_workspace_diagnostic(struct lsp_query *query);
/* Check one more file; false when there is nothing to do. */
bool lsp_job_continue(struct lsp_server *server);
/* Give the job up if it answers the request of that id. */
void lsp_job_cancel(struct lsp_server *server, const json_t *id);
void lsp_job_free(struct lsp_job *job); /* NULL is accepted */

/* lsp_symbol.c: the outline. */
json_t *lsp_document_symbol(struct lsp_query *query);
/* «1.2 ООО «Ласточка» обрабатывает …»: number and first words; never empty
   where the clause has an address. */
struct slice lsp_clause_label(struct arena *arena, const struct clause *clause);
/* Menus, footers and tables of contents are no clauses to go to. */
bool lsp_is_outlined(const struct clause *clause);
/* What is listed of a clause; all of it in the arena. */
struct lsp_symbol lsp_symbol_of(struct arena *arena,
    const struct lsp_text *text, const struct clause *clause);
/* SymbolInformation */
json_t *lsp_flat_symbol(struct slice uri, const struct lsp_symbol *symbol);

/* lsp_find.c */
json_t *lsp_workspace_symbol(struct lsp_query *query);

/* lsp_fold.c */
json_t *lsp_folding_range(struct lsp_query *query);
json_t *lsp_selection_range(struct lsp_query *query);
/* Add the lines of a span to a list of folds, if they are several. */
void lsp_add_fold(json_t *list, const struct lsp_text *text, struct span span);
/* Ranges around one place, from the smallest on: from the word to the
   document. */
#define LSP_SELECTION_LEVELS 80
struct lsp_selection {
    struct span spans[LSP_SELECTION_LEVELS];
    size_t count; /* at least 1 */
};
/* Add a span that is larger than the last and holds it; others are passed
   over. */
void lsp_selection_grow(struct lsp_selection *selection, struct span span);

/* lsp_navigate.c */
json_t *lsp_definition(struct lsp_query *query);
json_t *lsp_references(struct lsp_query *query);
json_t *lsp_document_highlight(struct lsp_query *query);

/* lsp_hover.c */
json_t *lsp_hover(struct lsp_query *query);

/* lsp_rename.c */
json_t *lsp_prepare_rename(struct lsp_query *query);
json_t *lsp_rename(struct lsp_query *query);

/* lsp_action.c */
json_t *lsp_code_action(struct lsp_query *query);

/* lsp_completion.c */
json_t *lsp_completion(struct lsp_query *query);

/* lsp_token.c */
json_t *lsp_semantic_tokens(struct lsp_query *query);

/* lsp_pack_*.c: the same of a rule pack. */
json_t *lsp_pack_symbol(struct lsp_query *query);
json_t *lsp_pack_folding_range(struct lsp_query *query);
void lsp_pack_select(
    struct lsp_query *query, uint32_t offset, struct lsp_selection *selection);
json_t *lsp_pack_definition(struct lsp_query *query);
json_t *lsp_pack_references(struct lsp_query *query);
json_t *lsp_pack_highlight(struct lsp_query *query);
json_t *lsp_pack_hover(struct lsp_query *query);
json_t *lsp_pack_completion(struct lsp_query *query);

/* lsp_hint.c */
json_t *lsp_inlay_hint(struct lsp_query *query);

#endif
