#include "cmd/profile_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"

json_t *jurisdictions_json(uint32_t jurisdictions)
{
    json_t *array = json_array();
    for (uint32_t bit = 1; bit <= JURISDICTION_UNKNOWN; bit <<= 1) {
        if (jurisdictions & bit) {
            json_array_append_new(array, json_slice(jurisdiction_name(bit)));
        }
    }
    return array;
}

static json_t *evidence_json(const struct doc *doc,
    const struct evidence *evidence, enum language language)
{
    json_t *object = json_object();
    json_object_set_new(
        object, "what", json_slice(language_choose(language, evidence->what)));
    json_object_set_new(object, "jurisdiction",
        json_slice_or_null(jurisdiction_name(evidence->jurisdiction)));
    json_object_set_new(object, "weight", json_integer(evidence->weight));
    json_object_set_new(
        object, "of", json_string(evidence->is_identity ? "operator" : "law"));
    json_object_set_new(
        object, "span", json_source_span(&doc->source, evidence->span));
    json_object_set_new(object, "quote", json_slice(evidence->quote));
    return object;
}

static json_t *profile_json(const struct doc *doc,
    const struct profile *profile, enum language language)
{
    json_t *object = json_object();
    json_object_set_new(object, "operator",
        profile->operator_country
            ? json_slice(jurisdiction_name(profile->operator_country))
            : json_null());
    json_object_set_new(object, "confidence",
        json_string(confidence_name(profile->confidence)));
    json_object_set_new(
        object, "applied", jurisdictions_json(profile->applied));
    json_t *evidence = json_array();
    for (size_t i = 0; i < profile->evidence_count; i++) {
        json_array_append_new(
            evidence, evidence_json(doc, &profile->evidence[i], language));
    }
    json_object_set_new(object, "evidence", evidence);
    return object;
}

void document_head_json(json_t *object, const struct doc *doc,
    const struct profile *profile, enum language language)
{
    const struct source *source = &doc->source;
    json_object_set_new(object, "path", json_slice(source->name));
    json_object_set_new(
        object, "format", json_slice(format_name(source->format)));
    json_object_set_new(
        object, "encoding", json_slice(encoding_name(source->encoding)));
    json_object_set_new(object, "document_type",
        json_slice(document_type_name(profile->document_type)));
    json_object_set_new(object, "operator_type",
        json_slice(operator_type_name(profile->operator_type)));
    json_object_set_new(
        object, "jurisdiction", profile_json(doc, profile, language));
}
