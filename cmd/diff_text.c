/*
 * diff_text.c - a comparison for a terminal: the gravest first, old and new
 * words one below the other.
 *
 *     права сужены: п. 5.6                                    3f2a9c01d4e5
 *       срок ответа субъекту стал больше: 10 дней → 30 дней
 *       - Оператор отвечает на запрос в течение [-10-] дней.
 *       + Оператор отвечает на запрос в течение {+30+} дней.
 */
#include "cmd/diff_report.h"

#include "cmd/names.h"
#include "parser/utf8.h"

#define INDENT 4u
/* Addresses of typography, and moves, that are told by name. */
#define TOLD_LIMIT 40

struct text_writer {
    struct terminal terminal;
    struct arena *arena;
    const struct diff_report *report;
};

static const char *pick(
    const struct text_writer *writer, const char *ru, const char *en)
{
    return language_pick(writer->terminal.language, ru, en);
}

/* ---- marked words ---- */

/* Words with changed pieces among them, wrapped. */
struct line {
    const struct terminal *terminal;
    unsigned column;
    bool is_started;
};

static void begin_word(struct line *line, unsigned cells)
{
    const struct terminal *terminal = line->terminal;
    if (line->is_started && terminal->wraps &&
        line->column + 1 + cells > terminal->width) {
        terminal_print(terminal, "\n");
        terminal_repeat(terminal, " ", INDENT + 2);
        line->column = INDENT + 2;
    } else if (line->is_started) {
        terminal_print(terminal, " ");
        line->column++;
    }
    line->column += cells;
    line->is_started = true;
}

/* Put the words of a piece; the first one joins what stands before it unless
   there is a space between. */
static void put_piece(struct line *line, struct slice text, bool joins)
{
    size_t at = 0;
    while (at < text.len) {
        size_t end = at;
        while (end < text.len && text.bytes[end] != ' ') {
            end++;
        }
        struct slice word = slice_cut(text, at, end);
        if (word.len > 0) {
            unsigned cells = terminal_cells(word);
            if (joins && at == 0) {
                line->column += cells;
            } else {
                begin_word(line, cells);
            }
            terminal_put(line->terminal, word);
        }
        at = end + 1;
    }
}

static void put_mark(
    struct line *line, const char *mark, bool joins, enum style style)
{
    const struct terminal *terminal = line->terminal;
    if (!joins) {
        begin_word(line, terminal->has_color ? 0 : 2);
    }
    terminal_style(terminal, style);
    if (!terminal->has_color) {
        terminal_print(terminal, mark);
    }
}

/* The words of one edition in a change. */
struct text_side {
    const struct diff_side *side;
    const struct diff_part *parts;
    size_t count;
    bool is_old;
    bool has_marks; /* the other edition has words to differ from */
};

static const char *closing_mark(
    const struct terminal *terminal, const struct text_side *from)
{
    if (terminal->has_color) {
        return "";
    }
    return from->is_old ? "-]" : "+}";
}

/* Trailing and leading spaces of a piece are outside of it. */
static void put_part(const struct terminal *terminal,
    const struct text_side *from, const struct diff_part *part)
{
    struct line line = {terminal, INDENT + 2, false};
    enum style style = from->is_old ? STYLE_ERROR : STYLE_ADDED;
    struct diff_piece piece;
    uint32_t at = part->passage.span.begin;
    bool joins = true;
    while (diff_next_piece(from->side, part, &at, &piece)) {
        struct slice trimmed = slice_trim(piece.text);
        bool leads = slice_starts_with(piece.text, SLICE(" "));
        bool trails = slice_ends_with(piece.text, SLICE(" "));
        joins = !line.is_started || (joins && !leads);
        line.is_started = true;
        if (piece.is_changed && from->has_marks) {
            put_mark(&line, from->is_old ? "[-" : "{+", joins, style);
            put_piece(&line, trimmed, true);
            terminal_style(terminal, STYLE_PLAIN);
            terminal_print(terminal, closing_mark(terminal, from));
        } else if (trimmed.len > 0) {
            put_piece(&line, trimmed, joins);
        }
        joins = !trails && (trimmed.len > 0 || joins);
    }
}

