#include "parser/xml_writer.h"

#include "parser/memory.h"
#include "parser/utf8.h"

#include <libxml/xmlwriter.h>

struct xml_writer {
    xmlTextWriterPtr writer; /* owns its output buffer */
    struct buffer mended;    /* the value that is being written */
};

static int append_to_buffer(void *context, const char *bytes, int len)
{
    buffer_append(context, (struct slice){bytes, (size_t)len});
    return len;
}

/* Nothing but the want of memory can stop it. */
static void expect(int result)
{
    if (result < 0) {
        memory_fail();
    }
}

struct xml_writer *xml_writer_new(struct buffer *out)
{
    struct xml_writer *writer = arena_alloc(out->arena, sizeof(*writer));
    xmlOutputBufferPtr output =
        xmlOutputBufferCreateIO(append_to_buffer, NULL, out, NULL);
    writer->mended.arena = out->arena;
    writer->writer = output ? xmlNewTextWriter(output) : NULL;
    if (!writer->writer) {
        memory_fail();
    }
    expect(xmlTextWriterSetIndent(writer->writer, 1));
    expect(xmlTextWriterSetIndentString(writer->writer, BAD_CAST "  "));
    expect(xmlTextWriterStartDocument(writer->writer, "1.0", "UTF-8", NULL));
    return writer;
}

void xml_writer_free(struct xml_writer *writer)
{
    expect(xmlTextWriterEndDocument(writer->writer));
    xmlFreeTextWriter(writer->writer);
}

void xml_begin(struct xml_writer *writer, const char *name)
{
    expect(xmlTextWriterStartElement(writer->writer, BAD_CAST name));
}

void xml_end(struct xml_writer *writer)
{
    expect(xmlTextWriterEndElement(writer->writer));
    expect(xmlTextWriterFlush(writer->writer));
}

/* XML 1.0, production 2 */
static bool is_allowed(uint32_t code_point)
{
    return code_point == '\t' || code_point == '\n' || code_point == '\r' ||
           (code_point >= 0x20 && code_point != 0xFFFE && code_point != 0xFFFF);
}

/* As a C string of what XML can hold, until the next one is wanted. */
static const xmlChar *mend(struct xml_writer *writer, struct slice text)
{
    struct buffer *mended = &writer->mended;
    size_t taken = 0;
    mended->len = 0;
    for (size_t offset = 0; offset < text.len;) {
        size_t begin = offset;
        uint32_t code_point = utf8_next(text, &offset);
        if (is_allowed(code_point) && code_point != UTF8_REPLACEMENT) {
            continue;
        }
        buffer_append(mended, slice_cut(text, taken, begin));
        buffer_append_code_point(mended, UTF8_REPLACEMENT);
        taken = offset;
    }
    buffer_append(mended, slice_cut(text, taken, text.len));
    buffer_append_byte(mended, '\0');
    return BAD_CAST mended->bytes;
}

void xml_attribute(
    struct xml_writer *writer, const char *name, struct slice value)
{
    expect(xmlTextWriterWriteAttribute(
        writer->writer, BAD_CAST name, mend(writer, value)));
}

void xml_number(struct xml_writer *writer, const char *name, size_t value)
{
    char digits[32];
    snprintf(digits, sizeof(digits), "%zu", value);
    expect(xmlTextWriterWriteAttribute(
        writer->writer, BAD_CAST name, BAD_CAST digits));
}

void xml_text(struct xml_writer *writer, struct slice text)
{
    expect(xmlTextWriterWriteString(writer->writer, mend(writer, text)));
}
