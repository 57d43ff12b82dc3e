/*
 * repository.h - what a file is called by the services that show findings
 * beside a change: by its path from the top of the repository.
 */
#ifndef CMD_REPOSITORY_H
#define CMD_REPOSITORY_H

#include "parser/buffer.h"

/* The path of a file from the nearest folder above it that holds .git, or
   else from the current folder, with links resolved. A file outside of both,
   or one that does not exist, keeps the path it was given by. */
struct slice repository_path(struct arena *arena, struct slice path);

/* The same as a URI reference: percent-encoded, or file:// when the path is
   absolute. Never empty for a path that is not. */
struct slice repository_uri(struct arena *arena, struct slice path);

/* Add a path as URIs spell it, percent-encoded. */
void uri_append_path(struct buffer *uri, struct slice path);

#endif
