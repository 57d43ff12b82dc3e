#include "parser/markdown_entity.h"

#include "parser/ascii.h"
#include "parser/utf8.h"

#include <cmark.h>
#include <string.h>

#define LONGEST_NAME 32 /* "CounterClockwiseContourIntegral" */
#define MOST_DECIMALS 7
#define MOST_HEX_DIGITS 6

bool is_ascii_punctuation(char byte)
{
    static const char all[] = "!\"#$%&'()*+,-./:;<=>?@[\\]^_`{|}~";
    return byte && strchr(all, byte);
}

/* "&#1103;" or "&#x44F;" */
static bool read_number(struct slice text, struct entity *ret)
{
    bool is_hex = text.len > 2 && (text.bytes[2] | 0x20) == 'x';
    uint32_t base = is_hex ? 16 : 10;
    size_t begin = is_hex ? 3 : 2;
    size_t most = is_hex ? MOST_HEX_DIGITS : MOST_DECIMALS;
    uint32_t code_point = 0;
    size_t at = begin;
    while (at < text.len && ascii_digit_value(text.bytes[at]) < base) {
        if (at - begin == most) {
            return false;
        }
        code_point = code_point * base + ascii_digit_value(text.bytes[at]);
        at++;
    }
    if (at == begin || at >= text.len || text.bytes[at] != ';') {
        return false;
    }
    code_point = code_point ? code_point : UTF8_REPLACEMENT;
    ret->source_len = at + 1;
    ret->decoded_len = utf8_encode(code_point, ret->decoded);
    return true;
}

/* Only cmark has the full list of HTML5's names, and it does not export it:
   let it read a document of this one name. */
static bool ask_cmark(struct slice entity, struct entity *ret)
{
    cmark_node *document =
        cmark_parse_document(entity.bytes, entity.len, CMARK_OPT_DEFAULT);
    cmark_node *paragraph = cmark_node_first_child(document);
    cmark_node *node = paragraph ? cmark_node_first_child(paragraph) : NULL;
    struct slice decoded =
        slice_from(node ? cmark_node_get_literal(node) : NULL);
    bool is_known = decoded.len && decoded.len <= ENTITY_LONGEST &&
                    !slice_equal(decoded, entity);
    if (is_known) {
        memcpy(ret->decoded, decoded.bytes, decoded.len);
        ret->decoded_len = decoded.len;
        ret->source_len = entity.len;
    }
    cmark_node_free(document);
    return is_known;
}

bool entity_read(struct slice text, struct entity *ret)
{
    static const struct {
        struct slice name;
        struct slice decoded;
    } frequent[] = {
        {{"&nbsp;", 6}, {"\u00A0", 2}},
        {{"&amp;", 5}, {"&", 1}},
        {{"&lt;", 4}, {"<", 1}},
        {{"&gt;", 4}, {">", 1}},
        {{"&quot;", 6}, {"\"", 1}},
        {{"&laquo;", 7}, {"«", 2}},
        {{"&raquo;", 7}, {"»", 2}},
        {{"&mdash;", 7}, {"—", 3}},
        {{"&ndash;", 7}, {"–", 3}},
        {{"&shy;", 5}, {"\u00AD", 2}},
    };
    if (text.len < 3 || text.bytes[0] != '&') {
        return false;
    }
    if (text.bytes[1] == '#') {
        return read_number(text, ret);
    }
    for (size_t i = 0; i < COUNT_OF(frequent); i++) {
        if (slice_starts_with(text, frequent[i].name)) {
            ret->source_len = frequent[i].name.len;
            ret->decoded_len = frequent[i].decoded.len;
            memcpy(ret->decoded, frequent[i].decoded.bytes, ret->decoded_len);
            return true;
        }
    }
    size_t end = 1;
    while (end < text.len && end <= LONGEST_NAME &&
           ascii_is_alphanumeric(text.bytes[end])) {
        end++;
    }
    if (end < 3 || end >= text.len || text.bytes[end] != ';') {
        return false;
    }
    return ask_cmark(slice_cut(text, 0, end + 1), ret);
}
