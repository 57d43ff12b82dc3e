#include "cmd/commands.h"

#include "cmd/input.h"
#include "cmd/load.h"
#include "cmd/terminal.h"

/* What the operands came to so far. */
struct tally {
    size_t run;
    size_t failed;
};

/* An operand is a file of the user's own pack, or the name of an embedded
   one. */
static bool is_file(struct slice operand)
{
    return slice_ends_with(operand, SLICE(".md")) ||
           slice_find(operand, SLICE("/"), 0) != SLICE_NOT_FOUND;
}

static void print_failure(
    const struct terminal *terminal, const struct example_failure *failure)
{
    terminal_put(terminal, failure->rule->id);
    if (failure->example) {
        fprintf(terminal->file, ", %s %u (%s)",
            language_pick(terminal->language, "строка", "line"),
            failure->example->line,
            failure->example->is_wrong ? "Wrong" : "Right");
    }
    terminal_print(terminal, ": ");
    terminal_put(
        terminal, language_choose(terminal->language, failure->message));
    terminal_print(terminal, "\n");
}

static void test_pack(const struct options *options,
    const struct ruleset *ruleset, struct slice pack, struct tally *tally)
{
    struct terminal terminal;
    terminal_init(&terminal, stdout, options->color, options->language);
    struct arena *arena = arena_new();
    struct example_failure *failures = NULL;
    size_t failure_count = 0;
    tally->run += ruleset_test(ruleset, pack, arena, &failures, &failure_count);
    tally->failed += failure_count;
    for (size_t i = 0; i < failure_count; i++) {
        print_failure(&terminal, &failures[i]);
    }
    arena_free(arena);
}

static bool has_pack(const struct ruleset *ruleset, struct slice pack)
{
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        if (slice_equal(ruleset_rule(ruleset, i)->pack, pack)) {
            return true;
        }
    }
    return false;
}

static bool test_named(const struct options *options,
    const struct ruleset *ruleset, struct tally *tally)
{
    bool is_known = true;
    for (size_t i = 0; i < options->operands.count; i++) {
        struct slice pack = options->operands.items[i];
        if (is_file(pack)) {
            continue;
        }
        if (has_pack(ruleset, pack)) {
            test_pack(options, ruleset, pack, tally);
            continue;
        }
        struct error error;
        error_set(
            &error, "нет такого набора правил", "there is no such rule pack");
        complain(options->language, pack, &error);
        is_known = false;
    }
    return is_known;
}

/* The user's packs are the rules that the embedded ones do not have. */
static void test_files(const struct options *options,
    const struct ruleset *ruleset, size_t embedded_count, struct tally *tally)
{
    struct slice tested = SLICE("");
    for (size_t i = embedded_count; i < ruleset_count(ruleset); i++) {
        struct slice pack = ruleset_rule(ruleset, i)->pack;
        if (!slice_equal(pack, tested)) {
            test_pack(options, ruleset, pack, tally);
        }
        tested = pack;
    }
}

/* The operands that are files become packs to load. */
static struct options with_packs(
    struct arena *arena, const struct options *options)
{
    struct options copy = *options;
    copy.packs = (struct option_list){
        .items = arena_array(
            arena, options->operands.count, sizeof(*copy.packs.items)),
    };
    for (size_t i = 0; i < options->operands.count; i++) {
        if (is_file(options->operands.items[i])) {
            copy.packs.items[copy.packs.count++] = options->operands.items[i];
        }
    }
    return copy;
}

static bool count_embedded(struct arena *arena, const struct options *options,
    size_t *ret, struct trouble *ret_trouble)
{
    struct options plain = *options;
    plain.packs = (struct option_list){0};
    struct rules_loaded rules;
    if (!rules_load(arena, &plain, &rules, ret_trouble)) {
        return false;
    }
    *ret = ruleset_count(rules.ruleset);
    rules_unload(&rules);
    return true;
}

enum status test_command(struct arena *arena, const struct options *given)
{
    struct options options = with_packs(arena, given);
    struct rules_loaded rules;
    size_t embedded_count = 0;
    struct trouble trouble;
    if (!count_embedded(arena, &options, &embedded_count, &trouble) ||
        !rules_load(arena, &options, &rules, &trouble)) {
        complain_of(options.language, &trouble);
        return STATUS_TROUBLE;
    }
    struct tally tally = {0};
    bool is_known = true;
    if (options.operands.count == 0) {
        test_pack(&options, rules.ruleset, SLICE(""), &tally);
    } else {
        is_known = test_named(&options, rules.ruleset, &tally);
        test_files(&options, rules.ruleset, embedded_count, &tally);
    }
    rules_unload(&rules);
    if (!options.is_quiet) {
        static const struct noun examples = {
            "пример", "примера", "примеров", "example", "examples"};
        static const struct noun failures = {
            "расхождение", "расхождения", "расхождений", "failure", "failures"};
        printf("%zu %s, %zu %s\n", tally.run,
            language_noun(options.language, tally.run, &examples), tally.failed,
            language_noun(options.language, tally.failed, &failures));
    }
    if (!is_known) {
        return STATUS_TROUBLE;
    }
    return tally.failed > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}
