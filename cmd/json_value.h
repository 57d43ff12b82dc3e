/*
 * json_value.h - our values as JSON, by jansson.
 *
 * Every function returns a new reference. Keys keep the order in which they
 * are set, so that the same input gives the same bytes.
 */
#ifndef CMD_JSON_VALUE_H
#define CMD_JSON_VALUE_H

#include "parser/date.h"
#include "parser/source.h"
#include "rules/words.h"

#include <jansson.h>

/* The version of both JSON reports; a field is never taken out or changed
   within a version. */
#define JSON_SCHEMA_VERSION 1

/* Bytes that are not UTF-8 (of a file name) become U+FFFD. */
json_t *json_slice(struct slice text);

/* The same, null for the empty slice. */
json_t *json_slice_or_null(struct slice text);

/* {ru, en} */
json_t *json_words(struct words words);

/* "2026-11-21", null when not set. */
json_t *json_date(struct date date);

/* {begin, end} */
json_t *json_span(struct span span);

/* {begin, end, start {line, column}, stop {line, column}} */
json_t *json_source_span(const struct source *source, struct span span);

/* {schema_version, tool {name, version}}, for more to be added. */
json_t *json_report(void);

#endif
