#include "parser/provision.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <stdint.h>

/* A number of more levels, or a level of more digits, is something else. */
#define MOST_LEVELS 5
#define MOST_DIGITS 3

static size_t skip_space(struct slice line, size_t at)
{
    while (at < line.len) {
        size_t next = at;
        uint32_t code_point = utf8_next(line, &next);
        if (!utf8_is_space(code_point) && !utf8_is_invisible(code_point)) {
            break;
        }
        at = next;
    }
    return at;
}

/* Longer mark-up before a number is not looked through. */
#define LONGEST_MARKUP 200

/* Over white space, emphasis marks and tags: "**1.1.**", "<b>1.1.</b>". */
static size_t skip_markup(struct slice line)
{
    size_t at = skip_space(line, 0);
    while (at < line.len && at < LONGEST_MARKUP) {
        char byte = line.bytes[at];
        bool is_doubled = (byte == '*' || byte == '_') && at + 1 < line.len &&
                          line.bytes[at + 1] != ' ';
        size_t close = byte == '<' ? slice_find(slice_cut(line, 0, at + 40),
                                         SLICE(">"), at)
                                   : SLICE_NOT_FOUND;
        if (close != SLICE_NOT_FOUND) {
            at = close + 1;
        } else if (is_doubled) {
            at++;
        } else {
            break;
        }
    }
    return at;
}

static bool is_space_at(struct slice line, size_t at)
{
    return at < line.len && utf8_is_space(utf8_next(line, &at));
}

/* A sign that stands before an item; signs that stand in a text as well need
   a space, or for a dash at least a letter, behind them. */
enum bullet { BULLET_NONE, BULLET_SURE, BULLET_DASH, BULLET_ASTERISK };

static enum bullet bullet_of(uint32_t code_point)
{
    switch (code_point) {
    case '*':
        return BULLET_ASTERISK;
    case '-':
    case 0x2012:
    case 0x2013:
    case 0x2014:
    case 0x2015:
        return BULLET_DASH;
    case 0x00B7: /* middle dot */
    case 0x2022: /* bullet */
    case 0x2023:
    case 0x2043:
    case 0x2219:
    case 0x25A0:
    case 0x25AA:
    case 0x25CB:
    case 0x25CF:
    case 0x25E6:
    case 0x2713:
    case 0x2714:
    case 0xF0B7: /* Word's bullet in the Symbol font */
        return BULLET_SURE;
    default:
        return BULLET_NONE;
    }
}

/* Behind the bullet at the offset; at when there is none. */
static size_t bullet_end(struct slice line, size_t at)
{
    size_t end = at;
    enum bullet bullet = bullet_of(utf8_next(line, &end));
    size_t behind = end;
    uint32_t next = end < line.len ? utf8_next(line, &behind) : 0;
    bool is_bullet = bullet == BULLET_SURE ||
                     (bullet != BULLET_NONE && utf8_is_space(next)) ||
                     (bullet == BULLET_DASH && utf8_is_letter(next));
    return is_bullet && end < line.len ? end : at;
}

static size_t digits_end(struct slice line, size_t at)
{
    while (at < line.len && ascii_is_digit(line.bytes[at])) {
        at++;
    }
    return at;
}

/* Behind "1.", "2.3" or "2.3."; at when there is no such number. One level
   needs its full stop. */
static size_t levels_end(struct slice line, size_t at)
{
    size_t begin = at;
    size_t levels = 0;
    bool has_stop = false;
    for (;;) {
        size_t end = digits_end(line, at);
        if (end == at || end - at > MOST_DIGITS) {
            break;
        }
        levels++;
        at = end;
        has_stop = at < line.len && line.bytes[at] == '.';
        at += has_stop;
        if (!has_stop) {
            break;
        }
    }
    bool is_number = levels && levels <= MOST_LEVELS &&
                     (levels > 1 || has_stop) && digits_end(line, at) == at;
    return is_number ? at : begin;
}

