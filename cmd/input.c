#include "cmd/input.h"

#include "cmd/path.h"
#include "cmd/system_error.h"
#include "parser/buffer.h"
#include "parser/source.h"

#include <dirent.h>
#include <errno.h>
#include <fcntl.h>
#include <stdlib.h>
#include <string.h>
#include <sys/stat.h>
#include <unistd.h>

/* Bytes that are asked for at once where the size is not known. */
#define READ_STEP 16384

/* Why the system refused a file or folder. */
static bool refuse(struct error *ret_error)
{
    switch (errno) {
    case ENOENT:
        return error_set(
            ret_error, "нет такого файла или папки", "no such file or folder");
    case EACCES:
        return error_set(
            ret_error, "нет права на чтение", "no permission to read it");
    default:
        return system_error(
            ret_error, "не удалось прочитать", "cannot be read");
    }
}

static void add(struct input_list *list, struct input input)
{
    list->items = arena_grow(list->arena, list->items, list->count,
        &list->capacity, sizeof(*list->items));
    list->items[list->count++] = input;
}

static bool is_policy_name(struct slice name)
{
    static const char *const endings[] = {
        ".md", ".markdown", ".html", ".htm", ".txt"};
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct slice ending = slice_from(endings[i]);
        if (name.len > ending.len && slice_ends_with_any_case(name, ending)) {
            return true;
        }
    }
    return false;
}

/* Folders that are still to be looked into. */
struct folder_list {
    struct slice *items;
    size_t count;
    size_t capacity;
};

static void add_folder(
    struct arena *arena, struct folder_list *folders, struct slice path)
{
    folders->items = arena_grow(arena, folders->items, folders->count,
        &folders->capacity, sizeof(*folders->items));
    folders->items[folders->count++] = path;
}

/* Sort one entry of a folder into files, further folders and the rest. */
static void sort_entry(struct input_list *list, struct folder_list *folders,
    struct slice folder, struct slice name)
{
    if (slice_starts_with(name, SLICE(".")) ||
        slice_equal(name, SLICE("node_modules"))) {
        return;
    }
    struct slice path = path_join(list->arena, folder, name);
    const char *string = arena_string(list->arena, path);
    struct stat status;
    if (lstat(string, &status) == 0 && S_ISDIR(status.st_mode)) {
        add_folder(list->arena, folders, path);
    } else if (is_policy_name(name) && stat(string, &status) == 0 &&
               S_ISREG(status.st_mode)) {
        add(list, (struct input){.path = path, .is_found = true});
    }
}

static bool look_into(struct input_list *list, struct folder_list *folders,
    struct slice folder, struct error *ret_error)
{
    DIR *stream = opendir(arena_string(list->arena, folder));
    if (!stream) {
        return refuse(ret_error);
    }
    const struct dirent *entry;
    errno = 0;
    while ((entry = readdir(stream))) {
        sort_entry(list, folders, folder,
            arena_copy(list->arena, slice_from(entry->d_name)));
        errno = 0;
    }
    bool is_read = errno == 0 || refuse(ret_error);
    closedir(stream);
    return is_read;
}

static int compare_inputs(const void *a, const void *b)
{
    const struct input *first = a;
    const struct input *second = b;
    return slice_compare(first->path, second->path);
}

/* A folder below root that cannot be looked into becomes an input of its own,
   so that reading it fails under its own name and the rest is still read. */
static bool find_in_folder(
    struct input_list *list, struct slice root, struct error *ret_error)
{
    struct folder_list folders = {0};
    size_t count_before = list->count;
    if (!look_into(list, &folders, root, ret_error)) {
        return false;
    }
    for (size_t i = 0; i < folders.count; i++) {
        struct error unused;
        if (!look_into(list, &folders, folders.items[i], &unused)) {
            add(list,
                (struct input){.path = folders.items[i], .is_found = true});
        }
    }
    if (list->count == count_before) {
        return error_set(ret_error,
            "в папке нет политик: файлов .md, .markdown, .html, .htm, .txt",
            "the folder holds no policy: no .md, .markdown, .html, .htm or "
            ".txt file");
    }
    qsort(list->items + count_before, list->count - count_before,
        sizeof(*list->items), compare_inputs);
    return true;
}

bool input_find(struct input_list *list, struct slice operand,
    struct slice stdin_filename, struct error *ret_error)
{
    if (slice_equal(operand, SLICE("-"))) {
        struct slice name =
            stdin_filename.len ? stdin_filename : SLICE("<stdin>");
        add(list, (struct input){.path = name, .is_stdin = true});
        return true;
    }
    struct stat status;
    if (stat(arena_string(list->arena, operand), &status) != 0) {
        return refuse(ret_error);
    }
    if (S_ISDIR(status.st_mode)) {
        return find_in_folder(list, operand, ret_error);
    }
    add(list, (struct input){.path = operand});
    return true;
}

/* Read all, or as much as no document may have. */
static bool read_all(struct arena *arena, int descriptor,
    struct slice *ret_bytes, struct error *ret_error)
{
    struct buffer bytes = {.arena = arena};
    struct stat status;
    size_t step = READ_STEP;
    if (fstat(descriptor, &status) == 0 && status.st_size > 0 &&
        status.st_size <= SOURCE_SIZE_LIMIT) {
        step = (size_t)status.st_size + 1; /* the end is seen at once */
    }
    for (ssize_t len = 1; len != 0 && bytes.len <= SOURCE_SIZE_LIMIT;) {
        size_t left = bytes.capacity - bytes.len;
        left = left > 0 ? left : step;
        len = read(descriptor, buffer_room(&bytes, left), left);
        if (len < 0 && errno != EINTR) {
            return refuse(ret_error);
        }
        bytes.len += len > 0 ? (size_t)len : 0;
    }
    *ret_bytes = buffer_slice(&bytes);
    return true;
}

/* A pipe that stands where a policy was found would be waited for without end.
   Folders are let through: that they cannot be read is said of all in one
   way. */
static bool is_fit(int descriptor, struct error *ret_error)
{
    struct stat status;
    if (fstat(descriptor, &status) != 0) {
        return refuse(ret_error);
    }
    return S_ISREG(status.st_mode) || S_ISDIR(status.st_mode) ||
           error_set(ret_error, "не обычный файл", "no regular file");
}

bool input_read(struct arena *arena, const struct input *input,
    struct slice *ret_bytes, struct error *ret_error)
{
    if (input->is_stdin) {
        return read_all(arena, STDIN_FILENO, ret_bytes, ret_error);
    }
    int flags = O_RDONLY | O_CLOEXEC | (input->is_found ? O_NONBLOCK : 0);
    int descriptor = open(arena_string(arena, input->path), flags);
    if (descriptor < 0) {
        return refuse(ret_error);
    }
    bool is_read = (!input->is_found || is_fit(descriptor, ret_error)) &&
                   read_all(arena, descriptor, ret_bytes, ret_error);
    close(descriptor);
    return is_read;
}

bool input_stamp(const struct input *input, struct input_stamp *ret)
{
    struct arena *arena = arena_new();
    struct stat status;
    bool is_there = stat(arena_string(arena, input->path), &status) == 0;
    arena_free(arena);
    if (is_there) {
        *ret = (struct input_stamp){
            status.st_mtim.tv_sec, status.st_mtim.tv_nsec, status.st_size};
    }
    return is_there;
}

bool input_stamp_equal(
    const struct input_stamp *one, const struct input_stamp *other)
{
    return one->seconds == other->seconds &&
           one->nanoseconds == other->nanoseconds && one->size == other->size;
}
