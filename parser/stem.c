#include "parser/stem.h"

#include <stdbool.h>
#include <stdint.h>

/* An ending, in itself: no pointer to be relocated. */
struct ending {
    char bytes[13];
    uint8_t len;
    bool wants_a; /* only behind «а» or «я», which stay */
};

#define ENDING(text)                           \
    {                                          \
        .bytes = text, .len = sizeof(text) - 1 \
    }
#define AFTER_A(text)                                           \
    {                                                           \
        .bytes = text, .len = sizeof(text) - 1, .wants_a = true \
    }

static const struct ending gerund[] = {AFTER_A("в"), AFTER_A("вши"),
    AFTER_A("вшись"), ENDING("ив"), ENDING("ивши"), ENDING("ившись"),
    ENDING("ыв"), ENDING("ывши"), ENDING("ывшись")};
static const struct ending reflexive[] = {ENDING("ся"), ENDING("сь")};
static const struct ending adjective[] = {ENDING("ее"), ENDING("ие"),
    ENDING("ые"), ENDING("ое"), ENDING("ими"), ENDING("ыми"), ENDING("ей"),
    ENDING("ий"), ENDING("ый"), ENDING("ой"), ENDING("ем"), ENDING("им"),
    ENDING("ым"), ENDING("ом"), ENDING("его"), ENDING("ого"), ENDING("ему"),
    ENDING("ому"), ENDING("их"), ENDING("ых"), ENDING("ую"), ENDING("юю"),
    ENDING("ая"), ENDING("яя"), ENDING("ою"), ENDING("ею")};
static const struct ending participle[] = {AFTER_A("ем"), AFTER_A("нн"),
    AFTER_A("вш"), AFTER_A("ющ"), AFTER_A("щ"), ENDING("ивш"), ENDING("ывш"),
    ENDING("ующ")};
static const struct ending verb[] = {AFTER_A("ла"), AFTER_A("на"),
    AFTER_A("ете"), AFTER_A("йте"), AFTER_A("ли"), AFTER_A("й"), AFTER_A("л"),
    AFTER_A("ем"), AFTER_A("н"), AFTER_A("ло"), AFTER_A("но"), AFTER_A("ет"),
    AFTER_A("ют"), AFTER_A("ны"), AFTER_A("ть"), AFTER_A("ешь"), AFTER_A("нно"),
    ENDING("ила"), ENDING("ыла"), ENDING("ена"), ENDING("ейте"), ENDING("уйте"),
    ENDING("ите"), ENDING("или"), ENDING("ыли"), ENDING("ей"), ENDING("уй"),
    ENDING("ил"), ENDING("ыл"), ENDING("им"), ENDING("ым"), ENDING("ен"),
    ENDING("ило"), ENDING("ыло"), ENDING("ено"), ENDING("ят"), ENDING("ует"),
    ENDING("уют"), ENDING("ит"), ENDING("ыт"), ENDING("ены"), ENDING("ить"),
    ENDING("ыть"), ENDING("ишь"), ENDING("ую"), ENDING("ю")};
static const struct ending noun[] = {ENDING("а"), ENDING("ев"), ENDING("ов"),
    ENDING("ие"), ENDING("ье"), ENDING("е"), ENDING("иями"), ENDING("ями"),
    ENDING("ами"), ENDING("еи"), ENDING("ии"), ENDING("и"), ENDING("ией"),
    ENDING("ей"), ENDING("ой"), ENDING("ий"), ENDING("й"), ENDING("иям"),
    ENDING("ям"), ENDING("ием"), ENDING("ем"), ENDING("ам"), ENDING("ом"),
    ENDING("о"), ENDING("у"), ENDING("ах"), ENDING("иях"), ENDING("ях"),
    ENDING("ы"), ENDING("ь"), ENDING("ию"), ENDING("ью"), ENDING("ю"),
    ENDING("ия"), ENDING("ья"), ENDING("я")};
static const struct ending derivational[] = {ENDING("ост"), ENDING("ость")};
static const struct ending superlative[] = {ENDING("ейш"), ENDING("ейше")};

