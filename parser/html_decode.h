/*
 * html_decode.h - what the characters of HTML text stand for.
 */
#ifndef PARSER_HTML_DECODE_H
#define PARSER_HTML_DECODE_H

#include "parser/slice.h"

#include <stdint.h>

/* One character reference: "&laquo;" "&#1055;" "&#x41f;" "&nbsp". */
struct html_reference {
    size_t len;          /* bytes of the source, 0: there is none */
    uint32_t code_point; /* what it stands for */
};

/* Read the character reference at an offset of the text. As browsers do, the
   semicolon may be missing after a number and after the names of Latin-1
   (&nbsp &copy &laquo), the numbers 128 to 159 are read as windows-1252, and
   numbers that are no scalar value give U+FFFD. A name that is not known is no
   reference: its ampersand is text. */
struct html_reference html_reference_at(struct slice text, size_t offset);

/* The white space that browsers collapse: space, tab, LF, CR, FF. */
static inline bool html_is_space(char byte)
{
    return byte == ' ' || byte == '\t' || byte == '\n' || byte == '\r' ||
           byte == '\f';
}

#endif
