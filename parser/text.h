/*
 * text.h - visible text, and the map of every byte of it into the source.
 *
 * A text is what a person sees of a block or a clause: emphasis, tags and
 * entities are gone, a line break in the source is one space. Its map is a
 * list of pieces in text order, without gaps or overlaps:
 *
 *     source   Политика <b>кон</b>фиденциаль&shy;ности&nbsp;и
 *     text     Политика конфиденциальности и
 *     pieces   «Политика » «кон» «фиденциаль» «ности» U+00A0 «и»
 *
 * A piece is *verbatim* when its source bytes are its text bytes; every other
 * piece is one decoded unit (an entity, a character reference, an escape, a
 * line break that became a space), and maps as a whole. Soft hyphens and the
 * other invisible code points (utf8_is_invisible()) are left out of the text.
 */
#ifndef PARSER_TEXT_H
#define PARSER_TEXT_H

#include "parser/buffer.h"
#include "parser/slice.h"
#include "parser/span.h"

#include <stdbool.h>
#include <stdint.h>

struct piece {
    struct span text;   /* bytes of the text */
    struct span source; /* bytes of the source */
};

/* Lives in the arena of its document. */
struct text {
    struct slice bytes;
    struct piece *pieces; /* ascending in text and in source */
    size_t piece_count;
    struct span *strong; /* bold runs, bytes of the text, ascending */
    size_t strong_count;
};

/* The smallest source span that holds the text span: from the first byte of
   its first visible byte's source to the last of its last. An empty span gives
   an empty one at the place. */
struct span text_to_source(const struct text *text, struct span span);

/* The text byte that stands at the source byte, or, where none does, the
   first after it; text.bytes.len when there is none. */
uint32_t text_from_source(const struct text *text, uint32_t source_offset);

bool piece_is_verbatim(const struct piece *piece);

/* A text that is being written. Start with the arena set and the rest 0. */
struct text_builder {
    struct arena *arena;
    struct buffer bytes;
    struct piece *pieces;
    size_t piece_count;
    size_t piece_capacity;
    struct span *strong;
    size_t strong_count;
    size_t strong_capacity;
    uint32_t strong_depth; /* open bold elements */
};

/* Add source text that reads as it stands; begin is its offset in the source.
   Invisible code points in it are left out. Adjoining verbatim pieces become
   one. */
void text_add(
    struct text_builder *builder, struct slice source, uint32_t begin);

/* Add text that stands for the source span, which reads otherwise. */
void text_add_decoded(
    struct text_builder *builder, struct slice decoded, struct span source);

/* Add one space for a line break or other white space of the source, unless
   the text is empty or ends in white space already. The span should be of
   white space, so that it decodes to what it stands for; an empty span is for
   a space that the source does not have (between two table cells). */
void text_add_space(struct text_builder *builder, struct span source);

/* Add a finished text with its map and its bold runs. */
void text_append(struct text_builder *builder, const struct text *text);

/* Bold begins and ends; pairs may nest. */
void text_begin_strong(struct text_builder *builder);
void text_end_strong(struct text_builder *builder);

/* The text, without white space at its ends. Open bold runs are closed. */
struct text text_finish(struct text_builder *builder);

/* One text made of first and second with a space between them, as when a
   sentence was cut in two by the mark-up. The space maps to the empty source
   span at the end of first. */
struct text text_join(
    struct arena *arena, const struct text *first, const struct text *second);

/* The part [span) of a text, with its map; trimmed of white space. All of a
   text is the text itself. */
struct text text_part(
    struct arena *arena, const struct text *text, struct span span);

#endif
