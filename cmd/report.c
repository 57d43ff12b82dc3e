#include "cmd/report.h"

#include "parser/buffer.h"

const struct report_writer *report_writer_for(enum output_format format)
{
    switch (format) {
    case OUTPUT_TEXT:
        return &report_text;
    case OUTPUT_JSON:
        return &report_json;
    }
    return NULL;
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
