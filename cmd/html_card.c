/*
 * html_card.c - one finding explained.
 */
#include "cmd/html_policy.h"

#include "cmd/finding_words.h"
#include "cmd/names.h"
#include "cmd/rule_words.h"

void html_address(
    const struct html_document *document, const struct passage *passage)
{
    const struct html *html = &document->html;
    if (passage->clause == NONE) {
        return;
    }
    const struct clause *clause =
        &document->file->doc->clauses[passage->clause];
    html_format(html, "<a href=\"#d%zu-", document->number);
    html_text(html, clause->id);
    html_markup(html, "\">");
    html_text(html, clause->address);
    html_markup(html, "</a>");
}

static void term(const struct html *html, const char *ru, const char *en)
{
    html_markup(html, "<dt>");
    html_words(html, ru, en);
    html_markup(html, "</dt><dd>");
}

static void detail(
    const struct html *html, const char *ru, const char *en, struct slice text)
{
    if (text.len > 0) {
        term(html, ru, en);
        html_text(html, text);
        html_markup(html, "</dd>\n");
    }
}

static void related(
    const struct html_document *document, const struct related *related)
{
    const struct html *html = &document->html;
    term(html, "см. также", "see also");
    html_address(document, &related->passage);
    html_markup(html, related->passage.clause == NONE ? "" : ": ");
    html_text(html, language_choose(html->language, related->message));
    if (related->quote.len > 0) {
        html_markup(html, " <q>");
        html_text(html, related->quote);
        html_markup(html, "</q>");
    }
    html_markup(html, "</dd>\n");
}

static void details(
    const struct html_document *document, const struct finding *finding)
{
    const struct html *html = &document->html;
    const struct rule *rule = finding->rule;
    struct arena *arena = document->arena;
    struct date day = document->file->options->as_of;
    html_markup(html, "<dl>\n");
    if (finding->is_absence &&
        !finding_has_no_place(document->file->doc, finding)) {
        term(html, "место для этого", "it belongs at");
        html_address(document, &finding->passage);
        html_markup(html, "</dd>\n");
    }
    detail(html, "основание", "law",
        basis_in_force(arena, rule->bases, rule->basis_count, day));
    detail(html, "санкция", "sanction",
        basis_in_force(arena, rule->sanctions, rule->sanction_count, day));
    detail(html, "исправление", "fix", finding_fix(finding, html->language));
    for (size_t i = 0; i < finding->related_count; i++) {
        related(document, &finding->related[i]);
    }
    html_markup(html, "</dl>\n");
}

void html_card(const struct html_document *document, size_t number)
{
    const struct html *html = &document->html;
    const struct finding *finding = document->file->findings[number];
    const struct noun *noun = severity_noun(finding->severity);
    html_format(html, "<div class=\"card %s\" id=\"d%zu-f%zu\">\n<p>",
        severity_name(finding->severity), document->number, number);
    html_markup(html, "<span class=\"level\">");
    html_text(html, slice_from(language_noun(html->language, 1, noun)));
    html_markup(html, ":</span> ");
    html_text(html, language_choose(html->language, finding->message));
    html_markup(html, "</p>\n<p><a href=\"#");
    html_text(html, finding->rule->id);
    html_markup(html, "\"><code>");
    html_text(html, finding->rule->id);
    html_markup(html, "</code></a>");
    if (!finding->is_absence && finding->passage.clause != NONE) {
        html_format(html, " <a class=\"back\" href=\"#d%zu-m%zu\">",
            document->number, number);
        html_words(html, "к словам", "to the words");
        html_markup(html, "</a>");
    }
    html_markup(html, "</p>\n");
    details(document, finding);
    html_markup(html, "</div>\n");
}