/* A word as far as it is not cut off yet. */
struct stemming {
    struct slice word;
    size_t after_vowel; /* where the part begins that endings are cut from */
    size_t second;      /* where that of derivational endings begins */
};

static bool is_vowel(struct slice word, size_t at)
{
    static const char *const vowels[] = {
        "а", "е", "и", "о", "у", "ы", "э", "ю", "я"};
    return slice_is_among(
        slice_cut(word, at, at + 2), vowels, COUNT_OF(vowels));
}

/* Behind the next letter that is a vowel, or is none; the end without one. */
static size_t behind_next(struct slice word, size_t at, bool wants_vowel)
{
    while (at < word.len) {
        bool is_wanted = is_vowel(word, at) == wants_vowel;
        do {
            at++;
        } while (at < word.len && (word.bytes[at] & 0xC0) == 0x80);
        if (is_wanted) {
            return at;
        }
    }
    return word.len + 1; /* none */
}

static void mark_regions(struct stemming *stemming)
{
    struct slice word = stemming->word;
    size_t at = behind_next(word, 0, true);
    stemming->after_vowel = at < word.len ? at : word.len;
    at = behind_next(word, at, false);
    at = behind_next(word, at, true);
    at = behind_next(word, at, false);
    stemming->second = at < word.len ? at : word.len;
}

/* What is left of the word behind its first vowel: endings stand there. */
static struct slice open_part(const struct stemming *stemming)
{
    return slice_cut(stemming->word, stemming->after_vowel, stemming->word.len);
}

static bool ends_with(const struct stemming *stemming, struct slice ending)
{
    return slice_ends_with(open_part(stemming), ending);
}

static bool has_ending(struct slice part, const struct ending *ending)
{
    return part.len >= ending->len &&
           part.bytes[part.len - 1] == ending->bytes[ending->len - 1] &&
           slice_ends_with(part, (struct slice){ending->bytes, ending->len});
}

/* Cut off the longest ending of the list; false where it has none, or where
   that one wants an «а» before it. */
static bool cut(
    struct stemming *stemming, const struct ending *list, size_t count)
{
    struct slice part = open_part(stemming);
    const struct ending *longest = NULL;
    for (size_t i = 0; i < count; i++) {
        if ((!longest || list[i].len > longest->len) &&
            has_ending(part, &list[i])) {
            longest = &list[i];
        }
    }
    if (!longest) {
        return false;
    }
    struct stemming rest = *stemming;
    rest.word.len -= longest->len;
    if (longest->wants_a && !ends_with(&rest, SLICE("а")) &&
        !ends_with(&rest, SLICE("я"))) {
        return false;
    }
    *stemming = rest;
    return true;
}

#define CUT(stemming, list) cut(stemming, list, COUNT_OF(list))

static bool cut_letter(struct stemming *stemming, struct slice letter)
{
    bool has_it = ends_with(stemming, letter);
    stemming->word.len -= has_it ? letter.len : 0;
    return has_it;
}

/* The ending that tells case, person or gender. */
static void cut_inflection(struct stemming *stemming)
{
    if (CUT(stemming, gerund)) {
        return;
    }
    (void)CUT(stemming, reflexive);
    if (CUT(stemming, adjective)) {
        (void)CUT(stemming, participle);
    } else if (!CUT(stemming, verb)) {
        (void)CUT(stemming, noun);
    }
}

static void cut_derivation(struct stemming *stemming)
{
    struct stemming before = *stemming;
    if (CUT(&before, derivational) && before.word.len >= before.second) {
        *stemming = before;
    }
}

static void tidy_up(struct stemming *stemming)
{
    if (CUT(stemming, superlative) || ends_with(stemming, SLICE("н"))) {
        if (ends_with(stemming, SLICE("нн"))) {
            (void)cut_letter(stemming, SLICE("н"));
        }
    } else {
        (void)cut_letter(stemming, SLICE("ь"));
    }
}

struct slice stem_of(struct slice word)
{
    struct stemming stemming = {.word = word};
    mark_regions(&stemming);
    cut_inflection(&stemming);
    (void)cut_letter(&stemming, SLICE("и"));
    cut_derivation(&stemming);
    tidy_up(&stemming);
    return stemming.word;
}
