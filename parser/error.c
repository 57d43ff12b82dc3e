#include "parser/error.h"

#include "parser/utf8.h"

#include <stdarg.h>
#include <stdio.h>
#include <string.h>

/* vsnprintf() cuts between bytes; take a broken code point off the end. */
static void mend_end(char *message)
{
    struct slice text = slice_from(message);
    message[utf8_valid_length(text)] = '\0';
}

bool error_set(struct error *error, const char *ru, const char *en, ...)
{
    va_list arguments;
    va_start(arguments, en);
    vsnprintf(error->ru, sizeof(error->ru), ru, arguments);
    va_end(arguments);
    va_start(arguments, en);
    vsnprintf(error->en, sizeof(error->en), en, arguments);
    va_end(arguments);
    mend_end(error->ru);
    mend_end(error->en);
    error->place = (struct place){0, 0};
    return false;
}
