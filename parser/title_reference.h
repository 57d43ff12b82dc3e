/*
 * title_reference.h - a section referred to by its title: «в разделе «Права
 * субъекта»», «см. раздел о cookie».
 *
 * Much that looks so leads elsewhere: to the menu of the site or the settings
 * of a browser. So only words that send the reader on («указаны в разделе»,
 * «подробнее — в разделе», «настоящей Политики») make a reference.
 */
#ifndef PARSER_TITLE_REFERENCE_H
#define PARSER_TITLE_REFERENCE_H

#include "parser/doc.h"
#include "parser/word.h"

struct title_reference {
    struct span span; /* folded bytes: «разделе "права субъекта"» */
    struct slice title; /* folded, without the marks */
    size_t next;        /* index of the first word behind */
    bool is_about; /* «раздел о cookie»: any of the words will do */
    bool is_sent;  /* the words around send the reader to it */
};

/* Read the reference that begins at the word; false when none does. */
bool title_reference_read(
    const struct word_list *list, size_t index, struct title_reference *ret);

/* The first clause, other than the clause from that the reference stands in,
   whose title has the words, in whatever form; NONE when no title has. Short
   provisions count as titles, and so do the lines of a table of contents. */
uint32_t clause_by_title(const struct doc *doc, uint32_t from,
    const struct title_reference *reference);

/* Has the document sections with titles that one could be sent to? */
bool has_titles(const struct doc *doc);

#endif