static void put_side(
    const struct terminal *terminal, const struct text_side *from)
{
    for (size_t i = 0; i < from->count; i++) {
        terminal_repeat(terminal, " ", INDENT);
        terminal_style(terminal, from->is_old ? STYLE_ERROR : STYLE_ADDED);
        terminal_print(terminal, from->is_old ? "-" : "+");
        terminal_style(terminal, STYLE_PLAIN);
        terminal_print(terminal, " ");
        put_part(terminal, from, &from->parts[i]);
        terminal_print(terminal, "\n");
    }
}

/* ---- changes ---- */

static enum style style_of(const struct diff_change *change)
{
    if (change->course == DIFF_BETTER) {
        return STYLE_ADDED;
    }
    if (change->course == DIFF_WORSE) {
        return change->category == DIFF_OBLIGATIONS ? STYLE_WARNING
                                                    : STYLE_ERROR;
    }
    return change->category == DIFF_OBLIGATIONS ? STYLE_WARNING : STYLE_NOTE;
}

static const char *happened(
    const struct text_writer *writer, const struct diff_change *change)
{
    if (change->old_count == 0) {
        return pick(writer, " (добавлено)", " (added)");
    }
    return change->new_count == 0 ? pick(writer, " (исключено)", " (dropped)")
                                  : "";
}

static void put_change(const struct text_writer *writer, size_t index)
{
    const struct terminal *terminal = &writer->terminal;
    const struct diff *diff = writer->report->diff;
    const struct diff_change *change = &diff->changes[index];
    const struct acknowledgement *agreed = writer->report->agreed[index];
    terminal_style(terminal, style_of(change));
    terminal_print(terminal,
        diff_title(change->category, change->course, terminal->language));
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, ": ");
    terminal_put(terminal, diff_place(writer->arena, diff, change));
    terminal_print(terminal, happened(writer, change));
    terminal_style(terminal, STYLE_FAINT);
    fprintf(terminal->file, "  %s\n", change->id);
    terminal_style(terminal, STYLE_PLAIN);
    for (size_t i = 0; i < change->reason_count; i++) {
        terminal_repeat(terminal, " ", INDENT);
        terminal_wrap(terminal,
            language_choose(terminal->language, change->reasons[i].message),
            INDENT, INDENT);
        terminal_print(terminal, "\n");
    }
    if (agreed) {
        terminal_repeat(terminal, " ", INDENT);
        terminal_print(terminal, pick(writer, "согласовано: ", "agreed: "));
        terminal_put(terminal, agreed->reason);
        terminal_print(terminal, "\n");
    }
    bool has_marks = change->old_count > 0 && change->new_count > 0;
    put_side(terminal, &(struct text_side){&diff->old_side, change->old_parts,
                           change->old_count, true, has_marks});
    put_side(terminal, &(struct text_side){&diff->new_side, change->new_parts,
                           change->new_count, false, has_marks});
    terminal_print(terminal, "\n");
}

static void put_typography(const struct text_writer *writer)
{
    const struct diff *diff = writer->report->diff;
    size_t count = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        if (diff_is_shown(&diff->changes[i])) {
            continue;
        }
        if (count < TOLD_LIMIT) {
            terminal_print(&writer->terminal,
                count == 0
                    ? pick(writer, "только оформление: ", "typography only: ")
                    : "; ");
            terminal_put(&writer->terminal,
                diff_place(writer->arena, diff, &diff->changes[i]));
        }
        count++;
    }
    if (count > 0) {
        terminal_print(
            &writer->terminal, count > TOLD_LIMIT ? " …\n\n" : "\n\n");
    }
}

static void put_moves(
    const struct text_writer *writer, bool is_moved, const char *title)
{
    const struct diff *diff = writer->report->diff;
    size_t count = 0;
    for (size_t i = 0; i < diff->move_count; i++) {
        const struct diff_move *move = &diff->moves[i];
        if (move->is_moved != is_moved || count++ >= TOLD_LIMIT) {
            continue;
        }
        terminal_print(&writer->terminal, count == 1 ? title : "; ");
        terminal_put(
            &writer->terminal, diff_address(&diff->old_side, move->old_clause));
        terminal_print(&writer->terminal, " → ");
        terminal_put(
            &writer->terminal, diff_address(&diff->new_side, move->new_clause));
    }
    if (count > 0) {
        terminal_print(
            &writer->terminal, count > TOLD_LIMIT ? " …\n\n" : "\n\n");
    }
}

