#include "cmd/lsp_writer.h"

#include "cmd/json_text.h"
#include "parser/utf8.h"

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

static void append_escaped(struct buffer *buffer, struct slice text)
{
    for (size_t at = 0; at < text.len;) {
        size_t end = json_plain_end(text, at);
        buffer_append(buffer, slice_cut(text, at, end));
        if (end < text.len) {
            char escaped[8];
            buffer_append(buffer, json_escape(text.bytes[end++], escaped));
        }
        at = end;
    }
}

void lsp_write_slice(struct lsp_writer *writer, struct slice text)
{
    struct buffer *buffer = &writer->text;
    begin_value(writer);
    buffer_append_byte(buffer, '"');
    while (text.len > 0) {
        size_t valid = utf8_valid_length(text);
        append_escaped(buffer, slice_cut(text, 0, valid));
        if (valid < text.len) {
            size_t next = valid;
            buffer_append_code_point(buffer, utf8_next(text, &next));
            valid = next;
        }
        text = slice_cut(text, valid, text.len);
    }
    buffer_append_byte(buffer, '"');
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
