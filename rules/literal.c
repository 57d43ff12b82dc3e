#include "rules/literal.h"

#include "parser/ascii.h"
#include "parser/span.h"

#include <string.h>

#define FNV_BASIS UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)
#define BUCKETS_FIRST 256u
#define END_LETTERS 2u /* that literal_table.ends goes by */

void id_list_add(struct id_list *list, uint32_t id)
{
    list->items = arena_grow(list->arena, list->items, list->count,
        &list->capacity, sizeof(*list->items));
    list->items[list->count++] = id;
}

bool id_list_has(const struct id_list *list, uint32_t id)
{
    for (size_t i = 0; i < list->count; i++) {
        if (list->items[i] == id) {
            return true;
        }
    }
    return false;
}

static uint64_t add_byte(uint64_t hash, char byte)
{
    return (hash ^ (uint8_t)byte) * FNV_PRIME;
}

/* The kind goes in last, so that the prefixes of a word can be hashed one
   after the other. */
static uint64_t seal(uint64_t hash, enum literal_kind kind)
{
    hash = add_byte(hash, (char)kind);
    return hash ^ (hash >> 29);
}

/* Suffixes are hashed from their end, for the same reason. */
static uint64_t hash_of(enum literal_kind kind, struct slice bytes)
{
    uint64_t hash = FNV_BASIS;
    for (size_t i = 0; i < bytes.len; i++) {
        size_t at = kind == LITERAL_SUFFIX ? bytes.len - 1 - i : i;
        hash = add_byte(hash, bytes.bytes[at]);
    }
    return seal(hash, kind);
}

/* Is there a code point border before the byte? */
static bool is_border(struct slice word, size_t offset)
{
    return offset == word.len || (word.bytes[offset] & 0xc0) != 0x80;
}

/* A walk over the letters of a word, from its beginning or from its end, which
   hashes them. */
struct letter_walk {
    struct slice word;
    bool is_backwards;
    size_t len; /* bytes behind it */
    size_t letters;
    uint64_t hash; /* not sealed */
};

static struct letter_walk walk_over(struct slice word, bool is_backwards)
{
    return (struct letter_walk){
        .word = word, .is_backwards = is_backwards, .hash = FNV_BASIS};
}

/* Go on by a letter; false when there is none. */
static inline bool next_letter(struct letter_walk *walk)
{
    struct slice word = walk->word;
    if (walk->len == word.len) {
        return false;
    }
    size_t at;
    do {
        at = walk->is_backwards ? word.len - 1 - walk->len : walk->len;
        walk->hash = add_byte(walk->hash, word.bytes[at]);
        walk->len++;
    } while (walk->len < word.len &&
             !is_border(word, walk->is_backwards ? at : at + 1));
    walk->letters++;
    return true;
}

/* The letters so far. */
static struct slice walked(const struct letter_walk *walk)
{
    size_t end = walk->word.len;
    return walk->is_backwards ? slice_cut(walk->word, end - walk->len, end)
                              : slice_cut(walk->word, 0, walk->len);
}

struct slice literal_bytes(
    const struct literal_table *table, const struct literal *literal)
{
    return (struct slice){table->text.bytes + literal->begin, literal->len};
}

struct literal_table literal_table_above(
    struct arena *arena, const struct literal_table *base)
{
    return (struct literal_table){
        .arena = arena,
        .base = base,
        .first = (uint32_t)literal_count(base),
        .number = base->number,
    };
}

size_t literal_count(const struct literal_table *table)
{
    return table->first + table->count;
}

/* Among the table's own in the bucket that begins there. */
static uint32_t find_in_bucket(const struct literal_table *table, uint32_t at,
    uint64_t hash, enum literal_kind kind, struct slice bytes)
{
    while (at != NONE) {
        const struct literal *literal = &table->items[at];
        if (literal->hash == hash && literal->kind == kind &&
            slice_equal(literal_bytes(table, literal), bytes)) {
            return table->first + at;
        }
        at = literal->next;
    }
    return NONE;
}

