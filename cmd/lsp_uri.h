/*
 * lsp_uri.h - files as the protocol names them: "file:///home/%D1%8F.md".
 */
#ifndef CMD_LSP_URI_H
#define CMD_LSP_URI_H

#include "parser/arena.h"
#include "parser/slice.h"

/* The path of a file: URI, percent-escapes decoded; empty for every other
   URI. A host other than localhost has no path here. */
struct slice lsp_uri_path(struct arena *arena, struct slice uri);

/* The file: URI of an absolute path. */
struct slice lsp_uri_of_path(struct arena *arena, struct slice path);

#endif
