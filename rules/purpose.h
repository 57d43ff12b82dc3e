/*
 * purpose.h - what a document says for each purpose of processing: the table
 * of purposes, or a section for each purpose.
 *
 *     | Цель | Категории субъектов | Перечень данных | Срок |
 *
 *     Цель 1: обработка заявки.          Для обработки заявки:
 *     - Категории субъектов: посетители сайта.
 *     - Срок: 1 год.
 *
 * A list of purposes alone is no matrix, nor is a table that has purposes and
 * one thing more.
 */
#ifndef RULES_PURPOSE_H
#define RULES_PURPOSE_H

#include "parser/doc.h"

/* What the laws want beside a purpose; bits. */
enum purpose_element {
    ELEMENT_PURPOSE = 1u << 0,
    ELEMENT_DATA = 1u << 1,
    ELEMENT_SUBJECTS = 1u << 2,
    ELEMENT_METHODS = 1u << 3, /* or the list of operations */
    ELEMENT_TERM = 1u << 4,
    ELEMENT_DESTRUCTION = 1u << 5,
    ELEMENT_BASIS = 1u << 6,
};

struct purpose {
    struct passage name;
    uint32_t given; /* bits: said of this purpose */
    uint32_t blank; /* bits: there is a place for it, and it is empty */
};

/* Lives in the arena of its document. */
struct purpose_matrix {
    struct purpose *purposes; /* in reading order */
    size_t count;             /* 0: there is no matrix */
    size_t capacity;
    uint32_t elements; /* bits: columns, or what any purpose has */
    uint32_t clause;   /* the header row or the first purpose */
    bool is_table;
};

/* Every purpose table of the body; without one, the sections of purposes. */
void purposes_find(const struct doc *doc, struct purpose_matrix *ret);

#endif
