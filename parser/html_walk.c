#include "parser/html_walk.h"

#include "parser/ascii.h"
#include "parser/html_decode.h"
#include "parser/utf8.h"

#include <libxml/HTMLparser.h>
#include <libxml/parserInternals.h>

#include <string.h>
#include <strings.h>

#define REFERENCE_LONGEST 64 /* bytes that are searched back for an "&" */

struct walk {
    struct slice page;
    html_handler *handler;
    void *context;
    htmlParserCtxtPtr parser;
    size_t at;        /* all before it was handed out or is no text */
    bool is_in_tag;   /* the rest of a tag stands at that place */
    char quote;       /* open quotation mark of an attribute, or NUL */
    struct span text; /* found and not handed out yet */
    bool is_stopped;
};

static size_t parser_place(const struct walk *walk)
{
    htmlParserInputPtr input = walk->parser->input;
    if (!input || !input->base) {
        return walk->page.len;
    }
    size_t place = input->consumed + (size_t)(input->cur - input->base);
    return place > walk->page.len ? walk->page.len : place;
}

static void emit(struct walk *walk, const struct html_event *event)
{
    if (!walk->is_stopped && !walk->handler(walk->context, event)) {
        walk->is_stopped = true;
        xmlStopParser(walk->parser);
    }
}

static void flush(struct walk *walk)
{
    if (walk->text.end > walk->text.begin) {
        struct html_event event = {.kind = HTML_TEXT, .span = walk->text};
        walk->text = (struct span){0, 0};
        emit(walk, &event);
    }
}

/* Take [begin, end) for text; what went before it was looked at. */
static void take(struct walk *walk, size_t begin, size_t end)
{
    if (walk->text.end != begin) {
        flush(walk);
        walk->text.begin = (uint32_t)begin;
    }
    walk->text.end = (uint32_t)end;
    walk->at = end;
}

static bool opens_tag(struct slice page, size_t at)
{
    char next = at + 1 < page.len ? page.bytes[at + 1] : '\0';
    return ascii_is_letter(next) || next == '/' || next == '!' || next == '?';
}

/* Does the quotation mark here open the value of an attribute? */
static bool is_after_equals(const struct walk *walk)
{
    size_t at = walk->at;
    while (at > 0 && html_is_space(walk->page.bytes[at - 1])) {
        at--;
    }
    return at > 0 && walk->page.bytes[at - 1] == '=';
}

/* Pass the rest of a tag, but not beyond end. */
static void pass_tag(struct walk *walk, size_t end)
{
    while (walk->is_in_tag && walk->at < end) {
        char byte = walk->page.bytes[walk->at];
        if (walk->quote) {
            walk->quote = byte == walk->quote ? '\0' : walk->quote;
        } else if (byte == '"' || byte == '\'') {
            walk->quote = is_after_equals(walk) ? byte : '\0';
        } else if (byte == '>') {
            walk->is_in_tag = false;
        }
        walk->at++;
    }
}

/* Browsers take "</p>" and "</br>" that close nothing for an empty <p> and a
   <br>; libxml2 drops them. */
static void emit_stray(struct walk *walk, size_t at)
{
    struct slice tag = slice_cut(walk->page, at, at + 5);
    struct html_event event = {.name = SLICE("br")};
    if (slice_starts_with(tag, SLICE("</p>"))) {
        event.name = SLICE("p");
    } else if (!slice_equal(tag, SLICE("</br>"))) {
        return;
    }
    flush(walk);
    event.kind = HTML_OPEN;
    event.span = (struct span){(uint32_t)at, (uint32_t)at};
    emit(walk, &event);
    event.kind = HTML_CLOSE;
    emit(walk, &event);
}

/* Look at what libxml2 passed over without a word: the end of a tag, a tag
   that it dropped, white space; and text, when it lost its place. */
static void pass(struct walk *walk, size_t end, bool minds_strays)
{
    pass_tag(walk, end);
    while (walk->at < end) {
        size_t at = walk->at;
        if (walk->page.bytes[at] == '<' && opens_tag(walk->page, at)) {
            if (minds_strays) {
                emit_stray(walk, at);
            }
            walk->is_in_tag = true;
            walk->at++;
            pass_tag(walk, end);
        } else {
            take(walk, at, at + 1);
        }
    }
}

static bool is_at(const struct walk *walk, size_t at, struct slice text)
{
    return at >= walk->at && at <= walk->page.len &&
           walk->page.len - at >= text.len &&
           memcmp(walk->page.bytes + at, text.bytes, text.len) == 0;
}

/* Does the reference that begins at "at" stand for text? */
static size_t reference_len(
    const struct walk *walk, size_t at, struct slice text)
{
    struct html_reference reference = html_reference_at(walk->page, at);
    char bytes[UTF8_LONGEST];
    size_t len = utf8_encode(reference.code_point, bytes);
    bool is_same = reference.len > 0 && len == text.len &&
                   memcmp(bytes, text.bytes, len) == 0;
    return is_same ? reference.len : 0;
}

/* The source of a text run that libxml2 reported when it had read up to
   "place": each candidate is verified against the bytes. Empty when none is
   right. */
