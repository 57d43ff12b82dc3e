#include "cmd/terminal.h"

#include "parser/ascii.h"

#include <stdlib.h>
#include <string.h>
#include <sys/ioctl.h>
#include <unistd.h>

#define WIDTH_DEFAULT 80
#define WIDTH_OF_FILES 100 /* of snippets, when there is no terminal */
#define WIDTH_LEAST 40
#define WIDTH_MOST 200
#define REPEATED_BYTES 256 /* of a repeated string, written at once */

static unsigned clamp_width(unsigned width)
{
    if (width < WIDTH_LEAST) {
        return WIDTH_LEAST;
    }
    return width > WIDTH_MOST ? WIDTH_MOST : width;
}

/* The number in COLUMNS, or 0. */
static unsigned columns_variable(void)
{
    const char *value = getenv("COLUMNS");
    unsigned number = 0;
    for (; value && *value >= '0' && *value <= '9' && number < 10000; value++) {
        number = number * 10 + (unsigned)(*value - '0');
    }
    return value && !*value ? number : 0;
}

static unsigned find_width(int descriptor, bool is_terminal)
{
    struct winsize size;
    if (is_terminal && ioctl(descriptor, TIOCGWINSZ, &size) == 0 &&
        size.ws_col > 0) {
        return clamp_width(size.ws_col);
    }
    unsigned columns = columns_variable();
    if (columns > 0) {
        return clamp_width(columns);
    }
    return is_terminal ? WIDTH_DEFAULT : WIDTH_OF_FILES;
}

static bool is_set(const char *variable)
{
    const char *value = getenv(variable);
    return value && *value;
}

static bool wants_color(enum color_mode color, bool is_terminal)
{
    if (color != COLOR_AUTO) {
        return color == COLOR_ALWAYS;
    }
    if (is_set("NO_COLOR")) {
        return false;
    }
    const char *force = getenv("CLICOLOR_FORCE");
    if (force && *force && strcmp(force, "0") != 0) {
        return true;
    }
    const char *term = getenv("TERM");
    return is_terminal && term && strcmp(term, "dumb") != 0;
}

void terminal_init(struct terminal *terminal, FILE *file, enum color_mode color,
    enum language language)
{
    int descriptor = fileno(file);
    bool is_terminal = descriptor >= 0 && isatty(descriptor);
    *terminal = (struct terminal){
        .file = file,
        .language = language,
        .width = find_width(descriptor, is_terminal),
        .wraps = is_terminal,
        .has_color = wants_color(color, is_terminal),
    };
}

/* Code points that turn or isolate the direction of what follows them. */
static bool is_direction(uint32_t code_point)
{
    return code_point == 0x061C || code_point == 0x200E ||
           code_point == 0x200F ||
           (code_point >= 0x202A && code_point <= 0x202E) ||
           (code_point >= 0x2066 && code_point <= 0x2069);
}

uint32_t terminal_visible(uint32_t code_point)
{
    if ((code_point >= ' ' && code_point < 0x7F) ||
        utf8_is_cyrillic(code_point)) {
        return code_point; /* nearly all that is printed */
    }
    if (code_point == '\t' || code_point == '\n' || code_point == '\r' ||
        code_point == 0x2028 || code_point == 0x2029) {
        return ' ';
    }
    if (code_point < 0x20) {
        return 0x2400 + code_point; /* the picture of the control character */
    }
    if (code_point == 0x7F) {
        return 0x2421;
    }
    if ((code_point >= 0x80 && code_point < 0xA0) || is_direction(code_point) ||
        (code_point & 0xFFFE) == 0xFFFE ||
        (code_point >= 0xE0000 && code_point <= 0xE007F)) {
        return UTF8_REPLACEMENT;
    }
    return utf8_is_invisible(code_point) ? 0 : code_point;
}

unsigned terminal_cells_of(uint32_t code_point)
{
    uint32_t shown = terminal_visible(code_point);
    return shown ? (unsigned)utf8_width(shown) : 0;
}

/* Bytes that are looked at together. */
#define BLOCK 16

/* Bytes from `at` on, where a character begins, that are plain characters and
   no two spaces in a row: BLOCK, or one more where the last of them has two,
   with the number of characters. 0: a closer look is needed. Each byte is held
   against the one behind it, all of them at once. */
