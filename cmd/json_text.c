#include "cmd/json_text.h"

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

size_t json_plain_end(struct slice string, size_t at)
{
    while (string.len - at >= BLOCK && !has_escaped(string.bytes + at)) {
        at += BLOCK;
    }
    while (at < string.len && !is_escaped(string.bytes[at])) {
        at++;
    }
    return at;
}

struct slice json_escape(char byte, char ret[8])
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
    put(text, SLICE("\""));
    for (size_t at = 0; at < string.len;) {
        size_t end = json_plain_end(string, at);
        put(text, slice_cut(string, at, end));
        if (end < string.len) {
            char escaped[8];
            put(text, json_escape(string.bytes[end++], escaped));
        }
        at = end;
    }
    put(text, SLICE("\""));
}

static void put_integer(struct json_text *text, json_int_t number)
{
    char digits[32];
    size_t at = sizeof(digits);
    bool is_negative = number < 0;
    unsigned long long rest = (unsigned long long)number;
    rest = is_negative ? 0 - rest : rest;
    do {
        digits[--at] = (char)('0' + rest % 10);
        rest /= 10;
    } while (rest);
    if (is_negative) {
        digits[--at] = '-';
    }
    put(text, (struct slice){digits + at, sizeof(digits) - at});
}

/* A new line at the depth, unless all is on one. */
static void put_line(struct json_text *text, size_t depth)
{
    static const char blanks[] =
        "\n                                                                ";
    if (!text->is_compact) {
        assert(2 * depth < sizeof(blanks) - 1);
        put(text, (struct slice){blanks, 1 + 2 * depth});
    }
}

/* What stands before an item of an object or an array. */
static void put_gap(struct json_text *text, bool is_first, size_t depth)
{
    put(text, is_first ? SLICE("") : SLICE(","));
    put_line(text, depth);
}

/* Keys are words of ours. */
static void put_key(struct json_text *text, const char *key)
{
    put(text, SLICE("\""));
    put(text, slice_from(key));
    put(text, text->is_compact ? SLICE("\":") : SLICE("\": "));
}

/* ---- values ---- */

/* An object or an array that is being written. */
struct level {
    json_t *value;
    void *member; /* of an object: the next one */
    size_t index; /* of the next one */
};

struct tree {
    struct level levels[DEPTH_LIMIT];
    size_t count; /* open ones, each in the one before it */
};

/* Write a value, of an object or an array with items only the bracket. */
static void begin_value(
    struct json_text *text, struct tree *tree, json_t *value)
{
    switch (json_typeof(value)) {
    case JSON_OBJECT:
    case JSON_ARRAY:
        if (json_object_size(value) == 0 && json_array_size(value) == 0) {
            put(text, json_is_object(value) ? SLICE("{}") : SLICE("[]"));
            break;
        }
        assert(tree->count < DEPTH_LIMIT);
        put(text, json_is_object(value) ? SLICE("{") : SLICE("["));
        tree->levels[tree->count++] =
            (struct level){value, json_object_iter(value), 0};
        break;
    case JSON_STRING:
        put_string(text, (struct slice){json_string_value(value),
                             json_string_length(value)});
        break;
    case JSON_INTEGER:
        put_integer(text, json_integer_value(value));
        break;
    case JSON_REAL: /* of nothing that is written */
        assert(false);
        break;
    case JSON_TRUE:
        put(text, SLICE("true"));
        break;
    case JSON_FALSE:
        put(text, SLICE("false"));
        break;
    case JSON_NULL:
        put(text, SLICE("null"));
        break;
    }
}

/* Write what stands before the next item of the level, which is returned; NULL
   behind the last. */
static json_t *begin_item(
    struct json_text *text, struct level *level, size_t depth)
{
    json_t *value = level->value;
    if (json_is_array(value)) {
        if (level->index == json_array_size(value)) {
            return NULL;
        }
        put_gap(text, level->index == 0, depth);
        return json_array_get(value, level->index++);
    }
    void *member = level->member;
    if (!member) {
        return NULL;
    }
    put_gap(text, level->index++ == 0, depth);
    put_key(text, json_object_iter_key(member));
    level->member = json_object_iter_next(value, member);
    return json_object_iter_value(member);
}

/* depth: of the line that the value begins in. */
static void put_value(struct json_text *text, json_t *value, size_t depth)
{
    struct tree tree = {.count = 0};
    begin_value(text, &tree, value);
    while (tree.count > 0) {
        struct level *level = &tree.levels[tree.count - 1];
        json_t *item = begin_item(text, level, depth + tree.count);
        if (item) {
            begin_value(text, &tree, item);
        } else {
            tree.count--;
            put_line(text, depth + tree.count);
            put(text, json_is_object(level->value) ? SLICE("}") : SLICE("]"));
        }
    }
}

static void begin_text(struct json_text *text, FILE *file, bool is_compact)
{
    text->file = file;
    text->is_compact = is_compact;
    text->len = 0;
}

static void write_value(FILE *file, json_t *value, bool is_compact)
{
    struct json_text text;
    begin_text(&text, file, is_compact);
    put_value(&text, value, 0);
    put(&text, SLICE("\n"));
    flush(&text);
    json_decref(value);
}

void json_write(FILE *file, json_t *value)
{
    write_value(file, value, false);
}

void json_write_line(FILE *file, json_t *value)
{
    write_value(file, value, true);
}

/* ---- an object that ends in a list ---- */

void json_list_begin(
    struct json_list *list, FILE *file, json_t *head, const char *key)
{
    struct json_text *text = &list->text;
    struct level level = {head, json_object_iter(head), 0};
    begin_text(text, file, false);
    list->has_items = false;
    put(text, SLICE("{"));
    json_t *value;
    while ((value = begin_item(text, &level, 1))) {
        put_value(text, value, 1);
    }
    put_gap(text, level.index == 0, 1);
    put_key(text, key);
    put(text, SLICE("["));
    json_decref(head);
}

void json_list_add(struct json_list *list, json_t *item)
{
    put_gap(&list->text, !list->has_items, 2);
    put_value(&list->text, item, 2);
    list->has_items = true;
    json_decref(item);
}

void json_list_end(struct json_list *list)
{
    if (list->has_items) {
        put_line(&list->text, 1);
    }
    put(&list->text, SLICE("]"));
    put_line(&list->text, 0);
    put(&list->text, SLICE("}\n"));
    flush(&list->text);
}
