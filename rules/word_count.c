/*
 * word_count.c - how common words are in policies, as the examples of packs
 * tell.
 */
#include "rules/snapshot.h"

#include "parser/fold.h"
#include "parser/word.h"

static void count_words_of(
    struct ruleset *ruleset, struct slice text, struct arena *arena)
{
    struct slice folded = fold_slice(arena, text);
    struct word_splitter splitter = word_splitter(folded);
    struct word word;
    while (word_next(&splitter, &word)) {
        struct id_list found = {.arena = arena};
        literals_of_word(&ruleset->vocabulary.literals,
            slice_cut(folded, word.span.begin, word.span.end),
            word.kind == WORD_NUMBER, &found);
        for (size_t i = 0; i < found.count; i++) {
            ruleset->word_counts[found.items[i]]++;
        }
    }
}

void ruleset_count_words(struct ruleset *ruleset)
{
    struct arena *arena = arena_new();
    ruleset->counted_words = literal_count(&ruleset->vocabulary.literals);
    ruleset->word_counts =
        arena_array(ruleset->arena, ruleset->counted_words, sizeof(uint32_t));
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        const struct rule *rule = ruleset->rules[i];
        for (size_t k = 0; k < rule->example_count; k++) {
            count_words_of(ruleset,
                example_markdown(arena, rule, &rule->examples[k]), arena);
            arena_clear(arena);
        }
    }
    arena_free(arena);
}
