#include "parser/utf8.h"

#include <utf8proc.h>

uint32_t utf8_next_long(struct slice text, size_t *offset)
{
    utf8proc_int32_t code_point;
    utf8proc_ssize_t len =
        utf8proc_iterate((const utf8proc_uint8_t *)text.bytes + *offset,
            (utf8proc_ssize_t)(text.len - *offset), &code_point);
    if (len <= 0) {
        *offset += 1;
        return UTF8_REPLACEMENT;
    }
    *offset += (size_t)len;
    return (uint32_t)code_point;
}

uint32_t utf8_previous(struct slice text, size_t *offset)
{
    size_t begin = *offset - 1;
    while (begin > 0 && *offset - begin < UTF8_LONGEST &&
           ((unsigned char)text.bytes[begin] & 0xC0) == 0x80) {
        begin--;
    }
    size_t end = begin;
    uint32_t code_point = utf8_next(text, &end);
    if (end != *offset) {
        *offset -= 1;
        return UTF8_REPLACEMENT;
    }
    *offset = begin;
    return code_point;
}

struct slice utf8_beginning(struct slice text, size_t most)
{
    size_t len = most < text.len ? most : text.len;
    while (len > 0 && len < text.len &&
           ((unsigned char)text.bytes[len] & 0xC0) == 0x80) {
        len--;
    }
    return slice_cut(text, 0, len);
}

size_t utf8_encode(uint32_t code_point, char ret_bytes[UTF8_LONGEST])
{
    if (code_point < 0x80) {
        ret_bytes[0] = (char)code_point;
        return 1;
    }
    if (code_point < 0x800) {
        ret_bytes[0] = (char)(0xC0 | code_point >> 6);
        ret_bytes[1] = (char)(0x80 | (code_point & 0x3F));
        return 2;
    }
    if (!utf8proc_codepoint_valid((utf8proc_int32_t)code_point)) {
        code_point = UTF8_REPLACEMENT;
    }
    return (size_t)utf8proc_encode_char(
        (utf8proc_int32_t)code_point, (utf8proc_uint8_t *)ret_bytes);
}

/* Bytes that are looked at together. */
#define BLOCK 32

/* Are the bytes of the block code points of one or two bytes, but for the
   second byte of the last? Each but the first is held against the one before
   it, all of them at once: a byte that goes on stands behind one that begins
   two bytes, and nowhere else. */
static bool is_short_block(const unsigned char *bytes)
{
    uint8_t wrong = (bytes[0] & 0xC0) == 0x80;
    for (size_t i = 1; i < BLOCK + 1; i++) {
        bool begins = bytes[i - 1] >= 0xC2 && bytes[i - 1] < 0xE0;
        bool is_other = bytes[i - 1] >= 0xC0 && !begins;
        bool goes_on = (bytes[i] & 0xC0) == 0x80;
        wrong = (uint8_t)(wrong | is_other | (begins != goes_on));
    }
    return !wrong;
}

size_t utf8_valid_length(struct slice text)
{
    const unsigned char *bytes = (const unsigned char *)text.bytes;
    size_t offset = 0;
    while (offset < text.len) {
        if (text.len - offset > BLOCK && is_short_block(bytes + offset)) {
            offset += BLOCK;
            offset += (bytes[offset] & 0xC0) == 0x80;
            continue;
        }
        size_t end = offset + BLOCK < text.len ? offset + BLOCK : text.len;
        while (offset < end) {
            size_t begin = offset;
            utf8_next(text, &offset);
            if (offset == begin + 1 && bytes[begin] >= 0x80) {
                return begin;
            }
        }
    }
    return offset;
}

size_t utf8_count(struct slice text)
{
    size_t count = 0;
    for (size_t offset = 0; offset < text.len; count++) {
        utf8_next(text, &offset);
    }
    return count;
}

static utf8proc_category_t category(uint32_t code_point)
{
    return utf8proc_category((utf8proc_int32_t)code_point);
}

bool utf8_is_rare_letter(uint32_t code_point)
{
    utf8proc_category_t kind = category(code_point);
    return kind >= UTF8PROC_CATEGORY_LU && kind <= UTF8PROC_CATEGORY_ME;
}

bool utf8_is_rare_upper(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LU;
}

bool utf8_is_rare_lower(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_LL;
}

bool utf8_is_rare_digit(uint32_t code_point)
{
    return category(code_point) == UTF8PROC_CATEGORY_ND;
}

bool utf8_is_rare_space(uint32_t code_point)
{
    utf8proc_category_t kind = category(code_point);
    return code_point == 0x85 ||
           (kind >= UTF8PROC_CATEGORY_ZS && kind <= UTF8PROC_CATEGORY_ZP);
}

bool utf8_is_latin(uint32_t code_point)
{
    return utf8_is_letter(code_point) && code_point < 0x0250;
}

uint32_t utf8_lower(uint32_t code_point)
{
    if (utf8_is_common(code_point)) {
        return utf8_is_upper(code_point) ? code_point + 0x20 : code_point;
    }
    return (uint32_t)utf8proc_tolower((utf8proc_int32_t)code_point);
}

uint32_t utf8_upper(uint32_t code_point)
{
    return (uint32_t)utf8proc_toupper((utf8proc_int32_t)code_point);
}

int utf8_width(uint32_t code_point)
{
    bool is_narrow =
        utf8_is_common(code_point) && code_point >= ' ' && code_point != 0x7F;
    return is_narrow ? 1 : utf8proc_charwidth((utf8proc_int32_t)code_point);
}
