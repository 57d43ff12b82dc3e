/*
 * checksum.c - numbers of registers and banks that carry a check digit.
 */
#include "rules/checksum.h"

#include <stdint.h>

#include "parser/ascii.h"

enum { UNP_LENGTH = 9, IBAN_BY_LENGTH = 28 };

static bool all_digits(struct slice number)
{
    for (size_t i = 0; i < number.len; i++) {
        if (!ascii_is_digit(number.bytes[i])) {
            return false;
        }
    }
    return number.len > 0;
}

static unsigned digit_at(struct slice number, size_t index)
{
    return (unsigned)(number.bytes[index] - '0');
}

/* The check digit that the weights give to the first count digits. */
static unsigned inn_digit(
    struct slice number, const uint8_t *weights, size_t count)
{
    unsigned sum = 0;
    for (size_t i = 0; i < count; i++) {
        sum += digit_at(number, i) * weights[i];
    }
    return sum % 11 % 10;
}

bool checksum_inn(struct slice number)
{
    static const uint8_t weights[] = {3, 7, 2, 4, 10, 3, 5, 9, 4, 6, 8};
    if (!all_digits(number)) {
        return false;
    }
    if (number.len == 10) {
        return inn_digit(number, weights + 2, 9) == digit_at(number, 9);
    }
    return number.len == 12 &&
           inn_digit(number, weights + 1, 10) == digit_at(number, 10) &&
           inn_digit(number, weights, 11) == digit_at(number, 11);
}

/* All digits but the last, as one number, modulo the divisor and then 10,
   must be the last. */
static bool remainder_is_last(struct slice number, size_t len, unsigned divisor)
{
    if (number.len != len || !all_digits(number)) {
        return false;
    }
    unsigned rest = 0;
    for (size_t i = 0; i + 1 < len; i++) {
        rest = (rest * 10 + digit_at(number, i)) % divisor;
    }
    return rest % 10 == digit_at(number, len - 1);
}

bool checksum_ogrn(struct slice number)
{
    return remainder_is_last(number, 13, 11);
}

bool checksum_ogrnip(struct slice number)
{
    return remainder_is_last(number, 15, 13);
}

/* The value of one letter of a УНП in its first place; its twin in Cyrillic
   counts as the Latin letter. Takes the letter off *rest; 0 for no letter. */
static char unp_letter(struct slice *rest)
{
    static const struct {
        const char *spelling;
        char letter;
    } letters[] = {
        {"А", 'A'},
        {"а", 'A'},
        {"В", 'B'},
        {"в", 'B'},
        {"С", 'C'},
        {"с", 'C'},
        {"Е", 'E'},
        {"е", 'E'},
        {"Н", 'H'},
        {"н", 'H'},
        {"К", 'K'},
        {"к", 'K'},
        {"М", 'M'},
        {"м", 'M'},
        {"О", 'O'},
        {"о", 'O'},
        {"Р", 'P'},
        {"р", 'P'},
        {"Т", 'T'},
        {"т", 'T'},
    };
    char byte = rest->len > 0 ? rest->bytes[0] : '\0';
    if ((byte >= 'A' && byte <= 'Z') || (byte >= 'a' && byte <= 'z')) {
        *rest = slice_cut(*rest, 1, rest->len);
        return (char)(byte >= 'a' ? byte - 'a' + 'A' : byte);
    }
    for (size_t i = 0; i < COUNT_OF(letters); i++) {
        if (slice_begins(*rest, letters[i].spelling)) {
            *rest = slice_cut(*rest, 2, rest->len);
            return letters[i].letter;
        }
    }
    return '\0';
}

/* Bring a УНП into nine digits: its first letter counts as a digit or more of
   the alphabet's place, the second as its place among the ten in use. */
static bool unp_values(struct slice number, unsigned values[UNP_LENGTH])
{
    const struct slice first = SLICE("ABCEHKMOPT");
    size_t from = 0;
    if (number.len > 0 && !ascii_is_digit(number.bytes[0])) {
        char region = unp_letter(&number);
        char second = unp_letter(&number);
        size_t place = slice_find(first, (struct slice){&second, 1}, 0);
        if (region == '\0' || place == SLICE_NOT_FOUND ||
            slice_find(first, (struct slice){&region, 1}, 0) ==
                SLICE_NOT_FOUND) {
            return false;
        }
        values[0] = (unsigned)(region - 'A') + 10;
        values[1] = (unsigned)place;
        from = 2;
    }
    if (number.len != UNP_LENGTH - from || !all_digits(number)) {
        return false;
    }
    for (size_t i = 0; i < number.len; i++) {
        values[from + i] = digit_at(number, i);
    }
    return from == 2 || (values[0] >= 1 && values[0] <= 7);
}

bool checksum_unp(struct slice number)
{
    static const uint8_t weights[] = {29, 23, 19, 17, 13, 7, 5, 3};
    unsigned values[UNP_LENGTH];
    if (!unp_values(number, values)) {
        return false;
    }
    unsigned sum = 0;
    for (size_t i = 0; i < UNP_LENGTH - 1; i++) {
        sum += values[i] * weights[i];
    }
    return sum % 11 == values[UNP_LENGTH - 1];
}

bool checksum_iban_by(struct slice number)
{
    if (number.len != IBAN_BY_LENGTH ||
        ascii_digit_value(number.bytes[0]) != 11 ||
        ascii_digit_value(number.bytes[1]) != 34 ||
        !all_digits(slice_cut(number, 2, 4)) ||
        !all_digits(slice_cut(number, 8, 12))) {
        return false;
    }
    unsigned rest = 0;
    for (size_t i = 0; i < IBAN_BY_LENGTH; i++) {
        unsigned value =
            ascii_digit_value(number.bytes[(i + 4) % IBAN_BY_LENGTH]);
        if (value > 35) {
            return false;
        }
        rest = (rest * (value > 9 ? 100 : 10) + value) % 97;
    }
    return rest == 1;
}
