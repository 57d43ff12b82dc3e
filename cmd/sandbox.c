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
#include <string.h>
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

/* What a linter has no use for: talk, other programs, other processes, and
   ways around this filter. */
static const uint32_t refused_calls[] = {
    SYS_socket, SYS_socketpair, SYS_connect, SYS_bind, SYS_listen, SYS_accept,
    SYS_accept4, SYS_execve, SYS_execveat, SYS_process_vm_readv,
    SYS_process_vm_writev, SYS_pidfd_getfd, SYS_kcmp, SYS_io_uring_setup,
    SYS_bpf, SYS_perf_event_open, SYS_userfaultfd, SYS_keyctl, SYS_add_key,
    SYS_request_key, SYS_unshare, SYS_setns, SYS_mount, SYS_chroot,
#if !defined(ARENA_SEPARATE_BLOCKS)
    SYS_ptrace, /* the leak sanitizer has a use for it */
#endif
};

/* Calls that are told apart one by one, once a range is found. */
#define RANGE 5u
/* Lines: one for each call, less than that for each range, and the frame. */
#define FILTER_LIMIT (2u * COUNT_OF(refused_calls) + 8u)

struct filter {
    struct sock_filter code[FILTER_LIMIT];
    uint16_t count;
};

static void put(struct filter *filter, uint16_t code, uint32_t value)
{
    filter->code[filter->count++] = (struct sock_filter)BPF_STMT(code, value);
}

/* Pass over the next so many lines when the comparison holds. */
static void skip_when(
    struct filter *filter, uint16_t comparison, uint32_t value, size_t lines)
{
    filter->code[filter->count++] = (struct sock_filter)BPF_JUMP(
        BPF_JMP | comparison | BPF_K, value, (uint8_t)lines, 0);
}

/* One that refuses calls up to the last of these, and allows the others. */
static void put_range(
    struct filter *filter, const uint32_t *calls, size_t count)
{
    skip_when(filter, BPF_JGT, calls[count - 1], count + 2);
    for (size_t i = 0; i < count; i++) {
        skip_when(filter, BPF_JEQ, calls[i], count - i);
    }
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
}

static int compare_numbers(const void *a, const void *b)
{
    uint32_t one = *(const uint32_t *)a;
    uint32_t other = *(const uint32_t *)b;
    return (one > other) - (one < other);
}

/* The kernel tries the filter on every call that it has, when it is set: calls
   are sorted, and found by ranges, which takes half the time. */
static void make_filter(struct filter *filter)
{
    uint32_t calls[COUNT_OF(refused_calls)];
    memcpy(calls, refused_calls, sizeof(calls));
    qsort(calls, COUNT_OF(calls), sizeof(calls[0]), compare_numbers);
    put(filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, arch));
    skip_when(filter, BPF_JEQ, SANDBOX_ARCH, 1);
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
    put(filter, BPF_LD | BPF_W | BPF_ABS, offsetof(struct seccomp_data, nr));
    for (size_t first = 0; first < COUNT_OF(calls); first += RANGE) {
        size_t left = COUNT_OF(calls) - first;
        put_range(filter, calls + first, left < RANGE ? left : RANGE);
    }
    skip_when(filter, BPF_JGE, X32_CALLS, 1);
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ALLOW);
    put(filter, BPF_RET | BPF_K, SECCOMP_RET_ERRNO | EPERM);
}

static bool refuse_calls(void)
{
    struct filter filter = {0};
    make_filter(&filter);
    struct sock_fprog program = {.len = filter.count, .filter = filter.code};
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
