/*
 * report_matrix.c - the page that a lawyer sends to a client: what the law
 * wants the document to state, whether it does, and where.
 *
 *     Право: Россия, на 22.11.2026
 *
 *       Сведение           Норма                В документе    Где
 *       порядок отзыва     ч. 2 ст. 9 152-ФЗ    + сказано      п. 5.2:
 * «отозвать согласие …» срок ответа        ч. 3 ст. 14 152-ФЗ   - не сказано на
 * запрос                                 (замечание)
 *
 * Columns are counted in cells and always wrapped, in a file as well; the
 * mark before the verdict says it where there is no colour.
 */
#include "cmd/matrix_words.h"
#include "cmd/names.h"
#include "cmd/report.h"
#include "cmd/summary.h"
#include "parser/memory.h"
#include "parser/utf8.h"

#include <stdlib.h>

#define COLUMN_COUNT 4
#define INDENT SUMMARY_INDENT
#define GAP 2
#define QUOTE_CELLS 60 /* of the words quoted, before «…» */

enum column { COLUMN_ELEMENT, COLUMN_BASIS, COLUMN_VERDICT, COLUMN_PLACE };

#define VERDICT_CELLS 18 /* of the longest, «  (предупреждение)» */
#define TABLE_LEAST 72 /* cells; a narrower screen wraps by itself */
#define TABLE_MOST 140

struct matrix_state {
    const struct run *run;
    struct terminal terminal;
    unsigned widths[COLUMN_COUNT]; /* cells */
};

/* One row while it is printed. */
struct row {
    struct slice cells[COLUMN_COUNT];
    unsigned hanging[COLUMN_COUNT]; /* cells before further lines */
    enum style verdict;
};

/* Share the cells of a screen among the columns. */
static void share_width(unsigned width, unsigned widths[COLUMN_COUNT])
{
    unsigned table = width < TABLE_LEAST ? TABLE_LEAST : width;
    table = table > TABLE_MOST ? TABLE_MOST : table;
    unsigned rest = table - INDENT - (COLUMN_COUNT - 1) * GAP - VERDICT_CELLS;
    widths[COLUMN_ELEMENT] = rest * 26 / 74;
    widths[COLUMN_BASIS] = rest * 24 / 74;
    widths[COLUMN_VERDICT] = VERDICT_CELLS;
    widths[COLUMN_PLACE] = rest - widths[COLUMN_ELEMENT] - widths[COLUMN_BASIS];
}

static void *begin(const struct run *run, FILE *out)
{
    struct matrix_state *state = memory_take(sizeof(*state));
    *state = (struct matrix_state){.run = run};
    terminal_init(
        &state->terminal, out, run->options->color, run->options->language);
    share_width(state->terminal.width, state->widths);
    return state;
}

static bool is_blank(char byte)
{
    return byte == ' ' || byte == '\n' || byte == '\r' || byte == '\t';
}

/* May a line end at the blank? Not after «ст.», «п.», «№»: what follows is
   theirs. */
static bool may_break(struct slice text, size_t blank)
{
    size_t begin = blank;
    while (begin > 0 && !is_blank(text.bytes[begin - 1])) {
        begin--;
    }
    struct slice word = slice_cut(text, begin, blank);
    bool is_short =
        terminal_cells(word) <= 4 && slice_ends_with(word, SLICE("."));
    return !is_short && !slice_equal(word, SLICE("№"));
}

/* As much of the text as fits: up to a line break, or to the last blank
   inside the width, or, for a word that is longer, up to the width. */
static struct slice take_line(struct slice *text, unsigned width)
{
    size_t end = 0;   /* of what fits */
    size_t blank = 0; /* the last blank that fits */
    while (end < text->len && text->bytes[end] != '\n') {
        size_t next = end;
        utf8_next(*text, &next);
        if (is_blank(text->bytes[end]) && may_break(*text, end)) {
            blank = end;
        }
        if (terminal_cells(slice_cut(*text, 0, next)) > width) {
            break;
        }
        end = next;
    }
    if (end < text->len && text->bytes[end] != '\n' && blank > 0) {
        end = blank;
    }
    struct slice line = slice_trim(slice_cut(*text, 0, end));
    *text = slice_trim(slice_cut(*text, end, text->len));
    return line;
}

