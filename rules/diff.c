#include "rules/diff.h"

#include "rules/diff_finding.h"
#include "rules/diff_judge.h"
#include "rules/diff_move.h"

#include <stdio.h>
#include <stdlib.h>
#include <string.h>

/* A comparison on its way. */
struct differ {
    struct arena *arena;
    struct diff *diff;
    struct diff_forms forms;
    struct diff_edition old_edition;
    struct diff_edition new_edition;
    struct diff_alignment alignment;
    struct diff_clause_map clauses;
    struct diff_lexis lexis;
    struct diff_judge judge;
    size_t change_capacity;
};

/* ---- parts ---- */

/* The words of one unit that changed, neighbours as one mark. */
static struct diff_part part_of(struct differ *differ,
    const struct diff_half *half, uint32_t index, size_t *token)
{
    const struct diff_unit *unit = &half->edition->units[index];
    struct diff_part part = {.passage = unit->passage};
    part.marks =
        arena_array(differ->arena, unit->word_count, sizeof(struct span));
    bool was_changed = false;
    for (; *token < half->tokens.count &&
           half->tokens.items[*token].unit == index;
         (*token)++) {
        const struct diff_token *item = &half->tokens.items[*token];
        if (item->is_changed) {
            struct span span =
                diff_word_text(half->edition, unit, &unit->words[item->word]);
            if (was_changed) {
                part.marks[part.mark_count - 1].end = span.end;
            } else {
                part.marks[part.mark_count++] = span;
            }
        }
        was_changed = item->is_changed;
    }
    return part;
}

static struct diff_part *parts_of(
    struct differ *differ, const struct diff_half *half)
{
    struct diff_part *parts =
        arena_array(differ->arena, half->count, sizeof(*parts));
    size_t token = 0;
    for (size_t i = 0; i < half->count; i++) {
        parts[i] = part_of(differ, half, half->units[i], &token);
    }
    return parts;
}

/* ---- changes ---- */

static int order_reasons(const void *a, const void *b)
{
    const struct diff_reason *x = a;
    const struct diff_reason *y = b;
    if (x->category != y->category) {
        return x->category > y->category ? -1 : 1;
    }
    if (x->course != y->course) {
        return x->course > y->course ? -1 : 1;
    }
    return slice_compare(x->message.ru, y->message.ru);
}

static uint64_t hash_half(
    uint64_t hash, const struct differ *differ, const struct diff_half *half)
{
    for (size_t i = 0; i < half->tokens.count; i++) {
        hash = diff_hash(hash, differ->forms.items[half->tokens.items[i].form]);
        hash = diff_hash(hash, SLICE(" "));
    }
    return diff_hash(hash, SLICE("|"));
}

static void add_change(struct differ *differ, const struct diff_half *old_half,
    const struct diff_half *new_half, const struct diff_reason_list *reasons,
    enum diff_category category)
{
    struct diff *diff = differ->diff;
    struct diff_change change = {.category = category,
        .old_parts = parts_of(differ, old_half),
        .old_count = old_half->count,
        .new_parts = parts_of(differ, new_half),
        .new_count = new_half->count,
        .reasons = reasons->items,
        .reason_count = reasons->count};
    if (reasons->count > 0) {
        qsort(change.reasons, reasons->count, sizeof(*change.reasons),
            order_reasons);
        change.category = change.reasons[0].category;
        change.course = change.reasons[0].course;
    }
    uint64_t hash = hash_half(DIFF_HASH_BEGIN, differ, old_half);
    hash = diff_stir(hash_half(hash, differ, new_half));
    snprintf(change.id, sizeof(change.id), "%012llx",
        (unsigned long long)(hash & UINT64_C(0xffffffffffff)));
    diff->changes = arena_grow(differ->arena, diff->changes, diff->change_count,
        &differ->change_capacity, sizeof(change));
    diff->changes[diff->change_count++] = change;
    diff->counts[change.category][change.course]++;
}

static struct diff_half half_of(struct differ *differ,
    const struct diff_edition *edition, const uint32_t *units, size_t count)
{
    return (struct diff_half){edition, units, count,
        diff_tokens_of(differ->arena, edition, units, count)};
}

