#include "cmd/snippet.h"

#include "parser/utf8.h"

#define GUTTER_DIGITS 5
#define GUTTER_CELLS (GUTTER_DIGITS + 3) /* "   17 | " */

/* Code points without a cell of their own are finite, whatever a document
   piles up: a window never spans more bytes than this for each cell. */
#define BYTES_PER_CELL 32

/* Bytes of white space before a line that are left out; what is beyond is shown
   as it stands. */
#define INDENT_LONGEST 1000

/* The part of a line that is shown. */
struct window {
    struct slice line;
    size_t begin;      /* byte at which it starts */
    size_t end;        /* and ends */
    size_t mark_begin; /* bytes of the line */
    size_t mark_end;
    unsigned before; /* cells of what is shown of the line before the mark */
    unsigned marked; /* and of the mark */
};

/* A place in a line, and how many cells lie between it and where the walk to
   it began. */
struct walk {
    size_t at;
    unsigned cells;
};

/* Up to `room` cells to the right of `from`, not past limit. */
static struct walk walk_right(
    struct slice line, size_t from, size_t limit, unsigned room)
{
    struct walk walk = {from, 0};
    struct slice shown = slice_cut(line, 0, limit);
    while (walk.at < limit &&
           walk.at - from < (size_t)BYTES_PER_CELL * (room + 1)) {
        struct plain_run run =
            terminal_plain_run(shown, walk.at, room - walk.cells);
        walk = (struct walk){run.end, walk.cells + (unsigned)run.cells};
        if (walk.at == limit) {
            break;
        }
        size_t next = walk.at;
        unsigned cells = terminal_cells_of(utf8_next(line, &next));
        if (walk.cells + cells > room) {
            break;
        }
        walk = (struct walk){next, walk.cells + cells};
    }
    return walk;
}

/* Cells of the character before *offset, which is moved to its begin: most are
   plain. */
static unsigned cells_before(struct slice line, size_t *offset)
{
    for (size_t len = 1; len <= 2 && len <= *offset; len++) {
        if (terminal_plain_length(line, *offset - len) == len) {
            *offset -= len;
            return 1;
        }
    }
    return terminal_cells_of(utf8_previous(line, offset));
}

/* Up to `room` cells to the left of `from`, not before limit. */
static struct walk walk_left(
    struct slice line, size_t from, size_t limit, unsigned room)
{
    struct walk walk = {from, 0};
    while (walk.at > limit &&
           from - walk.at < (size_t)BYTES_PER_CELL * (room + 1)) {
        size_t previous = walk.at;
        unsigned cells = cells_before(line, &previous);
        if (walk.cells + cells > room) {
            break;
        }
        walk = (struct walk){previous, walk.cells + cells};
    }
    return walk;
}

/* Where the text of the line begins, indentation left out; the scan is bounded,
   as a line can be a whole page and have thousands of marks. */
static size_t skip_indent(struct slice line, size_t limit)
{
    size_t at = 0;
    limit = limit < INDENT_LONGEST ? limit : INDENT_LONGEST;
    while (at < limit && (line.bytes[at] == ' ' || line.bytes[at] == '\t')) {
        at++;
    }
    return at;
}

/* Choose what is shown of the line in `room` cells: the mark first, then its
   surroundings on both sides, which share what is left. */
static void choose_window(struct window *window, unsigned room)
{
    struct slice line = window->line;
    size_t start = skip_indent(line, window->mark_begin);
    struct walk mark =
        walk_right(line, window->mark_begin, window->mark_end, room);
    unsigned rest = room - mark.cells;
    struct walk right = walk_right(line, mark.at, line.len, rest);
    unsigned share = right.cells < rest / 2 ? rest - right.cells : rest / 2;
    struct walk left = walk_left(line, window->mark_begin, start, share);
    rest -= left.cells;
    if (right.cells > rest) {
        right = walk_right(line, mark.at, line.len, rest);
    }
    window->begin = left.at;
    window->end = right.at;
    window->before = left.cells;
    window->marked = mark.cells;
}

static bool is_cut_left(const struct window *window)
{
    return window->begin > skip_indent(window->line, window->mark_begin);
}

static void print_gutter(const struct terminal *terminal, uint32_t number)
{
    terminal_style(terminal, STYLE_FAINT);
    if (number > 0) {
        terminal_number(terminal, number, GUTTER_DIGITS);
    } else {
        terminal_repeat(terminal, " ", GUTTER_DIGITS);
    }
    terminal_print(terminal, " | ");
    terminal_style(terminal, STYLE_PLAIN);
}

static void print_carets(const struct terminal *terminal,
    const struct window *window, enum style style)
{
    print_gutter(terminal, 0);
    terminal_repeat(terminal, " ", is_cut_left(window) + window->before);
    terminal_style(terminal, style);
    terminal_repeat(terminal, "^", window->marked ? window->marked : 1);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_print(terminal, "\n");
}

static void print_line(const struct terminal *terminal, uint32_t number,
    const struct window *window)
{
    print_gutter(terminal, number);
    if (is_cut_left(window)) {
        terminal_print(terminal, "…");
    }
    terminal_put(terminal, slice_cut(window->line, window->begin, window->end));
    if (window->end < window->line.len) {
        terminal_print(terminal, "…");
    }
    terminal_print(terminal, "\n");
}

/* The line (from 1) without its line break. */
static struct slice line_text(const struct source *source, uint32_t number)
{
    size_t begin = source->line_starts[number - 1];
    size_t end = number < source->line_count ? source->line_starts[number]
                                             : source->text.len;
    struct slice line = slice_cut(source->text, begin, end);
    while (line.len > 0 && (line.bytes[line.len - 1] == '\n' ||
                               line.bytes[line.len - 1] == '\r')) {
        line.len--;
    }
    return line;
}

/* One line and the part of span that stands in it. */
static struct window window_of(const struct terminal *terminal,
    const struct source *source, uint32_t number, struct span span)
{
    struct slice line = line_text(source, number);
    size_t start = source->line_starts[number - 1];
    size_t begin = span.begin > start ? span.begin - start : 0;
    size_t end = span.end > start ? span.end - start : 0;
    end = end < line.len ? end : line.len;
    begin = begin < end ? begin : end;
    while (begin < end &&
           (line.bytes[begin] == ' ' || line.bytes[begin] == '\t')) {
        begin++;
    }
    while (end > begin &&
           (line.bytes[end - 1] == ' ' || line.bytes[end - 1] == '\t')) {
        end--;
    }
    struct window window = {.line = line, .mark_begin = begin, .mark_end = end};
    choose_window(&window, terminal->width - GUTTER_CELLS - 2);
    return window;
}

void snippet_print(const struct terminal *terminal, const struct source *source,
    struct span span, enum style style, bool has_carets)
{
    uint32_t first = source_line(source, span.begin);
    uint32_t last =
        span.end > span.begin ? source_line(source, span.end - 1) : first;
    if (!has_carets) {
        struct window window = window_of(terminal, source, first, span);
        print_line(terminal, first, &window);
        return;
    }
    bool is_long = last - first >= SNIPPET_LINES;
    for (uint32_t number = first; number <= last; number++) {
        if (is_long && number > first && number < last) {
            print_gutter(terminal, 0);
            terminal_print(terminal, "…\n");
            number = last;
        }
        struct window window = window_of(terminal, source, number, span);
        print_line(terminal, number, &window);
        if (window.mark_end > window.mark_begin) {
            print_carets(terminal, &window, style);
        }
    }
}
