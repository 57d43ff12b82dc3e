/*
 * lsp_fuzz.c - a whole conversation with the language server.
 *
 * Bytes that begin with "Content-Length" are what the client sends; of others
 * each line is a message, and gets its header here.
 */
#include "cmd/lsp_server.h"
#include "fuzz.h"
#include "parser/buffer.h"

#include <fcntl.h>
#include <stdlib.h>
#include <unistd.h>

static struct slice framed(struct arena *arena, struct slice lines)
{
    struct buffer buffer = {.arena = arena};
    size_t begin = 0;
    for (size_t i = 0; i <= lines.len; i++) {
        if (i < lines.len && lines.bytes[i] != '\n') {
            continue;
        }
        if (i > begin) {
            buffer_append(&buffer,
                arena_format(arena, "Content-Length: %zu\r\n\r\n", i - begin));
            buffer_append(
                &buffer, (struct slice){lines.bytes + begin, i - begin});
        }
        begin = i + 1;
    }
    return buffer_slice(&buffer);
}

/* A file without a name that holds the bytes, at its beginning. */
static FILE *file_of(struct slice bytes)
{
    FILE *file = tmpfile();
    if (!file || fwrite(bytes.bytes, 1, bytes.len, file) != bytes.len ||
        fseek(file, 0, SEEK_SET) != 0) {
        abort();
    }
    return file;
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct slice slice = fuzz_slice(bytes, size);
    if (!slice_starts_with(slice, SLICE("Content-Length"))) {
        slice = framed(arena, slice);
    }
    FILE *in = file_of(slice);
    int out = open("/dev/null", O_WRONLY);
    struct options options = fuzz_options(arena, "lsp");
    const struct lsp_pipes pipes = {fileno(in), out};
    struct trouble trouble;
    bool exits_cleanly;
    if (out < 0 || !lsp_run(&options, &pipes, &exits_cleanly, &trouble)) {
        abort();
    }
    close(out);
    fclose(in);
    arena_free(arena);
    return 0;
}
