/*
 * lexicon.c - entries that stand for many words, and their order.
 */
#include "rules/ruleset.h"

#include "parser/fold.h"
#include "parser/utf8.h"
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
        switch ((enum op)side->code[i].op) {
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

/* Where the line names the entry. */
static struct place place_of_name(const struct ruleset *ruleset,
    const struct phrase_line *line, struct slice name)
{
    struct place place = line->place;
    size_t at = slice_find(line->text, SLICE("<"), 0);
    while (at != SLICE_NOT_FOUND) {
        size_t end = slice_find(line->text, SLICE(">"), at);
        struct slice found = slice_cut(line->text, at + 1, end);
        if (slice_equal(fold_slice(ruleset->arena, found), name)) {
            place.column += (uint32_t)utf8_count(slice_cut(line->text, 0, at));
            break;
        }
        at = slice_find(line->text, SLICE("<"), at + 1);
    }
    return place;
}

static void set_undefined(const struct ruleset *ruleset,
    const struct phrase_line *line, uint32_t class, struct error *ret)
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
    if (near.len) {
        error_set(ret, "в словаре нет <%.*s>; может быть, <%.*s>?",
            "there is no <%.*s> in the lexicon; did you mean <%.*s>?",
            (int)name.len, name.bytes, (int)near.len, near.bytes);
    } else {
        error_set(ret, "в словаре нет <%.*s>",
            "there is no <%.*s> in the lexicon", (int)name.len, name.bytes);
    }
    ret->place = place_of_name(ruleset, line, name);
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
static void check_names(struct ruleset *ruleset, struct pack_errors *errors)
{
    const struct phrase_table *table = &ruleset->vocabulary.phrases;
    for (size_t i = 0; i < table->phrase_count; i++) {
        struct program program =
            phrase_program(table, table->first_phrase + (uint32_t)i);
        for (size_t s = 0; s < program.side_count; s++) {
            uint32_t class = undefined_class(ruleset, &program.sides[s]);
            if (class != NONE && errors->count < errors->limit) {
                const struct phrase_line *line = &table->lines[i];
                struct error error;
                set_undefined(ruleset, line, class, &error);
                (void)pack_errors_add(errors, line->file, &error);
                lexicon_entry(ruleset, class)->is_faulty = true;
            }
        }
    }
}

/* Are all that the entry uses in order? The snapshot's are. */
static bool is_ready(
    const struct ruleset *ruleset, size_t class, const bool *is_done)
{
    size_t first = ruleset_first_class(ruleset);
    const struct id_list *uses = &ruleset->lexicon[class].uses;
    for (size_t i = 0; i < uses->count; i++) {
        if (uses->items[i] >= first && !is_done[uses->items[i] - first]) {
            return false;
        }
    }
    return true;
}

/* Take out an entry that uses itself, directly or through others. */
static void open_circle(
    struct ruleset *ruleset, uint32_t class, struct pack_errors *errors)
{
    struct lexicon_entry *entry = &ruleset->lexicon[class];
    struct slice name = ruleset->vocabulary.classes[class];
    struct error error;
    error_set(&error, "запись словаря <%.*s> ссылается по кругу на себя",
        "the lexicon entry <%.*s> uses itself in a circle", (int)name.len,
        name.bytes);
    error.place = entry->place;
    (void)pack_errors_add(errors, entry->file, &error);
    entry->is_faulty = true;
    entry->phrase_count = 0;
    entry->uses.count = 0;
}

/* Order the entries, those that others use first. */
static void order_entries(struct ruleset *ruleset, struct pack_errors *errors)
{
    uint32_t first = (uint32_t)ruleset_first_class(ruleset);
    size_t count = ruleset->vocabulary.class_count - first;
    ruleset->lexicon_order =
        arena_array(ruleset->arena, count, sizeof(uint32_t));
    bool *is_done = arena_array(ruleset->arena, count, sizeof(bool));
    for (size_t done = 0; done < count;) {
        size_t before = done;
        uint32_t stuck = NONE;
        for (uint32_t i = 0; i < count; i++) {
            if (is_done[i]) {
                continue;
            }
            if (is_ready(ruleset, first + i, is_done)) {
                ruleset->lexicon_order[done++] = first + i;
                is_done[i] = true;
            } else {
                stuck = first + i;
            }
        }
        if (done == before) {
            open_circle(ruleset, stuck, errors);
        }
    }
}

static bool uses_faulty_entry(const struct ruleset *ruleset, uint32_t phrase)
{
    struct program program =
        phrase_program(&ruleset->vocabulary.phrases, phrase);
    for (size_t s = 0; s < program.side_count; s++) {
        const struct side *side = &program.sides[s];
        for (size_t i = 0; i < side->code_count; i++) {
            if (side->code[i].op == OP_CLASS &&
                ruleset->lexicon[side->code[i].argument].is_faulty) {
                return true;
            }
        }
    }
    return false;
}

static bool is_of_faulty_entries(
    const struct ruleset *ruleset, const struct rule *rule)
{
    static const enum role roles[] = {
        ROLE_FIND, ROLE_UNLESS, ROLE_DENY, ROLE_AGAINST, ROLE_NEAR};
    for (size_t r = 0; r < COUNT_OF(roles); r++) {
        size_t count;
        const uint32_t *phrases = rule_phrases(rule, roles[r], &count);
        for (size_t i = 0; i < count; i++) {
            if (uses_faulty_entry(ruleset, phrases[i])) {
                return true;
            }
        }
    }
    return false;
}

/* A fault of an entry is one of all that use it. What a snapshot has is without
   faults, and constant. */
static void spread_faults(struct ruleset *ruleset)
{
    size_t added =
        ruleset->vocabulary.class_count - ruleset_first_class(ruleset);
    for (size_t i = 0; i < added; i++) {
        struct lexicon_entry *entry =
            &ruleset->lexicon[ruleset->lexicon_order[i]];
        for (size_t k = 0; k < entry->uses.count && !entry->is_faulty; k++) {
            if (ruleset->lexicon[entry->uses.items[k]].is_faulty) {
                entry->is_faulty = true;
            }
        }
    }
    for (size_t i = 0; i < ruleset->rule_count; i++) {
        struct rule *rule = ruleset->rules[i];
        if (!rule->is_faulty && is_of_faulty_entries(ruleset, rule)) {
            rule->is_faulty = true;
        }
    }
}

/* List the entries that stand for a party. */
static void list_parties(struct ruleset *ruleset)
{
    uint32_t count = (uint32_t)ruleset->vocabulary.class_count;
    ruleset->parties =
        arena_array(ruleset->arena, count, sizeof(*ruleset->parties));
    ruleset->party_count = 0;
    for (uint32_t i = 0; i < count; i++) {
        if (ruleset->lexicon[i].has_party) {
            ruleset->parties[ruleset->party_count++] = i;
        }
    }
}

void lexicon_finish(struct ruleset *ruleset, struct pack_errors *errors)
{
    size_t count = ruleset->vocabulary.class_count;
    if (count == ruleset_first_class(ruleset)) {
        return; /* the snapshot's are defined and in order */
    }
    lexicon_entry(ruleset, (uint32_t)count - 1);
    list_parties(ruleset);
    check_names(ruleset, errors);
    order_entries(ruleset, errors);
    if (errors->count > 0) {
        spread_faults(ruleset);
    }
}
