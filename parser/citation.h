/*
 * citation.h - what a citation of law says, beyond the words.
 *
 * struct citation is declared in doc.h. Its slices are spelt so:
 *
 *   number     "152-ФЗ", "99-З" (also for «99-3», «99 З»), "2300-1" (also for
 *              «2300-I»), "1119", "55/86/20", "2016/679" (also for «GDPR»)
 *   title      folded, without quotation marks: "о персональных данных"
 *   kind       folded: "закон" or "федеральный закон"; "гк" "тк" "ук" "нк"
 *              "ск" "жк" "гпк" "апк" "упк" "коап"; "конституция"; "приказ",
 *              "постановление", "указ", "распоряжение" and behind a space
 *              their issuer ("роскомнадзора", "правительства", "президента",
 *              "фстэк", …); "gdpr", "директива"; then the country when it is
 *              named: " рф", " рб", " рк". Empty for a bare number.
 *   article    as printed: "9", "18.1"; one citation for each article of
 *              «ст. 9, 10–12» (of a range all between)
 *   part, point, subpoint, paragraph
 *              as printed, folded; an ordinal in words as digits; a list or a
 *              range as printed: "2-11", "2, 5"
 *
 * «(ред. от …)» is never the act's date.
 */
#ifndef PARSER_CITATION_H
#define PARSER_CITATION_H

#include "parser/doc.h"

/* The citation that names the act which this one is of: itself, or, by way of
   antecedents, the one that «указанный Закон» stands for. NULL when nothing
   in the document tells which act it is. */
const struct citation *citation_act(
    const struct doc *doc, const struct citation *citation);

#endif
