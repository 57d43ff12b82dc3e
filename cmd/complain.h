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

/* Exit status of every command. */
enum status {
    STATUS_CLEAN = 0,
    STATUS_FINDINGS = 1, /* at or above --fail-on; a failed example */
    STATUS_TROUBLE = 2,  /* the work could not be done, or not all of it */
};

/* subject is the file at fault, or empty. */
void complain(
    enum language language, struct slice subject, const struct error *error);

#endif