static bool has_text(const struct row *row)
{
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        if (row->cells[i].len > 0) {
            return true;
        }
    }
    return false;
}

/* One line of all columns; no blanks at its end. */
static void print_line(
    const struct matrix_state *state, struct row *row, bool is_first)
{
    const struct terminal *terminal = &state->terminal;
    unsigned at = 0;
    unsigned column = INDENT;
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        unsigned hanging = is_first ? 0 : row->hanging[i];
        struct slice line =
            take_line(&row->cells[i], state->widths[i] - hanging);
        if (line.len > 0) {
            terminal_repeat(terminal, " ", column + hanging - at);
            terminal_style(
                terminal, i == COLUMN_VERDICT ? row->verdict : STYLE_PLAIN);
            terminal_put(terminal, line);
            terminal_style(terminal, STYLE_PLAIN);
            at = column + hanging + terminal_cells(line);
        }
        column += state->widths[i] + GAP;
    }
    terminal_print(terminal, "\n");
}

static void print_row(const struct matrix_state *state, struct row *row)
{
    bool is_first = true;
    while (has_text(row)) {
        print_line(state, row, is_first);
        is_first = false;
    }
}

static void print_columns(const struct matrix_state *state)
{
    const struct terminal *terminal = &state->terminal;
    enum language language = terminal->language;
    struct row row = {
        .cells = {slice_from(language_pick(language, "Сведение", "Element")),
            slice_from(language_pick(language, "Норма", "Provision")),
            slice_from(language_pick(language, "В документе", "In document")),
            slice_from(language_pick(language, "Где", "Where"))},
    };
    print_row(state, &row);
    for (size_t i = 0; i < COLUMN_COUNT; i++) {
        terminal_repeat(terminal, " ", i == 0 ? INDENT : GAP);
        terminal_repeat(terminal, "-", state->widths[i]);
    }
    terminal_print(terminal, "\n");
}

static enum style verdict_style(const struct requirement *requirement)
{
    switch (requirement->statement) {
    case STATEMENT_STATED:
        return STYLE_PLAIN;
    case STATEMENT_UNCLEAR:
        return STYLE_NOTE;
    case STATEMENT_SILENT:
    case STATEMENT_DENIED:
        return severity_style(requirement->severity);
    }
    return STYLE_PLAIN;
}

/* «- не сказано (ошибка)» */
static struct slice verdict_text(const struct requirement *requirement,
    enum language language, struct arena *arena)
{
    static const char marks[] = {
        [STATEMENT_SILENT] = '-',
        [STATEMENT_STATED] = '+',
        [STATEMENT_DENIED] = '!',
        [STATEMENT_UNCLEAR] = '?',
    };
    struct slice verdict = requirement_verdict(requirement, language, arena);
    return arena_format(arena, "%c %.*s", marks[requirement->statement],
        (int)verdict.len, verdict.bytes);
}

/* «п. 5.2: «отозвать согласие …»» */
static struct slice place_text(const struct checked_file *file,
    const struct requirement *requirement, enum language language,
    struct arena *arena)
{
    struct buffer text = {.arena = arena};
    if (requirement->passage.clause != NONE) {
        struct slice rest = requirement_words(file->doc, requirement);
        struct slice quote = take_line(&rest, QUOTE_CELLS);
        buffer_append(&text, passage_address(file->doc, &requirement->passage));
        buffer_append(&text, SLICE(": «"));
        buffer_append(&text, quote);
        buffer_append(&text, rest.len > 0 ? SLICE(" …»") : SLICE("»"));
    }
    struct slice doubt = requirement_doubt(requirement, language);
    if (doubt.len > 0) {
        buffer_format(&text, " (%.*s)", (int)doubt.len, doubt.bytes);
    }
    return buffer_slice(&text);
}

