#include "cmd/output.h"

#include "cmd/system_error.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <signal.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

#define UNIQUE "XXXXXX"       /* as mkstemp() wants it */
#define COPY_SIZE (16 * 1024) /* bytes */

static bool refuse(struct error *ret_error)
{
    return system_error(ret_error, "не удалось записать", "cannot be written");
}

void output_guard(void)
{
    for (int descriptor = 0; descriptor <= STDERR_FILENO; descriptor++) {
        if (fcntl(descriptor, F_GETFD) < 0) {
            /* Lowest numbers are taken first. Reading or writing it fails. */
            int mode = descriptor == STDIN_FILENO ? O_WRONLY : O_RDONLY;
            (void)!open("/dev/null", mode);
        }
    }
}

bool output_finish(struct error *ret_error)
{
    return (fflush(stdout) == 0 && !ferror(stdout)) || refuse(ret_error);
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

/* While a file has a name that is not the report's, no signal ends the process.
   Call with one thread. */
static sigset_t hold_signals(void)
{
    sigset_t all, before;
    sigfillset(&all);
    pthread_sigmask(SIG_BLOCK, &all, &before);
    return before;
}

static void release_signals(const sigset_t *before)
{
    int reason = errno;
    pthread_sigmask(SIG_SETMASK, before, NULL);
    errno = reason;
}

static int make_beside(const struct output *output)
{
    size_t len = strlen(output->temporary);
    memset(output->temporary + len - strlen(UNIQUE), 'X', strlen(UNIQUE));
    return mkstemp(output->temporary);
}

/* A file without a name: whatever ends the process leaves nothing of it. */
static FILE *open_nameless(const struct output *output)
{
    sigset_t before = hold_signals();
    int descriptor = make_beside(output);
    if (descriptor >= 0) {
        unlink(output->temporary);
    }
    release_signals(&before);
    FILE *file = descriptor >= 0 ? fdopen(descriptor, "w+b") : NULL;
    if (!file && descriptor >= 0) {
        int reason = errno;
        close(descriptor);
        errno = reason;
    }
    return file;
}

static bool write_whole(int to, const char *bytes, size_t len)
{
    while (len > 0) {
        ssize_t written = write(to, bytes, len);
        if (written < 0 && errno != EINTR) {
            return false;
        }
        bytes += written > 0 ? written : 0;
        len -= written > 0 ? (size_t)written : 0;
    }
    return true;
}

static bool copy(int from, int to)
{
    char bytes[COPY_SIZE];
    ssize_t len = lseek(from, 0, SEEK_SET) == 0 ? 1 : -1;
    while (len > 0) {
        do {
            len = read(from, bytes, sizeof(bytes));
        } while (len < 0 && errno == EINTR);
        if (len > 0 && !write_whole(to, bytes, (size_t)len)) {
            return false;
        }
    }
    return len == 0;
}

/* The file that has no name, under that of the report. */
static bool put_in_place(const struct output *output)
{
    sigset_t before = hold_signals();
    int to = make_beside(output);
    bool is_made = to >= 0;
    bool is_whole = is_made && copy(fileno(output->file), to) &&
                    fchmod(to, output->mode) == 0;
    if (is_made && close(to) != 0) {
        is_whole = false;
    }
    is_whole = is_whole && rename(output->temporary, output->path) == 0;
    if (is_made && !is_whole) {
        int reason = errno;
        unlink(output->temporary);
        errno = reason;
    }
    release_signals(&before);
    return is_whole;
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
            arena_format(arena, "%.*s." UNIQUE, (int)path.len, path.bytes));
        output.mode = wanted_mode(&status, exists);
        output.file = open_nameless(&output);
    }
    if (!output.file) {
        return refuse(ret_error);
    }
    *ret = output;
    return true;
}

bool output_close(struct output *output, struct error *ret_error)
{
    bool is_written = fflush(output->file) == 0 && !ferror(output->file) &&
                      (!output->temporary || put_in_place(output));
    int reason = errno;
    if (output->path && fclose(output->file) != 0 && !output->temporary &&
        is_written) {
        reason = errno;
        is_written = false;
    }
    errno = reason;
    return is_written || refuse(ret_error);
}

void output_discard(struct output *output)
{
    if (output->path) {
        fclose(output->file);
    }
}
