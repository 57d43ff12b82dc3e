#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

#include "cmd/sandbox.h"

#include <errno.h>
#include <fcntl.h>
#include <pthread.h>
#include <stdio.h>
#include <stdlib.h>
#include <sys/socket.h>
#include <sys/stat.h>
#include <sys/wait.h>
#include <unistd.h>

/* Exit statuses of the child that stands in the sandbox. */
enum {
    AS_SAID,
    READ_FAILED,
    THREAD_FAILED,
    NAMED_FOLDER_FAILED,
    SOCKET_OPENED,
    PROGRAM_RUN,
    FILE_CHANGED,
};

static void *nothing(void *data)
{
    return data;
}

static bool can_create(const char *folder, const char *name)
{
    char path[512];
    snprintf(path, sizeof(path), "%s/%s", folder, name);
    int descriptor = open(path, O_WRONLY | O_CREAT | O_TRUNC, 0600);
    if (descriptor < 0) {
        return false;
    }
    close(descriptor);
    return true;
}

static int try_everything(const char *named, const char *other)
{
    const char *folders[] = {named, "/no-such-folder"};
    uint32_t held = sandbox_enter(folders, 2);
    pthread_t thread;
    if (open("/dev/null", O_RDONLY) < 0 || access(other, R_OK) != 0) {
        return READ_FAILED;
    }
    if (pthread_create(&thread, NULL, nothing, NULL) != 0 ||
        pthread_join(thread, NULL) != 0) {
        return THREAD_FAILED;
    }
    char from[512];
    char to[512];
    snprintf(from, sizeof(from), "%s/a", named);
    snprintf(to, sizeof(to), "%s/b", named);
    if (!can_create(named, "a") || !can_create(named, "b") ||
        rename(from, to) != 0) {
        return NAMED_FOLDER_FAILED;
    }
    if ((held & SANDBOX_CALLS) && socket(AF_INET, SOCK_STREAM, 0) >= 0) {
        return SOCKET_OPENED;
    }
    if ((held & SANDBOX_FILES) &&
        (can_create(other, "c") || rmdir(other) == 0)) {
        return FILE_CHANGED;
    }
    if (held & SANDBOX_CALLS) {
        execl("/bin/true", "true", (char *)NULL);
        return errno == EPERM ? AS_SAID : PROGRAM_RUN;
    }
    return AS_SAID;
}

static void
a_process_in_the_sandbox_reads_and_writes_reports_and_does_nothing_else(
    void **state)
{
    (void)state;
    char named[] = "/tmp/sandbox-XXXXXX";
    char other[] = "/tmp/sandbox-XXXXXX";
    assert_non_null(mkdtemp(named));
    assert_non_null(mkdtemp(other));
    pid_t child = fork();
    if (child == 0) {
        _exit(try_everything(named, other));
    }
    int status = 0;
    assert_int_equal(waitpid(child, &status, 0), child);
    assert_true(WIFEXITED(status));
    assert_int_equal(WEXITSTATUS(status), AS_SAID);
    char path[512];
    snprintf(path, sizeof(path), "%s/b", named);
    assert_int_equal(unlink(path), 0);
    assert_int_equal(rmdir(named), 0);
    assert_int_equal(rmdir(other), 0);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(
            a_process_in_the_sandbox_reads_and_writes_reports_and_does_nothing_else),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
