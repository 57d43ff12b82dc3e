/*
 * error.h - why something could not be done.
 *
 * Failures of the world (a file, a pack, an option) are returned, never
 * printed: a function that can fail returns false and fills the error it was
 * given last. Findings about a document are not errors, and a bug is an
 * assert().
 */
#ifndef PARSER_ERROR_H
#define PARSER_ERROR_H

#include "parser/span.h"

#include <stdbool.h>

#define ERROR_LONGEST 512 /* bytes with the final NUL */

/* Self-contained: nothing in it is owned by anybody. */
struct error {
    char ru[ERROR_LONGEST]; /* C strings: one sentence, no final period */
    char en[ERROR_LONGEST];
    struct place place; /* in the file at fault; line 0: the whole file */
};

/* Write the message in both languages: the two formats take the same
   arguments in the same order. The place is set to line 0. A message that
   does not fit is cut at a code point. Returns false, so that a caller can
   write: return error_set(...); */
bool error_set(struct error *error, const char *ru, const char *en, ...)
    __attribute__((format(printf, 2, 4), format(printf, 3, 4)));

#endif
