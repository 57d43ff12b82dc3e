/*
 * rule_help.h - a rule's page for reports that carry it with them: why it
 * matters, the law with its dates, the sanction, some examples and a repair.
 */
#ifndef CMD_RULE_HELP_H
#define CMD_RULE_HELP_H

#include "cmd/language.h"
#include "parser/arena.h"
#include "rules/rule.h"

enum help_form { HELP_TEXT, HELP_MARKDOWN };

/* Never empty. Holds line breaks and no other control characters. */
struct slice rule_help(struct arena *arena, const struct rule *rule,
    enum language language, enum help_form form);

#endif