/* Most of what is looked for is not there, and most buckets are empty. */
static inline uint32_t find(const struct literal_table *table, uint64_t hash,
    enum literal_kind kind, struct slice bytes)
{
    uint32_t id = NONE;
    for (; table && id == NONE; table = table->base) {
        uint32_t at = table->bucket_count
                          ? table->buckets[hash & (table->bucket_count - 1)]
                          : NONE;
        if (at != NONE) {
            id = find_in_bucket(table, at, hash, kind, bytes);
        }
    }
    return id;
}

static void link_literal(struct literal_table *table, uint32_t at)
{
    uint64_t bucket = table->items[at].hash & (table->bucket_count - 1);
    table->items[at].next = table->buckets[bucket];
    table->buckets[bucket] = at;
}

static void make_buckets(struct literal_table *table)
{
    if (table->count < table->bucket_count) {
        return;
    }
    table->bucket_count =
        table->bucket_count ? table->bucket_count * 4 : BUCKETS_FIRST;
    table->buckets =
        arena_array(table->arena, table->bucket_count, sizeof(uint32_t));
    memset(table->buckets, 0xff, table->bucket_count * sizeof(uint32_t));
    for (size_t i = 0; i < table->count; i++) {
        link_literal(table, (uint32_t)i);
    }
}

/* Bit of a number of letters. */
static uint32_t length_bit(size_t letters)
{
    return UINT32_C(1) << (letters < 31 ? letters : 31);
}

/* Where the lengths of all that begins with the letters so far stand in
   literal_table.ends; those of fewer stand behind them. */
static size_t end_slot(const struct letter_walk *walk)
{
    return walk->letters < END_LETTERS
               ? END_SLOTS
               : seal(walk->hash, LITERAL_EXACT) % END_SLOTS;
}

/* Note the length of a literal among those of its kind. */
static void note_end(struct literal_table *table, const struct literal *literal)
{
    bool is_suffix = literal->kind == LITERAL_SUFFIX;
    struct letter_walk walk =
        walk_over(literal_bytes(table, literal), is_suffix);
    size_t slot = END_SLOTS;
    while (next_letter(&walk)) {
        slot = walk.letters <= END_LETTERS ? end_slot(&walk) : slot;
    }
    if (!table->ends) {
        table->ends =
            arena_array(table->arena, END_SLOTS + 1, sizeof(*table->ends));
    }
    struct end_lengths *lengths = &table->ends[slot];
    uint32_t *of_kind = is_suffix                         ? &lengths->suffixes
                        : literal->kind == LITERAL_PREFIX ? &lengths->prefixes
                                                          : &lengths->parts;
    *of_kind |= length_bit(walk.letters);
}

/* The lengths of what begins or ends as far as the walk has come. */
static struct end_lengths find_ends(
    const struct literal_table *table, const struct letter_walk *walk)
{
    struct end_lengths found = {0};
    size_t slot = end_slot(walk);
    for (; table; table = table->base) {
        if (table->ends) {
            found.prefixes |= table->ends[slot].prefixes;
            found.parts |= table->ends[slot].parts;
            found.suffixes |= table->ends[slot].suffixes;
        }
    }
    return found;
}

/* A walk over the runs of three code points in a text. */
struct infix_walk {
    struct slice text;
    size_t begins[3]; /* of the code points of the run */
    size_t end;       /* behind it */
    uint32_t bytes;   /* the last byte of each: of most letters the first is the
                         same */
};

/* Go on by a code point; false at the end of the text. */
static bool go_on(struct infix_walk *walk)
{
    if (walk->end == walk->text.len) {
        return false;
    }
    walk->begins[0] = walk->begins[1];
    walk->begins[1] = walk->begins[2];
    walk->begins[2] = walk->end;
    do {
        walk->end++;
    } while (!is_border(walk->text, walk->end));
    uint8_t last = (uint8_t)walk->text.bytes[walk->end - 1];
    walk->bytes = walk->bytes << 8 | last;
    return true;
}

