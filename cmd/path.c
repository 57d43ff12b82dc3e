#include "cmd/path.h"

#include "parser/buffer.h"
#include "parser/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <unistd.h>

struct slice path_join(
    struct arena *arena, struct slice folder, struct slice name)
{
    struct buffer path = {.arena = arena};
    buffer_append(&path, folder);
    if (!slice_ends_with(folder, SLICE("/"))) {
        buffer_append_byte(&path, '/');
    }
    buffer_append(&path, name);
    return buffer_slice(&path);
}

static size_t last_slash(struct slice path)
{
    size_t at = path.len;
    while (at > 0 && path.bytes[at - 1] != '/') {
        at--;
    }
    return at; /* behind it; 0: there is none */
}

bool path_is(struct arena *arena, struct slice path, struct slice absolute)
{
    return path.len > 0 && slice_equal(path_absolute(arena, path), absolute);
}

struct slice path_folder(struct slice path)
{
    size_t at = last_slash(path);
    return slice_cut(path, 0, at > 1 ? at - 1 : at);
}

struct slice path_name(struct slice path)
{
    return slice_cut(path, last_slash(path), path.len);
}

struct slice path_current(struct arena *arena)
{
    char *folder = realpath(".", NULL);
    if (!folder && errno == ENOMEM) {
        memory_fail();
    }
    struct slice copy = arena_copy(arena, slice_from(folder ? folder : "/"));
    free(folder);
    return copy;
}

struct slice path_absolute(struct arena *arena, struct slice path)
{
    bool is_absolute = slice_starts_with(path, SLICE("/"));
    return path_from(
        arena, is_absolute ? SLICE("/") : path_current(arena), path);
}

struct slice path_from(
    struct arena *arena, struct slice folder, struct slice path)
{
    struct slice rest = path;
    if (!slice_starts_with(path, SLICE("/"))) {
        rest = path_join(arena, folder, path);
    }
    struct buffer made = {.arena = arena};
    struct slice part;
    while (slice_next_part(&rest, '/', &part)) {
        if (slice_equal(part, SLICE(".."))) {
            size_t name = last_slash(buffer_slice(&made));
            made.len = name > 0 ? name - 1 : 0;
        } else if (part.len > 0 && !slice_equal(part, SLICE("."))) {
            buffer_append_byte(&made, '/');
            buffer_append(&made, part);
        }
    }
    return made.len > 0 ? buffer_slice(&made) : SLICE("/");
}

struct slice path_below(struct slice path, struct slice folder)
{
    size_t len = slice_equal(folder, SLICE("/")) ? 0 : folder.len;
    bool is_below = slice_starts_with(path, folder) && path.len > len + 1 &&
                    path.bytes[len] == '/';
    return is_below ? slice_cut(path, len + 1, path.len) : path;
}

struct slice path_shown(struct arena *arena, struct slice path)
{
    return path_below(path, path_current(arena));
}

/* A star that was met: where to go on when what follows did not match. */
struct star {
    size_t pattern;  /* behind the star; 0: none was met */
    size_t path;     /* where what follows was tried last */
    bool is_folders; /* "**" and a slash: whole folders are taken in */
};

/* Only the last "*" and the last "**" can still take in more, so the time is
   at worst the product of the lengths, all bounded by a line. */
struct glob {
    struct slice path;
    struct slice pattern;
    size_t at; /* byte of the path */
    size_t to; /* byte of the pattern */
    struct star narrow;
    struct star wide;
};

static char byte_at(struct slice text, size_t at)
{
    return at < text.len ? text.bytes[at] : '\0';
}

static void meet_star(struct glob *glob)
{
    size_t begin = glob->to;
    while (byte_at(glob->pattern, glob->to) == '*') {
        glob->to++;
    }
    if (glob->to - begin == 1) {
        glob->narrow = (struct star){glob->to, glob->at, false};
        return;
    }
    bool is_folders =
        byte_at(glob->pattern, glob->to) == '/' &&
        (glob->at == 0 || byte_at(glob->path, glob->at - 1) == '/');
    glob->to += is_folders;
    glob->wide = (struct star){glob->to, glob->at, is_folders};
    glob->narrow = (struct star){0};
}

/* Let a star take in more; false when none can. */
static bool go_back(struct glob *glob)
{
    struct star *star = &glob->narrow;
    if (star->pattern == 0 || byte_at(glob->path, star->path) == '/') {
        star = &glob->wide;
        glob->narrow = (struct star){0};
    }
    if (star->pattern == 0) {
        return false;
    }
    do {
        if (star->path == glob->path.len) {
            return false;
        }
        star->path++;
    } while (star->is_folders && glob->path.bytes[star->path - 1] != '/');
    glob->at = star->path;
    glob->to = star->pattern;
    return true;
}

static bool matches(struct slice path, struct slice pattern)
{
    struct glob glob = {.path = path, .pattern = pattern};
    while (glob.at < path.len || glob.to < pattern.len) {
        char wanted = byte_at(pattern, glob.to);
        char byte = byte_at(path, glob.at);
        if (wanted == '*') {
            meet_star(&glob);
        } else if (glob.at < path.len && glob.to < pattern.len &&
                   (wanted == byte || (wanted == '?' && byte != '/'))) {
            glob.at++;
            glob.to++;
        } else if (!go_back(&glob)) {
            return false;
        }
    }
    return true;
}

/* "site/" and "site/legal" name folders, for all that is below them. */
static bool is_below_named(struct slice path, struct slice pattern)
{
    if (slice_find(pattern, SLICE("*"), 0) != SLICE_NOT_FOUND ||
        slice_find(pattern, SLICE("?"), 0) != SLICE_NOT_FOUND) {
        return false;
    }
    bool has_slash = slice_ends_with(pattern, SLICE("/"));
    size_t len = pattern.len - has_slash;
    return path.len > len && path.bytes[len] == '/' &&
           slice_starts_with(path, slice_cut(pattern, 0, len));
}

bool path_matches(struct slice path, struct slice pattern)
{
    bool is_of_name = slice_find(pattern, SLICE("/"), 0) == SLICE_NOT_FOUND;
    if (slice_starts_with(pattern, SLICE("./"))) {
        pattern = slice_cut(pattern, 2, pattern.len);
    } else if (slice_starts_with(pattern, SLICE("/"))) {
        pattern = slice_cut(pattern, 1, pattern.len);
    }
    if (!is_of_name && is_below_named(path, pattern)) {
        return true;
    }
    return matches(is_of_name ? path_name(path) : path, pattern);
}
