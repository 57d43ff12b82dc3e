#include "parser/html_mask.h"

#include "parser/ascii.h"
#include "parser/html_decode.h"

#include <string.h>
#include <strings.h>

/* More attributes than this are not read: libxml2 compares each with each. */
#define ATTRIBUTE_LIMIT 256

#define COMMENT_SHORTEST 7 /* bytes of <!----> */

/* What opens and closes code that is no HTML. */
struct foreign {
    const char *open;
    const char *close;
    bool is_unbounded; /* runs to the end of the file when not closed */
};

/* Longer openings first. Word writes <?xml:namespace ... /> without "?>". */
static const struct foreign foreigns[] = {
    {"<?xml", ">", false},
    {"<?php", "?>", true},
    {"<?", "?>", false},
    {"<%", "%>", false},
    {"{%", "%}", false},
};

#define FOREIGN_COUNT COUNT_OF(foreigns)

struct mask {
    struct slice text;           /* the source */
    char *bytes;                 /* the copy */
    size_t at;                   /* next byte to read */
    bool missing[FOREIGN_COUNT]; /* its close was sought in vain: not again */
    struct comment_list *comments;
};

static bool starts_with(const struct mask *mask, size_t at, const char *word)
{
    size_t len = strlen(word);
    return mask->text.len - at >= len &&
           strncasecmp(mask->text.bytes + at, word, len) == 0;
}

static char byte_at(const struct mask *mask, size_t at)
{
    return at < mask->text.len ? mask->text.bytes[at] : '\0';
}

/* Overwrite [at, end) so that it is no text: as a comment where one fits. */
static void hide(struct mask *mask, size_t end)
{
    size_t len = end - mask->at;
    char *bytes = mask->bytes + mask->at;
    memset(bytes, HTML_MASK_BYTE, len);
    if (len >= COMMENT_SHORTEST) {
        memcpy(bytes, "<!--", 4);
        memcpy(bytes + len - 3, "-->", 3);
    }
    mask->at = end;
}

/* Can one of the openings stand here? */
static bool may_be_foreign(const struct mask *mask)
{
    char byte = mask->text.bytes[mask->at];
    if (byte != '<' && byte != '{') {
        return false;
    }
    char next = byte_at(mask, mask->at + 1);
    return next == '%' || next == '?';
}

/* The end of foreign code that starts here, or the place itself. */
static size_t foreign_end(struct mask *mask)
{
    if (!may_be_foreign(mask)) {
        return mask->at;
    }
    for (size_t i = 0; i < FOREIGN_COUNT; i++) {
        const struct foreign *foreign = &foreigns[i];
        if (mask->missing[i] || !starts_with(mask, mask->at, foreign->open)) {
            continue;
        }
        size_t from = mask->at + strlen(foreign->open);
        size_t end = slice_find(mask->text, slice_from(foreign->close), from);
        if (end != SLICE_NOT_FOUND) {
            return end + strlen(foreign->close);
        }
        if (foreign->is_unbounded) {
            return mask->text.len;
        }
        mask->missing[i] = true;
    }
    return mask->at;
}

/* After "<!": a comment stays, <!DOCTYPE> stays, the rest is hidden. */
static void mask_declaration(struct mask *mask)
{
    bool is_comment = starts_with(mask, mask->at, "<!--");
    struct slice close = is_comment ? SLICE("-->") : SLICE(">");
    size_t from = mask->at + 2;
    if (is_comment && byte_at(mask, from + 2) == '>') {
        hide(mask, from + 3); /* <!--> is a whole comment */
        return;
    }
    size_t end = slice_find(mask->text, close, from);
    if (is_comment && end != SLICE_NOT_FOUND) {
        comment_add(mask->comments,
            (struct span){(uint32_t)mask->at, (uint32_t)(end + close.len)});
    }
    end = end == SLICE_NOT_FOUND ? mask->text.len : end + close.len;
    if (starts_with(mask, mask->at, "<!DOCTYPE")) {
        mask->at = end;
    } else {
        hide(mask, end);
    }
}

/* Elements whose content is no mark-up; <title> is one too, but is read. */
static const char *const raw_elements[] = {
    "script", "style", "textarea", "xmp", "iframe", "noembed", "noframes"};

static const char *raw_element(const struct mask *mask, size_t name)
{
    char first = ascii_lower(byte_at(mask, name));
    for (size_t i = 0; i < COUNT_OF(raw_elements); i++) {
        if (raw_elements[i][0] != first) {
            continue;
        }
        char after = byte_at(mask, name + strlen(raw_elements[i]));
        if (starts_with(mask, name, raw_elements[i]) &&
            (html_is_space(after) || after == '>' || after == '/')) {
            return raw_elements[i];
        }
    }
    return NULL;
}

/* Blank the content of a raw element, up to its end tag. */
static void mask_raw(struct mask *mask, const char *name)
{
    size_t end = mask->at;
    while (end < mask->text.len) {
        end = slice_find(mask->text, SLICE("</"), end);
        if (end == SLICE_NOT_FOUND) {
            end = mask->text.len;
        } else if (starts_with(mask, end + 2, name)) {
            break;
        } else {
            end += 2;
        }
    }
    memset(mask->bytes + mask->at, ' ', end - mask->at);
    mask->at = end;
}

/* A tag that is being read. */
struct tag {
    size_t begin;
    char quote; /* the open quotation mark, or NUL */
    size_t quote_at;
    size_t attributes; /* no fewer than there are: spaces and closing quotation
                          marks, which need no space behind them */
};

