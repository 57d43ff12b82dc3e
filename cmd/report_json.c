#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/profile_json.h"
#include "cmd/report.h"
#include "rules/guard.h"

#include <stdlib.h>

struct json_state {
    const struct run *run;
    FILE *out;
    json_t *files;
};

static void *begin(const struct run *run, FILE *out)
{
    struct json_state *state = malloc(sizeof(*state));
    if (!state) {
        abort();
    }
    *state = (struct json_state){run, out, json_array()};
    return state;
}

static json_t *bases_json(
    const struct basis *bases, size_t count, struct date day)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        if (!period_holds(bases[i].period, day)) {
            continue;
        }
        json_t *basis = json_object();
        json_object_set_new(basis, "cite", json_slice(bases[i].cite));
        json_object_set_new(basis, "from", json_date(bases[i].period.from));
        json_object_set_new(basis, "to", json_date(bases[i].period.to));
        json_array_append_new(array, basis);
    }
    return array;
}

static json_t *related_json(const struct json_state *state,
    const struct doc *doc, const struct finding *finding)
{
    json_t *array = json_array();
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        json_t *object = json_object();
        json_object_set_new(object, "message",
            json_slice(language_choose(
                state->run->options->language, related->message)));
        json_object_set_new(object, "address",
            json_slice(passage_address(doc, &related->passage)));
        json_object_set_new(
            object, "span", json_source_span(&doc->source, related->span));
        json_object_set_new(object, "quote", json_slice(related->quote));
        json_array_append_new(array, object);
    }
    return array;
}

static json_t *sanction_json(
    const struct json_state *state, const struct rule *rule)
{
    struct arena *arena = arena_new();
    json_t *sanction = json_slice_or_null(basis_in_force(arena, rule->sanctions,
        rule->sanction_count, state->run->options->as_of));
    arena_free(arena);
    return sanction;
}

static json_t *finding_json(const struct json_state *state,
    const struct doc *doc, const struct finding *finding)
{
    const struct options *options = state->run->options;
    const struct rule *rule = finding->rule;
    uint32_t clause = finding->passage.clause;
    json_t *object = json_object();
    json_object_set_new(object, "rule", json_slice(rule->id));
    json_object_set_new(
        object, "severity", json_string(severity_name(finding->severity)));
    json_object_set_new(object, "message",
        json_slice(language_choose(options->language, finding->message)));
    json_object_set_new(
        object, "address", json_slice(passage_address(doc, &finding->passage)));
    json_object_set_new(object, "clause_id",
        clause == NONE ? json_null() : json_slice(doc->clauses[clause].id));
    json_object_set_new(
        object, "span", json_source_span(&doc->source, finding->span));
    json_object_set_new(object, "quote", json_slice(finding->quote));
    json_object_set_new(object, "basis",
        bases_json(rule->bases, rule->basis_count, options->as_of));
    json_object_set_new(object, "sanction", sanction_json(state, rule));
    json_object_set_new(object, "fix", json_slice_or_null(finding->fix));
    json_object_set_new(object, "related", related_json(state, doc, finding));
    json_object_set_new(
        object, "fingerprint", json_string(finding->fingerprint));
    return object;
}

static json_t *requirement_json(const struct json_state *state,
    const struct doc *doc, const struct requirement *requirement)
{
    const struct options *options = state->run->options;
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

static json_t *matrix_json(
    const struct json_state *state, const struct checked_file *file)
{
    json_t *array = json_array();
    for (size_t i = 0; i < file->report->requirement_count; i++) {
        json_array_append_new(array,
            requirement_json(state, file->doc, &file->report->requirements[i]));
    }
    return array;
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct json_state *state = opaque;
    const struct source *source = &file->doc->source;
    const struct profile *profile = &file->report->profile;
    json_t *object = json_object();
    json_object_set_new(object, "path", json_slice(file->path));
    json_object_set_new(
        object, "format", json_slice(format_name(source->format)));
    json_object_set_new(
        object, "encoding", json_slice(encoding_name(source->encoding)));
    json_object_set_new(object, "document_type",
        json_slice(document_type_name(profile->document_type)));
    json_object_set_new(object, "operator_type",
        json_slice(operator_type_name(profile->operator_type)));
    json_object_set_new(object, "jurisdiction",
        profile_json(file->doc, profile, state->run->options->language));
    json_t *findings = json_array();
    for (size_t i = 0; i < file->finding_count; i++) {
        json_array_append_new(
            findings, finding_json(state, file->doc, file->findings[i]));
    }
    json_object_set_new(object, "findings", findings);
    if (state->run->options->has_matrix) {
        json_object_set_new(object, "matrix", matrix_json(state, file));
    }
    json_array_append_new(state->files, object);
}

static void finish(void *opaque)
{
    struct json_state *state = opaque;
    json_t *report = json_report();
    json_object_set_new(report, "as_of", json_date(state->run->options->as_of));
    json_object_set_new(report, "files", state->files);
    json_write(state->out, report);
    free(state);
}

const struct report_writer report_json = {begin, add_file, finish};
