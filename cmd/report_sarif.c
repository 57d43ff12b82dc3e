/*
 * report_sarif.c - SARIF 2.1.0 as GitHub code scanning reads it.
 *
 * One run with all rules that could report and one result for each finding.
 * Columns count code points, and a region ends behind its last one. Each
 * result has the hash by which GitHub knows its line again, and our own of
 * the clause. GitHub takes no empty string, so what is empty is left out.
 */
#include "cmd/finding_words.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"
#include "cmd/line_hash.h"
#include "cmd/repository.h"
#include "cmd/sarif_rule.h"
#include "parser/memory.h"

#include <stdlib.h>
#include <string.h>

#define SCHEMA                                                            \
    "https://docs.oasis-open.org/sarif/sarif/v2.1.0/errata01/os/schemas/" \
    "sarif-schema-2.1.0.json"

/* GitHub keeps as many locations of one result. */
#define RELATED_MOST 100

struct sarif_state {
    const struct run *run;
    FILE *out;
    json_t *rules;
    json_t *results;
    /* By rule index: where it stands in rules. */
    size_t *rule_places;
};

/* What the results of one file have in common. */
struct sarif_file {
    struct sarif_state *state;
    const struct checked_file *file;
    struct arena *arena;
    struct slice uri;
    const struct line_hash *hashes; /* by line number from 0 */
    size_t hash_count;
};

static bool is_listed(const struct run *run, const struct rule *rule)
{
    return rule->kind != RULE_CONCEPT && !run->is_disabled[rule->index];
}

static void *begin(const struct run *run, FILE *out)
{
    size_t count = ruleset_count(run->ruleset);
    struct sarif_state *state = memory_take(sizeof(*state));
    size_t *places = memory_take_zeroed(count + 1, sizeof(*places));
    *state = (struct sarif_state){run, out, json_array(), json_array(), places};
    for (size_t i = 0; i < count; i++) {
        const struct rule *rule = ruleset_rule(run->ruleset, i);
        if (is_listed(run, rule)) {
            places[i] = json_array_size(state->rules);
            json_array_append_new(
                state->rules, sarif_rule(rule, run->options->language));
        }
    }
    return state;
}

static json_t *text_object(struct slice text)
{
    json_t *object = json_object();
    json_object_set_new(object, "text", json_slice(text));
    return object;
}

static json_t *region_json(const struct source *source, struct span span)
{
    struct place start = source_place(source, span.begin);
    struct place stop = source_place(source, span.end);
    json_t *region = json_object();
    json_object_set_new(region, "startLine", json_integer(start.line));
    json_object_set_new(region, "startColumn", json_integer(start.column));
    json_object_set_new(region, "endLine", json_integer(stop.line));
    json_object_set_new(region, "endColumn", json_integer(stop.column));
    return region;
}

static json_t *physical_location(
    const struct sarif_file *sarif, struct span span)
{
    json_t *artifact = json_object();
    json_object_set_new(artifact, "uri", json_slice(sarif->uri));
    json_t *physical = json_object();
    json_object_set_new(physical, "artifactLocation", artifact);
    json_object_set_new(
        physical, "region", region_json(&sarif->file->doc->source, span));
    return physical;
}

/* The finding's only location, with the clause it stands in. */
static json_t *locations(
    const struct sarif_file *sarif, const struct finding *finding)
{
    struct slice address = visible_text(
        sarif->arena, passage_address(sarif->file->doc, &finding->passage));
    json_t *location = json_object();
    json_object_set_new(
        location, "physicalLocation", physical_location(sarif, finding->span));
    if (address.len > 0) {
        json_t *logical = json_object();
        json_object_set_new(logical, "fullyQualifiedName", json_slice(address));
        json_object_set_new(
            location, "logicalLocations", json_pack("[o]", logical));
    }
    return json_pack("[o]", location);
}

static size_t related_count(const struct finding *finding)
{
    return finding->related_count < RELATED_MOST ? finding->related_count
                                                 : RELATED_MOST;
}

