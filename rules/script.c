#include "rules/script.h"

#include "parser/utf8.h"

/* Of a clause are read the first bytes of each stretch: the letters of a
   language are alike everywhere, and a long text need not be read whole. */
#define STRETCH 512u
#define SAMPLE 128u

/* With fewer letters nothing is told. */
#define LETTERS_LEAST 40u

struct letters {
    size_t all;
    size_t cyrillic;
    size_t neighbour; /* Cyrillic that Russian does not have */
    /* «Р» and «С»: as these the first byte of most letters in UTF-8 is shown
       when it is read as windows-1251 */
    size_t er_and_es;
};

static bool is_russian(uint32_t letter)
{
    return (letter >= 0x0410 && letter <= 0x044F) || letter == 0x0401 ||
           letter == 0x0451;
}

static void count(struct slice text, struct letters *letters)
{
    size_t offset = 0;
    while (offset < text.len) {
        if (offset + UTF8_FOUR <= text.len) { /* what nearly all text is */
            size_t len =
                utf8_small_russian_bytes(utf8_four_at(text.bytes + offset));
            offset += len;
            letters->all += len / 2;
            letters->cyrillic += len / 2;
            if (len == UTF8_FOUR) {
                continue;
            }
        }
        uint32_t letter = utf8_next(text, &offset);
        if (!utf8_is_letter(letter)) {
            continue;
        }
        letters->all++;
        if (utf8_is_cyrillic(letter)) {
            letters->cyrillic++;
            letters->neighbour += !is_russian(letter);
            letters->er_and_es += letter == 0x0420 || letter == 0x0421;
        }
    }
}

static struct letters count_sample(const struct doc *doc)
{
    struct letters letters = {0};
    for (size_t i = 0; i < doc->clause_count; i++) {
        struct slice text = doc->clauses[i].text.bytes;
        if (doc->clauses[i].region != REGION_BODY) {
            continue;
        }
        for (size_t at = 0; at < text.len; at += STRETCH) {
            count(slice_cut(text, at, at + SAMPLE), &letters);
        }
    }
    return letters;
}

enum script script_infer(const struct doc *doc)
{
    struct letters letters = count_sample(doc);
    if (letters.all < LETTERS_LEAST) {
        return SCRIPT_RUSSIAN;
    }
    /* Ukrainian and Belarusian have 7 % of their own letters, Kazakh 20 %;
       Russian text in capitals has 10 % of «Р» and «С». */
    if (letters.cyrillic * 2 > letters.all &&
        (letters.neighbour * 10 > letters.cyrillic * 3 ||
            letters.er_and_es * 10 > letters.cyrillic * 3)) {
        return SCRIPT_GARBLED;
    }
    bool is_foreign = letters.cyrillic * 4 < letters.all ||
                      letters.neighbour * 20 > letters.cyrillic;
    return is_foreign ? SCRIPT_FOREIGN : SCRIPT_RUSSIAN;
}
