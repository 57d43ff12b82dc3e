/*
 * phrase_table.c - lines and what they say, by number.
 */
#include "rules/phrase.h"

struct vocabulary vocabulary_make(struct arena *arena)
{
    return (struct vocabulary){
        .literals = {.arena = arena},
        .class_names = {.arena = arena},
        .phrases = {.arena = arena, .texts = {.arena = arena}},
    };
}

/* Bytes of a pack for each line of a phrase. */
#define LINE_BYTES 128u
/* And for each word in it that is new. */
#define WORD_BYTES 64u

static void *room(
    struct arena *arena, size_t count, size_t item_size, size_t *ret_capacity)
{
    *ret_capacity = count;
    return arena_room(arena, count * item_size);
}

/* Lists that grew from nothing would be copied many times, and take three
   times the memory; what is not used is never touched. */
static void reserve(struct phrase_table *table, size_t size)
{
    struct arena *arena = table->arena;
    size_t lines = size / LINE_BYTES + 8;
    table->code =
        room(arena, 8 * lines, sizeof(*table->code), &table->code_capacity);
    table->branches = room(
        arena, 2 * lines, sizeof(*table->branches), &table->branch_capacity);
    table->sides =
        room(arena, lines, sizeof(*table->sides), &table->side_capacity);
    table->needs =
        room(arena, 9 * lines, sizeof(*table->needs), &table->need_capacity);
    table->own_wordings = room(
        arena, lines, sizeof(*table->own_wordings), &table->wording_capacity);
    table->own_phrases = room(
        arena, lines, sizeof(*table->own_phrases), &table->phrase_capacity);
    table->lines =
        room(arena, lines, sizeof(*table->lines), &table->line_capacity);
    name_table_reserve(&table->texts, lines);
}

struct vocabulary vocabulary_above(
    struct arena *arena, const struct vocabulary *base, size_t size)
{
    struct vocabulary above = {
        .literals =
            literal_table_above(arena, &base->literals, size / WORD_BYTES + 8),
        .phrases = {.arena = arena,
            .base = &base->phrases,
            .first_phrase = (uint32_t)base->phrases.phrase_count,
            .first_wording = (uint32_t)base->phrases.wording_count,
            .texts = {.arena = arena}},
        .class_names = {.arena = arena},
        .classes = base->classes,
        .class_count = base->class_count,
        .class_capacity = base->class_count, /* full: copied before it grows */
    };
    reserve(&above.phrases, size);
    return above;
}

uint32_t vocabulary_class(struct vocabulary *vocabulary, struct slice name)
{
    for (size_t i = 0; i < vocabulary->class_count; i++) {
        if (slice_equal(vocabulary->classes[i], name)) {
            return (uint32_t)i;
        }
    }
    if (vocabulary->class_count == ENTRY_COUNT_LIMIT) {
        return NONE;
    }
    struct arena *arena = vocabulary->literals.arena;
    vocabulary->classes =
        arena_grow(arena, vocabulary->classes, vocabulary->class_count,
            &vocabulary->class_capacity, sizeof(struct slice));
    vocabulary->classes[vocabulary->class_count] = arena_copy(arena, name);
    return (uint32_t)vocabulary->class_count++;
}

/* What the line says, compiled unless a line before it said the same. */
static bool find_wording(struct vocabulary *vocabulary, struct slice line,
    uint32_t *ret, size_t *ret_offset, struct error *ret_error)
{
    uint32_t *wording = name_table_at(&vocabulary->phrases.texts, line);
    if (*wording == NONE &&
        !wording_compile(vocabulary, line, wording, ret_offset, ret_error)) {
        return false;
    }
    *ret = *wording;
    return true;
}

bool phrase_compile(struct vocabulary *vocabulary, struct slice line,
    uint32_t *ret, size_t *ret_offset, struct error *ret_error)
{
    struct phrase_table *table = &vocabulary->phrases;
    uint32_t wording = NONE;
    *ret_offset = 0;
    if (!find_wording(vocabulary, line, &wording, ret_offset, ret_error)) {
        return false;
    }
    table->own_phrases =
        arena_grow(table->arena, table->own_phrases, table->phrase_count,
            &table->phrase_capacity, sizeof(*table->own_phrases));
    table->own_phrases[table->phrase_count] =
        (struct stored_phrase){.wording = wording,
            .needs = table->own_wordings[wording - table->first_wording].needs};
    table->lines = arena_grow(table->arena, table->lines, table->line_count,
        &table->line_capacity, sizeof(*table->lines));
    table->lines[table->line_count++] = (struct phrase_line){.text = line};
    *ret = table->first_phrase + (uint32_t)table->phrase_count++;
    return true;
}

static struct side side_of(
    const struct phrase_table *home, const struct stored_side *side)
{
    return (struct side){
        .code = home->code + side->code,
        .code_count = side->code_count,
        .branches = side->branch_count ? home->branches + side->branches : NULL,
        .branch_count = side->branch_count,
        .has_mark = side->has_mark,
        .width = side->width,
        .firsts = side->firsts,
    };
}

struct side wording_first_side(
    const struct phrase_table *table, uint32_t wording)
{
    table = wording_home(table, &wording);
    return side_of(table, &table->sides[table->own_wordings[wording].first]);
}

struct program wording_program(
    const struct phrase_table *table, uint32_t wording)
{
    table = wording_home(table, &wording);
    const struct wording *stored = &table->own_wordings[wording];
    struct program program;
    program.side_count = stored->side_count;
    program.pattern = stored->side_count ? (struct pattern_source){0}
                                         : table->patterns[stored->first];
    for (uint32_t i = 0; i < stored->side_count; i++) {
        program.sides[i] = side_of(table, &table->sides[stored->first + i]);
    }
    return program;
}

struct program phrase_program(const struct phrase_table *table, uint32_t phrase)
{
    return wording_program(table, phrase_stored(table, phrase)->wording);
}

struct phrase_line *phrase_line(
    const struct phrase_table *table, uint32_t phrase)
{
    bool is_own = phrase >= table->first_phrase;
    const struct phrase_table *home = is_own ? table : table->base;
    return home->lines ? &home->lines[phrase - home->first_phrase] : NULL;
}
