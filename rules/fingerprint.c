/*
 * fingerprint.c - by what a finding is known again after an edit.
 *
 * The fingerprint is a hash of the rule's id and of the folded words of the
 * sentence near those marked, with its numbers left out, so that it stays when
 * other clauses change or move, or when numbers do; equal ones are told apart
 * by counting. For an absence it is of the rule alone.
 */
#include "rules/run.h"

#include "parser/hash.h"
#include "parser/utf8.h"

#include <stdio.h>
#include <string.h>

struct hash {
    uint64_t a;
    uint64_t b;
};

/* So many words before and behind those marked tell a finding from others. */
#define WORDS_AROUND 128

/* Two FNV-1a streams with different bases, stirred at the end. */
static void add_bytes(struct hash *hash, struct slice bytes)
{
    for (size_t i = 0; i < bytes.len; i++) {
        uint8_t byte = (uint8_t)bytes.bytes[i];
        hash->a = (hash->a ^ byte) * UINT64_C(0x100000001b3);
        hash->b = (hash->b ^ (byte + 0x9du)) * UINT64_C(0x100000001b3);
        hash->b ^= hash->b >> 31;
    }
}

static uint64_t stir(uint64_t value)
{
    value ^= value >> 33;
    value *= UINT64_C(0xff51afd7ed558ccd);
    value ^= value >> 33;
    value *= UINT64_C(0xc4ceb9fe1a85ec53);
    return value ^ value >> 33;
}

static void hash_words(
    const struct reading *reading, struct word_range range, struct hash *hash)
{
    for (uint32_t w = range.first; w < range.first + range.count; w++) {
        if (reading->words[w].kind != WORD_NUMBER) {
            add_bytes(hash, reading_spelling(reading, w));
            add_bytes(hash, SLICE(" "));
        }
    }
}

/* The words of a sentence that lie near those marked: a hostile sentence has
   thousands of findings, and each must cost the same. */
static struct word_range near_words(
    struct word_range range, struct word_range marked)
{
    uint32_t end = range.first + range.count;
    uint32_t last = marked.first + marked.count + WORDS_AROUND;
    if (marked.first > range.first + WORDS_AROUND) {
        range.first = marked.first - WORDS_AROUND;
    }
    end = last < end ? last : end;
    range.count = end > range.first ? end - range.first : 0;
    return range;
}

/* The words of the finding's sentence, then those that are marked. */
static void hash_sentence(const struct check_context *context,
    const struct finding *finding, struct hash *hash)
{
    const struct reading *reading = &context->reading;
    struct word_range marked = reading_words_at(reading, finding->passage);
    uint32_t sentence = reading_sentence_at(reading, finding->passage);
    struct word_range range =
        sentence == NONE ? reading_clause(reading, finding->passage.clause)
                         : reading_sentence(reading, sentence);
    hash_words(reading, near_words(range, marked), hash);
    add_bytes(hash, SLICE("|"));
    hash_words(reading, marked, hash);
}

static struct hash hash_finding(
    const struct check_context *context, const struct finding *finding)
{
    struct hash hash = {
        UINT64_C(0xcbf29ce484222325), UINT64_C(0x84222325cbf29ce4)};
    add_bytes(&hash, finding->rule->id);
    add_bytes(&hash, SLICE("|"));
    if (!finding->is_absence && finding->passage.clause != NONE) {
        hash_sentence(context, finding, &hash);
    } else if (!finding->is_absence) { /* of a comment */
        add_bytes(&hash, finding->quote);
    }
    return hash;
}

static void write_fingerprint(
    struct finding *finding, struct hash hash, uint32_t ordinal)
{
    uint64_t a = stir(hash.a + ordinal);
    uint64_t b = stir(hash.b ^ (a + ordinal));
    snprintf(finding->fingerprint, sizeof(finding->fingerprint),
        "%016llx%016llx", (unsigned long long)a, (unsigned long long)b);
}

void run_fingerprints(struct check_context *context)
{
    size_t count = context->finding_count;
    size_t slots = 16;
    while (slots < count * 2) {
        slots *= 2;
    }
    struct hash *hashes = arena_array(context->arena, slots, sizeof(*hashes));
    uint32_t *seen = arena_array(context->arena, slots, sizeof(*seen));
    for (size_t i = 0; i < count; i++) {
        struct finding *finding = context->findings[i];
        struct hash hash = hash_finding(context, finding);
        uint64_t key[] = {hash.a, hash.b};
        size_t slot = hash_numbers(key, COUNT_OF(key), hashes) & (slots - 1);
        while (seen[slot] &&
               (hashes[slot].a != hash.a || hashes[slot].b != hash.b)) {
            slot = (slot + 1) & (slots - 1);
        }
        hashes[slot] = hash;
        write_fingerprint(finding, hash, seen[slot]++);
    }
}
