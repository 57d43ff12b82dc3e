#include "cmd/commands.h"

#include "cmd/finding_json.h"
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

static void add_rule(struct json_text *text, const struct rule *rule)
{
    json_begin_object(text, NULL);
    json_add_slice(text, "id", rule->id);
    json_add_slice(text, "pack", rule->pack);
    json_add_string(text, "kind", rule_kind_name(rule->kind));
    json_add_string(text, "severity", severity_name(usual_severity(rule)));
    json_add_boolean(text, "is_off", rule->is_off);
    json_add_words(text, "message", rule->message);
    jurisdictions_json(text, "jurisdictions", rule->jurisdictions);
    json_add_date(text, "from", rule->period.from);
    json_add_date(text, "to", rule->period.to);
    const struct date always = {0};
    bases_json(text, "basis", rule->bases, rule->basis_count, always);
    bases_json(text, "sanction", rule->sanctions, rule->sanction_count, always);
    json_add_slice_or_null(text, "fix", rule->fix);
    json_end(text);
}

static void print_json(
    const struct options *options, const struct rules_loaded *rules, FILE *file)
{
    struct json_text text;
    json_report_open(&text, file);
    json_begin_array(&text, "rules");
    for (size_t i = 0; i < ruleset_count(rules->ruleset); i++) {
        if (is_listed(rules, i, options)) {
            add_rule(&text, ruleset_rule(rules->ruleset, i));
        }
    }
    json_end(&text);
    json_report_close(&text);
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
    struct options copy;
    const struct options *options = &copy;
    struct error error;
    struct rules_loaded rules;
    struct output output;
    struct trouble trouble;
    if (!options_here(arena, given, &copy, &trouble)) {
        complain_of(given->language, &trouble);
        return STATUS_TROUBLE;
    }
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
