/*
 * comment.h - the comments of a source, "<!-- ... -->": words for those who
 * write the document. Its readers never see them, and no clause has them.
 */
#ifndef PARSER_COMMENT_H
#define PARSER_COMMENT_H

#include "parser/arena.h"
#include "parser/span.h"

/* In the order of the source once the document is made. */
struct comment_list {
    struct arena *arena;
    struct span *items; /* bytes of the source, from "<!--" to "-->" */
    size_t count;
    size_t capacity;
};

void comment_add(struct comment_list *list, struct span span);

void comments_sort(struct comment_list *list);

#endif
