#include "rules/guard_look.h"

uint32_t look_label_length(
    const struct look *look, uint32_t at, enum guard_words kind)
{
    if (!look_is_labelled(look, at, kind)) {
        return 0;
    }
    const struct reading *reading = look->reading;
    uint32_t longest = 0;
    uint32_t next = reading->first_labels[unit_word(look->unit, at)];
    while (next != NONE) {
        const struct label *label = &reading->labels[next];
        if (label->class == look->context->classes[kind] &&
            label->count > longest) {
            longest = label->count;
        }
        next = label->next;
    }
    return longest;
}

/* «собранную», «поступившие», «относящихся»: behind a comma such a word begins
   a part of the sentence of its own. */
static bool is_participle(struct slice word)
{
    static const char *const endings[] = {"ый", "ая", "ое", "ые", "ого", "ой",
        "ых", "ую", "ым", "ыми", "ому", "ий", "ее", "ие", "его", "ей", "их",
        "им", "ими", "ему"};
    static const char *const suffixes[] = {"нн", "щ", "вш", "аем", "яем"};
    if (slice_ends_with(word, SLICE("ся"))) {
        word.len -= 4;
    }
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct slice ending = slice_from(endings[i]);
        if (!slice_ends_with(word, ending)) {
            continue;
        }
        struct slice stem = slice_cut(word, 0, word.len - ending.len);
        for (size_t k = 0; k < COUNT_OF(suffixes); k++) {
            if (stem.len > 8 &&
                slice_ends_with(stem, slice_from(suffixes[k]))) {
                return true;
            }
        }
    }
    return false;
}

bool look_is_break(const struct look *look, uint32_t at)
{
    uint8_t signs = look_signs_before(look, at);
    if (at > 0 && at == look->unit->boundary) {
        return false; /* the colon of a lead-in: its words govern the item */
    }
    if (signs & WORD_AFTER_STOP) {
        return true;
    }
    struct slice word = look_spelling(look, at);
    if (signs & WORD_AFTER_COMMA && is_participle(word)) {
        return true;
    }
    return (signs & (WORD_AFTER_COMMA | WORD_AFTER_DASH)) &&
           look_is_labelled(look, at, WORDS_SUBORDINATOR);
}
bool look_has_words(const struct look *look, enum guard_words kind)
{
    uint32_t end = look_may_have(look, kind) ? look_window_end(look) : 0;
    for (uint32_t at = look_window_begin(look, look->unit->boundary); at < end;
         at++) {
        if (look_is_labelled(look, at, kind)) {
            return true;
        }
    }
    return false;
}
