/*
 * html_marker.h - the numbers and bullets that a browser puts before list
 * items.
 */
#ifndef PARSER_HTML_MARKER_H
#define PARSER_HTML_MARKER_H

#include "parser/arena.h"
#include "parser/slice.h"

#include <stdbool.h>
#include <stdint.h>

enum html_marker_style {
    HTML_MARKER_BULLET,
    HTML_MARKER_NONE,
    HTML_MARKER_DECIMAL,
    HTML_MARKER_LOWER_LATIN,
    HTML_MARKER_UPPER_LATIN,
    HTML_MARKER_LOWER_ROMAN,
    HTML_MARKER_UPPER_ROMAN,
};

/* The style of a list by its attributes (type=, list-style). */
enum html_marker_style html_marker_style(
    const char *const *attributes, bool is_ordered);

/* "7." "g." "vii." "•", or the empty slice; a number that the style cannot
   write is decimal. */
struct slice html_marker(
    struct arena *arena, enum html_marker_style style, int32_t number);

/* A decimal number, with a sign or not; fallback when it is none or more than
   six digits long. */
int32_t html_number(struct slice text, int32_t fallback);

#endif
