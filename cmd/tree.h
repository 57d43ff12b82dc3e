/*
 * tree.h - the clause tree as lines of text, one for each clause.
 *
 *     раздел 1                   line 11   section   Общие положения
 *       п. 1.1                   line 13   clause    Сайт собирает … данные.
 *
 * Indentation is depth; ⏎ stands where a sentence that the mark-up had cut
 * was joined again. The print-out is the same in every language.
 */
#ifndef CMD_TREE_H
#define CMD_TREE_H

#include "cmd/terminal.h"
#include "parser/doc.h"

void tree_print(const struct terminal *terminal, const struct doc *doc);

#endif