/* Behind "4)", "(5)", "а)", "(b)"; at when there is none. */
static size_t parenthesis_end(struct slice line, size_t at)
{
    size_t begin = at;
    at += at < line.len && line.bytes[at] == '(';
    size_t end = digits_end(line, at);
    if (end == at && at < line.len) {
        uint32_t letter = utf8_next(line, &end);
        if (!utf8_is_letter(letter)) {
            return begin;
        }
    }
    if (end == at || end - at > MOST_DIGITS || end >= line.len ||
        line.bytes[end] != ')') {
        return begin;
    }
    return end + 1;
}

struct provision_opening provision_opening(struct slice line)
{
    struct provision_opening opening = {.begin = skip_markup(line)};
    size_t at = opening.begin;
    if (at >= line.len) {
        return opening;
    }
    size_t end = bullet_end(line, at);
    if (end > at) {
        opening.kind = OPENING_BULLET;
        opening.mark = slice_cut(line, at, end);
        return opening;
    }
    end = levels_end(line, at);
    end = end == at ? parenthesis_end(line, at) : end;
    /* «**1.1.** Текст»: emphasis may close between number and space. */
    size_t space = end;
    while (space > at && space < line.len &&
           (line.bytes[space] == '*' || line.bytes[space] == '_')) {
        space++;
    }
    bool is_closing_tag = space < line.len && line.bytes[space] == '<';
    if (end == at || !(is_space_at(line, space) || is_closing_tag)) {
        return (struct provision_opening){.begin = at};
    }
    opening.kind = OPENING_NUMBER;
    opening.mark = slice_cut(line, at, end);
    return opening;
}

/* The last word of a line, without white space and emphasis behind it. */
static struct slice last_word(struct slice line)
{
    size_t end = line.len;
    while (end > 0) {
        size_t at = end;
        uint32_t last = utf8_previous(line, &at);
        if (!utf8_is_space(last) && last != '*' && last != '_' &&
            last != '\\') {
            break;
        }
        end = at;
    }
    size_t begin = end;
    while (begin > 0) {
        size_t at = begin;
        if (utf8_is_space(utf8_previous(line, &at))) {
            break;
        }
        begin = at;
    }
    return slice_cut(line, begin, end);
}

/* A word after which a number goes on with the sentence: «согласно п.». */
static bool wants_number(struct slice word)
{
    static const char *const words[] = {"п.", "пп.", "п.п.", "ст.", "ч.",
        "абз.", "подп.", "пункт", "пункта", "пункте", "пунктом", "пункту",
        "пункты", "пунктов", "пунктах", "пунктами", "подпункт", "подпункта",
        "подпункте", "подпунктом", "подпунктов", "раздел", "раздела", "разделе",
        "разделом", "разделов", "статья", "статьи", "статье", "статьей",
        "статьёй", "статей", "часть", "части", "частью", "№", "от", "до", "и",
        "или", "по", "с", "в", "на", "не", "за", "г.", "тел.", "версия",
        "версии", "ред."};
    return slice_is_among(word, words, COUNT_OF(words));
}

bool provision_is_closed(struct slice line)
{
    struct slice word = last_word(line);
    if (word.len == 0 || wants_number(word)) {
        return word.len == 0;
    }
    size_t at = word.len;
    uint32_t last = utf8_previous(word, &at);
    while (at > 0 && (last == '"' || last == 0x00BB || last == ')' ||
                         last == 0x201D || last == '>')) {
        last = utf8_previous(word, &at);
    }
    return last == '.' || last == ':' || last == ';' || last == '!' ||
           last == '?' || last == 0x2026;
}

/* Whether the line goes on with a capital letter, as a provision begins. */
static bool goes_on_with_capital(
    struct slice line, struct provision_opening opening)
{
    size_t at = opening.begin + opening.mark.len;
    while (at < line.len) {
        uint32_t code_point = utf8_next(line, &at);
        if (utf8_is_letter(code_point)) {
            return utf8_is_upper(code_point);
        }
    }
    return false;
}

static bool ends_in_comma(struct slice line)
{
    return slice_ends_with(last_word(line), SLICE(","));
}

