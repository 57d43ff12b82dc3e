#include "cmd/finding_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/report.h"

json_t *bases_json(const struct basis *bases, size_t count, struct date day)
{
    json_t *array = json_array();
    for (size_t i = 0; i < count; i++) {
        if (date_is_set(day) && !period_holds(bases[i].period, day)) {
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

static json_t *related_json(const struct options *options,
    const struct doc *doc, const struct finding *finding)
{
    json_t *array = json_array();
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        json_t *object = json_object();
        json_object_set_new(object, "message",
            json_slice(language_choose(options->language, related->message)));
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
    const struct options *options, const struct rule *rule)
{
    struct arena *arena = arena_new();
    json_t *sanction = json_slice_or_null(basis_in_force(
        arena, rule->sanctions, rule->sanction_count, options->as_of));
    arena_free(arena);
    return sanction;
}

static json_t *suppression_json(const struct suppression *suppression)
{
    json_t *object = json_object();
    json_object_set_new(
        object, "kind", json_string(suppression_name(suppression->kind)));
    json_object_set_new(
        object, "reason", json_slice_or_null(suppression->reason));
    json_object_set_new(object, "until", json_date(suppression->until));
    return object;
}

json_t *finding_json(const struct options *options, const struct doc *doc,
    const struct finding *finding)
{
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
    json_object_set_new(object, "sanction", sanction_json(options, rule));
    json_object_set_new(object, "fix", json_slice_or_null(finding->fix));
    json_object_set_new(object, "related", related_json(options, doc, finding));
    json_object_set_new(
        object, "fingerprint", json_string(finding->fingerprint));
    if (finding->suppression) {
        json_object_set_new(
            object, "suppression", suppression_json(finding->suppression));
    }
    return object;
}
