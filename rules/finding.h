/*
 * finding.h - what a check says of a document: facts and findings.
 */
#ifndef RULES_FINDING_H
#define RULES_FINDING_H

#include "parser/doc.h"
#include "rules/rule.h"

enum polarity { POLARITY_AFFIRMED, POLARITY_DENIED };

enum modality {
    MODALITY_STATES, /* «хранит» */
    MODALITY_MAY,    /* «вправе» */
    MODALITY_MUST,   /* «обязан» */
};

enum actor { ACTOR_UNKNOWN, ACTOR_OPERATOR, ACTOR_SUBJECT, ACTOR_THIRD };

/* What a sentence states, in the words of a rule. */
struct fact {
    const struct rule *rule;
    struct passage passage;
    uint32_t sentence; /* index into doc.sentences */
    enum polarity polarity;
    enum modality modality;
    enum actor actor;
};

/* A second place that the reader should see. */
struct related {
    struct words message;
    struct passage passage; /* clause NONE: the document as a whole */
    struct span span;       /* bytes of the source */
    struct slice quote;
};

/* Who says that a finding does not count. */
enum suppression_kind {
    SUPPRESSED_IN_SOURCE,   /* a comment of the document: allow.h */
    SUPPRESSED_IN_FILE,     /* a file beside it */
    SUPPRESSED_BY_BASELINE, /* it was there before */
};

struct suppression {
    enum suppression_kind kind;
    struct slice reason; /* may be empty */
    struct date until;   /* the last day; not set: for ever */
};

/* Lives in the arena of its document. */
struct finding {
    const struct rule *rule;
    enum severity severity;
    struct words message;   /* the rule's own, or one made for this place */
    struct passage passage; /* an absence: the clause it is put at */
    bool is_absence;  /* nothing is there to be marked: the quote is empty */
    struct span span; /* bytes of the source; an absence: one line's text */
    struct slice quote;
    struct slice fix; /* the rule's own, or one made for this place */
    struct related *related;
    size_t related_count;
    const struct suppression *suppression; /* NULL: it counts */
    char fingerprint[33]; /* hexadecimal; see fingerprint.c for what it is of;
                             empty when nobody asked for it */
};

#endif
