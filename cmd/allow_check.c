#include "cmd/allow_check.h"

#include <string.h>

struct allow_check {
    const struct rules_loaded *rules;
    const struct doc *doc;
    struct finding *findings;
    size_t count;
    size_t capacity;
};

static void report(
    struct allow_check *check, const char *id, const struct allow_entry *entry)
{
    const struct rule *rule =
        ruleset_find(check->rules->ruleset, slice_from(id));
    if (!rule || check->rules->is_disabled[rule->index]) {
        return;
    }
    const struct source *source = &check->doc->source;
    uint32_t begin = (uint32_t)slice_find(source->text, entry->fingerprint,
        source->line_starts[entry->place.line - 1]);
    struct finding finding = {
        .rule = rule,
        .severity = check->rules->levels[rule->index],
        .message = rule->message,
        .passage = {.clause = NONE},
        .span = {begin, begin + (uint32_t)entry->fingerprint.len},
        .quote = entry->fingerprint,
        .fix = rule->fix,
    };
    if (finding.severity == SEVERITY_NONE) {
        finding.severity = rule->severities[0].severity;
    }
    memcpy(
        finding.fingerprint, entry->fingerprint.bytes, entry->fingerprint.len);
    check->findings = arena_grow(check->doc->arena, check->findings,
        check->count, &check->capacity, sizeof(finding));
    check->findings[check->count++] = finding;
}

static void check_entry(struct allow_check *check,
    const struct allow_entry *entry, const struct allow_wish *wish)
{
    const struct rule *rule = ruleset_find(check->rules->ruleset, entry->rule);
    if (entry->reason.len == 0) {
        report(check, "allow/no-reason", entry);
    }
    if (!rule || rule->kind == RULE_CONCEPT) {
        report(check, "allow/unknown-rule", entry);
    } else if (allow_entry_is_expired(entry, wish)) {
        report(check, "allow/expired", entry);
    } else if (entry->is_met && !entry->is_used &&
               !check->rules->is_disabled[rule->index]) {
        report(check, "allow/unused", entry);
    }
}

/* The report of a document in which no rule looks for anything. */
static void check_nothing(const struct rules_loaded *rules,
    const struct options *options, const struct doc *doc, struct report *ret)
{
    size_t count = ruleset_count(rules->ruleset);
    bool *is_disabled = arena_array(doc->arena, count, sizeof(*is_disabled));
    memset(is_disabled, true, count * sizeof(*is_disabled));
    const struct check_options check_options = {
        .as_of = options->as_of,
        .jurisdictions = options->jurisdictions,
        .is_disabled = is_disabled,
        .has_no_allow = true,
    };
    check_doc(rules->ruleset, doc, &check_options, ret);
    ret->requirement_count = 0;
}

bool allow_file_check(const struct allow_file *file, struct arena *arena,
    const struct rules_loaded *rules, struct checked_file *ret,
    struct error *ret_error)
{
    const struct options *options = ret->options;
    struct doc *doc = arena_alloc(arena, sizeof(*doc));
    struct report *report = arena_alloc(arena, sizeof(*report));
    if (!doc_read(arena, file->path, file->bytes, doc, ret_error)) {
        return false;
    }
    check_nothing(rules, options, doc, report);
    struct allow_check check = {.rules = rules, .doc = doc};
    const struct allow_wish wish = {options->as_of, options->requires_reason};
    for (size_t i = 0; i < file->count; i++) {
        check_entry(&check, &file->entries[i], &wish);
    }
    report->findings = check.findings;
    report->finding_count = check.count;
    *ret = (struct checked_file){
        .path = file->path,
        .options = options,
        .bytes = file->bytes,
        .doc = doc,
        .report = report,
    };
    return true;
}
