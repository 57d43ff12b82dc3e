#include "parser/html_line.h"

#include "parser/ascii.h"
#include "parser/html_decode.h"
#include "parser/utf8.h"

/* Bytes of a line that tell its kind; more are not looked at. */
#define LINE_LOOKAHEAD 400

/* Letters of a heading in capitals. */
#define CAPITALS_FEWEST 4

/* Does a line begin with a number («5.», «1.2», «3)») ? */
static bool begins_with_number(struct slice line)
{
    size_t at = 0;
    size_t marks = 0;
    while (at < line.len && ascii_is_digit(line.bytes[at])) {
        size_t digits = at;
        while (at < line.len && ascii_is_digit(line.bytes[at])) {
            at++;
        }
        if (at - digits > 2) {
            return false; /* a year, an amount */
        }
        if (at < line.len && (line.bytes[at] == '.' || line.bytes[at] == ')')) {
            at++;
            marks++;
        }
    }
    return marks > 0;
}

/* ... or with a dash or a bullet and a space? */
static bool begins_with_bullet(struct slice line)
{
    static const char *const bullets[] = {
        "-", "–", "—", "•", "·", "*", "●", "▪", "◦"};
    for (size_t i = 0; i < COUNT_OF(bullets); i++) {
        struct slice bullet = slice_from(bullets[i]);
        if (slice_starts_with(line, bullet)) {
            struct slice rest = slice_cut(line, bullet.len, line.len);
            return rest.len == 0 || html_is_space(rest.bytes[0]) ||
                   slice_starts_with(rest, SLICE("\xC2\xA0")) ||
                   slice_starts_with(rest, SLICE("&"));
        }
    }
    return false;
}

/* How far into a line a label («Адрес:») may reach. */
#define LABEL_LONGEST 60 /* bytes */

/* Does a line begin with a label and a colon? */
static bool begins_with_label(struct slice line)
{
    size_t at = 0;
    bool is_capital = utf8_is_upper(utf8_next(line, &at));
    while (at < line.len && at < LABEL_LONGEST) {
        uint32_t code_point = utf8_next(line, &at);
        if (code_point == ':') {
            return is_capital;
        }
        if (!utf8_is_letter(code_point) && code_point != ' ' &&
            code_point != '-') {
            return false;
        }
    }
    return false;
}

/* Is there a small letter before the end of the line? */
static bool has_small_letter(struct slice line)
{
    for (size_t at = 0; at < line.len && at < LINE_LOOKAHEAD &&
                        line.bytes[at] != '\n' && line.bytes[at] != '<';) {
        if (utf8_is_lower(utf8_next(line, &at))) {
            return true;
        }
    }
    return false;
}

/* A line in capitals before one that is not is a heading. */
static bool ends_in_capitals(struct slice written, struct slice line)
{
    size_t capitals = 0;
    for (size_t at = 0; at < written.len && at < LINE_LOOKAHEAD;) {
        uint32_t code_point = utf8_next(written, &at);
        if (utf8_is_lower(code_point)) {
            return false;
        }
        capitals += utf8_is_upper(code_point);
    }
    return capitals >= CAPITALS_FEWEST && has_small_letter(line);
}

/* «, " and their references. */
static bool begins_with_quotation(struct slice line)
{
    static const char *const marks[] = {
        "«", "\"", "“", "„", "&laquo;", "&quot;", "&ldquo;", "&bdquo;"};
    for (size_t i = 0; i < COUNT_OF(marks); i++) {
        if (slice_begins(line, marks[i])) {
            return true;
        }
    }
    return false;
}

/* Does the text so far end as a paragraph does, where the line begins as one?
 */
static bool ends_before(struct slice written, struct slice line)
{
    size_t at = 0;
    struct slice text = slice_trim(written);
    if (text.len == 0 || line.len == 0) {
        return false;
    }
    char last = text.bytes[text.len - 1];
    if (last == ';' || last == ':') {
        return true;
    }
    bool is_end = last == '.' || last == '!' || last == '?';
    return is_end &&
           (utf8_is_upper(utf8_next(line, &at)) || begins_with_quotation(line));
}

bool html_line_goes_on(struct slice line)
{
    size_t at = 0;
    return line.len > 0 && utf8_is_lower(utf8_next(line, &at));
}

bool html_line_begins_paragraph(struct slice written, struct slice line)
{
    return begins_with_number(line) || begins_with_bullet(line) ||
           begins_with_label(line) || ends_before(written, line) ||
           (!html_line_goes_on(line) && ends_in_capitals(written, line));
}
