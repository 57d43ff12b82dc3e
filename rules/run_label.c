/*
 * run_label.c - the words of a document labelled with the lexicon's entries.
 */
#include "rules/run_gather.h"

/* Look at a unit, and call the phrases that its tokens are keys of. */
static void look_and_call(struct gathering *gathering, struct unit *unit)
{
    const struct sightings *sightings = &gathering->sightings;
    gathering_look_at(gathering, unit);
    for (uint32_t i = 0; i < sightings->count; i++) {
        if (sightings_is_first(sightings, i)) {
            gathering_call_lexicon(gathering, sightings->items[i].token);
        }
    }
}

static void label_with(struct gathering *gathering,
    const struct indexed_phrase *phrase, struct labelling *to)
{
    struct check_context *context = gathering->context;
    const struct phrase_table *table = &context->ruleset->vocabulary.phrases;
    uint32_t token = TOKEN_CLASS(phrase->class);
    struct side side = wording_first_side(table, phrase->wording);
    if (!side.is_choice && !gathering_may_match(gathering, phrase->wording)) {
        return;
    }
    bool is_new = !gathering_has(gathering, token);
    matcher_label(context->matcher, &side, to, phrase->class);
    if (is_new && gathering_has(gathering, token)) {
        gathering_call_lexicon(gathering, token);
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
    look_and_call(gathering, unit);
    struct labelling to = {
        .unit = *unit,
        .reading = &gathering->context->reading,
        .sightings = &gathering->sightings,
    };
    struct bit_walk walk = gathering_called_lexicon(gathering);
    for (uint32_t next; (next = take_bit(&walk)) != NONE;) {
        label_with(gathering, ruleset_lexicon_phrase(ruleset, next), &to);
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
    guard_see_labels(&context->guards, first);
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
        for (uint32_t c = 0; c < ruleset->vocabulary.class_count; c++) {
            const struct lexicon_entry *entry = &ruleset->lexicon[c];
            if (entry->has_party && entry->party == term->party) {
                label_uses(&context->reading, term, c);
            }
        }
    }
}
