/*
 * fault.c - an LD_PRELOAD object that makes one call of the C library fail.
 *
 * The environment says which: FAULT=CALL, and AT=N, counted from 1, for the
 * Nth call of it. CALL:
 *
 *     malloc    malloc(), calloc(), realloc() return NULL
 *     read      EIO
 *     rename    EACCES
 *     write     ENOSPC, of write() itself: streams have a way of their own
 *     readdir   EIO, as after a folder was taken away
 *     pthread   pthread_create() returns EAGAIN
 *     eintr     read(), write() and poll() are interrupted each second time
 *     short     read() and write() move one byte at a time
 *
 * With COUNT=1 nothing fails, and the number of calls is written to standard
 * error at the end. glibc only.
 */
#define _GNU_SOURCE
#include <dirent.h>
#include <dlfcn.h>
#include <errno.h>
#include <poll.h>
#include <pthread.h>
#include <stdatomic.h>
#include <stdbool.h>
#include <stdio.h>
#include <stdlib.h>
#include <string.h>
#include <unistd.h>

void *__libc_malloc(size_t size);
void *__libc_calloc(size_t count, size_t size);
void *__libc_realloc(void *block, size_t size);

static atomic_long calls;
static const char *fault = "";
static long at;
static bool counts;

__attribute__((constructor)) static void begin(void)
{
    fault = getenv("FAULT") ? getenv("FAULT") : "";
    at = getenv("AT") ? strtol(getenv("AT"), NULL, 10) : 0;
    counts = getenv("COUNT") != NULL;
    calls = 0;
}

__attribute__((destructor)) static void end(void)
{
    if (counts) {
        fprintf(stderr, "calls %ld\n", (long)calls);
    }
}

static bool is(const char *call)
{
    return strcmp(fault, call) == 0;
}

/* Is this call the one that fails? */
static bool fails(const char *call)
{
    return is(call) && ++calls == at && !counts;
}

/* ISO C knows no way from an object pointer to a function. */
static void find(const char *name, void *ret_function)
{
    void *symbol = dlsym(RTLD_NEXT, name);
    memcpy(ret_function, &symbol, sizeof(symbol));
}

void *malloc(size_t size)
{
    if (fails("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_malloc(size);
}

void *calloc(size_t count, size_t size)
{
    if (fails("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_calloc(count, size);
}

void *realloc(void *block, size_t size)
{
    if (fails("malloc")) {
        errno = ENOMEM;
        return NULL;
    }
    return __libc_realloc(block, size);
}

int rename(const char *from, const char *to)
{
    int (*real)(const char *, const char *);
    find("rename", &real);
    if (fails("rename")) {
        errno = EACCES;
        return -1;
    }
    return real(from, to);
}

struct dirent *readdir(DIR *folder)
{
    struct dirent *(*real)(DIR *);
    find("readdir", &real);
    if (fails("readdir")) {
        errno = EIO;
        return NULL;
    }
    return real(folder);
}

int pthread_create(pthread_t *thread, const pthread_attr_t *attributes,
    void *(*run)(void *), void *argument)
{
    int (*real)(pthread_t *, const pthread_attr_t *, void *(*)(void *), void *);
    find("pthread_create", &real);
    return fails("pthread") ? EAGAIN : real(thread, attributes, run, argument);
}

static bool is_interrupted(void)
{
    if (!is("eintr") || ++calls % 2 == 0) {
        return false;
    }
    errno = EINTR;
    return true;
}

ssize_t read(int descriptor, void *bytes, size_t size)
{
    ssize_t (*real)(int, void *, size_t);
    find("read", &real);
    if (fails("read")) {
        errno = EIO;
        return -1;
    }
    return is_interrupted()
               ? -1
               : real(descriptor, bytes, is("short") && size ? 1 : size);
}

ssize_t write(int descriptor, const void *bytes, size_t size)
{
    ssize_t (*real)(int, const void *, size_t);
    find("write", &real);
    if (fails("write")) {
        errno = ENOSPC;
        return -1;
    }
    return is_interrupted()
               ? -1
               : real(descriptor, bytes, is("short") && size ? 1 : size);
}

int poll(struct pollfd *list, nfds_t count, int milliseconds)
{
    int (*real)(struct pollfd *, nfds_t, int);
    find("poll", &real);
    return is_interrupted() ? -1 : real(list, count, milliseconds);
}
