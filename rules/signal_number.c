/*
 * signal_number.c - numbers that tell a country: registers, phones,
 * postcodes, bank accounts.
 *
 * A registry number counts only with its label and a right check digit. A
 * phone counts by its whole shape: «8 (029)» is Belarusian and «8 (495)»
 * Russian, and +375 is one digit away from +374 and +373. Postcodes of the
 * neighbours begin alike (214 to 216 are Russian), so the third digit
 * decides, and only beside an address.
 */
#include "parser/ascii.h"
#include "parser/utf8.h"
#include "rules/checksum.h"
#include "rules/forms.h"
#include "rules/signal.h"

#include <string.h>

enum {
    LABEL_REACH = 4,   /* words between a label and its number */
    NUMBER_LIMIT = 32, /* bytes of the longest number */
    PHONE_DIGITS = 15, /* more are no phone */
    PHONE_DIGITS_LEAST = 10,
};

#define NUMBER_SIGNAL(kind_, country, weight_)                          \
    {                                                                   \
        .jurisdiction = JURISDICTION_##country, .kind = SIGNAL_##kind_, \
        .weight = (weight_)                                             \
    }

static const struct signal unp = NUMBER_SIGNAL(REGISTRY, BY, 10);
static const struct signal ogrn = NUMBER_SIGNAL(REGISTRY, RU, 10);
static const struct signal inn = NUMBER_SIGNAL(REGISTRY, RU, 8);
static const struct signal bin = NUMBER_SIGNAL(REGISTRY, KZ, 10);
static const struct signal edrpou = NUMBER_SIGNAL(REGISTRY, UA, 10);
static const struct signal inn_uz = NUMBER_SIGNAL(REGISTRY, UZ, 3);
static const struct signal stir = NUMBER_SIGNAL(REGISTRY, UZ, 7);
static const struct signal inn_kg = NUMBER_SIGNAL(REGISTRY, KG, 7);
static const struct signal idno = NUMBER_SIGNAL(REGISTRY, MD, 8);
static const struct signal operator_number = NUMBER_SIGNAL(DUTY, RU, 8);
static const struct signal postcode_by = NUMBER_SIGNAL(POSTCODE, BY, 4);
static const struct signal postcode_ru = NUMBER_SIGNAL(POSTCODE, RU, 2);
static const struct signal phone_by = NUMBER_SIGNAL(PHONE, BY, 6);
static const struct signal phone_ru = NUMBER_SIGNAL(PHONE, RU, 5);
static const struct signal phone_free = NUMBER_SIGNAL(PHONE, RU, 3);
static const struct signal phone_kz = NUMBER_SIGNAL(PHONE, KZ, 6);
static const struct signal phone_ua = NUMBER_SIGNAL(PHONE, UA, 6);
static const struct signal phone_uz = NUMBER_SIGNAL(PHONE, UZ, 6);
static const struct signal phone_kg = NUMBER_SIGNAL(PHONE, KG, 6);
static const struct signal phone_md = NUMBER_SIGNAL(PHONE, MD, 6);
static const struct signal phone_other = NUMBER_SIGNAL(PHONE, OTHER, 6);
static const struct signal iban_by = NUMBER_SIGNAL(BANK, BY, 9);
static const struct signal account_ru = NUMBER_SIGNAL(BANK, RU, 8);

static bool any_length(struct slice number)
{
    return number.len > 0;
}

/* Of Uzbekistan: companies have 2 or 3 in front, people 4 to 6. Belarusians
   call their УНП so too, and a Russian ИНН may have lost a digit: it weighs
   little alone. */
static bool is_uzbek(struct slice number)
{
    return number.len > 0 && number.bytes[0] >= '2' && number.bytes[0] <= '6';
}

/* Labels, which are a signal of signal_table.c as well, and what number each
   must be followed by. */
