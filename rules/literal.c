#include "rules/literal.h"

#include "parser/ascii.h"
#include "parser/span.h"

#include <string.h>

#define FNV_BASIS UINT64_C(0xcbf29ce484222325)
#define FNV_PRIME UINT64_C(0x100000001b3)
#define BUCKETS_FIRST 256u
/* Of most literals. */
#define LITERAL_BYTES 16u
/* Code points that an infix is found by: its first. */
#define RUN_LETTERS 3

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

/* Is there a code point border before the byte? */
static bool is_border(struct slice word, size_t offset)
{
    return offset == word.len || (word.bytes[offset] & 0xc0) != 0x80;
}

static uint64_t add_letter(uint64_t hash, uint32_t letter)
{
    return (hash ^ letter) * FNV_PRIME;
}

/* The kind goes in last, so that the prefixes of a word can be hashed one
   after the other. What a word begins with is looked for once. */
static uint64_t seal(uint64_t hash, enum literal_kind kind)
{
    hash = add_letter(hash, kind == LITERAL_PART ? LITERAL_PREFIX : kind);
    return hash ^ (hash >> 29);
}

/* A walk over the code points of a word. */
struct letter_walk {
    struct slice word;
    size_t end;      /* of those that it went over */
    uint64_t hash;   /* of these, not sealed */
    uint32_t lasts;  /* the last byte of each of them, as far as there is room:
                        of most letters the first is the same */
    bool has_others; /* than those from U+0400 to U+047F */
};

static struct letter_walk letters_of(struct slice word)
{
    return (struct letter_walk){.word = word, .hash = FNV_BASIS};
}

/* Go on by a code point; false at the end of the word. */
static inline bool go_on(struct letter_walk *walk)
{
    if (walk->end == walk->word.len) {
        return false;
    }
    const unsigned char *at = (const unsigned char *)walk->word.bytes;
    uint32_t letter = at[walk->end++];
    if (letter >= 0xC2 && letter < 0xE0 && walk->end < walk->word.len) {
        letter = letter << 8 | at[walk->end++]; /* what most letters are */
    }
    while (!is_border(walk->word, walk->end)) {
        letter = letter << 8 | at[walk->end++];
    }
    walk->hash = add_letter(walk->hash, letter);
    walk->lasts = walk->lasts << 8 | (letter & 0xFF);
    walk->has_others |= letter - 0xD080 > 0xD1BF - 0xD080;
    return true;
}

/* What a suffix is found by is hashed from its end. Go back by a code point;
   returns where it begins. */
static size_t go_back(struct slice word, size_t begin, uint64_t *hash)
{
    uint32_t letter = 0;
    do {
        letter = letter << 8 | (uint8_t)word.bytes[--begin];
    } while (begin > 0 && !is_border(word, begin));
    *hash = add_letter(*hash, letter);
    return begin;
}

static uint64_t hash_of(enum literal_kind kind, struct slice bytes)
{
    struct letter_walk walk = letters_of(bytes);
    if (kind == LITERAL_SUFFIX) {
        for (size_t begin = bytes.len; begin > 0;) {
            begin = go_back(bytes, begin, &walk.hash);
        }
        return seal(walk.hash, kind);
    }
    while (go_on(&walk)) {
    }
    return seal(walk.hash, kind);
}

static bool has_bit(const uint32_t *bits, uint64_t bit)
{
    return bits[bit / 32] >> bit % 32 & 1;
}

static void set_bit(uint32_t *bits, uint64_t bit)
{
    bits[bit / 32] |= UINT32_C(1) << bit % 32;
}

/* Can the table or its base have a literal with the sealed hash? */
static inline bool may_have(const struct literal_table *table, uint64_t hash)
{
    return has_bit(table->known, hash % LITERAL_BITS);
}

struct slice literal_bytes(
    const struct literal_table *table, const struct literal *literal)
{
    return (struct slice){table->text.bytes + literal->begin, literal->len};
}

static uint32_t *make_set(
    struct arena *arena, const uint32_t *base, size_t bits)
{
    uint32_t *set = arena_room(arena, bits / 8);
    return base ? memcpy(set, base, bits / 8) : memset(set, 0, bits / 8);
}

static void make_sets(struct literal_table *table)
{
    const struct literal_table *base = table->base;
    table->known =
        make_set(table->arena, base ? base->known : NULL, LITERAL_BITS);
    table->runs = make_set(table->arena, base ? base->runs : NULL, RUN_BITS);
}

static void link_literal(struct literal_table *table, uint32_t at)
{
    uint64_t bucket = table->items[at].hash & (table->bucket_count - 1);
    table->items[at].next = table->buckets[bucket];
    table->buckets[bucket] = at;
}

