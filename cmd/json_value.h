/*
 * json_value.h - our values as JSON.
 *
 * Keys keep the order in which they are set, so that the same input gives the
 * same bytes.
 */
#ifndef CMD_JSON_VALUE_H
#define CMD_JSON_VALUE_H

#include "cmd/json_text.h"
#include "parser/date.h"
#include "parser/doc.h"
#include "parser/source.h"
#include "rules/words.h"

#include <jansson.h>
#include <stdio.h>

/* The version of both JSON reports; a field is never taken out or changed
   within a version. */
#define JSON_SCHEMA_VERSION 1

/* For trees of jansson: a new reference. Bytes that are not UTF-8 (of a file
   name) become U+FFFD. */
json_t *json_slice(struct slice text);

/* The same, null for the empty slice. */
json_t *json_slice_or_null(struct slice text);

/* Values that are written, each with its key or NULL in an array: {ru, en}; */
void json_add_words(
    struct json_text *text, const char *key, struct words words);

/* "2026-11-21", null when not set; */
void json_add_date(struct json_text *text, const char *key, struct date date);

/* {begin, end}; */
void json_add_span(struct json_text *text, const char *key, struct span span);

/* {begin, end, start {line, column}, stop {line, column}}. */
void json_add_source_span(struct json_text *text, const char *key,
    const struct source *source, struct span span);

/* The id of a clause, null for NONE. */
void json_add_clause_id(struct json_text *text, const char *key,
    const struct doc *doc, uint32_t clause);

/* Open the text of a report, and its object with schema_version and
   tool {name, version}, for more to be added; close both. */
void json_report_open(struct json_text *text, FILE *file);
void json_report_close(struct json_text *text);

#endif
