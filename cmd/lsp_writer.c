#include "cmd/lsp_writer.h"

#include "cmd/json_text.h"

static void begin_value(struct lsp_writer *writer)
{
    if (writer->is_behind) {
        buffer_append_byte(&writer->text, ',');
    }
    writer->is_behind = true;
}

void lsp_write_begin(struct lsp_writer *writer, char bracket)
{
    begin_value(writer);
    buffer_append_byte(&writer->text, bracket);
    writer->is_behind = false;
}

void lsp_write_end(struct lsp_writer *writer, char bracket)
{
    buffer_append_byte(&writer->text, bracket);
    writer->is_behind = true;
}

void lsp_write_key(struct lsp_writer *writer, const char *key)
{
    begin_value(writer);
    buffer_append_byte(&writer->text, '"');
    buffer_append(&writer->text, slice_from(key));
    buffer_append(&writer->text, SLICE("\":"));
    writer->is_behind = false;
}

void lsp_write_slice(struct lsp_writer *writer, struct slice text)
{
    struct json_string pieces = {.rest = text};
    struct slice piece;
    begin_value(writer);
    buffer_append_byte(&writer->text, '"');
    while (json_string_next(&pieces, &piece)) {
        buffer_append(&writer->text, piece);
    }
    buffer_append_byte(&writer->text, '"');
}

void lsp_write_number(struct lsp_writer *writer, json_int_t number)
{
    begin_value(writer);
    buffer_format(&writer->text, "%" JSON_INTEGER_FORMAT, number);
}

static int append_json(const char *bytes, size_t size, void *buffer)
{
    buffer_append(buffer, (struct slice){bytes, size});
    return 0;
}

void lsp_write_json(struct lsp_writer *writer, const json_t *json)
{
    begin_value(writer);
    json_dump_callback(
        json, append_json, &writer->text, JSON_COMPACT | JSON_ENCODE_ANY);
}

void lsp_write_response(struct lsp_writer *writer, const json_t *id)
{
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "jsonrpc");
    lsp_write_slice(writer, SLICE("2.0"));
    lsp_write_key(writer, "id");
    lsp_write_json(writer, id);
    lsp_write_key(writer, "result");
}

static void write_position(
    struct lsp_writer *writer, struct lsp_position position)
{
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "line");
    lsp_write_number(writer, position.line);
    lsp_write_key(writer, "character");
    lsp_write_number(writer, position.character);
    lsp_write_end(writer, '}');
}

void lsp_write_range(
    struct lsp_writer *writer, const struct lsp_text *text, struct span span)
{
    struct lsp_range range = lsp_text_range(text, span);
    lsp_write_begin(writer, '{');
    lsp_write_key(writer, "start");
    write_position(writer, range.start);
    lsp_write_key(writer, "end");
    write_position(writer, range.end);
    lsp_write_end(writer, '}');
}

void lsp_write_written(struct lsp_writer *writer, struct slice values)
{
    if (values.len > 0) {
        begin_value(writer);
        buffer_append(&writer->text, values);
    }
}
