/*
 * html_mask.h - an HTML page with what libxml2 would misread made harmless.
 *
 * Real files hold more than HTML: <?php ... ?> and <% ... %> blocks, {% ... %}
 * template tags, Word's <![if !supportLists]>, control characters, a BOM.
 * Each would leak into the text or end it early. They are overwritten in a
 * copy that has the same length, so that every offset stays what it was.
 */
#ifndef PARSER_HTML_MASK_H
#define PARSER_HTML_MASK_H

#include "parser/arena.h"
#include "parser/comment.h"
#include "parser/slice.h"

/* Stands in the copy for a byte that nobody sees; never in a real text. */
#define HTML_MASK_BYTE '\x7f'

/* The copy, in the arena. The text must be valid UTF-8. Linear in its length.
   The comments of the text are added to the list.

   - code that a server would run or drop becomes a comment, in a tag letters;
   - the bodies of <script>, <style>, <textarea> and their like become spaces;
   - declarations but <!DOCTYPE> become comments;
   - control characters and noncharacters become HTML_MASK_BYTE;
   - attributes beyond the 256th of a tag become spaces. */
struct slice html_mask(
    struct arena *arena, struct slice text, struct comment_list *comments);

#endif
