/*
 * lexicon.c - entries that stand for many words, and their order.
 */
#include "rules/ruleset.h"
#include "rules/suggest.h"

#include <string.h>

struct lexicon_entry *lexicon_entry(struct ruleset *ruleset, uint32_t class)
{
    if (class >= ruleset->lexicon_capacity) {
        size_t capacity =
            ruleset->lexicon_capacity ? ruleset->lexicon_capacity : 64;
        while (capacity <= class) {
            capacity *= 2;
        }
        struct lexicon_entry *larger =
            arena_array(ruleset->arena, capacity, sizeof(*larger));
        if (ruleset->lexicon_capacity) {
            memcpy(larger, ruleset->lexicon,
                ruleset->lexicon_capacity * sizeof(*larger));
        }
        ruleset->lexicon = larger;
        ruleset->lexicon_capacity = capacity;
    }
    return &ruleset->lexicon[class];
}

bool lexicon_add_phrase(
    struct ruleset *ruleset, uint32_t class, uint32_t phrase)
{
    struct lexicon_entry *entry = lexicon_entry(ruleset, class);
    struct program program =
        phrase_program(&ruleset->vocabulary.phrases, phrase);
    if (program.side_count != 1) {
        return false;
    }
    const struct side *side = &program.sides[0];
    entry->uses.arena = ruleset->arena;
    for (size_t i = 0; i < side->code_count; i++) {
        switch (side->code[i].op) {
        case OP_CLASS:
            if (!id_list_has(&entry->uses, side->code[i].argument)) {
                id_list_add(&entry->uses, side->code[i].argument);
            }
            break;
        case OP_ANY:
        case OP_AT_START:
        case OP_AT_END:
            return false;
        case OP_WORD:
        case OP_GAP:
        case OP_FORK:
        case OP_JUMP:
        case OP_BEGIN_MARK:
        case OP_END_MARK:
        case OP_FAIL:
        case OP_MATCH:
            break;
        }
    }
    entry->phrases = list_grow(
        ruleset->arena, entry->phrases, entry->phrase_count, sizeof(phrase));
    entry->phrases[entry->phrase_count++] = phrase;
    return true;
}

static bool fail_undefined(const struct ruleset *ruleset,
    const struct phrase_line *line, uint32_t class, struct error *ret_error)
{
    const struct vocabulary *vocabulary = &ruleset->vocabulary;
    struct slice *names =
        arena_array(ruleset->arena, vocabulary->class_count, sizeof(*names));
    size_t count = 0;
    for (uint32_t i = 0; i < vocabulary->class_count; i++) {
        if (i < ruleset->lexicon_capacity && ruleset->lexicon[i].is_defined) {
            names[count++] = vocabulary->classes[i];
        }
    }
    struct slice name = vocabulary->classes[class];
    struct slice near = suggest_name(name, names, count);
    const char *file = arena_string(ruleset->arena, line->file);
    if (near.len) {
        error_set(ret_error, "%s: в словаре нет <%.*s>; может быть, <%.*s>?",
            "%s: there is no <%.*s> in the lexicon; did you mean <%.*s>?", file,
            (int)name.len, name.bytes, (int)near.len, near.bytes);
    } else {
        error_set(ret_error, "%s: в словаре нет <%.*s>",
            "%s: there is no <%.*s> in the lexicon", file, (int)name.len,
            name.bytes);
    }
    ret_error->place = line->place;
    return false;
}

/* The first entry that the side names and no pack defines, or NONE. */
static uint32_t undefined_class(
    const struct ruleset *ruleset, const struct side *side)
{
    for (size_t i = 0; i < side->code_count; i++) {
        uint32_t class = side->code[i].argument;
        if (side->code[i].op == OP_CLASS &&
            (class >= ruleset->lexicon_capacity ||
                !ruleset->lexicon[class].is_defined)) {
            return class;
        }
    }
    return NONE;
}

/* Phrases of a snapshot were checked when it was made. */
static bool check_names(const struct ruleset *ruleset, struct error *ret_error)
{
    const struct phrase_table *table = &ruleset->vocabulary.phrases;
    for (size_t i = table->first_line; i < table->phrase_count; i++) {
        const struct stored_phrase *phrase = &table->phrases[i];
        struct program program = phrase_program(table, (uint32_t)i);
        for (uint32_t s = 0; s < phrase->side_count; s++) {
            uint32_t class = undefined_class(ruleset, &program.sides[s]);
            if (class != NONE) {
                return fail_undefined(
                    ruleset, phrase_line(table, (uint32_t)i), class, ret_error);
            }
        }
    }
    return true;
}

static bool is_ready(const struct ruleset *ruleset, uint32_t class)
{
    const struct id_list *uses = &ruleset->lexicon[class].uses;
    for (size_t i = 0; i < uses->count; i++) {
        if (ruleset->lexicon_rank[uses->items[i]] == NONE) {
            return false;
        }
    }
    return true;
}

/* Order the entries, those that others use first. */
static bool order_entries(struct ruleset *ruleset, struct error *ret_error)
{
    size_t count = ruleset->vocabulary.class_count;
    ruleset->lexicon_order =
        arena_array(ruleset->arena, count, sizeof(uint32_t));
    ruleset->lexicon_rank =
        arena_array(ruleset->arena, count, sizeof(uint32_t));
    for (size_t i = 0; i < count; i++) {
        ruleset->lexicon_rank[i] = NONE;
    }
    for (uint32_t done = 0; done < count;) {
        uint32_t before = done;
        uint32_t stuck = NONE;
        for (uint32_t i = 0; i < count; i++) {
            if (ruleset->lexicon_rank[i] != NONE) {
                continue;
            }
            if (is_ready(ruleset, i)) {
                ruleset->lexicon_order[done] = i;
                ruleset->lexicon_rank[i] = done++;
            } else {
                stuck = i;
            }
        }
        if (done == before) {
            const struct lexicon_entry *entry = &ruleset->lexicon[stuck];
            struct slice name = ruleset->vocabulary.classes[stuck];
            error_set(ret_error,
                "%.*s: запись словаря <%.*s> ссылается по кругу на себя",
                "%.*s: the lexicon entry <%.*s> uses itself in a circle",
                (int)entry->file.len, entry->file.bytes, (int)name.len,
                name.bytes);
            ret_error->place = entry->place;
            return false;
        }
    }
    return true;
}

bool lexicon_finish(struct ruleset *ruleset, struct error *ret_error)
{
    if (ruleset->vocabulary.class_count) {
        lexicon_entry(ruleset, (uint32_t)ruleset->vocabulary.class_count - 1);
    }
    return check_names(ruleset, ret_error) && order_entries(ruleset, ret_error);
}