static const struct {
    const char *label;
    size_t min, max; /* digits or letters */
    bool (*is_right)(struct slice number);
    const struct signal *signal;
} registers[] = {
    {"унп", 9, 11, checksum_unp, &unp},
    {"unp", 9, 11, checksum_unp, &unp},
    {"плательщика", 9, 11, checksum_unp, &unp},
    {"огрн", 13, 13, checksum_ogrn, &ogrn},
    {"огрн", 15, 15, checksum_ogrnip, &ogrn},
    {"огрнип", 15, 15, checksum_ogrnip, &ogrn},
    {"номер", 13, 13, checksum_ogrn, &ogrn},
    {"номер", 15, 15, checksum_ogrnip, &ogrn},
    {"инн", 10, 10, checksum_inn, &inn},
    {"инн", 12, 12, checksum_inn, &inn},
    {"инн", 9, 9, is_uzbek, &inn_uz},
    {"инн", 14, 14, any_length, &inn_kg},
    {"стир", 9, 9, any_length, &stir},
    {"бин", 12, 12, any_length, &bin},
    {"иин", 12, 12, any_length, &bin},
    {"едрпоу", 8, 8, any_length, &edrpou},
    {"єдрпоу", 8, 8, any_length, &edrpou},
    {"idno", 13, 13, any_length, &idno},
};

size_t number_digits(struct slice word)
{
    size_t count = 0;
    size_t at = 0;
    while (at + UTF8_FOUR <= word.len) { /* most words are letters */
        size_t len = utf8_cyrillic_bytes(utf8_four_at(word.bytes + at));
        count += len == 0 && ascii_is_digit(word.bytes[at]);
        at += len ? len : 1;
    }
    for (; at < word.len; at++) {
        count += ascii_is_digit(word.bytes[at]);
    }
    return count;
}

static bool has_digit(struct slice word)
{
    return number_digits(word) > 0;
}

/* A number that may be written in groups: its bytes without what stands
   between the groups, and where it stands. */
struct number {
    char bytes[NUMBER_LIMIT];
    size_t len;
    struct span span; /* folded */
};

/* Read the number that starts at a word of the unit: this word and, while
   they are groups of digits too, the next ones, up to max bytes. */
static void number_read(const struct stretch *unit, struct slice folded,
    uint32_t at, size_t max, struct number *ret)
{
    *ret = (struct number){.span.begin = unit->words[at].span.begin};
    for (; at < unit->word_count; at++) {
        struct slice word = word_slice(folded, unit->words[at]);
        bool is_group = has_digit(word) && unit->words[at].kind != WORD_ADDRESS;
        if (!is_group || ret->len + word.len > max) {
            return;
        }
        for (size_t i = 0; i < word.len; i++) {
            if (word.bytes[i] != '-') {
                ret->bytes[ret->len++] = word.bytes[i];
            }
        }
        ret->span.end = unit->words[at].span.end;
        if (at + 1 < unit->word_count && unit->words[at + 1].before != 0) {
            return;
        }
    }
}

/* Find a number of the register behind its label. */
static void find_in_register(const struct doc *doc, struct mentions *mentions,
    uint32_t index, uint32_t at, size_t label)
{
    const struct stretch *unit = &mentions->units[index];
    struct slice folded = doc->clauses[unit->clause].folded.bytes;
    for (uint32_t i = 1; i <= LABEL_REACH && at + i < unit->word_count; i++) {
        if (!has_digit(word_slice(folded, unit->words[at + i]))) {
            continue;
        }
        struct number number;
        number_read(unit, folded, at + i, registers[label].max, &number);
        struct slice bytes = {number.bytes, number.len};
        if (number.len >= registers[label].min &&
            registers[label].is_right(bytes)) {
            struct span span = {unit->words[at].span.begin, number.span.end};
            mention_add(doc, mentions, registers[label].signal, index, span);
            return;
        }
        if (registers[label].is_right == any_length) {
            return; /* «ИНН/КПП 7700123459/770001001»: the next is not its */
        }
    }
}

void register_find(const struct doc *doc, struct mentions *mentions,
    uint32_t unit, uint32_t label)
{
    const struct word *words = mentions->units[unit].words;
    struct slice word = doc->forms[words[label].form].bytes;
    for (size_t i = 0; i < COUNT_OF(registers); i++) {
        if (slice_is(word, registers[i].label)) {
            find_in_register(doc, mentions, unit, label, i);
        }
    }
}

