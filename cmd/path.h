/*
 * path.h - names of files: made absolute, joined, compared. By their letters
 * only: a file need not exist, and links are not followed.
 */
#ifndef CMD_PATH_H
#define CMD_PATH_H

#include "parser/arena.h"
#include "parser/slice.h"

struct slice path_join(
    struct arena *arena, struct slice folder, struct slice name);

/* The current folder. */
struct slice path_current(struct arena *arena);

/* From "/" on, without ".", ".." and doubled slashes; the path is from the
   current folder, or from one that is known. */
struct slice path_absolute(struct arena *arena, struct slice path);
struct slice path_from(
    struct arena *arena, struct slice folder, struct slice path);

/* Is the path, made absolute, this absolute one? The empty path is none. */
bool path_is(struct arena *arena, struct slice path, struct slice absolute);

/* Where the file of an absolute path lies: "/a" of "/a/b", "/" of "/a". */
struct slice path_folder(struct slice path);

/* "c.md" of "/a/b/c.md". */
struct slice path_name(struct slice path);

/* "b/c.md" of "/a/b/c.md" below "/a"; the path itself when it is not. */
struct slice path_below(struct slice path, struct slice folder);

/* An absolute path as people see it: from the current folder, where it lies
   below. */
struct slice path_shown(struct arena *arena, struct slice path);

/* Does the path match a pattern? "*" is any letters but "/", "**" any at all,
   "?" one that is not "/". A pattern without "/" is of the file's name, in
   whatever folder; other patterns are of the whole path, with "./" or "/"
   before them or not. One that has no star and names a folder is for all
   below it. */
bool path_matches(struct slice path, struct slice pattern);

#endif
