/*
 * diff_markdown.c - a comparison as the comment of a pull request.
 *
 * Everything that is not ours is text and nothing more: the signs of Markdown
 * are escaped, and a word joiner in "@", "#", "://" and "www." keeps a
 * forge from making mentions, issues and links of them.
 */
#include "cmd/diff_report.h"
#include "cmd/names.h"
#include "cmd/terminal.h"
#include "parser/utf8.h"

/* A forge takes no comment of more than 65,536 characters. */
#define ROW_LIMIT 60
#define CELL_LIMIT 400 /* code points of one side of a change */

struct markdown_writer {
    FILE *file;
    struct arena *arena;
    const struct diff_report *report;
};

static const char *pick(
    const struct markdown_writer *writer, const char *ru, const char *en)
{
    return language_pick(writer->report->options->language, ru, en);
}

static void put_code_point(FILE *file, uint32_t code_point)
{
    static const char special[] = "\\`*_{}[]()<>#+-!|~&$^=";
    char bytes[UTF8_LONGEST];
    size_t len = utf8_encode(code_point, bytes);
    if (len == 1 && code_point != 0) {
        for (const char *sign = special; *sign; sign++) {
            if (*sign == bytes[0]) {
                fputc('\\', file);
            }
        }
    }
    fwrite(bytes, 1, len, file);
}

/* Text that a reader sees as it stands; at most *left code points of it. */
static void put_text(FILE *file, struct slice text, size_t *left)
{
    static const char joiner[] = "\xE2\x81\xA0";
    for (size_t offset = 0; offset<text.len && * left> 0; (*left)--) {
        size_t begin = offset;
        uint32_t shown = terminal_visible(utf8_next(text, &offset));
        struct slice rest = slice_cut(text, begin, text.len);
        if (shown == 0) {
            continue;
        }
        put_code_point(file, shown);
        if (shown == '@' || shown == '#' ||
            slice_starts_with(rest, SLICE(":/")) ||
            slice_starts_with_any_case(rest, SLICE("www."))) {
            fputs(joiner, file);
        }
    }
}

static void put_all(FILE *file, struct slice text)
{
    size_t left = SIZE_MAX;
    put_text(file, text, &left);
}

/* One side: what went is struck out, what came is bold. A mark that touches a
   space would be no mark: it is put inside of it. */
static void put_side(const struct markdown_writer *writer,
    const struct diff_side *side, const struct diff_part *parts, size_t count,
    const char *mark)
{
    size_t left = CELL_LIMIT;
    for (size_t i = 0; i < count && left > 0; i++) {
        struct diff_piece piece;
        uint32_t at = parts[i].passage.span.begin;
        fputs(i > 0 ? "<br>" : "", writer->file);
        while (left > 0 && diff_next_piece(side, &parts[i], &at, &piece)) {
            fputs(piece.is_changed ? mark : "", writer->file);
            put_text(writer->file, piece.text, &left);
            fputs(piece.is_changed ? mark : "", writer->file);
        }
    }
    fputs(left == 0 ? " …" : "", writer->file);
}

static void put_change(const struct markdown_writer *writer, size_t index)
{
    FILE *file = writer->file;
    const struct diff *diff = writer->report->diff;
    const struct diff_change *change = &diff->changes[index];
    const struct acknowledgement *agreed = writer->report->agreed[index];
    enum language language = writer->report->options->language;
    fprintf(file, "| **%s**<br>",
        diff_title(change->category, change->course, language));
    put_all(file, diff_place(writer->arena, diff, change));
    for (size_t i = 0; i < change->reason_count; i++) {
        size_t left = CELL_LIMIT;
        fputs("<br>", file);
        put_text(
            file, language_choose(language, change->reasons[i].message), &left);
    }
    if (agreed) {
        fprintf(file, "<br>%s ", pick(writer, "согласовано:", "agreed:"));
        put_all(file, agreed->reason);
    }
    fprintf(file, "<br>`%s` | ", change->id);
    put_side(
        writer, &diff->old_side, change->old_parts, change->old_count, "~~");
    fputs(" | ", file);
    put_side(
        writer, &diff->new_side, change->new_parts, change->new_count, "**");
    fputs(" |\n", file);
}

