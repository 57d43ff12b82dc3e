#include "parser/clause_line.h"

#include "parser/utf8.h"

#include <string.h>

struct folded line_folded(const struct doc *doc, struct line *line)
{
    if (!line->folded.origin) {
        line->folded = fold_text(doc->arena, &line->text, &doc->source);
    }
    return line->folded;
}

bool line_is_body(const struct line *line)
{
    return line->form != LINE_FURNITURE;
}

bool line_is_numbered(const struct line *line)
{
    return number_is_set(&line->number);
}

bool line_is_bullet(const struct line *line)
{
    return line->form == LINE_ITEM && !line_is_numbered(line);
}

static bool is_closing(uint32_t code_point)
{
    return code_point == ')' || code_point == ']' || code_point == '"' ||
           code_point == '\'' || code_point == 0x00BB || code_point == 0x201C ||
           code_point == 0x201D;
}

uint32_t line_first_letter(const struct line *line)
{
    struct slice text = line->text.bytes;
    for (size_t next = 0; next < text.len;) {
        uint32_t code_point = utf8_next(text, &next);
        if (code_point != '"' && code_point != 0x00AB && code_point != 0x201C &&
            code_point != 0x201E && code_point != '(') {
            return code_point;
        }
    }
    return 0;
}

uint32_t line_last_sign(const struct line *line)
{
    struct slice text = line->text.bytes;
    uint32_t last = 0;
    for (size_t at = text.len; at > 0;) {
        last = utf8_previous(text, &at);
        if (!is_closing(last)) {
            break;
        }
    }
    return last;
}

bool line_introduces(const struct line *line)
{
    uint32_t last = line_last_sign(line);
    return last == ':' || last == 0x2013 || last == 0x2014;
}

static bool is_end_sign(uint32_t code_point)
{
    return code_point == '.' || code_point == ';' || code_point == ':' ||
           code_point == '!' || code_point == '?' || code_point == 0x2026;
}

bool line_is_ended(const struct line *line)
{
    return is_end_sign(line_last_sign(line));
}

static struct line *add_line(struct line_list *lines, struct line line)
{
    line.parent = NONE;
    lines->items = arena_grow(lines->doc->arena, lines->items, lines->count,
        &lines->capacity, sizeof(line));
    lines->items[lines->count] = line;
    return &lines->items[lines->count++];
}

/* Does the piece stand for a line break that a reader of the page, or the
   writer of the text, sees? */
static bool is_line_break(const struct doc *doc, const struct piece *piece)
{
    if (piece->text.end - piece->text.begin != 1) {
        return false;
    }
    struct slice bytes =
        slice_cut(doc->source.text, piece->source.begin, piece->source.end);
    if (bytes.len == 0) {
        return false;
    }
    if (doc->source.format == FORMAT_HTML) {
        return memchr(bytes.bytes, '<', bytes.len);
    }
    return memchr(bytes.bytes, '\n', bytes.len) ||
           memchr(bytes.bytes, '\r', bytes.len);
}

/* A bullet typed in the text. A dash may touch the word behind it. */
static size_t bullet_length(struct slice text)
{
    size_t next = 0;
    uint32_t sign = text.len ? utf8_next(text, &next) : 0;
    bool is_dash = sign == '-' || sign == 0x2013 || sign == 0x2014;
    bool is_dot = sign == 0x2022 || sign == 0x00B7 || sign == 0x25CF ||
                  sign == 0x25AA || sign == 0x25CB || sign == 0x25E6 ||
                  sign == 0x25A0 || sign == 0x2023 || sign == 0xF0B7 ||
                  sign == 0x2043;
    if ((!is_dash && !is_dot && sign != '*') || next >= text.len) {
        return 0;
    }
    size_t after = next;
    uint32_t follower = utf8_next(text, &after);
    if (!utf8_is_space(follower)) {
        return sign != '*' && utf8_is_letter(follower) ? next : 0;
    }
    while (after < text.len) {
        next = after;
        if (!utf8_is_space(utf8_next(text, &after))) {
            return next;
        }
    }
    return 0;
}

