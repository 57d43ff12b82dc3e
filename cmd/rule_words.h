/*
 * rule_words.h - what a pack says of a rule, in words: shared by the explain
 * command and the generated manual page.
 */
#ifndef CMD_RULE_WORDS_H
#define CMD_RULE_WORDS_H

#include "cmd/language.h"
#include "parser/buffer.h"
#include "rules/finding.h"

/* « (с 01.09.2022 по 31.08.2025)», nothing for an open period. */
void rule_words_period(
    struct buffer *text, const struct period *period, enum language language);

/* «предупреждение, если оператор — физическое лицо (с 01.09.2022)» */
void rule_words_level(struct buffer *text, const struct severity_case *one,
    enum language language);

/* Where the rule applies: «Россия (с 01.09.2022); политика или согласие;
   если в документе есть concept/marketing»; «любое право» for everywhere. */
void rule_words_scope(
    struct buffer *text, const struct rule *rule, enum language language);

/* Where the rule's words are not taken for what they seem: «отрицания;
   определения; заголовки». Empty for a rule without phrases or one that wants
   them all. */
void rule_words_silence(
    struct buffer *text, const struct rule *rule, enum language language);

/* The repair: what is to be done, in the reader's language where the pack has
   it; wording for the document is Russian. A finding may have one of its own.
 */
struct slice rule_fix(const struct rule *rule, enum language language);
struct slice finding_fix(const struct finding *finding, enum language language);

#endif
