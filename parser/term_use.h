/*
 * term_use.h - where the terms of a document are used, inflected or not.
 */
#ifndef PARSER_TERM_USE_H
#define PARSER_TERM_USE_H

#include "parser/doc.h"

/* Fill the uses of doc.terms. Where terms overlap («Пользователь» in
   «Пользователь сайта») the longest is used; where two definitions have the
   same name the first gets the uses. Time is linear in the text, whatever
   the number of terms. */
void term_uses_find(struct doc *doc);

#endif
