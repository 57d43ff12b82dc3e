/*
 * settings.h - what holds for one file: of all that its configurations, the
 * environment and the command line say, each beating those before it.
 */
#ifndef CMD_SETTINGS_H
#define CMD_SETTINGS_H

#include "cmd/config.h"

struct settings {
    struct options options;   /* those given, changed by all settings */
    struct setting_list list; /* those that hold, the weakest first */
    /* Folder of the nearest configuration; empty when there is none. */
    struct slice folder;
};

/* Make those of a file by its absolute path; all in the arena. */
void settings_make(struct arena *arena, const struct options *given,
    const struct config_chain *chain, struct slice path, struct settings *ret);

/* The same of what needs no file: the environment and the command line. */
void settings_make_plain(
    struct arena *arena, const struct options *given, struct settings *ret);

/* The same, of a path that need not be absolute, with the configurations that
   the cache finds; what they own lives as long as it does. */
bool settings_find(struct config_cache *cache, struct arena *arena,
    struct slice path, struct settings *ret, struct trouble *ret_trouble)
    __attribute__((warn_unused_result));

#endif
