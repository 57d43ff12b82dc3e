/*
 * json_text.h - JSON written as text, value by value.
 *
 *     json_text_open(&text, file, false);
 *     json_begin_object(&text, NULL);
 *     json_add_slice(&text, "rule", rule->id);
 *     json_end(&text);
 *     json_text_close(&text);
 *
 * A tree of values for thousands of findings takes longer to be made, printed
 * and freed than the check, and all of the memory. What is written is the same,
 * byte for byte, as by json_dumpf() with JSON_INDENT(2), or with JSON_COMPACT.
 */
#ifndef CMD_JSON_TEXT_H
#define CMD_JSON_TEXT_H

#include "parser/buffer.h"
#include "parser/slice.h"

#include <jansson.h>
#include <stdbool.h>
#include <stdint.h>
#include <stdio.h>

/* Text that is on its way to a file. A failed write leaves the stream's error
   set: output_close() sees it. */
struct json_text {
    FILE *file;
    bool is_compact; /* on one line */
    bool is_behind;  /* an item of the innermost object or array */
    unsigned depth;  /* open objects and arrays, at most 32 */
    uint32_t arrays; /* a bit for each of them: it is an array */
    size_t len;      /* bytes that are not written yet */
    char bytes[4096];
};

void json_text_open(struct json_text *text, FILE *file, bool is_compact);
/* Ends with a line break. */
void json_text_close(struct json_text *text);

/* Each value is given with its key, a word of ours, or NULL in an array and
   for the value that is not inside another. */
void json_begin_object(struct json_text *text, const char *key);
void json_begin_array(struct json_text *text, const char *key);
void json_end(struct json_text *text); /* of the innermost */

/* Bytes that are not UTF-8 (of a file name) become U+FFFD. */
void json_add_slice(
    struct json_text *text, const char *key, struct slice string);
/* The same, null for the empty slice. */
void json_add_slice_or_null(
    struct json_text *text, const char *key, struct slice string);
void json_add_string(
    struct json_text *text, const char *key, const char *string);
void json_add_integer(
    struct json_text *text, const char *key, json_int_t number);
void json_add_boolean(struct json_text *text, const char *key, bool value);
void json_add_null(struct json_text *text, const char *key);
/* A value of jansson, which is released. */
void json_add_tree(struct json_text *text, const char *key, json_t *tree);

#define JSON_PIECE_ROOM 8 /* bytes of the longest escape, and more */

/* What is not written yet of a string; begin with the rest set alone. */
struct json_string {
    struct slice rest;
    size_t valid; /* bytes of it that are known to be UTF-8 */
    char room[JSON_PIECE_ROOM];
};

/* The next bytes between the quotation marks, valid until the next are asked
   for: escaped, and U+FFFD for what is not UTF-8. False behind the last. */
bool json_string_next(struct json_string *string, struct slice *ret);

#endif
