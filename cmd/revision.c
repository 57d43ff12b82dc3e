#include "cmd/revision.h"

#include "parser/buffer.h"
#include "parser/source.h"

#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit status of the child when git could not be started. */
#define NOT_STARTED 127

static bool refuse_spelling(struct slice spelling, struct error *ret_error)
{
    return error_set(ret_error,
        "--git: «%.*s» — не ревизия; пишется РЕВИЗИЯ или РЕВИЗИЯ..РЕВИЗИЯ",
        "--git: \"%.*s\" is no revision; write REV or REV..REV",
        (int)spelling.len, spelling.bytes);
}

bool revision_split(struct slice spelling, struct slice *ret_old,
    struct slice *ret_new, struct error *ret_error)
{
    size_t dots = slice_find(spelling, SLICE(".."), 0);
    struct slice old_revision = slice_cut(spelling, 0, dots);
    struct slice new_revision = SLICE("");
    if (dots != SLICE_NOT_FOUND) {
        new_revision = slice_cut(spelling, dots + 2, spelling.len);
        old_revision = old_revision.len ? old_revision : SLICE("HEAD");
        new_revision = new_revision.len ? new_revision : SLICE("HEAD");
    }
    if (old_revision.len == 0 || slice_starts_with(old_revision, SLICE("-")) ||
        slice_starts_with(new_revision, SLICE("-")) ||
        slice_starts_with(new_revision, SLICE(".")) ||
        slice_find(spelling, SLICE(":"), 0) != SLICE_NOT_FOUND) {
        return refuse_spelling(spelling, ret_error);
    }
    *ret_old = old_revision;
    *ret_new = new_revision;
    return true;
}

/* In the child: become git. */
static void become_git(char *const *arguments, int output)
{
    int nothing = open("/dev/null", O_RDWR);
    if (nothing < 0 || dup2(nothing, STDIN_FILENO) < 0 ||
        dup2(output, STDOUT_FILENO) < 0 || dup2(nothing, STDERR_FILENO) < 0 ||
        setenv("GIT_NO_LAZY_FETCH", "1", 1) != 0 ||
        setenv("GIT_OPTIONAL_LOCKS", "0", 1) != 0) {
        _exit(NOT_STARTED);
    }
    execvp("git", arguments);
    _exit(NOT_STARTED);
}

/* All that git writes, up to just over the limit of a source. */
static void read_all(int input, struct buffer *buffer)
{
    char chunk[65536];
    for (;;) {
        ssize_t count = read(input, chunk, sizeof(chunk));
        if (count < 0 && errno == EINTR) {
            continue;
        }
        if (count <= 0 || buffer->len > SOURCE_SIZE_LIMIT) {
            return;
        }
        buffer_append(buffer, (struct slice){chunk, (size_t)count});
    }
}

static int wait_for(pid_t child)
{
    int status = 0;
    while (waitpid(child, &status, 0) < 0) {
        if (errno != EINTR) {
            return NOT_STARTED;
        }
    }
    return WIFEXITED(status) ? WEXITSTATUS(status) : NOT_STARTED + 1;
}

/* Run git; returns its exit status, NOT_STARTED when there is none. */
static int run_git(
    struct arena *arena, char *const *arguments, struct slice *ret_output)
{
    int pipe_ends[2];
    if (pipe(pipe_ends) != 0) {
        return NOT_STARTED;
    }
    pid_t child = fork();
    if (child == 0) {
        close(pipe_ends[0]);
        become_git(arguments, pipe_ends[1]);
    }
    close(pipe_ends[1]);
    struct buffer buffer = {.arena = arena};
    if (child > 0) {
        read_all(pipe_ends[0], &buffer);
    }
    close(pipe_ends[0]);
    *ret_output = buffer_slice(&buffer);
    return child > 0 ? wait_for(child) : NOT_STARTED;
}

/* Why the revision cannot be had: git itself, the repository, the name. */
static bool find_revision(struct arena *arena, char *folder,
    struct slice revision, struct error *ret_error)
{
    char *name = arena_string(arena, arena_format(arena, "%.*s^{commit}",
                                         (int)revision.len, revision.bytes));
    char *const arguments[] = {(char[]){"git"}, (char[]){"-C"}, folder,
        (char[]){"rev-parse"}, (char[]){"--verify"}, (char[]){"--quiet"}, name,
        NULL};
    struct slice output;
    int status = run_git(arena, arguments, &output);
    if (status == 0) {
        return true;
    }
    if (status == NOT_STARTED) {
        return error_set(ret_error,
            "--git: не удалось запустить git: установите его или назовите два "
            "файла",
            "--git: git could not be started: install it, or name two files");
    }
    if (status == 1) {
        return error_set(ret_error, "--git: нет ревизии «%.*s»",
            "--git: there is no revision \"%.*s\"", (int)revision.len,
            revision.bytes);
    }
    return error_set(ret_error,
        "--git: файл не в репозитории git, или git отказывается его читать",
        "--git: the file is in no git repository, or git refuses to read it");
}

bool revision_read(struct arena *arena, struct slice revision,
    struct slice path, struct slice *ret_bytes, struct error *ret_error)
{
    size_t slash = path.len;
    while (slash > 0 && path.bytes[slash - 1] != '/') {
        slash--;
    }
    struct slice name = slice_cut(path, slash, path.len);
    char *folder =
        arena_string(arena, slash > 0 ? slice_cut(path, 0, slash) : SLICE("."));
    if (!find_revision(arena, folder, revision, ret_error)) {
        return false;
    }
    char *object = arena_string(
        arena, arena_format(arena, "%.*s:./%.*s", (int)revision.len,
                   revision.bytes, (int)name.len, name.bytes));
    char *const arguments[] = {(char[]){"git"}, (char[]){"-C"}, folder,
        (char[]){"cat-file"}, (char[]){"blob"}, object, NULL};
    if (run_git(arena, arguments, ret_bytes) != 0) {
        return error_set(ret_error, "--git: в ревизии «%.*s» нет этого файла",
            "--git: revision \"%.*s\" does not have this file",
            (int)revision.len, revision.bytes);
    }
    return true;
}
