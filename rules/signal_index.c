#include "rules/signal_index.h"

#include "rules/signal.h"
#include "rules/snapshot.h"

/* What an index is made in. */
struct maker {
    struct arena *arena;
    struct slice phrase; /* that is taken apart */
    struct signal_word *words;
    size_t word_count;
    size_t word_capacity;
    struct signal_part *parts;
    size_t part_count;
    size_t part_capacity;
};

static void add_word(struct maker *maker, size_t begin, size_t end)
{
    bool is_whole = maker->phrase.bytes[end - 1] != '*';
    maker->words = arena_grow(maker->arena, maker->words, maker->word_count,
        &maker->word_capacity, sizeof(*maker->words));
    maker->words[maker->word_count++] = (struct signal_word){
        .begin = (uint16_t)begin,
        .len = (uint16_t)(end - begin - !is_whole),
        .is_whole = is_whole,
    };
}

/* Add "слово|слов*", which begins at the byte; returns where the next does. */
static size_t add_part(struct maker *maker, size_t at)
{
    struct slice phrase = maker->phrase;
    struct slice rest = slice_cut(phrase, at, phrase.len);
    bool is_behind_gap = slice_begins(rest, ".. ");
    at += is_behind_gap ? strlen(".. ") : 0;
    uint32_t first_word = (uint32_t)maker->word_count;
    size_t begin = at;
    for (bool is_over = false; !is_over; at++) {
        is_over = at == phrase.len || phrase.bytes[at] == ' ';
        if (is_over || phrase.bytes[at] == '|') {
            add_word(maker, begin, at);
            begin = at + 1;
        }
    }
    maker->parts = arena_grow(maker->arena, maker->parts, maker->part_count,
        &maker->part_capacity, sizeof(*maker->parts));
    maker->parts[maker->part_count++] = (struct signal_part){
        first_word, (uint32_t)maker->word_count - first_word, is_behind_gap};
    return at;
}

const struct signal_index *signal_index_make(struct arena *arena)
{
    struct signal_index *index = arena_alloc(arena, sizeof(*index));
    struct maker maker = {.arena = arena};
    uint32_t *starts = arena_array(arena, signal_count + 1, sizeof(*starts));
    for (size_t i = 0; i < signal_count; i++) {
        starts[i] = (uint32_t)maker.part_count;
        maker.phrase = slice_from(signal_table[i].phrase);
        for (size_t at = 0; at < maker.phrase.len;) {
            at = add_part(&maker, at);
        }
    }
    starts[signal_count] = (uint32_t)maker.part_count;
    *index = (struct signal_index){
        .words = maker.words,
        .word_count = maker.word_count,
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
