#include "cmd/report.h"

#include "cmd/complain.h"
#include "cmd/output.h"
#include "parser/buffer.h"

/* A report that is being written. */
struct report_open {
    const struct report_writer *writer;
    void *state;
    struct output output;
    struct slice path;
};

static const struct report_writer *writer_for(
    enum output_format format, const struct options *options)
{
    switch (format) {
    case OUTPUT_TEXT:
        return options->has_matrix ? &report_matrix : &report_text;
    case OUTPUT_JSON:
        return &report_json;
    case OUTPUT_JSONL:
        return &report_jsonl;
    case OUTPUT_GCC:
        return &report_gcc;
    case OUTPUT_ALLOW:
        return &report_allow;
    case OUTPUT_GITHUB:
        return &report_github;
    case OUTPUT_SARIF:
        return &report_sarif;
    case OUTPUT_GITLAB:
        return &report_gitlab;
    case OUTPUT_CHECKSTYLE:
        return &report_checkstyle;
    case OUTPUT_JUNIT:
        return &report_junit;
    case OUTPUT_HTML:
        return &report_html;
    case OUTPUT_MARKDOWN: /* of diff only */
        break;
    }
    return NULL;
}

static bool open_outputs(
    struct reports *reports, struct arena *arena, const struct options *options)
{
    struct error error;
    for (size_t i = 0; i < options->report_count; i++) {
        struct report_open *item = &reports->items[i];
        item->path = options->reports[i].path;
        if (!output_open(&item->output, arena, item->path, &error)) {
            complain(options->language, item->path, &error);
            return false;
        }
        reports->count++;
    }
    return true;
}

bool reports_begin(
    struct reports *ret, struct arena *arena, const struct run *run)
{
    const struct options *options = run->options;
    struct reports reports = {run,
        arena_array(arena, options->report_count, sizeof(*reports.items)), 0};
    if (!open_outputs(&reports, arena, options)) {
        for (size_t i = 0; i < reports.count; i++) {
            output_discard(&reports.items[i].output);
        }
        return false;
    }
    for (size_t i = 0; i < reports.count; i++) {
        struct report_open *item = &reports.items[i];
        item->writer = writer_for(options->reports[i].format, options);
        item->state = item->writer->begin(run, item->output.file);
    }
    *ret = reports;
    return true;
}

static uint32_t parts_of(const struct report_writer *writer)
{
    if (writer == &report_json || writer == &report_jsonl) {
        return PART_FINGERPRINTS | PART_REQUIREMENTS;
    }
    if (writer == &report_sarif || writer == &report_gitlab ||
        writer == &report_allow) {
        return PART_FINGERPRINTS;
    }
    bool is_matrix = writer == &report_matrix || writer == &report_html;
    return is_matrix ? PART_REQUIREMENTS : 0;
}

uint32_t reports_parts(const struct reports *reports)
{
    uint32_t parts = 0;
    for (size_t i = 0; i < reports->count; i++) {
        parts |= parts_of(reports->items[i].writer);
    }
    return parts;
}

void reports_add(struct reports *reports, const struct checked_file *file)
{
    for (size_t i = 0; i < reports->count; i++) {
        reports->items[i].writer->file(reports->items[i].state, file);
    }
}

bool reports_finish(struct reports *reports)
{
    struct error error;
    bool is_written = true;
    for (size_t i = 0; i < reports->count; i++) {
        struct report_open *item = &reports->items[i];
        item->writer->finish(item->state);
        if (!output_close(&item->output, &error)) {
            complain(reports->run->options->language, item->path, &error);
            is_written = false;
        }
    }
    return is_written;
}

struct slice basis_in_force(struct arena *arena, const struct basis *bases,
    size_t count, struct date day)
{
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        if (!period_holds(bases[i].period, day)) {
            continue;
        }
        if (text.len > 0) {
            buffer_append(&text, SLICE("; "));
        }
        buffer_append(&text, bases[i].cite);
    }
    return buffer_slice(&text);
}

struct slice passage_address(
    const struct doc *doc, const struct passage *passage)
{
    return passage->clause == NONE ? SLICE("")
                                   : doc->clauses[passage->clause].address;
}