static size_t plain_block(struct slice text, size_t at, size_t *ret_cells)
{
    if (text.len - at <= BLOCK) {
        return 0;
    }
    const unsigned char *bytes = (const unsigned char *)text.bytes + at;
    uint8_t wrong = (bytes[0] & 0xC0) == 0x80;
    uint8_t cells = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        bool is_ascii = bytes[i] >= ' ' && bytes[i] < 0x7F;
        bool is_first = (bytes[i] | 1) == 0xD1;
        bool is_second = (bytes[i] & 0xC0) == 0x80;
        bool has_second = (bytes[i + 1] & 0xC0) == 0x80;
        bool has_space = bytes[i] == ' ' && bytes[i + 1] == ' ';
        wrong = (uint8_t)(wrong | !(is_ascii | is_first | is_second) |
                          (is_first != has_second) | has_space);
        cells = (uint8_t)(cells + !is_second);
    }
    if (wrong) {
        return 0;
    }
    *ret_cells = cells;
    return BLOCK + ((bytes[BLOCK] & 0xC0) == 0x80);
}

/* The plain letters at `at`, four at most, or one plain character: bytes, and
   how many; 0: there is none. In prose, white space that is not one space
   between words is none. */
static inline size_t plain_step(
    struct slice text, size_t at, bool is_prose, size_t *ret_cells)
{
    size_t len = 0;
    if (at + UTF8_FOUR <= text.len) {
        len = utf8_cyrillic_bytes(utf8_four_at(text.bytes + at));
        *ret_cells = len / 2;
    }
    if (len == 0) {
        bool is_odd_space = is_prose && text.bytes[at] == ' ' &&
                            (at + 1 == text.len || text.bytes[at + 1] == ' ');
        len = is_odd_space ? 0 : terminal_plain_length(text, at);
        *ret_cells = 1;
    }
    return len;
}

static inline struct plain_run plain_run(
    struct slice text, size_t at, size_t most, bool is_prose)
{
    struct plain_run run = {at, 0};
    while (run.end < text.len && run.cells < most) {
        size_t cells;
        size_t len =
            most - run.cells >= BLOCK ? plain_block(text, run.end, &cells) : 0;
        if (len) {
            run.end += len;
            run.cells += cells;
            continue;
        }
        size_t end = run.end + BLOCK < text.len ? run.end + BLOCK : text.len;
        while (run.end < end && run.cells < most) {
            len = plain_step(text, run.end, is_prose, &cells);
            if (!len) {
                return run;
            }
            if (cells > most - run.cells) {
                cells = most - run.cells;
                len = 2 * cells;
            }
            run.end += len;
            run.cells += cells;
        }
    }
    return run;
}

struct plain_run terminal_plain_run(struct slice text, size_t at, size_t most)
{
    return plain_run(text, at, most, false);
}

unsigned terminal_cells(struct slice text)
{
    size_t cells = 0;
    for (size_t offset = 0; offset < text.len;) {
        struct plain_run run = terminal_plain_run(text, offset, SIZE_MAX);
        offset = run.end;
        cells += run.cells;
        if (offset < text.len) {
            cells += terminal_cells_of(utf8_next(text, &offset));
        }
    }
    return (unsigned)cells;
}

/* Does the code point part words? A no-break space does not. */
static bool parts_words(uint32_t code_point)
{
    return utf8_is_space(code_point) && code_point != 0xA0 &&
           code_point != 0x202F && code_point != 0x2007;
}

static size_t skip_spaces(struct slice text, size_t at)
{
    for (size_t next = at; next < text.len; at = next) {
        if (!parts_words(utf8_next(text, &next))) {
            return at;
        }
    }
    return text.len;
}

static void put_bytes(const struct terminal *terminal, struct slice bytes)
{
    if (terminal->held) {
        buffer_append(terminal->held, bytes);
    } else if (bytes.len) {
        fwrite(bytes.bytes, 1, bytes.len, terminal->file);
    }
}

void terminal_flush(const struct terminal *terminal)
{
    struct slice held = buffer_slice(terminal->held);
    if (held.len) {
        fwrite(held.bytes, 1, held.len, terminal->file);
        terminal->held->len = 0;
    }
}

/* Put what stands for a code point that is not shown as it is. */
static void put_shown(const struct terminal *terminal, uint32_t shown)
{
    char bytes[UTF8_LONGEST];
    size_t len = shown ? utf8_encode(shown, bytes) : 0;
    put_bytes(terminal, (struct slice){bytes, len});
}

/* Put the text. In prose white space of every kind is one space, and there is
   none at the ends. */
