#include "parser/stem.h"

#include <stdbool.h>
#include <stdint.h>

/* Endings of one kind, without the blanks between them. */
struct ending_list {
    const char *after_a; /* only behind «а» or «я», which stay */
    const char *others;
};

static const struct ending_list gerund = {
    "в вши вшись", "ив ивши ившись ыв ывши ывшись"};
static const struct ending_list reflexive = {"", "ся сь"};
static const struct ending_list adjective = {"",
    "ее ие ые ое ими ыми ей ий ый ой ем им ым ом его ого ему ому их ых ую "
    "юю ая яя ою ею"};
static const struct ending_list participle = {"ем нн вш ющ щ", "ивш ывш ующ"};
static const struct ending_list verb = {
    "ла на ете йте ли й л ем н ло но ет ют ны ть ешь нно",
    "ила ыла ена ейте уйте ите или ыли ей уй ил ыл им ым ен ило ыло ено ят ует "
    "уют ит ыт ены ить ыть ишь ую ю"};
static const struct ending_list noun = {"",
    "а ев ов ие ье е иями ями ами еи ии и ией ей ой ий й иям ям ием ем ам "
    "ом о у ах иях ях ы ь ию ью ю ия ья я"};
static const struct ending_list derivational = {"", "ост ость"};
static const struct ending_list superlative = {"", "ейш ейше"};

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

/* Does what is left of the word end so, behind its first vowel? */
static bool ends_with(const struct stemming *stemming, struct slice ending)
{
    struct slice part =
        slice_cut(stemming->word, stemming->after_vowel, stemming->word.len);
    return slice_ends_with(part, ending);
}

/* The length of the longest ending of the list that the word has; 0: none. */
static size_t longest(const struct stemming *stemming, const char *list)
{
    struct slice rest = slice_from(list);
    struct slice ending;
    size_t length = 0;
    while (slice_next_part(&rest, ' ', &ending)) {
        if (ending.len > length && ends_with(stemming, ending)) {
            length = ending.len;
        }
    }
    return length;
}

/* Cut off the longest ending of the list; false where it has none, or where
   that one wants an «а» before it. */
static bool cut(struct stemming *stemming, const struct ending_list *list)
{
    size_t after_a = longest(stemming, list->after_a);
    size_t length = longest(stemming, list->others);
    struct stemming before = *stemming;
    before.word.len -= after_a > length ? after_a : length;
    if (after_a > length) {
        if (!ends_with(&before, SLICE("а")) &&
            !ends_with(&before, SLICE("я"))) {
            return false;
        }
        length = after_a;
    }
    *stemming = before;
    return length > 0;
}

static bool cut_letter(struct stemming *stemming, struct slice letter)
{
    bool has_it = ends_with(stemming, letter);
    stemming->word.len -= has_it ? letter.len : 0;
    return has_it;
}

/* The ending that tells case, person or gender. */
static void cut_inflection(struct stemming *stemming)
{
    if (cut(stemming, &gerund)) {
        return;
    }
    (void)cut(stemming, &reflexive);
    if (cut(stemming, &adjective)) {
        (void)cut(stemming, &participle);
    } else if (!cut(stemming, &verb)) {
        (void)cut(stemming, &noun);
    }
}

static void cut_derivation(struct stemming *stemming)
{
    struct stemming before = *stemming;
    if (cut(&before, &derivational) && before.word.len >= before.second) {
        *stemming = before;
    }
}

static void tidy_up(struct stemming *stemming)
{
    if (cut(stemming, &superlative) || ends_with(stemming, SLICE("н"))) {
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
