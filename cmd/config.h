/*
 * config.h - one .clauselint.ini, and which of them a file has.
 *
 * clauselint-config(5) describes the text. Values are seen to be of their
 * keys when the file is read; that rules are known, only when the packs are.
 */
#ifndef CMD_CONFIG_H
#define CMD_CONFIG_H

#include "cmd/complain.h"
#include "cmd/option.h"

#define CONFIG_NAME ".clauselint.ini"

/* One value. */
struct config_entry {
    struct slice pattern; /* of the paths it is for; empty: of all */
    uint32_t section;     /* its number, from 0 */
    struct setting setting;
};

struct config {
    struct slice path;   /* as people see it */
    struct slice folder; /* absolute; values and patterns are relative to it */
    bool is_root;        /* those of the folders above do not count */
    struct config_entry *entries;
    size_t count;
    size_t capacity;
};

/* Read the bytes of a configuration; path is what messages call it. */
bool config_read(struct arena *arena, struct slice path, struct slice bytes,
    struct config *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The configurations of one file, the farthest first. */
struct config_chain {
    const struct config **items;
    size_t count;
};

/* All that were read so far. Lives in an arena of its own. */
struct config_cache;

/* The options say whether, and where, to look; they must outlive the cache. */
struct config_cache *config_cache_new(const struct options *options);
void config_cache_free(struct config_cache *cache); /* NULL is accepted */
const struct options *config_cache_options(const struct config_cache *cache);
/* The absolute path, from the folder that was current when the cache was
   made: a run asks the system for it once. */
struct slice config_cache_path(
    const struct config_cache *cache, struct arena *arena, struct slice path);

/* Those of a file by its absolute path: what --config names, else each
   .clauselint.ini in its folder and those above, up to one that says "root".
   The chain is in the arena, what it points to in the cache. Not for several
   threads at once. */
bool config_find(struct config_cache *cache, struct arena *arena,
    struct slice path, struct config_chain *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

#endif