static bool has_changed(const struct diff_half *half)
{
    for (size_t i = 0; i < half->tokens.count; i++) {
        if (half->tokens.items[i].is_changed) {
            return true;
        }
    }
    return false;
}

/* Do the halves look the same, white space and numbers of references apart?
   Of several units the words alone are compared: how they are divided does
   not matter. */
static bool looks_same(
    const struct diff_half *old_half, const struct diff_half *new_half)
{
    return old_half->count != 1 || new_half->count != 1 ||
           old_half->edition->units[old_half->units[0]].looks ==
               new_half->edition->units[new_half->units[0]].looks;
}

/* The clause that each reference of the unit leads to, or NONE, in turn;
 *reference starts as that of reference_from(). */
static uint32_t target_of(const struct diff_edition *edition,
    const struct diff_unit *unit, size_t *reference)
{
    const struct doc *doc = edition->doc;
    if (*reference == doc->reference_count) {
        return NONE;
    }
    const struct reference *next = &doc->references[*reference];
    bool is_inside = next->passage.clause == unit->passage.clause &&
                     next->passage.span.begin < unit->passage.span.end;
    *reference += is_inside;
    return is_inside ? next->target : NONE;
}

/* Index of the first reference at or behind the passage's begin. */
static size_t reference_from(const struct doc *doc, struct passage passage)
{
    size_t low = 0;
    size_t high = doc->reference_count;
    while (low < high) {
        size_t middle = low + (high - low) / 2;
        if (passage_begins_before(doc->references[middle].passage, passage)) {
            low = middle + 1;
        } else {
            high = middle;
        }
    }
    return low;
}

/* Does a reference of a unit that reads the same lead to another provision
   than before? */
static bool leads_elsewhere(const struct differ *differ,
    const struct diff_half *old_half, const struct diff_half *new_half)
{
    if (old_half->count != 1 || new_half->count != 1) {
        return false;
    }
    const struct diff_unit *a = &differ->old_edition.units[old_half->units[0]];
    const struct diff_unit *b = &differ->new_edition.units[new_half->units[0]];
    const struct doc *old_doc = differ->old_edition.doc;
    const struct doc *new_doc = differ->new_edition.doc;
    size_t i = reference_from(old_doc, a->passage);
    size_t k = reference_from(new_doc, b->passage);
    for (size_t n = 0; n < a->word_count; n++) {
        uint32_t from = target_of(&differ->old_edition, a, &i);
        uint32_t to = target_of(&differ->new_edition, b, &k);
        if (from == NONE || to == NONE) {
            return false;
        }
        if (differ->clauses.to_new[from] != NONE &&
            differ->clauses.to_new[from] != to) {
            return true;
        }
    }
    return false;
}

static void compare_group(struct differ *differ, uint32_t index)
{
    const struct diff_group *group = &differ->alignment.groups[index];
    struct diff_half old_half = half_of(
        differ, &differ->old_edition, group->old_units, group->old_count);
    struct diff_half new_half = half_of(
        differ, &differ->new_edition, group->new_units, group->new_count);
    diff_words_mark(&differ->forms, &old_half.tokens, &new_half.tokens);
    struct diff_reason_list reasons = {.arena = differ->arena};
    if (has_changed(&old_half) || has_changed(&new_half)) {
        diff_judge_group(&differ->judge, index, &old_half, &new_half, &reasons);
        add_change(differ, &old_half, &new_half, &reasons, DIFF_WORDING);
    } else if (leads_elsewhere(differ, &old_half, &new_half)) {
        diff_reason_add(&reasons, DIFF_WORDING, DIFF_NEUTRAL,
            (struct words){SLICE("ссылка ведёт к другому положению"),
                SLICE("a reference leads to another provision")});
        add_change(differ, &old_half, &new_half, &reasons, DIFF_WORDING);
    } else if (!looks_same(&old_half, &new_half)) {
        add_change(differ, &old_half, &new_half, &reasons, DIFF_TYPOGRAPHY);
    }
}

/* Append the changes of one kind, as they were found. */
static size_t append_kind(const struct diff *diff, enum diff_category category,
    enum diff_course course, struct diff_change *ret)
{
    size_t count = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        if (diff->changes[i].category == category &&
            diff->changes[i].course == course) {
            ret[count++] = diff->changes[i];
        }
    }
    return count;
}

