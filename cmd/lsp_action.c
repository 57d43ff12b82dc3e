/* What an editor offers to do about a finding. Every action is an edit: any
   client can make it. */
#include "cmd/lsp_features.h"

#include "cmd/finding_words.h"
#include "cmd/json_value.h"
#include "cmd/lsp_edit.h"
#include "cmd/lsp_insert.h"
#include "cmd/lsp_target.h"
#include "parser/utf8.h"

#define FINDINGS_MOST 50 /* of one place that something is offered for */
#define TITLE_LENGTH 60  /* code points of a repair in an action's title */

/* The actions of one request. */
struct offer {
    struct lsp_query *query;
    const struct finding *finding;
    json_t *list;
    bool has_renumbering; /* one is offered: it takes all of a list */
};

/* The diagnostics that the client has of the finding. */
static json_t *diagnostics_of(const struct offer *offer)
{
    const json_t *known = lsp_get(offer->query->params, "context.diagnostics");
    struct lsp_range range =
        lsp_text_range(&offer->query->document->text, offer->finding->span);
    json_t *list = json_array();
    size_t index;
    json_t *one;
    json_array_foreach(known, index, one)
    {
        struct lsp_position start;
        if (slice_equal(lsp_get_slice(one, "code"), offer->finding->rule->id) &&
            lsp_read_position(lsp_get(one, "range.start"), &start) &&
            start.line == range.start.line &&
            start.character == range.start.character) {
            json_array_append(list, one);
        }
    }
    return list;
}

static void add_action(
    struct offer *offer, struct slice title, json_t *edits, bool is_preferred)
{
    struct lsp_query *query = offer->query;
    json_t *action = json_object();
    json_object_set_new(action, "title", json_slice(title));
    json_object_set_new(action, "kind", json_string("quickfix"));
    json_object_set_new(action, "diagnostics", diagnostics_of(offer));
    if (is_preferred) {
        json_object_set_new(action, "isPreferred", json_true());
    }
    json_object_set_new(action, "edit",
        lsp_workspace_edit(query->server, query->document, edits));
    json_array_append_new(offer->list, action);
}

/* «label: words», the words cut to a title's length. */
static struct slice title_of(const struct offer *offer, const char *ru,
    const char *en, struct slice words)
{
    struct arena *arena = offer->query->arena;
    struct slice head;
    size_t end = 0;
    for (size_t i = 0; i < TITLE_LENGTH && end < words.len; i++) {
        utf8_next(words, &end);
    }
    head = visible_text(arena, slice_cut(words, 0, end));
    return arena_format(arena, "%s: %.*s%s",
        language_pick(offer->query->file->options->language, ru, en),
        (int)head.len, head.bytes, end < words.len ? "…" : "");
}

static json_t *one_edit(
    const struct offer *offer, struct span span, struct slice words)
{
    json_t *edits = json_array();
    json_array_append_new(
        edits, lsp_edit(&offer->query->document->text, span, words));
    return edits;
}

/* The right words for those marked, where a check has made them for this very
   place. */
static void offer_replacement(struct offer *offer)
{
    const struct finding *finding = offer->finding;
    struct slice source = lsp_text_slice(&offer->query->document->text);
    struct slice marked =
        slice_cut(source, finding->span.begin, finding->span.end);
    if (finding->fix.bytes == finding->rule->fix.bytes || finding->is_absence ||
        !slice_equal(marked, finding->quote)) {
        return;
    }
    add_action(offer,
        title_of(offer, "Заменить на", "Replace with", finding->fix),
        one_edit(offer, finding->span, finding->fix), true);
}

/* Does the repair say what to do («Укажите …»), instead of being the words? */
static bool is_instruction(struct slice fix)
{
    struct slice first = slice_cut(fix, 0, slice_find(fix, SLICE(" "), 0));
    return slice_ends_with(first, SLICE("те"));
}

/* Source bytes of the sentence that the finding begins in. */
static struct span sentence_of(
    const struct doc *doc, const struct finding *finding)
{
    struct passage passage = finding->passage;
    const struct clause *clause = &doc->clauses[passage.clause];
    for (uint32_t i = 0; i < clause->sentence_count; i++) {
        struct span span = doc->sentences[clause->first_sentence + i].span;
        if (span.begin <= passage.span.begin && passage.span.begin < span.end) {
            return doc_source_span(doc, (struct passage){passage.clause, span});
        }
    }
    return finding->span;
}

/* The repair wording of the rule: in place of the sentence, or as a clause
   where it is missing. */
static void offer_wording(struct offer *offer)
{
    const struct finding *finding = offer->finding;
    const struct doc *doc = offer->query->doc;
    struct slice fix = finding->fix;
    if (fix.len == 0 || fix.bytes != finding->rule->fix.bytes ||
        is_instruction(fix)) {
        return;
    }
    if (!finding->is_absence && finding->passage.clause != NONE) {
        add_action(offer,
            title_of(
                offer, "Заменить предложение", "Replace the sentence", fix),
            one_edit(offer, sentence_of(doc, finding), fix), false);
    }
    struct lsp_insertion insertion = lsp_insert_clause(
        offer->query->arena, doc, finding->passage.clause, fix);
    add_action(offer, title_of(offer, "Добавить пункт", "Add a clause", fix),
        one_edit(offer, insertion.at, insertion.text), finding->is_absence);
}

/* A statement that is missing from all of the document is allowed for all of
   it, anything else for its clause. */
