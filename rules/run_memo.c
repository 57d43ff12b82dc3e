#include "rules/run_memo.h"

#include "parser/hash.h"
#include "parser/memory.h"
#include "rules/matcher.h"

#include <stdlib.h>
#include <string.h>

/* Two hashes of 64 bits. */
struct key {
    uint64_t halves[2];
};

struct entry {
    struct key key;
    uint32_t first; /* index into memory.numbers */
    uint32_t count;
    uint32_t next; /* another of the bucket, or NONE */
};

/* So many that a document at the limit has a few units in each. */
#define BUCKET_COUNT 32768u

/* Room to begin with: so large that the system gives pages of their own, which
   cost nothing until they are used and do not part the memory of documents. */
#define ENTRIES_LEAST 8192u
#define NUMBERS_LEAST 65536u

/* The units of one document. */
struct memory {
    struct entry *entries; /* this and the rest: malloc() */
    size_t count;
    size_t capacity;
    uint32_t *numbers;
    size_t number_count;
    size_t number_capacity;
    uint32_t *buckets; /* the first entry of each, or NONE */
};

struct run_memo {
    const struct ruleset *ruleset;
    uint8_t *phrase_scopes; /* malloc() */
    size_t scope_count;
    struct memory last; /* document */
    struct memory now;
};

static void memory_forget(struct memory *memory)
{
    memset(memory->buckets, 0xff, BUCKET_COUNT * sizeof(*memory->buckets));
    memory->count = 0;
    memory->number_count = 0;
}

static struct memory memory_make(void)
{
    struct memory memory = {
        .entries = memory_take(ENTRIES_LEAST * sizeof(struct entry)),
        .capacity = ENTRIES_LEAST,
        .numbers = memory_take(NUMBERS_LEAST * sizeof(uint32_t)),
        .number_capacity = NUMBERS_LEAST,
        .buckets = memory_take(BUCKET_COUNT * sizeof(uint32_t)),
    };
    memory_forget(&memory);
    return memory;
}

static void memory_clear(struct memory *memory)
{
    free(memory->entries);
    free(memory->numbers);
    free(memory->buckets);
}

struct run_memo *run_memo_new(void)
{
    struct run_memo *memo = memory_take_zeroed(1, sizeof(*memo));
    memo->last = memory_make();
    memo->now = memory_make();
    return memo;
}

void run_memo_free(struct run_memo *memo)
{
    if (memo) {
        memory_clear(&memo->last);
        memory_clear(&memo->now);
        free(memo->phrase_scopes);
        free(memo);
    }
}

static bool is_of(const struct run_memo *memo, const struct ruleset *ruleset,
    const uint8_t *phrase_scopes, size_t phrase_count)
{
    return memo->ruleset == ruleset && memo->scope_count == phrase_count &&
           memcmp(memo->phrase_scopes, phrase_scopes, phrase_count) == 0;
}

void run_memo_begin(struct run_memo *memo, const struct ruleset *ruleset,
    const uint8_t *phrase_scopes, size_t phrase_count)
{
    if (phrase_count > 0 && is_of(memo, ruleset, phrase_scopes, phrase_count)) {
        return;
    }
    memory_forget(&memo->last);
    memo->ruleset = ruleset;
    memo->phrase_scopes = memory_resize(memo->phrase_scopes, phrase_count + 1);
    memcpy(memo->phrase_scopes, phrase_scopes, phrase_count);
    memo->scope_count = phrase_count;
}

/* Mix eight bytes into both halves. */
static void mix(struct key *key, uint64_t value)
{
    uint64_t a = (key->halves[0] ^ value) * UINT64_C(0x9e3779b97f4a7c15);
    uint64_t b = (key->halves[1] + value) * UINT64_C(0xd6e8feb86659fd93);
    key->halves[0] = a ^ a >> 32;
    key->halves[1] = b ^ b >> 29;
}

