/*
 * report_allow.c - for each finding the section of .clauselint-allow.ini that
 * would allow it, for whoever has weighed it to add why:
 *
 *     # policy.html:17:5, п. 3.1: Согласие названо безотзывным, …
 *     [0f1e2d3c4b5a69788796a5b4c3d2e1f0]
 *     rule = ru/consent-irrevocable
 *     path = legal/policy.html
 *     reason =
 *
 * An allowance without a reason is a finding, so that nobody forgets it.
 */
#include "cmd/finding_words.h"
#include "cmd/path.h"
#include "parser/memory.h"
#include "parser/utf8.h"

#include <stdlib.h>

#define COMMENT_LONGEST 190 /* bytes: what reads it takes lines of 200 */

struct allow_state {
    const struct run *run;
    FILE *out;
};

static void *begin(const struct run *run, FILE *out)
{
    struct allow_state *state = memory_take(sizeof(*state));
    *state = (struct allow_state){run, out};
    return state;
}

/* The document's path as the file of allowances names it: from its folder. */
static struct slice path_in_file(
    struct arena *arena, const struct checked_file *file)
{
    struct slice path = path_absolute(arena, file->path);
    if (file->allow_folder.len == 0) {
        return visible_text(arena, path_shown(arena, path));
    }
    return visible_text(arena, path_below(path, file->allow_folder));
}

/* «policy.md:17:5, п. 3.1: message», cut between characters. */
static struct slice comment_of(struct arena *arena, const struct run *run,
    const struct checked_file *file, const struct finding *finding)
{
    struct buffer text = {.arena = arena};
    struct place place = finding_places(file->doc, finding).start;
    visible_append(&text, file->path);
    buffer_format(&text, ":%u:%u, ", place.line, place.column);
    visible_append(&text, passage_address(file->doc, &finding->passage));
    buffer_append(&text, SLICE(": "));
    buffer_append(&text, finding_message(arena, run->options, finding));
    struct slice whole = buffer_slice(&text);
    struct slice cut = utf8_beginning(whole, COMMENT_LONGEST);
    return cut.len == whole.len
               ? whole
               : arena_format(arena, "%.*s…", (int)cut.len, cut.bytes);
}

static void print_section(const struct allow_state *state,
    const struct checked_file *file, const struct finding *finding,
    struct arena *arena)
{
    struct slice comment = comment_of(arena, state->run, file, finding);
    struct slice path = path_in_file(arena, file);
    struct slice id = finding->rule->id;
    fprintf(state->out, "# %.*s\n[%s]\nrule = %.*s\npath = %.*s\nreason =\n\n",
        (int)comment.len, comment.bytes, finding->fingerprint, (int)id.len,
        id.bytes, (int)path.len, path.bytes);
}

/* What is wrong with an allowance is mended, not allowed. */
static void add_file(void *opaque, const struct checked_file *file)
{
    const struct allow_state *state = opaque;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        if (!slice_equal(finding->rule->pack, SLICE("allow"))) {
            print_section(state, file, finding, arena);
        }
    }
    arena_free(arena);
}

static void finish(void *opaque)
{
    free(opaque);
}

const struct report_writer report_allow = {begin, add_file, finish};
