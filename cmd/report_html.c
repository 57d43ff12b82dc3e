/*
 * report_html.c - a page for people who have no terminal: what was found, what
 * is missing, what the law wants, the policy itself with the findings in it,
 * and the rules that found something.
 */
#include "cmd/finding_words.h"
#include "cmd/html_policy.h"
#include "cmd/matrix_words.h"
#include "cmd/names.h"
#include "cmd/report.h"
#include "cmd/rule_help.h"
#include "cmd/summary.h"
#include "parser/memory.h"

#include <stdlib.h>

struct page_state {
    const struct run *run;
    struct html html;
    size_t document_count;
};

/* The box that hides what it names, and its label. */
static void write_filter(
    const struct html *html, const char *id, const char *ru, const char *en)
{
    html_format(html,
        "<input class=\"filter\" type=\"checkbox\" id=\"hide-%s\">"
        "<label for=\"hide-%s\">",
        id, id);
    html_words(html, ru, en);
    html_markup(html, "</label>\n");
}

static void *begin(const struct run *run, FILE *out)
{
    struct page_state *state = memory_take(sizeof(*state));
    *state =
        (struct page_state){.run = run, .html = {out, run->options->language}};
    const struct html *html = &state->html;
    html_page_begin(html, slice_from(language_pick(html->language,
                              "Проверка политики — clauselint",
                              "Check of a policy - clauselint")));
    html_markup(html, "<a class=\"skip\" href=\"#documents\">");
    html_words(html, "К находкам", "To the findings");
    html_markup(html, "</a>\n");
    write_filter(html, "error", "скрыть ошибки", "hide errors");
    write_filter(html, "warning", "скрыть предупреждения", "hide warnings");
    write_filter(html, "note", "скрыть замечания", "hide notes");
    write_filter(html, "plain", "скрыть пункты без находок",
        "hide clauses without findings");
    html_markup(html, "<main id=\"documents\">\n");
    return state;
}

static void write_heading(
    const struct html *html, const char *ru, const char *en)
{
    html_markup(html, "<h2>");
    html_words(html, ru, en);
    html_markup(html, "</h2>\n");
}

static void write_line(
    const struct html *html, const char *ru, const char *en, struct slice text)
{
    html_markup(html, "<dt>");
    html_words(html, ru, en);
    html_markup(html, "</dt><dd>");
    html_text(html, text);
    html_markup(html, "</dd>\n");
}

/* «2 ошибки, 1 предупреждение» */
static struct slice counts_words(
    const size_t *counts, enum language language, struct arena *arena)
{
    struct buffer text = {.arena = arena};
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--) {
        if (counts[level] > 0) {
            buffer_format(&text, "%s%zu %s", text.len > 0 ? ", " : "",
                counts[level],
                language_noun(language, counts[level],
                    severity_noun((enum severity)level)));
        }
    }
    if (text.len == 0) {
        return slice_from(
            language_pick(language, "нарушений не найдено", "nothing found"));
    }
    return buffer_slice(&text);
}

static void write_head(const struct html_document *document)
{
    const struct html *html = &document->html;
    const struct checked_file *file = document->file;
    const struct profile *profile = &file->report->profile;
    size_t counts[SEVERITY_ERROR + 1] = {0};
    for (size_t i = 0; i < file->finding_count; i++) {
        counts[file->findings[i]->severity]++;
    }
    char day[DATE_WORDS_SIZE];
    date_words(file->options->as_of, html->language, day);
    html_markup(html, "<h1>");
    html_text(html, file->path);
    html_markup(html, "</h1>\n<dl>\n");
    write_line(html, "найдено", "found",
        counts_words(counts, html->language, document->arena));
    write_line(html, "документ", "document",
        profile_words(profile, html->language, document->arena));
    write_line(html, "признаки", "evidence",
        evidence_words(profile, html->language, document->arena));
    write_line(html, "право на", "law as of", slice_from(day));
    html_markup(html, "</dl>\n");
}

/* Is the finding's explanation not beside a clause? */
static bool stands_apart(const struct finding *finding)
{
    return finding->is_absence || finding->passage.clause == NONE;
}

/* One line, leading to the explanation. */
static void write_entry(const struct html_document *document, size_t number)
{
    const struct html *html = &document->html;
    const struct finding *finding = document->file->findings[number];
    const struct noun *noun = severity_noun(finding->severity);
    html_format(html, "<li class=\"%s\"><span class=\"level\">",
        severity_name(finding->severity));
    html_text(html, slice_from(language_noun(html->language, 1, noun)));
    html_format(
        html, "</span> <a href=\"#d%zu-f%zu\">", document->number, number);
    html_text(html, language_choose(html->language, finding->message));
    html_markup(html, "</a>");
    if (!stands_apart(finding)) {
        html_markup(html, " <span class=\"faint\">");
        html_text(
            html, passage_address(document->file->doc, &finding->passage));
        html_markup(html, "</span>");
    }
    html_markup(html, "</li>\n");
}

