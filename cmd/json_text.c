#include "cmd/json_text.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <assert.h>
#include <stdint.h>
#include <string.h>

/* Objects and arrays inside each other; ours are less than half as deep. */
#define DEPTH_LIMIT 32
/* Bytes that are looked at together. */
#define BLOCK 32

/* ---- strings ---- */

static bool is_escaped(char byte)
{
    return (unsigned char)byte < 0x20 || byte == '"' || byte == '\\';
}

static bool has_escaped(const char *bytes)
{
    uint8_t has = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        has = (uint8_t)(has | is_escaped(bytes[i]));
    }
    return has;
}

/* Where the bytes that stand in JSON as they are end. */
static size_t plain_length(struct slice string)
{
    size_t at = 0;
    while (string.len - at >= BLOCK && !has_escaped(string.bytes + at)) {
        at += BLOCK;
    }
    while (at < string.len && !is_escaped(string.bytes[at])) {
        at++;
    }
    return at;
}

static struct slice escape(char byte, char ret[JSON_PIECE_ROOM])
{
    static const char digits[] = "0123456789ABCDEF";
    switch (byte) {
    case '"':
        return SLICE("\\\"");
    case '\\':
        return SLICE("\\\\");
    case '\b':
        return SLICE("\\b");
    case '\f':
        return SLICE("\\f");
    case '\n':
        return SLICE("\\n");
    case '\r':
        return SLICE("\\r");
    case '\t':
        return SLICE("\\t");
    default:
        memcpy(ret, "\\u00", 4);
        ret[4] = digits[(unsigned char)byte >> 4];
        ret[5] = digits[(unsigned char)byte & 0xF];
        return (struct slice){ret, 6};
    }
}

bool json_string_next(struct json_string *string, struct slice *ret)
{
    struct slice *rest = &string->rest;
    if (rest->len == 0) {
        return false;
    }
    if (string->valid == 0) {
        string->valid = utf8_valid_length(*rest);
    }
    if (string->valid == 0) {
        size_t len = 0;
        uint32_t code_point = utf8_next(*rest, &len);
        *ret =
            (struct slice){string->room, utf8_encode(code_point, string->room)};
        *rest = slice_cut(*rest, len, rest->len);
        return true;
    }
    size_t len = plain_length(slice_cut(*rest, 0, string->valid));
    *ret = slice_cut(*rest, 0, len);
    if (len == 0) {
        *ret = escape(rest->bytes[len++], string->room);
    }
    string->valid -= len;
    *rest = slice_cut(*rest, len, rest->len);
    return true;
}

/* ---- the way to the file ---- */

static void flush(struct json_text *text)
{
    fwrite(text->bytes, 1, text->len, text->file);
    text->len = 0;
}

static void put(struct json_text *text, struct slice bytes)
{
    if (bytes.len > sizeof(text->bytes) - text->len) {
        flush(text);
    }
    if (bytes.len > sizeof(text->bytes)) {
        fwrite(bytes.bytes, 1, bytes.len, text->file);
    } else if (bytes.len) {
        memcpy(text->bytes + text->len, bytes.bytes, bytes.len);
        text->len += bytes.len;
    }
}

static void put_string(struct json_text *text, struct slice string)
{
    struct json_string pieces = {.rest = string};
    struct slice piece;
    put(text, SLICE("\""));
    while (json_string_next(&pieces, &piece)) {
        put(text, piece);
    }
    put(text, SLICE("\""));
}

static void put_integer(struct json_text *text, json_int_t number)
{
    char room[ASCII_DECIMAL_LONGEST];
    uint64_t value = (uint64_t)number;
    put(text, number < 0 ? SLICE("-") : SLICE(""));
    put(text, ascii_decimal(number < 0 ? 0 - value : value, room));
}

/* A new line at the depth, unless all is on one. */
static void put_line(struct json_text *text)
{
    static const char blanks[] =
        "\n                                                                ";
    if (!text->is_compact) {
        put(text, (struct slice){blanks, 1 + 2 * text->depth});
    }
}

/* ---- values ---- */

/* What stands before a value. */
static void begin_value(struct json_text *text, const char *key)
{
    if (text->depth > 0) {
        put(text, text->is_behind ? SLICE(",") : SLICE(""));
        put_line(text);
    }
    if (key) {
        put(text, SLICE("\""));
        put(text, slice_from(key));
        put(text, text->is_compact ? SLICE("\":") : SLICE("\": "));
    }
    text->is_behind = true;
}

