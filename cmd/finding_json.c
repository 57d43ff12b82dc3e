#include "cmd/finding_json.h"

#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/report.h"
#include "cmd/rule_words.h"

void bases_json(struct json_text *text, const char *key,
    const struct basis *bases, size_t count, struct date day)
{
    json_begin_array(text, key);
    for (size_t i = 0; i < count; i++) {
        if (date_is_set(day) && !period_holds(bases[i].period, day)) {
            continue;
        }
        json_begin_object(text, NULL);
        json_add_slice(text, "cite", bases[i].cite);
        json_add_date(text, "from", bases[i].period.from);
        json_add_date(text, "to", bases[i].period.to);
        json_end(text);
    }
    json_end(text);
}

static void add_related(struct json_text *text, const struct options *options,
    const struct doc *doc, const struct finding *finding)
{
    json_begin_array(text, "related");
    for (size_t i = 0; i < finding->related_count; i++) {
        const struct related *related = &finding->related[i];
        json_begin_object(text, NULL);
        json_add_slice(text, "message",
            language_choose(options->language, related->message));
        json_add_slice(
            text, "address", passage_address(doc, &related->passage));
        json_add_source_span(text, "span", &doc->source, related->span);
        json_add_slice(text, "quote", related->quote);
        json_end(text);
    }
    json_end(text);
}

static void add_sanction(struct json_text *text, const struct options *options,
    const struct rule *rule)
{
    struct arena *arena = arena_new();
    json_add_slice_or_null(text, "sanction",
        basis_in_force(
            arena, rule->sanctions, rule->sanction_count, options->as_of));
    arena_free(arena);
}

static void add_suppression(
    struct json_text *text, const struct suppression *suppression)
{
    json_begin_object(text, "suppression");
    json_add_string(text, "kind", suppression_name(suppression->kind));
    json_add_slice_or_null(text, "reason", suppression->reason);
    json_add_date(text, "until", suppression->until);
    json_end(text);
}

void finding_json(struct json_text *text, const struct options *options,
    const struct doc *doc, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    json_add_slice(text, "rule", rule->id);
    json_add_string(text, "severity", severity_name(finding->severity));
    json_add_slice(
        text, "message", language_choose(options->language, finding->message));
    json_add_slice(text, "address", passage_address(doc, &finding->passage));
    json_add_clause_id(text, "clause_id", doc, finding->passage.clause);
    json_add_source_span(text, "span", &doc->source, finding->span);
    json_add_slice(text, "quote", finding->quote);
    bases_json(text, "basis", rule->bases, rule->basis_count, options->as_of);
    add_sanction(text, options, rule);
    json_add_slice_or_null(
        text, "fix", finding_fix(finding, options->language));
    add_related(text, options, doc, finding);
    json_add_string(text, "fingerprint", finding->fingerprint);
    if (finding->suppression) {
        add_suppression(text, finding->suppression);
    }
}
