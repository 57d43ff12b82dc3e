#include "parser/html_marker.h"

#include "parser/ascii.h"
#include "parser/buffer.h"
#include "parser/html_element.h"

#define NUMBER_LONGEST 6 /* digits */
#define LATIN_LETTERS 26
#define ROMAN_GREATEST 3999

static enum html_marker_style named_style(
    struct slice name, enum html_marker_style fallback)
{
    static const struct {
        const char *name;
        enum html_marker_style style;
    } names[] = {
        {"1", HTML_MARKER_DECIMAL},
        {"a", HTML_MARKER_LOWER_LATIN},
        {"A", HTML_MARKER_UPPER_LATIN},
        {"i", HTML_MARKER_LOWER_ROMAN},
        {"I", HTML_MARKER_UPPER_ROMAN},
        {"none", HTML_MARKER_NONE},
        {"decimal", HTML_MARKER_DECIMAL},
        {"lower-alpha", HTML_MARKER_LOWER_LATIN},
        {"lower-latin", HTML_MARKER_LOWER_LATIN},
        {"upper-alpha", HTML_MARKER_UPPER_LATIN},
        {"upper-latin", HTML_MARKER_UPPER_LATIN},
        {"lower-roman", HTML_MARKER_LOWER_ROMAN},
        {"upper-roman", HTML_MARKER_UPPER_ROMAN},
        {"disc", HTML_MARKER_BULLET},
        {"circle", HTML_MARKER_BULLET},
        {"square", HTML_MARKER_BULLET},
    };
    for (size_t i = 0; i < COUNT_OF(names); i++) {
        if (slice_is(name, names[i].name)) {
            return names[i].style;
        }
    }
    return fallback;
}

enum html_marker_style html_marker_style(
    const char *const *attributes, bool is_ordered)
{
    enum html_marker_style style =
        is_ordered ? HTML_MARKER_DECIMAL : HTML_MARKER_BULLET;
    style = named_style(html_attribute(attributes, "type"), style);
    struct slice words = html_style(attributes, "list-style");
    struct slice word;
    while (slice_next_part(&words, ' ', &word)) {
        style = named_style(word, style);
    }
    return named_style(html_style(attributes, "list-style-type"), style);
}

/* Letters as spreadsheets count columns: a ... z, aa, ab ... */
static struct slice latin(struct arena *arena, int32_t number, char first)
{
    char letters[NUMBER_LONGEST + 1];
    size_t begin = sizeof(letters);
    for (; number > 0 && begin > 0; number = (number - 1) / LATIN_LETTERS) {
        letters[--begin] = (char)(first + (number - 1) % LATIN_LETTERS);
    }
    return arena_format(
        arena, "%.*s.", (int)(sizeof(letters) - begin), letters + begin);
}

static struct slice roman(struct arena *arena, int32_t number, bool is_upper)
{
    static const struct {
        int32_t value;
        const char *lower;
        const char *upper;
    } digits[] = {
        {1000, "m", "M"},
        {900, "cm", "CM"},
        {500, "d", "D"},
        {400, "cd", "CD"},
        {100, "c", "C"},
        {90, "xc", "XC"},
        {50, "l", "L"},
        {40, "xl", "XL"},
        {10, "x", "X"},
        {9, "ix", "IX"},
        {5, "v", "V"},
        {4, "iv", "IV"},
        {1, "i", "I"},
    };
    struct buffer buffer = {.arena = arena};
    for (size_t i = 0; i < COUNT_OF(digits);) {
        if (number < digits[i].value) {
            i++;
            continue;
        }
        number -= digits[i].value;
        buffer_append(
            &buffer, slice_from(is_upper ? digits[i].upper : digits[i].lower));
    }
    buffer_append(&buffer, SLICE("."));
    return buffer_slice(&buffer);
}

struct slice html_marker(
    struct arena *arena, enum html_marker_style style, int32_t number)
{
    switch (style) {
    case HTML_MARKER_BULLET:
        return SLICE("•");
    case HTML_MARKER_NONE:
        return SLICE("");
    case HTML_MARKER_LOWER_LATIN:
    case HTML_MARKER_UPPER_LATIN:
        if (number > 0) {
            return latin(
                arena, number, style == HTML_MARKER_LOWER_LATIN ? 'a' : 'A');
        }
        break;
    case HTML_MARKER_LOWER_ROMAN:
    case HTML_MARKER_UPPER_ROMAN:
        if (number > 0 && number <= ROMAN_GREATEST) {
            return roman(arena, number, style == HTML_MARKER_UPPER_ROMAN);
        }
        break;
    case HTML_MARKER_DECIMAL:
        break;
    }
    return arena_format(arena, "%d.", (int)number);
}

int32_t html_number(struct slice text, int32_t fallback)
{
    bool is_negative = slice_starts_with(text, SLICE("-"));
    size_t at = is_negative || slice_starts_with(text, SLICE("+")) ? 1 : 0;
    int32_t number = 0;
    size_t first = at;
    for (; at < text.len && ascii_is_digit(text.bytes[at]); at++) {
        if (at - first == NUMBER_LONGEST) {
            return fallback;
        }
        number = number * 10 + (text.bytes[at] - '0');
    }
    if (at == first) {
        return fallback;
    }
    return is_negative ? -number : number;
}
