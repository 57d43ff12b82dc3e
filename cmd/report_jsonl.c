/*
 * report_jsonl.c - one finding a line, as JSON: the object that the JSON
 * report has for it, and the path of its file first.
 */
#include "cmd/finding_json.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"
#include "cmd/report.h"
#include "parser/memory.h"

#include <stdlib.h>

struct jsonl_state {
    const struct run *run;
    FILE *out;
};

static void *begin(const struct run *run, FILE *out)
{
    struct jsonl_state *state = memory_take(sizeof(*state));
    *state = (struct jsonl_state){run, out};
    return state;
}

static void add_findings(const struct jsonl_state *state,
    const struct checked_file *file, const struct finding **findings,
    size_t count)
{
    for (size_t i = 0; i < count; i++) {
        json_t *line = json_object();
        json_t *finding = finding_json(file->options, file->doc, findings[i]);
        json_object_set_new(line, "path", json_slice(file->path));
        json_object_update(line, finding);
        json_decref(finding);
        json_write_line(state->out, line);
    }
}

/* Those that do not count have a "suppression" and come last. */
static void add_file(void *opaque, const struct checked_file *file)
{
    const struct jsonl_state *state = opaque;
    add_findings(state, file, file->findings, file->finding_count);
    add_findings(state, file, file->suppressed, file->suppressed_count);
}

static void finish(void *opaque)
{
    free(opaque);
}

const struct report_writer report_jsonl = {begin, add_file, finish};
