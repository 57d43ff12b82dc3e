#include "parser/markdown_table.h"

#include <stdint.h>
#include <string.h>

bool table_next_line(struct slice paragraph, size_t *at, struct span *ret)
{
    if (*at >= paragraph.len) {
        return false;
    }
    const char *end = memchr(paragraph.bytes + *at, '\n', paragraph.len - *at);
    size_t stop = end ? (size_t)(end - paragraph.bytes) : paragraph.len;
    *ret = (struct span){(uint32_t)*at, (uint32_t)stop};
    *at = end ? stop + 1 : stop;
    return true;
}

static struct span trim(struct slice paragraph, struct span span)
{
    while (
        span.begin < span.end && strchr(" \t\n", paragraph.bytes[span.begin])) {
        span.begin++;
    }
    while (span.begin < span.end &&
           strchr(" \t\n", paragraph.bytes[span.end - 1])) {
        span.end--;
    }
    return span;
}

bool table_next_cell(
    struct slice paragraph, struct span *rest, struct span *ret)
{
    *rest = trim(paragraph, *rest);
    if (rest->begin == rest->end) {
        return false;
    }
    /* The bar before the first cell; later ones were taken with the cell. */
    bool is_first = rest->begin == 0 || paragraph.bytes[rest->begin - 1] != '|';
    if (is_first && paragraph.bytes[rest->begin] == '|') {
        rest->begin++;
    }
    uint32_t at = rest->begin;
    while (at < rest->end && paragraph.bytes[at] != '|') {
        bool is_escape = paragraph.bytes[at] == '\\' && at + 1 < rest->end &&
                         paragraph.bytes[at + 1] == '|';
        at += is_escape ? 2 : 1;
    }
    *ret = (struct span){rest->begin, at};
    rest->begin = at < rest->end ? at + 1 : at;
    return true;
}

static size_t count_cells(struct slice paragraph, struct span row)
{
    size_t count = 0;
    struct span cell;
    while (table_next_cell(paragraph, &row, &cell)) {
        count++;
    }
    return count;
}

/* ":---", "-", ":-:" */
static bool is_delimiter(struct slice cell)
{
    cell = slice_trim(cell);
    if (slice_starts_with(cell, SLICE(":"))) {
        cell = slice_cut(cell, 1, cell.len);
    }
    if (slice_ends_with(cell, SLICE(":"))) {
        cell.len--;
    }
    for (size_t i = 0; i < cell.len; i++) {
        if (cell.bytes[i] != '-') {
            return false;
        }
    }
    return cell.len > 0;
}

/* The number of cells of a delimiter row; 0 when the line is none. */
static size_t count_delimiters(struct slice paragraph, struct span row)
{
    struct slice line = slice_cut(paragraph, row.begin, row.end);
    if (slice_find(line, SLICE("|"), 0) == SLICE_NOT_FOUND) {
        return 0;
    }
    size_t count = 0;
    struct span cell;
    while (table_next_cell(paragraph, &row, &cell)) {
        if (!is_delimiter(slice_cut(paragraph, cell.begin, cell.end))) {
            return 0;
        }
        count++;
    }
    return count;
}

bool table_find(struct slice paragraph, size_t *ret_begin)
{
    if (slice_find(paragraph, SLICE("|"), 0) == SLICE_NOT_FOUND) {
        return false;
    }
    size_t at = 0;
    struct span above;
    struct span line;
    if (!table_next_line(paragraph, &at, &above)) {
        return false;
    }
    while (table_next_line(paragraph, &at, &line)) {
        size_t columns = count_delimiters(paragraph, line);
        if (columns && columns == count_cells(paragraph, above)) {
            *ret_begin = above.begin;
            return true;
        }
        above = line;
    }
    return false;
}
