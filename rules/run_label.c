/*
 * run_label.c - the words of a document labelled with the lexicon's entries.
 */
#include "rules/run_gather.h"

/* Words that have a label have those of the entries that list its entry. */
static void label_as_well(
    struct gathering *gathering, struct labelling *to, struct label label)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    uint32_t start = label.word - to->unit.parts[0].first;
    for (size_t k = 0; k < ruleset->lexicon_index_count; k++) {
        struct call_list calls = calls_of(
            ruleset->indexes[k], TOKEN_CLASS(label.class), CALL_ENTRIES);
        for (uint32_t i = 0; i < calls.count; i++) {
            labelling_add(to, calls.items[i].number, start, label.count);
        }
    }
}

/* The same for the labels from one on, and for those that it adds. */
static void label_all_as_well(
    struct gathering *gathering, struct labelling *to, size_t first)
{
    for (size_t l = first; l < to->reading->label_count; l++) {
        label_as_well(gathering, to, to->reading->labels[l]);
    }
}

/* The words that are labelled already: the document's own terms. */
static void label_terms_as_well(
    struct gathering *gathering, struct labelling *to)
{
    struct reading *reading = to->reading;
    size_t first = reading->label_count;
    for (uint32_t at = 0; at < to->unit.count; at++) {
        uint32_t label = reading->first_labels[unit_word(&to->unit, at)];
        for (; label != NONE; label = reading->labels[label].next) {
            label_as_well(gathering, to, reading->labels[label]);
        }
    }
    label_all_as_well(gathering, to, first);
}

/* Label each word with the entries that list its form. */
static void label_words(struct labelling *to)
{
    const struct reading *reading = to->reading;
    for (uint32_t at = 0; at < to->unit.count; at++) {
        uint32_t word = unit_word(&to->unit, at);
        struct number_list entries =
            form_entries(&reading->forms[reading->words[word].form]);
        for (uint32_t i = 0; i < entries.count; i++) {
            labelling_add(to, entries.items[i], at, 1);
        }
    }
}

/* Call the phrases that the tokens of the sightings from one on are keys of;
   returns their number. */
static size_t call_phrases(struct gathering *gathering, size_t first)
{
    const struct sightings *sightings = &gathering->sightings;
    for (size_t i = first; i < sightings->count; i++) {
        if (sightings_is_first(sightings, (uint32_t)i)) {
            gathering_call_lexicon(gathering, sightings->items[i].token);
        }
    }
    return sightings->count;
}

/* Label what the phrase matches. */
static void label_with(struct gathering *gathering,
    const struct indexed_phrase *phrase, struct labelling *to)
{
    struct check_context *context = gathering->context;
    if (gathering_may_match(gathering, phrase->wording, phrase->needs)) {
        size_t first = to->reading->label_count;
        struct side side = wording_first_side(
            &context->ruleset->vocabulary.phrases, phrase->wording);
        matcher_label(context->matcher, &side, to, phrase->class);
        label_all_as_well(gathering, to, first);
    }
}

/* Note the labels from one on, all of the sentence, in the order in which they
   were added. */
static void note_labels(
    struct check_context *context, const struct unit *unit, uint32_t first)
{
    const struct reading *reading = &context->reading;
    for (uint32_t l = first; l < reading->label_count; l++) {
        const struct label *label = &reading->labels[l];
        run_memo_note(context->memo, label->word - unit->parts[0].first);
        run_memo_note(context->memo, label->class);
        run_memo_note(context->memo, label->count);
    }
}

/* Put on the labels that the last document had there. */
static void label_again(struct reading *reading, const struct unit *unit,
    const struct run_memo_unit *known)
{
    for (size_t i = 0; i < known->count; i += 3) {
        const uint32_t *label = &known->numbers[i];
        reading_label(
            reading, unit->parts[0].first + label[0], label[1], label[2]);
    }
}

/* An entry stands behind those that it uses, so that a label calls only phrases
   that come later, and one pass in order sees every label that it can need. */
static void label_unit(struct gathering *gathering, struct unit *unit)
{
    const struct ruleset *ruleset = gathering->context->ruleset;
    gathering_look_at(gathering, unit);
    struct labelling to = {
        .unit = *unit,
        .reading = &gathering->context->reading,
        .sightings = &gathering->sightings,
    };
    label_terms_as_well(gathering, &to);
    label_words(&to);
    size_t called = call_phrases(gathering, 0);
    struct bit_walk walk = gathering_called_lexicon(gathering);
    for (uint32_t next; (next = take_bit(&walk)) != NONE;) {
        label_with(gathering, ruleset_lexicon_phrase(ruleset, next), &to);
        called = call_phrases(gathering, called);
    }
}

struct unit label_sentence(struct gathering *gathering, uint32_t sentence)
{
    struct check_context *context = gathering->context;
    struct reading *reading = &context->reading;
    struct unit unit = unit_of_sentence(reading, sentence);
    uint32_t first = (uint32_t)reading->label_count;
    struct run_memo_unit known = {0};
    if (context->memo) {
        known = run_memo_find(context->memo, &unit, 0);
    }
    if (known.is_known) {
        label_again(reading, &unit, &known);
    } else {
        label_unit(gathering, &unit);
    }
    if (context->memo && !known.is_known) {
        note_labels(context, &unit, first);
    }
    guard_see_sentence(&context->guards, &unit, first);
    return unit;
}

static void label_uses(
    struct reading *reading, const struct term *term, uint32_t class)
{
    for (size_t i = 0; i < term->use_count; i++) {
        struct word_range range =
            reading_words_at(reading, term->uses[i].passage);
        if (range.count && range.count <= PHRASE_JUMP_LIMIT) {
            reading_label(reading, range.first, class, range.count);
        }
    }
}

/* The document's own terms: «Компания» is an operator here. */
void label_terms(struct check_context *context)
{
    const struct ruleset *ruleset = context->ruleset;
    for (size_t i = 0; i < context->doc->term_count; i++) {
        const struct term *term = &context->doc->terms[i];
        for (size_t k = 0; k < ruleset->party_count; k++) {
            uint32_t class = ruleset->parties[k];
            if (ruleset->lexicon[class].party == term->party) {
                label_uses(&context->reading, term, class);
            }
        }
    }
}
