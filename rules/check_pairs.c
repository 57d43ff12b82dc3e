/*
 * check_pairs.c - brackets and quotation marks that open and never close, or
 * close and never opened.
 *
 * Each kind is matched by itself, first within its clause; what one item of a
 * list opens, a later item of the same section may close. Quotation marks may
 * share a closing one: «ООО «Ромашка» is how typographers close two. Brackets
 * of list markers («а)») and smileys have no partner and want none.
 */
#include "rules/checks.h"

#include "parser/utf8.h"

/* An opening mark is looked for among this many latest ones. */
#define OPEN_LOOKED_AT 32
/* A bracket closed this many clauses after it opened is meant to be. */
#define CLAUSES_APART 40
/* Letters or digits of a list marker: «10)», «iv)». */
#define MARKER_LONGEST 3
/* Visible bytes shown beside the mark. */
#define BESIDE 40

/* Quotation marks of all shapes are one kind: who opens with « and closes with
   " has made no hole. */
enum mark_kind { MARK_NONE, MARK_ROUND, MARK_SQUARE, MARK_QUOTE };

/* A mark that has no partner so far. */
struct mark {
    uint32_t clause;
    struct span span; /* text bytes */
    enum mark_kind kind;
    bool is_open;
    bool is_turned; /* it opens where one should close */
};

struct mark_list {
    struct mark *items; /* in reading order */
    size_t count;
    size_t capacity;
};

struct pairing {
    struct check_context *context;
    bool of_quotes;   /* else of brackets */
    uint32_t section; /* first clause behind the latest heading */
    struct mark_list open;
    struct mark_list wrong;
};

/* The code point before offset, or 0. */
static uint32_t sign_before(struct slice text, size_t offset)
{
    return offset ? utf8_previous(text, &offset) : 0;
}

/* The code point at offset, or 0. */
static uint32_t sign_at(struct slice text, size_t offset)
{
    return offset < text.len ? utf8_next(text, &offset) : 0;
}

/* Marks that look the same on both sides open behind a space or another
   opening mark. */
static bool opens_here(struct slice text, struct span span)
{
    uint32_t before = sign_before(text, span.begin);
    return before == 0 || utf8_is_space(before) || before == '(' ||
           before == '[' || before == 0x00AB || before == '-' ||
           before == 0x2014 || before == '=';
}

/* «15"» are inches, «5'» minutes. */
static bool is_measure(struct slice text, struct span span)
{
    return utf8_is_digit(sign_before(text, span.begin));
}

/* The bytes that marks begin with, in UTF-8. */
#define BRACKET_BYTES "()[]"
#define QUOTE_BYTES "\"\xC2\xE2" /* the first of « » and of “ ” „ */

/* What kind of mark stands at the span, and does it open? */
static enum mark_kind kind_at(
    struct slice text, struct span span, bool *ret_opens)
{
    uint32_t sign = sign_at(text, span.begin);
    *ret_opens = sign == '(' || sign == '[' || sign == 0x00AB || sign == 0x201E;
    switch (sign) {
    case '(':
    case ')':
        return MARK_ROUND;
    case '[':
    case ']':
        return MARK_SQUARE;
    case 0x00AB: /* « */
    case 0x00BB: /* » */
    case 0x201E: /* „ */
        return MARK_QUOTE;
    case '"':
    case 0x201C: /* “, which closes „ and opens ” */
    case 0x201D: /* ” */
        *ret_opens = opens_here(text, span);
        return is_measure(text, span) ? MARK_NONE : MARK_QUOTE;
    default:
        return MARK_NONE;
    }
}

static void add_mark(
    struct arena *arena, struct mark_list *list, struct mark mark)
{
    list->items = arena_grow(
        arena, list->items, list->count, &list->capacity, sizeof(mark));
    list->items[list->count++] = mark;
}

/* Take the latest opening mark that the closing one fits off the list; false
   when there is none. */
