/*
 * html_walk.h - a page as a stream of tags and text, each with its place.
 *
 * The face of libxml2's HTML parser (SAX, never its tree). Only this file and
 * html_decode.c know that library. It reads from memory and opens nothing:
 * no network, no DTD, no entities.
 */
#ifndef PARSER_HTML_WALK_H
#define PARSER_HTML_WALK_H

#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>

enum html_event_kind {
    HTML_OPEN,
    HTML_CLOSE, /* also of elements that the page forgot to close */
    HTML_TEXT,
};

/* Valid during the call it is handed to. */
struct html_event {
    enum html_event_kind kind;
    struct slice name; /* of the element, lower case */
    /* HTML_OPEN: name, value, name, value, ..., NULL; or NULL. A value may be
       NULL. Character references are decoded. */
    const char *const *attributes;
    struct span span; /* HTML_TEXT: bytes of the page, all of it text; for a
                         tag the place where it was read, and empty */
};

/* Called for each event; false ends the walk. */
typedef bool html_handler(void *context, const struct html_event *event);

/* Walk over a page made by html_mask(). Adjoining text comes as one event.
   Every byte that is text, and no byte of a tag, is inside one HTML_TEXT, in
   order; where libxml2 loses its place, text is told from tags without it. */
void html_walk(struct slice page, html_handler *handler, void *context);

#endif
