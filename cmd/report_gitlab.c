/*
 * report_gitlab.c - a Code Quality report, as GitLab reads it: an array with
 * an object for each finding.
 */
#include "cmd/finding_words.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"
#include "cmd/repository.h"
#include "parser/memory.h"

#include <stdlib.h>

struct gitlab_state {
    const struct run *run;
    FILE *out;
    json_t *issues;
    json_t *seen; /* fingerprint: how often it was */
};

static void *begin(const struct run *run, FILE *out)
{
    struct gitlab_state *state = memory_take(sizeof(*state));
    *state = (struct gitlab_state){run, out, json_array(), json_object()};
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
static json_t *unique_fingerprint(
    struct gitlab_state *state, const struct finding *finding)
{
    const char *fingerprint = finding->fingerprint;
    json_int_t count =
        json_integer_value(json_object_get(state->seen, fingerprint)) + 1;
    json_object_set_new(state->seen, fingerprint, json_integer(count));
    return count == 1 ? json_string(fingerprint)
                      : json_sprintf("%s-%lld", fingerprint, (long long)count);
}

static json_t *location_json(const struct checked_file *file, struct slice path,
    const struct finding *finding)
{
    struct finding_places places = finding_places(file->doc, finding);
    json_t *lines = json_object();
    json_object_set_new(lines, "begin", json_integer(places.start.line));
    json_object_set_new(lines, "end", json_integer(places.stop.line));
    json_t *location = json_object();
    json_object_set_new(location, "path", json_slice(path));
    json_object_set_new(location, "lines", lines);
    return location;
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct gitlab_state *state = opaque;
    struct arena *arena = arena_new();
    struct slice path = repository_path(arena, file->path);
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        json_t *issue = json_object();
        json_object_set_new(issue, "description",
            json_slice(
                finding_message_and_law(arena, state->run->options, finding)));
        json_object_set_new(issue, "check_name", json_slice(finding->rule->id));
        json_object_set_new(
            issue, "fingerprint", unique_fingerprint(state, finding));
        json_object_set_new(
            issue, "severity", json_string(level_of(finding->severity)));
        json_object_set_new(
            issue, "location", location_json(file, path, finding));
        json_array_append_new(state->issues, issue);
    }
    arena_free(arena);
}

static void finish(void *opaque)
{
    struct gitlab_state *state = opaque;
    json_write(state->out, state->issues);
    json_decref(state->seen);
    free(state);
}

const struct report_writer report_gitlab = {begin, add_file, finish};
