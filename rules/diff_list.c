/*
 * diff_list.c - what came into the lists of purposes, data and recipients,
 * and which countries are named anew.
 */
#include "rules/diff_judge.h"

/* Items of one change that are told by name. */
#define TOLD_LIMIT 12

static struct diff_item_list items_of(
    struct arena *arena, struct diff_judge *judge, const struct diff_half *half)
{
    struct diff_item_list list = {.arena = arena};
    for (size_t i = 0; i < half->count; i++) {
        diff_items_read(judge->lexis, half->edition, half->units[i], &list);
    }
    return list;
}

/* Which items have a word that differs from the other edition. Items and
   tokens stand in the same order. */
static bool *changed_items(struct arena *arena, const struct diff_half *half,
    const struct diff_item_list *list)
{
    bool *is_changed = arena_array(arena, list->count, sizeof(bool));
    size_t i = 0;
    for (size_t t = 0; t < half->tokens.count; t++) {
        const struct diff_token *token = &half->tokens.items[t];
        while (i < list->count &&
               (list->items[i].unit < token->unit ||
                   (list->items[i].unit == token->unit &&
                       list->items[i].first + list->items[i].count <=
                           token->word))) {
            i++;
        }
        if (i < list->count && list->items[i].unit == token->unit &&
            list->items[i].first <= token->word) {
            is_changed[i] |= token->is_changed;
        }
    }
    return is_changed;
}

static struct words name_of(enum diff_topic topic, bool is_new)
{
    switch (topic) {
    case TOPIC_PURPOSE:
        return is_new
                   ? (struct words){SLICE("новая цель"), SLICE("new purpose")}
                   : (struct words){
                         SLICE("цели больше нет"), SLICE("purpose dropped")};
    case TOPIC_DATA:
        return is_new ? (struct words){SLICE("новые данные"), SLICE("new data")}
                      : (struct words){SLICE("данных больше нет в перечне"),
                            SLICE("data dropped")};
    case TOPIC_RECIPIENT:
        return is_new ? (struct words){SLICE("новое в передаче данных"),
                            SLICE("new in the transfer of data")}
                      : (struct words){SLICE("в передаче данных больше нет"),
                            SLICE("dropped from the transfer of data")};
    case TOPIC_NONE:
        break;
    }
    return (struct words){SLICE(""), SLICE("")};
}

static void tell(struct diff_reason_list *list, struct words name,
    struct slice text, bool is_new)
{
    struct words message = {
        arena_format(list->arena, "%.*s: «%.*s»", (int)name.ru.len,
            name.ru.bytes, (int)text.len, text.bytes),
        arena_format(list->arena, "%.*s: \"%.*s\"", (int)name.en.len,
            name.en.bytes, (int)text.len, text.bytes)};
    diff_reason_add(
        list, DIFF_SCOPE, is_new ? DIFF_WORSE : DIFF_BETTER, message);
}

/* Terms are told as values, countries by name. */
static bool is_told_otherwise(struct diff_judge *judge,
    const struct diff_unit *unit, const struct diff_item *item)
{
    uint32_t bits = 0;
    for (uint32_t w = item->first; w < item->first + item->count; w++) {
        bits |= judge->lexis->bits[unit->words[w].form];
    }
    return bits & LEXIS_TERM || (item->topic == TOPIC_RECIPIENT &&
                                    bits & (LEXIS_COUNTRY | LEXIS_BORDER));
}

/* Is all of the unit a list? In a sentence with a verb commas part clauses as
   well. */
static bool is_list(struct diff_judge *judge, const struct diff_unit *unit)
{
    return unit->column != NONE || unit->lead != NONE ||
           !(diff_lexis_of(judge->lexis, unit) & LEXIS_VERB);
}

/* Is it plain that an item of another unit is one of a list? */
static bool is_listed(struct diff_judge *judge, const struct diff_unit *unit,
    const struct diff_item *item)
{
    uint32_t bits = 0;
    for (uint32_t w = item->first; w < item->first + item->count; w++) {
        bits |= judge->lexis->bits[unit->words[w].form];
    }
    return item->is_labelled || (item->topic == TOPIC_DATA &&
                                    bits & (LEXIS_DATUM | LEXIS_SENSITIVE));
}