/* Is the unit an address, so that six digits in it are a postcode? */
static bool has_address_word(const struct stretch *unit, struct slice folded)
{
    static const char *const words[] = {"г", "ул", "город", "обл", "область",
        "адрес", "вул", "пр-т", "проспект", "улица", "край"};
    for (uint32_t i = 0; i < unit->word_count; i++) {
        struct slice word = word_slice(folded, unit->words[i]);
        for (size_t k = 0; k < COUNT_OF(words); k++) {
            if (slice_is(word, words[k])) {
                return true;
            }
        }
    }
    return false;
}

static const struct signal *postcode_signal(struct slice word)
{
    if (word.len != 6 || word.bytes[0] < '1' || word.bytes[0] > '6') {
        return NULL;
    }
    unsigned top = (unsigned)(word.bytes[0] - '0') * 100 +
                   (unsigned)(word.bytes[1] - '0') * 10 +
                   (unsigned)(word.bytes[2] - '0');
    bool is_by = (top >= 210 && top <= 213) || (top >= 220 && top <= 225) ||
                 top == 230 || top == 231 || top == 246 || top == 247;
    return is_by ? &postcode_by : &postcode_ru;
}

/* «77-20-018352»: a number of the Russian register of operators? */
static bool is_operator_number(struct slice word)
{
    static const char shape[] = "00-00-000000";
    if (word.len != sizeof(shape) - 1) {
        return false;
    }
    for (size_t i = 0; i < word.len; i++) {
        bool is_right = shape[i] == '-' ? word.bytes[i] == '-'
                                        : ascii_is_digit(word.bytes[i]);
        if (!is_right) {
            return false;
        }
    }
    return true;
}

/* Does the unit speak of a register, so that such a number is one of it? */
static bool has_register(const struct stretch *unit, struct slice folded)
{
    struct slice all = slice_cut(folded, unit->folded.begin, unit->folded.end);
    return slice_find(all, SLICE("реестр"), 0) != SLICE_NOT_FOUND;
}

/* Returns how many digits the unit has. */
static size_t words_read(const struct doc *doc, struct mentions *mentions,
    uint32_t index, const struct form_tokens *forms)
{
    const struct stretch *unit = &mentions->units[index];
    struct slice folded = doc->clauses[unit->clause].folded.bytes;
    int is_address = -1; /* not asked yet */
    int is_of_register = -1;
    size_t digits = 0;
    for (uint32_t i = 0; i < unit->word_count; i++) {
        uint32_t own = forms[unit->words[i].form].digits;
        digits += own;
        if (own == 0) {
            continue;
        }
        struct slice word = word_slice(folded, unit->words[i]);
        if (unit->words[i].kind == WORD_NUMBER && word.len == 6 &&
            postcode_signal(word) != NULL) {
            is_address =
                is_address < 0 ? has_address_word(unit, folded) : is_address;
            if (is_address) {
                mention_add(doc, mentions, postcode_signal(word), index,
                    unit->words[i].span);
            }
        }
        if (is_operator_number(word)) {
            is_of_register = is_of_register < 0 ? has_register(unit, folded)
                                                : is_of_register;
            if (is_of_register) {
                mention_add(doc, mentions, &operator_number, index,
                    unit->words[i].span);
            }
        }
        if (unit->words[i].kind == WORD_NUMBER && word.len == 20 &&
            slice_starts_with(word, SLICE("40"))) {
            mention_add(doc, mentions, &account_ru, index, unit->words[i].span);
        }
        if (slice_starts_with(word, SLICE("by")) && word.len >= 4 &&
            ascii_is_digit(word.bytes[2])) {
            struct number number;
            number_read(unit, folded, i, 28, &number);
            if (checksum_iban_by((struct slice){number.bytes, number.len})) {
                mention_add(doc, mentions, &iban_by, index, number.span);
            }
        }
    }
    return digits;
}

/* Is it «777-77-77», left by the author of a template? */
static bool is_pattern(struct slice digits)
{
    size_t same = 0;
    for (size_t i = digits.len; i > 1; i--) {
        if (digits.bytes[i - 1] != digits.bytes[i - 2]) {
            break;
        }
        same++;
    }
    return same >= 6;
}

