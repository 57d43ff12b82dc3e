/*
 * check_alphabet.c - letters of another alphabet that look like the right
 * ones: «cоглaсие» with a Latin «c» and «a», «Сookie» with a Cyrillic «С».
 *
 * Folding has decided already which alphabet a mixed word is of (fold.c): only
 * when a reader cannot tell its strange letters from that alphabet's own, so
 * «ЯндексPay» and «SMSка» stay as they are. Here the letters that folding
 * changed are shown. A Latin word may take a Russian ending («WhatsAppа»,
 * «XXе»), and «a» behind «подпункт» is a letter, no conjunction.
 */
#include "rules/checks.h"

#include "parser/buffer.h"
#include "parser/utf8.h"
#include "parser/word.h"

/* Different wrong words that are remembered, so that each is reported once. */
#define WORDS_REMEMBERED 64
/* Further places of one word that are shown. */
#define PLACES_SHOWN 5
/* Cyrillic twins of "j" and "s", of Serbian and Macedonian. */
#define LETTER_JE 0x0458
#define LETTER_DZE 0x0455
/* Latin letters before a Russian ending. */
#define STEM_SHORTEST 2

struct spelling {
    struct slice bytes; /* as printed */
    struct finding *finding;
};

struct alphabet_check {
    struct check_context *context;
    const struct rule *rule;
    struct spelling spellings[WORDS_REMEMBERED];
    size_t spelling_count;
};

/* One word with the letters that folding took for another alphabet's. */
struct mixed_word {
    struct slice printed;
    struct buffer repaired;
    struct buffer letters; /* «c», «a»: each once */
    size_t wrong;
    bool is_typo;  /* a letter that only other Cyrillic alphabets have a twin
                      of: no one can tell what was meant */
    bool is_latin; /* the word is Latin, the wrong letters Cyrillic */
    size_t right_before; /* right letters before the first wrong one */
    size_t right_after;  /* behind the last wrong one */
    bool is_one_run;     /* the wrong letters stand together … */
    bool changes_case;   /* … and begin in another case than the letter before
                            them: a name put together, «ЯндексPay» */
};

static void add_letter(struct mixed_word *word, uint32_t code_point)
{
    char bytes[UTF8_LONGEST];
    struct slice letter = {bytes, utf8_encode(code_point, bytes)};
    if (slice_find(buffer_slice(&word->letters), letter, 0) !=
        SLICE_NOT_FOUND) {
        return;
    }
    if (word->letters.len) {
        buffer_append(&word->letters, SLICE(", "));
    }
    buffer_append(&word->letters, SLICE("«"));
    buffer_append(&word->letters, letter);
    buffer_append(&word->letters, SLICE("»"));
}

static bool is_changed(uint32_t printed, uint32_t folded)
{
    bool is_cyrillic = utf8_is_cyrillic(printed);
    return is_cyrillic != utf8_is_cyrillic(folded) &&
           utf8_is_latin(is_cyrillic ? folded : printed);
}

/* Take the printed letter, behind the letter before (0: none), for the right
   one. */
static void note_wrong(
    struct mixed_word *word, uint32_t before, uint32_t printed, uint32_t right)
{
    bool is_first = word->wrong == 0;
    word->is_one_run = is_first || (word->is_one_run && !word->right_after);
    word->changes_case |=
        is_first && before && utf8_is_upper(before) != utf8_is_upper(printed);
    word->is_latin |= utf8_is_cyrillic(printed);
    word->is_typo |= right == LETTER_JE || right == LETTER_DZE;
    word->wrong++;
    word->right_after = 0;
    add_letter(word, printed);
    buffer_append_code_point(
        &word->repaired, utf8_is_upper(printed) ? utf8_upper(right) : right);
}

static struct mixed_word read_word(
    struct arena *arena, const struct clause *clause, struct span span)
{
    struct slice text = clause->text.bytes;
    struct slice folded = clause->folded.bytes;
    struct span visible = folded_to_text(&clause->folded, span);
    struct mixed_word word = {
        .printed = slice_cut(text, visible.begin, visible.end),
        .repaired = {.arena = arena},
        .letters = {.arena = arena},
    };
    uint32_t printed = 0;
    for (size_t at = span.begin; at < span.end;) {
        size_t from = clause->folded.origin[at];
        uint32_t right = utf8_next(folded, &at);
        uint32_t before = printed;
        printed = utf8_next(text, &from);
        if (!is_changed(printed, right)) {
            buffer_append_code_point(&word.repaired, printed);
            word.right_before += word.wrong == 0;
            word.right_after += word.wrong > 0;
            continue;
        }
        note_wrong(&word, before, printed, right);
    }
    return word;
}

