#include "rules/tool_file.h"

#include "parser/buffer.h"

#include <stdio.h>

bool tool_file_read(struct arena *arena, const char *path, struct slice *ret)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    struct buffer buffer = {.arena = arena};
    char part[4096];
    size_t len;
    while ((len = fread(part, 1, sizeof(part), file)) > 0) {
        buffer_append(&buffer, (struct slice){part, len});
    }
    bool is_read = !ferror(file);
    fclose(file);
    *ret = buffer_slice(&buffer);
    return is_read;
}
