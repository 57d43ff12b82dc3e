#include "rules/numeral.h"

#include <string.h>

/* A stem and the endings that make forms of it. Belarusian forms stand in
   the same rows as the Russian ones. */
struct form {
    uint32_t value;
    const char *stem;
    const char *endings; /* separated by "|"; "" is one */
    const char *joint; /* the ending inside a compound: «пят-и-дневный» */
};

static const struct form forms[] = {
    {1, "од", "ин|ного|ному|ним|ном|на|ной|ну|но", "но"},
    {1, "ад", "зін|наго|наму|ным|на|ной|ну|но", "на"},
    {2, "дв", "а|е|ух|ум|умя", "ух"},
    {3, "тр", "и|ех|ем|емя|ы|ох|ом", "ех"},
    {3, "тр", "ох", "ох"},
    {4, "четыр", "е|ех|ем|ьмя", "ех"},
    {4, "чатыр", "ы|ох|ом", "ох"},
    {5, "пят", "ь|и|ью", "и"},
    {5, "пяц", "ь|і|ьцю", "і"},
    {6, "шест", "ь|и|ью", "и"},
    {6, "шэсц", "ь", ""},
    {6, "шасц", "і|ю", "і"},
    {7, "сем", "|ь|и|ью", "и"},
    {7, "сям", "і|ю", "і"},
    {8, "вос", "емь|ьми|емью|ем", "ьми"},
    {8, "васьм", "і|ю", "і"},
    {9, "девят", "ь|и|ью", "и"},
    {9, "дзевяц", "ь|і|цю", "і"},
    {10, "десят", "ь|и|ью", "и"},
    {10, "дзесяц", "ь|і|цю", "і"},
    {11, "одиннадцат", "ь|и|ью", "и"},
    {12, "двенадцат", "ь|и|ью", "и"},
    {13, "тринадцат", "ь|и|ью", "и"},
    {14, "четырнадцат", "ь|и|ью", "и"},
    {15, "пятнадцат", "ь|и|ью", "и"},
    {15, "пятнаццац", "ь|і|цю", "і"},
    {16, "шестнадцат", "ь|и|ью", "и"},
    {17, "семнадцат", "ь|и|ью", "и"},
    {18, "восемнадцат", "ь|и|ью", "и"},
    {19, "девятнадцат", "ь|и|ью", "и"},
    {20, "двадцат", "ь|и|ью", "и"},
    {20, "дваццац", "ь|і|цю", "і"},
    {30, "тридцат", "ь|и|ью", "и"},
    {30, "трыццац", "ь|і|цю", "і"},
    {40, "сорок", "|а", "а"},
    {50, "пят", "ьдесят|идесяти|ьюдесятью", "идесяти"},
    {60, "шест", "ьдесят|идесяти|ьюдесятью", "идесяти"},
    {60, "шэсцьдз", "есят|есяці", "есяці"},
    {70, "сем", "ьдесят|идесяти|ьюдесятью", "идесяти"},
    {80, "вос", "емьдесят|ьмидесяти|емьюдесятью", "ьмидесяти"},
    {90, "девяност", "о|а", "о"},
    {100, "ст", "о|а", "о"},
    {200, "дв", "ести|ухсот|умстам|умястами", "ухсот"},
    {300, "тр", "иста|ехсот|емстам|емястами", "ехсот"},
    {400, "четыр", "еста|ехсот|емстам", "ехсот"},
    {500, "пят", "ьсот|исот", "исот"},
    {600, "шест", "ьсот|исот", "исот"},
    {700, "сем", "ьсот|исот", "исот"},
    {800, "вос", "емьсот|ьмисот", "ьмисот"},
    {900, "девят", "ьсот|исот", "исот"},
    {1000, "тысяч", "|а|и|е|у|ей|ам|ами|ах", ""},
    {1000000, "миллион", "|а|ов|у|ом|ам|ами|ах", ""},
};
#define FORM_COUNT COUNT_OF(forms)

/* A quick no: are the first two letters those of the stem? Each has two. */
static bool begins_alike(struct slice word, const char *stem)
{
    return word.len >= 4 && memcmp(word.bytes, stem, 4) == 0;
}

/* The value of one word; 0: none. */
static uint32_t form_value(struct slice word)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (begins_alike(word, forms[i].stem) &&
            word_has_form(word, forms[i].stem, forms[i].endings)) {
            return forms[i].value;
        }
    }
    return 0;
}

bool numeral_is(struct slice word)
{
    return form_value(word) != 0;
}

