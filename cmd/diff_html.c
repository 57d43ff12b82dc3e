/*
 * diff_html.c - a comparison as a page: each change with the old words on the
 * left and the new on the right.
 */
#include "cmd/diff_report.h"
#include "cmd/html_page.h"
#include "cmd/names.h"

struct html_writer {
    struct html html;
    struct arena *arena;
    const struct diff_report *report;
};

static const char *pick(
    const struct html_writer *writer, const char *ru, const char *en)
{
    return language_pick(writer->html.language, ru, en);
}

static const char *class_of(
    enum diff_category category, enum diff_course course)
{
    if (course == DIFF_BETTER) {
        return "better";
    }
    if (course == DIFF_WORSE) {
        return category == DIFF_OBLIGATIONS ? "warn" : "worse";
    }
    return category == DIFF_OBLIGATIONS ? "warn" : "neutral";
}

/* ---- changes ---- */

static void put_part(const struct html_writer *writer,
    const struct diff_side *side, const struct diff_part *part, bool is_old)
{
    const char *tag = is_old ? "del" : "ins";
    struct diff_piece piece;
    uint32_t at = part->passage.span.begin;
    html_markup(&writer->html, "<p>");
    while (diff_next_piece(side, part, &at, &piece)) {
        if (piece.is_changed) {
            html_format(&writer->html, "<%s>", tag);
        }
        html_text(&writer->html, piece.text);
        if (piece.is_changed) {
            html_format(&writer->html, "</%s>", tag);
        }
    }
    html_markup(&writer->html, "</p>\n");
}

static void put_side(const struct html_writer *writer,
    const struct diff_side *side, const struct diff_part *parts, size_t count,
    bool is_old)
{
    const struct html *html = &writer->html;
    html_markup(html, "<div class=\"side\"><h4>");
    html_markup(html,
        is_old ? pick(writer, "Было", "Before") : pick(writer, "Стало", "Now"));
    if (count > 0) {
        html_markup(html, ", ");
        html_text(html, diff_address(side, parts[0].passage.clause));
    }
    html_markup(html, "</h4>\n");
    for (size_t i = 0; i < count; i++) {
        put_part(writer, side, &parts[i], is_old);
    }
    if (count == 0) {
        html_format(html, "<p class=\"faint\">%s</p>\n",
            is_old ? pick(writer, "такого положения не было",
                         "there was no such provision")
                   : pick(writer, "положение исключено",
                         "the provision was dropped"));
    }
    html_markup(html, "</div>\n");
}

static void put_change(const struct html_writer *writer, size_t index)
{
    const struct html *html = &writer->html;
    const struct diff *diff = writer->report->diff;
    const struct diff_change *change = &diff->changes[index];
    const struct acknowledgement *agreed = writer->report->agreed[index];
    enum language language = writer->html.language;
    html_format(html,
        "<section class=\"change\" id=\"change-%s\">\n<h3><span class=\"tag "
        "%s\">%s</span> ",
        change->id, class_of(change->category, change->course),
        diff_title(change->category, change->course, language));
    html_text(html, diff_place(writer->arena, diff, change));
    html_format(html, " <a class=\"faint\" href=\"#change-%s\">%s</a></h3>\n",
        change->id, change->id);
    if (change->reason_count > 0) {
        html_markup(html, "<ul>\n");
        for (size_t i = 0; i < change->reason_count; i++) {
            html_markup(html, "<li>");
            html_text(
                html, language_choose(language, change->reasons[i].message));
            html_markup(html, "</li>\n");
        }
        html_markup(html, "</ul>\n");
    }
    if (agreed) {
        html_format(html, "<p><span class=\"tag better\">%s</span> ",
            pick(writer, "согласовано", "agreed"));
        html_text(html, agreed->reason);
        html_markup(html, "</p>\n");
    }
    html_markup(html, "<div class=\"sides\">\n");
    put_side(
        writer, &diff->old_side, change->old_parts, change->old_count, true);
    put_side(
        writer, &diff->new_side, change->new_parts, change->new_count, false);
    html_markup(html, "</div>\n</section>\n");
}

/* The changes of one category, under a heading. */
static void put_category(
    const struct html_writer *writer, enum diff_category category)
{
    const struct diff *diff = writer->report->diff;
    size_t count = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        if (diff->changes[i].category != category) {
            continue;
        }
        if (count++ == 0) {
            html_format(&writer->html, "<h2 id=\"%s\">%s</h2>\n",
                diff_category_name(category),
                category == DIFF_RIGHTS
                    ? pick(writer, "Права субъекта", "Rights of the subject")
                : category == DIFF_SCOPE
                    ? pick(writer, "Объём обработки", "Scope of processing")
                : category == DIFF_OBLIGATIONS
                    ? pick(writer, "Обязанности", "Obligations")
                : category == DIFF_WORDING
                    ? pick(writer, "Формулировки", "Wording")
                    : pick(writer, "Оформление", "Typography"));
        }
        put_change(writer, i);
    }
}

