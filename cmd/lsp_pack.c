#include "cmd/lsp_pack.h"

#include <assert.h>

#include "cmd/input.h"
#include "cmd/option.h"
#include "cmd/path.h"
#include "parser/utf8.h"
#include "rules/check.h"
#include "rules/embedded.h"

static bool is_named(
    struct slice path, const struct options *options, struct arena *arena)
{
    for (size_t i = 0; i < options->packs.count; i++) {
        if (path_is(arena, options->packs.items[i], path)) {
            return true;
        }
    }
    return false;
}

bool lsp_is_pack(
    struct slice path, struct slice bytes, const struct options *options)
{
    struct pack_front front;
    struct arena *arena = arena_new();
    bool is_pack =
        slice_ends_with_any_case(path, SLICE(".md")) &&
        (pack_front_read(bytes, &front) || is_named(path, options, arena));
    arena_free(arena);
    return is_pack;
}

static bool is_embedded(struct slice file)
{
    size_t count;
    const struct embedded_pack *packs = embedded_packs(&count);
    for (size_t i = 0; i < count; i++) {
        if (slice_is(file, packs[i].name)) {
            return true;
        }
    }
    return false;
}

/* The program's own packs, as `clauselint test` loads them. */
static void add_own_packs(struct ruleset *ruleset, struct slice name)
{
    struct slice file = path_name(name);
    struct error error;
    bool is_loaded = is_embedded(file)
                         ? ruleset_add_sources(ruleset, &file, 1, &error)
                         : ruleset_add_embedded(ruleset, &error);
    assert(is_loaded); /* the build has loaded them */
    (void)is_loaded;
}

/* Add the other packs of the options; what is wrong in them is told where they
   are open, or where they are used. */
static void add_other_packs(
    struct arena *arena, struct ruleset *ruleset, const struct lsp_pack *pack)
{
    struct pack_errors errors = {.arena = arena, .limit = LSP_FAULT_LIMIT};
    for (size_t i = 0; i < pack->files.count; i++) {
        struct input input = {.path = pack->files.items[i]};
        struct slice bytes;
        struct error error;
        if (input_read(arena, &input, &bytes, &error)) {
            ruleset_add_all(ruleset, input.path, bytes, &errors);
        }
    }
}

static void list_files(struct arena *arena, struct slice name,
    const struct options *options, struct lsp_pack *pack)
{
    struct slice own = path_absolute(arena, name);
    for (size_t i = 0; i < options->packs.count; i++) {
        struct slice path = path_absolute(arena, options->packs.items[i]);
        if (!slice_equal(path, own)) {
            option_add_word(arena, &pack->files, path);
        }
    }
}

/* The byte of a place; line 0 is the beginning of the text. */
static uint32_t offset_of(const struct source *source, struct place place)
{
    if (place.line == 0 || place.line > source->line_count) {
        return 0;
    }
    size_t offset = source->line_starts[place.line - 1];
    for (uint32_t i = 1; i < place.column && offset < source->text.len; i++) {
        (void)utf8_next(source->text, &offset);
    }
    return (uint32_t)offset;
}

/* Where the line of the byte ends, without spaces. */
static uint32_t line_end(struct slice text, uint32_t offset)
{
    uint32_t end = offset;
    while (end < text.len && text.bytes[end] != '\n') {
        end++;
    }
    while (end > offset &&
           (text.bytes[end - 1] == ' ' || text.bytes[end - 1] == '\r')) {
        end--;
    }
    return end;
}

/* What is at fault from the byte on: the word, with any signs before it. */
static uint32_t word_end(struct slice text, uint32_t offset, uint32_t end)
{
    size_t at = offset;
    bool has_letter = false;
    while (at < end) {
        size_t next = at;
        uint32_t code_point = utf8_next(text, &next);
        bool is_inner = utf8_is_letter(code_point) ||
                        utf8_is_digit(code_point) || code_point == '-' ||
                        code_point == '*' || code_point == '/' ||
                        code_point == '.';
        if (!is_inner && has_letter) {
            at = code_point == '>' ? next : at;
            break;
        }
        has_letter |= is_inner;
        at = next;
    }
    return (uint32_t)at;
}

