#include "cmd/html_page.h"

#include "cmd/terminal.h"
#include "parser/utf8.h"

#include <stdarg.h>

extern const char page_style[]; /* page.css, see meson.build */

void html_markup(const struct html *html, const char *markup)
{
    fputs(markup, html->out);
}

void html_format(const struct html *html, const char *format, ...)
{
    va_list arguments;
    va_start(arguments, format);
    vfprintf(html->out, format, arguments);
    va_end(arguments);
}

/* The entity of a character that is mark-up in text or in an attribute. */
static const char *entity_of(uint32_t code_point)
{
    switch (code_point) {
    case '&':
        return "&amp;";
    case '<':
        return "&lt;";
    case '>':
        return "&gt;";
    case '"':
        return "&quot;";
    case '\'':
        return "&#39;";
    default:
        return NULL;
    }
}

static void html_bytes(const struct html *html, struct slice bytes)
{
    if (bytes.len) {
        fwrite(bytes.bytes, 1, bytes.len, html->out);
    }
}

/* Characters that stay as they are, nearly all, are written in runs. */
void html_text(const struct html *html, struct slice text)
{
    size_t written = 0;
    for (size_t offset = 0; offset < text.len;) {
        size_t begin = offset;
        size_t plain = terminal_plain_length(text, offset);
        const char *entity =
            plain == 1 ? entity_of((unsigned char)text.bytes[offset]) : NULL;
        offset += plain;
        if (plain && !entity) {
            continue;
        }
        html_bytes(html, slice_cut(text, written, begin));
        if (entity) {
            fputs(entity, html->out);
        } else {
            char bytes[UTF8_LONGEST];
            uint32_t shown = terminal_visible(utf8_next(text, &offset));
            size_t size = shown ? utf8_encode(shown, bytes) : 0;
            html_bytes(html, (struct slice){bytes, size});
        }
        written = offset;
    }
    html_bytes(html, slice_cut(text, written, text.len));
}

void html_words(const struct html *html, const char *ru, const char *en)
{
    html_text(html, slice_from(language_pick(html->language, ru, en)));
}

/* What tells our pages from others, and the bytes in which it stands. */
#define GENERATOR "<meta name=\"generator\" content=\"clauselint "
#define HEAD_BYTES 1024

bool html_page_is_ours(struct slice bytes)
{
    struct slice head = slice_cut(bytes, 0, HEAD_BYTES);
    return slice_find(head, SLICE(GENERATOR), 0) != SLICE_NOT_FOUND;
}

void html_page_begin(const struct html *html, struct slice title)
{
    html_markup(html, "<!DOCTYPE html>\n<html lang=\"");
    html_markup(html, language_pick(html->language, "ru", "en"));
    html_markup(html,
        "\">\n<head>\n"
        "<meta charset=\"utf-8\">\n"
        "<meta http-equiv=\"Content-Security-Policy\" "
        "content=\"default-src 'none'; style-src 'unsafe-inline'\">\n"
        "<meta name=\"viewport\" "
        "content=\"width=device-width, initial-scale=1\">\n"
        "<meta name=\"color-scheme\" content=\"light dark\">\n" GENERATOR
            CLAUSELINT_VERSION "\">\n<title>");
    html_text(html, title);
    html_markup(html, "</title>\n<style>\n");
    html_markup(html, page_style);
    html_markup(html, "</style>\n</head>\n<body>\n");
}

void html_page_end(const struct html *html)
{
    html_markup(html, "</body>\n</html>\n");
}
