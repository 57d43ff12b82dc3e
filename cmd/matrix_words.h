/*
 * matrix_words.h - one requirement of the matrix in words, for the table on
 * the screen and the one on a page.
 */
#ifndef CMD_MATRIX_WORDS_H
#define CMD_MATRIX_WORDS_H

#include "cmd/language.h"
#include "cmd/report.h"

/* What the law wants, as a heading names it. */
struct slice requirement_element(
    const struct requirement *requirement, enum language language);

/* The provisions in force on the day, each on a line of its own. */
struct slice requirement_bases(const struct requirement *requirement,
    struct date day, struct arena *arena);

/* «не сказано (ошибка)» */
struct slice requirement_verdict(const struct requirement *requirement,
    enum language language, struct arena *arena);

/* The words that decide, to the end of their sentence; empty where there are
   none. */
struct slice requirement_words(
    const struct doc *doc, const struct requirement *requirement);

/* Why words leave it open; empty where nothing does. */
struct slice requirement_doubt(
    const struct requirement *requirement, enum language language);

/* Whose requirements follow: «Право: Россия, на 22.11.2026». */
struct slice matrix_heading(uint32_t jurisdiction, struct date day,
    enum language language, struct arena *arena);

#endif