/* ---- the rest ---- */

static void put_totals(const struct html_writer *writer)
{
    bool has_any = false;
    html_markup(&writer->html, "<nav><ul class=\"totals\">\n");
    for (int i = DIFF_RIGHTS; i >= 0; i--) {
        for (int k = DIFF_WORSE; k >= 0; k--) {
            enum diff_category category = (enum diff_category)i;
            enum diff_course course = (enum diff_course)k;
            size_t count = writer->report->diff->counts[i][k];
            if (count > 0) {
                has_any = true;
                html_format(&writer->html,
                    "<li><a class=\"tag %s\" href=\"#%s\">%s: %zu</a></li>\n",
                    class_of(category, course), diff_category_name(category),
                    diff_title(category, course, writer->html.language), count);
            }
        }
    }
    html_markup(&writer->html, "</ul></nav>\n");
    if (!has_any) {
        html_format(&writer->html, "<p>%s</p>\n",
            pick(writer, "Смысл и слова не изменились.",
                "Neither meaning nor words changed."));
    }
}

static void put_moves(const struct html_writer *writer)
{
    const struct diff *diff = writer->report->diff;
    const struct html *html = &writer->html;
    if (diff->move_count == 0) {
        return;
    }
    html_format(html,
        "<h2>%s</h2>\n<div class=\"table\"><table>\n"
        "<thead><tr><th scope=\"col\">%s</th><th scope=\"col\">%s</th>"
        "<th scope=\"col\"></th></tr></thead>\n<tbody>\n",
        pick(writer, "Перенесено и перенумеровано", "Moved and renumbered"),
        pick(writer, "Было", "Before"), pick(writer, "Стало", "Now"));
    for (size_t i = 0; i < diff->move_count; i++) {
        const struct diff_move *move = &diff->moves[i];
        html_markup(html, "<tr><td>");
        html_text(html, diff_address(&diff->old_side, move->old_clause));
        html_markup(html, "</td><td>");
        html_text(html, diff_address(&diff->new_side, move->new_clause));
        html_format(html, "</td><td>%s</td></tr>\n",
            move->is_moved ? pick(writer, "перенесено", "moved")
                           : pick(writer, "другой номер", "renumbered"));
    }
    html_markup(html, "</tbody></table></div>\n");
}

static void put_findings(const struct html_writer *writer,
    const struct diff_side *side, const struct finding *const *findings,
    size_t count, const char *title)
{
    const struct html *html = &writer->html;
    enum language language = writer->html.language;
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = findings[i];
        const struct noun *noun = severity_noun(finding->severity);
        if (finding->severity < writer->report->options->severity) {
            continue;
        }
        if (shown++ == 0) {
            html_format(html, "<h2>%s</h2>\n<ul>\n", title);
        }
        html_format(html, "<li><span class=\"tag %s\">%s</span> <code>",
            finding->severity == SEVERITY_ERROR     ? "worse"
            : finding->severity == SEVERITY_WARNING ? "warn"
                                                    : "neutral",
            pick(writer, noun->ru_one, noun->en_one));
        html_text(html, finding->rule->id);
        html_markup(html, "</code> ");
        if (!finding->is_absence && finding->passage.clause != NONE) {
            html_text(html, diff_address(side, finding->passage.clause));
            html_markup(html, ": ");
        }
        html_text(html, language_choose(language, finding->message));
        html_markup(html, "</li>\n");
    }
    if (shown > 0) {
        html_markup(html, "</ul>\n");
    }
}

void diff_html(FILE *file, const struct diff_report *report)
{
    struct html_writer writer = {.html = {file, report->options->language},
        .arena = arena_new(),
        .report = report};
    const struct html *html = &writer.html;
    const struct diff *diff = report->diff;
    struct slice title = arena_format(writer.arena, "%.*s → %.*s",
        (int)report->old_name.len, report->old_name.bytes,
        (int)report->new_name.len, report->new_name.bytes);
    html_page_begin(html, title);
    html_markup(html, "<main>\n<p class=\"faint\">");
    html_words(html, "Сравнение редакций", "Two editions compared");
    html_markup(html, "</p>\n<h1>");
    html_text(html, title);
    html_markup(html, "</h1>\n");
    put_totals(&writer);
    for (int category = DIFF_RIGHTS; category >= 0; category--) {
        put_category(&writer, (enum diff_category)category);
    }
    put_moves(&writer);
    put_findings(&writer, &diff->new_side, diff->came, diff->came_count,
        pick(&writer, "Новые нарушения", "New findings"));
    put_findings(&writer, &diff->old_side, diff->gone, diff->gone_count,
        pick(&writer, "Нарушений больше нет", "Findings gone"));
    html_markup(html, "</main>\n");
    html_page_end(html);
    arena_free(writer.arena);
}