/* The findings beside clauses, in reading order. */
static void write_beside(const struct html_document *document)
{
    const struct checked_file *file = document->file;
    for (size_t i = 0; i < file->finding_count; i++) {
        if (!stands_apart(file->findings[i])) {
            write_entry(document, i);
        }
    }
}

/* Those apart from clauses, the gravest first. */
static void write_each_apart(const struct html_document *document,
    void (*write)(const struct html_document *, size_t))
{
    const struct checked_file *file = document->file;
    for (int level = SEVERITY_ERROR; level >= SEVERITY_NOTE; level--) {
        for (size_t i = 0; i < file->finding_count; i++) {
            const struct finding *finding = file->findings[i];
            if (stands_apart(finding) && (int)finding->severity == level) {
                write(document, i);
            }
        }
    }
}

/* Is there any that stands apart, or any that does not? */
static bool has_apart(const struct checked_file *file, bool is_apart)
{
    for (size_t i = 0; i < file->finding_count; i++) {
        if (stands_apart(file->findings[i]) == is_apart) {
            return true;
        }
    }
    return false;
}

/* All findings in short: what is said, then what is not. */
static void write_index(const struct html_document *document)
{
    const struct html *html = &document->html;
    if (has_apart(document->file, false)) {
        write_heading(html, "Что сказано не так", "What is said wrong");
        html_markup(html, "<ol class=\"index\">\n");
        write_beside(document);
        html_markup(html, "</ol>\n");
    }
    if (has_apart(document->file, true)) {
        write_heading(
            html, "Чего в документе нет", "What the document does not say");
        html_markup(html, "<ol class=\"index\">\n");
        write_each_apart(document, write_entry);
        html_markup(html, "</ol>\n");
    }
}

/* What stands beside no clause, explained. */
static void write_apart(const struct html_document *document)
{
    const struct html *html = &document->html;
    if (has_apart(document->file, true)) {
        write_heading(html, "Чего в документе нет: пояснения",
            "What the document does not say, explained");
        html_markup(html, "<div class=\"cards\">\n");
        write_each_apart(document, html_card);
        html_markup(html, "</div>\n");
    }
}

/* «допущено комментарием, до 31.12.2026: причина» */
static void write_suppression(
    const struct html *html, const struct suppression *suppression)
{
    static const char *const by[][2] = {
        [SUPPRESSED_IN_SOURCE] = {"допущено комментарием",
            "allowed by a comment"},
        [SUPPRESSED_IN_FILE] = {"допущено файлом", "allowed by a file"},
        [SUPPRESSED_BY_BASELINE] = {"было прежде", "was there before"},
    };
    html_markup(html, " <span class=\"faint\">");
    html_words(html, by[suppression->kind][0], by[suppression->kind][1]);
    if (date_is_set(suppression->until)) {
        char day[DATE_WORDS_SIZE];
        date_words(suppression->until, html->language, day);
        html_words(html, ", до ", ", until ");
        html_text(html, slice_from(day));
    }
    html_markup(html, suppression->reason.len > 0 ? ": " : "");
    html_text(html, suppression->reason);
    html_markup(html, "</span>");
}

/* What was found and does not count, and who says so. */
static void write_suppressed(const struct html_document *document)
{
    const struct html *html = &document->html;
    const struct checked_file *file = document->file;
    if (file->suppressed_count == 0) {
        return;
    }
    write_heading(html, "Не считается", "Not counted");
    html_markup(html, "<ul class=\"index\">\n");
    for (size_t i = 0; i < file->suppressed_count; i++) {
        const struct finding *finding = file->suppressed[i];
        html_markup(html, "<li><code>");
        html_text(html, finding->rule->id);
        html_markup(html, "</code> ");
        html_address(document, &finding->passage);
        html_markup(html, finding->passage.clause == NONE ? "" : ": ");
        html_text(html, language_choose(html->language, finding->message));
        write_suppression(html, finding->suppression);
        html_markup(html, "</li>\n");
    }
    html_markup(html, "</ul>\n");
}

static void write_requirement(
    const struct html_document *document, const struct requirement *requirement)
{
    const struct html *html = &document->html;
    struct slice words = requirement_words(document->file->doc, requirement);
    struct slice doubt = requirement_doubt(requirement, html->language);
    html_markup(html, "<tr><td>");
    html_text(html, requirement_element(requirement, html->language));
    html_markup(html, "</td><td>");
    html_text(html, requirement_bases(requirement,
                        document->file->options->as_of, document->arena));
    html_format(html, "</td><td class=\"%s\">",
        requirement->statement == STATEMENT_STATED
            ? "stated"
            : severity_name(requirement->severity));
    html_text(html,
        requirement_verdict(requirement, html->language, document->arena));
    html_markup(html, "</td><td>");
    html_address(document, &requirement->passage);
    if (words.len > 0) {
        html_markup(html, ": <q>");
        html_text(html, words);
        html_markup(html, "</q>");
    }
    if (doubt.len > 0) {
        html_markup(html, " (");
        html_text(html, doubt);
        html_markup(html, ")");
    }
    html_markup(html, "</td></tr>\n");
}

