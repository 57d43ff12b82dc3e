#include "cmd/commands.h"

#include "cmd/load.h"
#include "cmd/names.h"
#include "cmd/output.h"
#include "cmd/rule_words.h"
#include "parser/buffer.h"

#define INDENT 2

static const char *pick(
    const struct terminal *terminal, const char *ru, const char *en)
{
    return language_pick(terminal->language, ru, en);
}

static void print_heading(const struct terminal *terminal, const char *heading)
{
    terminal_print(terminal, "\n");
    terminal_style(terminal, STYLE_STRONG);
    terminal_print(terminal, heading);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n");
}

/* One indented paragraph. */
static void print_paragraph(
    const struct terminal *terminal, const char *mark, struct slice text)
{
    unsigned indent = INDENT + terminal_cells(slice_from(mark));
    terminal_repeat(terminal, " ", INDENT);
    terminal_print(terminal, mark);
    terminal_wrap(terminal, text, indent, indent);
    terminal_print(terminal, "\n");
}

/* Markdown as it stands: paragraphs are wrapped, a blank line parts them. */
static void print_markdown(
    const struct terminal *terminal, struct slice markdown, struct arena *arena)
{
    struct buffer paragraph = {.arena = arena};
    struct slice line;
    while (slice_next_line(&markdown, &line)) {
        if (slice_trim(line).len > 0) {
            buffer_append(&paragraph, line);
            buffer_append_byte(&paragraph, '\n');
            continue;
        }
        if (paragraph.len > 0) {
            print_paragraph(terminal, "", buffer_slice(&paragraph));
            terminal_print(terminal, "\n");
        }
        paragraph.len = 0;
    }
    if (paragraph.len > 0) {
        print_paragraph(terminal, "", buffer_slice(&paragraph));
    }
}

static void print_bases(const struct terminal *terminal, const char *heading,
    const struct basis *bases, size_t count, struct arena *arena)
{
    if (count == 0) {
        return;
    }
    print_heading(terminal, heading);
    for (size_t i = 0; i < count; i++) {
        struct buffer text = {.arena = arena};
        buffer_append(&text, bases[i].cite);
        rule_words_period(&text, &bases[i].period, terminal->language);
        print_paragraph(terminal, "", buffer_slice(&text));
    }
}

static void print_levels(const struct terminal *terminal,
    const struct rule *rule, struct arena *arena)
{
    if (rule->severity_count == 0) {
        return;
    }
    print_heading(terminal, pick(terminal, "Уровень", "Level"));
    for (size_t i = 0; i < rule->severity_count; i++) {
        struct buffer text = {.arena = arena};
        rule_words_level(&text, &rule->severities[i], terminal->language);
        print_paragraph(terminal, "", buffer_slice(&text));
    }
    if (rule->is_off) {
        print_paragraph(terminal, "",
            slice_from(pick(terminal,
                "Выключено: работает, только если названо в --select.",
                "Off: runs only when named in --select.")));
    }
}

static void print_examples(const struct terminal *terminal,
    const struct rule *rule, bool is_wrong, const char *heading,
    struct arena *arena)
{
    bool has_heading = false;
    for (size_t i = 0; i < rule->example_count; i++) {
        const struct example *example = &rule->examples[i];
        if (example->is_wrong != is_wrong) {
            continue;
        }
        if (!has_heading) {
            print_heading(terminal, heading);
        }
        has_heading = true;
        struct slice rest = slice_trim(example_markdown(arena, rule, example));
        struct slice line;
        const char *mark = is_wrong ? "✗ " : "✓ ";
        while (slice_next_line(&rest, &line)) {
            if (slice_trim(line).len > 0) {
                print_paragraph(terminal, mark, line);
            } else {
                terminal_print(terminal, "\n");
            }
            mark = "  ";
        }
    }
}

/* The rules that are reported in its stead at the same words. */
static void print_ids(const struct terminal *terminal, const struct slice *ids,
    size_t count, struct arena *arena)
{
    if (count == 0) {
        return;
    }
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < count; i++) {
        buffer_append(&text, i > 0 ? SLICE(", ") : SLICE(""));
        buffer_append(&text, ids[i]);
    }
    print_heading(terminal, pick(terminal, "Уступает правилам", "Yields to"));
    print_paragraph(terminal, "", buffer_slice(&text));
}

static void print_law(const struct terminal *terminal, const struct rule *rule,
    struct arena *arena)
{
    print_bases(terminal, pick(terminal, "Основание", "Law"), rule->bases,
        rule->basis_count, arena);
    print_bases(terminal, pick(terminal, "Санкция", "Sanction"),
        rule->sanctions, rule->sanction_count, arena);
}

static void print_fix(const struct terminal *terminal, const struct rule *rule)
{
    if (rule->fix.len > 0) {
        print_heading(terminal, pick(terminal, "Исправление", "Fix"));
        print_paragraph(terminal, "", rule_fix(rule, terminal->language));
    }
}

