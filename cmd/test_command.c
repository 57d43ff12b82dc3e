#include "cmd/commands.h"

#include "cmd/load.h"
#include "cmd/terminal.h"
#include "parser/buffer.h"

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

static struct slice base_name(struct slice path)
{
    size_t begin = path.len;
    while (begin > 0 && path.bytes[begin - 1] != '/') {
        begin--;
    }
    return slice_cut(path, begin, path.len);
}

/* «ours.md:24:1: ours/rule, Wrong: ожидалось …», as an editor jumps to it */
static void print_failure(
    const struct terminal *terminal, const struct example_failure *failure)
{
    terminal_style(terminal, STYLE_STRONG);
    terminal_put(terminal, failure->rule->file);
    fprintf(
        terminal->file, ":%u:%u: ", failure->place.line, failure->place.column);
    terminal_style(terminal, STYLE_PLAIN);
    terminal_put(terminal, failure->rule->id);
    if (failure->example) {
        terminal_print(
            terminal, failure->example->is_wrong ? ", Wrong" : ", Right");
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

/* With the names of those that there are, and with what a file is told by. */
static void refuse_pack(const struct options *options,
    const struct ruleset *ruleset, struct slice name)
{
    struct arena *arena = arena_new();
    struct buffer names = {.arena = arena};
    struct slice last = SLICE("");
    for (size_t i = 0; i < ruleset_count(ruleset); i++) {
        struct slice pack = ruleset_rule(ruleset, i)->pack;
        if (!slice_equal(pack, last)) {
            buffer_append(&names, names.len ? SLICE(", ") : SLICE(""));
            buffer_append(&names, pack);
            last = pack;
        }
    }
    struct slice list = buffer_slice(&names);
    struct error error;
    error_set(&error,
        "нет такого набора правил; есть %.*s, а имя файла кончается на .md",
        "there is no such rule pack; there are %.*s, and a file ends in .md",
        (int)list.len, list.bytes);
    complain(options->language, name, &error);
    arena_free(arena);
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
        refuse_pack(options, ruleset, pack);
        is_known = false;
    }
    return is_known;
}

static void test_files(const struct options *options,
    const struct ruleset *ruleset, struct tally *tally)
{
    for (size_t i = 0; i < options->operands.count; i++) {
        if (is_file(options->operands.items[i])) {
            test_pack(options, ruleset, options->operands.items[i], tally);
        }
    }
}

/* Load the embedded packs and the files among the operands. A file with the
   name of an embedded pack is a copy of it that was changed, and is loaded
   instead of it. */
static bool load(struct arena *arena, const struct options *options,
    struct ruleset *ruleset, struct trouble *ret_trouble)
{
    const struct option_list *operands = &options->operands;
    struct slice *names = arena_array(arena, operands->count, sizeof(*names));
    for (size_t i = 0; i < operands->count; i++) {
        if (is_file(operands->items[i])) {
            names[i] = base_name(operands->items[i]);
        }
    }
    if (!ruleset_add_sources(
            ruleset, names, operands->count, &ret_trouble->error)) {
        return trouble_in(ret_trouble, SLICE(""));
    }
    for (size_t i = 0; i < operands->count; i++) {
        if (is_file(operands->items[i]) &&
            !rules_add_file(arena, ruleset, operands->items[i], ret_trouble)) {
            return false;
        }
    }
    return rules_finish(arena, ruleset, ret_trouble);
}

static void print_tally(
    const struct options *options, const struct tally *tally)
{
    static const struct noun examples = {
        "пример", "примера", "примеров", "example", "examples"};
    static const struct noun failures = {
        "расхождение", "расхождения", "расхождений", "failure", "failures"};
    printf("%zu %s, %zu %s\n", tally->run,
        language_noun(options->language, tally->run, &examples), tally->failed,
        language_noun(options->language, tally->failed, &failures));
}

enum status test_command(struct arena *arena, const struct options *options)
{
    struct ruleset *ruleset = ruleset_new();
    struct trouble trouble;
    if (!load(arena, options, ruleset, &trouble)) {
        complain_of(options->language, &trouble);
        ruleset_free(ruleset);
        return STATUS_TROUBLE;
    }
    struct tally tally = {0};
    bool is_known = true;
    if (options->operands.count == 0) {
        test_pack(options, ruleset, SLICE(""), &tally);
    } else {
        is_known = test_named(options, ruleset, &tally);
        test_files(options, ruleset, &tally);
    }
    ruleset_free(ruleset);
    if (!options->is_quiet && (is_known || tally.run > 0)) {
        print_tally(options, &tally);
    }
    if (!is_known) {
        return STATUS_TROUBLE;
    }
    return tally.failed > 0 ? STATUS_FINDINGS : STATUS_CLEAN;
}
