/*
 * report_gitlab.c - a Code Quality report, as GitLab reads it: an array with
 * an object for each finding.
 */
#include "cmd/finding_words.h"
#include "cmd/json_text.h"
#include "cmd/repository.h"
#include "parser/memory.h"

#include <stdlib.h>

struct gitlab_state {
    const struct run *run;
    struct json_text out;
    json_t *seen; /* fingerprint: how often it was */
};

static void *begin(const struct run *run, FILE *out)
{
    struct gitlab_state *state = memory_take(sizeof(*state));
    *state = (struct gitlab_state){.run = run, .seen = json_object()};
    json_text_open(&state->out, out, false);
    json_begin_array(&state->out, NULL);
    return state;
}

static const char *level_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "major";
    case SEVERITY_WARNING:
        return "minor";
    case SEVERITY_NOTE:
    case SEVERITY_NONE:
        return "info";
    }
    return "info";
}

/* GitLab shows one issue of each fingerprint, but two files may say the same:
   all but the first get their number. */
static struct slice unique_fingerprint(struct arena *arena,
    struct gitlab_state *state, const struct finding *finding)
{
    const char *fingerprint = finding->fingerprint;
    json_int_t count =
        json_integer_value(json_object_get(state->seen, fingerprint)) + 1;
    json_object_set_new(state->seen, fingerprint, json_integer(count));
    return count == 1
               ? slice_from(fingerprint)
               : arena_format(arena, "%s-%lld", fingerprint, (long long)count);
}

static void add_location(struct json_text *out, const struct checked_file *file,
    struct slice path, const struct finding *finding)
{
    struct finding_places places = finding_places(file->doc, finding);
    json_begin_object(out, "location");
    json_add_slice(out, "path", path);
    json_begin_object(out, "lines");
    json_add_integer(out, "begin", places.start.line);
    json_add_integer(out, "end", places.stop.line);
    json_end(out);
    json_end(out);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct gitlab_state *state = opaque;
    struct json_text *out = &state->out;
    struct arena *arena = arena_new();
    struct slice path = repository_path(arena, file->path);
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        json_begin_object(out, NULL);
        json_add_slice(out, "description",
            finding_message_and_law(arena, state->run->options, finding));
        json_add_slice(out, "check_name", finding->rule->id);
        json_add_slice(
            out, "fingerprint", unique_fingerprint(arena, state, finding));
        json_add_string(out, "severity", level_of(finding->severity));
        add_location(out, file, path, finding);
        json_end(out);
    }
    arena_free(arena);
}

static void finish(void *opaque)
{
    struct gitlab_state *state = opaque;
    json_end(&state->out);
    json_text_close(&state->out);
    json_decref(state->seen);
    free(state);
}

const struct report_writer report_gitlab = {begin, add_file, finish};
