/*
 * report_jsonl.c - one finding a line, as JSON: the object that the JSON
 * report has for it, and the path of its file first.
 */
#include "cmd/finding_json.h"
#include "cmd/json_text.h"
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
        struct json_text text;
        json_text_open(&text, state->out, true);
        json_begin_object(&text, NULL);
        json_add_slice(&text, "path", file->path);
        finding_json(&text, file->options, file->doc, findings[i]);
        json_end(&text);
        json_text_close(&text);
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
