/*
 * json_text.h - values of jansson as text.
 *
 * jansson looks at each sign of a string on its own, and hands out each sign
 * between values by a call: for a report with thousands of findings that took
 * longer than the check. What is written is the same, byte for byte, as by
 * json_dumpf() with JSON_INDENT(2), or with JSON_COMPACT.
 */
#ifndef CMD_JSON_TEXT_H
#define CMD_JSON_TEXT_H

#include "parser/slice.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdio.h>

/* Text that is on its way to a file. A failed write leaves the stream's error
   set: output_close() sees it. */
struct json_text {
    FILE *file;
    bool is_compact;
    size_t len; /* bytes that are not written yet */
    char bytes[4096];
};

/* Write the value, on one line or indented, and a line break; release it. */
void json_write(FILE *file, json_t *value);
void json_write_line(FILE *file, json_t *value);

/* An object whose last member is an array that is written item by item, so
   that only one of them is in memory. */
struct json_list {
    struct json_text text;
    bool has_items;
};

/* Write the members of the head, then the key of the array; release it. */
void json_list_begin(
    struct json_list *list, FILE *file, json_t *head, const char *key);
void json_list_add(struct json_list *list, json_t *item); /* releases it */
void json_list_end(struct json_list *list);

/* Where the bytes of a string from `at` on end that stand in JSON as they are;
   at the end of the string or at a byte to be escaped. */
size_t json_plain_end(struct slice string, size_t at);

/* How that byte is escaped; ret is written to. */
struct slice json_escape(char byte, char ret[8]);

#endif
