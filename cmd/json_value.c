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

json_t *json_words(struct words words)
{
    json_t *object = json_object();
    json_object_set_new(object, "ru", json_slice(words.ru));
    json_object_set_new(object, "en", json_slice(words.en));
    return object;
}

json_t *json_date(struct date date)
{
    if (!date_is_set(date)) {
        return json_null();
    }
    char words[DATE_WORDS_SIZE];
    date_iso(date, words);
    return json_string(words);
}

json_t *json_span(struct span span)
{
    json_t *object = json_object();
    json_object_set_new(object, "begin", json_integer(span.begin));
    json_object_set_new(object, "end", json_integer(span.end));
    return object;
}

static json_t *json_place(const struct source *source, uint32_t offset)
{
    struct place place = source_place(source, offset);
    json_t *object = json_object();
    json_object_set_new(object, "line", json_integer(place.line));
    json_object_set_new(object, "column", json_integer(place.column));
    return object;
}

json_t *json_source_span(const struct source *source, struct span span)
{
    json_t *object = json_span(span);
    json_object_set_new(object, "start", json_place(source, span.begin));
    json_object_set_new(object, "stop", json_place(source, span.end));
    return object;
}

json_t *json_report(void)
{
    json_t *tool = json_object();
    json_object_set_new(tool, "name", json_string("clauselint"));
    json_object_set_new(tool, "version", json_string(CLAUSELINT_VERSION));
    json_t *report = json_object();
    json_object_set_new(
        report, "schema_version", json_integer(JSON_SCHEMA_VERSION));
    json_object_set_new(report, "tool", tool);
    return report;
}
