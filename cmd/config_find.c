/*
 * config_find.c - which configurations a file has.
 */
#include "cmd/config.h"

#include "cmd/input.h"
#include "cmd/path.h"
#include "parser/hash.h"

#include <sys/stat.h>

/* Bytes of a folder's name; the system opens none that is longer. */
#define FOLDER_LONGEST 4096

/* What a folder holds. */
struct folder_config {
    struct slice folder;         /* NULL bytes: the slot is free */
    const struct config *config; /* NULL: none */
};

struct config_cache {
    struct arena *arena;
    const struct options *options;
    struct slice current;        /* folder */
    struct folder_config *slots; /* slot_count is a power of two */
    size_t slot_count;
    size_t count;
    const struct config *named; /* by options->config; NULL: not yet */
};

struct config_cache *config_cache_new(const struct options *options)
{
    struct arena *arena = arena_new();
    struct config_cache *cache = arena_alloc(arena, sizeof(*cache));
    *cache = (struct config_cache){.arena = arena,
        .options = options,
        .current = path_current(arena),
        .slot_count = 64};
    cache->slots = arena_array(arena, cache->slot_count, sizeof(*cache->slots));
    return cache;
}

void config_cache_free(struct config_cache *cache)
{
    if (cache) {
        arena_free(cache->arena);
    }
}

const struct options *config_cache_options(const struct config_cache *cache)
{
    return cache->options;
}

struct slice config_cache_path(
    const struct config_cache *cache, struct arena *arena, struct slice path)
{
    return path_from(arena, cache->current, path);
}

static struct folder_config *slot_of(
    const struct config_cache *cache, struct slice folder)
{
    size_t at = hash_bytes(folder, cache) & (cache->slot_count - 1);
    while (cache->slots[at].folder.bytes &&
           !slice_equal(cache->slots[at].folder, folder)) {
        at = (at + 1) & (cache->slot_count - 1);
    }
    return &cache->slots[at];
}

static void grow(struct config_cache *cache)
{
    struct folder_config *old = cache->slots;
    size_t old_count = cache->slot_count;
    cache->slot_count *= 2;
    cache->slots =
        arena_array(cache->arena, cache->slot_count, sizeof(*cache->slots));
    for (size_t i = 0; i < old_count; i++) {
        if (old[i].folder.bytes) {
            *slot_of(cache, old[i].folder) = old[i];
        }
    }
}

static bool read_config(struct config_cache *cache, struct arena *arena,
    struct input input, const struct config **ret, struct trouble *ret_trouble)
{
    struct slice bytes;
    struct config *config = arena_alloc(cache->arena, sizeof(*config));
    input.path = arena_copy(cache->arena, input.path);
    if (input_read(cache->arena, &input, &bytes, &ret_trouble->error) &&
        config_read(
            cache->arena, input.path, bytes, config, &ret_trouble->error)) {
        *ret = config;
        return true;
    }
    return trouble_in(ret_trouble, arena_copy(arena, input.path));
}

/* The configuration in a folder; NULL when there is none. */
static bool look_into(struct config_cache *cache, struct arena *arena,
    struct slice folder, const struct config **ret, struct trouble *ret_trouble)
{
    struct folder_config *slot = slot_of(cache, folder);
    if (!slot->folder.bytes) {
        struct folder_config found = {
            .folder = arena_copy(cache->arena, folder)};
        struct slice path = path_join(arena, folder, SLICE(CONFIG_NAME));
        path = path_shown(arena, path);
        struct stat status;
        if (lstat(arena_string(arena, path), &status) == 0 &&
            !read_config(cache, arena,
                (struct input){.path = path, .is_found = true}, &found.config,
                ret_trouble)) {
            return false;
        }
        if (++cache->count * 2 > cache->slot_count) {
            grow(cache);
        }
        slot = slot_of(cache, folder);
        *slot = found;
    }
    *ret = slot->config;
    return true;
}

static void prepend(struct arena *arena, struct config_chain *chain,
    const struct config *config)
{
    const struct config **items =
        arena_array(arena, chain->count + 1, sizeof(const void *));
    items[0] = config;
    for (size_t i = 0; i < chain->count; i++) {
        items[i + 1] = chain->items[i];
    }
    chain->items = items;
    chain->count++;
}

static bool find_named(struct config_cache *cache, struct arena *arena,
    struct slice path, struct config_chain *chain, struct trouble *ret_trouble)
{
    if (!cache->named &&
        !read_config(cache, arena, (struct input){.path = path}, &cache->named,
            ret_trouble)) {
        return false;
    }
    prepend(arena, chain, cache->named);
    return true;
}

bool config_find(struct config_cache *cache, struct arena *arena,
    struct slice path, struct config_chain *ret, struct trouble *ret_trouble)
{
    const struct options *options = cache->options;
    struct config_chain chain = {0};
    struct slice folder = path_folder(path);
    bool is_done = options->has_no_config;
    if (!is_done && options->config.len > 0) {
        if (!find_named(cache, arena, options->config, &chain, ret_trouble)) {
            return false;
        }
        is_done = true;
    }
    while (!is_done) {
        const struct config *config = NULL;
        if (folder.len <= FOLDER_LONGEST &&
            !look_into(cache, arena, folder, &config, ret_trouble)) {
            return false;
        }
        if (config) {
            prepend(arena, &chain, config);
        }
        is_done = (config && config->is_root) || folder.len <= 1;
        folder = path_folder(folder);
    }
    *ret = chain;
    return true;
}
