/*
 * config_fuzz.c - a .clauselint.ini, and what it makes of the settings of two
 * files and of the rules that are chosen for them.
 */
#include "fuzz.h"

static void settle(struct arena *arena, const struct config *config,
    const struct packs_loaded *packs, struct slice path)
{
    const struct config *items[] = {config};
    struct config_chain chain = {items, 1};
    struct options options = fuzz_options(arena, "check x");
    struct settings settings;
    struct rules_loaded rules;
    struct trouble trouble;
    settings_make(arena, &options, &chain, path, &settings);
    if (!rules_choose(arena, packs, &settings, &rules, &trouble)) {
        fuzz_see_error(&trouble.error);
    }
}

int LLVMFuzzerTestOneInput(const uint8_t *bytes, size_t size)
{
    struct arena *arena = arena_new();
    struct config config;
    struct error error;
    struct packs_loaded packs;
    struct trouble trouble;
    if (!config_read(arena, SLICE(".clauselint.ini"), fuzz_slice(bytes, size),
            &config, &error)) {
        fuzz_see_error(&error);
    } else if (packs_load(arena, &(struct option_list){0}, &packs, &trouble)) {
        config.folder = SLICE("/srv/site");
        settle(arena, &config, &packs, SLICE("/srv/site/legal/policy.md"));
        settle(arena, &config, &packs, SLICE("/srv/site/a/b/c.html"));
        ruleset_free(packs.ruleset);
    }
    arena_free(arena);
    return 0;
}