static void print_requirement(const struct matrix_state *state,
    const struct checked_file *file, const struct requirement *requirement,
    struct arena *arena)
{
    enum language language = state->terminal.language;
    struct row row = {
        .cells = {requirement_element(requirement, language),
            requirement_bases(requirement, file->options->as_of, arena),
            verdict_text(requirement, language, arena),
            place_text(file, requirement, language, arena)},
        .hanging = {0, 0, 2, 0},
        .verdict = verdict_style(requirement),
    };
    print_row(state, &row);
}

static void print_law_heading(const struct matrix_state *state,
    const struct checked_file *file, uint32_t jurisdiction, struct arena *arena)
{
    const struct terminal *terminal = &state->terminal;
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, matrix_heading(jurisdiction, file->options->as_of,
                               terminal->language, arena));
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n\n");
    print_columns(state);
}

/* «Сказано 12 из 21; не сказано 7; отрицается 1; не могу определить 1.» */
static void print_counts(const struct matrix_state *state, const size_t *counts)
{
    static const enum statement order[] = {STATEMENT_STATED, STATEMENT_SILENT,
        STATEMENT_DENIED, STATEMENT_UNCLEAR};
    const struct terminal *terminal = &state->terminal;
    const char *separator = "\n  ";
    for (size_t i = 0; i < COUNT_OF(order); i++) {
        if (counts[order[i]] > 0) {
            fprintf(terminal->file, "%s%s: %zu", separator,
                statement_words(order[i], terminal->language),
                counts[order[i]]);
            separator = "; ";
        }
    }
    terminal_print(terminal, "\n");
    if (counts[STATEMENT_UNCLEAR] > 0) {
        terminal_print(terminal,
            language_pick(terminal->language,
                "  Что значит «не могу определить»: нужные слова есть, но они "
                "пересказывают закон, говорят\n  о другом лице или стоят "
                "рядом с пропуском; прочтите их сами.\n",
                "  \"cannot tell\": the words are there, but they retell the "
                "statute, speak of somebody\n  else or stand beside a blank; "
                "read them yourself.\n"));
    }
    terminal_print(terminal, "\n");
}

static void print_matrix(
    const struct matrix_state *state, const struct checked_file *file)
{
    const struct report *report = file->report;
    struct arena *arena = arena_new();
    size_t counts[4] = {0};
    for (size_t i = 0; i < report->requirement_count; i++) {
        const struct requirement *now = &report->requirements[i];
        if (i == 0 || now->jurisdiction != now[-1].jurisdiction) {
            print_law_heading(state, file, now->jurisdiction, arena);
        }
        counts[now->statement]++;
        print_requirement(state, file, now, arena);
        bool is_last = i + 1 == report->requirement_count ||
                       now[1].jurisdiction != now->jurisdiction;
        if (is_last) {
            print_counts(state, counts);
            for (size_t k = 0; k < 4; k++) {
                counts[k] = 0;
            }
        }
    }
    arena_free(arena);
}

static void add_file(void *opaque, const struct checked_file *file)
{
    struct matrix_state *state = opaque;
    const struct terminal *terminal = &state->terminal;
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, file->path);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n");
    print_profile(terminal, file);
    terminal_print(terminal, "\n");
    if (file->report->requirement_count == 0) {
        terminal_print(terminal,
            language_pick(terminal->language,
                "  К этому документу на этот день программа не знает "
                "требований о содержании.\n\n",
                "  The program knows of nothing that this document must "
                "state on this day.\n\n"));
    }
    print_matrix(state, file);
}

static void finish(void *opaque)
{
    free(opaque);
}

const struct report_writer report_matrix = {begin, add_file, finish};
