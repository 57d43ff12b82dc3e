/*
 * make_snapshot.c - write the packs of the program as C (snapshot.h), on
 * standard output. Run by the build; it contains no snapshot itself.
 */
#include "rules/snapshot.h"

#include <stdio.h>
#include <stdlib.h>

int main(void)
{
    struct error error;
    struct ruleset *ruleset = ruleset_new();
    struct arena *arena = arena_new();
    bool is_loaded = ruleset_add_sources(ruleset, NULL, 0, &error);
    if (is_loaded) {
        ruleset_count_words(ruleset);
        is_loaded = ruleset_finish(ruleset, &error);
    }
    if (is_loaded) {
        struct slice text = snapshot_write(ruleset, arena);
        fwrite(text.bytes, 1, text.len, stdout);
    } else {
        fprintf(stderr, "make_snapshot: %u:%u: %s\n", error.place.line,
            error.place.column, error.en);
    }
    arena_free(arena);
    ruleset_free(ruleset);
    return is_loaded && fflush(stdout) == 0 ? EXIT_SUCCESS : EXIT_FAILURE;
}
