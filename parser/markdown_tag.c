#include "parser/markdown_tag.h"

#include <stddef.h>

#include "parser/ascii.h"

static const struct {
    struct slice name;
    enum tag_kind kind;
} tags[] = {
    {{"b", 1}, TAG_STRONG},
    {{"strong", 6}, TAG_STRONG},
    {{"a", 1}, TAG_LINK},
    {{"br", 2}, TAG_BREAK},
    {{"p", 1}, TAG_BREAK},
    {{"div", 3}, TAG_BREAK},
    {{"li", 2}, TAG_BREAK},
    {{"ul", 2}, TAG_BREAK},
    {{"ol", 2}, TAG_BREAK},
    {{"tr", 2}, TAG_BREAK},
    {{"td", 2}, TAG_BREAK},
    {{"hr", 2}, TAG_BREAK},
    {{"script", 6}, TAG_RAW},
    {{"del", 3}, TAG_RAW}, /* what is struck out is of no edition */
    {{"s", 1}, TAG_RAW},
    {{"strike", 6}, TAG_RAW},
    {{"style", 5}, TAG_RAW},
    {{"template", 8}, TAG_RAW},
};

struct tag tag_read(struct slice text)
{
    struct tag tag = {TAG_OTHER, false, {NULL, 0}};
    text = slice_cut(text, 1, text.len);
    tag.is_end = slice_starts_with(text, SLICE("/"));
    text = slice_cut(text, tag.is_end, text.len);
    size_t len = 0;
    while (len < text.len &&
           (ascii_is_alphanumeric(text.bytes[len]) || text.bytes[len] == '-')) {
        len++;
    }
    struct slice name = slice_cut(text, 0, len);
    for (size_t i = 0; i < COUNT_OF(tags); i++) {
        if (slice_equal_any_case(name, tags[i].name)) {
            tag.kind = tags[i].kind;
            tag.name = tags[i].name;
            break;
        }
    }
    return tag;
}
