#include "rules/signal_index.h"

#include "rules/literal.h"
#include "rules/signal.h"
#include "rules/snapshot.h"

#include <assert.h>

/* What an index is made in. The words are interned as literals. */
struct maker {
    struct arena *arena;
    struct literal_table literals;
    struct id_list choices;
    struct signal_part *parts;
    size_t part_count;
    size_t part_capacity;
};

static void add_word(struct maker *maker, struct slice word)
{
    bool is_whole = !slice_ends_with(word, SLICE("*"));
    word.len -= !is_whole;
    id_list_add(
        &maker->choices, literal_add(&maker->literals,
                             is_whole ? LITERAL_EXACT : LITERAL_PREFIX, word));
}

/* Add "слово|слов*", which begins the phrase and is taken off it. */
static void add_part(struct maker *maker, struct slice *phrase)
{
    size_t first = maker->choices.count;
    struct slice part = {0};
    struct slice word;
    bool is_behind_gap = slice_begins(*phrase, ".. ");
    slice_next_part(phrase, ' ', &part);
    if (is_behind_gap) {
        slice_next_part(phrase, ' ', &part);
    }
    while (slice_next_part(&part, '|', &word)) {
        add_word(maker, word);
    }
    maker->parts = arena_grow(maker->arena, maker->parts, maker->part_count,
        &maker->part_capacity, sizeof(*maker->parts));
    maker->parts[maker->part_count++] = (struct signal_part){(uint32_t)first,
        (uint32_t)(maker->choices.count - first), is_behind_gap};
}

/* The words of the literals, in the order of their numbers. */
static struct signal_word *make_words(const struct maker *maker)
{
    const struct literal_table *literals = &maker->literals;
    struct signal_word *words =
        arena_array(maker->arena, literals->count, sizeof(*words));
    for (size_t i = 0; i < literals->count; i++) {
        const struct literal *literal = &literals->items[i];
        const char *bytes = literals->text.bytes + literal->begin;
        words[i] = (struct signal_word){
            .begin = (uint16_t)literal->begin,
            .len = (uint16_t)literal->len,
            .letters = literal->len < FORM_LETTERS ? LETTERS_NONE
                                                   : (uint16_t)form_bit(bytes),
            .is_whole = literal->kind == LITERAL_EXACT,
        };
    }
    return words;
}

const struct signal_index *signal_index_make(struct arena *arena)
{
    struct maker maker = {
        .arena = arena,
        .literals = {.arena = arena},
        .choices = {.arena = arena},
    };
    uint32_t *starts = arena_array(arena, signal_count + 1, sizeof(*starts));
    for (size_t i = 0; i < signal_count; i++) {
        struct slice phrase = slice_from(signal_table[i].phrase);
        starts[i] = (uint32_t)maker.part_count;
        while (phrase.len) {
            add_part(&maker, &phrase);
        }
    }
    starts[signal_count] = (uint32_t)maker.part_count;
    assert(maker.literals.text.len <= UINT16_MAX);
    struct signal_index *index = arena_alloc(arena, sizeof(*index));
    *index = (struct signal_index){
        .text = buffer_slice(&maker.literals.text),
        .words = make_words(&maker),
        .word_count = maker.literals.count,
        .choices = maker.choices.items,
        .choice_count = maker.choices.count,
        .parts = maker.parts,
        .part_count = maker.part_count,
        .starts = starts,
    };
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
