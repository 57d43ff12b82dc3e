/* What an editor shows of the words under the mouse. */
#include "cmd/lsp_features.h"

#include "cmd/finding_words.h"
#include "cmd/lsp_target.h"
#include "cmd/names.h"
#include "cmd/rule_words.h"
#include "parser/citation.h"
#include "parser/utf8.h"
#include "rules/laws.h"

#include <string.h>

#define FINDINGS_MOST 4 /* told at one place */
#define HEAD_LENGTH 400 /* code points of a clause that is referred to */

/* A hover on its way: parts stand apart by a line. */
struct card {
    struct buffer text;
    enum language language;
    bool is_markdown;
    struct span span; /* source bytes it is about */
};

/* Words of a document are no Markdown, whatever they look like. */
static void append_words(struct card *card, struct slice words)
{
    struct slice shown = visible_text(card->text.arena, words);
    for (size_t i = 0; i < shown.len; i++) {
        char byte = shown.bytes[i];
        if (card->is_markdown && byte && strchr("\\`*_[]<>#|~&", byte)) {
            buffer_append_byte(&card->text, '\\');
        }
        buffer_append_byte(&card->text, byte);
    }
}

static void begin_part(struct card *card)
{
    if (card->text.len > 0) {
        buffer_append(&card->text, SLICE("\n\n"));
    }
}

static void append_strong(struct card *card, struct slice words)
{
    const char *strong = card->is_markdown ? "**" : "";
    buffer_format(&card->text, "%s", strong);
    append_words(card, words);
    buffer_format(&card->text, "%s", strong);
}

static void add_label(struct card *card, const char *ru, const char *en)
{
    begin_part(card);
    append_strong(card, slice_from(language_pick(card->language, ru, en)));
    buffer_append(&card->text, SLICE(": "));
}

/* The provisions in force on the day, each with its dates. */
static void add_bases(
    struct card *card, const struct basis *bases, size_t count, struct date day)
{
    bool is_first = true;
    for (size_t i = 0; i < count; i++) {
        if (!period_holds(bases[i].period, day)) {
            continue;
        }
        struct buffer basis = {.arena = card->text.arena};
        buffer_append(&basis, bases[i].cite);
        rule_words_period(&basis, &bases[i].period, card->language);
        buffer_append(&card->text, is_first ? SLICE("") : SLICE("; "));
        append_words(card, buffer_slice(&basis));
        is_first = false;
    }
}

/* Markdown of a pack. */
static void append_lines(struct card *card, struct slice lines)
{
    struct slice line;
    while (slice_next_line(&lines, &line)) {
        visible_append(&card->text, line);
        buffer_append(&card->text, lines.len > 0 ? SLICE("\n") : SLICE(""));
    }
}

static void add_finding(struct card *card, const struct options *options,
    const struct finding *finding)
{
    const struct rule *rule = finding->rule;
    begin_part(card);
    append_strong(card, finding_message(card->text.arena, options, finding));
    buffer_append(&card->text, SLICE(" ("));
    append_words(card, rule->id);
    buffer_append(&card->text, SLICE(")"));
    if (basis_in_force(
            card->text.arena, rule->bases, rule->basis_count, options->as_of)
            .len > 0) {
        add_label(card, "Основание", "Law");
        add_bases(card, rule->bases, rule->basis_count, options->as_of);
    }
    if (basis_in_force(card->text.arena, rule->sanctions, rule->sanction_count,
            options->as_of)
            .len > 0) {
        add_label(card, "Санкция", "Sanction");
        add_bases(card, rule->sanctions, rule->sanction_count, options->as_of);
    }
    if (rule->rationale.len > 0) {
        begin_part(card);
        append_lines(card, slice_trim(rule->rationale));
    }
    if (finding->fix.len > 0) {
        add_label(card, "Исправление", "Fix");
        append_words(card, finding_fix(finding, card->language));
    }
}

static uint32_t length(struct span span)
{
    return span.end - span.begin;
}

/* The findings whose words hold the byte, those of the fewest words first.
   Returns how many there are; the first FINDINGS_MOST are written. */
static size_t find_findings(
    const struct lsp_query *query, const struct finding *ret[FINDINGS_MOST])
{
    size_t count = 0;
    for (size_t i = 0; i < query->file->finding_count; i++) {
        const struct finding *finding = query->file->findings[i];
        if (query->offset < finding->span.begin ||
            finding->span.end < query->offset) {
            continue;
        }
        size_t at = count < FINDINGS_MOST ? count : FINDINGS_MOST;
        while (at > 0 && length(finding->span) < length(ret[at - 1]->span)) {
            if (at < FINDINGS_MOST) {
                ret[at] = ret[at - 1];
            }
            at--;
        }
        if (at < FINDINGS_MOST) {
            ret[at] = finding;
        }
        count++;
    }
    return count;
}