static void write_matrix_head(
    const struct html_document *document, uint32_t jurisdiction)
{
    static const char *const columns[][2] = {{"Сведение", "Element"},
        {"Норма", "Provision"}, {"В документе", "In the document"},
        {"Где", "Where"}};
    const struct html *html = &document->html;
    html_markup(html, "<h3>");
    html_text(html, matrix_heading(jurisdiction, document->file->options->as_of,
                        html->language, document->arena));
    html_markup(html, "</h3>\n<div class=\"table\"><table>\n<thead><tr>");
    for (size_t i = 0; i < COUNT_OF(columns); i++) {
        html_markup(html, "<th scope=\"col\">");
        html_words(html, columns[i][0], columns[i][1]);
        html_markup(html, "</th>");
    }
    html_markup(html, "</tr></thead>\n<tbody>\n");
}

static void write_matrix(const struct html_document *document)
{
    const struct html *html = &document->html;
    const struct report *report = document->file->report;
    if (report->requirement_count > 0) {
        write_heading(html, "Что требует закон", "What the law requires");
    }
    for (size_t i = 0; i < report->requirement_count; i++) {
        const struct requirement *now = &report->requirements[i];
        if (i == 0 || now->jurisdiction != now[-1].jurisdiction) {
            write_matrix_head(document, now->jurisdiction);
        }
        write_requirement(document, now);
        if (i + 1 == report->requirement_count ||
            now[1].jurisdiction != now->jurisdiction) {
            html_markup(html, "</tbody></table></div>\n");
        }
    }
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct page_state *state = opaque;
    const struct html *html = &state->html;
    struct html_document document = {
        *html, file, ++state->document_count, arena_new()};
    html_format(html, "<article id=\"d%zu\">\n", document.number);
    write_head(&document);
    write_index(&document);
    write_heading(html, "Текст документа", "The text of the document");
    html_policy(&document);
    write_apart(&document);
    write_suppressed(&document);
    write_matrix(&document);
    html_markup(html, "</article>\n");
    arena_free(document.arena);
}

/* A rule's page: paragraphs apart by blank lines, examples behind "> ". */
static void write_rule(const struct html *html, const struct rule *rule)
{
    struct arena *arena = arena_new();
    struct slice help = rule_help(arena, rule, html->language, HELP_TEXT);
    struct slice line;
    bool is_quote = false;
    html_markup(html, "<section id=\"");
    html_text(html, rule->id);
    html_markup(html, "\"><h3><code>");
    html_text(html, rule->id);
    html_markup(html, "</code></h3>\n");
    while (slice_next_line(&help, &line)) {
        if (slice_starts_with(line, SLICE("> ")) != is_quote) {
            is_quote = !is_quote;
            html_markup(html, is_quote ? "<blockquote>\n" : "</blockquote>\n");
        }
        if (line.len > 0) {
            html_markup(html, "<p>");
            html_text(html, is_quote ? slice_cut(line, 2, line.len) : line);
            html_markup(html, "</p>\n");
        }
    }
    html_markup(html, is_quote ? "</blockquote></section>\n" : "</section>\n");
    arena_free(arena);
}

static void write_rules(const struct page_state *state)
{
    const struct run *run = state->run;
    bool has_heading = false;
    for (size_t i = 0; i < ruleset_count(run->ruleset); i++) {
        const size_t *counts = run->of_rule[i];
        if (counts[SEVERITY_NOTE] + counts[SEVERITY_WARNING] +
                counts[SEVERITY_ERROR] ==
            0) {
            continue;
        }
        if (!has_heading) {
            html_markup(&state->html, "<article id=\"rules\">\n");
            write_heading(&state->html, "Правила", "Rules");
            has_heading = true;
        }
        write_rule(&state->html, ruleset_rule(run->ruleset, i));
    }
    html_markup(&state->html, has_heading ? "</article>\n" : "");
}

static void finish(void *opaque)
{
    struct page_state *state = opaque;
    const struct html *html = &state->html;
    struct arena *arena = arena_new();
    write_rules(state);
    html_markup(html, "</main>\n<p class=\"faint\">");
    html_words(html, "Итого: ", "Total: ");
    html_text(html, counts_words(state->run->counts, html->language, arena));
    html_markup(html, ". ");
    html_words(html,
        "clauselint читает то, что написано, а не то, что делает компания; "
        "вывод взвешивает юрист.",
        "clauselint reads what is written, not what the company does; a lawyer "
        "weighs the result.");
    html_markup(html, "</p>\n");
    html_page_end(html);
    arena_free(arena);
    free(state);
}

const struct report_writer report_html = {begin, add_file, finish};
