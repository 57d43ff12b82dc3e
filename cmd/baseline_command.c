/*
 * baseline_command.c - `baseline write|prune|check FILE...`: the list of
 * findings that are known and do not count.
 *
 * write makes it anew; prune takes out what is no longer found, and never adds
 * anything; check tells what either would change.
 */
#include "cmd/baseline.h"
#include "cmd/commands.h"
#include "cmd/documents.h"
#include "cmd/output.h"
#include "cmd/path.h"
#include "parser/buffer.h"

#include <stdlib.h>
#include <unistd.h>

/* A baseline, and what the documents have now. */
struct comparison {
    const struct options *options; /* those of the run */
    const struct rules_loaded *rules;
    struct arena *arena;
    struct baseline old;   /* as the file has it; empty for write */
    struct baseline found; /* of the documents */
    struct slice *paths;   /* of the documents, sorted, from its folder */
    size_t path_count;
    size_t path_capacity;
};

static void note_file(void *context, const struct checked_file *file)
{
    struct comparison *comparison = context;
    struct arena *arena = comparison->arena;
    struct slice path = path_absolute(arena, file->path);
    comparison->paths =
        arena_grow(arena, comparison->paths, comparison->path_count,
            &comparison->path_capacity, sizeof(*comparison->paths));
    comparison->paths[comparison->path_count++] =
        path_below(path, comparison->found.folder);
    for (size_t i = 0; i < file->finding_count; i++) {
        baseline_add(&comparison->found, path, file->doc, file->findings[i]);
    }
}

static int compare_paths(const void *a, const void *b)
{
    return slice_compare(*(const struct slice *)a, *(const struct slice *)b);
}

static bool is_checked(const struct comparison *comparison, struct slice path)
{
    return comparison->path_count > 0 &&
           bsearch(&path, comparison->paths, comparison->path_count,
               sizeof(path), compare_paths);
}

/* Was a rule looked for? One that there no longer is finds nothing. */
static bool did_run(const struct comparison *comparison, struct slice id)
{
    const struct rules_loaded *rules = comparison->rules;
    const struct rule *rule = ruleset_find(rules->ruleset, id);
    return !rule || !rules->is_disabled[rule->index];
}

/* Is a known finding no longer there: its document was checked and does not
   have it, or there is no such document? */
static bool is_gone(
    const struct comparison *comparison, const struct baseline_entry *entry)
{
    if (!did_run(comparison, entry->rule)) {
        return false;
    }
    if (is_checked(comparison, entry->path)) {
        return !baseline_has(&comparison->found, entry);
    }
    struct arena *arena = arena_new();
    struct slice path = path_join(arena, comparison->old.folder, entry->path);
    if (slice_starts_with(entry->path, SLICE("/"))) {
        path = entry->path;
    }
    bool is_missing = access(arena_string(arena, path), F_OK) != 0;
    arena_free(arena);
    return is_missing;
}

/* Take out what is gone; how many were. */
static size_t prune(struct comparison *comparison)
{
    struct baseline *old = &comparison->old;
    size_t kept = 0;
    for (size_t i = 0; i < old->count; i++) {
        if (!is_gone(comparison, &old->entries[i])) {
            old->entries[kept++] = old->entries[i];
        }
    }
    size_t gone = old->count - kept;
    old->count = kept;
    return gone;
}

static void print_entry(const struct terminal *terminal, const char *label,
    const struct baseline_entry *entry)
{
    struct arena *arena = arena_new();
    struct buffer line = {.arena = arena};
    buffer_format(&line, "%s: %.*s: %.*s", label, (int)entry->path.len,
        entry->path.bytes, (int)entry->rule.len, entry->rule.bytes);
    if (entry->address.len > 0) {
        buffer_append(&line, SLICE(", "));
        buffer_append(&line, entry->address);
    }
    if (entry->quote.len > 0) {
        buffer_append(&line, SLICE(": «"));
        buffer_append(&line, entry->quote);
        buffer_append(&line, SLICE("»"));
    }
    terminal_put(terminal, buffer_slice(&line));
    terminal_print(terminal, "\n");
    arena_free(arena);
}

/* Print what is new and what is gone; how many there are. */
static size_t print_changes(
    const struct comparison *comparison, const struct terminal *terminal)
{
    size_t count = 0;
    const struct baseline *found = &comparison->found;
    const struct baseline *old = &comparison->old;
    for (size_t i = 0; i < found->count; i++) {
        if (!baseline_has(old, &found->entries[i])) {
            print_entry(terminal,
                language_pick(terminal->language, "новая", "new"),
                &found->entries[i]);
            count++;
        }
    }
    for (size_t i = 0; i < old->count; i++) {
        if (is_gone(comparison, &old->entries[i])) {
            print_entry(terminal,
                language_pick(terminal->language, "больше нет", "gone"),
                &old->entries[i]);
            count++;
        }
    }
    return count;
}

