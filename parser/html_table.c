#include "parser/html_page.h"

/* A cell of more blocks than this is a column of a page. */
#define CELL_BLOCK_LIMIT 40

/* So is a longer text in the only row of a table. */
#define ONE_ROW_LONGEST 160 /* bytes */

static bool is_same_cell(const struct block *a, const struct block *b)
{
    return a->table == b->table && a->row == b->row && a->column == b->column;
}

/* Does the table lay out the page rather than hold rows and columns? */
static bool is_layout(
    const struct html_page *page, const struct html_table *table)
{
    if (table->is_layout || table->has_table || table->column_count < 2) {
        return true;
    }
    const struct block_list *list = page->list;
    size_t blocks_in_cell = 0;
    for (size_t i = table->first_block; i < list->count; i++) {
        const struct block *block = &list->items[i];
        bool is_first =
            i == table->first_block || !is_same_cell(block, block - 1);
        blocks_in_cell = is_first ? 1 : blocks_in_cell + 1;
        bool is_column =
            table->row_count < 2 && block->text.bytes.len > ONE_ROW_LONGEST;
        if (block->kind == BLOCK_HEADING || is_column ||
            blocks_in_cell > CELL_BLOCK_LIMIT) {
            return true;
        }
    }
    return false;
}

/* One text of count blocks; pairs are joined first, to stay linear but for a
   logarithm. */
static struct text join(struct arena *arena, struct block *blocks, size_t count)
{
    for (size_t step = 1; step < count; step *= 2) {
        for (size_t i = 0; i + step < count; i += 2 * step) {
            blocks[i].text =
                text_join(arena, &blocks[i].text, &blocks[i + step].text);
        }
    }
    return blocks[0].text;
}

/* The blocks [from, from + count) are one cell: the block at "to". */
static void make_cell(
    struct html_page *page, size_t to, size_t from, size_t count)
{
    struct block *blocks = page->list->items + from;
    struct block cell = blocks[0];
    cell.kind = BLOCK_CELL;
    cell.level = 0;
    cell.marker = SLICE("");
    cell.is_ordered = false;
    cell.span.end = blocks[count - 1].span.end;
    for (size_t i = 1; i < count; i++) {
        cell.is_strong = cell.is_strong && blocks[i].is_strong;
        cell.is_link = cell.is_link && blocks[i].is_link;
        page->notes[from].is_navigation = page->notes[from].is_navigation &&
                                          page->notes[from + i].is_navigation;
    }
    cell.text = join(page->arena, blocks, count);
    page->list->items[to] = cell;
    page->notes[to] = page->notes[from];
}

/* A first row in bold over rows that are not is a header row. */
static void find_header(struct block *cells, size_t count)
{
    size_t first_row = 0;
    while (first_row < count && cells[first_row].row == cells[0].row) {
        if (!cells[first_row].is_strong) {
            return;
        }
        first_row++;
    }
    bool has_plain = false;
    for (size_t i = first_row; i < count; i++) {
        has_plain = has_plain || !cells[i].is_strong;
    }
    for (size_t i = 0; i < first_row && has_plain; i++) {
        cells[i].is_header = true;
    }
}

void html_table_end(struct html_page *page, const struct html_table *table)
{
    struct block_list *list = page->list;
    if (is_layout(page, table)) {
        for (size_t i = table->first_block; i < list->count; i++) {
            struct block *block = &list->items[i];
            if (block->table == table->number) {
                block->table = NONE;
                block->row = 0;
                block->column = 0;
                block->is_header = false;
            }
        }
        return;
    }
    size_t to = table->first_block;
    for (size_t from = to; from < list->count;) {
        size_t count = 1;
        while (from + count < list->count &&
               is_same_cell(&list->items[from], &list->items[from + count])) {
            count++;
        }
        /* A caption is no cell. */
        if (list->items[from].table == table->number) {
            make_cell(page, to, from, count);
            /* Lists inside the cell have become its text. */
            list->items[to].list = table->list;
            list->items[to].item = table->item;
            list->items[to].list_depth = table->list_depth;
        } else {
            list->items[to] = list->items[from];
            page->notes[to] = page->notes[from];
            count = 1;
        }
        from += count;
        to++;
    }
    list->count = to;
    size_t first = table->first_block;
    while (first < to && list->items[first].table != table->number) {
        first++;
    }
    if (first < to) {
        find_header(list->items + first, to - first);
    }
}