/* The gravest first, the worse first; else as they were found. */
static void sort_changes(struct differ *differ)
{
    struct diff *diff = differ->diff;
    struct diff_change *sorted =
        arena_array(differ->arena, diff->change_count, sizeof(*sorted));
    size_t count = 0;
    for (int category = DIFF_RIGHTS; category >= 0; category--) {
        for (int course = DIFF_WORSE; course >= 0; course--) {
            count += append_kind(diff, (enum diff_category)category,
                (enum diff_course)course, sorted + count);
        }
    }
    diff->changes = sorted;
}

/* Changes of the same words get ids of their own. */
static int order_ids(const void *a, const void *b)
{
    const struct diff_change *const *x = a;
    const struct diff_change *const *y = b;
    int order = strcmp((*x)->id, (*y)->id);
    return order ? order : (*x < *y ? -1 : *x > *y);
}

static void part_ids(struct differ *differ)
{
    struct diff *diff = differ->diff;
    struct diff_change **order =
        arena_array(differ->arena, diff->change_count, sizeof(*order));
    for (size_t i = 0; i < diff->change_count; i++) {
        order[i] = &diff->changes[i];
    }
    qsort(order, diff->change_count, sizeof(*order), order_ids);
    char last[DIFF_ID_LENGTH + 1] = "";
    uint64_t ordinal = 0;
    for (size_t i = 0; i < diff->change_count; i++) {
        struct diff_change *change = order[i];
        ordinal = strcmp(last, change->id) == 0 ? ordinal + 1 : 0;
        memcpy(last, change->id, sizeof(last));
        if (ordinal > 0) {
            uint64_t hash =
                diff_stir(diff_hash(ordinal, slice_from(change->id)));
            snprintf(change->id, sizeof(change->id), "%012llx",
                (unsigned long long)(hash & UINT64_C(0xffffffffffff)));
        }
    }
}

/* ---- all of it ---- */

static void prepare_judge(struct differ *differ)
{
    struct arena *arena = differ->arena;
    diff_lexis_make(arena, &differ->forms, &differ->old_edition,
        &differ->new_edition, &differ->lexis);
    differ->judge =
        (struct diff_judge){.arena = arena, .lexis = &differ->lexis};
    struct diff_item_list old_items = {.arena = arena};
    struct diff_item_list new_items = {.arena = arena};
    for (uint32_t u = 0; u < differ->old_edition.unit_count; u++) {
        diff_items_read(&differ->lexis, &differ->old_edition, u, &old_items);
    }
    for (uint32_t u = 0; u < differ->new_edition.unit_count; u++) {
        diff_items_read(&differ->lexis, &differ->new_edition, u, &new_items);
    }
    diff_item_set_make(arena, &differ->lexis, &differ->old_edition, &old_items,
        &differ->judge.old_items);
    diff_item_set_make(arena, &differ->lexis, &differ->new_edition, &new_items,
        &differ->judge.new_items);
    differ->judge.facts = diff_facts_make(arena, &differ->lexis,
        &differ->old_edition, &differ->new_edition, &differ->alignment);
}

void diff_make(struct arena *arena, const struct diff_side *old_side,
    const struct diff_side *new_side, struct diff *ret)
{
    *ret = (struct diff){.old_side = *old_side, .new_side = *new_side};
    struct differ differ = {.arena = arena, .diff = ret};
    diff_forms_init(&differ.forms, arena);
    diff_edition_read(arena, &differ.forms, old_side, &differ.old_edition);
    diff_edition_read(arena, &differ.forms, new_side, &differ.new_edition);
    diff_align(
        arena, &differ.old_edition, &differ.new_edition, &differ.alignment);
    diff_clauses_map(arena, &differ.old_edition, &differ.new_edition,
        &differ.alignment, &differ.clauses);
    prepare_judge(&differ);
    for (uint32_t g = 0; g < differ.alignment.group_count; g++) {
        compare_group(&differ, g);
    }
    sort_changes(&differ);
    part_ids(&differ);
    diff_moves_find(arena, old_side, new_side, &differ.clauses, ret);
    diff_findings(arena, &differ.old_edition, &differ.new_edition,
        &differ.alignment, ret);
}
