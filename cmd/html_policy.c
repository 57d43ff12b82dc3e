/*
 * html_policy.c - the clauses of a policy with the findings' words marked.
 *
 * Findings overlap, and bold runs cut across them. A clause is written in one
 * walk over its text: from each place where a mark or a bold run begins or
 * ends to the next one, every stretch in elements of its own. A stretch shows
 * the gravest finding that covers it and leads to the one that began last.
 */
#include "cmd/html_policy.h"

#include "cmd/names.h"

#include <stdlib.h>

#define DEPTH_SHOWN 4 /* deeper clauses are indented no further */

/* The words of a finding in its clause. */
struct mark {
    struct span span;
    uint32_t clause;
    size_t finding;
    enum severity severity;
};

/* A document's marks by clause; those of one clause by where they begin. */
struct marks {
    struct mark *items;
    size_t count;
    size_t next; /* the first one of a clause not yet written */
};

/* One clause while it is written. */
struct walk {
    const struct html_document *document;
    const struct text *text;
    struct mark *begins; /* the marks in order of their begin */
    struct mark *ends;   /* the same in order of their end */
    size_t count;
    size_t begun;
    size_t ended;
    size_t of_level[SEVERITY_ERROR + 1]; /* marks open here */
    struct mark **open; /* begun; the last one is open unless there is none */
    size_t open_count;
    size_t strong; /* the first bold run that is not over */
    uint32_t at;   /* byte of the text */
};

static int compare_begins(const void *left, const void *right)
{
    const struct mark *a = left;
    const struct mark *b = right;
    if (a->clause != b->clause) {
        return a->clause < b->clause ? -1 : 1;
    }
    if (a->span.begin != b->span.begin) {
        return a->span.begin < b->span.begin ? -1 : 1;
    }
    return a->finding < b->finding ? -1 : 1;
}

static int compare_ends(const void *left, const void *right)
{
    const struct mark *a = left;
    const struct mark *b = right;
    if (a->span.end != b->span.end) {
        return a->span.end < b->span.end ? -1 : 1;
    }
    return a->finding < b->finding ? -1 : 1;
}

static struct marks find_marks(const struct html_document *document)
{
    const struct checked_file *file = document->file;
    struct marks marks = {.items = arena_array(document->arena,
                              file->finding_count, sizeof(struct mark))};
    for (size_t i = 0; i < file->finding_count; i++) {
        const struct finding *finding = file->findings[i];
        if (!finding->is_absence && finding->passage.clause != NONE) {
            marks.items[marks.count++] = (struct mark){finding->passage.span,
                finding->passage.clause, i, finding->severity};
        }
    }
    if (marks.count > 0) {
        qsort(marks.items, marks.count, sizeof(*marks.items), compare_begins);
    }
    return marks;
}

/* The clause's own marks; they are behind marks->next afterwards. */
static size_t take_marks(
    struct marks *marks, uint32_t clause, struct mark **ret)
{
    size_t first = marks->next;
    while (marks->next < marks->count &&
           marks->items[marks->next].clause == clause) {
        marks->next++;
    }
    *ret = marks->items + first;
    return marks->next - first;
}

static struct walk walk_begin(const struct html_document *document,
    const struct text *text, struct mark *marks, size_t count)
{
    struct arena *arena = document->arena;
    struct walk walk = {.document = document,
        .text = text,
        .begins = marks,
        .ends = arena_array(arena, count, sizeof(*marks)),
        .open = arena_array(arena, count, sizeof(struct mark *)),
        .count = count};
    for (size_t i = 0; i < count; i++) {
        walk.ends[i] = marks[i];
    }
    if (count > 0) {
        qsort(walk.ends, count, sizeof(*marks), compare_ends);
    }
    return walk;
}

/* Begin and end what begins and ends at this byte. */
static void turn(struct walk *walk)
{
    while (walk->begun < walk->count &&
           walk->begins[walk->begun].span.begin <= walk->at) {
        struct mark *mark = &walk->begins[walk->begun++];
        walk->of_level[mark->severity]++;
        walk->open[walk->open_count++] = mark;
        html_format(&walk->document->html, "<span id=\"d%zu-m%zu\"></span>",
            walk->document->number, mark->finding);
    }
    while (walk->ended < walk->begun &&
           walk->ends[walk->ended].span.end <= walk->at) {
        walk->of_level[walk->ends[walk->ended++].severity]--;
    }
    while (walk->open_count > 0 &&
           walk->open[walk->open_count - 1]->span.end <= walk->at) {
        walk->open_count--;
    }
    while (walk->strong < walk->text->strong_count &&
           walk->text->strong[walk->strong].end <= walk->at) {
        walk->strong++;
    }
}

/* The nearest byte up to the limit at which anything begins or ends. */
static uint32_t next_turn(const struct walk *walk, uint32_t limit)
{
    uint32_t next = limit;
    if (walk->begun < walk->count &&
        walk->begins[walk->begun].span.begin < next) {
        next = walk->begins[walk->begun].span.begin;
    }
    if (walk->ended < walk->begun && walk->ends[walk->ended].span.end < next) {
        next = walk->ends[walk->ended].span.end;
    }
    if (walk->strong < walk->text->strong_count) {
        struct span strong = walk->text->strong[walk->strong];
        uint32_t edge = strong.begin > walk->at ? strong.begin : strong.end;
        next = edge < next ? edge : next;
    }
    return next;
}

