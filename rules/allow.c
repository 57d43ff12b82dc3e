/*
 * allow.c - the comments of a document, read as allowances.
 */
#include "rules/allow.h"

#include "parser/ascii.h"
#include "rules/run.h"
#include "rules/suggest.h"

#include <string.h>

#define PREFIX "clauselint-"

enum allow_kind { ALLOW_NEXT, ALLOW_START, ALLOW_END, ALLOW_FILE };

/* A comment on its way. */
struct allow_comment {
    struct check_context *context;
    struct allow_list *list;
    struct span span;  /* of the source */
    struct slice rest; /* what is still to be read of it */
    enum allow_kind kind;
    struct slice reason;
    struct date until;
};

static struct slice source_of(const struct allow_comment *comment)
{
    return comment->context->doc->source.text;
}

/* Where a part of the comment stands in the source. */
static struct span span_of(
    const struct allow_comment *comment, struct slice part)
{
    uint32_t begin = (uint32_t)(part.bytes - source_of(comment).bytes);
    return (struct span){begin, begin + (uint32_t)part.len};
}

static struct allowance *add(
    const struct allow_comment *comment, struct span mark)
{
    struct allow_list *list = comment->list;
    list->items = arena_grow(comment->context->arena, list->items, list->count,
        &list->capacity, sizeof(*list->items));
    struct allowance *allowance = &list->items[list->count++];
    *allowance = (struct allowance){
        .comment = comment->span,
        .mark = mark,
        .reason = comment->reason,
        .until = comment->until,
    };
    return allowance;
}

static void add_fault(const struct allow_comment *comment, struct span mark,
    enum allow_fault fault, struct words message)
{
    struct allowance *allowance = add(comment, mark);
    allowance->fault = fault;
    allowance->message = message;
}

static void add_malformed(const struct allow_comment *comment,
    struct slice part, struct words message)
{
    add_fault(comment, span_of(comment, part), ALLOW_MALFORMED, message);
}

/* "clauselint-allow-start": false when it is none of the four. */
static bool read_keyword(struct allow_comment *comment)
{
    static const struct {
        const char *word;
        enum allow_kind kind;
    } words[] = {
        {"clauselint-allow", ALLOW_NEXT},
        {"clauselint-allow-start", ALLOW_START},
        {"clauselint-allow-end", ALLOW_END},
        {"clauselint-allow-file", ALLOW_FILE},
    };
    struct slice rest = comment->rest;
    size_t len = 0;
    while (len < rest.len &&
           (ascii_is_alphanumeric(rest.bytes[len]) || rest.bytes[len] == '-')) {
        len++;
    }
    struct slice word = slice_cut(rest, 0, len);
    comment->rest = slice_cut(rest, len, rest.len);
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_equal(word, slice_from(words[i].word))) {
            comment->kind = words[i].kind;
            return true;
        }
    }
    add_malformed(comment, word,
        (struct words){SLICE("Такого послабления нет: бывают clauselint-allow, "
                             "clauselint-allow-start, clauselint-allow-end и "
                             "clauselint-allow-file."),
            SLICE("There is no such allowance: there are clauselint-allow, "
                  "clauselint-allow-start, clauselint-allow-end and "
                  "clauselint-allow-file.")});
    return false;
}

/* Take the reason off, behind the first colon. */
static void read_reason(struct allow_comment *comment)
{
    size_t colon = slice_find(comment->rest, SLICE(":"), 0);
    if (colon != SLICE_NOT_FOUND) {
        comment->reason =
            slice_trim(slice_cut(comment->rest, colon + 1, comment->rest.len));
        comment->rest = slice_cut(comment->rest, 0, colon);
    }
}

/* The next word before the reason; commas and spaces part them. */
static bool next_word(struct allow_comment *comment, struct slice *ret)
{
    struct slice rest = comment->rest;
    size_t begin = 0;
    while (begin < rest.len && memchr(" \t\r\n,", rest.bytes[begin], 5)) {
        begin++;
    }
    size_t end = begin;
    while (end < rest.len && !memchr(" \t\r\n,", rest.bytes[end], 5)) {
        end++;
    }
    comment->rest = slice_cut(rest, end, rest.len);
    *ret = slice_cut(rest, begin, end);
    return ret->len > 0;
}

static bool read_until(struct allow_comment *comment, struct slice word)
{
    struct slice day = slice_cut(word, strlen("until="), word.len);
    if (date_parse_iso(day, &comment->until)) {
        return true;
    }
    add_malformed(comment, word,
        (struct words){SLICE("Срок послабления — не дата вида "
                             "until=2027-01-31."),
            SLICE("The last day of the allowance is no date like "
                  "until=2027-01-31.")});
    return false;
}

static const struct rule *find_rule(
    const struct allow_comment *comment, struct slice id)
{
    const struct rule *rule = ruleset_find(comment->context->ruleset, id);
    return rule && rule->kind != RULE_CONCEPT ? rule : NULL;
}

static void add_unknown(const struct allow_comment *comment, struct slice id)
{
    const struct ruleset *ruleset = comment->context->ruleset;
    struct arena *arena = comment->context->arena;
    struct slice *ids = arena_array(arena, ruleset->rule_count, sizeof(*ids));
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        ids[i] = ruleset->rules[i]->id;
    }
    struct slice near = suggest_name(id, ids, ruleset->rule_count);
    struct words message = {SLICE("Послабление дано правилу, которого нет."),
        SLICE("The allowance is for a rule that does not exist.")};
    if (near.len > 0) {
        message.ru = arena_format(arena,
            "Послабление дано правилу, которого нет; возможно, %.*s?",
            (int)near.len, near.bytes);
        message.en = arena_format(arena,
            "The allowance is for a rule that does not exist; did you mean "
            "%.*s?",
            (int)near.len, near.bytes);
    }
    add_fault(comment, span_of(comment, id), ALLOW_UNKNOWN_RULE, message);
}

