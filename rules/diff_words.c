#include "rules/diff_words.h"

/* Steps of the search, so that two long sentences with nothing in common cost
   no more than two that are alike; and edits, which bound the memory. */
#define STEP_LIMIT 4000000u
#define EDIT_LIMIT 300u
/* Bytes of a word that may stand between two changes: «и», «для». */
#define SHORT_WORD 6

struct diff_tokens diff_tokens_of(struct arena *arena,
    const struct diff_edition *edition, const uint32_t *units, size_t count)
{
    size_t words = 0;
    for (size_t i = 0; i < count; i++) {
        words += edition->units[units[i]].word_count;
    }
    struct diff_tokens tokens = {
        arena_array(arena, words, sizeof(struct diff_token)), 0};
    for (size_t i = 0; i < count; i++) {
        const struct diff_unit *unit = &edition->units[units[i]];
        for (uint32_t w = 0; w < unit->word_count; w++) {
            tokens.items[tokens.count++] =
                (struct diff_token){unit->words[w].form, units[i], w, false};
        }
    }
    return tokens;
}

/* The parts of both sides that differ at all. */
struct middle {
    struct diff_token *old_items;
    struct diff_token *new_items;
    int32_t old_count;
    int32_t new_count;
};

static struct middle middle_of(
    struct diff_tokens *old_tokens, struct diff_tokens *new_tokens)
{
    struct middle middle = {old_tokens->items, new_tokens->items,
        (int32_t)old_tokens->count, (int32_t)new_tokens->count};
    while (middle.old_count > 0 && middle.new_count > 0 &&
           middle.old_items->form == middle.new_items->form) {
        middle.old_items++;
        middle.new_items++;
        middle.old_count--;
        middle.new_count--;
    }
    while (middle.old_count > 0 && middle.new_count > 0 &&
           middle.old_items[middle.old_count - 1].form ==
               middle.new_items[middle.new_count - 1].form) {
        middle.old_count--;
        middle.new_count--;
    }
    return middle;
}

/* Myers' greedy search. reached[d][k + d] is how far along the old side the
   diagonal k gets with d edits. */
struct search {
    const struct middle *middle;
    int32_t **reached; /* by number of edits */
    int32_t limit;     /* of edits */
};

static int32_t reach_before(const int32_t *last, int32_t d, int32_t k)
{
    /* last has the diagonals -(d-1) ... d-1 */
    bool from_above =
        k == -d || (k != d && last[k - 1 + d - 1] < last[k + 1 + d - 1]);
    return from_above ? last[k + 1 + d - 1] : last[k - 1 + d - 1] + 1;
}

/* Returns the number of edits, or -1 beyond the limit. */
static int32_t search_edits(struct arena *arena, struct search *search)
{
    const struct middle *middle = search->middle;
    for (int32_t d = 0; d <= search->limit; d++) {
        int32_t *row = arena_array(arena, 2 * (size_t)d + 1, sizeof(int32_t));
        search->reached[d] = row;
        for (int32_t k = -d; k <= d; k += 2) {
            int32_t x = d == 0 ? 0 : reach_before(search->reached[d - 1], d, k);
            while (x >= 0 && x - k >= 0 && x < middle->old_count &&
                   x - k < middle->new_count &&
                   middle->old_items[x].form == middle->new_items[x - k].form) {
                x++;
            }
            row[k + d] = x;
            if (x >= middle->old_count &&
                k == middle->old_count - middle->new_count) {
                return d;
            }
        }
    }
    return -1;
}

/* Walk the edits back and mark what each of them took or put in. */
static void mark_edits(const struct search *search, int32_t edits)
{
    const struct middle *middle = search->middle;
    int32_t x = middle->old_count;
    int32_t y = middle->new_count;
    for (int32_t d = edits; d > 0; d--) {
        const int32_t *last = search->reached[d - 1];
        int32_t k = x - y;
        bool from_above =
            k == -d || (k != d && last[k - 1 + d - 1] < last[k + 1 + d - 1]);
        int32_t old_k = from_above ? k + 1 : k - 1;
        x = last[old_k + d - 1];
        y = x - old_k;
        if (from_above && y >= 0 && y < middle->new_count) {
            middle->new_items[y].is_changed = true;
        } else if (!from_above && x < middle->old_count) {
            middle->old_items[x].is_changed = true;
        }
    }
}

static void mark_all(struct middle *middle)
{
    for (int32_t i = 0; i < middle->old_count; i++) {
        middle->old_items[i].is_changed = true;
    }
    for (int32_t i = 0; i < middle->new_count; i++) {
        middle->new_items[i].is_changed = true;
    }
}

static bool is_lonely(const struct diff_tokens *tokens, size_t at)
{
    return at > 0 && at + 1 < tokens->count &&
           tokens->items[at - 1].is_changed && tokens->items[at + 1].is_changed;
}

/* The unchanged words of both sides are the same, in the same order: those
   that are short and stand between changes on both sides are changed too. */
static void mark_lonely(const struct diff_forms *forms,
    struct diff_tokens *old_tokens, struct diff_tokens *new_tokens)
{
    size_t n = 0;
    for (size_t o = 0; o < old_tokens->count; o++) {
        if (old_tokens->items[o].is_changed) {
            continue;
        }
        while (n < new_tokens->count && new_tokens->items[n].is_changed) {
            n++;
        }
        if (n == new_tokens->count) {
            return;
        }
        struct diff_token *old_token = &old_tokens->items[o];
        if (forms->items[old_token->form].len <= SHORT_WORD &&
            is_lonely(old_tokens, o) && is_lonely(new_tokens, n)) {
            old_token->is_changed = true;
            new_tokens->items[n].is_changed = true;
        }
        n++;
    }
}

void diff_words_mark(const struct diff_forms *forms,
    struct diff_tokens *old_tokens, struct diff_tokens *new_tokens)
{
    struct middle middle = middle_of(old_tokens, new_tokens);
    if (middle.old_count == 0 || middle.new_count == 0) {
        mark_all(&middle);
        return;
    }
    uint32_t total = (uint32_t)middle.old_count + (uint32_t)middle.new_count;
    uint32_t limit = STEP_LIMIT / total;
    limit = limit > EDIT_LIMIT ? EDIT_LIMIT : limit;
    limit = limit > total ? total : limit;
    struct arena *scratch = arena_new();
    struct search search = {.middle = &middle,
        .reached = arena_array(scratch, limit + 1, sizeof(int32_t *)),
        .limit = (int32_t)limit};
    int32_t edits = search_edits(scratch, &search);
    if (edits < 0) {
        mark_all(&middle);
    } else {
        mark_edits(&search, edits);
    }
    arena_free(scratch);
    mark_lonely(forms, old_tokens, new_tokens);
}
