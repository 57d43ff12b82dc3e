/*
 * snippet.h - lines of the source with the marked words under them.
 *
 *      17 | 1.2. Вы даёте бессрочное безотзывное согласие на обработку.
 *         |               ^^^^^^^^^^^^^^^^^^^^^^^^^^^^^^
 *
 * A line that does not fit is cut around the mark. Columns are reckoned in
 * cells of the screen, so that the carets stand under Cyrillic, CJK, emoji
 * and combining marks alike.
 */
#ifndef CMD_SNIPPET_H
#define CMD_SNIPPET_H

#include "cmd/terminal.h"
#include "parser/source.h"

/* Lines of a mark that are shown; of a longer one the first and the last. */
#define SNIPPET_LINES 3

/* Print the lines of span; style colours the carets. Without has_carets the
   first line alone is shown: it is where something is missing. */
void snippet_print(const struct terminal *terminal, const struct source *source,
    struct span span, enum style style, bool has_carets);

#endif
