/*
 * clause_line.h - the lines that clauses are made of: one for each clause,
 * before it is known where in the tree it stands. Private to clause*.c and
 * address.c.
 *
 *     blocks - lines - numbers - joints - headings, title, contents - tree
 *
 * A block is one line, but for a paragraph that holds several provisions
 * («1.1. …<br>1.2. …»), which is several, and for the cells of a table row,
 * which are one. Lines stay in reading order; the tree only gives each a
 * parent.
 */
#ifndef PARSER_CLAUSE_LINE_H
#define PARSER_CLAUSE_LINE_H

#include "parser/doc.h"
#include "parser/number.h"

/* How much a line looks like a title, the strongest first: 1 to 6 are the
   levels of real headings. */
#define LOOK_STRONG 7 /* all bold, centred or in capitals */
#define LOOK_SHORT 8  /* a short line without a full stop */
#define LOOK_PLAIN 9

/* Longer than this (bytes), no line is a title. */
#define TITLE_LONGEST 400

enum line_form {
    LINE_PARAGRAPH,
    LINE_ITEM, /* of a list; also a paragraph that starts with a bullet */
    LINE_HEADING,
    LINE_ROW,
    LINE_FURNITURE,
};

struct line {
    enum line_form form;
    enum region region;
    uint8_t look;         /* 1 to LOOK_PLAIN */
    struct text text;     /* without number or bullet */
    struct folded folded; /* of the text: see line_folded() */
    struct span span;     /* source bytes of its blocks */
    struct number number;
    struct slice printed;    /* the number as printed */
    struct span number_span; /* source; empty for a counter */
    bool is_counter;         /* numbered by the list, not in the text */
    uint32_t list;           /* as in struct block; also runs of paragraphs
                                that are a list to a reader */
    uint32_t item;
    uint16_t list_depth;
    struct cell *cells; /* LINE_ROW */
    uint32_t cell_count;
    uint32_t table;
    bool is_header;
    bool is_link;
    bool is_bold; /* all of it */
    bool is_title;
    bool is_toc;
    bool is_section; /* opens a level: a title over what follows */
    /* The tree. */
    uint32_t parent; /* a smaller index, or NONE */
    bool has_children;
    bool has_numbered_below;  /* «1.1» among the children of «1» */
    struct number last_child; /* number of its latest numbered child */
};

struct line_list {
    struct doc *doc;
    struct line *items;
    size_t count;
    size_t capacity;
    uint32_t list_count; /* numbers of lists given so far */
    struct joint *joints;
    size_t joint_count;
    size_t joint_capacity;
    struct number root_last; /* number of the latest numbered line at the top */
    size_t body_begin;       /* first line of the first section, or count */
};

/* clause_line.c: the lines of the document's blocks. */
void lines_read(struct line_list *lines);

/* clause_number.c: find the printed numbers, drop those that only look like
   one, and take a number that stands alone with the line behind it. */
void lines_number(struct line_list *lines);

/* clause_join.c: see paragraphs that are a list to a reader; join what the
   mark-up cut in two. */
void lines_find_lists(struct line_list *lines);
void lines_join(struct line_list *lines);

/* clause_title.c: which lines are titles: of the document, of sections, in
   the table of contents. */
void lines_find_titles(struct line_list *lines);

/* clause_level.c: every line's parent. */
void lines_place(struct line_list *lines);

/* address.c: kinds, addresses and ids of the clauses made of the lines. */
void clauses_address(struct line_list *lines);

/* The text of a line folded: once, however often it is asked, while the text
   stays. */
struct folded line_folded(const struct doc *doc, struct line *line);

/* Small questions about lines. */
bool line_is_body(const struct line *line); /* no furniture */
bool line_is_numbered(const struct line *line);
bool line_is_bullet(const struct line *line); /* an item without a number */
uint32_t line_first_letter(const struct line *line); /* quotes skipped; 0 */
uint32_t line_last_sign(const struct line *line);    /* closing quotes and
                                                        brackets skipped; 0 */
bool line_introduces(const struct line *line);       /* ends in ":" or a dash */
bool line_is_ended(const struct line *line);         /* ends in . ; : ! ? … */

#endif