static void offer_allowance(struct offer *offer)
{
    const struct doc *doc = offer->query->doc;
    struct arena *arena = offer->query->arena;
    const struct rule *rule = offer->finding->rule;
    uint32_t clause = offer->finding->passage.clause;
    bool is_of_file =
        clause == NONE || finding_has_no_place(doc, offer->finding);
    if (doc->source.format == FORMAT_TEXT || /* a reader would see it */
        slice_equal(rule->pack, SLICE("allow"))) {
        return;
    }
    struct slice comment =
        arena_format(arena, "<!-- clauselint-allow%s %.*s: %s -->",
            is_of_file ? "-file" : "", (int)rule->id.len, rule->id.bytes,
            language_pick(offer->query->file->options->language,
                "укажите причину", "say why"));
    struct lsp_insertion insertion =
        is_of_file ? lsp_insert_first(arena, doc, comment)
                   : lsp_insert_comment(arena, doc, clause, comment);
    struct slice title =
        is_of_file ? title_of(offer, "Допустить в документе",
                         "Allow in the document", rule->id)
                   : title_of(offer, "Допустить здесь", "Allow here", rule->id);
    add_action(
        offer, title, one_edit(offer, insertion.at, insertion.text), false);
}

/* The comment around a rule's id, if it names this rule only; else empty. */
static struct span comment_around(struct slice text, struct span id)
{
    size_t begin = id.begin;
    while (begin > 0 && !slice_starts_with(
                            slice_cut(text, begin, text.len), SLICE("<!--"))) {
        begin--;
    }
    size_t end = slice_find(text, SLICE("-->"), id.end);
    struct slice comment = slice_cut(text, begin, end);
    struct slice rules =
        slice_cut(comment, 0, slice_find(comment, SLICE(":"), 0));
    if (end == SLICE_NOT_FOUND ||
        slice_find(comment, SLICE("-->"), 0) != SLICE_NOT_FOUND ||
        slice_find(rules, SLICE(","), 0) != SLICE_NOT_FOUND) {
        return (struct span){0, 0};
    }
    return (struct span){(uint32_t)begin, (uint32_t)end + 3};
}

/* An allowance that allows nothing can go, with its line if it has one. */
static void offer_removal(struct offer *offer)
{
    struct slice text = lsp_text_slice(&offer->query->document->text);
    struct slice id = offer->finding->rule->id;
    if (!slice_equal(id, SLICE("allow/unused")) &&
        !slice_equal(id, SLICE("allow/expired"))) {
        return;
    }
    struct span span = comment_around(text, offer->finding->span);
    if (span.begin == span.end) {
        return;
    }
    struct slice comment = slice_cut(text, span.begin, span.end);
    bool begins_line = span.begin == 0 || text.bytes[span.begin - 1] == '\n';
    if (begins_line && span.end < text.len && text.bytes[span.end] == '\n') {
        span.end++;
    }
    add_action(offer,
        title_of(offer, "Удалить разрешение", "Remove the allowance", comment),
        one_edit(offer, span, SLICE("")), true);
}

/* The clause's number, and those of its later siblings, one after the other
   from that of the sibling before. */
static size_t number_siblings(const struct doc *doc, struct arena *arena,
    uint32_t from, struct lsp_renumbering **ret)
{
    uint32_t parent = doc->clauses[from].parent;
    uint32_t begin = parent == NONE ? 0 : parent + 1;
    uint32_t end =
        parent == NONE ? (uint32_t)doc->clause_count : doc->clauses[parent].end;
    struct lsp_renumbering *items =
        arena_array(arena, end - begin, sizeof(*items));
    struct slice number = SLICE("");
    size_t count = 0;
    for (uint32_t i = begin; i < end; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->parent != parent ||
            clause->number_span.begin == clause->number_span.end) {
            continue;
        }
        if (i < from || number.len == 0) {
            number = clause->number;
            continue;
        }
        number = lsp_next_number(arena, number);
        if (number.len > 0 && !slice_equal(number, clause->number)) {
            items[count++] = (struct lsp_renumbering){i, number};
        }
    }
    *ret = items;
    return count;
}

static void offer_renumbering(struct offer *offer)
{
    struct slice id = offer->finding->rule->id;
    uint32_t clause = offer->finding->passage.clause;
    if (!slice_starts_with(id, SLICE("drafting/numbering-")) ||
        clause == NONE || offer->has_renumbering) {
        return;
    }
    struct lsp_renumbering *items;
    size_t count =
        number_siblings(offer->query->doc, offer->query->arena, clause, &items);
    if (count == 0) {
        return;
    }
    offer->has_renumbering = true;
    json_t *edits = json_array();
    lsp_renumber(edits, offer->query->document, items, count);
    add_action(offer,
        title_of(offer, "Перенумеровать отсюда, с ссылками: начиная с",
            "Renumber from here, references too: beginning with",
            items[0].number),
        edits, true);
}

/* Does the client want quick fixes? It may name kinds, or the beginnings of
   kinds. */
static bool wants_fixes(const json_t *params)
{
    const json_t *only = lsp_get(params, "context.only");
    return !json_is_array(only) || lsp_has_word(only, "", "quickfix") ||
           lsp_has_word(only, "", "");
}

json_t *lsp_code_action(struct lsp_query *query)
{
    struct offer offer = {.query = query, .list = json_array()};
    if (!query->server->client.has_action_literals ||
        !wants_fixes(query->params)) {
        return offer.list;
    }
    size_t count = 0;
    for (size_t i = 0; i < query->file->finding_count && count < FINDINGS_MOST;
         i++) {
        offer.finding = query->file->findings[i];
        if (offer.finding->span.begin <= query->range.end &&
            query->range.begin <= offer.finding->span.end) {
            count++;
            offer_replacement(&offer);
            offer_renumbering(&offer);
            offer_wording(&offer);
            offer_allowance(&offer);
            offer_removal(&offer);
        }
    }
    return offer.list;
}
