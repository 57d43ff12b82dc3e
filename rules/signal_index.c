#include "rules/signal_index.h"

#include "rules/signal.h"

/* Enough for all phrases: so nothing is copied while they are read. */
#define WORDS_FIRST 4096
#define PARTS_FIRST 2048

static void add_word(struct signal_index *index, struct slice bytes)
{
    bool is_whole = bytes.bytes[bytes.len - 1] != '*';
    bytes.len -= !is_whole;
    index->words = arena_grow(index->arena, index->words, index->word_count,
        &index->word_capacity, sizeof(*index->words));
    index->words[index->word_count++] = (struct signal_word){bytes, is_whole};
}

/* Add "слово|слов*", which begins the phrase and is taken off it. */
static void add_part(struct signal_index *index, struct slice *phrase)
{
    bool is_behind_gap = slice_begins(*phrase, ".. ");
    struct slice rest =
        slice_cut(*phrase, is_behind_gap ? strlen(".. ") : 0, phrase->len);
    uint32_t first_word = (uint32_t)index->word_count;
    size_t begin = 0;
    size_t at = 0;
    for (bool is_over = false; !is_over; at++) {
        is_over = at == rest.len || rest.bytes[at] == ' ';
        if (is_over || rest.bytes[at] == '|') {
            add_word(index, slice_cut(rest, begin, at));
            begin = at + 1;
        }
    }
    *phrase = slice_cut(rest, at, rest.len);
    index->parts = arena_grow(index->arena, index->parts, index->part_count,
        &index->part_capacity, sizeof(*index->parts));
    index->parts[index->part_count++] = (struct signal_part){
        first_word, (uint32_t)index->word_count - first_word, is_behind_gap};
}

struct signal_index *signal_index_new(void)
{
    struct arena *arena = arena_new();
    struct signal_index *index = arena_alloc(arena, sizeof(*index));
    *index = (struct signal_index){
        .arena = arena,
        .words = arena_room(arena, WORDS_FIRST * sizeof(*index->words)),
        .word_capacity = WORDS_FIRST,
        .parts = arena_room(arena, PARTS_FIRST * sizeof(*index->parts)),
        .part_capacity = PARTS_FIRST,
        .starts = arena_room(arena, (signal_count + 1) * sizeof(uint32_t)),
    };
    for (size_t i = 0; i < signal_count; i++) {
        struct slice phrase = slice_from(signal_table[i].phrase);
        index->starts[i] = (uint32_t)index->part_count;
        while (phrase.len) {
            add_part(index, &phrase);
        }
    }
    index->starts[signal_count] = (uint32_t)index->part_count;
    return index;
}

void signal_index_free(struct signal_index *index)
{
    if (index) {
        arena_free(index->arena);
    }
}