/* Is all of [span) of the text bold? */
static bool is_all_strong(const struct text *text, struct span span)
{
    size_t low = 0;
    size_t high = text->strong_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (text->strong[middle].end >= span.end) {
            high = middle;
        } else {
            low = middle + 1;
        }
    }
    return low < text->strong_count && text->strong[low].begin <= span.begin;
}

/* Numbers and what must be seen behind them fit into this. */
#define NUMBER_ROOM 96

/* A provision of its own begins behind the line break at `at`; the line before
   it is [begin, at), with a number of its list, if any. */
static bool begins_line(const struct text *text, uint32_t begin, uint32_t at,
    const struct number *counter)
{
    struct slice rest = slice_cut(text->bytes, at + 1, text->bytes.len);
    struct line before = {.text.bytes = slice_cut(text->bytes, begin, at)};
    struct span line_before = {begin, at};
    struct span first_byte = {at + 1, at + 2};
    if (before.text.bytes.len < TITLE_LONGEST &&
        !is_end_sign(line_last_sign(&before)) &&
        is_all_strong(text, line_before) && !is_all_strong(text, first_byte)) {
        return true;
    }
    bool may_end = is_end_sign(line_last_sign(&before));
    if (bullet_length(rest)) {
        return may_end || line_last_sign(&before) == ',';
    }
    struct number number = {0};
    if (!number_read(slice_cut(rest, 0, NUMBER_ROOM), &number) ||
        !number.is_sure) {
        return false;
    }
    struct number above = *counter;
    number_read(before.text.bytes, &above);
    return may_end || number_is_below(&number, &above);
}

static void add_part(struct line_list *lines, const struct line *model,
    const struct text *text, struct span part)
{
    struct line line = *model;
    line.text = text_part(lines->doc->arena, text, part);
    if (part.begin > 0 || part.end < text->bytes.len) {
        line.span = text_to_source(
            &line.text, (struct span){0, (uint32_t)line.text.bytes.len});
    }
    size_t bullet = bullet_length(line.text.bytes);
    if (bullet && line_is_body(&line) && line.form != LINE_HEADING) {
        line.text = text_part(lines->doc->arena, &line.text,
            (struct span){(uint32_t)bullet, (uint32_t)line.text.bytes.len});
        if (line.form != LINE_ITEM || part.begin > 0) {
            line.form = LINE_ITEM;
            line.list = NONE - 1; /* lines_find_lists() numbers them */
            line.item = NONE;
            line.list_depth++;
        }
    }
    if (line.text.bytes.len) {
        add_line(lines, line);
    }
}

static uint8_t look_of(const struct block *block)
{
    if (block->kind == BLOCK_HEADING) {
        return block->level ? block->level : 1;
    }
    bool is_title = block->is_strong || block->is_centred;
    return is_title ? LOOK_STRONG : LOOK_PLAIN;
}

static struct line line_of(const struct block *block)
{
    struct line line = {
        .form = LINE_PARAGRAPH,
        .region = block->region,
        .look = look_of(block),
        .span = block->span,
        .list = block->list,
        .item = block->item,
        .list_depth = block->list_depth,
        .table = NONE,
        .is_link = block->is_link,
        .is_bold = block->is_strong,
    };
    if (block->region != REGION_BODY) {
        line.form = LINE_FURNITURE;
    } else if (block->kind == BLOCK_HEADING) {
        line.form = LINE_HEADING;
    } else if (block->kind == BLOCK_ITEM) {
        line.form = LINE_ITEM;
    }
    return line;
}

/* The number that the list gives to its item. */
static struct number counter_of(const struct block *block)
{
    struct number number = {0};
    if (block->kind == BLOCK_ITEM && block->is_ordered &&
        number_read(block->marker, &number)) {
        number.is_sure = true;
    }
    return number;
}