static void mask_tag_byte(struct mask *mask, struct tag *tag)
{
    size_t end = foreign_end(mask);
    if (end > mask->at) {
        memset(mask->bytes + mask->at, 'x', end - mask->at);
        mask->at = end;
        return;
    }
    char byte = mask->text.bytes[mask->at];
    if (tag->quote) {
        bool closes = byte == tag->quote;
        tag->quote = closes ? '\0' : tag->quote;
        tag->attributes += closes;
    } else if (byte == '"' || byte == '\'') {
        char before = mask->bytes[mask->at - 1];
        tag->quote = before == '=' || html_is_space(before) ? byte : '\0';
        tag->quote_at = mask->at;
    } else if (html_is_space(byte)) {
        tag->attributes++;
    }
    if (tag->attributes > ATTRIBUTE_LIMIT || (byte >= 0 && byte < ' ')) {
        mask->bytes[mask->at] = ' ';
    }
    mask->at++;
}

/* A quotation mark is not closed in all of the page, which a browser would
   drop from here. The tag ends at the next '>' or '<' instead. This happens
   once for each kind of quotation mark. */
static void mend_tag(struct mask *mask, const struct tag *tag)
{
    struct slice text = mask->text;
    size_t at = tag->quote_at;
    memcpy(mask->bytes + at, text.bytes + at, text.len - at);
    while (at < text.len && text.bytes[at] != '<' && text.bytes[at] != '>') {
        at++;
    }
    at += at < text.len && text.bytes[at] == '>' ? 1 : 0;
    mask->at = tag->begin;
    hide(mask, at);
}

/* A tag: find its '>' outside quotation marks, and mind what it opens. */
static void mask_tag(struct mask *mask)
{
    struct tag tag = {.begin = mask->at};
    const char *raw = raw_element(mask, mask->at + 1);
    mask->at++;
    while (mask->at < mask->text.len &&
           (tag.quote || mask->text.bytes[mask->at] != '>')) {
        mask_tag_byte(mask, &tag);
    }
    if (mask->at == mask->text.len) {
        if (tag.quote) {
            mend_tag(mask, &tag);
        }
        return;
    }
    bool is_empty = mask->text.bytes[mask->at - 1] == '/';
    mask->at++;
    if (raw && !is_empty) {
        mask_raw(mask, raw);
    }
}

static bool is_noncharacter(const struct mask *mask)
{
    unsigned char last = (unsigned char)byte_at(mask, mask->at + 2);
    return byte_at(mask, mask->at) == '\xEF' &&
           byte_at(mask, mask->at + 1) == '\xBF' && last >= 0xBE;
}

static void mask_text_byte(struct mask *mask)
{
    char byte = mask->text.bytes[mask->at];
    size_t len = 1;
    if (is_noncharacter(mask)) {
        len = 3;
        memset(mask->bytes + mask->at, HTML_MASK_BYTE, len);
    } else if ((byte >= 0 && byte < ' ' && !html_is_space(byte)) ||
               byte == '\x7f') {
        mask->bytes[mask->at] = HTML_MASK_BYTE;
    } else if (byte == '\f') {
        mask->bytes[mask->at] = ' ';
    }
    mask->at += len;
}

static void mask_markup(struct mask *mask)
{
    char next = byte_at(mask, mask->at + 1);
    char after = byte_at(mask, mask->at + 2);
    if (next == '!') {
        mask_declaration(mask);
    } else if (ascii_is_letter(next) ||
               (next == '/' && ascii_is_letter(after))) {
        mask_tag(mask);
    } else if (next == '?' || (next == '/' && after != '\0')) {
        size_t end = slice_find(mask->text, SLICE(">"), mask->at);
        hide(mask, end == SLICE_NOT_FOUND ? mask->text.len : end + 1);
    } else if (next == '>') {
        hide(mask, mask->at + 2); /* <> is a fragment of a React template */
    } else {
        mask->at++;
    }
}

/* Does the byte stay as it is, and open nothing? */
static inline bool is_plain(unsigned char byte)
{
    return (byte == '\n') | ((byte >= ' ') & (byte != '<') & (byte != '{') &
                                (byte != 0x7F) & (byte != 0xEF));
}

/* Bytes that are looked at together. */
#define BLOCK 32

static bool is_plain_block(const char *bytes)
{
    uint8_t count = 0;
    for (size_t i = 0; i < BLOCK; i++) {
        count = (uint8_t)(count + is_plain((unsigned char)bytes[i]));
    }
    return count == BLOCK;
}

static void skip_plain(struct mask *mask)
{
    struct slice text = mask->text;
    size_t at = mask->at;
    while (at + BLOCK <= text.len && is_plain_block(text.bytes + at)) {
        at += BLOCK;
    }
    while (at < text.len && is_plain((unsigned char)text.bytes[at])) {
        at++;
    }
    mask->at = at;
}

struct slice html_mask(
    struct arena *arena, struct slice text, struct comment_list *comments)
{
    struct mask mask = {.text = text,
        .bytes = arena_room(arena, text.len),
        .comments = comments};
    if (text.len) {
        memcpy(mask.bytes, text.bytes, text.len);
    }
    if (slice_starts_with(text, SLICE("\xEF\xBB\xBF"))) {
        memset(mask.bytes, ' ', 3);
        mask.at = 3;
    }
    for (skip_plain(&mask); mask.at < text.len; skip_plain(&mask)) {
        size_t end = foreign_end(&mask);
        if (end > mask.at) {
            hide(&mask, end);
        } else if (text.bytes[mask.at] == '<') {
            mask_markup(&mask);
        } else {
            mask_text_byte(&mask);
        }
    }
    return (struct slice){mask.bytes, text.len};
}
