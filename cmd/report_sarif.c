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
#include "cmd/line_hash.h"
#include "cmd/repository.h"
#include "cmd/rule_words.h"
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
    struct json_text text;
    /* By rule index: where it stands in the list of rules. */
    size_t *rule_places;
};

/* What the results of one file have in common. */
struct sarif_file {
    struct sarif_state *state;
    struct json_text *out; /* for results */
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

/* The rules that could report, and where each of them stands. */
static void add_rules(struct sarif_state *state)
{
    const struct run *run = state->run;
    size_t count = 0;
    json_begin_array(&state->text, "rules");
    for (size_t i = 0; i < ruleset_count(run->ruleset); i++) {
        const struct rule *rule = ruleset_rule(run->ruleset, i);
        if (is_listed(run, rule)) {
            state->rule_places[i] = count++;
            json_add_tree(
                &state->text, NULL, sarif_rule(rule, run->options->language));
        }
    }
    json_end(&state->text);
}

static void add_tool(struct sarif_state *state)
{
    struct json_text *out = &state->text;
    bool is_russian = state->run->options->language == LANGUAGE_RU;
    json_begin_object(out, "tool");
    json_begin_object(out, "driver");
    json_add_string(out, "name", "clauselint");
    json_add_string(out, "version", CLAUSELINT_VERSION);
    json_add_string(out, "semanticVersion", CLAUSELINT_VERSION);
    /* There is no web page; systems that show manual pages know this URI. */
    json_add_string(out, "informationUri", "man:clauselint(1)");
    json_add_string(out, "language", is_russian ? "ru" : "en");
    add_rules(state);
    json_end(out);
    json_end(out);
}

/* Results go to the file as they come: what only the end of the run tells
   stands behind them. */
static void *begin(const struct run *run, FILE *file)
{
    struct sarif_state *state = memory_take(sizeof(*state));
    struct json_text *out = &state->text;
    state->run = run;
    state->rule_places = memory_take_zeroed(
        ruleset_count(run->ruleset) + 1, sizeof(*state->rule_places));
    json_text_open(out, file, false);
    json_begin_object(out, NULL);
    json_add_string(out, "$schema", SCHEMA);
    json_add_string(out, "version", "2.1.0");
    json_begin_array(out, "runs");
    json_begin_object(out, NULL);
    add_tool(state);
    json_begin_array(out, "results");
    return state;
}

static void add_text(struct json_text *out, const char *key, struct slice text)
{
    json_begin_object(out, key);
    json_add_slice(out, "text", text);
    json_end(out);
}

static void add_region(
    struct json_text *out, const struct source *source, struct span span)
{
    struct place start = source_place(source, span.begin);
    struct place stop = source_place(source, span.end);
    json_begin_object(out, "region");
    json_add_integer(out, "startLine", start.line);
    json_add_integer(out, "startColumn", start.column);
    json_add_integer(out, "endLine", stop.line);
    json_add_integer(out, "endColumn", stop.column);
    json_end(out);
}

static void add_physical_location(
    const struct sarif_file *sarif, struct span span)
{
    struct json_text *out = sarif->out;
    json_begin_object(out, "physicalLocation");
    json_begin_object(out, "artifactLocation");
    json_add_slice(out, "uri", sarif->uri);
    json_end(out);
    add_region(out, &sarif->file->doc->source, span);
    json_end(out);
}

/* The finding's only location, with the clause it stands in. */
static void add_locations(
    const struct sarif_file *sarif, const struct finding *finding)
{
    struct json_text *out = sarif->out;
    struct slice address = visible_text(
        sarif->arena, passage_address(sarif->file->doc, &finding->passage));
    json_begin_array(out, "locations");
    json_begin_object(out, NULL);
    add_physical_location(sarif, finding->span);
    if (address.len > 0) {
        json_begin_array(out, "logicalLocations");
        json_begin_object(out, NULL);
        json_add_slice(out, "fullyQualifiedName", address);
        json_end(out);
        json_end(out);
    }
    json_end(out);
    json_end(out);
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
static void add_related_locations(
    const struct sarif_file *sarif, const struct finding *finding)
{
    struct json_text *out = sarif->out;
    json_begin_array(out, "relatedLocations");
    for (size_t i = 0; i < related_count(finding); i++) {
        const struct related *related = &finding->related[i];
        json_begin_object(out, NULL);
        json_add_integer(out, "id", (json_int_t)i + 1);
        add_physical_location(sarif, related->span);
        add_text(out, "message", related_label(sarif, related));
        json_end(out);
    }
    json_end(out);
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

static void add_message(
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
    add_text(sarif->out, "message", buffer_slice(&text));
}

/* In a file in UTF-16 GitHub may see fewer lines than there are: those behind
   its last have no hash. */
static void add_fingerprints(
    const struct sarif_file *sarif, const struct finding *finding)
{
    struct json_text *out = sarif->out;
    uint32_t line = source_line(&sarif->file->doc->source, finding->span.begin);
    json_begin_object(out, "partialFingerprints");
    if (line <= sarif->hash_count) {
        json_add_slice(out, "primaryLocationLineHash",
            line_hash_words(sarif->arena, sarif->hashes[line - 1]));
    }
    json_add_string(out, "clauseHash/v1", finding->fingerprint);
    json_end(out);
}

/* What the law says, for viewers that show it. */
static void add_properties(
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
        {"fix", finding_fix(finding, sarif->file->options->language)},
    };
    json_begin_object(sarif->out, "properties");
    for (size_t i = 0; i < COUNT_OF(items); i++) {
        struct slice text = visible_text(sarif->arena, items[i].text);
        if (text.len > 0) {
            json_add_slice(sarif->out, items[i].name, text);
        }
    }
    json_end(sarif->out);
}

/* Who says that the finding does not count. */
static void add_suppressions(
    const struct sarif_file *sarif, const struct suppression *suppression)
{
    struct json_text *out = sarif->out;
    bool is_in_source = suppression->kind == SUPPRESSED_IN_SOURCE;
    struct slice reason = visible_text(sarif->arena, suppression->reason);
    json_begin_array(out, "suppressions");
    json_begin_object(out, NULL);
    json_add_string(out, "kind", is_in_source ? "inSource" : "external");
    json_add_string(out, "status", "accepted");
    if (reason.len > 0) {
        json_add_slice(out, "justification", reason);
    }
    json_end(out);
    json_end(out);
}

/* A run with a baseline tells new findings from known ones. */
static void add_state(
    const struct sarif_file *sarif, const struct finding *finding)
{
    const struct suppression *suppression = finding->suppression;
    bool is_known = suppression && suppression->kind == SUPPRESSED_BY_BASELINE;
    if (sarif->file->options->baseline.len > 0) {
        json_add_string(
            sarif->out, "baselineState", is_known ? "unchanged" : "new");
    }
    if (suppression) {
        add_suppressions(sarif, suppression);
    }
}

static void add_result(
    const struct sarif_file *sarif, const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    struct json_text *out = sarif->out;
    json_begin_object(out, NULL);
    json_add_slice(out, "ruleId", rule->id);
    json_add_integer(
        out, "ruleIndex", (json_int_t)sarif->state->rule_places[rule->index]);
    json_add_string(out, "level", sarif_level(finding->severity));
    add_message(sarif, finding);
    add_locations(sarif, finding);
    if (finding->related_count > 0) {
        add_related_locations(sarif, finding);
    }
    add_fingerprints(sarif, finding);
    add_properties(sarif, finding);
    add_state(sarif, finding);
    json_end(out);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct sarif_state *state = opaque;
    struct sarif_file sarif = {
        .state = state,
        .out = &state->text,
        .file = file,
        .arena = arena_new(),
    };
    sarif.uri = repository_uri(sarif.arena, file->path);
    sarif.hashes = line_hashes(sarif.arena, file->bytes, &sarif.hash_count);
    for (size_t i = 0; i < file->finding_count; i++) {
        add_result(&sarif, file->findings[i]);
    }
    for (size_t i = 0; i < file->suppressed_count; i++) {
        add_result(&sarif, file->suppressed[i]);
    }
    arena_free(sarif.arena);
}

static void finish(void *opaque)
{
    struct sarif_state *state = opaque;
    struct json_text *out = &state->text;
    json_end(out); /* results */
    json_begin_array(out, "invocations");
    json_begin_object(out, NULL);
    json_add_boolean(out, "executionSuccessful", !state->run->has_trouble);
    json_end(out);
    json_end(out);
    /* Uploads of one category replace each other. */
    json_begin_object(out, "automationDetails");
    json_add_string(out, "id", "clauselint/policies/");
    json_end(out);
    json_add_string(out, "columnKind", "unicodeCodePoints");
    json_end(out);
    json_end(out);
    json_end(out);
    json_text_close(out);
    free(state->rule_places);
    free(state);
}

const struct report_writer report_sarif = {begin, add_file, finish};
