/*
 * sentence_part.h - the parts of a long sentence that speak for themselves.
 *
 * «Отправляя форму, вы даёте согласие на обработку; на рассылку оно даётся
 * отдельно»: what the second part says takes nothing back in the first. A part
 * ends at a semicolon, and at a comma or a dash with «а», «но», «однако»,
 * «зато», «причём», «при этом» behind it.
 */
#ifndef RULES_SENTENCE_PART_H
#define RULES_SENTENCE_PART_H

#include "rules/matcher.h"

/* Parts are numbered from 0; those from the last on are one. */
#define SENTENCE_PARTS 64

/* Number the part of each word of the unit; ret has room for them all. */
void sentence_parts_number(const struct unit *unit, uint8_t *ret);

/* The parts that a match stands in, one bit each. */
uint64_t sentence_parts_of(const uint8_t *numbers, const struct match *match);

/* Those and all behind them: what was spoken of goes on («есть ссылки на другие
   сайты; за их безопасность мы не отвечаем»). */
uint64_t sentence_parts_from(const uint8_t *numbers, const struct match *match);

#endif
