#include "rules/matcher.h"
#include "rules/run.h"
#include "rules/testing.h"
#include "rules/workspace.h"

#include <setjmp.h>
#include <stdarg.h>
#include <stddef.h>
#include <stdint.h>

#include <cmocka.h>

/* Of words that a text of «а», «б», «в», «г» has, <согласие> among them. */
static const char phrases[] = "а б\n"
                              "а .. б\n"
                              "а ..63 б\n"
                              "а ... б г\n"
                              "а [б] в\n"
                              "(а|б в) .. {г} [а]\n"
                              "{а ..2} б\n"
                              "^ а .. в\n"
                              "в .. г $\n"
                              "^ а ... г $\n"
                              "а б в г\n"
                              "[а ..3] б в\n"
                              "<согласие> .. б\n"
                              "а [<согласие>] г\n"
                              "а б & г г\n";

static uint32_t next_random(uint32_t *seed)
{
    *seed = *seed * 1664525u + 1013904223u;
    return *seed >> 16;
}

/* A sentence of so many random words. */
static void put_sentence(struct buffer *out, uint32_t *seed, uint32_t words)
{
    static const char *const names[] = {
        "а", "б", "в", "г", "д", "согласие", "на", "обработку"};
    buffer_append(out, SLICE("Слово"));
    for (uint32_t i = 0; i < words; i++) {
        uint32_t limit = next_random(seed) % 3 ? 5 : COUNT_OF(names);
        buffer_format(out, " %s", names[next_random(seed) % limit]);
    }
    buffer_append(out, SLICE(".\n\n"));
}

static struct slice random_text(struct arena *arena)
{
    struct buffer text = {.arena = arena};
    uint32_t seed = 1;
    for (uint32_t i = 0; i < 300; i++) {
        put_sentence(&text, &seed, next_random(&seed) % 20);
    }
    for (uint32_t words = 60; words < 70; words++) {
        put_sentence(&text, &seed, words);
    }
    put_sentence(&text, &seed, 127);
    put_sentence(&text, &seed, 128);
    put_sentence(&text, &seed, 700);
    return buffer_slice(&text);
}

static void put_match(struct buffer *out, const struct match *match)
{
    buffer_format(out, "%u-%u {%u-%u} %u-%u\n", match->begin, match->end,
        match->mark_begin, match->mark_end, match->passage.span.begin,
        match->passage.span.end);
}

/* All matches of all phrases of the rule in all sentences, one a line. */
static struct slice matches_in(struct check_context *context,
    const struct rule *rule, struct sightings *sightings, struct arena *arena)
{
    struct buffer out = {.arena = arena};
    const struct phrase_table *table = &context->ruleset->vocabulary.phrases;
    for (uint32_t i = 0; i < context->doc->sentence_count; i++) {
        struct unit unit = unit_of_sentence(&context->reading, i);
        if (sightings) {
            sightings_clear(sightings);
            sightings_add_unit(sightings, &unit);
            unit.sightings = sightings;
        }
        for (size_t k = 0; k < rule->find_count; k++) {
            struct program program = phrase_program(table, rule->find[k]);
            const struct match *matches;
            size_t count =
                matcher_run(context->matcher, &program, &unit, &matches);
            buffer_format(&out, "%zu in %u:\n", k, i);
            for (size_t m = 0; m < count; m++) {
                put_match(&out, &matches[m]);
            }
        }
    }
    return buffer_slice(&out);
}

static void all_words_at_once_match_as_word_for_word(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct ruleset *ruleset =
        testing_ruleset(testing_pack(arena, "terminology", phrases));
    struct doc doc;
    struct error error;
    assert_true(
        doc_read(arena, SLICE("p.md"), random_text(arena), &doc, &error));
    struct check_options options = {
        .as_of = {2026, 11, 22}, .workspace = workspace_new()};
    struct check_context *context = check_run(ruleset, &doc, &options, NULL);
    struct sightings sightings = sightings_make(arena, ruleset->token_count);
    const struct rule *rule = ruleset_rule(ruleset, 0);
    struct slice slow = matches_in(context, rule, NULL, arena);
    struct slice fast = matches_in(context, rule, &sightings, arena);
    assert_true(slow.len > 20000);
    assert_true(slice_equal(fast, slow));
    workspace_free(options.workspace);
    ruleset_free(ruleset);
    arena_free(arena);
}

static void an_entry_is_labelled_wherever_it_stands(void **state)
{
    (void)state;
    static const char pack[] =
        "---\npack: x\nedition: 2026-11-21\n---\n\n"
        "## <пара>\n\n```find\nа [в] б\n```\n\n"
        "## x/rule\n\nСообщение.\n\n- English: Message.\n"
        "- Kind: terminology\n- Severity: error\n- Basis: ст. 1\n\n"
        "```find\n<пара>\n```\n";
    struct arena *arena = arena_new();
    for (uint32_t before = 58; before < 66; before++) {
        struct buffer policy = {.arena = arena};
        buffer_append(&policy, SLICE("Слово"));
        for (uint32_t i = 0; i < before; i++) {
            buffer_append(&policy, SLICE(" д"));
        }
        buffer_append(&policy, SLICE(" а в б а б."));
        buffer_append_byte(&policy, '\0');
        struct slice found = testing_found(arena, pack, policy.bytes);
        assert_true(slice_equal(found, SLICE("а в б | а б")));
    }
    arena_free(arena);
}

static void a_token_is_seen_in_every_block_that_has_it(void **state)
{
    (void)state;
    struct arena *arena = arena_new();
    struct sightings sightings = sightings_make(arena, 10);
    static const uint32_t words[] = {200, 5, 70, 201, 6, 130, 71, 0};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        sightings_add(&sightings, 3, words[i]);
        sightings_add(&sightings, 4, words[i] / 2);
    }
    static const uint64_t expected[] = {0x61, 0xc0, 4, 0x300};
    uint32_t at = sightings_find(&sightings, 3);
    assert_true(sightings_is_first(&sightings, at));
    for (uint32_t block = 0; block < COUNT_OF(expected); block++) {
        assert_int_equal(sightings.items[at].block, block);
        assert_true(sightings.items[at].bits == expected[block]);
        at = sightings.items[at].next;
    }
    assert_int_equal(at, NONE);
    sightings_clear(&sightings);
    assert_int_equal(sightings_find(&sightings, 3), NONE);
    arena_free(arena);
}

int main(void)
{
    const struct CMUnitTest tests[] = {
        cmocka_unit_test(all_words_at_once_match_as_word_for_word),
        cmocka_unit_test(an_entry_is_labelled_wherever_it_stands),
        cmocka_unit_test(a_token_is_seen_in_every_block_that_has_it),
    };
    return cmocka_run_group_tests(tests, NULL, NULL);
}
