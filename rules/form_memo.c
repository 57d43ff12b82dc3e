#include "rules/form_memo.h"

#include "parser/hash.h"
#include "parser/memory.h"

#include <stdlib.h>
#include <string.h>

#define SLOTS \
    (2 * FORM_MEMO_LIMIT) /* a power of two: half of them stay empty */

struct entry {
    struct slice bytes;
    enum word_kind kind;
    struct form_tokens tokens;
};

struct form_memo {
    const struct ruleset *ruleset; /* of the last document, or NULL */
    struct arena *arena;           /* of all that follows */
    struct entry *entries;
    size_t count;
    uint16_t *slots; /* by hash: 1 + the entry, or 0; NULL: nothing is
                        remembered yet */
};

struct form_memo *form_memo_new(void)
{
    struct form_memo *memo = memory_take_zeroed(1, sizeof(*memo));
    memo->arena = arena_new();
    return memo;
}

void form_memo_free(struct form_memo *memo)
{
    if (memo) {
        arena_free(memo->arena);
        free(memo);
    }
}

void form_memo_begin(struct form_memo *memo, const struct ruleset *ruleset)
{
    if (memo->ruleset != ruleset) {
        struct arena *arena = memo->arena;
        arena_clear(arena);
        *memo = (struct form_memo){.ruleset = ruleset, .arena = arena};
    } else if (!memo->slots) {
        memo->slots = arena_array(memo->arena, SLOTS, sizeof(*memo->slots));
        memo->entries =
            arena_room(memo->arena, FORM_MEMO_LIMIT * sizeof(*memo->entries));
    }
}

/* The slot of the form, or the empty one where it belongs. */
static uint16_t *slot_of(
    const struct form_memo *memo, const struct word_form *form)
{
    size_t at = hash_bytes(form->bytes, memo) % SLOTS;
    while (memo->slots[at]) {
        const struct entry *entry = &memo->entries[memo->slots[at] - 1];
        if (entry->kind == form->kind &&
            slice_equal(entry->bytes, form->bytes)) {
            break;
        }
        at = (at + 1) % SLOTS;
    }
    return &memo->slots[at];
}

const struct form_tokens *form_memo_find(
    const struct form_memo *memo, const struct word_form *form)
{
    bool may_know = memo->slots && form->bytes.len <= FORM_MEMO_LONGEST;
    uint16_t found = may_know ? *slot_of(memo, form) : 0;
    return found ? &memo->entries[found - 1].tokens : NULL;
}

void form_memo_add(struct form_memo *memo, const struct word_form *form,
    struct form_tokens tokens)
{
    if (!memo->slots || memo->count == FORM_MEMO_LIMIT ||
        form->bytes.len > FORM_MEMO_LONGEST) {
        return;
    }
    size_t size = form_number_count(&tokens) * sizeof(*tokens.numbers);
    uint32_t *numbers = arena_room(memo->arena, size);
    if (size) {
        memcpy(numbers, tokens.numbers, size);
    }
    tokens.numbers = numbers;
    uint16_t *slot = slot_of(memo, form);
    memo->entries[memo->count++] = (struct entry){
        arena_copy(memo->arena, form->bytes), form->kind, tokens};
    *slot = (uint16_t)memo->count;
}