/* An error stands at a word of its line, or, where it is one of the line or of
   what begins there, at the line. */
static struct span span_of_error(
    const struct pack_page *page, struct place place)
{
    const struct source *source = &page->text.source;
    uint32_t begin = offset_of(source, place);
    uint32_t end = line_end(source->text, begin);
    const struct pack_part *fence = pack_page_part(page, PACK_FENCE, begin);
    if (place.line == 0) {
        end = begin;
    } else if (place.column > 1 || (fence && fence->span.begin < begin)) {
        end = word_end(source->text, begin, end);
    }
    return (struct span){begin, end};
}

/* A failure stands at the words of a phrase, at an example, or at a line. */
static struct span span_of_failure(
    const struct pack_page *page, const struct example_failure *failure)
{
    const struct source *source = &page->text.source;
    uint32_t begin = offset_of(source, failure->place);
    if (failure->phrase.len > 0) {
        return (struct span){begin, begin + (uint32_t)failure->phrase.len};
    }
    const struct pack_part *example =
        failure->example ? pack_page_part(page, PACK_EXAMPLE, begin) : NULL;
    return example ? example->span
                   : (struct span){begin, line_end(source->text, begin)};
}

static void add_fault(
    struct arena *arena, struct lsp_pack *pack, struct lsp_fault fault)
{
    pack->faults = arena_grow(arena, pack->faults, pack->fault_count,
        &pack->fault_capacity, sizeof(fault));
    fault.rule = arena_copy(arena, fault.rule);
    fault.message.ru = arena_copy(arena, fault.message.ru);
    fault.message.en = arena_copy(arena, fault.message.en);
    pack->faults[pack->fault_count++] = fault;
}

static void add_errors(struct arena *arena, struct lsp_pack *pack,
    struct slice name, const struct pack_errors *errors)
{
    for (size_t i = 0; i < errors->count; i++) {
        const struct error *error = &errors->items[i].error;
        struct lsp_fault fault = {
            .span = span_of_error(&pack->page, error->place),
            .is_error = true,
            .message = {slice_from(error->ru), slice_from(error->en)}};
        if (slice_equal(errors->items[i].file, name)) {
            add_fault(arena, pack, fault);
        }
    }
}

static void run_examples(struct arena *arena, struct lsp_pack *pack,
    const struct ruleset *ruleset, struct slice name)
{
    struct arena *own = arena_new();
    struct example_failure *failures = NULL;
    size_t count = 0;
    ruleset_test(ruleset, name, own, &failures, &count);
    for (size_t i = 0; i < count && pack->fault_count < LSP_FAULT_LIMIT; i++) {
        add_fault(arena, pack,
            (struct lsp_fault){
                .span = span_of_failure(&pack->page, &failures[i]),
                .rule = failures[i].rule->id,
                .message = failures[i].message});
    }
    arena_free(own);
}

struct lsp_pack *lsp_pack_check(struct arena *arena, struct slice name,
    struct slice bytes, const struct options *options)
{
    struct lsp_pack *pack = arena_alloc(arena, sizeof(*pack));
    struct arena *own = arena_new();
    struct pack_errors errors = {.arena = own, .limit = LSP_FAULT_LIMIT};
    struct ruleset *ruleset = ruleset_new();
    struct error error; /* the loader tells the same */
    list_files(arena, name, options, pack);
    if (pack_page_read(arena, name, bytes, &pack->page, &error)) {
        add_own_packs(ruleset, name);
        add_other_packs(own, ruleset, pack);
    }
    ruleset_add_all(ruleset, name, bytes, &errors);
    ruleset_finish_all(ruleset, &errors);
    add_errors(arena, pack, name, &errors);
    run_examples(arena, pack, ruleset, name);
    ruleset_free(ruleset);
    arena_free(own);
    return pack;
}