/* What the link to a related place says. */
static struct slice related_label(
    const struct sarif_file *sarif, const struct related *related)
{
    struct slice message = visible_text(
        sarif->arena, language_choose(sarif->state->run->options->language,
                          related->message));
    struct place place =
        source_place(&sarif->file->doc->source, related->span.begin);
    return message.len > 0 ? message
                           : arena_format(sarif->arena, "%u", place.line);
}

/* The links are numbered as the message has them. */
static json_t *related_locations(
    const struct sarif_file *sarif, const struct finding *finding)
{
    json_t *array = json_array();
    for (size_t i = 0; i < related_count(finding); i++) {
        const struct related *related = &finding->related[i];
        json_t *location = json_object();
        json_object_set_new(location, "id", json_integer((json_int_t)i + 1));
        json_object_set_new(location, "physicalLocation",
            physical_location(sarif, related->span));
        json_object_set_new(
            location, "message", text_object(related_label(sarif, related)));
        json_array_append_new(array, location);
    }
    return array;
}

/* Square brackets make links: those of the text are escaped. */
static void append_unlinked(struct buffer *message, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = slice_find_any(text, SLICE("[]\\"), at);
        buffer_append(message, slice_cut(text, at, end));
        if (end < text.len) {
            buffer_append_byte(message, '\\');
            buffer_append_byte(message, text.bytes[end++]);
        }
        at = end;
    }
}

static json_t *message_json(
    const struct sarif_file *sarif, const struct finding *finding)
{
    const struct options *options = sarif->state->run->options;
    struct buffer text = {.arena = sarif->arena};
    append_unlinked(&text, finding_message(sarif->arena, options, finding));
    for (size_t i = 0; i < related_count(finding); i++) {
        if (i == 0) {
            buffer_append(&text, slice_from(language_pick(options->language,
                                     " См. также: [", " See also: [")));
        } else {
            buffer_append(&text, SLICE(", ["));
        }
        append_unlinked(&text, related_label(sarif, &finding->related[i]));
        buffer_format(&text, "](%zu)", i + 1);
    }
    return text_object(buffer_slice(&text));
}

/* In a file in UTF-16 GitHub may see fewer lines than there are: those behind
   its last have no hash. */
static json_t *fingerprints(
    const struct sarif_file *sarif, const struct finding *finding)
{
    uint32_t line = source_line(&sarif->file->doc->source, finding->span.begin);
    json_t *object = json_object();
    if (line <= sarif->hash_count) {
        json_object_set_new(object, "primaryLocationLineHash",
            json_slice(line_hash_words(sarif->arena, sarif->hashes[line - 1])));
    }
    json_object_set_new(
        object, "clauseHash/v1", json_string(finding->fingerprint));
    return object;
}

/* What the law says, for viewers that show it. */
static json_t *result_properties(
    const struct sarif_file *sarif, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    struct date day = sarif->file->options->as_of;
    const struct {
        const char *name;
        struct slice text;
    } items[] = {
        {"basis",
            basis_in_force(sarif->arena, rule->bases, rule->basis_count, day)},
        {"sanction", basis_in_force(sarif->arena, rule->sanctions,
                         rule->sanction_count, day)},
        {"fix", finding->fix},
    };
    json_t *object = json_object();
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        struct slice text = visible_text(sarif->arena, items[i].text);
        if (text.len > 0) {
            json_object_set_new(object, items[i].name, json_slice(text));
        }
    }
    return object;
}

/* Who says that the finding does not count. */
static json_t *suppressions(
    const struct sarif_file *sarif, const struct suppression *suppression)
{
    bool is_in_source = suppression->kind == SUPPRESSED_IN_SOURCE;
    struct slice reason = visible_text(sarif->arena, suppression->reason);
    json_t *object = json_object();
    json_object_set_new(
        object, "kind", json_string(is_in_source ? "inSource" : "external"));
    json_object_set_new(object, "status", json_string("accepted"));
    if (reason.len > 0) {
        json_object_set_new(object, "justification", json_slice(reason));
    }
    return json_pack("[o]", object);
}

