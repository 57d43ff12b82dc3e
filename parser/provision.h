/*
 * provision.h - where one paragraph of several lines is several provisions.
 *
 * Russian policies are often typed one provision a line («1.1. …», «— имя;»)
 * with no blank lines between, which Markdown joins into one paragraph and
 * which a text file does not mark at all. Here is told which line begins
 * something new.
 */
#ifndef PARSER_PROVISION_H
#define PARSER_PROVISION_H

#include "parser/block.h"

#include <stdbool.h>

enum opening_kind {
    OPENING_NONE,
    OPENING_BULLET, /* "•" "—" "–" "-" "*" "·" */
    OPENING_NUMBER, /* "1." "2.3" "4)" "(5)" "а)" and a space */
};

struct provision_opening {
    enum opening_kind kind;
    struct slice mark; /* without the space behind it */
    size_t begin;      /* byte of the line where the mark begins */
};

/* How a line begins, mark-up of Markdown and HTML before the mark left out of
   account. */
struct provision_opening provision_opening(struct slice line);

/* Whether line begins a provision of its own when it stands below previous
   with only a line break between. current is how the provision that previous
   belongs to was opened. */
bool provision_begins(
    struct slice previous, struct provision_opening current, struct slice line);

/* Whether the line ends as a sentence or a part of an enumeration does. */
bool provision_is_closed(struct slice line);

/* Whether a line was ended before the width (bytes) was used up: the first
   word of the next one had room on it. */
bool provision_had_room(struct slice previous, struct slice line, size_t width);

/* Whether the line begins, mark-up left out of account, with a capital or a
   small letter. */
bool provision_begins_large(struct slice line);
bool provision_begins_small(struct slice line);

/* Whether the line ends in a colon or a semicolon. */
bool provision_is_listing(struct slice line);

/* Bytes of a paragraph's widest line when the author ended lines only where
   something ended: some line begins a provision or stands below a colon, and
   none goes on in the middle of a sentence. Else 0. */
size_t provision_typed_width(struct slice paragraph);

/* Lists that are typed with bullets; start with all 0. */
struct typed_list {
    size_t next_block; /* index of the block that would go on with it */
    struct slice marker;
    uint32_t number; /* of the list */
};

/* When the block's text begins with a bullet, make the block an item of a list
   that is typed with bullets: of the one that the block before it belongs to
   or, by *list_count, of a new one. The block is about to be added. */
void provision_note_bullet(struct typed_list *typed,
    const struct block_list *list, struct block *block, uint32_t *list_count);

#endif