/* Before the first run: go_on() leads to it. False when there is none. */
static bool walk_begins(struct infix_walk *ret, struct slice text)
{
    *ret = (struct infix_walk){.text = text};
    bool has_first = go_on(ret);
    return has_first && go_on(ret);
}

/* A number below INFIX_SLOTS for the run. */
static size_t infix_slot(const struct infix_walk *walk)
{
    return ((walk->bytes & 0xffffffu) * 0x9e3779b1u) >> 22;
}

static void note_infix(struct literal_table *table, uint32_t at)
{
    struct literal *literal = &table->items[at];
    struct slice bytes = literal_bytes(table, literal);
    struct infix_walk walk;
    if (walk_begins(&walk, bytes) && go_on(&walk)) {
        size_t slot = infix_slot(&walk);
        literal->next_infix = table->infixes[slot];
        table->infixes[slot] = at + 1;
        return;
    }
    table->short_infixes =
        arena_grow(table->arena, table->short_infixes, table->short_infix_count,
            &table->short_infix_capacity, sizeof(uint32_t));
    table->short_infixes[table->short_infix_count++] = at;
}

static void note_kind(struct literal_table *table, uint32_t at)
{
    switch (table->items[at].kind) {
    case LITERAL_EXACT:
        break;
    case LITERAL_PREFIX:
    case LITERAL_SUFFIX:
    case LITERAL_PART:
        note_end(table, &table->items[at]);
        break;
    case LITERAL_INFIX:
        note_infix(table, at);
        break;
    case LITERAL_NUMBER:
        table->number = table->first + at;
        break;
    }
}

uint32_t literal_add(
    struct literal_table *table, enum literal_kind kind, struct slice bytes)
{
    if (literal_count(table) == 0) {
        table->number = NONE;
    }
    uint64_t hash = hash_of(kind, bytes);
    uint32_t id = find(table, hash, kind, bytes);
    if (id != NONE) {
        return id;
    }
    make_buckets(table);
    table->items = arena_grow(table->arena, table->items, table->count,
        &table->capacity, sizeof(*table->items));
    uint32_t at = (uint32_t)table->count++;
    table->items[at] = (struct literal){
        .kind = kind,
        .begin = (uint32_t)table->text.len,
        .len = (uint32_t)bytes.len,
        .hash = hash,
    };
    table->text.arena = table->arena;
    buffer_append(&table->text, bytes);
    link_literal(table, at);
    note_kind(table, at);
    return table->first + at;
}

uint32_t literal_find(const struct literal_table *table, enum literal_kind kind,
    struct slice bytes)
{
    return find(table, hash_of(kind, bytes), kind, bytes);
}

/* May there be a literal of more letters than the walk has come over? */
static bool may_go_on(const struct letter_walk *walk, uint32_t lengths)
{
    return walk->letters < END_LETTERS ||
           lengths >= length_bit(walk->letters + 1);
}

/* Add the literal of the kind that the walk has come to the end of. */
static inline void add_if_known(const struct literal_table *table,
    const struct letter_walk *walk, enum literal_kind kind, struct id_list *ret)
{
    uint32_t id = find(table, seal(walk->hash, kind), kind, walked(walk));
    if (id != NONE) {
        id_list_add(ret, id);
    }
}

/* What the word is, and what it begins with. */
static void add_beginnings(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    struct letter_walk walk = walk_over(word, false);
    struct end_lengths lengths = find_ends(table, &walk);
    while (next_letter(&walk)) {
        uint32_t bit = length_bit(walk.letters);
        if (walk.letters == END_LETTERS) {
            lengths = find_ends(table, &walk);
        }
        if (lengths.prefixes & bit) {
            add_if_known(table, &walk, LITERAL_PREFIX, ret);
        }
        if (lengths.parts & bit) {
            add_if_known(table, &walk, LITERAL_PART, ret);
        }
    }
    add_if_known(table, &walk, LITERAL_EXACT, ret);
}

