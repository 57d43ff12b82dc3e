/*
 * signal.h - words by which a document tells its country.
 *
 * A signal is a phrase, a number or a domain that belongs to one country: a
 * registry number, a law, a regulator, the wording of a statute. Two axes are
 * kept apart: who the operator is (identity) and which law the text applies
 * (regime). A mention is a signal found at a place, with the context of its
 * sentence; the decision over all of them is profile.c, the findings are
 * check_jurisdiction.c.
 */
#ifndef RULES_SIGNAL_H
#define RULES_SIGNAL_H

#include "parser/doc.h"
#include "parser/word.h"
#include "rules/rule.h"
#include "rules/words.h"

enum signal_kind {
    /* who the operator is */
    SIGNAL_REGISTRY, /* УНП, ОГРН, ИНН, БИН */
    SIGNAL_OFFICE, /* the office that registers: горисполком, ЕГРЮЛ */
    SIGNAL_FORM,  /* a legal form that one country alone has */
    SIGNAL_PLACE, /* a country or a city of an address */
    SIGNAL_POSTCODE,
    SIGNAL_PHONE,
    SIGNAL_DOMAIN, /* the site's own */
    SIGNAL_CURRENCY,
    SIGNAL_BANK,
    SIGNAL_PAYMENT,
    SIGNAL_PAPERS,
    /* which law it applies */
    SIGNAL_LAW, /* an act by its number or title */
    SIGNAL_LEGISLATION, /* «законодательство Республики Беларусь» */
    SIGNAL_CODE, /* ГК, КоАП */
    SIGNAL_REGULATOR,
    SIGNAL_AUTHORITY, /* «органы государственной власти РФ» */
    SIGNAL_COURT,
    SIGNAL_DUTY,   /* a duty that one law alone has */
    SIGNAL_PRINT,  /* statutory wording that practically one law alone has */
    SIGNAL_HINT,   /* wording that points to one law, but weakly */
    SIGNAL_TERM,   /* a period that one law alone sets */
    SIGNAL_SCHOOL, /* the vocabulary of the GDPR */
    /* neither: what helps to read the others */
    SIGNAL_VERB,     /* an operation of a statutory list of operations */
    SIGNAL_LABEL,    /* stands before the number of a register */
    SIGNAL_COUNTRY,  /* a country's name: the subject of a sentence */
    SIGNAL_CONTEXT,  /* words that tell the context; no country */
    SIGNAL_AUDIENCE, /* the words that tie a country to an audience */
    SIGNAL_NOT_OWN,  /* the sentence is about somebody else */
};

/* What a sentence does with the country it names; bits, so that the words of
   one sentence can be collected. In the order of precedence. */
enum mention_context {
    CONTEXT_NEGATED = 1u << 0, /* «не применяется», «в отличие от» */
    CONTEXT_LINK = 1u << 1,      /* the title or URL of another's policy */
    CONTEXT_AUTHORITY = 1u << 2, /* disclosure to bodies, notification */
    CONTEXT_ITEM = 1u << 3,      /* an item of collected data */
    CONTEXT_AUDIENCE = 1u << 4, /* «для пользователей из X» */
    CONTEXT_DISPUTE = 1u << 5,   /* courts, complaints */
    CONTEXT_GROUP = 1u << 6,     /* branches, parent companies, dealers */
    CONTEXT_RECIPIENT = 1u << 7, /* data go there */
    CONTEXT_TRADE = 1u << 8,     /* delivery, currency, warranty */
    CONTEXT_GOVERN = 1u << 9,    /* «в соответствии с» */
};

enum signal_flag {
    SIGNAL_CAPITALS = 1u << 0, /* counts only in capitals: РБ, РК, АО */
    SIGNAL_QUOTED = 1u << 1,   /* counts only before a quoted name */
};

struct signal {
    /* Folded words. "слов*": a word that begins so; "a|b": one of them;
       "..": up to four words in between. */
    const char *phrase;
    uint16_t jurisdiction; /* one bit of enum jurisdiction, or 0 */
    uint8_t kind;          /* enum signal_kind */
    uint8_t weight;        /* 0 to 10 */
    uint16_t context;      /* SIGNAL_CONTEXT: bits of enum mention_context */
    uint8_t flags;         /* bits of enum signal_flag */
};

struct form_tokens;  /* forms.h */
struct signal_index; /* signal_index.h */

extern const struct signal signal_table[];
extern const size_t signal_count;

/* One signal at one place. Numbers, phones and domains have a signal of
   their own in signal_number.c, without a phrase. */
struct mention {
    const struct signal *signal;
    struct passage passage; /* clause NONE: in the head of an HTML page */
    struct span span;       /* bytes of the source */
    uint32_t unit;          /* index into mentions.units */
    bool is_own;            /* of the identity axis: the operator's own */
};

/* A sentence, or all of a clause that has none. */
struct stretch {
    uint32_t clause;
    uint32_t sentence;        /* index into doc.sentences, or NONE */
    struct span folded;       /* bytes of the clause's folded text */
    const struct word *words; /* spans are of the clause's folded text */
    uint32_t word_count;
    uint32_t contexts;  /* bits, from its own words */
    uint32_t audience;  /* bits of countries that it ties to an audience */
    uint32_t countries; /* bits of countries that it names */
    uint32_t first;     /* its mentions: [first, end) of mentions.items */
    uint32_t end;
    bool is_not_own; /* its requisites are of somebody else */
};

/* All mentions of a document, in reading order; lives in its arena. */
struct mentions {
    struct mention *items;
    size_t count;
    size_t capacity;
    struct stretch *units;
    size_t unit_count;
    uint32_t *unit_of_sentence; /* for each of doc.sentences */
    struct slice domain;        /* the site's own, folded; may be empty */
};

/* Find every signal; the forms are those of the document. Time is linear in
   it. */
void mentions_find(const struct doc *doc, const struct signal_index *index,
    const struct form_tokens *forms, struct mentions *ret);

/* Add a mention at folded bytes of the unit's clause. */
void mention_add(const struct doc *doc, struct mentions *mentions,
    const struct signal *signal, uint32_t unit, struct span folded);

/* The registry number that stands behind its label, which is a word of the
   unit; called by mentions_find(), as are the next two. */
void register_find(const struct doc *doc, struct mentions *mentions,
    uint32_t unit, uint32_t label);

/* Phones, postcodes, bank accounts, in all units. */
void numbers_find(const struct doc *doc, const struct form_tokens *forms,
    struct mentions *mentions);

/* ASCII digits of a word. */
size_t number_digits(struct slice word);

/* The site's own domain, and a mention of it where it has a country: last. */
void domain_find(const struct doc *doc, struct mentions *mentions);

/* The one context that holds for a mention: of its sentence, the words that
   lead in to it, and the headings above. 0: none fits. */
uint32_t mention_context(const struct doc *doc, const struct mentions *mentions,
    const struct mention *mention);

/* The countries to whose people the mention's sentence, its lead-in or the
   headings above it speak. */
uint32_t mention_audience(const struct doc *doc,
    const struct mentions *mentions, const struct mention *mention);

bool signal_is_identity(const struct signal *signal);

/* «домен», «закон», …: what the signal is, for the reader. */
struct words signal_kind_name(enum signal_kind kind);

#endif
