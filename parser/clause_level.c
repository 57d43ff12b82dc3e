/*
 * Every line's parent. The lines are walked once with the chain of open lines
 * above the current one, as a lawyer's finger would: printed numbers decide
 * («3.4» stands below «3»), then titles, then lists.
 */
#include "parser/clause_line.h"

#include <string.h>

/* The tree is no deeper; what would be stands beside its parent. */
#define DEPTH_MOST 64

struct chain {
    struct line_list *lines;
    uint32_t open[DEPTH_MOST]; /* lines, from the top down */
    size_t depth;
    bool has_body; /* the first section has begun */
    /* Somewhere a title without a number follows upon a numbered one of the
       same look: it stands below it, and so do all of its kind. */
    bool has_subtitles;
};

static struct line *open_line(const struct chain *chain, size_t level)
{
    return &chain->lines->items[chain->open[level]];
}

static struct line *top_line(const struct chain *chain)
{
    return chain->depth ? open_line(chain, chain->depth - 1) : NULL;
}

static bool is_unnumbered_title(const struct line *line)
{
    return line->is_section && !line_is_numbered(line);
}

/* A subpoint of a provision by its look: «а)», «1)». */
static bool is_subpoint(const struct line *line)
{
    return line->number.style == NUMBER_LETTER || line->number.is_bracketed;
}

/* Is the open line one that paragraphs and lists after it belong to? A subpoint
   is, when it reads as a title of theirs. */
static bool is_container(const struct chain *chain, size_t level)
{
    const struct line *line = open_line(chain, level);
    if (line->is_section || line->number.word != NUMBER_WORD_NONE) {
        return true;
    }
    if (!line_is_numbered(line)) {
        return false;
    }
    bool is_below_text = level > 0 && !open_line(chain, level - 1)->is_section;
    bool is_part = is_subpoint(line) || line->is_counter ||
                   (line->number.depth == 1 && is_below_text);
    return !is_part || line_introduces(line) ||
           !(line_is_ended(line) || line->is_counter);
}

/* Close the chain down to depth, then put the line below what is left. */
static void place(struct chain *chain, uint32_t index, size_t depth)
{
    struct line *line = &chain->lines->items[index];
    if (depth >= DEPTH_MOST) {
        depth = DEPTH_MOST - 1;
    }
    chain->depth = depth;
    struct number *last = &chain->lines->root_last;
    line->parent = NONE;
    if (depth) {
        struct line *parent = open_line(chain, depth - 1);
        line->parent = chain->open[depth - 1];
        parent->has_children = true;
        parent->has_numbered_below |=
            number_is_below(&line->number, &parent->number);
        last = &parent->last_child;
    }
    if (line_is_numbered(line)) {
        *last = line->number;
    }
    chain->open[chain->depth++] = index;
}

/* Depth below the innermost container, where a paragraph belongs. */
static size_t container_depth(const struct chain *chain)
{
    size_t depth = chain->depth;
    while (depth && !is_container(chain, depth - 1)) {
        depth--;
    }
    return depth;
}

/* An open line that introduces what follows («… в случаях:») takes it. */
static size_t depth_below_introduction(const struct chain *chain)
{
    size_t depth = chain->depth;
    if (depth && line_introduces(open_line(chain, depth - 1)) &&
        open_line(chain, depth - 1)->form != LINE_ROW) {
        return depth;
    }
    return container_depth(chain);
}

/* Depth of an unnumbered title: below the innermost stronger title. */
static size_t title_depth(const struct chain *chain, const struct line *line)
{
    size_t depth = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        const struct line *above = open_line(chain, i);
        bool is_wider = above->is_section && above->look < line->look;
        is_wider |= chain->has_subtitles && above->is_section &&
                    line_is_numbered(above) && !line_is_numbered(line) &&
                    above->look == line->look;
        if (above->number.word == NUMBER_WORD_APPENDIX || is_wider) {
            depth = i + 1;
        }
    }
    return depth;
}

/* Titles without a number between «3» and «3.1» stay below «3». next is the
   number that comes after the title. */
static size_t depth_kept_by_number(
    const struct chain *chain, const struct number *next)
{
    for (size_t i = chain->depth; i > 0; i--) {
        const struct line *above = open_line(chain, i - 1);
        if (!line_is_numbered(above) ||
            !number_is_below(next, &above->number)) {
            continue;
        }
        const struct number *last = &above->last_child;
        bool goes_on = last->depth == next->depth || last->depth == 0;
        if (goes_on && number_last(last) + 1 == number_last(next)) {
            return i;
        }
    }
    return 0;
}

