/*
 * span.h - where something stands: byte spans, places, passages.
 *
 * Three kinds of position are kept apart by type. Byte offsets are what the
 * program reckons with; a place is what a person reads; what an editor's
 * protocol wants exists only in cmd/.
 */
#ifndef PARSER_SPAN_H
#define PARSER_SPAN_H

#include <stdbool.h>
#include <stdint.h>

/* "No such thing" for an index into one of a document's arrays. */
#define NONE UINT32_MAX

/* Bytes [begin, end) of the text it is said to be of. */
struct span {
    uint32_t begin;
    uint32_t end;
};

/* Line and column from 1, in code points. A BOM has no column. */
struct place {
    uint32_t line;
    uint32_t column;
};

/* Words inside one clause: bytes of that clause's text. */
struct passage {
    uint32_t clause; /* index into doc.clauses */
    struct span span;
};

/* Reading order, by where they begin. */
static inline bool passage_begins_before(struct passage a, struct passage b)
{
    return a.clause < b.clause ||
           (a.clause == b.clause && a.span.begin < b.span.begin);
}

/* Is all of the first before the second? */
static inline bool passage_ends_before(struct passage a, struct passage b)
{
    return a.clause < b.clause ||
           (a.clause == b.clause && a.span.end <= b.span.begin);
}

#endif
