#include "rules/words.h"

#include <stdarg.h>

struct words words_format(
    struct arena *arena, const char *ru, const char *en, ...)
{
    struct words words;
    va_list arguments;
    va_start(arguments, en);
    words.ru = arena_format_list(arena, ru, arguments);
    va_end(arguments);
    va_start(arguments, en);
    words.en = arena_format_list(arena, en, arguments);
    va_end(arguments);
    return words;
}
