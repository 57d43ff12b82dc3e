#include "cmd/finding_json.h"
#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/profile_json.h"
#include "cmd/report.h"
#include "parser/memory.h"
#include "rules/guard.h"

#include <stdlib.h>

struct json_state {
    const struct run *run;
    struct json_text text;
};

static void *begin(const struct run *run, FILE *out)
{
    struct json_state *state = memory_take(sizeof(*state));
    struct json_text *text = &state->text;
    state->run = run;
    json_report_open(text, out);
    json_add_date(text, "as_of", run->options->as_of);
    json_begin_array(text, "files");
    return state;
}

static void add_requirement(struct json_text *text,
    const struct checked_file *file, const struct requirement *requirement)
{
    const struct options *options = file->options;
    const struct doc *doc = file->doc;
    const struct rule *rule = requirement->rule;
    uint32_t clause = requirement->passage.clause;
    struct words element = rule->element.ru.len ? rule->element : rule->message;
    json_begin_object(text, NULL);
    json_add_slice(text, "rule", rule->id);
    json_add_slice_or_null(
        text, "jurisdiction", jurisdiction_name(requirement->jurisdiction));
    json_add_slice(
        text, "element", language_choose(options->language, element));
    bases_json(text, "basis", rule->bases, rule->basis_count, options->as_of);
    json_add_string(text, "severity", severity_name(requirement->severity));
    json_add_string(text, "verdict", statement_name(requirement->statement));
    json_add_slice_or_null(text, "guard", guard_name(requirement->guard));
    json_add_slice(
        text, "address", passage_address(doc, &requirement->passage));
    json_add_clause_id(text, "clause_id", doc, clause);
    if (clause == NONE) {
        json_add_null(text, "span");
    } else {
        json_add_source_span(text, "span", &doc->source, requirement->span);
    }
    json_add_slice(text, "quote", requirement->quote);
    json_end(text);
}

static void add_matrix(struct json_text *text, const struct checked_file *file)
{
    json_begin_array(text, "matrix");
    for (size_t i = 0; i < file->report->requirement_count; i++) {
        add_requirement(text, file, &file->report->requirements[i]);
    }
    json_end(text);
}

static void add_findings(struct json_text *text, const char *key,
    const struct checked_file *file, const struct finding **findings,
    size_t count)
{
    json_begin_array(text, key);
    for (size_t i = 0; i < count; i++) {
        json_begin_object(text, NULL);
        finding_json(text, file->options, file->doc, findings[i]);
        json_end(text);
    }
    json_end(text);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct json_state *state = opaque;
    struct json_text *text = &state->text;
    json_begin_object(text, NULL);
    document_head_json(
        text, file->doc, &file->report->profile, state->run->options->language);
    add_findings(text, "findings", file, file->findings, file->finding_count);
    add_findings(
        text, "suppressed", file, file->suppressed, file->suppressed_count);
    if (state->run->options->has_matrix) {
        add_matrix(text, file);
    }
    json_end(text);
}

static void finish(void *opaque)
{
    struct json_state *state = opaque;
    json_end(&state->text);
    json_report_close(&state->text);
    free(state);
}

const struct report_writer report_json = {begin, add_file, finish};
