/*
 * checksum.h - numbers of registers and banks that carry a check digit.
 *
 * Each function takes the number without its label, spaces and hyphens left
 * out by the caller, and says whether its length, its characters and its
 * check digits are those of such a number. A random number passes in about
 * one case of ten, so a label beside it must say what it is.
 */
#ifndef RULES_CHECKSUM_H
#define RULES_CHECKSUM_H

#include "parser/slice.h"

#include <stdbool.h>

/* ИНН of the Russian tax service: 10 digits (legal person) or 12 (person). */
bool checksum_inn(struct slice number);

/* ОГРН (13 digits) and ОГРНИП (15 digits) of the Russian registers. */
bool checksum_ogrn(struct slice number);
bool checksum_ogrnip(struct slice number);

/* УНП of Belarus: 9 digits, or 2 letters and 7 digits for a natural person.
   The letters may be upper or lower case, Latin or Cyrillic twins. */
bool checksum_unp(struct slice number);

/* An IBAN of Belarus: BY, two check digits, 4 letters or digits of the bank,
   4 digits of the account type, 16 letters or digits. */
bool checksum_iban_by(struct slice number);

#endif