/* A run with a baseline tells new findings from known ones. */
static void add_state(const struct sarif_file *sarif,
    const struct finding *finding, json_t *result)
{
    const struct suppression *suppression = finding->suppression;
    bool is_known = suppression && suppression->kind == SUPPRESSED_BY_BASELINE;
    if (sarif->file->options->baseline.len > 0) {
        json_object_set_new(result, "baselineState",
            json_string(is_known ? "unchanged" : "new"));
    }
    if (suppression) {
        json_object_set_new(
            result, "suppressions", suppressions(sarif, suppression));
    }
}

static json_t *result_json(
    const struct sarif_file *sarif, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    json_t *result = json_object();
    json_object_set_new(result, "ruleId", json_slice(rule->id));
    json_object_set_new(result, "ruleIndex",
        json_integer((json_int_t)sarif->state->rule_places[rule->index]));
    json_object_set_new(
        result, "level", json_string(sarif_level(finding->severity)));
    json_object_set_new(result, "message", message_json(sarif, finding));
    json_object_set_new(result, "locations", locations(sarif, finding));
    if (finding->related_count > 0) {
        json_object_set_new(
            result, "relatedLocations", related_locations(sarif, finding));
    }
    json_object_set_new(
        result, "partialFingerprints", fingerprints(sarif, finding));
    json_object_set_new(
        result, "properties", result_properties(sarif, finding));
    add_state(sarif, finding, result);
    return result;
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct sarif_state *state = opaque;
    struct sarif_file sarif = {
        .state = state, .file = file, .arena = arena_new()};
    sarif.uri = repository_uri(sarif.arena, file->path);
    sarif.hashes = line_hashes(sarif.arena, file->bytes, &sarif.hash_count);
    for (size_t i = 0; i < file->finding_count; i++) {
        json_array_append_new(
            state->results, result_json(&sarif, file->findings[i]));
    }
    for (size_t i = 0; i < file->suppressed_count; i++) {
        json_array_append_new(
            state->results, result_json(&sarif, file->suppressed[i]));
    }
    arena_free(sarif.arena);
}

static json_t *tool_json(struct sarif_state *state)
{
    bool is_russian = state->run->options->language == LANGUAGE_RU;
    json_t *driver = json_object();
    json_object_set_new(driver, "name", json_string("clauselint"));
    json_object_set_new(driver, "version", json_string(CLAUSELINT_VERSION));
    json_object_set_new(
        driver, "semanticVersion", json_string(CLAUSELINT_VERSION));
    /* There is no web page; systems that show manual pages know this URI. */
    json_object_set_new(
        driver, "informationUri", json_string("man:clauselint(1)"));
    json_object_set_new(
        driver, "language", json_string(is_russian ? "ru" : "en"));
    json_object_set_new(driver, "rules", state->rules);
    return json_pack("{so}", "driver", driver);
}

static json_t *run_json(struct sarif_state *state)
{
    json_t *invocation = json_object();
    json_object_set_new(invocation, "executionSuccessful",
        json_boolean(!state->run->has_trouble));
    json_t *run = json_object();
    json_object_set_new(run, "tool", tool_json(state));
    json_object_set_new(run, "invocations", json_pack("[o]", invocation));
    /* Uploads of one category replace each other. */
    json_object_set_new(run, "automationDetails",
        json_pack("{ss}", "id", "clauselint/policies/"));
    json_object_set_new(run, "columnKind", json_string("unicodeCodePoints"));
    json_object_set_new(run, "results", state->results);
    return run;
}

static void finish(void *opaque)
{
    struct sarif_state *state = opaque;
    json_t *report = json_object();
    json_object_set_new(report, "$schema", json_string(SCHEMA));
    json_object_set_new(report, "version", json_string("2.1.0"));
    json_object_set_new(report, "runs", json_pack("[o]", run_json(state)));
    json_write(state->out, report);
    free(state->rule_places);
    free(state);
}

const struct report_writer report_sarif = {begin, add_file, finish};
