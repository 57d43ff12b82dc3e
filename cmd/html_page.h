/*
 * html_page.h - pages for people: one self-contained file each, without
 * scripts, links to elsewhere or anything to load.
 *
 * Mark-up is written as C strings by the caller; whatever comes from a
 * document, a rule pack or a file name goes through html_text(), which escapes
 * it and leaves out control characters and what turns the direction of text.
 */
#ifndef CMD_HTML_PAGE_H
#define CMD_HTML_PAGE_H

#include "cmd/language.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdio.h>

struct html {
    FILE *out; /* borrowed */
    enum language language;
};

/* Begin a page up to and including <body>; title is plain text. */
void html_page_begin(const struct html *html, struct slice title);
void html_page_end(const struct html *html);

/* Are these the bytes of such a page? It quotes a policy and is none. */
bool html_page_is_ours(struct slice bytes);

/* Mark-up as it stands. */
void html_markup(const struct html *html, const char *markup);
/* Formatted mark-up; for numbers and our own constants only. */
void html_format(const struct html *html, const char *format, ...)
    __attribute__((format(printf, 2, 3)));

/* Text of an element, or of an attribute between double quotes. */
void html_text(const struct html *html, struct slice text);
/* One of two plain texts of our own. */
void html_words(const struct html *html, const char *ru, const char *en);

#endif
