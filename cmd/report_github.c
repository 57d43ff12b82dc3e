/*
 * report_github.c - workflow commands that GitHub Actions shows beside the
 * lines of a change:
 *
 *     ::error file=policy.md,line=17,endLine=17,col=5,endColumn=36,title=...::
 *
 * with the message behind it. Columns are left out where a finding goes over
 * a line break: GitHub would take them to be of one line.
 */
#include "cmd/finding_words.h"
#include "cmd/repository.h"
#include "parser/memory.h"

#include <stdlib.h>

struct github_state {
    const struct run *run;
    FILE *out;
};

static void *begin(const struct run *run, FILE *out)
{
    struct github_state *state = memory_take(sizeof(*state));
    *state = (struct github_state){run, out};
    return state;
}

/* The text with the signs of escaped as %XX, and without what must not be
   shown. A text that is put like this ends neither its property nor its line,
   so it begins no command of its own. */
static void append_escaped(
    struct buffer *buffer, struct slice text, const char *escaped)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = slice_find_any(text, slice_from(escaped), at);
        visible_append(buffer, slice_cut(text, at, end));
        if (end < text.len) {
            buffer_format(buffer, "%%%02X", (unsigned)text.bytes[end++]);
        }
        at = end;
    }
}

static void append_property(
    struct buffer *buffer, const char *name, struct slice value)
{
    buffer_format(buffer, "%s=", name);
    append_escaped(buffer, value, "%\r\n:,");
}

static void append_message(struct buffer *buffer, struct slice text)
{
    append_escaped(buffer, text, "%\r\n");
}

static const char *command_of(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return "error";
    case SEVERITY_WARNING:
        return "warning";
    case SEVERITY_NOTE:
    case SEVERITY_NONE:
        return "notice";
    }
    return "notice";
}

static void append_places(
    struct buffer *line, const struct finding_places *places)
{
    buffer_format(
        line, ",line=%u,endLine=%u", places->start.line, places->stop.line);
    if (places->start.line == places->stop.line) {
        buffer_format(line, ",col=%u,endColumn=%u", places->start.column,
            places->stop.column);
    }
}

static struct slice command_line(struct arena *arena,
    const struct options *options, const struct checked_file *file,
    const struct finding *finding)
{
    struct finding_places places = finding_places(file->doc, finding);
    struct slice details = finding_details(arena, options, file, finding);
    struct buffer line = {.arena = arena};
    buffer_format(&line, "::%s ", command_of(finding->severity));
    append_property(&line, "file", repository_path(arena, file->path));
    append_places(&line, &places);
    append_property(&line, ",title", finding->rule->id);
    buffer_append(&line, SLICE("::"));
    append_message(&line, finding_message(arena, options, finding));
    append_message(&line, details.len > 0 ? SLICE("\n") : SLICE(""));
    append_message(&line, details);
    buffer_append_byte(&line, '\n');
    return buffer_slice(&line);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct github_state *state = opaque;
    struct arena *arena = arena_new();
    for (size_t i = 0; i < file->finding_count; i++) {
        struct slice line =
            command_line(arena, state->run->options, file, file->findings[i]);
        fwrite(line.bytes, 1, line.len, state->out);
    }
    arena_free(arena);
}

static void finish(void *opaque)
{
    free(opaque);
}

const struct report_writer report_github = {begin, add_file, finish};
