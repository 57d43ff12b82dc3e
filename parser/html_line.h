/*
 * html_line.h - which lines of a page are paragraphs of their own.
 *
 * Many pages are written with <br> alone, or stand in <pre>: there a line may
 * be a paragraph, an item of a list, or a piece of a sentence.
 */
#ifndef PARSER_HTML_LINE_H
#define PARSER_HTML_LINE_H

#include "parser/slice.h"

#include <stdbool.h>

/* Does a line begin a paragraph, after one line break behind the text written
   so far? It does after a sentence, ":" or ";", or a line in capitals; and
   when it begins with a number («5.», «1.2», «3)»), a dash or bullet, or a
   label («Адрес:»). The line is source text and may be followed by more. */
bool html_line_begins_paragraph(struct slice written, struct slice line);

/* Does it begin with a small letter, in the middle of a sentence? */
bool html_line_goes_on(struct slice line);

#endif