static void add_findings(struct card *card, const struct lsp_query *query)
{
    const struct finding *findings[FINDINGS_MOST];
    size_t count = find_findings(query, findings);
    if (count > 0 && card->text.len == 0) {
        card->span = findings[0]->span;
    }
    for (size_t i = 0; i < count && i < FINDINGS_MOST; i++) {
        add_finding(card, query->file->options, findings[i]);
    }
    if (count > FINDINGS_MOST) {
        begin_part(card);
        buffer_format(&card->text, "%s: %zu",
            language_pick(card->language, "и ещё", "and more"),
            count - FINDINGS_MOST);
    }
}

/* The words of a definition, with the quotation marks that close those opened
   in it: the name of a company may end in them. */
static struct slice definition_words(
    const struct doc *doc, struct passage passage)
{
    struct slice text = doc->clauses[passage.clause].text.bytes;
    struct span span = passage.span;
    int open = 0;
    for (size_t at = span.begin; at < span.end;) {
        uint32_t code_point = utf8_next(text, &at);
        open += (code_point == 0xAB) - (code_point == 0xBB);
    }
    for (size_t at = span.end; open > 0 && at < text.len; open--) {
        if (utf8_next(text, &at) != 0xBB) {
            break;
        }
        span.end = (uint32_t)at;
    }
    return slice_cut(text, span.begin, span.end);
}

static void add_term(
    struct card *card, const struct doc *doc, const struct term *term)
{
    struct passage passage = term->definition;
    begin_part(card);
    append_strong(card, term->name);
    buffer_append(&card->text, SLICE(" — "));
    if (passage.span.begin == passage.span.end) {
        passage = term->name_at;
        passage.span = (struct span){
            0, (uint32_t)doc->clauses[passage.clause].text.bytes.len};
    }
    append_words(card, definition_words(doc, passage));
    buffer_append(&card->text, SLICE(" ("));
    append_words(card, doc->clauses[passage.clause].address);
    buffer_append(&card->text, SLICE(")"));
}

static void add_clause(struct card *card, const struct clause *clause)
{
    struct slice head = lsp_clause_head(clause, HEAD_LENGTH);
    begin_part(card);
    append_strong(card, clause->address);
    buffer_append(&card->text, SLICE(": "));
    append_words(card, head);
    if (head.len < clause->text.bytes.len) {
        buffer_append(&card->text, SLICE("…"));
    }
}

static void add_act(struct card *card, const struct doc *doc, uint32_t index)
{
    const struct citation *citation = citation_act(doc, &doc->citations[index]);
    if (!citation) {
        return;
    }
    const struct clause *clause = &doc->clauses[citation->passage.clause];
    const struct law *law = law_of(citation, clause->folded.bytes);
    if (!law) {
        return;
    }
    begin_part(card);
    append_strong(card, slice_from(law->name));
    if (date_is_set(law->until)) {
        char day[DATE_WORDS_SIZE];
        date_words(law->until, card->language, day);
        add_label(card, "Утратил силу", "Out of force since");
        append_words(card, slice_from(day));
        if (law->successor) {
            add_label(card, "Действует", "In force instead");
            append_words(card, slice_from(law->successor));
        }
    } else {
        begin_part(card);
        append_words(card,
            slice_from(language_pick(card->language, "действует", "in force")));
    }
}

static void add_target(struct card *card, const struct lsp_query *query)
{
    const struct doc *doc = query->doc;
    struct lsp_target target = lsp_target_at(doc, query->offset);
    switch (target.kind) {
    case LSP_TARGET_TERM:
        add_term(card, doc, &doc->terms[target.index]);
        break;
    case LSP_TARGET_CLAUSE:
        add_clause(card, &doc->clauses[target.index]);
        break;
    case LSP_TARGET_CITATION:
        add_act(card, doc, target.index);
        break;
    case LSP_TARGET_NONE:
        return;
    }
    if (card->text.len > 0) {
        card->span = target.span;
    }
}

json_t *lsp_hover(struct lsp_query *query)
{
    struct card card = {
        .text = {.arena = query->arena},
        .language = query->file->options->language,
        .is_markdown = query->server->client.has_markdown,
    };
    add_target(&card, query);
    add_findings(&card, query);
    if (card.text.len == 0) {
        return NULL;
    }
    json_t *json = json_object();
    json_object_set_new(json, "contents",
        lsp_markup(buffer_slice(&card.text), card.is_markdown));
    json_object_set_new(
        json, "range", lsp_range_json(&query->document->text, card.span));
    return json;
}