/* The start that is open for the rule; NULL when there is none. */
static struct allowance *open_start(
    const struct allow_list *list, const struct rule *rule)
{
    for (size_t i = list->count; i-- > 0;) {
        struct allowance *allowance = &list->items[i];
        if (allowance->fault == ALLOW_UNCLOSED && allowance->rule == rule) {
            return allowance;
        }
    }
    return NULL;
}

static const struct words unclosed = {
    {"У начала послабления нет конца: clauselint-allow-end с тем же правилом.",
        sizeof("У начала послабления нет конца: clauselint-allow-end с тем же "
               "правилом.") -
            1},
    {"The allowance begins and does not end: clauselint-allow-end with the "
     "same rule is missing.",
        sizeof("The allowance begins and does not end: clauselint-allow-end "
               "with the same rule is missing.") -
            1}};

static void end_range(const struct allow_comment *comment, struct slice id)
{
    const struct rule *rule = find_rule(comment, id);
    struct allowance *start = rule ? open_start(comment->list, rule) : NULL;
    if (start) {
        start->fault = ALLOW_GOOD;
        start->target.end = comment->span.begin;
        return;
    }
    struct words message = {
        SLICE("Конец послабления без начала: выше нет clauselint-allow-start "
              "с этим правилом."),
        SLICE("The allowance ends and did not begin: there is no "
              "clauselint-allow-start with this rule above.")};
    add_fault(comment, span_of(comment, id), ALLOW_UNCLOSED, message);
    comment->list->items[comment->list->count - 1].rule = NULL;
}

static struct span target_of(const struct allow_comment *comment)
{
    struct allow_list *list = comment->list;
    if (!list->places) {
        list->places =
            allow_places_new(comment->context->arena, comment->context->doc);
    }
    return allow_places_target(list->places, comment->span);
}

static void add_rule(const struct allow_comment *comment, struct slice id)
{
    const struct rule *rule = find_rule(comment, id);
    if (!rule) {
        add_unknown(comment, id);
        return;
    }
    if (comment->kind == ALLOW_END) {
        end_range(comment, id);
        return;
    }
    struct allowance *allowance = add(comment, span_of(comment, id));
    allowance->rule = rule;
    uint32_t end = (uint32_t)source_of(comment).len;
    switch (comment->kind) {
    case ALLOW_NEXT:
        allowance->target = target_of(comment);
        break;
    case ALLOW_START:
        allowance->fault = ALLOW_UNCLOSED;
        allowance->message = unclosed;
        allowance->target = (struct span){comment->span.end, end};
        break;
    case ALLOW_FILE:
        allowance->target = (struct span){0, end + 1};
        break;
    case ALLOW_END:
        break;
    }
}

/* Room for one more; else what stands there is said to be over the limit. */
static bool has_room(const struct allow_comment *comment, struct slice at)
{
    if (comment->list->count < ALLOWANCE_LIMIT) {
        return true;
    }
    add_malformed(comment, at,
        (struct words){
            SLICE("Послаблений в документе больше предела ALLOWANCE_LIMIT "
                  "(4096); это и следующие не прочитаны."),
            SLICE("The document has more allowances than ALLOWANCE_LIMIT "
                  "(4096); this one and the next are not read.")});
    return false;
}

/* Read the rules of a comment; false when there is room for no more. */
static bool read_rules(struct allow_comment *comment)
{
    struct slice word;
    while (next_word(comment, &word)) {
        if (slice_starts_with(word, SLICE("until="))) {
            continue;
        }
        if (!has_room(comment, word)) {
            return false;
        }
        add_rule(comment, word);
    }
    return true;
}

/* False when there is room for no more. */
static bool read_comment(struct allow_comment *comment)
{
    struct slice all = comment->rest;
    if (!read_keyword(comment)) {
        return true;
    }
    read_reason(comment);
    struct allow_comment words = *comment;
    struct slice word;
    size_t rule_count = 0;
    while (next_word(&words, &word)) { /* a date may follow the rules */
        bool is_until = slice_starts_with(word, SLICE("until="));
        rule_count += !is_until;
        if (is_until && !read_until(comment, word)) {
            return true;
        }
    }
    if (rule_count == 0) {
        add_malformed(comment, all,
            (struct words){SLICE("Послабление не называет правила."),
                SLICE("The allowance names no rule.")});
        return true;
    }
    return read_rules(comment);
}

static void read_all(struct check_context *context, struct allow_list *list)
{
    const struct doc *doc = context->doc;
    const struct comment_list *comments = &doc->blocks.comments;
    for (size_t i = 0; i < comments->count; i++) {
        struct span span = comments->items[i];
        struct slice inner = slice_trim(slice_cut(doc->source.text,
            span.begin + strlen("<!--"), span.end - strlen("-->")));
        struct allow_comment comment = {
            .context = context, .list = list, .span = span, .rest = inner};
        if (slice_starts_with(inner, SLICE(PREFIX)) &&
            (!has_room(&comment, inner) || !read_comment(&comment))) {
            return;
        }
    }
}

const struct allow_list *check_allowances(struct check_context *context)
{
    if (!context->allowances) {
        context->allowances =
            arena_alloc(context->arena, sizeof(*context->allowances));
        if (!context->options->has_no_allow) {
            read_all(context, context->allowances);
        }
    }
    return context->allowances;
}