/* Whether both are of one sort: the same bullet, or numbers closed the same
   way. */
static bool is_sibling(struct provision_opening a, struct provision_opening b)
{
    if (a.kind != b.kind || a.kind == OPENING_NONE) {
        return false;
    }
    if (a.kind == OPENING_BULLET) {
        return slice_equal(a.mark, b.mark);
    }
    return a.mark.bytes[a.mark.len - 1] == b.mark.bytes[b.mark.len - 1];
}

bool provision_begins(
    struct slice previous, struct provision_opening current, struct slice line)
{
    struct provision_opening opening = provision_opening(line);
    if (opening.kind == OPENING_NONE) {
        return false;
    }
    if (provision_is_closed(previous)) {
        return true;
    }
    struct slice word = last_word(previous);
    if (is_sibling(current, opening)) {
        return opening.kind == OPENING_BULLET || !wants_number(word);
    }
    if (opening.kind == OPENING_BULLET) {
        return false;
    }
    bool has_levels =
        slice_find(opening.mark, SLICE("."), 0) + 1 < opening.mark.len;
    return !wants_number(word) && (has_levels || ends_in_comma(previous)) &&
           goes_on_with_capital(line, opening);
}

bool provision_had_room(struct slice previous, struct slice line, size_t width)
{
    size_t word = 0;
    while (word < line.len && !is_space_at(line, word)) {
        word++;
    }
    return previous.len + 1 + word <= width;
}

bool provision_begins_large(struct slice line)
{
    size_t at = provision_opening(line).begin;
    return at < line.len && utf8_is_upper(utf8_next(line, &at));
}

bool provision_begins_small(struct slice line)
{
    size_t at = provision_opening(line).begin;
    return at < line.len && utf8_is_lower(utf8_next(line, &at));
}

static bool ends_in(struct slice line, const char *end)
{
    return slice_ends_with(slice_trim(line), slice_from(end));
}

bool provision_is_listing(struct slice line)
{
    return ends_in(line, ":") || ends_in(line, ";");
}

size_t provision_typed_width(struct slice paragraph)
{
    struct slice previous;
    struct slice line;
    bool has_cut = false;
    if (!slice_next_line(&paragraph, &previous) || paragraph.len == 0) {
        return 0;
    }
    size_t widest = previous.len;
    struct provision_opening opening = provision_opening(previous);
    while (slice_next_line(&paragraph, &line)) {
        if (provision_begins(previous, opening, line)) {
            has_cut = true;
            opening = provision_opening(line);
        } else if (ends_in(previous, ":")) {
            has_cut = true;
        } else if (provision_begins_small(line) &&
                   !provision_is_closed(previous)) {
            return 0;
        }
        widest = line.len > widest ? line.len : widest;
        previous = line;
    }
    return has_cut ? widest : 0;
}

void provision_note_bullet(struct typed_list *typed,
    const struct block_list *list, struct block *block, uint32_t *list_count)
{
    struct provision_opening opening = provision_opening(block->text.bytes);
    if (opening.kind != OPENING_BULLET || opening.begin > 0) {
        return;
    }
    const struct block *before =
        list->count ? &list->items[list->count - 1] : NULL;
    bool goes_on = before && typed->next_block == list->count &&
                   before->list_depth == block->list_depth + 1 &&
                   before->quote == block->quote &&
                   slice_equal(typed->marker, opening.mark);
    if (!goes_on) {
        typed->number = (*list_count)++;
        typed->marker = opening.mark;
    }
    typed->next_block = list->count + 1;
    uint32_t mark_end = (uint32_t)opening.mark.len;
    uint32_t text_end = (uint32_t)block->text.bytes.len;
    block->kind = BLOCK_ITEM;
    block->marker = opening.mark;
    block->marker_span =
        text_to_source(&block->text, (struct span){0, mark_end});
    block->list = typed->number;
    block->list_depth++;
    block->text =
        text_part(list->arena, &block->text, (struct span){mark_end, text_end});
}
