#include "cmd/finding_json.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/profile_json.h"
#include "cmd/report.h"
#include "parser/memory.h"
#include "rules/guard.h"

#include <stdlib.h>

struct json_state {
    const struct run *run;
    struct json_list files;
};

static void *begin(const struct run *run, FILE *out)
{
    struct json_state *state = memory_take(sizeof(*state));
    json_t *report = json_report();
    json_object_set_new(report, "as_of", json_date(run->options->as_of));
    state->run = run;
    json_list_begin(&state->files, out, report, "files");
    return state;
}

static json_t *requirement_json(
    const struct checked_file *file, const struct requirement *requirement)
{
    const struct options *options = file->options;
    const struct doc *doc = file->doc;
    const struct rule *rule = requirement->rule;
    uint32_t clause = requirement->passage.clause;
    struct words element = rule->element.ru.len ? rule->element : rule->message;
    json_t *object = json_object();
    json_object_set_new(object, "rule", json_slice(rule->id));
    json_object_set_new(object, "jurisdiction",
        json_slice_or_null(jurisdiction_name(requirement->jurisdiction)));
    json_object_set_new(object, "element",
        json_slice(language_choose(options->language, element)));
    json_object_set_new(object, "basis",
        bases_json(rule->bases, rule->basis_count, options->as_of));
    json_object_set_new(
        object, "severity", json_string(severity_name(requirement->severity)));
    json_object_set_new(
        object, "verdict", json_string(statement_name(requirement->statement)));
    json_object_set_new(
        object, "guard", json_slice_or_null(guard_name(requirement->guard)));
    json_object_set_new(object, "address",
        json_slice(passage_address(doc, &requirement->passage)));
    json_object_set_new(object, "clause_id",
        clause == NONE ? json_null() : json_slice(doc->clauses[clause].id));
    json_object_set_new(object, "span",
        clause == NONE ? json_null()
                       : json_source_span(&doc->source, requirement->span));
    json_object_set_new(object, "quote", json_slice(requirement->quote));
    return object;
}

static json_t *matrix_json(const struct checked_file *file)
{
    json_t *array = json_array();
    for (size_t i = 0; i < file->report->requirement_count; i++) {
        json_array_append_new(
            array, requirement_json(file, &file->report->requirements[i]));
    }
    return array;
}

static json_t *findings_json(const struct checked_file *file,
    const struct finding **findings, size_t count)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        json_array_append_new(
            array, finding_json(file->options, file->doc, findings[i]));
    }
    return array;
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct json_state *state = opaque;
    json_t *object = json_object();
    document_head_json(object, file->doc, &file->report->profile,
        state->run->options->language);
    json_object_set_new(object, "findings",
        findings_json(file, file->findings, file->finding_count));
    json_object_set_new(object, "suppressed",
        findings_json(file, file->suppressed, file->suppressed_count));
    if (state->run->options->has_matrix) {
        json_object_set_new(object, "matrix", matrix_json(file));
    }
    json_list_add(&state->files, object);
}

static void finish(void *opaque)
{
    struct json_state *state = opaque;
    json_list_end(&state->files);
    free(state);
}

const struct report_writer report_json = {begin, add_file, finish};