/* Make buckets for so many literals. */
static void make_buckets(struct literal_table *table, size_t count)
{
    size_t buckets = BUCKETS_FIRST;
    while (buckets <= count) {
        buckets *= 4;
    }
    table->bucket_count = buckets;
    table->buckets = arena_room(table->arena, buckets * sizeof(uint32_t));
    memset(table->buckets, 0xff, buckets * sizeof(uint32_t));
    for (size_t i = 0; i < table->count; i++) {
        link_literal(table, (uint32_t)i);
    }
}

struct literal_table literal_table_above(
    struct arena *arena, const struct literal_table *base, size_t count)
{
    struct literal_table above = {
        .arena = arena,
        .base = base,
        .first = (uint32_t)literal_count(base),
        .items = arena_room(arena, count * sizeof(struct literal)),
        .capacity = count,
        .longest_prefix = base->longest_prefix,
        .longest_part = base->longest_part,
        .number = base->number,
        .text = {.arena = arena},
    };
    buffer_room(&above.text, count * LITERAL_BYTES);
    make_sets(&above);
    make_buckets(&above, count);
    return above;
}

size_t literal_count(const struct literal_table *table)
{
    return table->first + table->count;
}

/* The first of the table's own that may have the hash, or NONE. */
static uint32_t bucket_of(const struct literal_table *table, uint64_t hash)
{
    return table->buckets[hash & (table->bucket_count - 1)];
}

static bool is_of(const struct literal_table *table,
    const struct literal *literal, uint64_t hash, struct slice bytes)
{
    return literal->hash == hash &&
           slice_equal(literal_bytes(table, literal), bytes);
}

static uint32_t find_in_bucket(const struct literal_table *table, uint64_t hash,
    enum literal_kind kind, struct slice bytes)
{
    uint32_t at = bucket_of(table, hash);
    while (at != NONE) {
        const struct literal *literal = &table->items[at];
        if (literal->kind == kind && is_of(table, literal, hash, bytes)) {
            return table->first + at;
        }
        at = literal->next;
    }
    return NONE;
}

static uint32_t find(const struct literal_table *table, uint64_t hash,
    enum literal_kind kind, struct slice bytes)
{
    uint32_t id = NONE;
    bool goes_on = may_have(table, hash);
    for (; table && id == NONE && goes_on; table = table->base) {
        id = find_in_bucket(table, hash, kind, bytes);
    }
    return id;
}

/* A number below RUN_BITS for the last three code points of the walk. */
static uint32_t run_of(const struct letter_walk *walk)
{
    return ((walk->lasts & 0xffffffu) * 0x9e3779b1u) >> 20;
}

/* The slot of the infixes that begin with the run. */
static uint32_t infix_slot(uint32_t run)
{
    return run / (RUN_BITS / INFIX_SLOTS);
}

static void note_infix(struct literal_table *table, uint32_t at)
{
    struct literal *literal = &table->items[at];
    struct slice bytes = literal_bytes(table, literal);
    struct letter_walk walk = letters_of(bytes);
    size_t letters = 0;
    while (letters < RUN_LETTERS && go_on(&walk)) {
        letters++;
    }
    if (letters == RUN_LETTERS) {
        uint32_t run = run_of(&walk);
        if (!table->infixes) {
            table->infixes =
                arena_array(table->arena, INFIX_SLOTS, sizeof(uint32_t));
        }
        uint32_t *first = &table->infixes[infix_slot(run)];
        literal->next_infix = *first;
        *first = at + 1;
        set_bit(table->runs, run);
        return;
    }
    table->short_infixes =
        arena_grow(table->arena, table->short_infixes, table->short_infix_count,
            &table->short_infix_capacity, sizeof(uint32_t));
    table->short_infixes[table->short_infix_count++] = at;
}

/* Note what a suffix ends with: its last letter, its last two, and so on. */
static void note_ends(struct literal_table *table, struct slice suffix)
{
    uint64_t hash = FNV_BASIS;
    size_t begin = suffix.len;
    while (begin > 0) {
        begin = go_back(suffix, begin, &hash);
        set_bit(table->known, seal(hash, LITERAL_SUFFIX) % LITERAL_BITS);
    }
}

static void note_kind(struct literal_table *table, uint32_t at)
{
    const struct literal *literal = &table->items[at];
    size_t len = literal->len;
    set_bit(table->known, literal->hash % LITERAL_BITS);
    switch (literal->kind) {
    case LITERAL_EXACT:
        break;
    case LITERAL_PREFIX:
        if (table->longest_prefix < len) {
            table->longest_prefix = len;
        }
        break;
    case LITERAL_SUFFIX:
        note_ends(table, literal_bytes(table, literal));
        break;
    case LITERAL_INFIX:
        note_infix(table, at);
        break;
    case LITERAL_NUMBER:
        table->number = table->first + at;
        break;
    case LITERAL_PART:
        if (table->longest_part < len) {
            table->longest_part = len;
        }
        if (table->longest_prefix < len) {
            table->longest_prefix = len;
        }
        break;
    }
}

