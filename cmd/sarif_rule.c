#include "cmd/sarif_rule.h"

#include "cmd/finding_words.h"
#include "cmd/json_value.h"
#include "cmd/names.h"
#include "cmd/rule_help.h"
#include "parser/utf8.h"
#include "rules/profile.h"

/* GitHub refuses longer descriptions: code points. */
#define DESCRIPTION_LONGEST 1024

const char *sarif_level(enum severity severity)
{
    return severity_name(severity); /* they have the same names */
}

/* {text}, shortened to what GitHub takes. */
static json_t *description(struct arena *arena, struct slice text)
{
    struct slice visible = visible_text(arena, text);
    size_t offset = 0;
    size_t count = 0;
    size_t end = 0; /* of all but the last code point taken */
    while (offset < visible.len && count < DESCRIPTION_LONGEST) {
        end = offset;
        utf8_next(visible, &offset);
        count++;
    }
    struct buffer shortened = {.arena = arena};
    buffer_append(&shortened,
        offset < visible.len ? slice_cut(visible, 0, end) : visible);
    buffer_append(&shortened, offset < visible.len ? SLICE("…") : SLICE(""));
    json_t *object = json_object();
    json_object_set_new(object, "text", json_slice(buffer_slice(&shortened)));
    return object;
}

/* "ru/consent-by-use" as RuConsentByUse: what SARIF calls a name. */
static struct slice pascal_name(struct arena *arena, struct slice id)
{
    struct buffer name = {.arena = arena};
    bool is_start = true;
    for (size_t i = 0; i < id.len; i++) {
        char byte = id.bytes[i];
        bool is_lower = byte >= 'a' && byte <= 'z';
        if (byte == '/' || byte == '-') {
            is_start = true;
            continue;
        }
        buffer_append_byte(
            &name, is_start && is_lower ? (char)(byte - 'a' + 'A') : byte);
        is_start = false;
    }
    return buffer_slice(&name);
}

static json_t *help(
    struct arena *arena, const struct rule *rule, enum language language)
{
    json_t *object = json_object();
    json_object_set_new(object, "text",
        json_slice(rule_help(arena, rule, language, HELP_TEXT)));
    json_object_set_new(object, "markdown",
        json_slice(rule_help(arena, rule, language, HELP_MARKDOWN)));
    return object;
}

/* At most 10 are kept: the subject, the kind, and the countries. */
static json_t *tags(const struct rule *rule)
{
    json_t *array = json_array();
    json_array_append_new(array, json_string("privacy"));
    json_array_append_new(array, json_string(rule_kind_name(rule->kind)));
    for (uint32_t bit = 1; bit < JURISDICTION_OTHER; bit <<= 1) {
        if ((rule->jurisdictions & bit) && json_array_size(array) < 10) {
            json_array_append_new(array, json_slice(jurisdiction_name(bit)));
        }
    }
    return array;
}

/* GitHub orders alerts by problem.severity and, within it, by precision. The
   precision is no measurement: a rule whose own level is a note asks a person
   to look, and so comes after the others. */
static json_t *properties(const struct rule *rule, enum severity severity)
{
    bool is_remark = severity < SEVERITY_WARNING;
    json_t *object = json_object();
    json_object_set_new(object, "tags", tags(rule));
    json_object_set_new(
        object, "precision", json_string(is_remark ? "medium" : "high"));
    json_object_set_new(object, "problem.severity",
        json_string(is_remark ? "recommendation" : severity_name(severity)));
    return object;
}

json_t *sarif_rule(const struct rule *rule, enum language language)
{
    struct arena *arena = arena_new();
    enum severity severity =
        rule->severity_count > 0 ? rule->severities[0].severity : SEVERITY_NONE;
    struct slice message = language_choose(language, rule->message);
    struct slice rationale = slice_trim(rule->rationale);
    json_t *configuration = json_object();
    json_object_set_new(
        configuration, "level", json_string(sarif_level(severity)));
    json_t *object = json_object();
    json_object_set_new(object, "id", json_slice(rule->id));
    json_object_set_new(
        object, "name", json_slice(pascal_name(arena, rule->id)));
    json_object_set_new(
        object, "shortDescription", description(arena, message));
    json_object_set_new(object, "fullDescription",
        description(arena, rationale.len > 0 ? rationale : message));
    json_object_set_new(object, "help", help(arena, rule, language));
    json_object_set_new(object, "defaultConfiguration", configuration);
    json_object_set_new(object, "properties", properties(rule, severity));
    arena_free(arena);
    return object;
}
