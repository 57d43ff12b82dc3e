#include "parser/frontmatter.h"

#include <stdbool.h>

#include "parser/ascii.h"

static struct slice trim_end(struct slice line)
{
    while (line.len && (line.bytes[line.len - 1] == ' ' ||
                           line.bytes[line.len - 1] == '\t')) {
        line.len--;
    }
    return line;
}

static bool is_key_byte(char byte)
{
    return ascii_is_alphanumeric(byte) || byte == '_' || byte == '-' ||
           byte == '.';
}

static struct slice unquote(struct slice value)
{
    value = slice_trim(value);
    if (value.len >= 2 && (value.bytes[0] == '"' || value.bytes[0] == '\'') &&
        value.bytes[value.len - 1] == value.bytes[0]) {
        value = slice_cut(value, 1, value.len - 1);
    }
    return value;
}

/* Take "key: value" apart; false for any other line. */
static bool read_pair(struct slice line, char separator, struct slice *ret_key,
    struct slice *ret_value)
{
    size_t end = 0;
    while (end < line.len && is_key_byte(line.bytes[end])) {
        end++;
    }
    size_t at = end;
    while (at < line.len && line.bytes[at] == ' ') {
        at++;
    }
    if (end == 0 || at >= line.len || line.bytes[at] != separator) {
        return false;
    }
    *ret_key = slice_cut(line, 0, end);
    *ret_value = unquote(slice_cut(line, at + 1, line.len));
    return true;
}

/* What belongs to the value of the line above, or to nobody. */
static bool is_continuation(struct slice line)
{
    struct slice content = slice_trim(line);
    return content.len == 0 || content.bytes[0] == '#' ||
           content.bytes[0] == '-' || content.bytes[0] == ']' ||
           content.bytes[0] == '}' || content.bytes[0] == '[' ||
           line.bytes[0] == ' ' || line.bytes[0] == '\t';
}

static void note(
    struct frontmatter *result, struct slice key, struct slice value)
{
    if (slice_equal(key, SLICE("title"))) {
        result->title = value;
    } else if (slice_equal(key, SLICE("lang")) ||
               slice_equal(key, SLICE("language")) ||
               slice_equal(key, SLICE("locale"))) {
        result->language = value;
    }
}

struct frontmatter frontmatter_read(struct slice text)
{
    struct frontmatter result = {0};
    struct slice rest = text;
    struct slice fence;
    if (!slice_next_line(&rest, &fence)) {
        return result;
    }
    fence = trim_end(fence);
    bool is_toml = slice_equal(fence, SLICE("+++"));
    if (!is_toml && !slice_equal(fence, SLICE("---"))) {
        return result;
    }
    bool has_pair = false;
    struct slice line;
    while (slice_next_line(&rest, &line)) {
        struct slice key;
        struct slice value;
        line = trim_end(line);
        if (slice_equal(line, fence) ||
            (!is_toml && slice_equal(line, SLICE("...")))) {
            result.len = has_pair ? text.len - rest.len : 0;
            return has_pair ? result : (struct frontmatter){0};
        }
        if (read_pair(line, is_toml ? '=' : ':', &key, &value)) {
            has_pair = true;
            note(&result, key, value);
        } else if (!is_continuation(line)) {
            break; /* prose: the first line was a rule */
        }
    }
    return (struct frontmatter){0};
}
