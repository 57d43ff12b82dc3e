#include "cmd/lsp_uri.h"

#include "cmd/repository.h"

/* The value of a hexadecimal digit, or 16. */
static unsigned digit_of(char byte)
{
    unsigned decimal = (unsigned)byte - '0';
    unsigned letter = ((unsigned)byte | 0x20u) - 'a';
    return decimal <= 9 ? decimal : letter <= 5 ? letter + 10 : 16;
}

static struct slice decode(struct arena *arena, struct slice text)
{
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < text.len; i++) {
        char byte = text.bytes[i];
        if (byte == '%' && i + 2 < text.len) {
            unsigned high = digit_of(text.bytes[i + 1]);
            unsigned low = digit_of(text.bytes[i + 2]);
            if (high < 16 && low < 16) {
                byte = (char)(high * 16 + low);
                i += 2;
            }
        }
        buffer_append_byte(&buffer, byte);
    }
    return buffer_slice(&buffer);
}

struct slice lsp_uri_path(struct arena *arena, struct slice uri)
{
    struct slice scheme = SLICE("file://");
    struct slice host = SLICE("localhost");
    if (!slice_starts_with_any_case(uri, scheme)) {
        return SLICE("");
    }
    struct slice path = slice_cut(uri, scheme.len, uri.len);
    if (slice_starts_with_any_case(path, host)) {
        path = slice_cut(path, host.len, path.len);
    }
    if (!slice_starts_with(path, SLICE("/"))) {
        return SLICE("");
    }
    return decode(arena, path);
}

struct slice lsp_uri_of_path(struct arena *arena, struct slice path)
{
    struct buffer uri = {.arena = arena};
    buffer_append(&uri, SLICE("file://"));
    uri_append_path(&uri, path);
    return buffer_slice(&uri);
}