static void begin(struct json_text *text, const char *key, bool is_array)
{
    assert(text->depth < DEPTH_LIMIT);
    begin_value(text, key);
    put(text, is_array ? SLICE("[") : SLICE("{"));
    text->arrays = text->arrays << 1 | is_array;
    text->depth++;
    text->is_behind = false;
}

void json_begin_object(struct json_text *text, const char *key)
{
    begin(text, key, false);
}

void json_begin_array(struct json_text *text, const char *key)
{
    begin(text, key, true);
}

void json_end(struct json_text *text)
{
    bool has_items = text->is_behind;
    text->depth--;
    if (has_items) {
        put_line(text);
    }
    put(text, text->arrays & 1 ? SLICE("]") : SLICE("}"));
    text->arrays >>= 1;
    text->is_behind = true;
}

void json_add_slice(
    struct json_text *text, const char *key, struct slice string)
{
    begin_value(text, key);
    put_string(text, string);
}

void json_add_slice_or_null(
    struct json_text *text, const char *key, struct slice string)
{
    if (string.len > 0) {
        json_add_slice(text, key, string);
    } else {
        json_add_null(text, key);
    }
}

void json_add_string(
    struct json_text *text, const char *key, const char *string)
{
    json_add_slice(text, key, slice_from(string));
}

void json_add_integer(
    struct json_text *text, const char *key, json_int_t number)
{
    begin_value(text, key);
    put_integer(text, number);
}

void json_add_boolean(struct json_text *text, const char *key, bool value)
{
    begin_value(text, key);
    put(text, value ? SLICE("true") : SLICE("false"));
}

void json_add_null(struct json_text *text, const char *key)
{
    begin_value(text, key);
    put(text, SLICE("null"));
}

/* ---- values of jansson ---- */

/* An object or an array that is being written. */
struct level {
    json_t *value;
    void *member; /* of an object: the next one */
    size_t index; /* of an array: the next item */
};

/* Write a value, of an object or an array only its begin: true then. */
static bool add_value(struct json_text *text, const char *key, json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
        json_begin_object(text, key);
        return true;
    case JSON_ARRAY:
        json_begin_array(text, key);
        return true;
    case JSON_STRING:
        json_add_slice(text, key,
            (struct slice){
                json_string_value(value), json_string_length(value)});
        break;
    case JSON_INTEGER:
        json_add_integer(text, key, json_integer_value(value));
        break;
    case JSON_REAL: /* of nothing that is written */
        assert(false);
        break;
    case JSON_TRUE:
    case JSON_FALSE:
        json_add_boolean(text, key, json_is_true(value));
        break;
    case JSON_NULL:
        json_add_null(text, key);
        break;
    }
    return false;
}

/* The next item of the level, NULL behind the last. */
static json_t *next_item(struct level *level, const char **ret_key)
{
    *ret_key = NULL;
    if (json_is_array(level->value)) {
        return json_array_get(level->value, level->index++);
    }
    void *member = level->member;
    if (!member) {
        return NULL;
    }
    *ret_key = json_object_iter_key(member);
    level->member = json_object_iter_next(level->value, member);
    return json_object_iter_value(member);
}

void json_add_tree(struct json_text *text, const char *key, json_t *tree)
{
    struct level levels[DEPTH_LIMIT] = {{tree, json_object_iter(tree), 0}};
    size_t count = add_value(text, key, tree);
    while (count > 0) {
        json_t *item = next_item(&levels[count - 1], &key);
        if (!item) {
            json_end(text);
            count--;
        } else if (add_value(text, key, item)) {
            levels[count++] = (struct level){item, json_object_iter(item), 0};
        }
    }
    json_decref(tree);
}

/* ---- files ---- */

void json_text_open(struct json_text *text, FILE *file, bool is_compact)
{
    text->file = file;
    text->is_compact = is_compact;
    text->is_behind = false;
    text->depth = 0;
    text->arrays = 0;
    text->len = 0;
}

void json_text_close(struct json_text *text)
{
    assert(text->depth == 0);
    put(text, SLICE("\n"));
    flush(text);
}