static void print_scope(const struct terminal *terminal,
    const struct rule *rule, struct arena *arena)
{
    print_levels(terminal, rule, arena);
    struct buffer text = {.arena = arena};
    rule_words_scope(&text, rule, terminal->language);
    print_heading(terminal, pick(terminal, "Применяется", "Applies"));
    print_paragraph(terminal, "", buffer_slice(&text));
    print_ids(terminal, rule->yields_to, rule->yields_to_count, arena);
    struct buffer silence = {.arena = arena};
    rule_words_silence(&silence, rule, terminal->language);
    if (silence.len > 0) {
        print_heading(terminal, pick(terminal, "Пропускает", "Passes over"));
        print_paragraph(terminal, "", buffer_slice(&silence));
    }
}

static void explain(const struct terminal *terminal, const struct rule *rule,
    struct arena *arena)
{
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, rule->id);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, " — ");
    terminal_print(terminal, rule_kind_words(rule->kind, terminal->language));
    terminal_print(terminal, "\n\n");
    print_paragraph(
        terminal, "", language_choose(terminal->language, rule->message));
    if (rule->rationale.len > 0) {
        print_heading(
            terminal, pick(terminal, "Почему это важно", "Why it matters"));
        print_markdown(terminal, rule->rationale, arena);
    }
    print_law(terminal, rule, arena);
    print_fix(terminal, rule);
    print_scope(terminal, rule, arena);
    print_examples(
        terminal, rule, true, pick(terminal, "Неверно", "Wrong"), arena);
    print_examples(
        terminal, rule, false, pick(terminal, "Верно", "Right"), arena);
}

/* Rules in the order in which they are explained. */
struct rule_list {
    const struct rule **items;
    size_t count;
    size_t capacity;
};

/* Which rules a word of --select names, by index. */
static bool *mark_named(
    struct arena *arena, const struct ruleset *ruleset, struct slice word)
{
    bool *is_named =
        arena_array(arena, ruleset_count(ruleset), sizeof(*is_named));
    struct rule_range range = rules_named(ruleset, word);
    for (size_t i = range.first; i < range.end; i++) {
        is_named[ruleset_in_order(ruleset, i)->index] = true;
    }
    return is_named;
}

/* Add the rules that a word names: by id, as for --select, or by the name
   alone, of whatever pack («consent-irrevocable»). Concepts only by id. */
static bool add_named(struct arena *arena, const struct ruleset *ruleset,
    struct slice word, struct rule_list *list)
{
    size_t before = list->count;
    const bool *is_named = mark_named(arena, ruleset, word);
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        const struct rule *rule = ruleset_rule(ruleset, i);
        bool is_wanted =
            rule->kind == RULE_CONCEPT
                ? slice_equal(rule->id, word)
                : is_named[i] || slice_equal(rule_short_name(rule->id), word);
        if (is_wanted) {
            list->items = arena_grow(arena, list->items, list->count,
                &list->capacity, sizeof(*list->items));
            list->items[list->count++] = rule;
        }
    }
    return list->count > before;
}

/* All the rules that the operands name, or false at the first unknown one. */
static bool find_rules(struct arena *arena, const struct ruleset *ruleset,
    const struct options *options, struct rule_list *ret)
{
    struct rule_list list = {0};
    for (size_t i = 0; i < options->operands.count; i++) {
        struct slice word = options->operands.items[i];
        if (!add_named(arena, ruleset, word, &list)) {
            struct error error;
            rule_unknown(ruleset, word, &error);
            complain(options->language, SLICE("explain"), &error);
            return false;
        }
    }
    *ret = list;
    return true;
}

static enum status explain_all(struct arena *arena,
    const struct options *options, const struct ruleset *ruleset)
{
    struct rule_list rules;
    struct output output;
    struct error error;
    if (!find_rules(arena, ruleset, options, &rules)) {
        return STATUS_TROUBLE;
    }
    bool is_done = output_open(&output, arena, options->output, &error);
    if (is_done) {
        struct terminal terminal;
        terminal_init(
            &terminal, output.file, options->color, options->language);
        for (size_t i = 0; i < rules.count; i++) {
            terminal_print(&terminal, i > 0 ? "\n\n" : "");
            explain(&terminal, rules.items[i], arena);
        }
        is_done = output_close(&output, &error);
    }
    if (!is_done) {
        complain(options->language, options->output, &error);
    }
    return is_done ? STATUS_CLEAN : STATUS_TROUBLE;
}

enum status explain_command(struct arena *arena, const struct options *given)
{
    struct options options;
    struct rules_loaded rules;
    struct trouble trouble = {0};
    if (given->operands.count == 0) {
        error_set(&trouble.error,
            "explain: укажите правило; все правила: clauselint rules",
            "explain: name a rule; for all rules: clauselint rules");
        complain_of(given->language, &trouble);
        return STATUS_TROUBLE;
    }
    if (!options_here(arena, given, &options, &trouble) ||
        !rules_load(arena, &options, &rules, &trouble)) {
        complain_of(given->language, &trouble);
        return STATUS_TROUBLE;
    }
    enum status status = explain_all(arena, &options, rules.ruleset);
    rules_unload(&rules);
    return status;
}
