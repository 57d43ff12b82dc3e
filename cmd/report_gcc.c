/*
 * report_gcc.c - one line for each finding, as a C compiler writes them, for
 * editors and for problem matchers:
 *
 *     policy.md:17:5: error: Согласие названо безотзывным. [ru/...]
 */
#include "cmd/finding_words.h"
#include "cmd/names.h"
#include "parser/memory.h"

#include <stdlib.h>

struct gcc_state {
    const struct run *run;
    FILE *out;
};

static void *begin(const struct run *run, FILE *out)
{
    struct gcc_state *state = memory_take(sizeof(*state));
    *state = (struct gcc_state){run, out};
    return state;
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct gcc_state *state = opaque;
    struct arena *arena = arena_new();
    struct slice path = visible_text(arena, file->path);
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        struct place place = finding_places(file->doc, finding).start;
        struct slice message =
            finding_message(arena, state->run->options, finding);
        struct slice id = visible_text(arena, finding->rule->id);
        fprintf(state->out, "%.*s:%u:%u: %s: %.*s [%.*s]\n", (int)path.len,
            path.bytes, place.line, place.column,
            severity_name(finding->severity), (int)message.len, message.bytes,
            (int)id.len, id.bytes);
    }
    arena_free(arena);
}

static void finish(void *opaque)
{
    free(opaque);
}

const struct report_writer report_gcc = {begin, add_file, finish};
