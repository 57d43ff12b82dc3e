#include "cmd/sandbox.h"

#include "cmd/path.h"

#include <stdlib.h>

#ifdef __linux__

#include <errno.h>
#include <fcntl.h>
#include <linux/audit.h>
#include <linux/filter.h>
#include <linux/landlock.h>
#include <linux/seccomp.h>
#include <stddef.h>
#include <sys/prctl.h>
#include <sys/syscall.h>
#include <unistd.h>

#if defined(__x86_64__)
#define SANDBOX_ARCH AUDIT_ARCH_X86_64
#elif defined(__aarch64__)
#define SANDBOX_ARCH AUDIT_ARCH_AARCH64
#endif

#ifdef SANDBOX_ARCH

#define X32_CALLS 0x40000000u /* numbers of another ABI of the same machine */

#define LOAD(field) \
    BPF_STMT(BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, field))
#define RETURN(value) BPF_STMT(BPF_RET | BPF_K, (value))
/* Go on when the loaded value is so, else pass over the next line. */
#define WHEN(comparison, value) \
    BPF_JUMP(BPF_JMP | (comparison) | BPF_K, (value), 0, 1)
#define REFUSE RETURN(SECCOMP_RET_ERRNO | EPERM)
#define REFUSE_CALL(name) WHEN(BPF_JEQ, SYS_##name), REFUSE

/* What a linter has no use for: talk, other programs, other processes, and
   ways around this filter. */
static const struct sock_filter calls[] = {
    LOAD(arch),
    BPF_JUMP(BPF_JMP | BPF_JEQ | BPF_K, SANDBOX_ARCH, 1, 0),
    REFUSE,
    LOAD(nr),
    WHEN(BPF_JGE, X32_CALLS),
    REFUSE,
    REFUSE_CALL(socket),
    REFUSE_CALL(socketpair),
    REFUSE_CALL(connect),
    REFUSE_CALL(bind),
    REFUSE_CALL(listen),
    REFUSE_CALL(accept),
    REFUSE_CALL(accept4),
    REFUSE_CALL(execve),
    REFUSE_CALL(execveat),
    REFUSE_CALL(process_vm_readv),
    REFUSE_CALL(process_vm_writev),
    REFUSE_CALL(pidfd_getfd),
    REFUSE_CALL(kcmp),
    REFUSE_CALL(io_uring_setup),
    REFUSE_CALL(bpf),
    REFUSE_CALL(perf_event_open),
    REFUSE_CALL(userfaultfd),
    REFUSE_CALL(keyctl),
    REFUSE_CALL(add_key),
    REFUSE_CALL(request_key),
    REFUSE_CALL(unshare),
    REFUSE_CALL(setns),
    REFUSE_CALL(mount),
    REFUSE_CALL(chroot),
#if !defined(ARENA_SEPARATE_BLOCKS)
    REFUSE_CALL(ptrace), /* the leak sanitizer has a use for it */
#endif
    RETURN(SECCOMP_RET_ALLOW),
};

static bool refuse_calls(void)
{
    struct sock_fprog program = {
        .len = COUNT_OF(calls), .filter = (struct sock_filter *)calls};
    return prctl(PR_SET_SECCOMP, SECCOMP_MODE_FILTER, &program, 0, 0) == 0;
}

#else

static bool refuse_calls(void)
{
    return false;
}

#endif

/* What changes files, in every version of Landlock. */
#define CHANGES                                                          \
    (LANDLOCK_ACCESS_FS_EXECUTE | LANDLOCK_ACCESS_FS_WRITE_FILE |        \
        LANDLOCK_ACCESS_FS_REMOVE_DIR | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
        LANDLOCK_ACCESS_FS_MAKE_CHAR | LANDLOCK_ACCESS_FS_MAKE_DIR |     \
        LANDLOCK_ACCESS_FS_MAKE_REG | LANDLOCK_ACCESS_FS_MAKE_SOCK |     \
        LANDLOCK_ACCESS_FS_MAKE_FIFO | LANDLOCK_ACCESS_FS_MAKE_BLOCK |   \
        LANDLOCK_ACCESS_FS_MAKE_SYM)
/* What writing a report takes: a new file that is renamed into place. */
#define REPORTS                                                       \
    (LANDLOCK_ACCESS_FS_WRITE_FILE | LANDLOCK_ACCESS_FS_REMOVE_FILE | \
        LANDLOCK_ACCESS_FS_MAKE_REG)

static void allow_folder(int rules, const char *folder)
{
    int descriptor = open(folder, O_RDONLY | O_CLOEXEC | O_DIRECTORY);
    if (descriptor < 0) {
        return;
    }
    struct landlock_path_beneath_attr beneath = {
        .allowed_access = REPORTS, .parent_fd = descriptor};
    syscall(
        SYS_landlock_add_rule, rules, LANDLOCK_RULE_PATH_BENEATH, &beneath, 0);
    close(descriptor);
}

static bool refuse_changes(const char *const *folders, size_t count)
{
    struct landlock_ruleset_attr attributes = {.handled_access_fs = CHANGES};
    int rules = (int)syscall(SYS_landlock_create_ruleset, &attributes,
        sizeof(attributes.handled_access_fs), 0);
    if (rules < 0) {
        return false;
    }
    for (size_t i = 0; i < count; i++) {
        allow_folder(rules, folders[i]);
    }
    bool holds = syscall(SYS_landlock_restrict_self, rules, 0) == 0;
    close(rules);
    return holds;
}

uint32_t sandbox_enter(const char *const *folders, size_t count)
{
    if (prctl(PR_SET_NO_NEW_PRIVS, 1, 0, 0, 0) != 0) {
        return 0;
    }
    uint32_t held = 0;
    if (refuse_changes(folders, count)) {
        held |= SANDBOX_FILES;
    }
    if (refuse_calls()) {
        held |= SANDBOX_CALLS;
    }
    return held;
}

#else

uint32_t sandbox_enter(const char *const *folders, size_t count)
{
    (void)folders;
    (void)count;
    return 0;
}

#endif

struct folders {
    struct arena *arena;
    const char **items;
    size_t count;
    size_t capacity;
};

static void add_folder_of(struct folders *folders, struct slice path)
{
    struct slice folder = path_folder(path_absolute(folders->arena, path));
    folders->items = arena_grow(folders->arena, folders->items, folders->count,
        &folders->capacity, sizeof(*folders->items));
    folders->items[folders->count++] = arena_string(folders->arena, folder);
}

/* The folder of a file that will be written, and of what a link leads to. */
static void add_output(struct folders *folders, struct slice path)
{
    if (path.len == 0) {
        return;
    }
    add_folder_of(folders, path);
    char *real = realpath(arena_string(folders->arena, path), NULL);
    if (real) {
        add_folder_of(folders, slice_from(real));
        free(real);
    }
}

/* Those that run no other program and write no file but their output. */
#define CONFINED                                                          \
    (COMMAND_CHECK | COMMAND_COMPILE | COMMAND_CONFIG | COMMAND_EXPLAIN | \
        COMMAND_LSP | COMMAND_RULES | COMMAND_TEST)

void sandbox_for(struct arena *arena, const struct options *options)
{
    if (!(options->command & CONFINED)) {
        return;
    }
    struct folders folders = {.arena = arena};
    add_output(&folders, options->output);
    for (size_t i = 0; i < options->report_count; i++) {
        add_output(&folders, options->reports[i].path);
    }
    sandbox_enter(folders.items, folders.count);
}