static bool write_file(struct comparison *comparison,
    const struct baseline *baseline, struct trouble *ret_trouble)
{
    struct output output;
    if (!output_open(
            &output, comparison->arena, baseline->path, &ret_trouble->error)) {
        return trouble_in(ret_trouble, baseline->path);
    }
    baseline_write(baseline, output.file);
    return output_close(&output, &ret_trouble->error) ||
           trouble_in(ret_trouble, baseline->path);
}

static void print_count(const struct terminal *terminal,
    const struct baseline *baseline, size_t gone)
{
    static const struct noun findings = {
        "находка", "находки", "находок", "finding", "findings"};
    enum language language = terminal->language;
    terminal_put(terminal, baseline->path);
    fprintf(terminal->file, ": %zu %s", baseline->count,
        language_noun(language, baseline->count, &findings));
    if (gone > 0) {
        fprintf(terminal->file, "; %s %zu",
            language_pick(language, "убрано", "taken out"), gone);
    }
    fputc('\n', terminal->file);
}

enum verb { VERB_WRITE, VERB_PRUNE, VERB_CHECK, VERB_NONE };

static enum verb read_verb(struct slice word)
{
    static const char *const words[] = {"write", "prune", "check"};
    for (size_t i = 0; i < COUNT_OF(words); i++) {
        if (slice_equal(word, slice_from(words[i]))) {
            return (enum verb)i;
        }
    }
    return VERB_NONE;
}

static enum status finish(struct comparison *comparison, enum verb verb)
{
    struct trouble trouble;
    struct terminal terminal;
    const struct options *options = comparison->options;
    terminal_init(&terminal, stdout, options->color, options->language);
    size_t gone = verb == VERB_PRUNE ? prune(comparison) : 0;
    const struct baseline *made =
        verb == VERB_WRITE ? &comparison->found : &comparison->old;
    switch (verb) {
    case VERB_CHECK:
        return print_changes(comparison, &terminal) > 0 ? STATUS_FINDINGS
                                                        : STATUS_CLEAN;
    case VERB_WRITE:
    case VERB_PRUNE:
        break;
    case VERB_NONE:
        return STATUS_TROUBLE;
    }
    if (!write_file(comparison, made, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    if (!options->is_quiet) {
        print_count(&terminal, made, gone);
    }
    return STATUS_CLEAN;
}

static bool read_old(struct comparison *comparison, struct slice path,
    struct trouble *ret_trouble)
{
    struct slice bytes;
    struct input input = {.path = path};
    return (input_read(
                comparison->arena, &input, &bytes, &ret_trouble->error) &&
               baseline_read(comparison->arena, path, bytes, &comparison->old,
                   &ret_trouble->error)) ||
           trouble_in(ret_trouble, path);
}

/* Where the baseline is: the command line, the configuration, or here. */
static struct slice baseline_path(
    struct arena *arena, const struct options *options)
{
    return options->baseline.len > 0
               ? path_shown(arena, path_absolute(arena, options->baseline))
               : SLICE(BASELINE_NAME);
}

static enum status compare(struct arena *arena, const struct options *options,
    struct checker *checker, enum verb verb)
{
    struct documents documents;
    struct trouble trouble;
    if (!documents_find(&documents, arena, options, checker, 1)) {
        return STATUS_TROUBLE;
    }
    struct slice path = baseline_path(arena, documents.options);
    struct comparison comparison = {.options = documents.options,
        .rules = &documents.run->rules,
        .arena = arena,
        .old = baseline_new(arena, path),
        .found = baseline_new(arena, path)};
    if (verb != VERB_WRITE && !read_old(&comparison, path, &trouble)) {
        complain_of(options->language, &trouble);
        return STATUS_TROUBLE;
    }
    documents_check(&documents, note_file, &comparison);
    if (documents.has_trouble) { /* a part of it would look whole */
        return STATUS_TROUBLE;
    }
    baseline_sort(&comparison.found);
    if (comparison.path_count > 0) {
        qsort(comparison.paths, comparison.path_count,
            sizeof(*comparison.paths), compare_paths);
    }
    return finish(&comparison, verb);
}

enum status baseline_command(struct arena *arena, const struct options *given)
{
    struct options options = *given;
    struct trouble trouble = {0};
    struct checker *checker;
    enum verb verb = options.operands.count > 1
                         ? read_verb(options.operands.items[0])
                         : VERB_NONE;
    options.has_no_baseline = true;
    if (verb == VERB_NONE) {
        error_set(&trouble.error,
            "baseline: нужно: clauselint baseline write|prune|check ФАЙЛ…",
            "baseline: usage: clauselint baseline write|prune|check FILE...");
        complain_of(options.language, &trouble);
        return STATUS_TROUBLE;
    }
    if (!checker_open(arena, &options, &checker, &trouble)) {
        complain_of(options.language, &trouble);
        return STATUS_TROUBLE;
    }
    enum status status = compare(arena, &options, checker, verb);
    checker_close(checker);
    return status;
}