static struct span locate(
    const struct walk *walk, struct slice text, size_t place)
{
    size_t begin = place >= text.len ? place - text.len : 0;
    if (is_at(walk, begin, text)) {
        return (struct span){(uint32_t)begin, (uint32_t)place};
    }
    size_t oldest = place > REFERENCE_LONGEST ? place - REFERENCE_LONGEST : 0;
    oldest = oldest < walk->at ? walk->at : oldest;
    for (size_t at = place; at > oldest; at--) {
        if (walk->page.bytes[at - 1] == '&') {
            size_t len = reference_len(walk, at - 1, text);
            if (len) {
                return (struct span){
                    (uint32_t)(at - 1), (uint32_t)(at - 1 + len)};
            }
        }
    }
    /* "<" and "&" that open nothing are reported before they are passed. */
    if (!walk->is_in_tag && is_at(walk, walk->at, text)) {
        return (struct span){
            (uint32_t)walk->at, (uint32_t)(walk->at + text.len)};
    }
    return (struct span){0, 0};
}

static void on_text(void *context, const xmlChar *bytes, int len)
{
    struct walk *walk = context;
    if (len <= 0) {
        return;
    }
    size_t place = parser_place(walk);
    pass_tag(walk, place);
    struct slice text = {(const char *)bytes, (size_t)len};
    struct span span = locate(walk, text, place);
    if (span.begin == span.end) {
        pass(walk, place, true);
        return;
    }
    pass(walk, span.begin, true);
    take(walk, span.begin, span.end);
}

/* Where a start tag that libxml2 has read up to "place" begins; "place" itself
   for an element that it makes up (<html>, <body>, <p>): it does so when it
   has read text that it has not reported yet. */
static size_t find_tag(const struct walk *walk, struct slice name, size_t place)
{
    struct slice page = walk->page;
    for (size_t at = walk->at; at + name.len < place; at++) {
        size_t end = at + 1 + name.len;
        char after = end < page.len ? page.bytes[end] : '>';
        if (page.bytes[at] == '<' &&
            strncasecmp(page.bytes + at + 1, name.bytes, name.len) == 0 &&
            (after == '>' || after == '/' || html_is_space(after))) {
            return at;
        }
    }
    return place;
}

static void on_open(
    void *context, const xmlChar *bytes, const xmlChar **attributes)
{
    struct walk *walk = context;
    struct slice name = slice_from((const char *)bytes);
    size_t place = parser_place(walk);
    size_t tag = find_tag(walk, name, place);
    if (tag < place) {
        pass(walk, tag, true);
        walk->at = place;
        walk->is_in_tag = true;
        walk->quote = '\0';
    }
    flush(walk);
    uint32_t at = (uint32_t)walk->at;
    emit(walk, &(struct html_event){
                   .kind = HTML_OPEN,
                   .name = name,
                   .attributes = (const char *const *)attributes,
                   .span = {at, at},
               });
}

static void on_close(void *context, const xmlChar *name)
{
    struct walk *walk = context;
    size_t place = parser_place(walk);
    /* Else the element ends for what follows, which has not been reported. */
    if (place > 0 && walk->page.bytes[place - 1] == '>') {
        pass(walk, place, false);
    }
    flush(walk);
    uint32_t at = (uint32_t)walk->at;
    emit(walk, &(struct html_event){
                   .kind = HTML_CLOSE,
                   .name = slice_from((const char *)name),
                   .span = {at, at},
               });
}

/* Comments and scripts: nothing of them is text. */
static void on_silence(struct walk *walk)
{
    size_t place = parser_place(walk);
    walk->at = place > walk->at ? place : walk->at;
    walk->is_in_tag = false;
    walk->quote = '\0';
}

static void on_comment(void *context, const xmlChar *bytes)
{
    (void)bytes;
    on_silence(context);
}

static void on_script(void *context, const xmlChar *bytes, int len)
{
    (void)bytes;
    (void)len;
    on_silence(context);
}

static void on_instruction(
    void *context, const xmlChar *target, const xmlChar *bytes)
{
    (void)target;
    (void)bytes;
    on_silence(context);
}

static void parse(struct walk *walk)
{
    htmlSAXHandler handler = {
        .startElement = on_open,
        .endElement = on_close,
        .characters = on_text,
        .ignorableWhitespace = on_text,
        .cdataBlock = on_script,
        .comment = on_comment,
        .processingInstruction = on_instruction,
    };
    htmlSAXHandlerPtr own = walk->parser->sax;
    walk->parser->sax = &handler;
    walk->parser->userData = walk;
    /* RECOVER: a script may hold "</". IGNORE_ENC: the page is UTF-8 by now,
       whatever its <meta charset> says. */
    htmlCtxtUseOptions(walk->parser,
        HTML_PARSE_RECOVER | HTML_PARSE_NOERROR | HTML_PARSE_NOWARNING |
            HTML_PARSE_NONET | HTML_PARSE_IGNORE_ENC);
    xmlSwitchEncoding(walk->parser, XML_CHAR_ENCODING_UTF8);
    walk->parser->charset = XML_CHAR_ENCODING_UTF8;
    htmlParseDocument(walk->parser);
    walk->parser->sax = own;
    walk->parser->userData = walk->parser;
}

void html_walk(struct slice page, html_handler *handler, void *context)
{
    struct walk walk = {.page = page, .handler = handler, .context = context};
    if (page.len == 0) {
        return;
    }
    walk.parser = htmlCreateMemoryParserCtxt(page.bytes, (int)page.len);
    if (!walk.parser) {
        return;
    }
    parse(&walk);
    pass(&walk, walk.is_stopped ? walk.at : page.len, true);
    flush(&walk);
    htmlFreeParserCtxt(walk.parser);
}
