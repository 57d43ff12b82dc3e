#include "parser/source.h"

#include "parser/utf8.h"

/* A text in which more of the bytes are control characters is none. */
#define CONTROL_SHARE 8 /* one in so many */

static const char utf8_bom[] = "\xEF\xBB\xBF";

static bool has_ending(struct slice name, const char *const *endings)
{
    for (; *endings; endings++) {
        if (slice_ends_with_any_case(name, slice_from(*endings))) {
            return true;
        }
    }
    return false;
}

/* Whether the text begins as an HTML file does: with a doctype, an XML
   declaration, a comment, or a tag that stands around other text. */
static bool looks_like_html(struct slice text)
{
    static const char *const openings[] = {"!doctype", "!--", "?xml", "html",
        "head", "body", "title", "meta", "link", "style", "script", "div",
        "main", "section", "article", "header", "table", "h1", "h2", "p", "ul",
        "ol", NULL};
    if (slice_starts_with(text, SLICE(utf8_bom))) {
        text = slice_cut(text, sizeof(utf8_bom) - 1, text.len);
    }
    text = slice_trim(text);
    if (text.len == 0 || text.bytes[0] != '<') {
        return false;
    }
    for (size_t i = 0; openings[i]; i++) {
        struct slice opening = slice_from(openings[i]);
        struct slice name = slice_cut(text, 1, 1 + opening.len);
        if (!slice_equal_any_case(name, opening)) {
            continue;
        }
        struct slice rest = slice_cut(text, 1 + opening.len, text.len);
        uint32_t next = rest.len ? (unsigned char)rest.bytes[0] : ' ';
        if (opening.bytes[0] == '!' || next == '>' || utf8_is_space(next)) {
            return true;
        }
    }
    return false;
}

static enum format tell_format(struct slice name, struct slice text)
{
    static const char *const markdown[] = {".md", ".markdown", NULL};
    static const char *const html[] = {".html", ".htm", ".xhtml", ".php", NULL};
    static const char *const plain[] = {".txt", NULL};
    if (has_ending(name, markdown)) {
        return FORMAT_MARKDOWN;
    }
    if (has_ending(name, html)) {
        return FORMAT_HTML;
    }
    if (has_ending(name, plain)) {
        return FORMAT_TEXT;
    }
    return looks_like_html(text) ? FORMAT_HTML : FORMAT_MARKDOWN;
}

/* What people hand over instead of a text: told by the first bytes, so that
   the message can say what to do. */
static bool is_known_binary(struct slice bytes, struct error *ret_error)
{
    static const struct {
        struct slice magic;
        const char *ru;
        const char *en;
    } kinds[] = {
        {{"%PDF-", 5}, "это PDF", "this is a PDF"},
        {{"PK\3\4", 4}, "это архив или документ Word (.docx, .odt)",
            "this is an archive or a Word document (.docx, .odt)"},
        {{"\xD0\xCF\x11\xE0", 4}, "это документ Word (.doc)",
            "this is a Word document (.doc)"},
        {{"{\\rtf", 5}, "это документ RTF", "this is an RTF document"},
    };
    for (size_t i = 0; i < COUNT_OF(kinds); i++) {
        if (slice_starts_with(bytes, kinds[i].magic)) {
            error_set(ret_error,
                "не текст: %s; сохраните его как HTML, Markdown или простой "
                "текст%.0s",
                "not a text: %.0s%s; save it as HTML, Markdown or plain text",
                kinds[i].ru, kinds[i].en);
            return true;
        }
    }
    return false;
}

/* The bytes are counted in blocks of one size, several of them at once. */
#define BLOCK 64

static inline uint32_t controls_in(const char *bytes, size_t at, size_t end)
{
    uint8_t count = 0;
    for (size_t i = at; i < end; i++) {
        uint8_t byte = (uint8_t)bytes[i];
        bool is_space = byte >= '\t' && byte <= '\r';
        bool is_control = (byte < 0x20 && !is_space) || byte == 0x7F;
        count = (uint8_t)(count + is_control);
    }
    return count;
}

static size_t count_controls(struct slice bytes)
{
    size_t count = 0;
    size_t at = 0;
    for (; at + BLOCK <= bytes.len; at += BLOCK) {
        count += controls_in(bytes.bytes, at, at + BLOCK);
    }
    return count + controls_in(bytes.bytes, at, bytes.len);
}

/* True when the bytes are no text. */
static bool is_binary(
    struct slice bytes, enum encoding encoding, struct error *ret_error)
{
    if (is_known_binary(bytes, ret_error)) {
        return true;
    }
    if (encoding == ENCODING_UTF16_LE || encoding == ENCODING_UTF16_BE) {
        return false;
    }
    size_t nul = slice_find(bytes, (struct slice){"", 1}, 0);
    if (nul != SLICE_NOT_FOUND && bytes.len) {
        error_set(ret_error,
            "не текст: нулевой байт на смещении %zu, и это не UTF-16",
            "not a text: a NUL byte at offset %zu, and this is no UTF-16", nul);
        return true;
    }
    size_t controls = count_controls(bytes);
    if (controls > bytes.len / CONTROL_SHARE) {
        error_set(ret_error, "не текст: управляющих символов %zu на %zu байт",
            "not a text: %zu control characters in %zu bytes", controls,
            bytes.len);
        return true;
    }
    return false;
}

/* The first byte behind the line that starts there, its line break included.
   A text without CR, as nearly all are, takes a third of the time. */
static size_t line_end(struct slice text, size_t start, bool has_cr)
{
    struct slice rest = slice_cut(text, start, text.len);
    struct slice line;
    if (has_cr) {
        (void)slice_next_line(&rest, &line);
        return text.len - rest.len;
    }
    const char *end = memchr(rest.bytes, '\n', rest.len);
    return end ? (size_t)(end - text.bytes) + 1 : text.len;
}