static size_t word_depth(const struct chain *chain, const struct line *line)
{
    enum number_word word = line->number.word;
    if (word == NUMBER_WORD_APPENDIX) {
        return 0;
    }
    size_t depth = 0;
    for (size_t i = 0; i < chain->depth; i++) {
        const struct line *above = open_line(chain, i);
        enum number_word wider = above->number.word;
        if (wider == word) {
            return i;
        }
        bool is_wider_title =
            is_unnumbered_title(above) && above->look < line->look;
        if ((wider != NUMBER_WORD_NONE && wider < word) || is_wider_title) {
            depth = i + 1;
        }
    }
    return depth;
}

/* Titles that were opened below the line at depth - 1 keep what follows. */
static size_t skip_titles(const struct chain *chain, size_t depth)
{
    while (
        depth < chain->depth && is_unnumbered_title(open_line(chain, depth))) {
        depth++;
    }
    return depth;
}

static bool has_same_prefix(const struct number *a, const struct number *b)
{
    return a->depth == b->depth &&
           !memcmp(a->values, b->values,
               (size_t)(a->depth - 1) * sizeof(a->values[0]));
}

/* «3.4»: beside «3.3», below «3», or where its like stands. */
static size_t decimal_depth(const struct chain *chain, const struct line *line)
{
    const struct number *number = &line->number;
    size_t prefix = 0;
    size_t prefix_length = 0;
    size_t alike = 0;
    for (size_t i = chain->depth; i > 0; i--) {
        const struct number *above = &open_line(chain, i - 1)->number;
        if (above->style == NUMBER_DECIMAL && has_same_prefix(above, number)) {
            return i - 1;
        }
        if (number_is_below(number, above) && above->depth > prefix_length) {
            prefix_length = above->depth;
            prefix = i;
        }
        if (!alike && above->style == NUMBER_DECIMAL &&
            above->depth == number->depth) {
            alike = i;
        }
    }
    if (prefix) {
        return skip_titles(chain, prefix);
    }
    if (alike) {
        return alike - 1;
    }
    size_t depth = chain->depth;
    while (depth && !open_line(chain, depth - 1)->is_section) {
        depth--;
    }
    return depth;
}

static bool follows(const struct number *number, const struct number *last)
{
    return number_is_alike(number, last) &&
           number_last(number) == number_last(last) + 1;
}

/* Depth of the sequence that the number goes on with; SIZE_MAX for none. A
   title goes on with titles where it can. */
static size_t sequence_depth(const struct chain *chain, const struct line *line)
{
    size_t found = SIZE_MAX;
    for (size_t i = chain->depth; i > 0; i--) {
        const struct line *above = open_line(chain, i - 1);
        if (!follows(&line->number, &above->number)) {
            continue;
        }
        if (above->is_section == line->is_section) {
            return i - 1;
        }
        found = found == SIZE_MAX ? i - 1 : found;
    }
    return found;
}

/* The same among sequences that a title without a number has interrupted. */
static size_t interrupted_depth(
    const struct chain *chain, const struct line *line)
{
    for (size_t i = chain->depth; i > 0; i--) {
        if (follows(&line->number, &open_line(chain, i - 1)->last_child)) {
            return i;
        }
    }
    bool goes_on = follows(&line->number, &chain->lines->root_last);
    return goes_on && line->is_section ? 0 : SIZE_MAX;
}

/* A number that goes on with nothing open: the first of its sequence, or one
   that jumps. */
static size_t new_sequence_depth(
    const struct chain *chain, const struct line *line)
{
    const struct line *top = top_line(chain);
    if (top && line_introduces(top) && !line->is_section) {
        return chain->depth;
    }
    for (size_t i = chain->depth; i > 0; i--) {
        const struct line *above = open_line(chain, i - 1);
        if (number_is_alike(&line->number, &above->number) &&
            above->is_section == line->is_section) {
            return i - 1;
        }
    }
    if (line->is_section) {
        return title_depth(chain, line);
    }
    return container_depth(chain);
}

static size_t single_depth(const struct chain *chain, const struct line *line)
{
    size_t depth = sequence_depth(chain, line);
    if (depth == SIZE_MAX && number_last(&line->number) > 1) {
        depth = interrupted_depth(chain, line);
    }
    return depth == SIZE_MAX ? new_sequence_depth(chain, line) : depth;
}

/* Depth by the list that the line is an item of; SIZE_MAX for a new list that
   stands in no other. */
static size_t list_depth(const struct chain *chain, const struct line *line)
{
    if (line->list == NONE || line->form != LINE_ITEM) {
        return SIZE_MAX;
    }
    for (size_t i = chain->depth; i > 0; i--) {
        const struct line *above = open_line(chain, i - 1);
        if (above->form == LINE_ITEM && above->list == line->list) {
            return i - 1;
        }
    }
    for (size_t i = chain->depth; i > 0; i--) {
        const struct line *above = open_line(chain, i - 1);
        if (above->list != NONE && above->list_depth < line->list_depth) {
            return i;
        }
    }
    return SIZE_MAX;
}

static size_t item_depth(const struct chain *chain, const struct line *line)
{
    size_t depth = list_depth(chain, line);
    return depth == SIZE_MAX ? depth_below_introduction(chain) : depth;
}

