/*
 * doc.h - one policy as a lawyer sees it: clauses, sentences, terms,
 * references and citations of law.
 *
 *     bytes - source - blocks - clauses - sentences, terms, references
 *
 * A document is made once by doc_read() and is not changed afterwards. All of
 * it lives in the one arena it was read into. Things refer to each other by
 * index (NONE: no such thing), so that the whole can be copied or written out.
 */
#ifndef PARSER_DOC_H
#define PARSER_DOC_H

#include "parser/block.h"
#include "parser/date.h"
#include "parser/fold.h"
#include "parser/stopwatch.h"
#include "parser/word.h"

#include <stdbool.h>
#include <stdint.h>

enum clause_kind {
    CLAUSE_TITLE,    /* the document's title */
    CLAUSE_PREAMBLE, /* a paragraph before the first section */
    CLAUSE_SECTION, /* «1. Общие положения», «Статья 5», a heading */
    CLAUSE_CLAUSE, /* a numbered provision, or a paragraph of a section */
    CLAUSE_ITEM, /* абзац, подпункт or list item below a clause */
    CLAUSE_ROW,  /* a table row; its text is its cells */
    CLAUSE_APPENDIX, /* «Приложение 1», a section of its own numbering */
    CLAUSE_FURNITURE, /* page header, menu, footer, banner */
};

/* A sentence or a list item that the mark-up had cut in two. */
struct joint {
    uint32_t clause;
    uint32_t offset;    /* text byte of the space put between the halves */
    struct span source; /* from the end of the first to the start of the next */
};

/* One cell of a CLAUSE_ROW. */
struct cell {
    struct span span; /* bytes of the row's text */
    uint32_t column;  /* from 0 */
};

/*
 * Addresses are what a lawyer says:
 *
 *     заголовок; преамбула, абз. 1; раздел 3; глава 2; ст. 5; § 1
 *     п. 3.4; подп. «а» п. 3.4; подп. 1 п. 3.4, абз. 2
 *     раздел 3, п. 1        a number that stands in other sections as well
 *     раздел «Цели», абз. 3   a section without a number, by its title
 *     раздел 3, подраздел «Сроки»
 *     п. 3.4, таблица 1, строка 3; п. 3.4, таблица 1, шапка
 *     приложение 1, п. 2
 *     оглавление, строка 2; меню, абз. 4; подвал страницы, абз. 1
 *     абз. 2                in a document without sections
 *
 * Paragraphs and bullets are counted from the beginning of the nearest clause
 * with an address of its own, through all lists in it. A provision's own first
 * paragraph is абз. 1, a title is not counted. Rows are counted without the
 * header row, tables inside that clause.
 *
 * Ids follow the same way down: "sec_3__para_3-4__item_2" is «п. 3.4, абз. 2»,
 * point_ a subpoint, p_ a paragraph of a section, sec_n2 the second section
 * without a number; when an id comes again, "~2" is added to it.
 *
 * Page furniture stands where it stands on the page: below the innermost open
 * section in the middle of the document, at the top elsewhere.
 */
struct clause {
    enum clause_kind kind;
    enum region region;
    uint32_t
        parent;     /* index, smaller than this clause's own; NONE at the top */
    uint32_t depth; /* 0 at the top */
    uint32_t end;   /* index after the last clause below this one */
    /* The number as printed, without closing punctuation: "3.4", "II", "а",
       "5"; empty when there is none. */
    struct slice number;
    struct span number_span; /* source bytes of the number; empty if a counter
                                or if there is none */
    struct slice address;    /* «п. 3.4, абз. 2»: see below */
    struct slice id;  /* "sec_3__para_3-4__item_2"; unique in the document */
    struct text text; /* without the number; empty for a bare number */
    struct folded folded; /* of text */
    uint32_t first_word;  /* index into doc.words: those of folded */
    uint32_t word_count;
    uint8_t signs;    /* bits of enum word_before of what stands between its
                         words and around them; all where an address, which is
                         a word, may have signs in it */
    struct span span; /* source bytes of its own blocks, not of children */
    uint32_t first_sentence; /* index into doc.sentences */
    uint32_t sentence_count;
    struct cell *cells; /* CLAUSE_ROW only; in order */
    uint32_t cell_count;
    uint32_t table;  /* CLAUSE_ROW: number of its table, else NONE */
    bool is_header;  /* CLAUSE_ROW: the header row of its table */
    bool is_toc;     /* a line of a table of contents */
    bool is_heading; /* a title over other text, stating nothing itself */
};