static void put(
    const struct terminal *terminal, struct slice text, bool is_prose)
{
    size_t at = is_prose ? skip_spaces(text, 0) : 0;
    size_t written = at;
    while (at < text.len) {
        at = plain_run(text, at, SIZE_MAX, is_prose).end;
        if (at == text.len) {
            break;
        }
        size_t begin = at;
        uint32_t code_point = utf8_next(text, &at);
        uint32_t shown = terminal_visible(code_point);
        bool is_white = is_prose && parts_words(code_point);
        if (shown == code_point && shown != UTF8_REPLACEMENT && !is_white) {
            continue;
        }
        if (is_white) {
            begin -= begin > written && text.bytes[begin - 1] == ' ';
            at = skip_spaces(text, at);
            shown = at < text.len ? ' ' : 0;
        }
        put_bytes(terminal, slice_cut(text, written, begin));
        put_shown(terminal, shown);
        written = at;
    }
    put_bytes(terminal, slice_cut(text, written, text.len));
}

void terminal_put(const struct terminal *terminal, struct slice text)
{
    put(terminal, text, false);
}

unsigned terminal_number(
    const struct terminal *terminal, uint32_t number, unsigned least)
{
    char room[ASCII_DECIMAL_LONGEST];
    struct slice digits = ascii_decimal(number, room);
    unsigned cells = (unsigned)digits.len;
    if (cells < least) {
        terminal_repeat(terminal, " ", least - cells);
    }
    put_bytes(terminal, digits);
    return cells < least ? least : cells;
}

void terminal_print(const struct terminal *terminal, const char *string)
{
    put_bytes(terminal, slice_from(string));
}

void terminal_repeat(
    const struct terminal *terminal, const char *string, unsigned count)
{
    size_t len = strlen(string);
    char bytes[REPEATED_BYTES];
    unsigned at_once = REPEATED_BYTES / (unsigned)len;
    at_once = count < at_once ? count : at_once;
    if (len == 1) {
        memset(bytes, string[0], at_once);
    }
    for (unsigned i = 0; len > 1 && i < at_once; i++) {
        memcpy(bytes + i * len, string, len);
    }
    while (count > 0) {
        unsigned now = count < at_once ? count : at_once;
        put_bytes(terminal, (struct slice){bytes, now * len});
        count -= now;
    }
}

void terminal_style(const struct terminal *terminal, enum style style)
{
    if (!terminal->has_color) {
        return;
    }
    switch (style) {
    case STYLE_PLAIN:
        terminal_print(terminal, "\033[0m");
        break;
    case STYLE_STRONG:
        terminal_print(terminal, "\033[1m");
        break;
    case STYLE_FAINT:
        terminal_print(terminal, "\033[2m");
        break;
    case STYLE_ERROR:
        terminal_print(terminal, "\033[1;31m");
        break;
    case STYLE_WARNING:
        terminal_print(terminal, "\033[1;33m");
        break;
    case STYLE_NOTE:
        terminal_print(terminal, "\033[1;36m");
        break;
    case STYLE_ADDED:
        terminal_print(terminal, "\033[1;32m");
        break;
    }
}

/* Take the next word off text at *offset; false when there is none. */
static bool next_word(struct slice text, size_t *offset, struct slice *ret)
{
    size_t begin = *offset;
    size_t at = begin;
    while (at < text.len && parts_words(utf8_next(text, &at))) {
        begin = at;
    }
    size_t end = begin;
    for (at = begin; at < text.len; end = at) {
        size_t plain =
            text.bytes[at] == ' ' ? 0 : terminal_plain_length(text, at);
        at += plain;
        if (!plain && parts_words(utf8_next(text, &at))) {
            break;
        }
    }
    *offset = end;
    *ret = slice_cut(text, begin, end);
    return ret->len > 0;
}

/* Does one space part the words of a text? */
static bool follows(struct slice before, struct slice word)
{
    const char *end = before.bytes + before.len;
    return word.bytes == end + 1 && *end == ' ';
}

/* Words with nothing but a space between them are put at once. */
static void wrap_words(const struct terminal *terminal, struct slice text,
    unsigned column, unsigned indent)
{
    size_t offset = 0;
    struct slice words = {0};
    struct slice word;
    while (next_word(text, &offset, &word)) {
        unsigned cells = terminal_cells(word);
        bool is_over = words.len && column + 1 + cells > terminal->width;
        if (words.len && !is_over && follows(words, word)) {
            words.len += 1 + word.len;
            column += 1 + cells;
            continue;
        }
        terminal_put(terminal, words);
        if (is_over) {
            terminal_print(terminal, "\n");
            terminal_repeat(terminal, " ", indent);
            column = indent;
        } else if (words.len) {
            terminal_print(terminal, " ");
            column++;
        }
        words = word;
        column += cells;
    }
    terminal_put(terminal, words);
}

void terminal_wrap(const struct terminal *terminal, struct slice text,
    unsigned column, unsigned indent)
{
    if (terminal->wraps) {
        wrap_words(terminal, text, column, indent);
    } else {
        put(terminal, text, true);
    }
}