void numeral_mark_stems(const struct doc *doc, bool *marks)
{
    for (size_t i = 0; i < FORM_COUNT; i++) {
        struct form_walk walk = doc_forms_from(doc, slice_from(forms[i].stem));
        uint32_t form;
        while (form_walk_next(&walk, &form)) {
            marks[form] = true;
        }
    }
}

bool *numeral_forms(const struct doc *doc, struct arena *arena)
{
    bool *found = arena_array(arena, doc->form_count, sizeof(bool));
    numeral_mark_stems(doc, found);
    for (size_t i = 0; i < doc->form_count; i++) {
        found[i] = found[i] && numeral_is(doc->forms[i].bytes);
    }
    return found;
}

/* May a word of this value follow inside one number? «двадцать» takes units
   only, «сто» tens and units. */
static bool may_follow(uint32_t before, uint32_t value)
{
    if (before >= 100) {
        return value < 100;
    }
    return before >= 20 && value < 10;
}

size_t numeral_read(const struct word_list *words, size_t at, uint32_t *ret)
{
    uint64_t total = 0; /* whole thousands and millions */
    uint64_t group = 0; /* below the next of them */
    uint32_t last = 0;
    uint32_t unit = UINT32_MAX; /* the last of «миллион», «тысяча» */
    size_t count = 0;
    for (; at + count < words->count; count++) {
        bool is_apart = count > 0 && words->items[at + count].before != 0;
        uint32_t value = is_apart ? 0 : form_value(word_at(words, at + count));
        if (value == 0) {
            break;
        }
        if (value >= 1000) {
            if (last >= 1000 || value >= unit) {
                break;
            }
            total += (group ? group : 1) * value;
            group = 0;
            unit = value;
        } else if (last == 0 || last >= 1000 || may_follow(last, value)) {
            group += value;
        } else {
            break;
        }
        last = value;
    }
    if (count == 0 || total + group > NUMERAL_LARGEST) {
        return 0;
    }
    *ret = (uint32_t)(total + group);
    return count;
}

size_t numeral_prefix(struct slice word, uint32_t *ret)
{
    size_t longest = 0;
    for (size_t i = 0; i < FORM_COUNT; i++) {
        if (!begins_alike(word, forms[i].stem)) {
            continue;
        }
        struct slice stem = slice_from(forms[i].stem);
        struct slice joint = slice_from(forms[i].joint);
        size_t len = stem.len + joint.len;
        bool is_begun =
            joint.len && slice_starts_with(word, stem) &&
            slice_starts_with(slice_cut(word, stem.len, word.len), joint);
        if (is_begun && len > longest) {
            longest = len;
            *ret = forms[i].value;
        }
    }
    bool has_hyphen =
        longest && longest < word.len && word.bytes[longest] == '-';
    return longest + (has_hyphen ? 1 : 0);
}

/* Digits from offset on; the length in bytes, 0: none or too great. */
static size_t digits_at(struct slice word, size_t offset, uint32_t *ret)
{
    uint64_t value = 0;
    size_t len = 0;
    while (offset + len < word.len) {
        char byte = word.bytes[offset + len];
        if (byte < '0' || byte > '9') {
            break;
        }
        value = value * 10 + (uint64_t)(byte - '0');
        if (value > NUMERAL_LARGEST) {
            return 0;
        }
        len++;
    }
    *ret = (uint32_t)value;
    return len;
}

size_t numeral_figure(struct slice word, uint32_t *ret)
{
    static const char *const endings[] = {
        "ти", "мя", "ми", "ух", "ех", "го", "х", "и", "й", "м"};
    uint32_t value;
    size_t len = digits_at(word, 0, &value);
    if (len == 0) {
        return 0;
    }
    bool has_hyphen = len < word.len && word.bytes[len] == '-';
    uint32_t second;
    size_t more = has_hyphen ? digits_at(word, len + 1, &second) : 0;
    if (more) {
        *ret = second;
        return len + 1 + more;
    }
    *ret = value;
    size_t hung = len + (has_hyphen ? 1 : 0);
    if (hung == word.len) {
        return hung; /* nothing is hung on most */
    }
    struct slice rest = slice_cut(word, hung, word.len);
    for (size_t i = 0; i < COUNT_OF(endings); i++) {
        struct slice ending = slice_from(endings[i]);
        bool is_whole =
            rest.len == ending.len ||
            (rest.len > ending.len && rest.bytes[ending.len] == '-');
        if (is_whole && slice_starts_with(rest, ending)) {
            hung += ending.len;
            return hung + (hung < word.len ? 1 : 0);
        }
    }
    return has_hyphen ? hung : len;
}
