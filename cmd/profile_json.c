#include "cmd/profile_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"

void jurisdictions_json(
    struct json_text *text, const char *key, uint32_t jurisdictions)
{
    json_begin_array(text, key);
    for (uint32_t bit = 1; bit <= JURISDICTION_UNKNOWN; bit <<= 1) {
        if (jurisdictions & bit) {
            json_add_slice(text, NULL, jurisdiction_name(bit));
        }
    }
    json_end(text);
}

static void add_evidence(struct json_text *text, const struct doc *doc,
    const struct evidence *evidence, enum language language)
{
    json_begin_object(text, NULL);
    json_add_slice(text, "what", language_choose(language, evidence->what));
    json_add_slice_or_null(
        text, "jurisdiction", jurisdiction_name(evidence->jurisdiction));
    json_add_integer(text, "weight", evidence->weight);
    json_add_string(text, "of", evidence->is_identity ? "operator" : "law");
    json_add_source_span(text, "span", &doc->source, evidence->span);
    json_add_slice(text, "quote", evidence->quote);
    json_end(text);
}

static void add_profile(struct json_text *text, const struct doc *doc,
    const struct profile *profile, enum language language)
{
    json_begin_object(text, "jurisdiction");
    json_add_slice_or_null(
        text, "operator", jurisdiction_name(profile->operator_country));
    json_add_string(text, "confidence", confidence_name(profile->confidence));
    jurisdictions_json(text, "applied", profile->applied);
    json_begin_array(text, "evidence");
    for (size_t i = 0; i < profile->evidence_count; i++) {
        add_evidence(text, doc, &profile->evidence[i], language);
    }
    json_end(text);
    json_end(text);
}

void document_head_json(struct json_text *text, const struct doc *doc,
    const struct profile *profile, enum language language)
{
    const struct source *source = &doc->source;
    json_add_slice(text, "path", source->name);
    json_add_slice(text, "format", format_name(source->format));
    json_add_slice(text, "encoding", encoding_name(source->encoding));
    json_add_slice(
        text, "document_type", document_type_name(profile->document_type));
    json_add_slice(
        text, "operator_type", operator_type_name(profile->operator_type));
    add_profile(text, doc, profile, language);
}