static void write_stretch(const struct walk *walk, uint32_t end)
{
    const struct html *html = &walk->document->html;
    bool is_strong = walk->strong < walk->text->strong_count &&
                     walk->text->strong[walk->strong].begin <= walk->at;
    if (walk->open_count > 0) {
        int level = SEVERITY_ERROR;
        while (level > SEVERITY_NOTE && walk->of_level[level] == 0) {
            level--;
        }
        html_format(html, "<a class=\"mark %s\" href=\"#d%zu-f%zu\">",
            severity_name((enum severity)level), walk->document->number,
            walk->open[walk->open_count - 1]->finding);
    }
    html_markup(html, is_strong ? "<b>" : "");
    html_text(html, slice_cut(walk->text->bytes, walk->at, end));
    html_markup(html, is_strong ? "</b>" : "");
    html_markup(html, walk->open_count > 0 ? "</a>" : "");
}

/* Write up to the byte. */
static void walk_to(struct walk *walk, uint32_t end)
{
    turn(walk);
    while (walk->at < end) {
        uint32_t next = next_turn(walk, end);
        write_stretch(walk, next);
        walk->at = next;
        turn(walk);
    }
}

static void write_cards(const struct html_document *document,
    const struct mark *marks, size_t count)
{
    const struct html *html = &document->html;
    html_markup(html, "<div class=\"beside\">");
    for (size_t i = 0; i < count; i++) {
        html_card(document, marks[i].finding);
    }
    html_markup(html, "</div>");
}

static void write_row(const struct html_document *document,
    const struct clause *clause, struct mark *marks, size_t count)
{
    const struct html *html = &document->html;
    struct walk walk = walk_begin(document, &clause->text, marks, count);
    const char *cell = clause->is_header ? "th" : "td";
    html_format(html, "<tr id=\"d%zu-", document->number);
    html_text(html, clause->id);
    html_markup(html, "\">");
    for (uint32_t i = 0; i < clause->cell_count; i++) {
        html_format(html, "<%s>", cell);
        walk.at = clause->cells[i].span.begin;
        walk_to(&walk, clause->cells[i].span.end);
        html_format(html, "</%s>", cell);
    }
    html_markup(html, "</tr>\n");
}

/* The rows of one table from the clause on, then what was found in them.
   Returns the number of rows. */
static uint32_t write_table(
    const struct html_document *document, struct marks *marks, uint32_t first)
{
    const struct html *html = &document->html;
    const struct doc *doc = document->file->doc;
    const struct mark *found = marks->items + marks->next;
    uint32_t end = first;
    html_markup(html, "<div class=\"row\"><div class=\"table\"><table>\n");
    while (end < doc->clause_count && doc->clauses[end].kind == CLAUSE_ROW &&
           doc->clauses[end].table == doc->clauses[first].table) {
        struct mark *own;
        size_t count = take_marks(marks, end, &own);
        write_row(document, &doc->clauses[end], own, count);
        end++;
    }
    html_markup(html, "</table></div>");
    size_t count = (size_t)(marks->items + marks->next - found);
    write_cards(document, found, count);
    html_markup(html, "</div>\n");
    return end - first;
}

/* "clause section depth-2 plain" */
static void write_classes(
    const struct html *html, const struct clause *clause, bool is_plain)
{
    const char *kind = clause->region != REGION_BODY
                           ? "furniture"
                           : clause_kind_name(clause->kind);
    uint32_t depth = clause->depth < DEPTH_SHOWN ? clause->depth : DEPTH_SHOWN;
    html_format(html, "clause %s depth-%u%s", kind, depth,
        is_plain && !clause->is_heading ? " plain" : "");
}

/* What closes a number where it is printed, «1.1.» or «а)»; a counter of a list
   has a full stop. */
static struct slice number_end(
    const struct doc *doc, const struct clause *clause)
{
    struct span span = clause->number_span;
    if (span.end == span.begin) {
        return SLICE(".");
    }
    struct slice next = slice_cut(doc->source.text, span.end, span.end + 1);
    bool is_closing =
        slice_equal(next, SLICE(".")) || slice_equal(next, SLICE(")"));
    return is_closing ? next : SLICE("");
}

static void write_clause(const struct html_document *document,
    const struct clause *clause, struct mark *marks, size_t count)
{
    const struct html *html = &document->html;
    const char *element = "p";
    if (clause->kind == CLAUSE_TITLE) {
        element = "h3";
    } else if (clause->is_heading) {
        element = "h4";
    }
    html_markup(html, "<div class=\"row\"><div class=\"");
    write_classes(html, clause, count == 0);
    html_format(html, "\" id=\"d%zu-", document->number);
    html_text(html, clause->id);
    html_format(html, "\"><%s>", element);
    if (clause->number.len > 0) {
        html_markup(html, "<span class=\"number\">");
        html_text(html, clause->number);
        html_text(html, number_end(document->file->doc, clause));
        html_markup(html, "</span> ");
    }
    struct walk walk = walk_begin(document, &clause->text, marks, count);
    walk_to(&walk, (uint32_t)clause->text.bytes.len);
    html_format(html, "</%s><a class=\"address\" href=\"#d%zu-", element,
        document->number);
    html_text(html, clause->id);
    html_markup(html, "\">");
    html_text(html, clause->address);
    html_markup(html, "</a></div>");
    if (count > 0) {
        write_cards(document, marks, count);
    }
    html_markup(html, "</div>\n");
}

void html_policy(const struct html_document *document)
{
    const struct doc *doc = document->file->doc;
    struct marks marks = find_marks(document);
    for (uint32_t i = 0; i < doc->clause_count;) {
        if (doc->clauses[i].kind == CLAUSE_ROW) {
            i += write_table(document, &marks, i);
            continue;
        }
        struct mark *own;
        size_t count = take_marks(&marks, i, &own);
        write_clause(document, &doc->clauses[i], own, count);
        i++;
    }
}