/* The lines of one block that is no table cell. */
static void add_block(struct line_list *lines, const struct block *block,
    const struct number *counter)
{
    struct line line = line_of(block);
    const struct number none = {0};
    const struct text *text = &block->text;
    uint32_t begin = 0;
    for (size_t i = 0; line_is_body(&line) && i < text->piece_count; i++) {
        uint32_t at = text->pieces[i].text.begin;
        if (at > begin && is_line_break(lines->doc, &text->pieces[i]) &&
            begins_line(text, begin, at, begin ? &none : counter)) {
            add_part(lines, &line, text, (struct span){begin, at});
            begin = at + 1;
            if (line.form == LINE_ITEM) {
                line.form = LINE_PARAGRAPH; /* the marker was the first's */
            }
            line.look = LOOK_PLAIN;
        }
    }
    struct span rest = {begin, (uint32_t)text->bytes.len};
    add_part(lines, &line, text, rest);
}

static void add_row(
    struct line_list *lines, const struct block *cells, size_t count)
{
    struct arena *arena = lines->doc->arena;
    struct text_builder builder = {.arena = arena};
    struct line line = line_of(&cells[0]);
    line.form = line_is_body(&line) ? LINE_ROW : LINE_FURNITURE;
    line.look = LOOK_PLAIN;
    line.table = cells[0].table;
    line.is_header = true;
    line.cells = arena_array(arena, count, sizeof(struct cell));
    for (size_t i = 0; i < count; i++) {
        uint32_t end = line.span.end;
        text_add_space(&builder, (struct span){end, end});
        uint32_t begin = (uint32_t)builder.bytes.len;
        text_append(&builder, &cells[i].text);
        line.cells[line.cell_count++] = (struct cell){
            {begin, (uint32_t)builder.bytes.len}, cells[i].column};
        line.is_header &= cells[i].is_header;
        if (cells[i].span.end > line.span.end) {
            line.span.end = cells[i].span.end;
        }
    }
    size_t written = builder.bytes.len;
    line.text = text_finish(&builder);
    for (size_t i = 0; i < count; i++) { /* a last empty cell left a space */
        struct span *cell = &line.cells[i].span;
        uint32_t len = (uint32_t)line.text.bytes.len;
        cell->begin = written > len && cell->begin > len ? len : cell->begin;
        cell->end = cell->end > len ? len : cell->end;
    }
    if (line.text.bytes.len) {
        add_line(lines, line);
    }
}

/* How many of the cells at first make one row. */
static size_t row_length(const struct block_list *blocks, size_t first)
{
    const struct block *cells = blocks->items;
    size_t end = first;
    while (end < blocks->count && cells[end].kind == BLOCK_CELL &&
           cells[end].table == cells[first].table &&
           cells[end].row == cells[first].row) {
        end++;
    }
    return end - first;
}

/* The cells of a table of one column are paragraphs. *wide is the table last
   seen to have more. */
static bool is_wide_row(const struct block_list *blocks, size_t first,
    size_t length, uint32_t *wide)
{
    const struct block *cells = blocks->items;
    uint32_t table = cells[first].table;
    size_t next = first + length;
    bool goes_on = next < blocks->count && cells[next].kind == BLOCK_CELL &&
                   cells[next].table == table;
    if (length > 1 || (goes_on && row_length(blocks, next) > 1)) {
        *wide = table;
    }
    return *wide == table;
}

void lines_read(struct line_list *lines)
{
    const struct block_list *blocks = &lines->doc->blocks;
    uint32_t wide = NONE;
    lines->capacity = blocks->count; /* nearly always enough */
    lines->items =
        arena_room(lines->doc->arena, lines->capacity * sizeof(*lines->items));
    for (size_t i = 0, length = 1; i < blocks->count; i += length) {
        const struct block *block = &blocks->items[i];
        length = block->kind == BLOCK_CELL ? row_length(blocks, i) : 1;
        if (block->list != NONE && block->list >= lines->list_count) {
            lines->list_count = block->list + 1;
        }
        if (block->kind == BLOCK_CODE) {
            continue;
        }
        if (block->kind == BLOCK_CELL &&
            is_wide_row(blocks, i, length, &wide)) {
            add_row(lines, block, length);
            continue;
        }
        struct number counter = counter_of(block);
        size_t before = lines->count;
        add_block(lines, block, &counter);
        if (lines->count > before && number_is_set(&counter)) {
            struct line *line = &lines->items[before];
            line->number = counter;
            line->printed = slice_cut(
                block->marker, counter.printed.begin, counter.printed.end);
            line->is_counter = true;
        }
    }
}
