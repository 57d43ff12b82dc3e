/*
 * html_element.h - what the elements of HTML mean for a reader of the page.
 */
#ifndef PARSER_HTML_ELEMENT_H
#define PARSER_HTML_ELEMENT_H

#include "parser/block.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum html_element {
    HTML_INLINE, /* and every element that is not known */
    HTML_BLOCK,
    HTML_PARAGRAPH,
    HTML_HEADING,
    HTML_LIST,
    HTML_ORDERED_LIST,
    HTML_ITEM,
    HTML_QUOTE,
    HTML_TABLE,
    HTML_TABLE_HEAD,
    HTML_ROW,
    HTML_CELL,
    HTML_HEADER_CELL,
    HTML_PRE,
    HTML_CODE,
    HTML_BREAK,
    HTML_BOLD,
    HTML_LINK,
    HTML_CENTRE,
    HTML_TITLE,
    HTML_ROOT,
    HTML_SILENT, /* its content is not read as text of the page */
};

enum html_element html_element(struct slice name);

/* The value of an attribute; the empty slice when it is not there. The list
   is that of struct html_event. */
struct slice html_attribute(const char *const *attributes, const char *name);
bool html_has_attribute(const char *const *attributes, const char *name);

/* A declaration of the style attribute, trimmed: "center" for "text-align";
   the empty slice when there is none. */
struct slice html_style(const char *const *attributes, const char *property);

/* Is the element taken off the page by its own attributes? */
bool html_is_hidden(const char *const *attributes);

/* What an element's name, role, class and id say of its place on the page. */
struct html_place {
    enum region region; /* REGION_BODY: nothing */
    bool is_overlay;    /* a pop-up: may hold a document of its own */
    bool is_guess;      /* told by a class or id, which may mean anything */
};

struct html_place html_place(struct slice name, const char *const *attributes);

#endif
