#include "parser/clause_line.h"

#include "parser/utf8.h"

/* Sequences are told apart by word, style, depth and bracket. */
#define SEQUENCE_COUNT \
    ((NUMBER_WORD_CLAUSE + 1) * (NUMBER_LETTER + 1) * (NUMBER_DEEPEST + 1) * 2)

static size_t sequence_of(const struct number *number)
{
    size_t sequence = number->word;
    sequence = sequence * (NUMBER_LETTER + 1) + number->style;
    sequence = sequence * (NUMBER_DEEPEST + 1) + number->depth;
    return sequence * 2 + number->is_bracketed;
}

/* The second number of «1. 1.1. …» is the provision's. */
static void read_second(struct slice text, struct number *number)
{
    struct number second = {0};
    struct slice rest = slice_cut(text, number->len, text.len);
    if (number->word == NUMBER_WORD_NONE && number_read(rest, &second) &&
        second.is_sure && number_is_below(&second, number)) {
        second.printed.begin += number->len;
        second.printed.end += number->len;
        second.len += number->len;
        *number = second;
    }
}

static void take_number(
    struct line_list *lines, struct line *line, struct number number)
{
    struct text whole = line->text;
    if (number.word == NUMBER_WORD_CLAUSE) {
        number.word = NUMBER_WORD_NONE;
    }
    number.is_sure = true;
    line->number = number;
    line->is_counter = false;
    line->printed =
        slice_cut(whole.bytes, number.printed.begin, number.printed.end);
    line->number_span = text_to_source(&whole, number.printed);
    struct span rest = {number.len, (uint32_t)whole.bytes.len};
    line->text = text_part(lines->doc->arena, &whole, rest);
}

static bool may_be_numbered(const struct line *line)
{
    return line->form == LINE_PARAGRAPH || line->form == LINE_ITEM ||
           line->form == LINE_HEADING;
}

/* A word before an unsure number stands in a title, not in a sentence:
   «Приложение № 1 к Политике», «Раздел 5 применяется с июля.» */
static bool is_word_title(const struct line *line)
{
    return line->text.bytes.len < TITLE_LONGEST / 2 && !line_is_ended(line);
}

static bool may_stand_alone(
    const struct line *line, const struct number *number)
{
    if (number->is_sure) {
        return number->word == NUMBER_WORD_NONE || line->look < LOOK_PLAIN ||
               line->text.bytes.len < TITLE_LONGEST;
    }
    if (number->word != NUMBER_WORD_NONE) {
        return is_word_title(line) && (line->look < LOOK_PLAIN ||
                                          number->word == NUMBER_WORD_APPENDIX);
    }
    return line->look < LOOK_PLAIN;
}

/* The numbers that the texts may start with; candidates[i].style is none where
   there is none. */
static struct number *read_candidates(struct line_list *lines)
{
    struct number *candidates =
        arena_array(lines->doc->arena, lines->count, sizeof(*candidates));
    for (size_t i = 0; i < lines->count; i++) {
        const struct line *line = &lines->items[i];
        struct number number = {0};
        if (may_be_numbered(line) && number_read(line->text.bytes, &number) &&
            (number.is_sure || !line->is_counter)) {
            read_second(line->text.bytes, &number);
            candidates[i] = number;
        }
    }
    return candidates;
}

/* An unsure number is one when its neighbour in the sequence is at hand. */
static void confirm_by_sequence(struct line_list *lines,
    const struct number *candidates, bool *is_confirmed)
{
    size_t previous[SEQUENCE_COUNT] = {0}; /* index + 1 */
    for (size_t i = 0; i < lines->count; i++) {
        const struct number *number = &candidates[i];
        if (!number_is_set(number)) {
            continue;
        }
        size_t *last = &previous[sequence_of(number)];
        if (*last && number->word == NUMBER_WORD_NONE &&
            number_last(number) == number_last(&candidates[*last - 1]) + 1) {
            is_confirmed[i] = true;
            is_confirmed[*last - 1] |= number_last(number) == 2;
        }
        *last = i + 1;
    }
}

/* The number that is all of the first of two cells. */
static bool read_row_number(const struct line *line, struct number *ret)
{
    if (line->form != LINE_ROW || line->cell_count != 2) {
        return false;
    }
    struct span first = line->cells[0].span;
    return first.begin < first.end &&
           number_read(slice_cut(line->text.bytes, 0, first.end), ret) &&
           ret->is_sure && ret->len == first.end;
}

/* A row of two cells of which the first is «1.1.», or «1.» over such a row: a
   layout, not a table. */
static void unfold_row(struct line_list *lines, size_t index)
{
    struct line *line = &lines->items[index];
    struct number number = {0};
    struct number next = {0};
    if (!read_row_number(line, &number)) {
        return;
    }
    bool is_title = index + 1 < lines->count &&
                    read_row_number(&lines->items[index + 1], &next) &&
                    number_is_below(&next, &number);
    if (number.depth > 1 || is_title) {
        line->form = LINE_PARAGRAPH;
        line->cell_count = 0;
        line->table = NONE;
        line->is_header = false;
        number.len++; /* the space between the cells */
        take_number(lines, line, number);
    }
}

/* «1.1.» in a paragraph of its own, or «Глава 2» over its title. */
static bool takes_next(const struct line *line, const struct line *next)
{
    bool is_bare = line_is_numbered(line) && line->text.bytes.len == 0;
    if (!is_bare || line_is_numbered(next) || next->text.bytes.len == 0) {
        return false;
    }
    if (line->number.word == NUMBER_WORD_NONE) {
        return next->form == LINE_PARAGRAPH && next->item == line->item;
    }
    if (line->number.word == NUMBER_WORD_APPENDIX &&
        slice_starts_with(next->text.bytes, SLICE("к "))) {
        return true;
    }
    uint32_t first = line_first_letter(next);
    bool is_title = next->look < LOOK_PLAIN || !line_is_ended(next);
    return is_title && utf8_is_upper(first) && next->look >= line->look &&
           next->text.bytes.len < TITLE_LONGEST &&
           (next->form == LINE_PARAGRAPH || next->form == LINE_HEADING);
}

static void merge_bare_numbers(struct line_list *lines)
{
    size_t kept = 0;
    for (size_t i = 0; i < lines->count; i++) {
        struct line line = lines->items[i];
        if (i + 1 < lines->count && takes_next(&line, &lines->items[i + 1])) {
            const struct line *next = &lines->items[++i];
            line.text = next->text;
            line.span.end = next->span.end;
            line.look = next->look < line.look ? next->look : line.look;
        }
        lines->items[kept++] = line;
    }
    lines->count = kept;
}

void lines_number(struct line_list *lines)
{
    struct number *candidates = read_candidates(lines);
    bool *is_confirmed =
        arena_array(lines->doc->arena, lines->count, sizeof(bool));
    confirm_by_sequence(lines, candidates, is_confirmed);
    for (size_t i = 0; i < lines->count; i++) {
        struct line *line = &lines->items[i];
        unfold_row(lines, i);
        if (number_is_set(&candidates[i]) &&
            (is_confirmed[i] || may_stand_alone(line, &candidates[i]))) {
            take_number(lines, line, candidates[i]);
        }
    }
    merge_bare_numbers(lines);
}