/* The country of a phone's digits. */
static const struct signal *phone_signal(struct slice digits, bool has_plus)
{
    static const struct {
        const char *code;
        size_t len;
        bool needs_plus;
        const struct signal *signal;
    } codes[] = {
        {"37517", 12, false, &phone_by},
        {"37515", 12, false, &phone_by},
        {"37516", 12, false, &phone_by},
        {"3752", 12, false, &phone_by},
        {"37533", 12, false, &phone_by},
        {"37544", 12, false, &phone_by},
        {"375", 12, true, &phone_by},
        {"80", 11, false, &phone_by},
        {"029", 10, false, &phone_by},
        {"017", 10, false, &phone_by},
        {"033", 10, false, &phone_by},
        {"044", 10, false, &phone_by},
        {"8800", 11, false, &phone_free},
        {"77", 11, true, &phone_kz},
        {"76", 11, true, &phone_kz},
        {"73", 11, true, &phone_ru},
        {"74", 11, true, &phone_ru},
        {"7800", 11, true, &phone_free},
        {"78", 11, true, &phone_ru},
        {"79", 11, true, &phone_ru},
        {"83", 11, false, &phone_ru},
        {"84", 11, false, &phone_ru},
        {"88", 11, false, &phone_ru},
        {"89", 11, false, &phone_ru},
        {"380", 12, true, &phone_ua},
        {"998", 12, true, &phone_uz},
        {"996", 12, true, &phone_kg},
        {"373", 11, true, &phone_md},
        {"374", 11, true, &phone_other},
        {"995", 12, true, &phone_other},
        {"994", 12, true, &phone_other},
        {"992", 12, true, &phone_other},
    };
    if (is_pattern(digits)) {
        return NULL;
    }
    for (size_t i = 0; i < COUNT_OF(codes); i++) {
        if (digits.len == codes[i].len && slice_begins(digits, codes[i].code) &&
            (has_plus || !codes[i].needs_plus)) {
            return codes[i].signal;
        }
    }
    return NULL;
}

static bool is_phone_separator(char byte)
{
    return byte == ' ' || byte == '(' || byte == ')' || byte == '-';
}

/* Read the phone that starts at offset: its digits, and the offset after the
   last of them. */
static struct slice phone_read(
    struct slice text, size_t offset, char *digits, size_t *ret_end)
{
    size_t count = 0;
    unsigned separators = 0;
    *ret_end = offset;
    for (size_t i = offset; i < text.len && separators < 4; i++) {
        if (ascii_is_digit(text.bytes[i])) {
            if (count == PHONE_DIGITS) {
                return (struct slice){digits, 0};
            }
            digits[count++] = text.bytes[i];
            *ret_end = i + 1;
            separators = 0;
        } else if (is_phone_separator(text.bytes[i])) {
            separators++;
        } else {
            break;
        }
    }
    return (struct slice){digits, count};
}

static void phones_read(
    const struct doc *doc, struct mentions *mentions, uint32_t index)
{
    const struct stretch *unit = &mentions->units[index];
    struct slice text = slice_cut(doc->clauses[unit->clause].folded.bytes,
        unit->folded.begin, unit->folded.end);
    for (size_t i = 0; i < text.len; i++) {
        if ((unsigned char)text.bytes[i] > '9') {
            continue; /* a letter */
        }
        bool has_plus = text.bytes[i] == '+';
        bool is_start = has_plus || text.bytes[i] == '(' ||
                        (ascii_is_digit(text.bytes[i]) &&
                            (i == 0 || !ascii_is_digit(text.bytes[i - 1])));
        if (!is_start) {
            continue;
        }
        char digits[PHONE_DIGITS];
        size_t end;
        struct slice number = phone_read(text, i + has_plus, digits, &end);
        const struct signal *signal = phone_signal(number, has_plus);
        if (signal != NULL) {
            struct span span = {unit->folded.begin + (uint32_t)i,
                unit->folded.begin + (uint32_t)end};
            mention_add(doc, mentions, signal, index, span);
            i = end - 1;
        }
    }
}

void numbers_find(const struct doc *doc, const struct form_tokens *forms,
    struct mentions *mentions)
{
    for (uint32_t i = 0; i < mentions->unit_count; i++) {
        if (words_read(doc, mentions, i, forms) >= PHONE_DIGITS_LEAST) {
            phones_read(doc, mentions, i);
        }
    }
}