struct sentence {
    uint32_t clause;
    struct span span;    /* bytes of the clause's text */
    struct span folded;  /* bytes of the clause's folded text */
    uint32_t first_word; /* index into doc.words: those that begin in it */
    uint32_t word_count;
    /* The sentence that introduces it: for a list item the one ending in ":"
       before the list («Компания вправе передать данные в случаях:») or the
       heading right above it («Права пользователя»), for a table cell the
       title of its column («Срок хранения»), for «В этом случае …» the sentence
       before it, else NONE. Its words govern this one, and it stands before it.
     */
    uint32_t lead;
};

/* What a defined term names. */
enum party {
    PARTY_OTHER,
    PARTY_OPERATOR, /* the one who processes: «Компания», «Исполнитель» */
    PARTY_SUBJECT, /* whose data they are: «Пользователь», «Заказчик» */
    PARTY_SITE, /* «Сайт», «Сервис», «Приложение» */
    PARTY_DATA, /* «ПДн», «Персональная информация» */
    PARTY_POLICY, /* «Политика», this document */
    PARTY_OFFER, /* «Оферта», «Соглашение», «Договор» */
    PARTY_LAW, /* «Закон о персональных данных» */
};

struct term_use {
    struct passage passage;
    bool is_exact; /* spelt as defined, not inflected */
};

struct term {
    struct slice name; /* «Пользователь», as the definition spells it */
    struct slice folded; /* of name */
    enum party party;
    struct passage name_at;    /* the name inside its definition */
    struct passage definition; /* the words that define it, may be empty */
    bool is_alias; /* «(далее — X)»; else «X — это …» */
    struct term_use *uses; /* in reading order, the definition left out */
    size_t use_count;
    size_t use_capacity;
};

/* «п. 3.1 настоящей Политики», «раздел 5», «подпункт "а" пункта 3». */
struct reference {
    struct passage passage; /* all its words */
    struct slice number;    /* "3.1"; for a range its first */
    struct slice last;      /* the last of «пп. 3.1–3.4», else empty */
    struct slice title; /* of «раздел "Цели"», folded, else empty */
    uint32_t target;    /* clause, or NONE when the document has none */
    uint32_t last_target; /* the same of the last; NONE without one */
    bool is_self; /* «настоящий раздел», «настоящая Политика» */
    bool is_external; /* of another document («п. 3 Оферты»): no target */
};

/* A law, an article, or both, as cited. */
struct citation {
    struct passage passage; /* all its words */
    /* Which act. number: "152-ФЗ", "99-З", "2300-1" in one spelling (see
       citation.h); title: what stands in guillemets. Empty when not said. */
    struct slice number;
    struct slice title;
    struct slice kind; /* «Федеральный закон», «Закон РБ», «ГК РФ», folded */
    struct date date;
    struct slice article;   /* "9", "18.1" */
    struct slice part;      /* ч. */
    struct slice point;     /* п. */
    struct slice subpoint;  /* подп. */
    struct slice paragraph; /* абз. */
    struct passage law;     /* the words that name the act; may be empty */
    uint32_t antecedent; /* for «указанного Закона», «Закона»: the citation it
                            stands for; else NONE */
};

/* One spelling that occurs in the document. */
struct word_form {
    struct slice bytes; /* folded */
    enum word_kind kind;
    uint32_t next; /* form: another with its place in doc.buckets, or NONE */
};

/* Where a form stands among the others. */
struct form_opening {
    uint64_t bytes; /* its first eight, the first of them highest; 0 where it
                       has no more */
    uint32_t form;
};

struct doc {
    struct arena *arena;
    struct source source;
    struct block_list blocks;
    struct clause *clauses; /* in reading order, a parent before its children */
    size_t clause_count;
    struct word *words; /* of all clauses, in reading order */
    size_t word_count;
    struct word_form *forms; /* of the words, in the order they come */
    size_t form_count;
    uint32_t *buckets;   /* a hash table of forms: the last of each, or NONE */
    size_t bucket_count; /* a power of two */
    struct form_opening *openings; /* of all forms, in the order of `bytes` */
    uint64_t *first_letters;       /* FORM_BITS bits: see doc_may_have_form() */
    uint32_t *opening_starts;      /* by first letter: index into openings */
    struct sentence *sentences;    /* in reading order */
    size_t sentence_count;
    struct term *terms;
    size_t term_count;
    struct reference *references;
    size_t reference_count;
    struct citation *citations;
    size_t citation_count;
    struct joint *joints;
    size_t joint_count;
};

