/*
 * report_text.c - findings for a person: what, where, by what law, and what
 * to write instead.
 *
 *     policy.md:17:5: ошибка: Согласие названо безотзывным … [ru/...]
 *       п. 1.2, абз. 2
 *        17 | Вы даёте бессрочное безотзывное согласие на обработку.
 *           |          ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *       основание:   ч. 2 ст. 9 152-ФЗ
 *       санкция:     ч. 1 ст. 13.11 КоАП РФ
 *       исправление: Согласие может быть отозвано в любой момент.
 */
#include "cmd/finding_words.h"
#include "cmd/names.h"
#include "cmd/report.h"
#include "cmd/rule_words.h"
#include "cmd/snippet.h"
#include "cmd/summary.h"
#include "parser/memory.h"

#include <stdlib.h>
#include <string.h>

#define INDENT SUMMARY_INDENT
#define LABEL_CELLS 13 /* of the widest label with its colon, and a space */

struct text_state {
    const struct run *run;
    struct terminal terminal;
    /* By rule index: the line at which the current file's first finding of
       the rule told its law; 0: not yet. */
    uint32_t *told_at;
    /* The sanctions that the current file's findings have spelt out. */
    struct slice *sanctions;
    size_t sanction_count;
    size_t sanction_capacity;
    /* The finding before this one, or NULL: words that two rules mark are
       shown once. */
    const struct finding *last;
    struct arena *arena; /* of what waits to be written */
    struct buffer held;
};

/* So many bytes of findings wait at most, but for one that is longer. */
#define HELD_LIMIT (32u * 1024)

static void *begin(const struct run *run, FILE *out)
{
    struct text_state *state = memory_take(sizeof(*state));
    uint32_t *told_at =
        memory_take_zeroed(ruleset_count(run->ruleset) + 1, sizeof(*told_at));
    *state = (struct text_state){
        .run = run, .told_at = told_at, .arena = arena_new()};
    state->held.arena = state->arena;
    terminal_init(
        &state->terminal, out, run->options->color, run->options->language);
    return state;
}

/* "path:line:column: " and its cells, which count where lines are broken. */
static unsigned print_place(const struct terminal *terminal,
    const struct checked_file *file, uint32_t offset)
{
    struct place place = source_place(&file->doc->source, offset);
    unsigned cells = 4; /* of colons and a space */
    cells += terminal->wraps ? terminal_cells(file->path) : 0;
    terminal_put(terminal, file->path);
    terminal_print(terminal, ":");
    cells += terminal_number(terminal, place.line, 1);
    terminal_print(terminal, ":");
    cells += terminal_number(terminal, place.column, 1);
    terminal_print(terminal, ": ");
    return cells;
}

static void print_header(const struct terminal *terminal,
    const struct checked_file *file, const struct finding *finding,
    struct arena *arena)
{
    struct slice message =
        language_choose(terminal->language, finding->message);
    const struct noun *noun = severity_noun(finding->severity);
    const char *severity = language_noun(terminal->language, 1, noun);
    terminal_style(terminal, STYLE_STRONG);
    unsigned column = print_place(terminal, file, finding->span.begin);
    terminal_style(terminal, severity_style(finding->severity));
    terminal_print(terminal, severity);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, ": ");
    column += terminal_cells(slice_from(severity)) + 2;
    struct buffer text = {.arena = arena};
    buffer_append(&text, message);
    buffer_append(&text, SLICE(" ["));
    buffer_append(&text, finding->rule->id);
    buffer_append(&text, SLICE("]"));
    terminal_wrap(terminal, buffer_slice(&text), column, 2 * INDENT);
    terminal_print(terminal, "\n");
}

static void print_address(const struct terminal *terminal,
    const struct checked_file *file, const struct finding *finding)
{
    struct slice address = passage_address(file->doc, &finding->passage);
    if (address.len == 0) {
        return;
    }
    terminal_repeat(terminal, " ", INDENT);
    if (finding->is_absence) {
        terminal_print(terminal, language_pick(terminal->language,
                                     "место для этого: ", "it belongs at: "));
    }
    terminal_put(terminal, address);
    terminal_print(terminal, "\n");
}

/* «ч. 1 ст. 13.11 КоАП РФ: юрлицо …» in full the first time, later without
   what follows the colon. */
static struct slice tell_sanction(
    struct text_state *state, struct slice sanction, struct arena *arena)
{
    for (size_t i = 0; i < state->sanction_count; i++) {
        if (slice_equal(state->sanctions[i], sanction)) {
            return slice_cut(sanction, 0, slice_find(sanction, SLICE(": "), 0));
        }
    }
    state->sanctions =
        arena_grow(arena, state->sanctions, state->sanction_count,
            &state->sanction_capacity, sizeof(*state->sanctions));
    state->sanctions[state->sanction_count++] = sanction;
    return sanction;
}

static struct slice tell_sanctions(struct text_state *state,
    const struct rule *rule, struct date day, struct arena *arena)
{
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < rule->sanction_count; i++) {
        const struct basis *sanction = &rule->sanctions[i];
        if (!period_holds(sanction->period, day)) {
            continue;
        }
        buffer_append(&text, text.len > 0 ? SLICE("; ") : SLICE(""));
        buffer_append(&text, tell_sanction(state, sanction->cite, arena));
    }
    return buffer_slice(&text);
}

/* The law, told once for each rule and file; then the line where it was. The
   arena is the file's. */
