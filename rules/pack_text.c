#include "rules/pack_text.h"

#include <string.h>

static void read_front_line(
    struct slice line, uint32_t number, struct pack_front *front)
{
    struct slice key;
    if (!slice_next_part(&line, ':', &key)) {
        return;
    }
    struct slice value = slice_trim(line);
    if (slice_equal(key, SLICE("pack"))) {
        front->name = value;
    } else if (slice_equal(key, SLICE("title"))) {
        front->title = value;
    } else if (slice_equal(key, SLICE("edition"))) {
        front->edition = value;
        front->edition_line = number;
    }
}

bool pack_front_read(struct slice text, struct pack_front *ret)
{
    struct slice rest = text;
    struct slice line;
    *ret = (struct pack_front){0};
    if (!slice_next_line(&rest, &line) ||
        !slice_equal(slice_trim(line), SLICE("---"))) {
        return false;
    }
    for (uint32_t number = 2; slice_next_line(&rest, &line); number++) {
        line = slice_trim(line);
        if (slice_equal(line, SLICE("---"))) {
            break;
        }
        read_front_line(line, number, ret);
    }
    ret->end = text.len - rest.len;
    return ret->name.len > 0;
}

static void add_quote(struct arena *arena, struct pack_text *text,
    size_t *capacity, struct span span)
{
    text->quotes = arena_grow(
        arena, text->quotes, text->quote_count, capacity, sizeof(span));
    text->quotes[text->quote_count++] = span;
}

/* Block quotes are policies of their own: their lines are kept from the
   reading of the pack. A line that begins with ">" belongs to a quote, and
   lines of one quote adjoin. Returns the text with blanks in their place. */
static struct slice hide_quotes(struct arena *arena, struct pack_text *text)
{
    struct slice bytes = text->source.text;
    char *copy = arena_string(arena, bytes);
    struct slice rest = bytes;
    struct slice line;
    size_t capacity = 0;
    uint32_t last_end = NONE;
    while (slice_next_line(&rest, &line)) {
        uint32_t begin = (uint32_t)(line.bytes - bytes.bytes);
        uint32_t end = (uint32_t)(bytes.len - rest.len);
        if (line.len == 0 || line.bytes[0] != '>') {
            continue;
        }
        memset(copy + begin, ' ', line.len);
        if (last_end == begin) {
            text->quotes[text->quote_count - 1].end = end;
        } else {
            add_quote(arena, text, &capacity, (struct span){begin, end});
        }
        last_end = end;
    }
    return (struct slice){copy, bytes.len};
}

bool pack_text_read(struct arena *arena, struct slice name,
    struct slice markdown, struct pack_text *ret, struct error *ret_error)
{
    *ret = (struct pack_text){.blocks = {.arena = arena}};
    if (!source_read(arena, name, markdown, &ret->source, ret_error)) {
        return false;
    }
    pack_front_read(ret->source.text, &ret->front);
    struct source visible = ret->source;
    visible.text = hide_quotes(arena, ret);
    return markdown_read(&visible, &ret->blocks, ret_error);
}