/* Read a document. Fails as source_read() does and at the limits of block.h;
   any other bytes make a document. */
bool doc_read(struct arena *arena, struct slice name, struct slice bytes,
    struct doc *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* A document to be read, and measured. */
struct doc_input {
    struct slice name;
    struct slice bytes;
    struct stopwatch *watch; /* NULL: no need to */
};

bool doc_read_timed(struct arena *arena, const struct doc_input *input,
    struct doc *ret, struct error *ret_error)
    __attribute__((warn_unused_result));

/* The source span of words in a clause. */
struct span doc_source_span(const struct doc *doc, struct passage passage);

/* What a span of a clause's folded text stands for. */
struct passage doc_passage(
    const struct doc *doc, uint32_t clause, struct span folded);

/* The words of a clause or a sentence; their spans are of the clause's folded
   text. */
struct word_list doc_clause_words(const struct doc *doc, uint32_t clause);
struct word_list doc_sentence_words(const struct doc *doc, uint32_t sentence);

/* The last cell of a row that begins at a byte of its text or before it; NULL:
   none does. */
const struct cell *clause_cell_at(const struct clause *clause, uint32_t byte);

/* The words that a passage touches. */
struct word_list doc_words_at(const struct doc *doc, struct passage passage);

/* By form: is it one of the words of a list, "слово слов*", where * stands for
   any ending? Each word of the list is looked up, so this costs the same in a
   long document. In the arena. */
bool *doc_forms_listed(
    const struct doc *doc, struct arena *arena, struct slice list);

/* By form: add the bits of the mark to those of each word of the list. */
void doc_forms_mark(
    const struct doc *doc, struct slice list, uint32_t mark, uint32_t *marks);

/* Most words that are asked for begin as no form of the document does: that is
   told by their first three letters, of two bytes each, as a bit among so
   many, a power of two. */
#define FORM_LETTERS 6u
#define FORM_BITS_LOG 12
#define FORM_BITS (1u << FORM_BITS_LOG)

static inline uint32_t form_bit(const char *letters)
{
    uint32_t first;
    uint16_t rest;
    memcpy(&first, letters, sizeof(first));
    memcpy(&rest, letters + sizeof(first), sizeof(rest));
    uint64_t both = first | (uint64_t)rest << 32;
    return (
        uint32_t)(both * UINT64_C(0x9E3779B97F4A7C15) >> (64 - FORM_BITS_LOG));
}

/* May there be a form with this form_bit()? */
static inline bool doc_has_letters(const struct doc *doc, uint32_t bit)
{
    return doc->first_letters[bit / 64] >> bit % 64 & 1;
}

/* Can a form begin with this? False for certain. */
static inline bool doc_may_have_form(const struct doc *doc, struct slice prefix)
{
    if (prefix.len < FORM_LETTERS) {
        return true;
    }
    return doc_has_letters(doc, form_bit(prefix.bytes));
}

/* The form that is spelt so, or NONE. */
uint32_t doc_form(const struct doc *doc, struct slice spelling);

/* A walk over the forms that begin with a prefix. */
struct form_walk {
    const struct doc *doc;
    struct slice prefix;
    size_t at;     /* index into doc.openings */
    uint64_t last; /* the greatest opening that may have the prefix */
};

struct form_walk doc_forms_from(const struct doc *doc, struct slice prefix);
/* The next of them; false at the end. */
bool form_walk_next(struct form_walk *walk, uint32_t *ret);

/* The visible words of a passage. */
struct slice doc_quote(const struct doc *doc, struct passage passage);

/* Steps of doc_read(), each in a file of its own name. */
void clauses_build(struct doc *doc);   /* clause.c: blocks to clauses */
void words_find(struct doc *doc);      /* doc_word.c */
void forms_order(struct doc *doc);     /* doc_form.c, for words_find() */
void sentences_find(struct doc *doc);  /* sentence.c */
void terms_find(struct doc *doc);      /* term.c */
void references_find(struct doc *doc); /* reference.c */
void citations_find(struct doc *doc);  /* citation.c */

#endif
