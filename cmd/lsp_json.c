#include "cmd/lsp_json.h"

#include "cmd/json_value.h"

static bool read_number(const json_t *json, const char *key, uint32_t *ret)
{
    const json_t *value = json_object_get(json, key);
    if (!json_is_integer(value)) {
        return false;
    }
    json_int_t number = json_integer_value(value);
    *ret = number < 0 ? 0 : number > UINT32_MAX ? UINT32_MAX : (uint32_t)number;
    return true;
}

bool lsp_read_position(const json_t *json, struct lsp_position *ret)
{
    struct lsp_position position;
    if (!read_number(json, "line", &position.line) ||
        !read_number(json, "character", &position.character)) {
        return false;
    }
    *ret = position;
    return true;
}

bool lsp_read_range(const json_t *json, struct lsp_range *ret)
{
    struct lsp_range range;
    if (!lsp_read_position(json_object_get(json, "start"), &range.start) ||
        !lsp_read_position(json_object_get(json, "end"), &range.end)) {
        return false;
    }
    *ret = range;
    return true;
}

static json_t *position_json(struct lsp_position position)
{
    json_t *json = json_object();
    json_object_set_new(json, "line", json_integer(position.line));
    json_object_set_new(json, "character", json_integer(position.character));
    return json;
}

json_t *lsp_range_json(const struct lsp_text *text, struct span span)
{
    return lsp_range_value(lsp_text_range(text, span));
}

json_t *lsp_range_value(struct lsp_range range)
{
    json_t *json = json_object();
    json_object_set_new(json, "start", position_json(range.start));
    json_object_set_new(json, "end", position_json(range.end));
    return json;
}

json_t *lsp_location(
    struct slice uri, const struct lsp_text *text, struct span span)
{
    json_t *json = json_object();
    json_object_set_new(json, "uri", json_slice(uri));
    json_object_set_new(json, "range", lsp_range_json(text, span));
    return json;
}

json_t *lsp_edit(
    const struct lsp_text *text, struct span span, struct slice new_text)
{
    json_t *json = json_object();
    json_object_set_new(json, "range", lsp_range_json(text, span));
    json_object_set_new(json, "newText", json_slice(new_text));
    return json;
}

json_t *lsp_markup(struct slice words, bool is_markdown)
{
    json_t *json = json_object();
    json_object_set_new(
        json, "kind", json_string(is_markdown ? "markdown" : "plaintext"));
    json_object_set_new(json, "value", json_slice(words));
    return json;
}