static bool take_opening(struct pairing *pairing, const struct mark *close)
{
    struct mark_list *open = &pairing->open;
    for (size_t i = open->count; i-- > 0;) {
        const struct mark *mark = &open->items[i];
        bool is_near = mark->clause == close->clause ||
                       (mark->clause >= pairing->section &&
                           close->clause - mark->clause <= CLAUSES_APART);
        if (!is_near || open->count - i > OPEN_LOOKED_AT) {
            return false;
        }
        if (mark->kind == close->kind) {
            for (size_t k = i; k + 1 < open->count; k++) {
                open->items[k] = open->items[k + 1];
            }
            open->count--;
            return true;
        }
    }
    return false;
}

/* Openings of the clause before the byte, where a guillemet closed, are
   closed with it. */
static void share_close(
    struct pairing *pairing, uint32_t clause, uint32_t close)
{
    struct mark_list *open = &pairing->open;
    size_t kept = open->count;
    while (kept > 0 && open->items[kept - 1].clause == clause) {
        kept--;
    }
    for (size_t i = kept; i < open->count; i++) {
        if (open->items[i].span.begin > close) {
            open->items[kept++] = open->items[i];
        }
    }
    open->count = kept;
}

/* «cookies « , …»: does the opening guillemet stand where a word ends? */
static bool stands_at_end(
    const struct pairing *pairing, const struct mark *mark)
{
    struct slice text =
        check_document(pairing->context)->clauses[mark->clause].text.bytes;
    size_t next = mark->span.end;
    uint32_t sign = next < text.len ? utf8_next(text, &next) : '.';
    return sign == '.' || sign == ',' || sign == ';' || sign == ')';
}

static void read_mark(struct pairing *pairing, struct mark mark)
{
    struct arena *arena = check_arena(pairing->context);
    mark.is_turned = mark.kind == MARK_QUOTE && mark.is_open &&
                     stands_at_end(pairing, &mark);
    if (mark.is_turned && take_opening(pairing, &mark)) {
        add_mark(arena, &pairing->wrong, mark);
    } else if (mark.is_open) {
        add_mark(arena, &pairing->open, mark);
    } else if (!take_opening(pairing, &mark)) {
        add_mark(arena, &pairing->wrong, mark);
    }
}

static void read_clause(struct pairing *pairing, uint32_t index)
{
    struct slice text =
        check_document(pairing->context)->clauses[index].text.bytes;
    struct slice bytes =
        pairing->of_quotes ? SLICE(QUOTE_BYTES) : SLICE(BRACKET_BYTES);
    uint32_t last_close = 0;
    size_t at = slice_find_any(text, bytes, 0);
    for (; at < text.len; at = slice_find_any(text, bytes, at)) {
        struct mark mark = {.clause = index};
        mark.span.begin = (uint32_t)at;
        utf8_next(text, &at);
        mark.span.end = (uint32_t)at;
        mark.kind = kind_at(text, mark.span, &mark.is_open);
        if (mark.kind != MARK_NONE) {
            read_mark(pairing, mark);
            last_close = mark.is_open ? last_close : mark.span.begin;
        }
    }
    if (pairing->of_quotes) {
        share_close(pairing, index, last_close);
    }
}

/* ---- marks that want no partner ---- */

/* «а)», «10)» at the start of the text or behind a space. */
static bool is_marker(struct slice text, size_t close)
{
    size_t begin = close;
    for (size_t count = 0; begin > 0; count++) {
        size_t previous = begin;
        uint32_t sign = utf8_previous(text, &previous);
        if (!utf8_is_letter(sign) && !utf8_is_digit(sign) && sign != '.') {
            break;
        }
        if (count == MARKER_LONGEST) {
            return false;
        }
        begin = previous;
    }
    uint32_t sign = sign_before(text, begin);
    return begin < close && (sign == 0 || utf8_is_space(sign));
}

/* «:)», «;-(», «спасибо))» */
static bool is_smiley(struct slice text, const struct mark *mark)
{
    uint32_t before = sign_before(text, mark->span.begin);
    bool has_eyes =
        before == ':' || before == ';' || before == '=' || before == '-';
    bool is_run = !mark->is_open &&
                  (before == ')' || sign_at(text, mark->span.end) == ')');
    return has_eyes || is_run;
}

