/*
 * summary.c - what a document was taken for, and what a run came to.
 */
#include "cmd/summary.h"

#include "cmd/names.h"

#include <stdlib.h>

#define INDENT SUMMARY_INDENT
#define LABEL_CELLS 13    /* of the widest label with its colon, and a space */
#define SEVERITY_CELLS 16 /* of the widest severity, a colon, a space */
#define EVIDENCE_SHOWN 4

enum style severity_style(enum severity severity)
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

void print_detail(
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

/* «применено право: Россия, Беларусь» */
static void append_applied(
    struct buffer *text, uint32_t applied, enum language language)
{
    if (!(applied & ~(uint32_t)JURISDICTION_UNKNOWN)) {
        buffer_append(
            text, slice_from(language_pick(language,
                      "чьё право применимо, не определено: проверено по общим "
                      "правилам",
                      "checked by general rules, as the law is unknown")));
        return;
    }
    const char *before =
        language_pick(language, "применено право: ", "law applied: ");
    for (uint32_t bit = 1; bit < JURISDICTION_UNKNOWN; bit <<= 1) {
        if (applied & bit) {
            buffer_format(
                text, "%s%s", before, jurisdiction_words(bit, language));
            before = ", ";
        }
    }
}

struct slice profile_words(
    const struct profile *profile, enum language language, struct arena *arena)
{
    struct buffer text = {.arena = arena};
    buffer_format(&text, "%s; %s: %s, %s%s; ",
        document_type_words(profile->document_type, language),
        language_pick(language, "оператор", "operator"),
        jurisdiction_words(profile->operator_country, language),
        operator_type_words(profile->operator_type, language),
        profile->confidence == CONFIDENCE_PROBABLE
            ? language_pick(language, " (вероятно)", " (probably)")
            : "");
    if (profile->is_unread) {
        buffer_append(
            &text, slice_from(language_pick(language,
                       "право не применялось: текст не на русском языке",
                       "no law applied, as the text is not Russian")));
    } else {
        append_applied(&text, profile->applied, language);
    }
    return buffer_slice(&text);
}

void print_profile(
    const struct terminal *terminal, const struct checked_file *file)
{
    enum language language = terminal->language;
    struct arena *arena = arena_new();
    print_detail(terminal, language_pick(language, "документ", "document"),
        profile_words(&file->report->profile, language, arena));
    arena_free(arena);
}

/* The weightiest evidence that says something not in the list yet, or NULL. */
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

/* «Россия — ИНН …, адрес …», of the evidence from one on that is for its
   country. */
static void append_country(struct buffer *text, enum language language,
    const struct evidence *const *first, const struct evidence *const *end)
{
    uint32_t country = first[0]->jurisdiction;
    buffer_format(text, "%s%s", text->len ? "; " : "",
        jurisdiction_words(country, language));
    const char *before = language_pick(language, " — ", ": ");
    for (const struct evidence *const *at = first; at < end; at++) {
        if ((*at)->jurisdiction == country) {
            buffer_append(text, slice_from(before));
            buffer_append(text, language_choose(language, (*at)->what));
            before = ", ";
        }
    }
}

struct slice evidence_words(
    const struct profile *profile, enum language language, struct arena *arena)
{
    const struct evidence *shown[EVIDENCE_SHOWN];
    size_t count = 0;
    while (count < EVIDENCE_SHOWN) {
        const struct evidence *evidence = next_evidence(profile, shown, count);
        if (!evidence) {
            break;
        }
        shown[count++] = evidence;
    }
    struct buffer text = {.arena = arena};
    uint32_t told = 0; /* countries */
    for (size_t i = 0; i < count; i++) {
        if (!(told & shown[i]->jurisdiction)) {
            told |= shown[i]->jurisdiction;
            append_country(&text, language, shown + i, shown + count);
        }
    }
    return buffer_slice(&text);
}

void print_evidence(
    const struct terminal *terminal, const struct checked_file *file)
{
    struct arena *arena = arena_new();
    print_detail(terminal,
        language_pick(terminal->language, "признаки", "evidence"),
        evidence_words(&file->report->profile, terminal->language, arena));
    arena_free(arena);
}

/* «; допущено 2; известно 5», of findings by suppression_kind */
static void print_suppressed(
    const struct terminal *terminal, const size_t counts[3])
{
    size_t allowed = counts[SUPPRESSED_IN_SOURCE] + counts[SUPPRESSED_IN_FILE];
    size_t known = counts[SUPPRESSED_BY_BASELINE];
    if (allowed > 0) {
        fprintf(terminal->file, "; %s %zu",
            language_pick(terminal->language, "допущено", "allowed"), allowed);
    }
    if (known > 0) {
        fprintf(terminal->file, "; %s %zu",
            language_pick(terminal->language, "известно", "known"), known);
    }
}

/* What is known does not make a document clean. */
static void print_clean(
    const struct terminal *terminal, const size_t suppressed[3])
{
    bool has_known = suppressed[SUPPRESSED_BY_BASELINE] > 0;
    terminal_print(terminal,
        has_known ? language_pick(terminal->language,
                        "новых нарушений не найдено", "nothing new found")
                  : language_pick(terminal->language, "нарушений не найдено",
                        "nothing found"));
}

void print_clean_file(
    const struct terminal *terminal, const struct checked_file *file)
{
    size_t suppressed[3] = {0};
    for (size_t i = 0; i < file->suppressed_count; i++) {
        suppressed[file->suppressed[i]->suppression->kind]++;
    }
    print_clean(terminal, suppressed);
    print_suppressed(terminal, suppressed);
}

static void print_counts(const struct terminal *terminal, const struct run *run)
{
    enum language language = terminal->language;
    terminal_style(terminal, STYLE_STRONG);
    terminal_print(terminal, language_pick(language, "Итого:", "Total:"));
    terminal_style(terminal, STYLE_PLAIN);
    if (run->file_count == 0) {
        terminal_print(
            terminal, language_pick(language, " ни один документ не проверен\n",
                          " no document was checked\n"));
        return;
    }
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
        terminal_print(terminal, " ");
        print_clean(terminal, run->suppressed);
    }
    print_suppressed(terminal, run->suppressed);
    static const struct noun files = {
        "документ", "документа", "документов", "document", "documents"};
    char day[DATE_WORDS_SIZE];
    date_words(run->options->as_of, language, day);
    fprintf(terminal->file, "; %zu %s%s; %s %s\n", run->file_count,
        language_noun(language, run->file_count, &files),
        run->has_trouble ? language_pick(language, ", прочитано не всё",
                               ", not all could be read")
                         : "",
        language_pick(language, "право на", "the law as of"), day);
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

/* The rules of one severity, the most frequent first: «ru/a × 2, ru/b». */
static struct slice list_rules(
    const struct run *run, enum severity severity, struct arena *arena)
{
    struct buffer text = {.arena = arena};
    for (size_t count = count_below(run, severity, SIZE_MAX); count > 0;
         count = count_below(run, severity, count)) {
        for (size_t i = 0; i < ruleset_count(run->ruleset); i++) {
            if (run->of_rule[i][severity] != count) {
                continue;
            }
            buffer_append(&text, text.len > 0 ? SLICE(", ") : SLICE(""));
            buffer_append(&text, ruleset_rule(run->ruleset, i)->id);
            if (count > 1) {
                buffer_format(&text, "×%zu", count);
            }
        }
    }
    return buffer_slice(&text);
}

/* A line for each severity, wrapped at the width everywhere. */
static void print_rules(
    const struct terminal *given, const struct run *run, enum severity severity)
{
    struct terminal terminal = *given;
    if (run->counts[severity] == 0) {
        return;
    }
    terminal.wraps = true;
    const char *label =
        language_noun(terminal.language, 2, severity_noun(severity));
    unsigned column = INDENT + SEVERITY_CELLS;
    struct arena *arena = arena_new();
    terminal_repeat(&terminal, " ", INDENT);
    terminal_style(&terminal, severity_style(severity));
    terminal_print(&terminal, label);
    terminal_style(&terminal, STYLE_PLAIN);
    terminal_print(&terminal, ":");
    terminal_repeat(
        &terminal, " ", SEVERITY_CELLS - 1 - terminal_cells(slice_from(label)));
    terminal_wrap(&terminal, list_rules(run, severity, arena), column, column);
    terminal_print(&terminal, "\n");
    arena_free(arena);
}

void print_total(const struct terminal *terminal, const struct run *run)
{
    print_counts(terminal, run);
    print_rules(terminal, run, SEVERITY_ERROR);
    print_rules(terminal, run, SEVERITY_WARNING);
    print_rules(terminal, run, SEVERITY_NOTE);
}
