#include "cmd/repository.h"

#include "parser/ascii.h"
#include "parser/buffer.h"
#include "parser/memory.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

/* The absolute path without links; empty when there is no such file. */
static struct slice resolve(struct arena *arena, struct slice path)
{
    char *resolved = realpath(arena_string(arena, path), NULL);
    if (!resolved && errno == ENOMEM) {
        memory_fail();
    }
    struct slice copy = arena_copy(arena, slice_from(resolved));
    free(resolved);
    return copy;
}

/* Offset of the last slash, which an absolute path has. */
static size_t last_slash(struct slice path)
{
    size_t end = path.len;
    while (end > 0 && path.bytes[end - 1] != '/') {
        end--;
    }
    return end > 0 ? end - 1 : 0;
}

static bool holds_git(struct arena *arena, struct slice folder)
{
    char *name = arena_string(
        arena, arena_format(arena, "%.*s/.git", (int)folder.len, folder.bytes));
    return access(name, F_OK) == 0;
}

/* The part of an absolute path behind the top of its repository; empty when
   it is in none. */
static struct slice below_git(struct arena *arena, struct slice path)
{
    size_t end = last_slash(path);
    for (;;) {
        if (holds_git(arena, slice_cut(path, 0, end))) {
            return slice_cut(path, end + 1, path.len);
        }
        if (end == 0) {
            return SLICE("");
        }
        end = last_slash(slice_cut(path, 0, end));
    }
}

/* The part of an absolute path behind the current folder, or empty. */
static struct slice below_current(struct arena *arena, struct slice path)
{
    struct slice folder = resolve(arena, SLICE("."));
    bool is_below = slice_starts_with(path, folder) && path.len > folder.len &&
                    path.bytes[folder.len] == '/';
    return is_below ? slice_cut(path, folder.len + 1, path.len) : SLICE("");
}

struct slice repository_path(struct arena *arena, struct slice path)
{
    struct slice absolute = resolve(arena, path);
    if (absolute.len > 0) {
        struct slice below = below_git(arena, absolute);
        if (below.len == 0) {
            below = below_current(arena, absolute);
        }
        if (below.len > 0) {
            return below;
        }
    }
    while (slice_starts_with(path, SLICE("./"))) {
        path = slice_cut(path, 2, path.len);
    }
    return path;
}

/* The characters that a path in a URI holds as they are (RFC 3986, "pchar"
   and "/"), but for ":", which would make a scheme of what is before it. */
static bool is_plain(char byte)
{
    return ascii_is_alphanumeric(byte) ||
           (byte != '\0' && strchr("-._~!$&'()*+,;=@/", byte));
}

void uri_append_path(struct buffer *uri, struct slice path)
{
    for (size_t i = 0; i < path.len; i++) {
        if (is_plain(path.bytes[i])) {
            buffer_append_byte(uri, path.bytes[i]);
        } else {
            buffer_format(uri, "%%%02X", (unsigned char)path.bytes[i]);
        }
    }
}

struct slice repository_uri(struct arena *arena, struct slice path)
{
    struct slice plain = repository_path(arena, path);
    struct buffer uri = {.arena = arena};
    if (slice_starts_with(plain, SLICE("/"))) {
        buffer_append(&uri, SLICE("file://"));
    }
    uri_append_path(&uri, plain);
    return buffer_slice(&uri);
}