/* Items of the half that the other edition lacks: those of its own group, and
   for a list that belongs to all purposes those of the whole edition. */
static void judge_items(struct diff_judge *judge, const struct diff_half *half,
    const struct diff_half *other, bool is_new, struct diff_reason_list *list)
{
    struct arena *scratch = arena_new();
    struct diff_item_list items = items_of(scratch, judge, half);
    struct diff_item_list others = items_of(scratch, judge, other);
    struct diff_item_set own;
    diff_item_set_make(scratch, judge->lexis, other->edition, &others, &own);
    struct diff_item_set *whole =
        is_new ? &judge->old_items : &judge->new_items;
    const bool *is_changed = changed_items(scratch, half, &items);
    size_t told = 0;
    bool in_list = false;
    for (size_t i = 0; i < items.count && told < TOLD_LIMIT; i++) {
        const struct diff_item *item = &items.items[i];
        const struct diff_unit *unit = &half->edition->units[item->unit];
        bool is_first = i == 0 || item->unit != items.items[i - 1].unit;
        in_list = is_first ? is_list(judge, unit) : in_list;
        bool is_told = is_told_otherwise(judge, unit, item);
        bool is_bound =
            (unit->column != NONE || item->is_labelled) && other->count > 0;
        if (item->topic != TOPIC_NONE && is_changed[i] && !is_told &&
            (other->count > 0 || in_list || is_listed(judge, unit, item)) &&
            diff_item_is_new(&own, half->edition, item) &&
            (is_bound || diff_item_is_new(whole, half->edition, item))) {
            tell(list, name_of(item->topic, is_new),
                diff_item_text(half->edition, item), is_new);
            told++;
        }
    }
    arena_free(scratch);
}

/* ---- countries ---- */

static bool has_form(const struct diff_half *half, uint32_t form)
{
    for (size_t i = 0; i < half->tokens.count; i++) {
        if (half->tokens.items[i].form == form) {
            return true;
        }
    }
    return false;
}

/* Countries that a sentence of transfers names and the other edition's does
   not. */
static void judge_countries(struct diff_judge *judge,
    const struct diff_half *half, const struct diff_half *other, bool is_new,
    struct diff_reason_list *list)
{
    size_t tried = 0;
    for (size_t i = 0; i < half->tokens.count && tried < TOLD_LIMIT; i++) {
        const struct diff_token *token = &half->tokens.items[i];
        const struct diff_unit *unit = &half->edition->units[token->unit];
        uint32_t bits = judge->lexis->bits[token->form];
        if (!token->is_changed || !(bits & LEXIS_COUNTRY) ||
            bits & LEXIS_HOME) {
            continue;
        }
        tried++;
        const uint32_t wanted =
            LEXIS_PASSES | LEXIS_BORDER | LEXIS_STORE | LEXIS_PROCESS;
        if (has_form(other, token->form) ||
            !(diff_lexis_of(judge->lexis, unit) & wanted)) {
            continue;
        }
        struct span span =
            diff_word_text(half->edition, unit, &unit->words[token->word]);
        struct slice text = slice_cut(
            half->edition->doc->clauses[unit->passage.clause].text.bytes,
            span.begin, span.end);
        tell(list,
            is_new ? (struct words){SLICE("новая страна"), SLICE("new country")}
                   : (struct words){SLICE("страны больше нет"),
                         SLICE("country dropped")},
            text, is_new);
    }
}

void diff_judge_lists(struct diff_judge *judge,
    const struct diff_half *old_half, const struct diff_half *new_half,
    struct diff_reason_list *list)
{
    judge_items(judge, new_half, old_half, true, list);
    judge_items(judge, old_half, new_half, false, list);
    judge_countries(judge, new_half, old_half, true, list);
    judge_countries(judge, old_half, new_half, false, list);
}