static void print_law(struct text_state *state, const struct checked_file *file,
    const struct finding *finding, struct arena *arena)
{
    const struct terminal *terminal = &state->terminal;
    enum language language = terminal->language;
    const struct rule *rule = finding->rule;
    uint32_t *told_at = &state->told_at[rule->index];
    struct slice basis = basis_in_force(
        arena, rule->bases, rule->basis_count, file->options->as_of);
    const char *label = language_pick(language, "основание", "law");
    if (*told_at > 0 && basis.len > 0) {
        print_detail(terminal, label,
            arena_format(arena, "%s %u",
                language_pick(language, "то же, что в строке", "as at line"),
                *told_at));
    } else {
        print_detail(terminal, label, basis);
        print_detail(terminal, language_pick(language, "санкция", "sanction"),
            tell_sanctions(state, rule, file->options->as_of, arena));
    }
    if (*told_at == 0 || !slice_equal(finding->fix, rule->fix)) {
        print_detail(terminal, language_pick(language, "исправление", "fix"),
            finding_fix(finding, language));
    }
    if (*told_at == 0) {
        *told_at = source_line(&file->doc->source, finding->span.begin);
    }
}

static void print_related(const struct terminal *terminal,
    const struct checked_file *file, const struct related *related,
    struct arena *arena)
{
    struct slice address = passage_address(file->doc, &related->passage);
    struct place place = source_place(&file->doc->source, related->span.begin);
    struct buffer text = {.arena = arena};
    buffer_format(&text, "%s %u",
        language_pick(terminal->language, "строка", "line"), place.line);
    if (address.len > 0) {
        buffer_append(&text, SLICE(", "));
        buffer_append(&text, address);
    }
    buffer_append(&text, SLICE(": "));
    buffer_append(&text, language_choose(terminal->language, related->message));
    if (related->quote.len > 0) {
        buffer_append(&text, SLICE(" «"));
        buffer_append(&text, related->quote);
        buffer_append(&text, SLICE("»"));
    }
    print_detail(terminal,
        language_pick(terminal->language, "см. также", "see also"),
        buffer_slice(&text));
}

static void print_finding(struct text_state *state,
    const struct checked_file *file, const struct finding *finding,
    struct arena *arena)
{
    const struct terminal *terminal = &state->terminal;
    print_header(terminal, file, finding, arena);
    bool is_same = state->last &&
                   state->last->span.begin == finding->span.begin &&
                   state->last->span.end == finding->span.end;
    state->last = finding;
    if (!is_same && !finding_has_no_place(file->doc, finding)) {
        print_address(terminal, file, finding);
        snippet_print(terminal, &file->doc->source, finding->span,
            severity_style(finding->severity), !finding->is_absence);
    }
    print_law(state, file, finding, arena);
    for (size_t i = 0; i < finding->related_count; i++) {
        print_related(terminal, file, &finding->related[i], arena);
    }
    terminal_print(terminal, "\n");
    if (state->held.len > HELD_LIMIT) {
        terminal_flush(terminal);
    }
}

/* The statements that are missing, the gravest first: most of them have no
   place of their own in the document. */
static void print_absences(struct text_state *state,
    const struct checked_file *file, struct arena *arena)
{
    const struct terminal *terminal = &state->terminal;
    bool has_heading = false;
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--) {
        for (size_t i = 0; i < file->finding_count; i++) {
            const struct finding *finding = file->findings[i];
            if (!finding->is_absence || (int)finding->severity != level) {
                continue;
            }
            if (!has_heading) {
                terminal_style(terminal, STYLE_STRONG);
                terminal_print(
                    terminal, language_pick(terminal->language,
                                  "Чего в документе нет:\n\n",
                                  "What the document does not say:\n\n"));
                terminal_style(terminal, STYLE_PLAIN);
            }
            has_heading = true;
            print_finding(state, file, finding, arena);
        }
    }
}

/* What is said wrong, in reading order, then what is not said. What was told
   of the law starts anew with each file. */
static void print_findings(
    struct text_state *state, const struct checked_file *file)
{
    struct arena *arena = arena_new();
    state->terminal.held = &state->held;
    state->last = NULL;
    memset(state->told_at, 0,
        ruleset_count(state->run->ruleset) * sizeof(*state->told_at));
    for (size_t i = 0; i < file->finding_count; i++) {
        if (!file->findings[i]->is_absence) {
            print_finding(state, file, file->findings[i], arena);
        }
    }
    print_absences(state, file, arena);
    terminal_flush(&state->terminal);
    state->terminal.held = NULL;
    state->sanctions = NULL;
    state->sanction_count = 0;
    state->sanction_capacity = 0;
    arena_free(arena);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct text_state *state = opaque;
    const struct terminal *terminal = &state->terminal;
    if (!state->run->options->has_statistics) {
        print_findings(state, file);
    }
    if (state->run->options->is_quiet) {
        return;
    }
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, file->path);
    terminal_style(terminal, STYLE_PLAIN);
    if (file->finding_count == 0) {
        terminal_print(terminal, ": ");
        print_clean_file(terminal, file);
    }
    terminal_print(terminal, "\n");
    print_profile(terminal, file);
    print_evidence(terminal, file);
    terminal_print(terminal, "\n");
}

static void finish(void *opaque)
{
    struct text_state *state = opaque;
    if (!state->run->options->is_quiet) {
        print_total(&state->terminal, state->run);
    }
    arena_free(state->arena);
    free(state->told_at);
    free(state);
}

const struct report_writer report_text = {begin, add_file, finish};
