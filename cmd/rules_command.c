#include "cmd/commands.h"

#include "cmd/finding_json.h"
#include "cmd/json_text.h"
#include "cmd/json_value.h"
#include "cmd/load.h"
#include "cmd/names.h"
#include "cmd/option.h"
#include "cmd/output.h"
#include "cmd/profile_json.h"
#include "cmd/report.h"

/* The level a rule has when no condition lowers or raises it. */
static enum severity usual_severity(const struct rule *rule)
{
    return rule->severity_count > 0 ? rule->severities[0].severity
                                    : SEVERITY_NONE;
}

/* Do the options ask for this rule? Concepts are listed only by name. */
static bool is_listed(const struct rules_loaded *rules, size_t index,
    const struct options *options)
{
    const struct rule *rule = ruleset_rule(rules->ruleset, index);
    if (rule->kind == RULE_CONCEPT) {
        return rules->is_selected[index];
    }
    bool is_of_country = options->jurisdictions == 0 ||
                         rule->jurisdictions == 0 ||
                         (rule->jurisdictions & options->jurisdictions);
    return !rules->is_disabled[index] && is_of_country &&
           usual_severity(rule) >= options->severity;
}

static void print_rule(const struct terminal *terminal, const struct rule *rule)
{
    enum severity severity = usual_severity(rule);
    struct slice word = severity == SEVERITY_NONE
                            ? SLICE("-")
                            : slice_from(language_noun(terminal->language, 1,
                                  severity_noun(severity)));
    terminal_put(terminal, rule->id);
    if (rule->is_off) {
        terminal_print(terminal,
            language_pick(terminal->language, " (выключено)", " (off)"));
    }
    terminal_print(terminal, "\n  ");
    terminal_put(terminal, word);
    terminal_print(terminal, ": ");
    terminal_wrap(terminal, language_choose(terminal->language, rule->message),
        terminal_cells(word) + 4, 4);
    terminal_print(terminal, "\n");
}

static json_t *rule_json(const struct rule *rule)
{
    json_t *object = json_object();
    json_object_set_new(object, "id", json_slice(rule->id));
    json_object_set_new(object, "pack", json_slice(rule->pack));
    json_object_set_new(
        object, "kind", json_string(rule_kind_name(rule->kind)));
    json_object_set_new(
        object, "severity", json_string(severity_name(usual_severity(rule))));
    json_object_set_new(object, "is_off", json_boolean(rule->is_off));
    json_object_set_new(object, "message", json_words(rule->message));
    json_object_set_new(
        object, "jurisdictions", jurisdictions_json(rule->jurisdictions));
    json_object_set_new(object, "from", json_date(rule->period.from));
    json_object_set_new(object, "to", json_date(rule->period.to));
    const struct date always = {0};
    json_object_set_new(
        object, "basis", bases_json(rule->bases, rule->basis_count, always));
    json_object_set_new(object, "sanction",
        bases_json(rule->sanctions, rule->sanction_count, always));
    json_object_set_new(object, "fix", json_slice_or_null(rule->fix));
    return object;
}

static void print_json(
    const struct options *options, const struct rules_loaded *rules, FILE *file)
{
    json_t *array = json_array();
    for (size_t i = 0; i < ruleset_count(rules->ruleset); i++) {
        if (is_listed(rules, i, options)) {
            json_array_append_new(
                array, rule_json(ruleset_rule(rules->ruleset, i)));
        }
    }
    json_t *report = json_report();
    json_object_set_new(report, "rules", array);
    json_write(file, report);
}

static void print_text(
    const struct options *options, const struct rules_loaded *rules, FILE *file)
{
    struct terminal terminal;
    terminal_init(&terminal, file, options->color, options->language);
    for (size_t i = 0; i < ruleset_count(rules->ruleset); i++) {
        if (is_listed(rules, i, options)) {
            print_rule(&terminal, ruleset_rule(rules->ruleset, i));
        }
    }
}

enum status rules_command(struct arena *arena, const struct options *given)
{
    struct options copy = *given;
    const struct options *options = &copy;
    struct error error;
    struct rules_loaded rules;
    struct output output;
    if (copy.operands.count > 0) {
        /* "rules ru" is "rules --select ru" */
        copy.select = copy.operands;
        for (size_t i = 0; i < copy.operands.count; i++) {
            option_add_setting(arena, &copy.given,
                (struct setting){.option = option_find(SLICE("--select")),
                    .value = copy.operands.items[i],
                    .origin = {.kind = ORIGIN_COMMAND_LINE}});
        }
    }
    struct trouble trouble;
    if (!rules_load(arena, options, &rules, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    bool is_done = output_open(&output, arena, options->output, &error);
    if (is_done) {
        if (options->format == OUTPUT_JSON) {
            print_json(options, &rules, output.file);
        } else {
            print_text(options, &rules, output.file);
        }
        is_done = output_close(&output, &error);
    }
    if (!is_done) {
        complain(options->language, options->output, &error);
    }
    rules_unload(&rules);
    return is_done ? STATUS_CLEAN : STATUS_TROUBLE;
}