/* «Главная » Политика»: an arrow. */
static bool is_arrow(struct slice text, const struct mark *mark)
{
    uint32_t before = sign_before(text, mark->span.begin);
    uint32_t after = sign_at(text, mark->span.end);
    return (before == 0 || utf8_is_space(before)) &&
           (after == 0 || utf8_is_space(after));
}

static bool wants_no_partner(struct slice text, const struct mark *mark)
{
    if (mark->kind == MARK_QUOTE) {
        return is_arrow(text, mark);
    }
    return is_smiley(text, mark) ||
           (!mark->is_open && is_marker(text, mark->span.begin));
}

/* ---- reports ---- */

/* The mark with the word inside it: what a reader looks for. */
static struct span with_word(struct slice text, const struct mark *mark)
{
    struct span span = mark->span;
    bool has_letter = false;
    for (;;) {
        size_t next = mark->is_open ? span.end : span.begin;
        size_t length = span.end - span.begin;
        bool is_over = mark->is_open ? next >= text.len : next == 0;
        if (is_over || length >= BESIDE) {
            return span;
        }
        uint32_t sign =
            mark->is_open ? utf8_next(text, &next) : utf8_previous(text, &next);
        if (has_letter && utf8_is_space(sign)) {
            return span;
        }
        has_letter |= !utf8_is_space(sign);
        *(mark->is_open ? &span.end : &span.begin) = (uint32_t)next;
    }
}

static void report(struct check_context *context, const struct rule *rule,
    const struct mark *mark)
{
    struct slice text =
        check_document(context)->clauses[mark->clause].text.bytes;
    if (wants_no_partner(text, mark)) {
        return;
    }
    struct words never_closed = {SLICE("Открыта и нигде не закрыта."),
        SLICE("It opens here and never closes.")};
    struct words never_opened = {SLICE("Закрыта, а открыта не была."),
        SLICE("It closes here and was never opened.")};
    struct words kind = rule->message;
    struct words turned = {SLICE("Повёрнута в обратную сторону."),
        SLICE("It is turned the wrong way.")};
    const struct words *which = mark->is_turned ? &turned
                                : mark->is_open ? &never_closed
                                                : &never_opened;
    struct arena *arena = check_arena(context);
    struct words message = {
        arena_format(arena, "%.*s %.*s", (int)kind.ru.len, kind.ru.bytes,
            (int)which->ru.len, which->ru.bytes),
        arena_format(arena, "%.*s %.*s", (int)kind.en.len, kind.en.bytes,
            (int)which->en.len, which->en.bytes),
    };
    check_report(context, rule,
        (struct passage){mark->clause, with_word(text, mark)}, &message);
}

static void check_pairs(struct pairing *pairing, const struct rule *rule)
{
    const struct doc *doc = check_document(pairing->context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->is_heading || clause->kind == CLAUSE_SECTION) {
            pairing->section = i + 1;
        }
        uint8_t signs = pairing->of_quotes ? WORD_AFTER_QUOTE
                                           : WORD_AFTER_OPEN | WORD_AFTER_CLOSE;
        if (check_is_read(clause) && clause->signs & signs) {
            read_clause(pairing, i);
        }
    }
    for (size_t i = 0; i < pairing->open.count; i++) {
        report(pairing->context, rule, &pairing->open.items[i]);
    }
    for (size_t i = 0; i < pairing->wrong.count; i++) {
        report(pairing->context, rule, &pairing->wrong.items[i]);
    }
}

void check_unmatched_bracket(
    struct check_context *context, const struct rule *rule)
{
    struct pairing pairing = {.context = context};
    check_pairs(&pairing, rule);
}

void check_unmatched_quote(
    struct check_context *context, const struct rule *rule)
{
    struct pairing pairing = {.context = context, .of_quotes = true};
    check_pairs(&pairing, rule);
}
