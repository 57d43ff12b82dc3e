/*
 * stem.c - endings are taken off a word, the longest of their kind first.
 *
 * Only those behind the first vowel are, and some only where «а» or «я» stands
 * before them: «чита-ла», but not «скала». Since nothing else ever changes, a
 * stem is a beginning of its word.
 */
#include "parser/stem.h"

#include "parser/utf8.h"

/* Endings of one kind, separated by «|»; after_a: those that need «а» or «я»
   before them. */
struct endings {
    struct slice after_a;
    struct slice free;
};

#define ENDINGS(after_a, free)       \
    (struct endings)                 \
    {                                \
        SLICE(after_a), SLICE(free), \
    }

/* The word that is left, and the bytes of it from which on endings may begin:
   any, and those that make a noun of an adjective. */
struct stemming {
    struct slice word;
    size_t begin;
    size_t second;
};

static bool is_vowel(uint32_t letter)
{
    switch (letter) {
    case U'а':
    case U'е':
    case U'и':
    case U'о':
    case U'у':
    case U'ы':
    case U'э':
    case U'ю':
    case U'я':
        return true;
    default:
        return false;
    }
}

/* Go on behind the next vowel, or behind the next letter that is none; false at
   the end of the word. */
static bool go_past(struct slice word, bool vowel, size_t *at)
{
    while (*at < word.len) {
        if (is_vowel(utf8_next(word, at)) == vowel) {
            return true;
        }
    }
    return false;
}

static struct stemming begin(struct slice word)
{
    size_t at = 0;
    size_t first = go_past(word, true, &at) ? at : word.len;
    bool has_second = go_past(word, false, &at) && go_past(word, true, &at) &&
                      go_past(word, false, &at);
    return (struct stemming){word, first, has_second ? at : word.len};
}

/* Does it end so, behind the byte? */
static bool has_end(
    const struct stemming *stemming, struct slice end, size_t from)
{
    return stemming->word.len >= from + end.len &&
           slice_ends_with(stemming->word, end);
}

/* Bytes of the longest ending of the list that stands behind the byte. */
static size_t longest(
    const struct stemming *stemming, struct slice list, size_t from)
{
    size_t most = 0;
    struct slice end;
    while (slice_next_part(&list, '|', &end)) {
        if (end.len > most && has_end(stemming, end, from)) {
            most = end.len;
        }
    }
    return most;
}

static void cut(struct stemming *stemming, size_t len)
{
    stemming->word.len -= len;
}

/* Take the longest ending off; false when there is none, or when that may not
   stand where it does. */
static bool take_off(struct stemming *stemming, struct endings endings)
{
    size_t bound = longest(stemming, endings.after_a, stemming->begin);
    size_t free = longest(stemming, endings.free, stemming->begin);
    struct stemming rest = *stemming;
    cut(&rest, bound > free ? bound : free);
    if (bound > free && !has_end(&rest, SLICE("а"), rest.begin) &&
        !has_end(&rest, SLICE("я"), rest.begin)) {
        return false;
    }
    *stemming = rest;
    return bound > 0 || free > 0;
}

/* «прочитав», «умывшись» */
static bool take_gerund(struct stemming *stemming)
{
    return take_off(
        stemming, ENDINGS("в|вши|вшись", "ив|ивши|ившись|ыв|ывши|ывшись"));
}

/* «новый», «читающего» */
static bool take_adjective(struct stemming *stemming)
{
    if (!take_off(stemming,
            ENDINGS("",
                "ее|ие|ые|ое|ими|ыми|ей|ий|ый|ой|ем|им|ым|ом|его|ого|ему|ому|"
                "их|ых|ую|юю|ая|яя|ою|ею"))) {
        return false;
    }
    (void)take_off(stemming, ENDINGS("ем|нн|вш|ющ|щ", "ивш|ывш|ующ"));
    return true;
}

static bool take_verb(struct stemming *stemming)
{
    return take_off(stemming,
        ENDINGS("ла|на|ете|йте|ли|й|л|ем|н|ло|но|ет|ют|ны|ть|ешь|нно",
            "ила|ыла|ена|ейте|уйте|ите|или|ыли|ей|уй|ил|ыл|им|ым|ен|ило|ыло|"
            "ено|ят|ует|уют|ит|ыт|ены|ить|ыть|ишь|ую|ю"));
}

static bool take_noun(struct stemming *stemming)
{
    return take_off(stemming,
        ENDINGS("",
            "а|ев|ов|ие|ье|е|иями|ями|ами|еи|ии|и|ией|ей|ой|ий|й|иям|ям|ием|"
            "ем|ам|ом|о|у|ах|иях|ях|ы|ь|ию|ью|ю|ия|ья|я"));
}

/* One «н» of two. */
static bool take_double(struct stemming *stemming)
{
    bool is_double = has_end(stemming, SLICE("нн"), stemming->begin);
    cut(stemming, is_double ? strlen("н") : 0);
    return is_double;
}

/* What is left of superlatives, a doubled «н», or a soft sign. */
static void tidy_up(struct stemming *stemming)
{
    size_t superlative = longest(stemming, SLICE("ейш|ейше"), stemming->begin);
    cut(stemming, superlative);
    if (!take_double(stemming) && superlative == 0) {
        cut(stemming, longest(stemming, SLICE("ь"), stemming->begin));
    }
}

struct slice stem_of(struct slice word)
{
    struct stemming stemming = begin(word);
    if (!take_gerund(&stemming)) {
        (void)take_off(&stemming, ENDINGS("", "ся|сь"));
        (void)(take_adjective(&stemming) || take_verb(&stemming) ||
               take_noun(&stemming));
    }
    (void)take_off(&stemming, ENDINGS("", "и"));
    cut(&stemming, longest(&stemming, SLICE("ост|ость"), stemming.second));
    tidy_up(&stemming);
    return stemming.word;
}
