#include "cmd/output.h"

#include <errno.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

static bool refuse(struct error *ret_error)
{
    return error_set(ret_error, "не удалось записать: %s",
        "cannot be written: %s", strerror(errno));
}

/* The permissions the file has, or those a new one would get. */
static mode_t wanted_mode(const struct stat *status, bool exists)
{
    if (exists) {
        return status->st_mode & 0777;
    }
    mode_t mask = umask(0);
    umask(mask);
    return 0666 & ~mask;
}

static FILE *open_temporary(char *template, mode_t mode)
{
    int descriptor = mkstemp(template);
    if (descriptor < 0) {
        return NULL;
    }
    FILE *file =
        fchmod(descriptor, mode) == 0 ? fdopen(descriptor, "wb") : NULL;
    if (!file) {
        int reason = errno;
        close(descriptor);
        unlink(template);
        errno = reason;
    }
    return file;
}

bool output_open(struct output *ret, struct arena *arena, struct slice path,
    struct error *ret_error)
{
    if (path.len == 0) {
        *ret = (struct output){.file = stdout};
        return true;
    }
    struct output output = {.path = arena_string(arena, path)};
    struct stat status;
    bool exists = stat(output.path, &status) == 0;
    if (exists && !S_ISREG(status.st_mode)) {
        output.file = fopen(output.path, "wb");
    } else {
        output.temporary = arena_string(arena,
            arena_format(arena, "%.*s.XXXXXX", (int)path.len, path.bytes));
        output.file =
            open_temporary(output.temporary, wanted_mode(&status, exists));
    }
    if (!output.file) {
        return refuse(ret_error);
    }
    *ret = output;
    return true;
}

bool output_close(struct output *output, struct error *ret_error)
{
    bool is_written = fflush(output->file) == 0 && !ferror(output->file);
    if (output->path && fclose(output->file) != 0) {
        is_written = false;
    }
    if (is_written && output->temporary) {
        is_written = rename(output->temporary, output->path) == 0;
    }
    if (is_written) {
        return true;
    }
    refuse(ret_error);
    if (output->temporary) {
        unlink(output->temporary);
    }
    return false;
}

void output_discard(struct output *output)
{
    if (output->path) {
        fclose(output->file);
    }
    if (output->temporary) {
        unlink(output->temporary);
    }
}
