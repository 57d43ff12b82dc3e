/*
 * guard_blank.c - words of a template that somebody is to fill in.
 */
#include "rules/guard_look.h"

#include "parser/utf8.h"

static struct slice match_clause_text(const struct look *look)
{
    uint32_t clause = look->match->passage.clause;
    return look->reading->doc->clauses[clause].text.bytes;
}

/* The sentence of the match, as far as the window. */
static struct span sentence_span(const struct look *look)
{
    const uint32_t reach = LOOK_WINDOW * 16; /* bytes */
    struct span span = look->reading->doc->sentences[look->unit->sentence].span;
    struct span match = look->match->passage.span;
    if (match.begin > span.begin + reach) {
        span.begin = match.begin - reach;
    }
    if (span.end > match.end + reach) {
        span.end = match.end + reach;
    }
    return span;
}

/* What the signer fills in is no template: of «Я, ____, паспорт ____, даю
   согласие ООО …» only the words behind the consent count, and of «телефон
   ____, настоящим даю согласие ООО …», where the form cut the line, too. */
static size_t behind_signer(const struct look *look, size_t begin)
{
    struct slice clause = match_clause_text(look);
    struct span sentence =
        look->reading->doc->sentences[look->unit->sentence].span;
    struct slice text =
        slice_cut(clause, sentence.begin, look->match->passage.span.end);
    if (!slice_starts_with(text, SLICE("Я,")) &&
        !slice_starts_with(text, SLICE("Я ")) &&
        slice_find(text, SLICE(" даю "), 0) == SLICE_NOT_FOUND) {
        return begin;
    }
    for (size_t at = slice_find(text, SLICE("соглас"), 0);
         at != SLICE_NOT_FOUND;
         at = slice_find(text, SLICE("соглас"), at + 1)) {
        if (sentence.begin + at > begin) {
            begin = sentence.begin + at;
        }
    }
    return begin;
}

/* A blank this far from the words, in bytes, is for something else: «Я,
   ______ (ФИО), даю согласие ООО «Вектор»». */
#define BLANK_REACH 120u

static bool parts(char byte)
{
    return byte == ',' || byte == ';';
}

/* The words around the match, up to a comma on either side: «ООО «Вектор»,
   телефон ______» names the company. Commas in square brackets part nothing. */
static struct span part_around(struct slice text, struct span match)
{
    struct span part = match;
    bool is_inside = false;
    while (part.end < text.len && (is_inside || !parts(text.bytes[part.end]))) {
        is_inside = text.bytes[part.end] == '[' ||
                    (is_inside && text.bytes[part.end] != ']');
        part.end++;
    }
    is_inside = false;
    while (
        part.begin > 0 && (is_inside || !parts(text.bytes[part.begin - 1]))) {
        part.begin--;
        is_inside = text.bytes[part.begin] == ']' ||
                    (is_inside && text.bytes[part.begin] != '[');
    }
    return part;
}

bool guard_has_blank(const struct look *look)
{
    struct span span = sentence_span(look);
    struct span match = look->match->passage.span;
    if (match.begin > span.begin + BLANK_REACH) {
        span.begin = match.begin - BLANK_REACH;
    }
    if (span.end > match.end + BLANK_REACH) {
        span.end = match.end + BLANK_REACH;
    }
    span.begin = (uint32_t)behind_signer(look, span.begin);
    struct slice text =
        slice_cut(match_clause_text(look), span.begin, span.end);
    if (match.begin >= span.begin && match.end <= span.end) {
        struct span within = {match.begin - span.begin, match.end - span.begin};
        within = part_around(text, within);
        text = slice_cut(text, within.begin, within.end);
    }
    if (slice_find(text, SLICE("___"), 0) != SLICE_NOT_FOUND ||
        slice_find(text, SLICE("{{"), 0) != SLICE_NOT_FOUND ||
        slice_find(text, SLICE("…………"), 0) != SLICE_NOT_FOUND) {
        return true;
    }
    for (size_t at = slice_find(text, SLICE("["), 0); at != SLICE_NOT_FOUND;
         at = slice_find(text, SLICE("["), at + 1)) {
        size_t next = at + 1;
        size_t end = slice_find(text, SLICE("]"), at);
        if (end != SLICE_NOT_FOUND && end > at + 5 && next < text.len &&
            utf8_is_letter(utf8_next(text, &next))) {
            return true;
        }
    }
    return false;
}
