/*
 * rule.h - one rule of a pack, as its Markdown says it.
 *
 * A rule is read-only after its pack was loaded and lives in the arena of its
 * ruleset. clauselint-pack(5) describes the text it is made from.
 */
#ifndef RULES_RULE_H
#define RULES_RULE_H

#include "parser/arena.h"
#include "parser/date.h"
#include "parser/slice.h"
#include "rules/words.h"

#include <stdbool.h>
#include <stddef.h>
#include <stdint.h>

enum severity {
    SEVERITY_NONE, /* not reported */
    SEVERITY_NOTE,
    SEVERITY_WARNING,
    SEVERITY_ERROR,
};

enum rule_kind {
    RULE_PRESENCE,    /* the document must state it */
    RULE_PROHIBITION, /* the document must not state it */
    RULE_CONSISTENCY, /* two statements clash */
    RULE_TERMINOLOGY, /* a word or a reference is wrong */
    RULE_CONCEPT, /* reports nothing; other rules ask whether it is stated */
};

/* What a phrase is matched against. */
enum rule_scope {
    SCOPE_SENTENCE,
    SCOPE_CLAUSE, /* all of the clause's text */
    SCOPE_LEAD,   /* the sentence that introduces a list, and the item */
    SCOPE_PAGE,   /* the same, and a sentence of the page around it */
};

/* What of a rule that forbids is one finding. */
enum rule_report {
    REPORT_PLACE,    /* each run of words that matches */
    REPORT_SENTENCE, /* all of a sentence, from the first word to the last */
    REPORT_CLAUSE,   /* the first such sentence of a clause; the others are
                        related places, as with the next */
    REPORT_ONCE,     /* the first such sentence of the document */
};

/* Sets of bits, so that a rule can apply to several. */
enum jurisdiction {
    JURISDICTION_RU = 1u << 0,
    JURISDICTION_BY = 1u << 1,
    JURISDICTION_KZ = 1u << 2,
    JURISDICTION_UA = 1u << 3,
    JURISDICTION_UZ = 1u << 4,
    JURISDICTION_KG = 1u << 5,
    JURISDICTION_MD = 1u << 6,
    JURISDICTION_EU = 1u << 7,
    JURISDICTION_OTHER = 1u << 8,
    /* "Applies: unknown": where no law that a pack speaks of applies. Never a
       country of profile.h. */
    JURISDICTION_UNKNOWN = 1u << 9,
};

enum document_type {
    DOCUMENT_POLICY = 1u << 0,
    DOCUMENT_CONSENT = 1u << 1, /* a form by which the subject consents */
    DOCUMENT_AGREEMENT = 1u
                         << 2, /* an offer or agreement with a data section */
    DOCUMENT_COOKIE = 1u << 3, /* a cookie policy */
    DOCUMENT_OTHER = 1u << 4,
};

enum operator_type {
    OPERATOR_UNKNOWN = 1u << 0,
    OPERATOR_LEGAL = 1u << 1,  /* a legal person */
    OPERATOR_SOLE = 1u << 2,   /* ИП */
    OPERATOR_PERSON = 1u << 3, /* самозанятый, a natural person */
};

/* Days [from, to]; an unset end is open. */
struct period {
    struct date from;
    struct date to;
};

/* Is the day inside the period? */
bool period_holds(struct period period, struct date day);

struct basis {
    struct slice cite; /* «ч. 2 ст. 9 152-ФЗ» */
    struct period period;
};

/* One clause of "Severity: error; warning for sole; note before 2022-09-01":
   the last one whose conditions all hold decides. */
struct severity_case {
    enum severity severity;
    struct period period;
    uint32_t operator_types; /* bits of enum operator_type; 0: any */
    uint32_t document_types; /* bits of enum document_type; 0: any */
    struct slice *when; /* ids of rules or concepts; any one of them suffices */
    size_t when_count;
};

/* One of the quotes of a rule: a policy of its own. By number, not by pointer:
   there are thousands, and only who tests or explains rules reads them. */
struct example {
    uint32_t begin; /* byte of rule.quotes */
    uint32_t len;
    bool is_wrong;
    uint32_t line; /* of the pack file */
};

struct rule {
    /* What a run asks of every rule stands together. */
    uint32_t index; /* of ruleset_rule() */
    enum rule_kind kind;
    uint32_t jurisdictions;  /* bits; 0: whatever the law */
    uint32_t document_types; /* bits; 0: every kind */
    uint32_t operator_types; /* bits; 0: every kind */
    struct period period;    /* outside of it the rule reports nothing */
    bool is_off;             /* runs only when selected by name */
    bool is_faulty;          /* something is wrong in it: ruleset_add_all() */
    struct slice check;      /* name of the C check that runs it, or empty */
    uint32_t check_number;   /* in check_list(), if there is one */
    enum rule_scope scope;
    struct severity_case *severities;
    size_t severity_count;
    struct slice *only_when; /* ids: applies only where one of them is stated */
    size_t only_when_count;
    struct slice *only_when_not; /* ids: not where one of them is stated */
    size_t only_when_not_count;
    uint32_t *needs; /* indices of all rules that its conditions name, those of
                        its levels included: found by ruleset_finish() */
    size_t need_count;
    struct slice id;      /* "ru/consent-irrevocable" */
    struct slice pack;    /* "ru" */
    struct slice file;    /* name of the file it was read from */
    struct words message; /* one sentence, for the reader of the policy */
    /* presence: what must be stated, as a heading names it: «порядок отзыва
       согласия»; may be empty */
    struct words element;
    struct slice
        rationale; /* Markdown, Russian: why it matters; may be empty */
    struct basis *bases;
    size_t basis_count;
    struct basis *sanctions; /* cite: «ч. 1 ст. 13.11 КоАП РФ: …» */
    size_t sanction_count;
    struct slice fix; /* repair wording in Russian; may be empty */
    /* The same in English, of a repair that tells what to do; may be empty */
    struct slice fix_english;
    struct slice *yields_to; /* ids: at the same words they are reported and
                                this rule becomes a related place; or, of a
                                concept, they are stated and take it back */
    size_t yields_to_count;
    uint32_t unguarded; /* bits of enum guard (guard.h) it does not want */
    enum rule_report report;
    uint32_t *find; /* numbers of phrases: phrase.h */
    size_t find_count;
    uint32_t *unless;
    size_t unless_count;
    uint32_t *deny; /* presence: words that state the contrary */
    size_t deny_count;
    uint32_t *against; /* consistency: the other side */
    size_t against_count;
    uint32_t *near; /* presence: where the statement would belong */
    size_t near_count;
    const char *quotes; /* a text that has them, "> " before each line */
    struct example *examples;
    size_t example_count;
    uint32_t line; /* of its heading in the pack file */
};

/* The example without "> " before its lines. */
struct slice example_markdown(struct arena *arena, const struct rule *rule,
    const struct example *example);

#endif