static void put_changes(const struct markdown_writer *writer)
{
    const struct diff *diff = writer->report->diff;
    size_t rows = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        if (!diff_is_shown(&diff->changes[i])) {
            continue;
        }
        if (rows++ == 0) {
            fprintf(writer->file, "| %s | %s | %s |\n| --- | --- | --- |\n",
                pick(writer, "Изменение", "Change"),
                pick(writer, "Было", "Before"), pick(writer, "Стало", "Now"));
        }
        if (rows <= ROW_LIMIT) {
            put_change(writer, i);
        }
    }
    if (rows > ROW_LIMIT) {
        fprintf(writer->file, "\n%s: %zu\n",
            pick(writer, "Изменений, которые не показаны",
                "Changes that are not shown"),
            rows - ROW_LIMIT);
    }
    fputs(rows > 0 ? "\n" : "", writer->file);
}

static void put_moves(const struct markdown_writer *writer)
{
    const struct diff *diff = writer->report->diff;
    FILE *file = writer->file;
    if (diff->move_count == 0) {
        return;
    }
    fprintf(file, "<details><summary>%s: %zu</summary>\n\n",
        pick(writer, "Перенесено и перенумеровано", "Moved and renumbered"),
        diff->move_count);
    for (size_t i = 0; i < diff->move_count && i < ROW_LIMIT; i++) {
        const struct diff_move *move = &diff->moves[i];
        fputs("- ", file);
        put_all(file, diff_address(&diff->old_side, move->old_clause));
        fputs(" → ", file);
        put_all(file, diff_address(&diff->new_side, move->new_clause));
        fputs("\n", file);
    }
    fputs("\n</details>\n\n", file);
}

static void put_findings(const struct markdown_writer *writer,
    const struct diff_side *side, const struct finding *const *findings,
    size_t count, const char *title)
{
    FILE *file = writer->file;
    size_t shown = 0;
    for (size_t i = 0; i < count; i++) {
        const struct finding *finding = findings[i];
        const struct noun *noun = severity_noun(finding->severity);
        if (finding->severity < writer->report->options->severity ||
            shown == ROW_LIMIT) {
            continue;
        }
        if (shown++ == 0) {
            fprintf(file, "**%s**\n\n", title);
        }
        fprintf(file, "- %s ", pick(writer, noun->ru_one, noun->en_one));
        put_all(file, finding->rule->id);
        if (!finding->is_absence && finding->passage.clause != NONE) {
            fputs(", ", file);
            put_all(file, diff_address(side, finding->passage.clause));
        }
        size_t left = CELL_LIMIT;
        fputs(": ", file);
        put_text(file,
            language_choose(
                writer->report->options->language, finding->message),
            &left);
        fputs("\n", file);
    }
    fputs(shown > 0 ? "\n" : "", file);
}

void diff_markdown(FILE *file, const struct diff_report *report)
{
    struct markdown_writer writer = {
        .file = file, .arena = arena_new(), .report = report};
    const struct diff *diff = report->diff;
    struct slice totals = diff_totals(writer.arena, report);
    fputs("### ", file);
    put_all(file, report->old_name);
    fputs(" → ", file);
    put_all(file, report->new_name);
    fputs("\n\n", file);
    put_all(file, totals.len > 0
                      ? totals
                      : slice_from(pick(&writer, "Смысл и слова не изменились.",
                            "Neither meaning nor words changed.")));
    fputs("\n\n", file);
    put_changes(&writer);
    put_moves(&writer);
    put_findings(&writer, &diff->new_side, diff->came, diff->came_count,
        pick(&writer, "Новые нарушения", "New findings"));
    put_findings(&writer, &diff->old_side, diff->gone, diff->gone_count,
        pick(&writer, "Нарушений больше нет", "Findings gone"));
    arena_free(writer.arena);
}
