#include "cmd/lsp_message.h"

#include "cmd/json_value.h"
#include "parser/arena.h"

#include <assert.h>
#include <string.h>

#define PATH_PART_LONGEST 64

/* The value of a \uXXXX escape at the offset; 0 when there is none. */
static unsigned escape_at(struct slice bytes, size_t offset)
{
    if (offset + 6 > bytes.len || bytes.bytes[offset] != '\\' ||
        bytes.bytes[offset + 1] != 'u') {
        return 0;
    }
    unsigned value = 0;
    for (size_t i = offset + 2; i < offset + 6; i++) {
        char byte = bytes.bytes[i];
        unsigned digit = (unsigned)byte - '0';
        if (digit > 9) {
            digit = ((unsigned)byte | 0x20u) - 'a' + 10;
        }
        if (digit > 15) {
            return 0;
        }
        value = value * 16 + digit;
    }
    return value;
}

static bool is_high(unsigned unit)
{
    return unit >= 0xD800 && unit < 0xDC00;
}

static bool is_low(unsigned unit)
{
    return unit >= 0xDC00 && unit < 0xE000;
}

/* Write \uFFFD over each surrogate escape that has no other half. Outside of
   strings a backslash is no JSON anyway. */
static void mend_surrogates(char *bytes, size_t len)
{
    struct slice text = {bytes, len};
    for (size_t i = 0; i < len; i++) {
        if (bytes[i] != '\\') {
            continue;
        }
        unsigned unit = escape_at(text, i);
        if (is_high(unit) && is_low(escape_at(text, i + 6))) {
            i += 11;
        } else if (is_high(unit) || is_low(unit)) {
            memcpy(bytes + i + 2, "fffd", 4);
            i += 5;
        } else {
            i++;
        }
    }
}

static json_t *parse(struct slice bytes)
{
    json_error_t error;
    size_t flags = JSON_ALLOW_NUL | JSON_DECODE_ANY;
    json_t *json = json_loadb(bytes.bytes, bytes.len, flags, &error);
    if (json || slice_find(bytes, SLICE("\\u"), 0) == SLICE_NOT_FOUND) {
        return json;
    }
    struct arena *arena = arena_new();
    char *mended = arena_string(arena, bytes);
    mend_surrogates(mended, bytes.len);
    json = json_loadb(mended, bytes.len, flags, &error);
    arena_free(arena);
    return json;
}

static void malform(struct lsp_message *message, const char *why)
{
    message->kind = LSP_MALFORMED;
    message->refusal =
        (struct lsp_refusal){LSP_INVALID_REQUEST, slice_from(why)};
}

static void classify(struct lsp_message *message)
{
    const json_t *method = json_object_get(message->json, "method");
    const json_t *id = json_object_get(message->json, "id");
    const json_t *params = json_object_get(message->json, "params");
    bool has_id = json_is_string(id) || json_is_integer(id);
    if (!json_is_object(message->json)) {
        malform(message, "a message is an object");
        return;
    }
    message->id = has_id ? id : NULL;
    if (!slice_equal(lsp_get_slice(message->json, "jsonrpc"), SLICE("2.0"))) {
        malform(message, "\"jsonrpc\" is not \"2.0\"");
    } else if (id && !has_id && !(json_is_null(id) && !method)) {
        malform(message, "an id is a string or an integer");
    } else if (json_is_string(method)) {
        message->kind = id ? LSP_REQUEST : LSP_NOTIFICATION;
        message->method = lsp_get_slice(message->json, "method");
        message->params =
            json_is_object(params) || json_is_array(params) ? params : NULL;
    } else if (!method && (json_object_get(message->json, "result") ||
                              json_object_get(message->json, "error"))) {
        message->kind = LSP_RESPONSE;
    } else {
        malform(message, "neither a method nor a result");
    }
}

bool lsp_message_read(struct slice bytes, struct lsp_message *ret)
{
    json_t *json = parse(bytes);
    if (!json) {
        return false;
    }
    *ret = (struct lsp_message){.json = json};
    classify(ret);
    return true;
}

struct lsp_message lsp_message_cut(struct slice head)
{
    return (struct lsp_message){.kind = LSP_CUT, .json = json_slice(head)};
}

struct slice lsp_message_head(const struct lsp_message *message)
{
    return (struct slice){
        json_string_value(message->json), json_string_length(message->json)};
}

void lsp_message_clear(struct lsp_message *message)
{
    json_decref(message->json);
    *message = (struct lsp_message){0};
}

static json_t *message_new(void)
{
    json_t *message = json_object();
    json_object_set_new(message, "jsonrpc", json_string("2.0"));
    return message;
}

static void set_id(json_t *message, const json_t *id)
{
    json_object_set_new(message, "id", id ? json_deep_copy(id) : json_null());
}

json_t *lsp_response(const json_t *id, json_t *result)
{
    json_t *message = message_new();
    set_id(message, id);
    json_object_set_new(message, "result", result ? result : json_null());
    return message;
}

json_t *lsp_error_response(const json_t *id, const struct lsp_refusal *refusal)
{
    json_t *error = json_object();
    json_object_set_new(error, "code", json_integer(refusal->code));
    json_object_set_new(error, "message",
        json_stringn(refusal->message.bytes, refusal->message.len));
    json_t *message = message_new();
    set_id(message, id);
    json_object_set_new(message, "error", error);
    return message;
}

json_t *lsp_notification(const char *method, json_t *params)
{
    json_t *message = message_new();
    json_object_set_new(message, "method", json_string(method));
    json_object_set_new(message, "params", params);
    return message;
}

json_t *lsp_request(int id, const char *method, json_t *params)
{
    json_t *message = lsp_notification(method, params);
    json_object_set_new(message, "id", json_integer(id));
    return message;
}

const json_t *lsp_get(const json_t *json, const char *path)
{
    struct slice rest = slice_from(path);
    struct slice part;
    while (json && slice_next_part(&rest, '.', &part)) {
        char key[PATH_PART_LONGEST];
        assert(part.len < sizeof(key));
        memcpy(key, part.bytes, part.len);
        key[part.len] = '\0';
        json = json_object_get(json, key);
    }
    return json;
}

struct slice lsp_get_slice(const json_t *json, const char *path)
{
    const json_t *value = lsp_get(json, path);
    return json_is_string(value) ? (struct slice){json_string_value(value),
                                       json_string_length(value)}
                                 : SLICE("");
}

bool lsp_get_bool(const json_t *json, const char *path)
{
    return json_is_true(lsp_get(json, path));
}

bool lsp_has_word(const json_t *json, const char *path, const char *word)
{
    const json_t *array = lsp_get(json, path);
    size_t index;
    const json_t *value;
    json_array_foreach(array, index, value)
    {
        if (json_is_string(value) &&
            strcmp(json_string_value(value), word) == 0) {
            return true;
        }
    }
    return false;
}