/* Most texts have longer lines. */
#define LINE_BYTES 16

/* A line starts after each line break, the last one too. Returns the length of
   the longest. */
static size_t find_lines(struct arena *arena, struct source *source)
{
    struct slice text = source->text;
    bool has_cr = slice_find(text, SLICE("\r"), 0) != SLICE_NOT_FOUND;
    size_t capacity = text.len / LINE_BYTES + 1;
    size_t longest = 0;
    size_t start = 0;
    bool is_ended = true;
    source->line_starts = arena_room(arena, capacity * sizeof(uint32_t));
    while (is_ended) {
        source->line_starts = arena_grow(arena, source->line_starts,
            source->line_count, &capacity, sizeof(uint32_t));
        source->line_starts[source->line_count++] = (uint32_t)start;
        size_t end = start < text.len ? line_end(text, start, has_cr) : start;
        longest = end - start > longest ? end - start : longest;
        is_ended = end > start &&
                   (text.bytes[end - 1] == '\n' || text.bytes[end - 1] == '\r');
        start = end;
    }
    return longest;
}

/* How many code points begin in bytes of valid UTF-8. */
static inline uint32_t beginnings_in(const char *bytes, size_t len)
{
    uint8_t count = 0;
    for (size_t i = 0; i < len; i++) {
        bool begins = ((uint8_t)bytes[i] & 0xC0) != 0x80;
        count = (uint8_t)(count + begins);
    }
    return count;
}

static uint32_t count_between(
    const struct source *source, size_t begin, size_t end)
{
    const char *bytes = source->text.bytes;
    uint32_t count = 0;
    for (; begin + BLOCK <= end; begin += BLOCK) {
        count += beginnings_in(bytes + begin, BLOCK);
    }
    return begin < end ? count + beginnings_in(bytes + begin, end - begin)
                       : count;
}

static void count_code_points(struct arena *arena, struct source *source)
{
    struct slice text = source->text;
    source->code_points =
        arena_array(arena, text.len / SOURCE_STRIDE + 1, sizeof(uint32_t));
    uint32_t count = 0;
    for (size_t i = 0; i <= text.len / SOURCE_STRIDE; i++) {
        source->code_points[i] = count;
        size_t end = (i + 1) * SOURCE_STRIDE;
        if (end <= text.len) {
            count += count_between(source, i * SOURCE_STRIDE, end);
        }
    }
}

/* Code points of the text before the offset. */
static uint32_t count_before(const struct source *source, uint32_t offset)
{
    size_t stride = offset / SOURCE_STRIDE;
    return source->code_points[stride] +
           count_between(source, stride * SOURCE_STRIDE, offset);
}

bool source_over(struct arena *arena, struct slice name, struct slice bytes,
    struct source *ret, struct error *ret_error)
{
    if (bytes.len > SOURCE_SIZE_LIMIT) {
        return error_set(ret_error,
            "файл больше %u МиБ — предела SOURCE_SIZE_LIMIT",
            "the file is over %u MiB, SOURCE_SIZE_LIMIT",
            SOURCE_SIZE_LIMIT / (1024 * 1024));
    }
    bool is_valid;
    enum encoding encoding = encoding_detect(bytes, &is_valid);
    if (is_binary(bytes, encoding, ret_error)) {
        return false;
    }
    struct decoded decoded = {.text = bytes};
    if (!is_valid) {
        decoded = encoding_decode(arena, bytes, encoding);
    }
    struct source source = {
        .name = arena_copy(arena, name),
        .text = decoded.text,
        .encoding = encoding,
        .undecodable_count = decoded.undecodable_count,
        .first_undecodable = decoded.first_undecodable,
    };
    source.format = tell_format(source.name, source.text);
    if (find_lines(arena, &source) >= SOURCE_STRIDE) {
        count_code_points(arena, &source);
    }
    *ret = source;
    return true;
}

bool source_read(struct arena *arena, struct slice name, struct slice bytes,
    struct source *ret, struct error *ret_error)
{
    if (!source_over(arena, name, bytes, ret, ret_error)) {
        return false;
    }
    if (ret->text.bytes == bytes.bytes) {
        ret->text = arena_copy(arena, bytes);
    }
    return true;
}

/* Index of the line that holds the offset. */
static size_t line_of(const struct source *source, uint32_t offset)
{
    size_t low = 0;
    size_t high = source->line_count;
    while (high - low > 1) {
        size_t middle = low + (high - low) / 2;
        if (source->line_starts[middle] <= offset) {
            low = middle;
        } else {
            high = middle;
        }
    }
    return low;
}

struct place source_place(const struct source *source, uint32_t offset)
{
    if (offset > source->text.len) {
        offset = (uint32_t)source->text.len;
    }
    size_t line = line_of(source, offset);
    uint32_t start = source->line_starts[line];
    if (line == 0 && slice_starts_with(source->text, SLICE(utf8_bom))) {
        start = sizeof(utf8_bom) - 1;
    }
    offset = offset < start ? start : offset;
    uint32_t count =
        offset - start < SOURCE_STRIDE
            ? count_between(source, start, offset)
            : count_before(source, offset) - count_before(source, start);
    return (struct place){(uint32_t)line + 1, count + 1};
}

uint32_t source_line(const struct source *source, uint32_t offset)
{
    return (uint32_t)line_of(source, offset) + 1;
}

struct slice format_name(enum format format)
{
    switch (format) {
    case FORMAT_MARKDOWN:
        return SLICE("markdown");
    case FORMAT_HTML:
        return SLICE("html");
    case FORMAT_TEXT:
        return SLICE("text");
    }
    return SLICE("");
}
