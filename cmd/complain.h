/*
 * complain.h - what went wrong, on standard error.
 *
 * Standard output carries reports only. A complaint is one line that begins
 * with the program's name, then the file and the place in it where there is
 * one: "clauselint: my.md:12:3: ...".
 */
#ifndef CMD_COMPLAIN_H
#define CMD_COMPLAIN_H

#include "cmd/language.h"
#include "parser/error.h"
#include "parser/slice.h"

/* Exit status of every command. */
enum status {
    STATUS_CLEAN = 0,
    STATUS_FINDINGS = 1, /* at or above --fail-on; a failed example */
    STATUS_TROUBLE = 2,  /* the work could not be done, or not all of it */
};

/* What went wrong, and in which file, for a caller that says it in a way of
   its own: the language server shows it in that file. */
struct trouble {
    struct slice path; /* of the file at fault, or an option; may be empty */
    struct error error;
};

/* Give the trouble its path; returns false, as error_set() does. */
bool trouble_in(struct trouble *trouble, struct slice path);

void complain_of(enum language language, const struct trouble *trouble);

/* subject is the file at fault, or empty. */
void complain(
    enum language language, struct slice subject, const struct error *error);

#endif
