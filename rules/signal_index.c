#include "rules/signal_index.h"

#include "rules/signal.h"
#include "rules/snapshot.h"

#include <assert.h>

/* A word that can stand for a part. */
struct choice {
    uint32_t word;
    uint32_t part;
};

/* What an index is made in. */
struct maker {
    struct arena *arena;
    struct literal_table words;
    struct choice *choices; /* part by part */
    size_t choice_count;
    size_t choice_capacity;
    struct signal_part *parts;
    size_t part_count;
    size_t part_capacity;
};

/* The word can stand for the part that is being made. */
static void add_choice(struct maker *maker, struct slice word)
{
    bool is_whole = !slice_ends_with(word, SLICE("*"));
    word.len -= !is_whole;
    maker->choices = arena_grow(maker->arena, maker->choices,
        maker->choice_count, &maker->choice_capacity, sizeof(*maker->choices));
    maker->choices[maker->choice_count++] = (struct choice){
        .word = literal_add(
            &maker->words, is_whole ? LITERAL_EXACT : LITERAL_PREFIX, word),
        .part = (uint32_t)maker->part_count,
    };
}

/* Add "слово|слов*", which begins the rest of the phrase and is taken off it.
 */
static struct signal_part *add_part(struct maker *maker, struct slice *rest)
{
    struct slice part = {0};
    struct slice word;
    bool is_behind_gap = slice_begins(*rest, ".. ");
    slice_next_part(rest, ' ', &part);
    if (is_behind_gap) {
        slice_next_part(rest, ' ', &part);
    }
    while (slice_next_part(&part, '|', &word)) {
        add_choice(maker, word);
    }
    maker->parts = arena_grow(maker->arena, maker->parts, maker->part_count,
        &maker->part_capacity, sizeof(*maker->parts));
    struct signal_part *added = &maker->parts[maker->part_count++];
    *added = (struct signal_part){
        .is_last = rest->len == 0, .is_behind_gap = is_behind_gap};
    return added;
}

static void add_phrase(struct maker *maker, size_t signal)
{
    struct slice rest = slice_from(signal_table[signal].phrase);
    bool is_first = true;
    while (rest.len) {
        struct signal_part *part = add_part(maker, &rest);
        part->signal = (uint16_t)signal;
        part->is_first = is_first;
        is_first = false;
    }
}

/* Note how the words begin. What begins with a shorter one could not be told
   from its letters. */
static void note_beginnings(struct signal_index *index)
{
    const struct literal_table *words = &index->words;
    for (size_t i = 0; i < words->count; i++) {
        struct slice word = literal_bytes(words, &words->items[i]);
        if (word.len >= FORM_LETTERS) {
            uint32_t bit = form_bit(word.bytes);
            index->beginnings[bit / 32] |= UINT32_C(1) << bit % 32;
        } else {
            assert(words->items[i].kind == LITERAL_EXACT);
        }
    }
}

/* List the parts of each word. */
static void list_by_word(const struct maker *maker, struct signal_index *index)
{
    size_t words = maker->words.count;
    uint32_t *starts = arena_array(maker->arena, words + 2, sizeof(*starts));
    for (size_t i = 0; i < maker->choice_count; i++) {
        starts[maker->choices[i].word + 2]++;
    }
    for (size_t i = 2; i < words + 2; i++) {
        starts[i] += starts[i - 1];
    }
    uint32_t *parts =
        arena_array(maker->arena, maker->choice_count, sizeof(*parts));
    for (size_t i = 0; i < maker->choice_count; i++) {
        struct choice choice = maker->choices[i];
        parts[starts[choice.word + 1]++] = choice.part;
    }
    index->starts = starts;
    index->word_parts = parts;
}

const struct signal_index *signal_index_make(struct arena *arena)
{
    struct maker maker = {.arena = arena, .words = {.arena = arena}};
    assert(signal_count <= UINT16_MAX);
    for (size_t i = 0; i < signal_count; i++) {
        add_phrase(&maker, i);
    }
    struct signal_index *index = arena_alloc(arena, sizeof(*index));
    index->words = maker.words;
    index->parts = maker.parts;
    index->part_count = maker.part_count;
    note_beginnings(index);
    list_by_word(&maker, index);
    return index;
}

const struct signal_index *signal_index_new(void)
{
    const struct signal_index *built = snapshot_signals();
    if (built) {
        return built;
    }
    struct arena *arena = arena_new();
    struct signal_index *index = arena_alloc(arena, sizeof(*index));
    *index = *signal_index_make(arena);
    index->arena = arena;
    return index;
}

void signal_index_free(const struct signal_index *index)
{
    if (index) {
        arena_free(index->arena);
    }
}
