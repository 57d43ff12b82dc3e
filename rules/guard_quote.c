/*
 * guard_quote.c - words that are only spoken of: in the title of a document, or
 * as words not to be written.
 */
#include "rules/guard_look.h"

/* First words of the title of a document or a law. */
static const char *const title_words[] = {"о", "об", "политик", "согласи",
    "положени", "соглашени", "оферт", "договор", "правил", "регламент",
    "услови", "порядок", "порядк", "инструкци", "публичн", "пользовательск"};

static bool begins_title(struct slice word)
{
    for (size_t i = 0; i < COUNT_OF(title_words); i++) {
        struct slice title = slice_from(title_words[i]);
        if (title.len <= 4 ? slice_equal(word, title)
                           : slice_starts_with(word, title)) {
            return true;
        }
    }
    return false;
}

/* Quotation marks of a folded text do not say which side they are on: those
   that stand before the match are counted. */
bool guard_is_quoted_title(const struct look *look)
{
    uint32_t open = NONE;
    uint32_t begin = look->match->mark_begin;
    for (uint32_t at = look_window_begin(look, look->unit->boundary);
         at <= begin; at++) {
        if (at < look->unit->count &&
            look_signs_before(look, at) & WORD_AFTER_QUOTE) {
            open = open == NONE ? at : NONE;
        }
    }
    if (open == NONE || open > begin) {
        return false;
    }
    uint32_t word = unit_word(look->unit, open);
    if (!begins_title(reading_spelling(look->reading, word))) {
        return false;
    }
    uint32_t end = look->match->mark_end;
    for (uint32_t at = open + 1; at < end; at++) {
        if (look_signs_before(look, at) & WORD_AFTER_QUOTE) {
            return false;
        }
    }
    return true;
}

static bool spells(const struct look *look, uint32_t at, const char *word)
{
    return slice_is(look_spelling(look, at), word);
}

/* Does the word say that what follows is not to be written: «не пишите»,
   «фраза», «плохо»? */
static bool speaks_of_words(const struct look *look, uint32_t at)
{
    static const char *const nouns[] = {"фраза", "фразу", "фразы",
        "формулировка", "формулировку", "формулировки", "неправильно",
        "неверно", "плохо"};
    struct slice word = look_spelling(look, at);
    bool is_ban =
        at > look->unit->boundary &&
        ((slice_is(word, "пишите") && spells(look, at - 1, "не")) ||
            (slice_is(word, "писать") && spells(look, at - 1, "нельзя")));
    return is_ban || slice_is_among(word, nouns, COUNT_OF(nouns));
}

bool guard_is_mentioned(const struct look *look)
{
    enum { REACH = 12 }; /* words from the sentence's first on */
    uint32_t begin = look->unit->boundary;
    uint32_t end = look->match->mark_begin;
    for (uint32_t at = begin; at + 1 <= end && at < begin + REACH; at++) {
        if (look_signs_before(look, at + 1) &
                (WORD_AFTER_QUOTE | WORD_AFTER_STOP) &&
            speaks_of_words(look, at)) {
            return true;
        }
    }
    return false;
}
