#include "cmd/json_value.h"

#include "cmd/names.h"
#include "parser/utf8.h"

#include <string.h>

json_t *json_slice(struct slice text)
{
    if (utf8_valid_length(text) == text.len) {
        return json_stringn_nocheck(text.bytes ? text.bytes : "", text.len);
    }
    struct arena *arena = arena_new();
    struct buffer mended = {.arena = arena};
    for (size_t offset = 0; offset < text.len;) {
        buffer_append_code_point(&mended, utf8_next(text, &offset));
    }
    json_t *string = json_stringn(mended.bytes, mended.len);
    arena_free(arena);
    return string;
}

json_t *json_slice_or_null(struct slice text)
{
    return text.len > 0 ? json_slice(text) : json_null();
}

void json_add_words(struct json_text *text, const char *key, struct words words)
{
    json_begin_object(text, key);
    json_add_slice(text, "ru", words.ru);
    json_add_slice(text, "en", words.en);
    json_end(text);
}

void json_add_date(struct json_text *text, const char *key, struct date date)
{
    if (!date_is_set(date)) {
        json_add_null(text, key);
        return;
    }
    char words[DATE_WORDS_SIZE];
    date_iso(date, words);
    json_add_string(text, key, words);
}

static void add_offsets(struct json_text *text, struct span span)
{
    json_add_integer(text, "begin", span.begin);
    json_add_integer(text, "end", span.end);
}

void json_add_span(struct json_text *text, const char *key, struct span span)
{
    json_begin_object(text, key);
    add_offsets(text, span);
    json_end(text);
}

static void add_place(struct json_text *text, const char *key,
    const struct source *source, uint32_t offset)
{
    struct place place = source_place(source, offset);
    json_begin_object(text, key);
    json_add_integer(text, "line", place.line);
    json_add_integer(text, "column", place.column);
    json_end(text);
}

void json_add_source_span(struct json_text *text, const char *key,
    const struct source *source, struct span span)
{
    json_begin_object(text, key);
    add_offsets(text, span);
    add_place(text, "start", source, span.begin);
    add_place(text, "stop", source, span.end);
    json_end(text);
}

void json_add_clause_id(struct json_text *text, const char *key,
    const struct doc *doc, uint32_t clause)
{
    if (clause == NONE) {
        json_add_null(text, key);
    } else {
        json_add_slice(text, key, doc->clauses[clause].id);
    }
}

void json_report_open(struct json_text *text, FILE *file)
{
    json_text_open(text, file, false);
    json_begin_object(text, NULL);
    json_add_integer(text, "schema_version", JSON_SCHEMA_VERSION);
    json_begin_object(text, "tool");
    json_add_string(text, "name", "clauselint");
    json_add_string(text, "version", CLAUSELINT_VERSION);
    json_end(text);
}

void json_report_close(struct json_text *text)
{
    json_end(text);
    json_text_close(text);
}
