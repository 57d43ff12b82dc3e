#include "rules/forms.h"

#include "rules/form_memo.h"
#include "rules/ruleset.h"
#include "rules/signal.h"
#include "rules/signal_index.h"

#include <string.h>

/* Forms being looked up. */
struct form_reader {
    const struct ruleset *ruleset;
    const struct signal_index *signals;
    struct id_list numbers; /* of the form */
    struct id_list words;   /* of signals that it satisfies */
    uint64_t *is_listed;    /* a bit for each entry that it has */
    uint64_t *is_part;      /* a bit for each part of a signal */
};

/* Add the entries that list the token, unless the form has them. */
static void add_entries(struct form_reader *reader, uint32_t token)
{
    const struct ruleset *ruleset = reader->ruleset;
    for (size_t k = 0; k < ruleset->lexicon_index_count; k++) {
        struct call_list calls =
            calls_of(ruleset->indexes[k], token, CALL_ENTRIES);
        for (uint32_t i = 0; i < calls.count; i++) {
            uint32_t class = calls.items[i].number;
            uint64_t bit = UINT64_C(1) << class % 64;
            if (!(reader->is_listed[class / 64] & bit)) {
                reader->is_listed[class / 64] |= bit;
                id_list_add(&reader->numbers, class);
            }
        }
    }
}

/* Add the entries of the lexicon that list one of the literals so far, and
   those that list such an entry. */
static void read_entries(struct form_reader *reader)
{
    struct id_list *numbers = &reader->numbers;
    size_t first = numbers->count;
    for (size_t i = 0; i < first; i++) {
        add_entries(reader, TOKEN_LITERAL(numbers->items[i]));
    }
    for (size_t i = first; i < numbers->count; i++) {
        add_entries(reader, TOKEN_CLASS(numbers->items[i]));
    }
    for (size_t i = first; i < numbers->count; i++) {
        reader->is_listed[numbers->items[i] / 64] = 0;
    }
}

/* Add the parts that were found, in order: those that begin a signal, or the
   others. */
static void add_parts(struct form_reader *reader, bool of_firsts)
{
    const struct signal_index *signals = reader->signals;
    for (size_t word = 0; word < signals->part_count / 64 + 1; word++) {
        uint64_t bits = reader->is_part[word];
        for (; bits; bits &= bits - 1) {
            uint32_t part =
                (uint32_t)word * 64 + (uint32_t)__builtin_ctzll(bits);
            if (signals->parts[part].is_first == of_firsts) {
                id_list_add(&reader->numbers, part);
            }
        }
        reader->is_part[word] = of_firsts ? reader->is_part[word] : 0;
    }
}

static void read_parts(struct form_reader *reader, const struct word_form *form,
    struct form_tokens *tokens)
{
    const struct signal_index *signals = reader->signals;
    reader->words.count = 0;
    if (!signal_index_may_have(signals, form->bytes)) {
        return;
    }
    literals_of_word(&signals->words, form->bytes, false, &reader->words);
    if (reader->words.count == 0) {
        return;
    }
    for (size_t i = 0; i < reader->words.count; i++) {
        const uint32_t *starts = signals->starts + reader->words.items[i];
        for (uint32_t k = starts[0]; k < starts[1]; k++) {
            uint32_t part = signals->word_parts[k];
            reader->is_part[part / 64] |= UINT64_C(1) << part % 64;
        }
    }
    size_t first = reader->numbers.count;
    add_parts(reader, true);
    tokens->first_count = (uint32_t)(reader->numbers.count - first);
    add_parts(reader, false);
    tokens->other_count =
        (uint32_t)(reader->numbers.count - first) - tokens->first_count;
}

/* Look the form up; valid until the next is. */
static struct form_tokens read_form(
    struct form_reader *reader, const struct word_form *form)
{
    struct id_list *numbers = &reader->numbers;
    numbers->count = 0;
    literals_of_word(&reader->ruleset->vocabulary.literals, form->bytes,
        form->kind == WORD_NUMBER, numbers);
    struct form_tokens tokens = {
        .literal_count = (uint32_t)numbers->count,
        .digits = (uint32_t)number_digits(form->bytes),
    };
    for (size_t i = 0; i < numbers->count; i++) {
        tokens.bits |= token_bit(TOKEN_LITERAL(numbers->items[i]));
    }
    read_entries(reader);
    tokens.entry_count = (uint32_t)numbers->count - tokens.literal_count;
    read_parts(reader, form, &tokens);
    tokens.numbers = numbers->items;
    return tokens;
}

/* The same, with its numbers in the arena. */
static struct form_tokens keep_form(
    struct form_reader *reader, const struct word_form *form)
{
    struct form_tokens tokens = read_form(reader, form);
    size_t size = reader->numbers.count * sizeof(*tokens.numbers);
    uint32_t *numbers = arena_room(reader->numbers.arena, size);
    if (size) {
        memcpy(numbers, tokens.numbers, size);
    }
    tokens.numbers = numbers;
    return tokens;
}

/* A set of numbers below the count. */
static uint64_t *make_set(struct arena *arena, size_t count)
{
    return arena_array(arena, count / 64 + 1, sizeof(uint64_t));
}

const struct form_tokens *forms_read(const struct doc *doc,
    const struct ruleset *ruleset, const struct signal_index *signals,
    struct form_memo *memo)
{
    struct arena *arena = doc->arena;
    struct form_reader reader = {
        .ruleset = ruleset,
        .signals = signals,
        .numbers = {.arena = arena},
        .words = {.arena = arena},
        .is_listed = make_set(arena, ruleset->vocabulary.class_count),
        .is_part = make_set(arena, signals->part_count),
    };
    struct form_tokens *forms =
        arena_room(arena, doc->form_count * sizeof(*forms));
    form_memo_begin(memo, ruleset);
    for (size_t i = 0; i < doc->form_count; i++) {
        const struct word_form *form = &doc->forms[i];
        const struct form_tokens *known = form_memo_find(memo, form);
        forms[i] = known ? *known : keep_form(&reader, form);
        if (!known) {
            form_memo_add(memo, form, forms[i]);
        }
    }
    return forms;
}
