/*
 * replay.c - a fuzz target over the files of its corpus: replay PATH...
 *
 * Each path is a file or a folder of files. Prints a TAP line for each file;
 * what a file does wrong ends the program, by a signal of the sanitizers or of
 * the system. Half of each file and the file twice are run, too: what is cut
 * off is what readers get wrong most.
 */
#include "fuzz.h"

#include <dirent.h>
#include <stdlib.h>
#include <string.h>
#include <sys/resource.h>
#include <sys/stat.h>

#define PATH_LONGEST 4096
#define SIZE_LIMIT (1024u * 1024)
#define SECONDS_LIMIT                                      \
    300 /* of processor time, for all: a hang is a failure \
         */

static bool read_file(const char *path, uint8_t *ret_bytes, size_t *ret_size)
{
    FILE *file = fopen(path, "rb");
    if (!file) {
        return false;
    }
    *ret_size = fread(ret_bytes, 1, SIZE_LIMIT, file);
    return fclose(file) == 0;
}

/* A copy of exactly that size, so that reading past its end is seen. */
static void run(const uint8_t *bytes, size_t size)
{
    uint8_t *copy = malloc(size + !size);
    if (!copy) {
        abort();
    }
    memcpy(copy, bytes, size);
    LLVMFuzzerTestOneInput(copy, size);
    free(copy);
}

static bool replay(const char *path, size_t number)
{
    uint8_t *bytes = malloc((size_t)2 * SIZE_LIMIT);
    size_t size;
    bool is_read = bytes && read_file(path, bytes, &size);
    if (is_read) {
        memcpy(bytes + size, bytes, size);
        run(bytes, size);
        run(bytes, size / 2);
        run(bytes, 2 * size);
    }
    free(bytes);
    printf("%s %zu - %s\n", is_read ? "ok" : "not ok", number, path);
    fflush(stdout);
    return is_read;
}

static bool replay_folder(const char *folder, size_t *count)
{
    struct dirent **entries;
    int entry_count = scandir(folder, &entries, NULL, alphasort);
    bool is_good = entry_count > 0;
    for (int i = 0; i < entry_count; i++) {
        char path[PATH_LONGEST];
        int len =
            snprintf(path, sizeof(path), "%s/%s", folder, entries[i]->d_name);
        if (entries[i]->d_name[0] != '.' && len < PATH_LONGEST) {
            is_good &= replay(path, ++*count);
        }
        free(entries[i]);
    }
    if (entry_count >= 0) {
        free(entries);
    }
    return is_good;
}

int main(int argc, char **argv)
{
    const struct rlimit seconds = {SECONDS_LIMIT, SECONDS_LIMIT};
    bool is_good = setrlimit(RLIMIT_CPU, &seconds) == 0;
#ifdef FUZZ_MEMORY_LIMIT /* sanitizers need more addresses than there is RAM \
                          */
    const struct rlimit memory = {FUZZ_MEMORY_LIMIT, FUZZ_MEMORY_LIMIT};
    is_good &= setrlimit(RLIMIT_AS, &memory) == 0;
#endif
    size_t count = 0;
    for (int i = 1; i < argc; i++) {
        struct stat status;
        if (stat(argv[i], &status) == 0 && S_ISDIR(status.st_mode)) {
            is_good &= replay_folder(argv[i], &count);
        } else {
            is_good &= replay(argv[i], ++count);
        }
    }
    printf("1..%zu\n", count);
    return is_good && count > 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
