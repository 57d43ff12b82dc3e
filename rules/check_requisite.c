/*
 * check_requisite.c - registry numbers whose length or check digits are
 * wrong.
 *
 * A number is judged only right behind its label, in the body or the footer.
 * «ИНН/КПП 7700123459/770001001» has two labels and two numbers, in one order.
 * A number of another country's register under the same label (ИНН of nine
 * digits in Uzbekistan, of fourteen in Kyrgyzstan) is left alone.
 */
#include "rules/checks.h"
#include "rules/checksum.h"

#include "parser/ascii.h"
#include "parser/word.h"

enum {
    LABEL_LIMIT = 3,   /* labels in a row: «ИНН/КПП/ОГРН» */
    NUMBER_LIMIT = 24, /* bytes of the longest number, without spaces */
    SHORTEST = 7,      /* digits; fewer are not meant as such a number */
};

static bool is_kpp(struct slice number)
{
    return number.len == 9;
}

static bool is_ogrn(struct slice number)
{
    return checksum_ogrn(number) || checksum_ogrnip(number);
}

struct requisite {
    const char *label; /* folded */
    bool (*is_right)(struct slice number);
    size_t longest;    /* digits of the right number */
    size_t foreign[2]; /* lengths of other countries' numbers, or 0 */
};

static const struct requisite russian[] = {
    {"инн", checksum_inn, 12, {9, 14}},
    {"кпп", is_kpp, 9, {0, 0}},
    {"огрн", is_ogrn, 15, {0, 0}},
    {"огрнип", checksum_ogrnip, 15, {0, 0}},
};

static const struct requisite belarusian[] = {
    {"унп", checksum_unp, 9, {0, 0}},
    {"unp", checksum_unp, 9, {0, 0}},
    {"унн", checksum_unp, 9, {0, 0}},
};

struct register_set {
    const char *labels; /* of all items */
    const struct requisite *items;
    size_t count;
};

static const struct requisite *requisite_of(
    const struct register_set *set, struct slice word)
{
    for (size_t i = 0; i < set->count; i++) {
        if (slice_is(word, set->items[i].label)) {
            return &set->items[i];
        }
    }
    return NULL;
}

static size_t digit_count(struct slice word)
{
    size_t count = 0;
    for (size_t i = 0; i < word.len; i++) {
        count += ascii_is_digit(word.bytes[i]);
    }
    return count;
}

/* A number that may be written in groups. */
struct number {
    char bytes[NUMBER_LIMIT];
    size_t len;
    size_t first; /* words [first, end) */
    size_t end;
};

/* Read the number that begins with words[at], groups joined until it is right
   or would be too long. False when it is none. */
static bool number_read(const struct word_list *words, size_t at,
    const struct requisite *requisite, struct number *ret)
{
    *ret = (struct number){.len = 0, .first = at, .end = at};
    while (ret->end < words->count) {
        struct slice word = word_at(words, ret->end);
        bool is_apart = ret->end > at && words->items[ret->end].before != 0;
        bool is_group = digit_count(word) > 0 &&
                        words->items[ret->end].kind != WORD_ADDRESS;
        bool is_too_long =
            ret->end > at && ret->len + word.len > requisite->longest;
        if (is_apart || !is_group || is_too_long ||
            ret->len + word.len > NUMBER_LIMIT) {
            break;
        }
        for (size_t i = 0; i < word.len; i++) {
            if (word.bytes[i] != '-') {
                ret->bytes[ret->len++] = word.bytes[i];
            }
        }
        ret->end++;
        if (requisite->is_right((struct slice){ret->bytes, ret->len})) {
            break;
        }
    }
    return digit_count((struct slice){ret->bytes, ret->len}) >= SHORTEST;
}

static bool is_one_digit(struct slice number)
{
    for (size_t i = 1; i < number.len; i++) {
        if (number.bytes[i] != number.bytes[0]) {
            return false;
        }
    }
    return true;
}

static bool is_wrong(
    const struct requisite *requisite, const struct number *number)
{
    struct slice bytes = {number->bytes, number->len};
    bool is_foreign = number->len == requisite->foreign[0] ||
                      number->len == requisite->foreign[1];
    return !is_foreign && (!requisite->is_right(bytes) || is_one_digit(bytes));
}

/* What is reported, of which registers, and the clause that is read. */
struct reader {
    struct check_context *context;
    const struct rule *rule;
    const struct register_set *set;
    const bool *is_label; /* by form */
    uint32_t index;       /* of the clause */
    struct word_list words;
};

/* The words [first, end) of the clause hold a wrong number. */
static void report_words(const struct reader *reader, size_t first, size_t end)
{
    const struct clause *clause =
        &check_document(reader->context)->clauses[reader->index];
    struct span folded = {
        reader->words.items[first].span.begin,
        reader->words.items[end - 1].span.end,
    };
    check_report(reader->context, reader->rule,
        (struct passage){
            reader->index, folded_to_text(&clause->folded, folded)},
        NULL);
}

/* Labels that stand in a row from words[at] on, and the numbers behind them.
   Returns the word after all that was read. */
static size_t check_row(const struct reader *reader, size_t at)
{
    const struct word_list *words = &reader->words;
    const struct requisite *labels[LABEL_LIMIT];
    size_t count = 0;
    size_t next = at;
    while (count < LABEL_LIMIT && (labels[count] = requisite_of(reader->set,
                                       word_at(words, next))) != NULL) {
        count++;
        next++;
    }
    for (size_t i = 0; i < count; i++) {
        struct number number;
        if (!number_read(words, next, labels[i], &number)) {
            break;
        }
        if (is_wrong(labels[i], &number)) {
            report_words(reader, i ? number.first : at, number.end);
        }
        next = number.end;
    }
    return next;
}

static void check_requisites(struct check_context *context,
    const struct rule *rule, const struct register_set *set)
{
    const struct doc *doc = check_document(context);
    struct reader reader = {
        .context = context,
        .rule = rule,
        .set = set,
        .is_label = check_listed(context, set->labels),
    };
    for (uint32_t i = 0; i < doc->clause_count; i++) {
        const struct clause *clause = &doc->clauses[i];
        if (clause->is_toc) {
            continue;
        }
        reader.index = i;
        reader.words = doc_clause_words(doc, i);
        for (size_t at = 0; at < reader.words.count;) {
            bool is_label = reader.is_label[reader.words.items[at].form];
            at = is_label ? check_row(&reader, at) : at + 1;
        }
    }
}

void check_requisite_checksum(
    struct check_context *context, const struct rule *rule)
{
    static const struct register_set set = {
        "инн кпп огрн огрнип", russian, COUNT_OF(russian)};
    check_requisites(context, rule, &set);
}

void check_by_requisite_checksum(
    struct check_context *context, const struct rule *rule)
{
    static const struct register_set set = {
        "унп unp унн", belarusian, COUNT_OF(belarusian)};
    check_requisites(context, rule, &set);
}