static size_t counter_depth(const struct chain *chain, const struct line *line)
{
    size_t depth = line->is_section ? SIZE_MAX : list_depth(chain, line);
    return depth == SIZE_MAX ? single_depth(chain, line) : depth;
}

/* The rows of one table stand together. */
static size_t row_depth(const struct chain *chain, const struct line *line)
{
    const struct line *top = top_line(chain);
    if (top && top->form == LINE_ROW && top->table == line->table) {
        return chain->depth - 1;
    }
    return depth_below_introduction(chain);
}

/* A later paragraph of a list item stands below the item. */
static size_t paragraph_depth(
    const struct chain *chain, const struct line *line)
{
    for (size_t i = chain->depth; line->item != NONE && i > 0; i--) {
        if (open_line(chain, i - 1)->item == line->item &&
            open_line(chain, i - 1)->form != LINE_PARAGRAPH) {
            return i;
        }
    }
    return container_depth(chain);
}

static size_t depth_of(const struct chain *chain, const struct line *line,
    const struct number *next)
{
    const struct number *number = &line->number;
    if (number->word != NUMBER_WORD_NONE) {
        return word_depth(chain, line);
    }
    if (number->depth > 1) {
        return decimal_depth(chain, line);
    }
    if (line_is_numbered(line)) {
        return line->is_counter ? counter_depth(chain, line)
                                : single_depth(chain, line);
    }
    if (line->is_section) {
        size_t kept = depth_kept_by_number(chain, next);
        size_t depth = title_depth(chain, line);
        return kept > depth ? kept : depth;
    }
    switch (line->form) {
    case LINE_ITEM:
        return item_depth(chain, line);
    case LINE_ROW:
        return row_depth(chain, line);
    case LINE_PARAGRAPH:
    case LINE_HEADING:
    case LINE_FURNITURE:
        break;
    }
    return paragraph_depth(chain, line);
}

/* For each line the next number printed in a provision behind it. */
static uint32_t *find_next_numbers(const struct line_list *lines)
{
    uint32_t *next =
        arena_array(lines->doc->arena, lines->count, sizeof(uint32_t));
    uint32_t found = NONE;
    for (size_t i = lines->count; i > 0; i--) {
        const struct line *line = &lines->items[i - 1];
        next[i - 1] = found;
        if (!line->is_toc && line->number.depth > 1) {
            found = (uint32_t)i - 1;
        }
    }
    return next;
}

/* Does the line open the first section, so that what was before is the
   preamble? */
static bool begins_body(
    const struct line_list *lines, size_t index, bool has_titles)
{
    const struct line *line = &lines->items[index];
    if (line->is_section || line->number.depth > 1) {
        return true;
    }
    if (!line_is_numbered(line) || is_subpoint(line) || line->list_depth > 1) {
        return false;
    }
    /* «… на следующих условиях:» over the only provisions there are */
    bool is_listed = line->is_counter ||
                     (index && line_introduces(&lines->items[index - 1]));
    return !is_listed || !has_titles;
}

static bool has_subtitles(const struct line_list *lines)
{
    for (size_t i = 1; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        const struct line *above = line - 1;
        if (is_unnumbered_title(line) && above->is_section &&
            line_is_numbered(above) && above->look == line->look) {
            return true;
        }
    }
    return false;
}

static bool has_titles(const struct line_list *lines)
{
    for (size_t i = 0; i < lines->count; i++) {
        if (lines->items[i].is_section) {
            return true;
        }
    }
    return false;
}

/* A line that stands outside the tree: in the table of contents, in a menu.
   It lies below the innermost open container, so that the tree stays whole. */
static void place_aside(struct chain *chain, struct line *line)
{
    size_t depth = container_depth(chain);
    line->parent = depth ? chain->open[depth - 1] : NONE;
    chain->depth = depth;
}

void lines_place(struct line_list *lines)
{
    struct chain chain = {
        .lines = lines, .has_subtitles = has_subtitles(lines)};
    const struct number none = {0};
    uint32_t *next = find_next_numbers(lines);
    bool is_titled = has_titles(lines);
    lines->body_begin = lines->count;
    size_t last_body = lines->count;
    while (last_body && !line_is_body(&lines->items[last_body - 1])) {
        last_body--;
    }
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        if (line->is_title || i >= last_body) {
            chain.depth = 0;
            continue;
        }
        if (line->is_toc || !line_is_body(line)) {
            place_aside(&chain, line);
            continue;
        }
        if (!chain.has_body && begins_body(lines, i, is_titled)) {
            chain.has_body = true;
            chain.depth = 0;
            lines->body_begin = i;
        }
        const struct number *after =
            next[i] == NONE ? &none : &lines->items[next[i]].number;
        place(&chain, (uint32_t)i, depth_of(&chain, line, after));
    }
}
