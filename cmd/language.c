#include "cmd/language.h"

#include <stdlib.h>
#include <string.h>

enum language language_of_locale(const char *name)
{
    static const char *const russian[] = {"", "C", "POSIX", "ru", "be"};
    size_t length = name ? strcspn(name, "_.@") : 0;
    for (size_t i = 0; i < COUNT_OF(russian); i++) {
        if (strlen(russian[i]) == length &&
            (length == 0 || memcmp(russian[i], name, length) == 0)) {
            return LANGUAGE_RU;
        }
    }
    return LANGUAGE_EN;
}

enum language language_from_locale(void)
{
    static const char *const variables[] = {"LC_ALL", "LC_MESSAGES", "LANG"};
    for (size_t i = 0; i < COUNT_OF(variables); i++) {
        const char *value = getenv(variables[i]);
        if (value && *value) {
            return language_of_locale(value);
        }
    }
    return LANGUAGE_RU;
}

struct slice language_choose(enum language language, struct words words)
{
    return language == LANGUAGE_RU ? words.ru : words.en;
}

const char *language_pick(
    enum language language, const char *ru, const char *en)
{
    return language == LANGUAGE_RU ? ru : en;
}

const char *language_noun(
    enum language language, size_t count, const struct noun *noun)
{
    if (language == LANGUAGE_EN) {
        return count == 1 ? noun->en_one : noun->en_many;
    }
    size_t tens = count % 100;
    size_t ones = count % 10;
    if (tens >= 11 && tens <= 14) {
        return noun->ru_many;
    }
    if (ones == 1) {
        return noun->ru_one;
    }
    return ones >= 2 && ones <= 4 ? noun->ru_few : noun->ru_many;
}
