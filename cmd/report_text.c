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
#include "cmd/names.h"
#include "cmd/report.h"
#include "cmd/snippet.h"

#include <stdlib.h>
#include <string.h>

#define INDENT 2
#define LABEL_CELLS 13    /* of the widest label with its colon, and a space */
#define SEVERITY_CELLS 15 /* of the widest severity, and a space */
#define EVIDENCE_SHOWN 4

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
    /* Where the last finding put an absence, or NONE: what else is missing
       there does not show the line again. */
    uint32_t absence_at;
};

static void *begin(const struct run *run, FILE *out)
{
    struct text_state *state = malloc(sizeof(*state));
    uint32_t *told_at =
        calloc(ruleset_count(run->ruleset) + 1, sizeof(*told_at));
    if (!state || !told_at) {
        abort();
    }
    *state = (struct text_state){.run = run, .told_at = told_at};
    terminal_init(
        &state->terminal, out, run->options->color, run->options->language);
    return state;
}

static enum style severity_style(enum severity severity)
{
    switch (severity) {
    case SEVERITY_ERROR:
        return STYLE_ERROR;
    case SEVERITY_WARNING:
        return STYLE_WARNING;
    case SEVERITY_NOTE:
    case SEVERITY_NONE:
        return STYLE_NOTE;
    }
    return STYLE_PLAIN;
}

