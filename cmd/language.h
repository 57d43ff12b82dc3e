/*
 * language.h - which language a person is spoken to in.
 *
 * The documents are Russian, and so is the program, unless --lang or the
 * locale asks for English. Nothing here calls setlocale(): the C library
 * keeps to its C locale, so that numbers and sorting never depend on it.
 */
#ifndef CMD_LANGUAGE_H
#define CMD_LANGUAGE_H

#include "parser/slice.h"
#include "rules/words.h"

#include <stdbool.h>
#include <stddef.h>

enum language { LANGUAGE_RU, LANGUAGE_EN };

/* What LC_ALL, LC_MESSAGES or LANG (the first that is not empty) ask for:
   Russian for ru, be and for no language at all (unset, C, POSIX), English
   for every other. */
enum language language_from_locale(void);

/* The same for one locale name, such as "en_GB.UTF-8"; NULL is none. */
enum language language_of_locale(const char *name);

struct slice language_choose(enum language language, struct words words);

/* One of two C strings. */
const char *language_pick(
    enum language language, const char *ru, const char *en);

/* The forms of a noun after a number: «1 ошибка», «2 ошибки», «5 ошибок»;
   "1 error", "2 errors". */
struct noun {
    const char *ru_one;
    const char *ru_few;
    const char *ru_many;
    const char *en_one;
    const char *en_many;
};

const char *language_noun(
    enum language language, size_t count, const struct noun *noun);

#endif