/* What the part of a word begins with. */
static void add_part(
    const struct literal_table *table, struct slice part, struct id_list *ret)
{
    struct letter_walk walk = walk_over(part, false);
    struct end_lengths lengths = find_ends(table, &walk);
    while (may_go_on(&walk, lengths.parts) && next_letter(&walk)) {
        if (walk.letters == END_LETTERS) {
            lengths = find_ends(table, &walk);
        }
        if (lengths.parts & length_bit(walk.letters)) {
            add_if_known(table, &walk, LITERAL_PART, ret);
        }
    }
}

/* Behind the letters and digits there: Latin and Cyrillic ones. */
static size_t behind_letters(struct slice word, size_t at)
{
    while (at < word.len) {
        unsigned char byte = (unsigned char)word.bytes[at];
        bool is_cyrillic = byte == 0xd0 || byte == 0xd1;
        if (!is_cyrillic && !ascii_is_letter((char)byte) &&
            !ascii_is_digit((char)byte)) {
            break;
        }
        at += is_cyrillic ? 2 : 1;
    }
    return at;
}

/* A part begins behind any sign; some of them are none to a pattern. The first
   part begins as the word does. */
static void add_parts(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    size_t at = behind_letters(word, 0);
    while (at < word.len) {
        do {
            at++;
        } while (!is_border(word, at));
        add_part(table, slice_cut(word, at, word.len), ret);
        at = behind_letters(word, at);
    }
}

/* What the word ends with. */
static void add_suffixes(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    struct letter_walk walk = walk_over(word, true);
    struct end_lengths lengths = find_ends(table, &walk);
    while (may_go_on(&walk, lengths.suffixes) && next_letter(&walk)) {
        if (walk.letters == END_LETTERS) {
            lengths = find_ends(table, &walk);
        }
        if (lengths.suffixes & length_bit(walk.letters)) {
            add_if_known(table, &walk, LITERAL_SUFFIX, ret);
        }
    }
}

static bool has_from(const struct id_list *list, size_t first, uint32_t id)
{
    for (size_t i = first; i < list->count; i++) {
        if (list->items[i] == id) {
            return true;
        }
    }
    return false;
}

/* The table's own that the word contains. */
static void add_infixes(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    size_t first = ret->count;
    for (size_t i = 0; i < table->short_infix_count; i++) {
        uint32_t at = table->short_infixes[i];
        struct slice bytes = literal_bytes(table, &table->items[at]);
        if (slice_find(word, bytes, 0) != SLICE_NOT_FOUND) {
            id_list_add(ret, table->first + at);
        }
    }
    struct infix_walk walk;
    bool has_run = walk_begins(&walk, word);
    while (has_run && go_on(&walk)) {
        struct slice rest = slice_cut(word, walk.begins[0], word.len);
        uint32_t next = table->infixes[infix_slot(&walk)];
        while (next) {
            const struct literal *literal = &table->items[next - 1];
            uint32_t id = table->first + next - 1;
            if (slice_starts_with(rest, literal_bytes(table, literal)) &&
                !has_from(ret, first, id)) {
                id_list_add(ret, id);
            }
            next = literal->next_infix;
        }
    }
}

void literals_of_word(const struct literal_table *table, struct slice word,
    bool is_number, struct id_list *ret)
{
    if (literal_count(table) == 0) {
        return;
    }
    add_beginnings(table, word, ret);
    add_parts(table, word, ret);
    add_suffixes(table, word, ret);
    add_infixes(table, word, ret);
    if (table->base) {
        add_infixes(table->base, word, ret);
    }
    if (is_number && table->number != NONE) {
        id_list_add(ret, table->number);
    }
}