/* "path:line:column: " and its cells. */
static unsigned print_place(const struct terminal *terminal,
    const struct checked_file *file, uint32_t offset)
{
    struct place place = source_place(&file->doc->source, offset);
    char numbers[32];
    snprintf(numbers, sizeof(numbers), ":%u:%u", place.line, place.column);
    terminal_put(terminal, file->path);
    terminal_print(terminal, numbers);
    terminal_print(terminal, ": ");
    return terminal_cells(file->path) + (unsigned)strlen(numbers) + 2;
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
    terminal_wrap(terminal,
        arena_format(arena, "%.*s [%.*s]", (int)message.len, message.bytes,
            (int)finding->rule->id.len, finding->rule->id.bytes),
        column, 2 * INDENT);
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

/* One labelled line; nothing for an empty text. */
static void print_detail(
    const struct terminal *terminal, const char *label, struct slice text)
{
    if (text.len == 0) {
        return;
    }
    terminal_repeat(terminal, " ", INDENT);
    terminal_style(terminal, STYLE_FAINT);
    terminal_print(terminal, label);
    terminal_print(terminal, ":");
    terminal_style(terminal, STYLE_PLAIN);
    unsigned used = terminal_cells(slice_from(label)) + 1;
    terminal_repeat(terminal, " ", used < LABEL_CELLS ? LABEL_CELLS - used : 1);
    terminal_wrap(terminal, text, INDENT + LABEL_CELLS, INDENT + LABEL_CELLS);
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

static struct slice tell_sanctions(
    struct text_state *state, const struct rule *rule, struct arena *arena)
{
    struct buffer text = {.arena = arena};
    for (size_t i = 0; i < rule->sanction_count; i++) {
        const struct basis *sanction = &rule->sanctions[i];
        if (!period_holds(sanction->period, state->run->options->as_of)) {
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
        arena, rule->bases, rule->basis_count, state->run->options->as_of);
    const char *label = language_pick(language, "основание", "law");
    if (*told_at > 0 && basis.len > 0) {
        print_detail(terminal, label,
            arena_format(arena, "%s %u",
                language_pick(language, "то же, что в строке", "as at line"),
                *told_at));
    } else {
        print_detail(terminal, label, basis);
        print_detail(terminal, language_pick(language, "санкция", "sanction"),
            tell_sanctions(state, rule, arena));
    }
    if (*told_at == 0 || !slice_equal(finding->fix, rule->fix)) {
        print_detail(terminal, language_pick(language, "исправление", "fix"),
            finding->fix);
    }
    if (*told_at == 0) {
        *told_at = source_place(&file->doc->source, finding->span.begin).line;
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
    print_address(terminal, file, finding);
    if (!finding->is_absence || finding->span.begin != state->absence_at) {
        snippet_print(terminal, &file->doc->source, finding->span,
            severity_style(finding->severity), !finding->is_absence);
    }
    state->absence_at = finding->is_absence ? finding->span.begin : NONE;
    print_law(state, file, finding, arena);
    for (size_t i = 0; i < finding->related_count; i++) {
        print_related(terminal, file, &finding->related[i], arena);
    }
    terminal_print(terminal, "\n");
}

/* All findings of a file; what was told of the law starts anew. */
static void print_findings(
    struct text_state *state, const struct checked_file *file)
{
    struct arena *arena = arena_new();
    state->absence_at = NONE;
    memset(state->told_at, 0,
        ruleset_count(state->run->ruleset) * sizeof(*state->told_at));
    for (size_t i = 0; i < file->finding_count; i++) {
        print_finding(state, file, file->findings[i], arena);
    }
    state->sanctions = NULL;
    state->sanction_count = 0;
    state->sanction_capacity = 0;
    arena_free(arena);
}

/* What the document was taken for, and under which law it was checked. */
static void print_profile(
    const struct terminal *terminal, const struct checked_file *file)
{
    enum language language = terminal->language;
    const struct profile *profile = &file->report->profile;
    struct arena *arena = arena_new();
    struct buffer text = {.arena = arena};
    buffer_format(&text, "%s; %s: %s, %s%s; %s:",
        document_type_words(profile->document_type, language),
        language_pick(language, "оператор", "operator"),
        jurisdiction_words(profile->operator_country, language),
        operator_type_words(profile->operator_type, language),
        profile->confidence == CONFIDENCE_PROBABLE
            ? language_pick(language, " (вероятно)", " (probably)")
            : "",
        language_pick(
            language, "проверено по праву", "checked under the law of"));
    for (uint32_t bit = 1; bit <= JURISDICTION_UNKNOWN; bit <<= 1) {
        if (profile->applied & bit) {
            buffer_format(&text, " %s,", jurisdiction_words(bit, language));
        }
    }
    struct slice line = buffer_slice(&text);
    if (profile->applied) {
        line.len--;
        print_detail(
            terminal, language_pick(language, "документ", "document"), line);
    } else {
        buffer_append(&text,
            slice_from(language_pick(language, " ни одной страны", " none")));
        print_detail(terminal, language_pick(language, "документ", "document"),
            buffer_slice(&text));
    }
    arena_free(arena);
}

/* The weightiest evidence that is not in the list yet, or NULL. */
static const struct evidence *next_evidence(const struct profile *profile,
    const struct evidence *const *shown, size_t count)
{
    const struct evidence *best = NULL;
    for (size_t i = 0; i < profile->evidence_count; i++) {
        const struct evidence *evidence = &profile->evidence[i];
        bool is_shown = false;
        for (size_t j = 0; j < count; j++) {
            is_shown = is_shown || shown[j] == evidence ||
                       slice_equal(shown[j]->what.ru, evidence->what.ru);
        }
        if (!is_shown && (!best || abs(evidence->weight) > abs(best->weight))) {
            best = evidence;
        }
    }
    return best;
}

static void print_evidence(
    const struct terminal *terminal, const struct checked_file *file)
{
    const struct profile *profile = &file->report->profile;
    const struct evidence *shown[EVIDENCE_SHOWN];
    size_t count = 0;
    struct arena *arena = arena_new();
    struct buffer text = {.arena = arena};
    while (count < EVIDENCE_SHOWN) {
        const struct evidence *evidence = next_evidence(profile, shown, count);
        if (!evidence) {
            break;
        }
        shown[count++] = evidence;
        struct slice what = language_choose(terminal->language, evidence->what);
        struct slice country = jurisdiction_name(evidence->jurisdiction);
        buffer_append(&text, text.len ? SLICE("; ") : SLICE(""));
        buffer_append(&text, what);
        buffer_format(&text, " (%.*s, %d)", (int)country.len, country.bytes,
            evidence->weight);
    }
    print_detail(terminal,
        language_pick(terminal->language, "признаки", "evidence"),
        buffer_slice(&text));
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
        terminal_print(
            terminal, language_pick(terminal->language,
                          ": нарушений не найдено", ": nothing found"));
    }
    terminal_print(terminal, "\n");
    print_profile(terminal, file);
    print_evidence(terminal, file);
    terminal_print(terminal, "\n");
}

static void print_total(const struct text_state *state)
{
    const struct terminal *terminal = &state->terminal;
    enum language language = terminal->language;
    const struct run *run = state->run;
    terminal_style(terminal, STYLE_STRONG);
    terminal_print(terminal, language_pick(language, "Итого:", "Total:"));
    terminal_style(terminal, STYLE_PLAIN);
    bool is_clean = true;
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--) {
        size_t count = run->counts[level];
        if (count > 0) {
            fprintf(terminal->file, "%s %zu %s", is_clean ? "" : ",", count,
                language_noun(
                    language, count, severity_noun((enum severity)level)));
            is_clean = false;
        }
    }
    if (is_clean) {
        terminal_print(terminal,
            language_pick(language, " нарушений не найдено", " nothing found"));
    }
    static const struct noun files = {
        "документ", "документа", "документов", "document", "documents"};
    char day[DATE_WORDS_SIZE];
    date_words(run->options->as_of, language, day);
    fprintf(terminal->file, "; %zu %s; %s %s\n", run->file_count,
        language_noun(language, run->file_count, &files),
        language_pick(language, "право на", "the law as of"), day);
}

static void print_rule_count(const struct terminal *terminal,
    enum severity severity, size_t count, struct slice id)
{
    const char *word =
        language_noun(terminal->language, 1, severity_noun(severity));
    terminal_repeat(terminal, " ", INDENT);
    terminal_style(terminal, severity_style(severity));
    terminal_print(terminal, word);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_repeat(
        terminal, " ", SEVERITY_CELLS - terminal_cells(slice_from(word)));
    fprintf(terminal->file, "%4zu  ", count);
    terminal_put(terminal, id);
    terminal_print(terminal, "\n");
}

/* The highest count of a rule that is below a bound; 0: there is none. */
static size_t count_below(
    const struct run *run, enum severity severity, size_t bound)
{
    size_t highest = 0;
    for (size_t i = 0; i < ruleset_count(run->ruleset); i++) {
        size_t count = run->of_rule[i][severity];
        if (count < bound && count > highest) {
            highest = count;
        }
    }
    return highest;
}

/* The rules of one severity, the most frequent first. */
static void print_rules(const struct text_state *state, enum severity severity)
{
    const struct run *run = state->run;
    for (size_t count = count_below(run, severity, SIZE_MAX); count > 0;
         count = count_below(run, severity, count)) {
        for (size_t i = 0; i < ruleset_count(run->ruleset); i++) {
            if (run->of_rule[i][severity] == count) {
                print_rule_count(&state->terminal, severity, count,
                    ruleset_rule(run->ruleset, i)->id);
            }
        }
    }
}

static void finish(void *opaque)
{
    struct text_state *state = opaque;
    if (!state->run->options->is_quiet) {
        print_total(state);
        print_rules(state, SEVERITY_ERROR);
        print_rules(state, SEVERITY_WARNING);
        print_rules(state, SEVERITY_NOTE);
    }
    free(state->told_at);
    free(state);
}

const struct report_writer report_text = {begin, add_file, finish};