/* ---- findings ---- */

static void put_findings(const struct text_writer *writer,
    const struct diff_side *side, const struct finding *const *findings,
    size_t count, const char *title)
{
    const struct terminal *terminal = &writer->terminal;
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = findings[i];
        if (finding->severity < writer->report->options->severity) {
            continue;
        }
        if (shown++ == 0) {
            terminal_style(terminal, STYLE_STRONG);
            fprintf(terminal->file, "%s\n", title);
            terminal_style(terminal, STYLE_PLAIN);
        }
        terminal_repeat(terminal, " ", INDENT);
        const struct noun *noun = severity_noun(finding->severity);
        terminal_print(terminal, pick(writer, noun->ru_one, noun->en_one));
        terminal_print(terminal, " ");
        terminal_put(terminal, finding->rule->id);
        if (!finding->is_absence && finding->passage.clause != NONE) {
            terminal_print(terminal, ", ");
            terminal_put(terminal, diff_address(side, finding->passage.clause));
        }
        terminal_print(terminal, ": ");
        terminal_wrap(terminal,
            language_choose(terminal->language, finding->message), 2 * INDENT,
            2 * INDENT);
        terminal_print(terminal, "\n");
    }
    if (shown > 0) {
        terminal_print(terminal, "\n");
    }
}

/* ---- all of it ---- */

static void put_unused(const struct text_writer *writer)
{
    const struct acknowledgement_list *list = &writer->report->acknowledgements;
    for (size_t i = 0; i < list->count; i++) {
        if (!list->items[i].is_used) {
            terminal_print(&writer->terminal,
                pick(writer, "согласовано, но такого изменения нет: ",
                    "agreed to, but there is no such change: "));
            terminal_put(&writer->terminal, list->items[i].id);
            terminal_print(&writer->terminal, "\n");
        }
    }
}

static void put_summary(const struct text_writer *writer)
{
    const struct terminal *terminal = &writer->terminal;
    struct slice totals = diff_totals(writer->arena, writer->report);
    terminal_style(terminal, STYLE_STRONG);
    if (totals.len == 0) {
        terminal_print(terminal, pick(writer, "Смысл и слова не изменились.",
                                     "Neither meaning nor words changed."));
    } else {
        terminal_print(terminal, pick(writer, "Итого: ", "In all: "));
        terminal_put(terminal, totals);
        terminal_print(terminal, ".");
    }
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n");
}

void diff_text(FILE *file, const struct diff_report *report)
{
    struct text_writer writer = {.arena = arena_new(), .report = report};
    const struct diff *diff = report->diff;
    terminal_init(&writer.terminal, file, report->options->color,
        report->options->language);
    terminal_style(&writer.terminal, STYLE_STRONG);
    terminal_put(&writer.terminal, report->old_name);
    terminal_print(&writer.terminal, " → ");
    terminal_put(&writer.terminal, report->new_name);
    terminal_style(&writer.terminal, STYLE_PLAIN);
    terminal_print(&writer.terminal, "\n\n");
    for (size_t i = 0; i < diff->change_count; i++) {
        if (diff_is_shown(&diff->changes[i])) {
            put_change(&writer, i);
        }
    }
    put_typography(&writer);
    put_moves(&writer, true, pick(&writer, "перенесены: ", "moved: "));
    put_moves(
        &writer, false, pick(&writer, "перенумерованы: ", "renumbered: "));
    put_findings(&writer, &diff->new_side, diff->came, diff->came_count,
        pick(&writer, "Новые нарушения", "New findings"));
    put_findings(&writer, &diff->old_side, diff->gone, diff->gone_count,
        pick(&writer, "Нарушений больше нет", "Findings gone"));
    put_unused(&writer);
    if (!report->options->is_quiet) {
        put_summary(&writer);
    }
    arena_free(writer.arena);
}