static void mix_bytes(struct key *key, struct slice bytes)
{
    size_t at = 0;
    mix(key, bytes.len);
    for (; at + 8 <= bytes.len; at += 8) {
        uint64_t value;
        memcpy(&value, bytes.bytes + at, 8);
        mix(key, value);
    }
    uint64_t rest = 0;
    for (; at < bytes.len; at++) {
        rest = rest << 8 | (unsigned char)bytes.bytes[at];
    }
    mix(key, rest);
}

/* All that a phrase can ask of the unit: the words of a lead-in, those of the
   last part by their places in its text, the labels of both, and the text. */
static struct key key_of(const struct unit *unit, uint32_t scopes)
{
    const struct reading *reading = unit->reading;
    struct view view = view_of(unit);
    struct key key = {{scopes, unit->boundary}};
    mix(&key, unit->count);
    mix_bytes(&key, view.text);
    for (uint32_t i = 0; i < unit->count; i++) {
        uint32_t word = unit_word(unit, i);
        struct span span = reading->words[word].span;
        if (i < unit->boundary) {
            mix_bytes(&key, reading_spelling(reading, word));
        } else {
            mix(&key, (uint64_t)(span.begin - view.begin) << 32 |
                          (span.end - span.begin));
        }
        for (uint32_t l = reading->first_labels[word]; l != NONE;
             l = reading->labels[l].next) {
            const struct label *label = &reading->labels[l];
            mix(&key, (uint64_t)label->class << 32 | label->count);
        }
    }
    return key;
}

static uint32_t *bucket_of(const struct memory *memory, const struct key *key)
{
    uint64_t hash =
        hash_numbers(key->halves, COUNT_OF(key->halves), memory->buckets);
    return &memory->buckets[hash % BUCKET_COUNT];
}

static const struct entry *find(
    const struct memory *memory, const struct key *key)
{
    for (uint32_t i = *bucket_of(memory, key); i != NONE;
         i = memory->entries[i].next) {
        const struct entry *entry = &memory->entries[i];
        if (memcmp(&entry->key, key, sizeof(*key)) == 0) {
            return entry;
        }
    }
    return NULL;
}

/* Room for one more item. */
static void *grow(void *items, size_t count, size_t *capacity, size_t size)
{
    if (count < *capacity) {
        return items;
    }
    *capacity *= 2;
    return memory_resize(items, *capacity * size);
}

static void add_entry(struct memory *memory, const struct key *key)
{
    memory->entries = grow(memory->entries, memory->count, &memory->capacity,
        sizeof(*memory->entries));
    uint32_t *bucket = bucket_of(memory, key);
    memory->entries[memory->count] =
        (struct entry){*key, (uint32_t)memory->number_count, 0, *bucket};
    *bucket = (uint32_t)memory->count++;
}

static struct run_memo_unit unit_of(
    const struct memory *memory, const struct entry *entry)
{
    return (struct run_memo_unit){
        true, memory->numbers + entry->first, entry->count};
}

/* A unit that stands twice in the document is known at its second place. */
struct run_memo_unit run_memo_find(
    struct run_memo *memo, const struct unit *unit, uint32_t scopes)
{
    struct key key = key_of(unit, scopes);
    const struct entry *entry = find(&memo->now, &key);
    if (entry) {
        return unit_of(&memo->now, entry);
    }
    add_entry(&memo->now, &key);
    entry = find(&memo->last, &key);
    if (!entry) {
        return (struct run_memo_unit){0};
    }
    for (uint32_t i = 0; i < entry->count; i++) {
        run_memo_note(memo, memo->last.numbers[entry->first + i]);
    }
    return unit_of(&memo->last, entry);
}

void run_memo_note(struct run_memo *memo, uint32_t number)
{
    struct memory *memory = &memo->now;
    memory->numbers = grow(memory->numbers, memory->number_count,
        &memory->number_capacity, sizeof(*memory->numbers));
    memory->numbers[memory->number_count++] = number;
    memory->entries[memory->count - 1].count++;
}

void run_memo_end(struct run_memo *memo)
{
    struct memory forgotten = memo->last;
    memo->last = memo->now;
    memo->now = forgotten;
    memory_forget(&memo->now);
}