/* «подпункт a», «литера c»: the letter is a name. */
static bool names_letter(const struct word_list *words, size_t index)
{
    static const char *const before[] = {"подпункт", "подпункта", "подпункте",
        "подпункту", "подпунктом", "подп", "пункт", "пункта", "пункте",
        "пункту", "пунктом", "п", "пп", "литер", "литера", "буква", "буквой",
        "вариант", "группа", "класс", "лит"};
    return index > 0 &&
           slice_is_among(word_at(words, index - 1), before, COUNT_OF(before));
}

static bool is_meant(
    const struct mixed_word *word, const struct word_list *words, size_t index)
{
    bool is_ending = word->is_latin && word->right_after == 0 &&
                     word->right_before >= STEM_SHORTEST;
    bool is_compound = word->is_one_run && word->changes_case &&
                       word->wrong > 1 && word->right_after == 0;
    bool is_letter =
        word->wrong == 1 && word->right_before == 0 && word->right_after == 0;
    return is_ending || is_compound ||
           (is_letter && names_letter(words, index));
}

static struct spelling *remembered(
    struct alphabet_check *check, struct slice printed)
{
    for (size_t i = 0; i < check->spelling_count; i++) {
        if (slice_equal(check->spellings[i].bytes, printed)) {
            return &check->spellings[i];
        }
    }
    return NULL;
}

static void report(struct alphabet_check *check, struct passage passage,
    const struct mixed_word *word)
{
    struct spelling *known = remembered(check, word->printed);
    if (known) {
        if (known->finding->related_count < PLACES_SHOWN) {
            check_add_related(check->context, known->finding, passage,
                (struct words){SLICE("то же слово"), SLICE("the same word")});
        }
        return;
    }
    struct arena *arena = check_arena(check->context);
    struct slice letters = buffer_slice(&word->letters);
    struct slice right = buffer_slice(&word->repaired);
    struct words message = words_format(arena,
        word->is_latin
            ? "Русские буквы в латинском слове: %.*s. Поиск такого слова не "
              "найдёт."
            : "Латинские буквы в русском слове: %.*s. Поиск такого слова не "
              "найдёт.",
        word->is_latin ? "Cyrillic letters in a Latin word: %.*s. A search "
                         "does not find such a word."
                       : "Latin letters in a Cyrillic word: %.*s. A search "
                         "does not find such a word.",
        (int)letters.len, letters.bytes);
    struct finding *finding =
        check_report(check->context, check->rule, passage, &message);
    if (!word->is_typo) {
        finding->fix = right;
    }
    if (check->spelling_count < WORDS_REMEMBERED) {
        check->spellings[check->spelling_count++] =
            (struct spelling){word->printed, finding};
    }
}

/* Does the byte begin a Cyrillic letter? */
static bool begins_cyrillic(char byte)
{
    return (unsigned char)byte >= 0xD0 && (unsigned char)byte <= 0xD4;
}

/* Few words have a letter changed: see that first, by the bytes that letters
   begin with. */
static bool is_mixed(const struct clause *clause, struct span span)
{
    struct slice text = clause->text.bytes;
    struct slice folded = clause->folded.bytes;
    for (size_t at = span.begin; at < span.end; at++) {
        size_t from = clause->folded.origin[at];
        bool goes_on = ((unsigned char)folded.bytes[at] & 0xC0) == 0x80;
        if (goes_on || begins_cyrillic(folded.bytes[at]) ==
                           begins_cyrillic(text.bytes[from])) {
            continue;
        }
        size_t next = at;
        if (is_changed(utf8_next(text, &from), utf8_next(folded, &next))) {
            return true;
        }
    }
    return false;
}

static void check_clause(struct alphabet_check *check, uint32_t index)
{
    const struct clause *clause =
        &check_document(check->context)->clauses[index];
    if (!clause->folded.has_twins) {
        return;
    }
    struct arena *arena = check_arena(check->context);
    struct word_list words =
        doc_clause_words(check_document(check->context), index);
    for (size_t i = 0; i < words.count; i++) {
        struct span span = words.items[i].span;
        if (words.items[i].kind != WORD_PLAIN || !is_mixed(clause, span)) {
            continue;
        }
        struct mixed_word word = read_word(arena, clause, span);
        if (!is_meant(&word, &words, i)) {
            struct passage passage = {
                index, folded_to_text(&clause->folded, span)};
            report(check, passage, &word);
        }
    }
}

void check_mixed_alphabets(
    struct check_context *context, const struct rule *rule)
{
    struct alphabet_check check = {.context = context, .rule = rule};
    const struct doc *doc = check_document(context);
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        if (check_is_read(&doc->clauses[i])) {
            check_clause(&check, i);
        }
    }
}
