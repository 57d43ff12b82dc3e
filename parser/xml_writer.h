/*
 * xml_writer.h - XML that is being written: a thin face on libxml2's writer,
 * so that no other layer needs to know it.
 *
 *     struct xml_writer *writer = xml_writer_new(&buffer);
 *     xml_begin(writer, "file");
 *     xml_attribute(writer, "name", path);
 *     xml_end(writer);
 *     xml_writer_free(writer);
 *
 * The document is UTF-8 and indented. Every text is escaped as its place
 * wants it; what XML cannot hold at all (most control characters, bytes that
 * are not UTF-8) becomes U+FFFD. Names are the caller's own and are C
 * strings.
 */
#ifndef PARSER_XML_WRITER_H
#define PARSER_XML_WRITER_H

#include "parser/buffer.h"

struct xml_writer;

/* Begin a document. Its text is appended to out, which must outlive the
   writer; the caller may take the text and set out->len to 0 at any time. */
struct xml_writer *xml_writer_new(struct buffer *out)
    __attribute__((returns_nonnull));

/* End all that was begun; now out has the whole of it. */
void xml_writer_free(struct xml_writer *writer);

void xml_begin(struct xml_writer *writer, const char *name);
void xml_end(struct xml_writer *writer);

/* Of the element just begun, before any text or element inside it. */
void xml_attribute(
    struct xml_writer *writer, const char *name, struct slice value);
void xml_number(struct xml_writer *writer, const char *name, size_t value);

void xml_text(struct xml_writer *writer, struct slice text);

#endif