uint32_t literal_add(
    struct literal_table *table, enum literal_kind kind, struct slice bytes)
{
    if (literal_count(table) == 0) {
        table->number = NONE;
        make_sets(table);
    }
    uint64_t hash = hash_of(kind, bytes);
    uint32_t id = find(table, hash, kind, bytes);
    if (id != NONE) {
        return id;
    }
    if (table->count == table->bucket_count) {
        make_buckets(table, table->count);
    }
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

/* Add the table's own with the sealed hash and these bytes: the kind is in the
   hash. */
static void add_from_bucket(const struct literal_table *table, uint64_t hash,
    struct slice bytes, struct id_list *ret)
{
    uint32_t at = bucket_of(table, hash);
    while (at != NONE) {
        const struct literal *literal = &table->items[at];
        if (is_of(table, literal, hash, bytes)) {
            id_list_add(ret, table->first + at);
        }
        at = literal->next;
    }
}

/* The same of all tables. False: no suffix ends with the bytes, either. */
static inline bool add_known(const struct literal_table *table, uint64_t hash,
    struct slice bytes, struct id_list *ret)
{
    if (!may_have(table, hash)) {
        return false;
    }
    for (; table; table = table->base) {
        add_from_bucket(table, hash, bytes, ret);
    }
    return true;
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

/* Add the table's own infixes that the text begins with, which go by the run,
   unless they are among those found from `first` on. */
static void add_infixes_of(const struct literal_table *table, uint32_t run,
    struct slice text, size_t first, struct id_list *ret)
{
    uint32_t next = table->infixes ? table->infixes[infix_slot(run)] : 0;
    while (next) {
        const struct literal *literal = &table->items[next - 1];
        uint32_t id = table->first + next - 1;
        if (slice_starts_with(text, literal_bytes(table, literal)) &&
            !has_from(ret, first, id)) {
            id_list_add(ret, id);
        }
        next = literal->next_infix;
    }
}

/* The infixes of all tables that end the walk's last three code points or go on
   behind them. */
static void add_infixes(const struct literal_table *table,
    const struct letter_walk *walk, size_t first, struct id_list *ret)
{
    uint32_t run = run_of(walk);
    bool has_run = walk->lasts > 0xFFFF; /* the last bytes of three letters */
    if (!has_bit(table->runs, run) || !has_run) {
        return;
    }
    size_t begin = walk->end;
    for (size_t letters = 0; letters < RUN_LETTERS;
         letters += is_border(walk->word, begin)) {
        begin--;
    }
    struct slice rest = slice_cut(walk->word, begin, walk->word.len);
    for (; table; table = table->base) {
        add_infixes_of(table, run, rest, first, ret);
    }
}

static void add_short_infixes(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    for (size_t i = 0; i < table->short_infix_count; i++) {
        uint32_t at = table->short_infixes[i];
        struct slice bytes = literal_bytes(table, &table->items[at]);
        if (slice_find(word, bytes, 0) != SLICE_NOT_FOUND) {
            id_list_add(ret, table->first + at);
        }
    }
}

/* What the word is, what it begins with, and what stands in it. True: it has
   other letters than Cyrillic ones, or signs. */
static bool add_letters(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    size_t first = ret->count;
    struct letter_walk walk = letters_of(word);
    while (go_on(&walk)) {
        if (walk.end <= table->longest_prefix) {
            add_known(table, seal(walk.hash, LITERAL_PREFIX),
                slice_cut(word, 0, walk.end), ret);
        }
        add_infixes(table, &walk, first, ret);
    }
    add_known(table, seal(walk.hash, LITERAL_EXACT), word, ret);
    return walk.has_others;
}

/* What the part of a word begins with. */
static void add_part(
    const struct literal_table *table, struct slice part, struct id_list *ret)
{
    struct letter_walk walk = letters_of(part);
    while (go_on(&walk) && walk.end <= table->longest_part) {
        uint32_t id = find(table, seal(walk.hash, LITERAL_PART), LITERAL_PART,
            slice_cut(part, 0, walk.end));
        if (id != NONE) {
            id_list_add(ret, id);
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

static void add_suffixes(
    const struct literal_table *table, struct slice word, struct id_list *ret)
{
    uint64_t hash = FNV_BASIS;
    size_t begin = word.len;
    bool may_go_on = true;
    while (may_go_on && begin > 0) {
        begin = go_back(word, begin, &hash);
        may_go_on = add_known(table, seal(hash, LITERAL_SUFFIX),
            slice_cut(word, begin, word.len), ret);
    }
}

void literals_of_word(const struct literal_table *table, struct slice word,
    bool is_number, struct id_list *ret)
{
    if (literal_count(table) == 0) {
        return;
    }
    if (add_letters(table, word, ret)) {
        add_parts(table, word, ret);
    }
    add_suffixes(table, word, ret);
    for (const struct literal_table *at = table; at; at = at->base) {
        add_short_infixes(at, word, ret);
    }
    if (is_number && table->number != NONE) {
        id_list_add(ret, table->number);
    }
}
